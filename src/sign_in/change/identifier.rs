//! Another identifier: the handle is another, and the passphrase is stretched with it anew.

use super::owner::{Owner, Typed};
use super::passphrase::exchanged;
use super::{ChangeError, recorded};
use crate::audit::Event;
use crate::db::{self, DbError};
use crate::domain::{Identifier, SecretText};
use crate::sign_in::Parts;
use crate::sign_in::fresh_way::FreshWay;
use crate::sign_in::session::{self, SignedIn};

/// Changes what the person signs in with; returns the session's new cookie.
///
/// # Errors
/// `Identifier` when it is nobody's, somebody else's, or the present one: one answer. Otherwise see [`ChangeError`];
/// nothing was changed then.
pub async fn change(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    identifier: &str,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = written(parts, person, typed, identifier).await;
    recorded(parts, account, Event::IdentifierChanged, request_id, done).await
}

async fn written(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    identifier: &str,
) -> Result<SecretText, ChangeError> {
    let identifier = Identifier::parse(identifier).map_err(|_| ChangeError::Identifier)?;
    parts.policy.identifiers.check(&identifier).map_err(|_| ChangeError::Identifier)?;
    let mut owner = Owner::prove(parts, &person, typed.passphrase).await?;
    let (account, before) = (owner.account(), owner.standing.account.handle);
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let fresh = FreshWay::passphrase(parts, account, &handle, &identifier, typed.passphrase).await?;
    let mut transaction = owner.begin(parts, typed.code).await?;
    // Asked only of who proved who they are: nobody else learns from it which identifiers there are.
    let is_free = before != handle && db::account::change_handle(&mut transaction, account, &before, &handle).await?;
    if !is_free {
        return Err(ChangeError::Identifier);
    }
    let change = exchanged(parts, &mut owner, &fresh)?;
    owner.profile.identifier = SecretText::new(identifier.as_str().to_owned());
    change.write(parts, &mut transaction, &owner.standing, &owner.root, &owner.profile).await?;
    let cookie = session::rotate(parts, &mut transaction, person, owner.root).await?;
    transaction.commit().await.map_err(DbError::from)?;
    Ok(cookie)
}
