//! The keys of the recorder's days: made, opened, and sealed anew as long as their records are kept.

use super::FlightError;
use crate::db::flight::KeyRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::Secret;
use crate::keeper::{KeeperError, session_epoch};
use crate::sign_in::Parts;
use crate::vault::flight::{DayKey, key_context, wrapping};
use crate::vault::seal::{open, seal};

/// The day's key; made where there is none yet. Whoever writes first makes it, and all others use that one.
pub(super) async fn of_day(parts: &Parts, db: &mut PgConnection, day: u32) -> Result<DayKey, FlightError> {
    if let Some(row) = db::flight::keys(db).await?.into_iter().find(|row| row.day == day) {
        return opened(parts, &row).await?.ok_or(FlightError::NoKey);
    }
    let row = sealed(parts, day, &Secret::random(&*parts.random)).await?;
    let kept = db::flight::keep_key(db, &row).await?;
    opened(parts, &kept).await?.ok_or(FlightError::NoKey)
}

/// Of every day whose records are kept.
pub(super) async fn all(parts: &Parts, db: &mut PgConnection) -> Result<Vec<(u32, DayKey)>, FlightError> {
    let mut all = Vec::new();
    for row in db::flight::keys(db).await? {
        if is_kept(parts, row.day)
            && let Some(key) = opened(parts, &row).await?
        {
            all.push((row.day, key));
        }
    }
    Ok(all)
}

/// Seals each under a key of today, and forgets those whose records are kept no longer. Before the keeper destroys its keys of the day
/// before yesterday: whatever it destroyed them for, these are carried on until their own time is over.
pub(super) async fn carry_on(parts: &Parts) -> Result<(), FlightError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let today = session_epoch(parts.clock.now());
    db::flight::forget_keys(&mut db, oldest(parts), today.saturating_add(2)).await?;
    for row in db::flight::keys(&mut db).await? {
        if row.under >= today {
            continue;
        }
        if let Some(key) = opened(parts, &row).await? {
            let anew = sealed(parts, row.day, key.secret()).await?;
            db::flight::reseal_key(&mut db, &anew, row.under).await?;
        }
    }
    Ok(())
}

/// The first day whose records are kept.
fn oldest(parts: &Parts) -> u32 {
    session_epoch(parts.clock.now()).saturating_sub(u32::from(parts.policy.flight.days))
}

fn is_kept(parts: &Parts, day: u32) -> bool {
    day >= oldest(parts)
}

async fn sealed(parts: &Parts, day: u32, key: &Secret<32>) -> Result<KeyRow, FlightError> {
    let under = session_epoch(parts.clock.now());
    let wrapping = wrapping(&parts.keeper.session_epoch_key(under).await?);
    let row = day.to_be_bytes();
    let sealed = seal(&wrapping, &key_context(parts.org, &row, under), key.expose(), &*parts.random)?;
    Ok(KeyRow { day, under, sealed })
}

/// `None` when the key that it is sealed under was destroyed, or somebody else wrote it.
async fn opened(parts: &Parts, row: &KeyRow) -> Result<Option<DayKey>, FlightError> {
    let epoch_key = match parts.keeper.session_epoch_key(row.under).await {
        Ok(key) => key,
        Err(KeeperError::SessionRetired { .. } | KeeperError::SessionAhead { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let day = row.day.to_be_bytes();
    match open(&wrapping(&epoch_key), &key_context(parts.org, &day, row.under), &row.sealed) {
        Ok(plain) => Ok(Secret::from_slice(plain.expose()).map(DayKey::new)),
        Err(error) => {
            tracing::error!(%error, day = row.day, "the key of a day of the flight recorder does not open");
            Ok(None)
        }
    }
}
