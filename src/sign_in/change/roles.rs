//! What somebody may do in the console from now on, said by an owner who proves once more who she is.
//!
//! Nobody can list who holds a role: it is sealed to the person. So that the console is never left without an owner as far as it can
//! know of any, an owner changes nobody's roles but others': whoever has just proved that she is one stays one. Two owners who take
//! the role from each other at once come one after the other, and the second is an owner no more by then. What the command line
//! takes away, and who deletes their own account, is not seen here; `senza grant --role admin` makes an owner again.

use super::owner::Owner;
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::domain::{AccountId, Identifier, Role};
use crate::sign_in::inbox::{self, NewItem};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, named};

/// # Errors
/// `NotAllowed` unless she is an owner; `Nobody` of this identifier; `OwnRoles`; see [`ChangeError`]. Nothing was changed then.
pub async fn give(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    to: &Identifier,
    roles: &[Role],
    request_id: &str,
) -> Result<(), ChangeError> {
    // Deny by default.
    if !person.has_role(Role::Owner) {
        return Err(ChangeError::NotAllowed);
    }
    let written = match written(parts, person, typed, to, roles).await {
        Ok((transaction, account)) => {
            // Theirs to see as well, and before it is so.
            parts.record(Event::Granted, Subject::Account(account), request_id).await?;
            Ok((transaction, ()))
        }
        Err(error @ (ChangeError::Nobody | ChangeError::OwnRoles)) => {
            // It tells who is known.
            parts.record(Event::RolesRefused, Subject::Account(person.account), request_id).await?;
            Err(error)
        }
        Err(error) => Err(error),
    };
    recorded(parts, person.account, Event::RolesGiven, request_id, written).await
}

async fn written(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    to: &Identifier,
    roles: &[Role],
) -> Written<AccountId> {
    let owner = Owner::prove(parts, person, typed).await?;
    let handle = parts.keeper.handle(parts.org, to.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // One after the other, before either locks an account.
    db::organisation::hold(&mut transaction, parts.org).await?;
    owner.begin_in(parts, &mut transaction).await?;
    // What was taken from her since this request began.
    if !person.is_as(&owner.standing.account, &owner.standing.profile) {
        return Err(ChangeError::Changed);
    }
    let mut account = named::locked(parts, &mut transaction, &handle).await?.ok_or(ChangeError::Nobody)?;
    if account.id == person.account {
        return Err(ChangeError::OwnRoles);
    }
    inbox::deliver(parts, &mut transaction, &mut account, vec![NewItem::of_roles(roles)]).await?;
    Ok((transaction, account.id))
}
