//! Revocation, freezing and restoring: a live flag that holds at the next request everywhere.
//!
//! The audit row is durable before the flag is: a flag that moved without one, or one that says something else, is what
//! `audit verify` names.

use super::inbox::InboxFlowError;
use super::{Parts, named, tokens};
use crate::audit::{AuditError, Event, Subject};
use crate::db::account::AccountRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountState, Identifier};
use crate::keeper::KeeperError;

#[derive(Debug, thiserror::Error)]
pub enum RevocationError {
    #[error("nobody is known under this identifier")]
    Unknown,
    #[error("this person's account is not active: nothing was frozen")]
    NotActive,
    #[error("this person's account is neither revoked nor frozen: there is nothing to restore")]
    NothingToRestore,
    /// Whoever the identifier is said to mean in the database, the keeper does not vouch for it.
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// Ends a person's sessions and right to sign on; returns how many sessions there were. An open link ends too.
///
/// # Errors
/// Nobody of this identifier; database or keeper away, and then nothing changed.
pub async fn revoke(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<u64, RevocationError> {
    let (mut transaction, account) = locked(parts, identifier).await?;
    let (ended, tokens) =
        set(parts, &mut transaction, &account, AccountState::Revoked, Event::Revoked, request_id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    parts.tokens.ended(tokens, parts.clock.now().date());
    Ok(ended)
}

/// The same for a while, of somebody who is enrolled.
///
/// # Errors
/// As [`revoke`]; an account that is not active.
pub async fn freeze(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<u64, RevocationError> {
    let (mut transaction, account) = locked(parts, identifier).await?;
    if account.state != AccountState::Active {
        return Err(RevocationError::NotActive);
    }
    let (ended, tokens) =
        set(parts, &mut transaction, &account, AccountState::Frozen, Event::Frozen, request_id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    parts.tokens.ended(tokens, parts.clock.now().date());
    Ok(ended)
}

/// Lets a revoked or frozen person sign in again, with what they had. Returns whether they were enrolled: who was not can
/// be invited again.
///
/// # Errors
/// As [`revoke`]; an account that is neither revoked nor frozen.
pub async fn restore(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<bool, RevocationError> {
    let (mut transaction, account) = locked(parts, identifier).await?;
    if !matches!(account.state, AccountState::Revoked | AccountState::Frozen) {
        return Err(RevocationError::NothingToRestore);
    }
    let is_enrolled = db::profile::read(&mut transaction, account.id).await?.is_some();
    let state = if is_enrolled { AccountState::Active } else { AccountState::Invited };
    // No session of before comes back: none is there, unless somebody put its row back.
    let (_, tokens) = set(parts, &mut transaction, &account, state, Event::Restored, request_id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    parts.tokens.ended(tokens, parts.clock.now().date());
    Ok(is_enrolled)
}

async fn locked(
    parts: &Parts,
    identifier: &Identifier,
) -> Result<(sqlx::Transaction<'static, sqlx::Postgres>, AccountRow), RevocationError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let account = named::locked(parts, &mut transaction, &handle).await?.ok_or(RevocationError::Unknown)?;
    Ok((transaction, account))
}

/// Flag, sessions, tokens and an open link, and the audit row before the caller's commit.
async fn set(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    state: AccountState,
    event: Event,
    request_id: &str,
) -> Result<(u64, tokens::Ended), RevocationError> {
    // First, since that waits for what the person, or a program of theirs, is just sending: it comes before, or not at all.
    let tokens = tokens::end_all::<RevocationError>(parts, db, account.id).await?;
    db::account::set_state(db, account.id, state).await?;
    // Whoever moves the flag because of a link they do not trust must not let it serve once the flag is back.
    db::invitation::withdraw(db, account.id).await?;
    let ended = db::session::end_all(db, account.id).await?;
    parts.record(event, Subject::Account(account.id), request_id).await?;
    Ok((ended, tokens))
}
