//! The directory of people, where the organisation keeps one: each person's entry, sealed to the administrators' keyring by whoever
//! knows what is in it, and a search that opens all of them in a session of somebody who holds the keyring.
//!
//! That there is a directory stands in the keyring's row; see [`keyring`](super::keyring). Nothing that was opened outlives the request.

pub(in crate::sign_in) mod entry;
mod fold;
mod search;

pub use self::entry::{Listing, of};
pub use self::search::{Hit, MOST, Query, SHOWN, Searched, search};

use super::Parts;
use super::keyring::KeyringFlowError;
use crate::audit::AuditError;
use crate::db::directory::Counts;
use crate::db::{self, DbError};
use crate::keeper::KeeperError;

#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    #[error(transparent)]
    Keyring(#[from] KeyringFlowError),
    #[error("other searches take longer than anybody waits")]
    Busy,
    #[error("the task that opens entries ended early")]
    Ended,
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// Whether there is a directory, and for how many of how many people, [`MOST`] and one at most; `None` without one.
///
/// # Errors
/// Database or keeper away.
pub async fn extent(parts: &Parts) -> Result<Option<Counts>, DirectoryError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    if !super::keyring::told(parts, &mut db, 0).await?.lists() {
        return Ok(None);
    }
    Ok(Some(db::directory::counts(&mut db, 0, MOST + 1).await?))
}
