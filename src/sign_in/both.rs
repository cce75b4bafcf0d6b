//! Passphrase and passkey where both are needed: neither opens anything, or tells anything, without the other.
//!
//! The first step stretches as for everybody and can compare nothing. The second tries what the passkey's PRF gives on as many
//! shares as an account may have, and asks the keeper once, whoever is asked about; only an account that has such ways in, and a
//! passphrase and passkey that fit together, get on from there.

use super::Parts;
use super::attempt::AttemptError;
use super::change::{ChangeError, Standing};
use super::epochs;
use super::factors::Factor;
use super::passkey::{Assertion, Passkey, Rule};
use super::passphrase::FirstStep;
use super::second_factor::{MOST_PASSKEYS, Presented, Second};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, FactorId, Handle, Secret, WayId};
use crate::keeper::HardenRequest;
use crate::vault::account::{
    self, FactorKind, FactorRow, OpenFactor, Root, RootSeal, VaultError, WayRow, open_factor_by_root, reseal_factor,
    way_context,
};
use crate::vault::both::{Share, open_share, secret, share_key, way_id};
use crate::vault::envelope::{EnvelopeError, KeyPair};
use crate::vault::harden::{Way, digest_for_keeper, harden};
use crate::vault::profile::Profile;
use std::iter::repeat;

/// An account that passphrase and passkey opened together. Whether its profile names them is yet to be seen.
pub(super) struct Opened {
    pub(super) root: Root,
    pub(super) way: WayId,
    pub(super) factor: FactorId,
}

impl Opened {
    /// What was used.
    pub(super) const FACTOR: Factor = Factor::Passkey { prf: true, verified: true };
}

/// A vault that a passphrase and a passkey's message opened together. Whether the passkey's own key says so too is yet to be seen.
pub(super) struct Unlocked {
    assertion: Assertion,
    way: WayRow,
    root: Root,
}

/// Holds the message to the passkey that it is of, whose record is written with its new count. An error says which rule a passkey
/// broke that is the account's; none otherwise.
pub(super) async fn open(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    unlocked: &Unlocked,
) -> Result<Result<Opened, Option<Rule>>, AttemptError> {
    let Unlocked { assertion, way, root } = unlocked;
    let rows = db::factor::of_account(db, account).await?;
    let Some((row, open, passkey)) = own(parts, account, root, &rows, assertion) else { return Ok(Err(None)) };
    // Of this passkey the way in is, and of no other of theirs.
    if way.id != way_id(row.id, &way.salt) {
        return Ok(Err(None));
    }
    let used = match assertion.check(&passkey) {
        Ok(used) => used,
        Err(rule) => return Ok(Err(Some(rule))),
    };
    let next = reseal_factor(parts.org, account, &open, row, &passkey.used(used).encode(), &*parts.random)?;
    // Of two uses at once, the one that was second saw a count that is not the present one.
    let is_first = db::factor::replace_record(db, account, row, &next.record).await?;
    let root = Root { epoch: root.epoch, key: root.key.duplicate() };
    Ok(if is_first { Ok(Opened { root, way: way.id, factor: row.id }) } else { Err(None) })
}

/// A message that has what a share takes, and the key that follows from it.
pub(super) fn shown(parts: &Parts, presented: &Presented<'_>) -> Option<(Assertion, KeyPair)> {
    let assertion = presented.read(parts).ok()?;
    // PRF is evaluated with user verification always (WebAuthn §10.1.4): who has it and did not verify has changed the message.
    assertion.require_user_verified().ok()?;
    let (user, prf) = (assertion.user_handle().ok()?, assertion.prf().ok()?);
    let key = share_key(&prf, &user).ok()?;
    Some((assertion, key))
}

/// The passkey that a message is of, among an account's factors.
pub(super) fn own<'a>(
    parts: &Parts,
    account: AccountId,
    root: &Root,
    rows: &'a [FactorRow],
    assertion: &Assertion,
) -> Option<(&'a FactorRow, OpenFactor, Passkey)> {
    let mut passkeys = rows.iter().filter(|row| row.kind == FactorKind::Passkey).filter_map(|row| {
        let open = open_factor_by_root(parts.org, account, root, row).ok()?;
        let passkey = Passkey::decode(&open.seed)?;
        Some((row, open, passkey))
    });
    passkeys.find(|(.., passkey)| assertion.find(std::iter::once(passkey)).is_some())
}

/// The vault, by the passphrase of a first step and a passkey's message. As many shares are tried, and as much is asked of the
/// keeper, where there is no such way in. No transaction is to be open meanwhile.
pub(super) async fn unlock(
    parts: &Parts,
    step: &FirstStep,
    presented: &Presented<'_>,
) -> Result<Option<Unlocked>, AttemptError> {
    let Some((assertion, key)) = shown(parts, presented) else { return Ok(None) };
    let opened = by_share(parts, step, &key).await?;
    Ok(opened.map(|(way, root)| Unlocked { assertion, way, root }))
}

