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

/// What becomes of somebody's right to sign on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    Revoke,
    /// The same for a while, of somebody who is enrolled.
    Freeze,
    /// They may sign in again, with what they had.
    Restore,
}

/// What came of it.
pub(super) struct Moved {
    /// How many sessions there were.
    pub(super) sessions: u64,
    /// Who is not can be invited again.
    pub(super) is_enrolled: bool,
    /// To be noted once it is committed.
    pub(super) tokens: tokens::Ended,
}

/// Ends a person's sessions and right to sign on; returns how many sessions there were. An open link ends too.
///
/// # Errors
/// Nobody of this identifier; database or keeper away, and then nothing changed.
pub async fn revoke(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<u64, RevocationError> {
    Ok(by_name(parts, identifier, Flag::Revoke, request_id).await?.0)
}

/// The same for a while, of somebody who is enrolled.
///
/// # Errors
/// As [`revoke`]; an account that is not active.
pub async fn freeze(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<u64, RevocationError> {
    Ok(by_name(parts, identifier, Flag::Freeze, request_id).await?.0)
}

/// Lets a revoked or frozen person sign in again, with what they had. Returns whether they were enrolled: who was not can
/// be invited again.
///
/// # Errors
/// As [`revoke`]; an account that is neither revoked nor frozen.
pub async fn restore(parts: &Parts, identifier: &Identifier, request_id: &str) -> Result<bool, RevocationError> {
    Ok(by_name(parts, identifier, Flag::Restore, request_id).await?.1)
}

async fn by_name(
    parts: &Parts,
    identifier: &Identifier,
    flag: Flag,
    request_id: &str,
) -> Result<(u64, bool), RevocationError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let account = named::locked(parts, &mut transaction, &handle).await?.ok_or(RevocationError::Unknown)?;
    let Moved { sessions, is_enrolled, tokens } = set(parts, &mut transaction, &account, flag, request_id).await?;
    transaction.commit().await.map_err(DbError::from)?;
    parts.tokens.ended(tokens, parts.clock.now().date());
    Ok((sessions, is_enrolled))
}

/// Flag, sessions, tokens and an open link, and the audit row before the caller's commit. The caller holds the account's row.
pub(super) async fn set(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    flag: Flag,
    request_id: &str,
) -> Result<Moved, RevocationError> {
    let is_enrolled = db::profile::read(db, account.id).await?.is_some();
    let (state, event) = match (flag, account.state) {
        (Flag::Revoke, _) => (AccountState::Revoked, Event::Revoked),
        (Flag::Freeze, AccountState::Active) => (AccountState::Frozen, Event::Frozen),
        (Flag::Freeze, _) => return Err(RevocationError::NotActive),
        (Flag::Restore, AccountState::Revoked | AccountState::Frozen) => {
            (if is_enrolled { AccountState::Active } else { AccountState::Invited }, Event::Restored)
        }
        (Flag::Restore, _) => return Err(RevocationError::NothingToRestore),
    };
    // First, since that waits for what the person, or a program of theirs, is just sending: it comes before, or not at all.
    let tokens = tokens::end_all::<RevocationError>(parts, db, account.id).await?;
    db::account::set_state(db, account.id, state).await?;
    // Whoever moves the flag because of a link they do not trust must not let it serve once the flag is back.
    db::invitation::withdraw(db, account.id).await?;
    // Restoring brings no session of before back: none is there, unless somebody put its row back.
    let sessions = db::session::end_all(db, account.id).await?;
    // Who has left is not to be found by name any more; whoever comes back writes their entry themselves.
    if flag == Flag::Revoke {
        db::directory::remove(db, account.id).await?;
    }
    parts.record(event, Subject::Account(account.id), request_id).await?;
    Ok(Moved { sessions, is_enrolled, tokens })
}
