//! The passphrase opens the account only together with a passkey: chosen, ended, and with another passkey besides.
//!
//! Each of the two changes is a way in taken away, and starts a new root and data seed: what the passphrase opened by itself, or
//! with a passkey that was lost since, opens nothing of what comes. Another passkey beside is a way in that comes.

use super::owner::{Owner, Standing};
use super::passkey::is_accepted;
use super::passphrase::{Fresh, exchanged};
use super::{ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db::{self, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, FactorId, SecretText, WayId};
use crate::sign_in::Parts;
use crate::sign_in::both::{own, shown};
use crate::sign_in::fresh_way::{FreshWay, Stretched};
use crate::sign_in::passkey::Passkey;
use crate::sign_in::session::{self, SignedIn};
use crate::sign_in::visitor::Entered;
use crate::vault::account::{FactorKind, MadeWay, OpenFactor, Root, new_way, open_factor_by_root, reseal_factor};
use crate::vault::both::way_id;
use crate::vault::harden::Way;
use crate::vault::profile::Profile;

/// A passkey, and to what a share is sealed that it opens.
pub(super) struct Named {
    pub(super) factor: FactorId,
    pub(super) public: [u8; 32],
    /// Whether it may be used: of no model that an operator does not accept.
    pub(super) is_accepted: bool,
}

impl Named {
    /// A passkey whose share key is remembered.
    fn of(parts: &Parts, factor: FactorId, open: &OpenFactor) -> Result<Self, ChangeError> {
        let passkey = Passkey::decode(&open.seed).ok_or(ChangeError::NotForBoth)?;
        let public = passkey.share_key.ok_or(ChangeError::NotForBoth)?;
        Ok(Self { factor, public, is_accepted: is_accepted(parts, &passkey) })
    }
}

/// The way in of a passkey beside the passphrase, if the profile names one.
pub(super) fn way_of(standing: &Standing, profile: &Profile, factor: FactorId) -> Option<WayId> {
    let mut beside = standing.ways_of(profile, Way::Both);
    beside.find(|row| row.id == way_id(factor, &row.salt)).map(|row| row.id)
}

/// The passkeys that the passphrase opens the account with.
pub(super) fn passkeys(parts: &Parts, owner: &Owner<'_>) -> Result<Vec<Named>, ChangeError> {
    let account = owner.account();
    let mut named = Vec::new();
    for row in owner.standing.factors_of(&owner.profile).filter(|row| row.kind == FactorKind::Passkey) {
        if way_of(&owner.standing, &owner.profile, row.id).is_none() {
            continue;
        }
        let open = open_factor_by_root(parts.org, account, &owner.root, row)?;
        named.push(Named::of(parts, row.id, &open)?);
    }
    Ok(named)
}

/// The passphrase opens the account only together with the passkey that is shown as the second factor.
///
/// # Errors
/// `KitNeeded` where there is no recovery kit, `NotForBoth` where the passkey has no PRF or none was shown; otherwise see
/// [`ChangeError`]. Nothing was changed then.
pub async fn choose(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<Entered, ChangeError> {
    let account = person.account;
    let done = chosen(parts, person, typed).await;
    recorded(parts, account, Event::BothChosen, request_id, done).await
}

async fn chosen(parts: &Parts, person: SignedIn, typed: Typed<'_>) -> Written<Entered> {
    let owner = Owner::prove(parts, &person, typed).await?;
    // DESIGN, 3: "PRF is never the only way in that a person has".
    let has_kit = owner.profile.ways_of(Way::Kit).next().is_some();
    if !has_kit && !skips(Check::KitBesidePrf) {
        return Err(ChangeError::KitNeeded);
    }
    if owner.needs_both() {
        return Err(ChangeError::Changed);
    }
    let with = shown_passkey(parts, &owner)?;
    exchange(parts, owner, person, typed.passphrase, Some(&[with])).await
}

/// The passkey that is shown, which must have what a share takes. That it signed is seen when the change begins.
fn shown_passkey(parts: &Parts, owner: &Owner<'_>) -> Result<Named, ChangeError> {
    let presented = owner.shown().ok_or(ChangeError::NotForBoth)?;
    presented.read(parts).map_err(ChangeError::Proof)?;
    let (assertion, key) = shown(parts, presented).ok_or(ChangeError::NotForBoth)?;
    let (account, factors) = (owner.account(), &owner.standing.factors);
    let (row, _, passkey) = own(parts, account, &owner.root, factors, &assertion).ok_or(ChangeError::Refused)?;
    Ok(Named { factor: row.id, public: key.public, is_accepted: is_accepted(parts, &passkey) })
}

/// The passphrase opens the account by itself again, with a code or a passkey that gates.
///
/// # Errors
/// See [`ChangeError`]; nothing was changed then.
pub async fn end(parts: &Parts, person: SignedIn, typed: Typed<'_>, request_id: &str) -> Result<Entered, ChangeError> {
    let account = person.account;
    let done = ended(parts, person, typed).await;
    recorded(parts, account, Event::BothEnded, request_id, done).await
}

async fn ended(parts: &Parts, person: SignedIn, typed: Typed<'_>) -> Written<Entered> {
    let owner = Owner::prove(parts, &person, typed).await?;
    if !owner.needs_both() {
        return Err(ChangeError::NoSuchWay);
    }
    exchange(parts, owner, person, typed.passphrase, None).await
}

/// The passphrase's ways in with others in their place, under a new root; other browsers are signed out.
async fn exchange(
    parts: &Parts,
    mut owner: Owner<'_>,
    person: SignedIn,
    passphrase: &SecretText,
    with: Option<&[Named]>,
) -> Written<Entered> {
    let (account, handle) = (owner.account(), owner.standing.account.handle);
    let stretched = Stretched::new(parts, account, &owner.identifier, passphrase).await?;
    let fresh = Fresh::new(parts, account, &handle, &stretched, with).await?;
    let mut transaction = owner.begin(parts).await?;
    let (change, root) = exchanged(parts, &mut owner, &fresh, person.browser(), true)?;
    change.write(parts, &mut transaction, &owner.standing, &root, &owner.profile).await?;
    for Named { factor, public, .. } in with.unwrap_or_default() {
        remember(parts, &mut transaction, account, &root, *factor, *public).await?;
    }
    db::session::end_others(&mut transaction, account, person.id_hash()).await?;
    let session = session::rotate(parts, &mut transaction, person, root).await?;
    Ok((transaction, Entered { session, device: fresh.device() }))
}

/// Writes into a passkey's record to what shares are sealed that it opens: it may be from before that was kept.
async fn remember(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    root: &Root,
    factor: FactorId,
    public: [u8; 32],
) -> Result<(), ChangeError> {
    let rows = db::factor::of_account(db, account).await?;
    let row = rows.iter().find(|row| row.id == factor).ok_or(ChangeError::Changed)?;
    let open = open_factor_by_root(parts.org, account, root, row)?;
    let known = Passkey::decode(&open.seed).ok_or(ChangeError::Changed)?;
    let record = Passkey { share_key: Some(public), ..known }.encode();
    let next = reseal_factor(parts.org, account, &open, row, &record, &*parts.random)?;
    let is_own = db::factor::replace_record(db, account, row, &next.record).await?;
    is_own.then_some(()).ok_or(ChangeError::Changed)
}

/// Lets another passkey open the account with the passphrase, which the same one need not be shown for. Returns the session's
/// new cookie.
///
/// # Errors
/// `NotForBoth` where nobody knows what it opens: it has no PRF, or is from before that was kept; or it is of a model that is not
/// accepted, and would open nothing. Otherwise see [`ChangeError`].
pub async fn join(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    id: FactorId,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = joined(parts, person, typed, id).await;
    recorded(parts, account, Event::BothJoined, request_id, done).await
}

async fn joined(parts: &Parts, person: SignedIn, typed: Typed<'_>, id: FactorId) -> Written<SecretText> {
    let mut owner = Owner::prove(parts, &person, typed).await?;
    let row = owner.standing.factors_of(&owner.profile).find(|row| row.id == id && row.kind == FactorKind::Passkey);
    let row = row.filter(|_| owner.needs_both() && way_of(&owner.standing, &owner.profile, id).is_none());
    let open = open_factor_by_root(parts.org, owner.account(), &owner.root, row.ok_or(ChangeError::NoSuchWay)?)?;
    let named = Named::of(parts, id, &open)?;
    if !named.is_accepted {
        return Err(ChangeError::NotForBoth);
    }
    let made = beside(parts, &owner, &named).await?;
    let mut transaction = owner.begin(parts).await?;
    let change = super::Change::default().with_way(&mut owner.profile, made);
    change.write(parts, &mut transaction, &owner.standing, &owner.root, &owner.profile).await?;
    let cookie = session::rotate(parts, &mut transaction, person, owner.root).await?;
    Ok((transaction, cookie))
}

/// A way in beside those that there are, stretched as they are. Whether the passphrase is right is not known yet: `begin` tells.
pub(super) async fn beside(parts: &Parts, owner: &Owner<'_>, named: &Named) -> Result<MadeWay, ChangeError> {
    let (account, handle) = (owner.account(), owner.standing.account.handle);
    let row = owner.standing.ways_of(&owner.profile, Way::Both).next().ok_or(ChangeError::NoSuchWay)?;
    let stretched = Stretched::again(owner.stretched(), row.salt, row.cost);
    let fresh = FreshWay::both(parts, account, &handle, &stretched, (named.factor, &named.public)).await?;
    Ok(new_way(fresh.input(parts, account), &owner.root, &*parts.random)?)
}