async fn by_share(parts: &Parts, step: &FirstStep, key: &KeyPair) -> Result<Option<(WayRow, Root)>, AttemptError> {
    let account = AccountId(step.account);
    let most = i64::try_from(MOST_PASSKEYS).unwrap_or(i64::MAX);
    // What the question is put about where no share opens: it draws on the same budget.
    let (mut ways, any) = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        (db::way_in::both(&mut db, account, most).await?, db::way_in::passphrase(&mut db, account).await?)
    };
    let found = share_of(parts, account, &ways, key)?;
    let (share, own): (Secret<32>, Option<(WayRow, RootSeal)>) = match found {
        Some((at, share)) if at < ways.len() => (share, Some(ways.swap_remove(at))),
        _ => (Secret::random(&*parts.random), None),
    };
    let asked = own.as_ref().or(any.as_ref()).map(|(way, _)| way);
    let secret = secret(&step.stretched, &share);
    let (handle, way_id) = (Handle(*step.handle.expose()), asked.map_or(step.way, |way| way.id));
    let device = if step.counted.is_known() {
        Some(parts.keeper.new_device(parts.org, &handle, way_id, step.device).await?)
    } else {
        None
    };
    let request = HardenRequest {
        org: parts.org,
        account,
        way_id,
        handle: &handle,
        wrapped: asked.map(|way| way.wrapped_kw.as_slice()),
        way: Way::Both,
        digest: digest_for_keeper(&secret),
        device,
    };
    let hardened = harden(&secret, &epochs::harden::<AttemptError>(parts, request).await?);
    let context = way_context(parts.org, account);
    let verifier = own.as_ref().map_or([0; 32], |(way, _)| way.verifier);
    let matches = hardened.matches(&context, &verifier);
    let (Some((way, seal)), true) = (own, matches) else { return Ok(None) };
    let root = account::unlock(parts.org, account, &hardened.way_key(&context), &way, &seal)?;
    Ok(Some((way, root)))
}

/// Which of some ways in has a share that opens, and the share. As many are tried, however many there are.
fn share_of(
    parts: &Parts,
    account: AccountId,
    ways: &[(WayRow, RootSeal)],
    key: &KeyPair,
) -> Result<Option<(usize, Secret<32>)>, AttemptError> {
    let nobody = WayId(account.0);
    let nobodys = KeyPair::generate(&*parts.random).map_err(share_error)?;
    let decoy = Share::new(parts.org, account, nobody, &nobodys.public, &*parts.random).map_err(share_error)?;
    let own = ways.iter().map(|(way, _)| (way.id, way.share.as_deref().unwrap_or_default()));
    let tried = own.chain(repeat((nobody, decoy.sealed.as_slice()))).take(MOST_PASSKEYS);
    let shares = tried.map(|(way, sealed)| open_share(parts.org, account, way, key, sealed));
    Ok(shares.enumerate().filter_map(|(at, share)| share.map(|share| (at, share))).last())
}

/// Whether an account's passphrase opens nothing by itself: its owner has no way in that needs it alone. By what is sealed: an older
/// row that was put back is not one, and one that is hidden is.
pub(super) fn is_needed(profile: &Profile) -> bool {
    profile.ways_of(Way::Passphrase).next().is_none()
}

/// Passphrase and passkey of somebody who is signed in, where both are needed. `None` where they are not. Used up is nothing yet.
///
/// # Errors
/// `Refused` or `Proof` where they are not right, or no passkey was shown.
pub(super) async fn prove(
    parts: &Parts,
    (account, profile): (AccountId, &Profile),
    step: &FirstStep,
    second: &Second<'_>,
) -> Result<Option<Unlocked>, ChangeError> {
    if !is_needed(profile) {
        return Ok(None);
    }
    let Second::Passkey(presented) = second else { return Err(ChangeError::Refused) };
    if AccountId(step.account) != account {
        return Err(ChangeError::Refused);
    }
    // What the message alone breaks has its own word on record, as everywhere.
    presented.read(parts).map_err(ChangeError::Proof)?;
    unlock(parts, step, presented).await?.map(Some).ok_or(ChangeError::Refused)
}

/// Uses them up, as [`prove`] had them.
///
/// # Errors
/// `Refused` or `Proof` where they are not right, or are none that the profile names.
pub(super) async fn spend(
    parts: &Parts,
    db: &mut PgConnection,
    (standing, root, profile): (&Standing, &Root, &Profile),
    unlocked: &Unlocked,
) -> Result<(), ChangeError> {
    let opened = open(parts, db, standing.account.id, unlocked).await?;
    let opened = opened.map_err(|rule| rule.map_or(ChangeError::Refused, ChangeError::Proof))?;
    let is_own = opened.root.epoch == root.epoch && profile.names(opened.way) && profile.has_factor(opened.factor);
    is_own.then_some(()).ok_or(ChangeError::Refused)
}

fn share_error(cause: EnvelopeError) -> AttemptError {
    VaultError::Envelope { record: "share", cause }.into()
}
