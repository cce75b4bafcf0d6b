//! Somebody proves once more who they are, for a change that is not one of their own account: a service provider, say.

use super::owner::Owner;
use super::{ChangeError, Typed, recorded};
use crate::audit::Event;
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
    match begun(parts, person, typed).await {
        Ok(transaction) => Ok(transaction),
        Err(error) => recorded(parts, person.account, Event::ChangeRefused, request_id, Err(error)).await,
    }
}

async fn begun(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
) -> Result<Transaction<'static, Postgres>, ChangeError> {
    let owner = Owner::prove(parts, person, typed).await?;
    owner.begin(parts).await
}
