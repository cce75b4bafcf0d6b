//! Somebody proves once more who they are, for a change that is not one of their own account: a service provider, say.

use super::owner::Owner;
use super::{ChangeError, Typed, recorded};
use crate::audit::Event;
use crate::db::{self, DbError};
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use sqlx::{Postgres, Transaction};

/// The transaction in which the second factor is used up and the account is held: what is done in it is done together with the proof, or
/// not at all. A refusal is on record.
///
/// # Errors
/// `Refused`; see [`ChangeError`].
pub(crate) async fn confirmed(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<Transaction<'static, Postgres>, ChangeError> {
    begun(parts, (person, typed), false, request_id).await
}

/// The same for what takes purposes away with an application: nobody else changes any meanwhile. The organisation is locked before the
/// account, as by whoever acts on an account of another's, or one would wait for the other.
///
/// # Errors
/// As [`confirmed`].
pub(crate) async fn confirmed_holding(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<Transaction<'static, Postgres>, ChangeError> {
    begun(parts, (person, typed), true, request_id).await
}

async fn begun(
    parts: &Parts,
    (person, typed): (&SignedIn, Typed<'_>),
    is_held: bool,
    request_id: &str,
) -> Result<Transaction<'static, Postgres>, ChangeError> {
    match proved(parts, person, typed, is_held).await {
        Ok(transaction) => Ok(transaction),
        Err(error) => recorded(parts, person.account, Event::ChangeRefused, request_id, Err(error)).await,
    }
}

async fn proved(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    is_held: bool,
) -> Result<Transaction<'static, Postgres>, ChangeError> {
    let owner = Owner::prove(parts, person, typed).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    if is_held {
        db::organisation::hold(&mut transaction, parts.org).await?;
    }
    owner.begin_in(parts, &mut transaction).await?;
    // A role that was taken from them since this request began.
    match person.is_as(&owner.standing.account, &owner.standing.profile) {
        true => Ok(transaction),
        false => Err(ChangeError::Changed),
    }
}

/// The same, and nothing else in the transaction: for what goes on in transactions of its own, which lock in another order, right after
/// it and in the same request. Whose roles are not what they were when the request began, gives nothing.
///
/// # Errors
/// As [`confirmed`]; `Changed`.
pub(crate) async fn spent(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<(), ChangeError> {
    match used_up(parts, person, typed).await {
        Ok(()) => Ok(()),
        Err(error) => recorded(parts, person.account, Event::ChangeRefused, request_id, Err(error)).await,
    }
}

async fn used_up(parts: &Parts, person: &SignedIn, typed: Typed<'_>) -> Result<(), ChangeError> {
    let owner = Owner::prove(parts, person, typed).await?;
    let transaction = owner.begin(parts).await?;
    if !person.is_as(&owner.standing.account, &owner.standing.profile) {
        return Err(ChangeError::Changed);
    }
    Ok(transaction.commit().await.map_err(DbError::from)?)
}
