//! Taking a way in away: a new root for those that stay, and a new data seed.

use super::owner::Owner;
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db;
use crate::domain::SecretText;
use crate::domain::variant::{Check, skips};
use crate::sign_in::Parts;
use crate::sign_in::session::{self, SignedIn};
use crate::vault::harden::Way;

/// Takes a way in away and ends the sessions of other browsers; returns this session's new cookie.
///
/// # Errors
/// `OnlyWay` for the passphrase, without which there would be none with a second factor. Otherwise see [`ChangeError`];
/// nothing was changed then.
pub async fn remove(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    way: Way,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = written(parts, person, typed, way).await;
    recorded(parts, account, Event::WayRemoved, request_id, done).await
}

async fn written(parts: &Parts, person: SignedIn, typed: Typed<'_>, way: Way) -> Written<SecretText> {
    match way {
        Way::Kit => {}
        // A kit opens the vault for making new factors and for nothing else; a passkey may open it, and may be lost.
        Way::Passphrase | Way::Both => return Err(ChangeError::OnlyWay),
        // Of these there may be several: see `passkey::remove`.
        Way::Passkey | Way::Invitation => return Err(ChangeError::NoSuchWay),
    }
    let mut owner = Owner::prove(parts, &person, typed).await?;
    // DESIGN, 3: "PRF is never the only way in that a person has".
    if owner.needs_both() && !skips(Check::KitBesidePrf) {
        return Err(ChangeError::KitNeeded);
    }
    let gone = owner.standing.ways_of(&owner.profile, way).next().ok_or(ChangeError::NoSuchWay)?.id;
    let mut transaction = owner.begin(parts).await?;
    let profile = &mut owner.profile;
    let change = Change::default().without_way(profile, gone);
    let (change, root) = change.with_new_root(parts, &owner.standing, &owner.root, profile)?;
    change.write(parts, &mut transaction, &owner.standing, &root, profile).await?;
    db::session::end_others(&mut transaction, person.account, person.id_hash()).await?;
    let cookie = session::rotate(parts, &mut transaction, person, root).await?;
    Ok((transaction, cookie))
}
