//! Deleting one's account: every row that hangs on it, at once.

use super::owner::Owner;
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, mailbox, tokens};

/// Deletes the account of a person.
///
/// # Errors
/// See [`ChangeError`]; nothing was deleted then.
pub async fn delete(parts: &Parts, person: SignedIn, typed: Typed<'_>, request_id: &str) -> Result<(), ChangeError> {
    let done = written(parts, &person, typed).await;
    recorded(parts, person.account, Event::AccountDeleted, request_id, done).await
}

async fn written(parts: &Parts, person: &SignedIn, typed: Typed<'_>) -> Written<()> {
    let owner = Owner::prove(parts, person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    // The database does not know that it is hers: nobody else would take it off.
    if let Some(member) = &owner.profile.keyring.member {
        db::keyring_member::remove(&mut transaction, member.id).await?;
    }
    mailbox::clear::<ChangeError>(parts, &mut transaction, person.account).await?;
    tokens::clear::<ChangeError>(parts, &mut transaction, person.account).await?;
    db::account::delete(&mut transaction, person.account).await?;
    Ok((transaction, ()))
}
