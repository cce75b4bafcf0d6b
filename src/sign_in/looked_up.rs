//! What is on record of one person, for an auditor who has their identifier. That somebody looked is on record first.
//!
//! The keeper finds the person, at the rate of its look-ups, and makes the pseudonyms of each day that is looked at. Nothing is
//! written that would join them.

use super::acting::Acting;
use super::inbox::InboxFlowError;
use super::{Parts, named};
use crate::audit::{self, AuditError, Event, Seen, Subject, VerifyError, Whose};
use crate::db::DbError;
use crate::domain::{AccountId, Handle, Identifier};
use crate::keeper::KeeperError;
use time::Date;

#[derive(Debug, thiserror::Error)]
pub enum LookUpError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Inbox(InboxFlowError),
}

/// What was found, the latest first.
pub struct LookedUp {
    pub rows: Vec<Seen>,
    /// There is more.
    pub is_cut: bool,
    /// The keeper does not vouch that the account found is this identifier's: its rows are not shown.
    pub is_tampered: bool,
}

/// For an identifier that is nobody's the same is done with an account that is none: tries under it are found all the same.
///
/// # Errors
/// Database or keeper away, or more is looked up than the keeper answers.
pub async fn of_person(
    parts: &Parts,
    by: &impl Acting,
    identifier: &Identifier,
    days: &[Date],
    request_id: &str,
) -> Result<LookedUp, LookUpError> {
    parts.record(Event::PersonLookedUp, Subject::Account(by.account()), request_id).await?;
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let (account, is_tampered) = account(parts, &handle).await?;
    let account = account.unwrap_or_else(|| AccountId::random(&*parts.random));
    let whose = Whose { org: parts.org, account, handle: Some(handle) };
    let (rows, is_cut) = audit::of_person(&parts.pool, &parts.keeper, whose, days).await?;
    Ok(LookedUp { rows, is_cut, is_tampered })
}

/// Whose the handle is, as far as the keeper vouches for it: a row in the database might lead to somebody else's.
async fn account(parts: &Parts, handle: &Handle) -> Result<(Option<AccountId>, bool), LookUpError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    match named::locked(parts, &mut db, handle).await {
        Ok(found) => Ok((found.map(|account| account.id), false)),
        Err(InboxFlowError::Tampered) => Ok((None, true)),
        Err(error) => Err(LookUpError::Inbox(error)),
    }
}
