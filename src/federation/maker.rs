//! Who made a link for somebody without an account: it serves while they are who they were then, and their roles have not ended. Sealed under a
//! key that the keeper makes of where the link lies, so that the database says of nobody that they administer anything.

use super::RegistryError;
use super::flight::FlightError;
use crate::db::PgConnection;
use crate::keeper::KeeperError;
use crate::sign_in::Parts;
use crate::sign_in::again::Issuer;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::session::SignedIn;
use crate::vault::seal::{RecordContext, SealError, open, seal};
use serde::{Deserialize, Serialize};

/// Where it lies of a link.
pub(super) struct Place<'a> {
    /// What the keeper makes the key of: no service provider's name leads to such a place.
    pub(super) key: [u8; 32],
    pub(super) record: RecordContext<'a>,
}

#[derive(Debug, thiserror::Error)]
pub enum MakerError {
    /// Whoever wants to make a link is not who they were when they asked for it.
    #[error("the account of who makes a link is not active")]
    Gone,
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("who made a link could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("who made a link could not be written: {0}")]
    Encode(#[from] serde_json::Error),
}

#[derive(Serialize, Deserialize)]
struct Maker {
    issuer: Issuer,
    /// When their roles end by themselves, which nobody but them sees; nothing where they do not.
    roles_until: Option<i64>,
}

/// Of somebody who is there.
///
/// # Errors
/// See [`MakerError`].
pub(super) async fn sealed(
    parts: &Parts,
    db: &mut PgConnection,
    person: &SignedIn,
    place: Place<'_>,
) -> Result<Vec<u8>, MakerError> {
    let issuer = Issuer::administrator(parts, db, person.account).await?.ok_or(MakerError::Gone)?;
    let maker = serde_json::to_vec(&Maker { issuer, roles_until: person.roles_until() })?;
    let key = parts.keeper.participant_key(&place.key).await?;
    Ok(seal(&key, &place.record, &maker, &*parts.random)?)
}

/// Whether whoever made it may still have made it: their account is active, nothing was said, taken back or begun again of it, and their
/// roles have not ended. Of a link of before, which lasts some days, that is not known.
///
/// # Errors
/// Database or keeper away.
pub(super) async fn stands(
    parts: &Parts,
    db: &mut PgConnection,
    maker: Option<&[u8]>,
    place: Place<'_>,
) -> Result<bool, MakerError> {
    let Some(sealed) = maker else { return Ok(true) };
    let key = parts.keeper.participant_key(&place.key).await?;
    let plain = open(&key, &place.record, sealed);
    let Some(maker) = plain.ok().and_then(|plain| serde_json::from_slice::<Maker>(plain.expose()).ok()) else {
        tracing::error!(table = place.record.table, "a link is ours, and who made it cannot be read");
        return Ok(false);
    };
    let now = parts.clock.now().unix_timestamp();
    Ok(maker.roles_until.is_none_or(|until| now < until) && maker.issuer.stands(parts, db).await?)
}

impl From<MakerError> for RegistryError {
    fn from(error: MakerError) -> Self {
        match error {
            MakerError::Inbox(InboxFlowError::Db(error)) => Self::Db(error),
            MakerError::Inbox(InboxFlowError::Keeper(error)) | MakerError::Keeper(error) => Self::Keeper(error),
            other => Self::Maker(Box::new(other)),
        }
    }
}

impl From<MakerError> for FlightError {
    fn from(error: MakerError) -> Self {
        match error {
            MakerError::Inbox(InboxFlowError::Db(error)) => Self::Db(error),
            MakerError::Inbox(InboxFlowError::Keeper(error)) | MakerError::Keeper(error) => Self::Keeper(error),
            other => Self::Maker(Box::new(other)),
        }
    }
}
