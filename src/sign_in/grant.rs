//! Grants: what an organisation says of a person after enrolment, and what it says no longer.
//!
//! Nobody but the person can read an inbox, so a grant says nothing of what was there before: it stands in its place.

use super::Parts;
use super::inbox::{self, InboxFlowError, NewItem};
use super::named;
use crate::audit::{AuditError, Event, Subject};
use crate::db::DbError;
use crate::domain::{Attribute, Identifier, Role};
use crate::keeper::KeeperError;
use crate::vault::inbox::Said;
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// Why a grant is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GrantFault {
    #[error("nothing to grant and nothing to withdraw")]
    Nothing,
    #[error("{0:?} is not for use as an attribute name")]
    ReservedName(String),
    #[error("{0:?} is both granted and withdrawn")]
    Both(String),
    #[error("it would have expired already")]
    Expired,
    #[error("what is withdrawn does not expire")]
    ExpiryOfNothing,
}

#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    #[error("nobody is known under this identifier")]
    Unknown,
    #[error(transparent)]
    Fault(#[from] GrantFault),
    #[error(transparent)]
    Inbox(#[from] InboxFlowError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// What is to hold from now on.
#[derive(Debug, Default)]
pub struct Grant {
    /// Each with all its values: they take the place of those it had.
    pub attributes: Vec<Attribute>,
    /// All roles, in the place of those held; `None` leaves them alone.
    pub roles: Option<Vec<Role>>,
    /// Names that are to say nothing.
    pub withdrawn: Vec<String>,
    /// From when on what is granted says nothing.
    pub expires: Option<OffsetDateTime>,
}

/// Puts it into the person's inbox. The next sign-on asserts it, also on a session that is open now.
///
/// # Errors
/// Nobody of this identifier; a name, role or expiry that cannot be; database or keeper away. Nothing is written then.
pub async fn grant(parts: &Parts, identifier: &Identifier, grant: Grant, request_id: &str) -> Result<(), GrantError> {
    let event = if grant.attributes.is_empty() && grant.roles.is_none() { Event::Withdrawn } else { Event::Granted };
    let items = items(grant, parts.clock.now())?;
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // To whom it would be delivered is whom the keeper vouches for.
    let mut account = named::locked(parts, &mut transaction, &handle).await?.ok_or(GrantError::Unknown)?;
    inbox::deliver(parts, &mut transaction, &mut account, items).await?;
    parts.commit(transaction, event, Subject::Account(account.id), request_id).await
}

/// What is put in for it.
pub(super) fn items(grant: Grant, now: OffsetDateTime) -> Result<Vec<NewItem>, GrantFault> {
    check(&grant, now)?;
    let Grant { attributes, roles, withdrawn, expires } = grant;
    let given = attributes.into_iter().map(|one| NewItem { name: one.name, said: Said::Values(one.values), expires });
    let given = given.chain(roles.map(|roles| NewItem { expires, ..NewItem::of_roles(&roles) }));
    let withdrawn: BTreeSet<String> = withdrawn.into_iter().collect();
    let withdrawn = withdrawn.into_iter().map(|name| NewItem { name, said: Said::Withdrawn, expires: None });
    Ok(given.chain(withdrawn).collect())
}

fn check(grant: &Grant, now: OffsetDateTime) -> Result<(), GrantFault> {
    let names = || grant.attributes.iter().map(|one| &one.name);
    if let Some(bad) = names().chain(&grant.withdrawn).find(|name| inbox::is_reserved(name)) {
        return Err(GrantFault::ReservedName(bad.clone()));
    }
    if let Some(both) = names().find(|name| grant.withdrawn.contains(name)) {
        return Err(GrantFault::Both(both.clone()));
    }
    let gives = !grant.attributes.is_empty() || grant.roles.is_some();
    match grant.expires {
        _ if !gives && grant.withdrawn.is_empty() => Err(GrantFault::Nothing),
        Some(_) if !gives => Err(GrantFault::ExpiryOfNothing),
        Some(expires) if expires <= now => Err(GrantFault::Expired),
        Some(_) | None => Ok(()),
    }
}
