//! How long sessions last here, as the operator declares it on the machine itself: nobody proves who they are, and no profile remembers it.
//! For the sessions that run it is what an owner's choice is: it holds at once and lengthens none of them.

use super::ChangeError;
use super::session_limits::put_after;
use crate::db::{self, PgConnection};
use crate::domain::Limits;
use crate::sign_in::Parts;

/// What holds now, within what the operator's settings allow; nobody else changes it until the transaction ends.
///
/// # Errors
/// The database or the keeper is away.
pub async fn now(parts: &Parts, db: &mut PgConnection) -> Result<Limits, ChangeError> {
    let row = db::session_policy::read_for_update(db, parts.org).await?;
    let chosen = parts.session_policy.chosen(parts, row.as_ref()).await?;
    let most = parts.policy.limits;
    Ok(chosen.map_or(most, |chosen| chosen.limits.within(most)))
}

/// Chooses these. The caller puts it on record and commits.
///
/// # Errors
/// `NotAllowed` where they are longer than the operator's settings allow; the database or the keeper is away.
pub async fn declare(parts: &Parts, db: &mut PgConnection, limits: Limits) -> Result<(), ChangeError> {
    if limits != limits.within(parts.policy.limits) {
        return Err(ChangeError::NotAllowed);
    }
    let found = db::session_policy::read_for_update(db, parts.org).await?;
    let believed = parts.session_policy.chosen(parts, found.as_ref()).await?.map_or(0, |chosen| chosen.version);
    put_after(parts, db, believed, limits).await.map(drop)
}
