//! Another passphrase. Identity, data seeds and root stay; the older passphrase opens nothing any more.

use super::both::{self, Named};
use super::owner::Owner;
use super::write::end_tokens;
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db;
use crate::domain::{AccountId, Handle, Secret, SecretText, WayId};
use crate::keeper::Device;
use crate::sign_in::fresh_way::{FreshWay, Stretched};
use crate::sign_in::session::{self, SignedIn};
use crate::sign_in::visitor::Entered;
use crate::sign_in::{Parts, passphrase_strength};
use crate::vault::account::{FactorRow, Root, VaultError, new_way, rewrap_for_factor_key};
use crate::vault::harden::Way;
use crate::vault::profile::devices::NamedDevice;

/// What the person chose.
pub struct Chosen<'a> {
    pub passphrase: &'a SecretText,
    pub confirm: &'a SecretText,
    /// End the sessions of other browsers, and programs' tokens.
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
    let with = owner.needs_both().then(|| both::passkeys(parts, &owner)).transpose()?;
    let stretched = Stretched::new(parts, account, &owner.identifier, chosen.passphrase).await?;
    let fresh = Fresh::new(parts, account, &handle, &stretched, with.as_deref()).await?;
    let mut transaction = owner.begin(parts).await?;
    let (change, root) = exchanged(parts, &mut owner, &fresh, person.browser(), false)?;
    change.write(parts, &mut transaction, &owner.standing, &root, &owner.profile).await?;
    if chosen.end_others {
        db::session::end_others(&mut transaction, account, person.id_hash()).await?;
        // Whoever knew the passphrase may have made one.
        end_tokens(parts, &mut transaction, account).await?;
    }
    let session = session::rotate(parts, &mut transaction, person, root).await?;
    Ok((transaction, Entered { session, device: fresh.device() }))
}

/// What takes the place of a passphrase's way in: one that it opens by itself, or one for each passkey that it needs besides.
pub(super) struct Fresh {
    first: FreshWay,
    more: Vec<FreshWay>,
}

impl Fresh {
    pub(super) async fn new(
        parts: &Parts,
        account: AccountId,
        handle: &Handle,
        stretched: &Stretched,
        with: Option<&[Named]>,
    ) -> Result<Self, ChangeError> {
        let Some(with) = with else {
            let first = FreshWay::stretched(parts, account, handle, stretched).await?;
            return Ok(Self { first, more: Vec::new() });
        };
        let mut all = Vec::new();
        for Named { factor, public, .. } in with {
            all.push(FreshWay::both(parts, account, handle, stretched, (*factor, public)).await?);
        }
        let first = all.pop().ok_or(ChangeError::NoSuchWay)?;
        Ok(Self { first, more: all })
    }

    /// Makes the browser that it was made with a known device.
    pub(super) fn device(&self) -> Device {
        self.first.device
    }

    /// The key that opens factors before the vault is open: nobody's, where the passphrase tells nothing by itself.
    fn factor_key(&self, parts: &Parts, account: AccountId) -> Secret<32> {
        match self.first.way() {
            Way::Passphrase => self.first.factor_key(parts, account),
            _ => Secret::random(&*parts.random),
        }
    }

    fn each(&self) -> impl Iterator<Item = &FreshWay> {
        std::iter::once(&self.first).chain(&self.more)
    }
}

/// The ways in that a passphrase opens, with fresh ones in their place, and the factors wrapped for those. With `anew` under a new
/// root, which whatever the older ones opened does not lead to.
pub(super) fn exchanged(
    parts: &Parts,
    owner: &mut Owner<'_>,
    fresh: &Fresh,
    browser: &str,
    anew: bool,
) -> Result<(Change, Root), ChangeError> {
    let account = owner.account();
    let mut root = Root { epoch: owner.root.epoch, key: owner.root.key.duplicate() };
    let factor_key = fresh.factor_key(parts, account);
    let rewrapped: Result<Vec<FactorRow>, VaultError> = owner
        .standing
        .factors_of(&owner.profile)
        .map(|row| rewrap_for_factor_key(parts.org, account, &root, &factor_key, row, &*parts.random))
        .collect();
    let kinds = [Way::Passphrase, Way::Both].into_iter();
    let older = kinds.flat_map(|kind| owner.standing.ways_of(&owner.profile, kind)).map(|row| row.id);
    let older: Vec<WayId> = older.collect();
    let profile = &mut owner.profile;
    profile.devices = vec![NamedDevice::new(fresh.device().id, browser, parts.clock.now().date())];
    let mut change = Change::default().with_rewrapped(rewrapped?);
    for id in older {
        change = change.without_way(profile, id);
    }
    if anew {
        (change, root) = change.with_new_root(parts, &owner.standing, &root, profile)?;
    }
    for way in fresh.each() {
        change = change.with_way(profile, new_way(way.input(parts, account), &root, &*parts.random)?);
    }
    Ok((change, root))
}
