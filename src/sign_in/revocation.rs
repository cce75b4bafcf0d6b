//! Revocation: a live flag that holds at the next request everywhere.

use super::Parts;
use crate::audit::{AuditError, Event, Subject};
use crate::db::{self, DbError};
use crate::domain::Identifier;
use crate::keeper::KeeperError;

#[derive(Debug, thiserror::Error)]
pub enum RevocationError {
    #[error("nobody is known under this identifier")]
    Unknown,
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// Ends a person's sessions and right to sign on; returns how many sessions there were. An open invitation ends too.
pub async fn revoke(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<u64, RevocationError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let account =
        db::account::by_handle(&mut transaction, parts.org, &handle).await?.ok_or(RevocationError::Unknown)?;
    db::account::revoke(&mut transaction, account.id).await?;
    db::invitation::withdraw(&mut transaction, account.id).await?;
    let ended = db::session::end_all(&mut transaction, account.id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    parts.record(Event::Revoked, Subject::Account(account.id), request_id).await?;
    Ok(ended)
}
