//! What waits between two requests of one tab, sealed under a key that only the tab's token and the keeper give.

use super::Parts;
use super::bearer::{Bearer, Purpose};
use super::waiting::{Full, Place, Waiter};
use crate::db::pending::PendingRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::SecretText;
use crate::domain::secret::sealed_json;
use crate::keeper::{KeeperError, session_epoch};
use crate::vault::seal::{RecordContext, SealError, open, seal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use time::Duration;

#[derive(Debug, thiserror::Error)]
pub enum PendingError {
    /// No such row, or another's, or its time is over: all the same to the person.
    #[error("nothing is pending under this token")]
    Gone,
    #[error("nothing more may wait: {0}")]
    Full(#[from] Full),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("a pending record could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("a pending record could not be written: {0}")]
    Encode(#[from] serde_json::Error),
}

/// Room for a record.
///
/// # Errors
/// `Full`, for this asker at least.
pub fn place(parts: &Parts, waiter: Waiter) -> Result<Place, PendingError> {
    Ok(parts.waiting.place(waiter, parts.clock.now())?)
}

/// Puts a record aside; the token is the only thing that leads back to it.
pub async fn put<T: Serialize>(
    parts: &Parts,
    db: &mut PgConnection,
    place: Place,
    purpose: Purpose,
    record: &T,
    lifetime: Duration,
) -> Result<SecretText, PendingError> {
    let now = parts.clock.now();
    let bearer = Bearer::random(&*parts.random);
    let epoch = session_epoch(now);
    let key = bearer.sealing_key(purpose, &parts.keeper.session_epoch_key(epoch).await?);
    let id_hash = bearer.id_hash(purpose);
    let plain = sealed_json(record)?;
    let sealed = seal(&key, &context(parts, purpose, &id_hash), plain.expose(), &*parts.random)?;
    db::pending::insert(db, &PendingRow { id_hash, epoch, sealed, expires_at: now + lifetime }).await?;
    place.take();
    Ok(bearer.encode())
}

/// Reads a record and leaves it where it is.
pub async fn read<T: DeserializeOwned>(
    parts: &Parts,
    db: &mut PgConnection,
    purpose: Purpose,
    token: &str,
) -> Result<T, PendingError> {
    let bearer = Bearer::parse(token).ok_or(PendingError::Gone)?;
    let id_hash = bearer.id_hash(purpose);
    let row = db::pending::read(db, id_hash, parts.clock.now()).await?.ok_or(PendingError::Gone)?;
    let epoch_key = parts.keeper.session_epoch_key(row.epoch).await.map_err(|error| match error {
        KeeperError::SessionRetired { .. } | KeeperError::SessionAhead { .. } => PendingError::Gone,
        other => other.into(),
    })?;
    let key = bearer.sealing_key(purpose, &epoch_key);
    let plain = open(&key, &context(parts, purpose, &id_hash), &row.sealed).map_err(|error| {
        tracing::warn!(%error, ?purpose, "a pending record does not open");
        PendingError::Gone
    })?;
    Ok(serde_json::from_slice(plain.expose())?)
}

/// Takes a record away; of two requests that race for it, one gets it. Its place is free again.
pub async fn take<T: DeserializeOwned>(
    parts: &Parts,
    db: &mut PgConnection,
    waiter: Waiter,
    purpose: Purpose,
    token: &str,
) -> Result<T, PendingError> {
    let record = read(parts, db, purpose, token).await?;
    let id_hash = Bearer::parse(token).ok_or(PendingError::Gone)?.id_hash(purpose);
    if !db::pending::take(db, &id_hash).await? {
        return Err(PendingError::Gone);
    }
    parts.waiting.leave(waiter);
    Ok(record)
}

fn context<'a>(parts: &Parts, purpose: Purpose, id_hash: &'a [u8; 32]) -> RecordContext<'a> {
    RecordContext { org: parts.org, table: "pending", row: id_hash, slot: purpose.label(), version: 1 }
}
