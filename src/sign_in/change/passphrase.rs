//! Another passphrase. Identity, data seeds and root stay; the older passphrase opens nothing any more.

use super::owner::Owner;
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db;
use crate::domain::SecretText;
use crate::sign_in::fresh_way::FreshWay;
use crate::sign_in::session::{self, SignedIn};
use crate::sign_in::visitor::Entered;
use crate::sign_in::{Parts, passphrase_strength};
use crate::vault::account::{FactorRow, VaultError, new_way, rewrap_for_factor_key};
use crate::vault::harden::Way;
use crate::vault::profile::devices::NamedDevice;

/// What the person chose.
pub struct Chosen<'a> {
    pub passphrase: &'a SecretText,
    pub confirm: &'a SecretText,
    /// End the sessions of other browsers.
    pub end_others: bool,
}

/// Changes the passphrase. The devices that were known are strangers again, but for this one.
///
/// # Errors
/// See [`ChangeError`]; nothing was changed then.
pub async fn change(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    chosen: Chosen<'_>,
    request_id: &str,
) -> Result<Entered, ChangeError> {
    let account = person.account;
    let done = written(parts, person, typed, chosen).await;
    recorded(parts, account, Event::PassphraseChanged, request_id, done).await
}

async fn written(parts: &Parts, person: SignedIn, typed: Typed<'_>, chosen: Chosen<'_>) -> Written<Entered> {
    let mut owner = Owner::prove(parts, &person, typed).await?;
    passphrase_strength::check(chosen.passphrase, chosen.confirm, owner.identifier.as_str())?;
    let (account, handle) = (owner.account(), owner.standing.account.handle);
    let fresh = FreshWay::passphrase(parts, account, &handle, &owner.identifier, chosen.passphrase).await?;
    let mut transaction = owner.begin(parts).await?;
    let change = exchanged(parts, &mut owner, &fresh, person.browser())?;
    change.write(parts, &mut transaction, &owner.standing, &owner.root, &owner.profile).await?;
    if chosen.end_others {
        db::session::end_others(&mut transaction, account, person.id_hash()).await?;
    }
    let session = session::rotate(parts, &mut transaction, person, owner.root).await?;
    Ok((transaction, Entered { session, device: fresh.device }))
}

/// The passphrase's way in, with another in its place, and the factors wrapped for it.
pub(super) fn exchanged(
    parts: &Parts,
    owner: &mut Owner<'_>,
    fresh: &FreshWay,
    browser: &str,
) -> Result<Change, ChangeError> {
    let account = owner.account();
    let before = owner.standing.way(Way::Passphrase).ok_or(ChangeError::NoSuchWay)?.0.id;
    let made = new_way(fresh.input(parts, account), &owner.root, &*parts.random)?;
    let factor_key = fresh.factor_key(parts, account);
    let rewrapped: Result<Vec<FactorRow>, VaultError> = owner
        .standing
        .factors_of(&owner.profile)
        .map(|row| rewrap_for_factor_key(parts.org, account, &owner.root, &factor_key, row, &*parts.random))
        .collect();
    let profile = &mut owner.profile;
    profile.devices = vec![NamedDevice::new(fresh.device.id, browser, parts.clock.now().date())];
    Ok(Change::default().without_way(profile, before).with_way(profile, made).with_rewrapped(rewrapped?))
}
