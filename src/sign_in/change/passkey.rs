//! Passkeys of one's own: made, named, listed, taken away.
//!
//! A passkey stands beside the passphrase as an app's code does. One whose PRF gives a key may open the account alone besides,
//! where its owner wishes so: a way in then, with the id of its factor, whose removal starts a new root and a new data seed.

use super::both::{self, Named};
use super::owner::{Owner, Standing};
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db::{self, DbError};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, FactorId, Secret, SecretText, WayId};
use crate::sign_in::bearer::{Bearer, Purpose};
use crate::sign_in::fresh_way::FreshWay;
use crate::sign_in::passkey::{Called, LONGEST_NAME, Passkey, RelyingParty, Rule, USER_HANDLE, register};
use crate::sign_in::second_factor::MOST_PASSKEYS;
use crate::sign_in::session::{self, SignedIn};
use crate::sign_in::waiting::Waiter;
use crate::sign_in::{Parts, pending};
use crate::vault::account::{
    FactorKind, FactorRow, MadeWay, Root, VaultError, new_factor, new_way, open_factor_by_root, reseal_factor,
};
use crate::vault::passkey::UserHandle;
use crate::vault::profile::Profile;
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// How long the page may be open.
const PAGE_LIFETIME: Duration = Duration::minutes(30);
/// Of four octets at the most.
pub const LONGEST_NAME_CHARACTERS: usize = LONGEST_NAME / 4;

/// Between page and form, sealed: the user handle that the authenticator has by then.
#[derive(Serialize, Deserialize)]
struct Offered {
    account: AccountId,
    #[serde(with = "inside_a_seal")]
    user: Secret<USER_HANDLE>,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Offered>(json)?)
}

/// What the page asks an authenticator for.
pub struct Page {
    pub token: SecretText,
    pub challenge: [u8; 32],
    pub user: Secret<USER_HANDLE>,
}

impl Page {
    fn new(offered: Offered, token: SecretText) -> Result<Self, ChangeError> {
        let challenge = challenge(token.expose())?;
        Ok(Self { token, challenge, user: offered.user })
    }
}

/// A page with a fresh user handle; nothing is decided yet.
///
/// # Errors
/// The database or the keeper is away.
pub async fn begin(parts: &Parts, person: &SignedIn) -> Result<Page, ChangeError> {
    let offered = Offered { account: person.account, user: Secret::random(&*parts.random) };
    let place = pending::place(parts, Waiter::Account(person.account))?;
    let token = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::put(parts, &mut db, place, Purpose::Passkey, &offered, PAGE_LIFETIME).await?
    };
    Page::new(offered, token)
}

/// The page again, as it was: an authenticator that has made a passkey already exchanges it for the next.
///
/// # Errors
/// `Expired` when it was too old, used, or another person's.
pub async fn again(parts: &Parts, person: &SignedIn, token: &str) -> Result<Page, ChangeError> {
    let offered = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        own(person.account, pending::read(parts, &mut db, Purpose::Passkey, token).await?)?
    };
    Page::new(offered, SecretText::new(token.to_owned()))
}

fn own(account: AccountId, offered: Offered) -> Result<Offered, ChangeError> {
    if offered.account == account { Ok(offered) } else { Err(ChangeError::Expired) }
}

fn challenge(token: &str) -> Result<[u8; 32], ChangeError> {
    Bearer::parse(token).map(|bearer| bearer.challenge(Purpose::Passkey)).ok_or(ChangeError::Expired)
}

/// What the authenticator made, and what the person calls it.
pub struct Made<'a> {
    pub message: &'a str,
    pub name: &'a str,
    /// Whether it is to open the account alone.
    pub alone: bool,
}

/// Adds a passkey. Returns the session's new cookie.
///
/// # Errors
/// `Passkey` when its message is not to be believed, `ManyPasskeys` when there is no more room; otherwise see
/// [`ChangeError`]. Nothing was changed then.
pub async fn add(
    parts: &Parts,
    person: SignedIn,
    token: &str,
    typed: Typed<'_>,
    made: Made<'_>,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = added(parts, person, token, typed, made).await;
    recorded(parts, account, Event::PasskeyAdded, request_id, done).await
}

async fn added(parts: &Parts, person: SignedIn, token: &str, typed: Typed<'_>, made: Made<'_>) -> Written<SecretText> {
    let party = parts.relying_party.as_ref().ok_or(ChangeError::NoPasskeysHere)?;
    let mut owner = Owner::prove(parts, &person, typed).await?;
    let ready = ready(parts, party, &owner, token, &made).await;
    let mut transaction = owner.begin(parts).await?;
    // Said to whoever has proved who they are. Of two with one page, one goes on.
    let Ready { row, ways } = ready?;
    let waiter = Waiter::Account(person.account);
    pending::take::<Offered>(parts, &mut transaction, waiter, Purpose::Passkey, token).await?;
    let mut change = Change::default();
    for way in ways {
        change = change.with_way(&mut owner.profile, way);
    }
    let change = change.with_factor(&mut owner.profile, row);
    change.write(parts, &mut transaction, &owner.standing, &owner.root, &owner.profile).await?;
    let cookie = session::rotate(parts, &mut transaction, person, owner.root).await?;
    Ok((transaction, cookie))
}

/// What is to be written of a passkey.
struct Ready {
    row: FactorRow,
    ways: Vec<MadeWay>,
}

/// Makes it before the transaction, in which the account is held and nobody is to wait for the keeper.
async fn ready(
    parts: &Parts,
    party: &RelyingParty,
    owner: &Owner<'_>,
    token: &str,
    made: &Made<'_>,
) -> Result<Ready, ChangeError> {
    let account = owner.account();
    let offered = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        own(account, pending::read(parts, &mut db, Purpose::Passkey, token).await?)?
    };
    let name = name(made.name);
    let called = Called { name: &name, at: parts.clock.now() };
    let user = UserHandle::new(offered.user.duplicate());
    let (passkey, prf) = register(made.message, party, &challenge(token)?, offered.user, called)?;
    if passkeys(parts, &owner.standing, &owner.root, &owner.profile)?.len() >= MOST_PASSKEYS {
        return Err(ChangeError::ManyPasskeys);
    }
    let alone = if made.alone { Some(opener(&passkey, prf)?) } else { None };
    let (key, record) = (&owner.factor_key(parts), passkey.encode());
    let row = new_factor(parts.org, account, key, &owner.root, FactorKind::Passkey, &record, &*parts.random)?;
    let mut ways = Vec::new();
    if let Some(prf) = alone {
        let fresh = FreshWay::passkey(parts, account, &owner.standing.account.handle, row.id, (&prf, &user)).await?;
        ways.push(new_way(fresh.input(parts, account), &owner.root, &*parts.random)?);
    }
    if let (true, Some(public)) = (owner.needs_both(), passkey.share_key) {
        ways.push(both::beside(parts, owner, &Named { factor: row.id, public, is_accepted: true }).await?);
    }
    Ok(Ready { row, ways })
}

/// What it opens the account with, of a passkey that may do so alone.
fn opener(passkey: &Passkey, prf: Option<Secret<32>>) -> Result<Secret<32>, Rule> {
    if !passkey.verifies_user {
        return Err(Rule::UserVerified);
    }
    prf.ok_or(Rule::Secret)
}

/// What it is called, in room of a fixed size.
fn name(typed: &str) -> String {
    let name: String = typed.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME_CHARACTERS).collect();
    if name.is_empty() { "Passkey".to_owned() } else { name }
}

/// Takes a passkey away; if it opened the account alone, other browsers' sessions end. Returns the session's new cookie.
///
/// # Errors
/// `NoSuchWay` where it is none of the person's; otherwise see [`ChangeError`]. Nothing was changed then.
pub async fn remove(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    id: FactorId,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = removed(parts, person, typed, id).await;
    recorded(parts, account, Event::PasskeyRemoved, request_id, done).await
}

async fn removed(parts: &Parts, person: SignedIn, typed: Typed<'_>, id: FactorId) -> Written<SecretText> {
    let mut owner = Owner::prove(parts, &person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    let is_own = |row: &FactorRow| row.id == id && row.kind == FactorKind::Passkey;
    if !owner.standing.factors_of(&owner.profile).any(is_own) {
        return Err(ChangeError::NoSuchWay);
    }
    let beside = both::way_of(&owner.standing, &owner.profile, id);
    // One that is not accepted opens nothing: it does not count as another.
    let is_another = |named: &Named| named.factor != id && named.is_accepted;
    if beside.is_some() && !both::passkeys(parts, &owner)?.iter().any(is_another) {
        return Err(ChangeError::LastForBoth);
    }
    owner.profile.factors.retain(|factor| *factor != id);
    // By what is sealed: whoever writes to the database could hide the way in's row for as long as this takes, and put it back.
    let alone = opens_alone(&owner.profile, id).then_some(WayId(id.0));
    let (mut change, mut root) = (Change::default(), owner.root);
    if alone.or(beside).is_some() {
        let mut without = change;
        for gone in [alone, beside].into_iter().flatten() {
            without = without.without_way(&mut owner.profile, gone);
        }
        (change, root) = without.with_new_root(parts, &owner.standing, &root, &mut owner.profile)?;
        db::session::end_others(&mut transaction, person.account, person.id_hash()).await?;
    }
    change.write(parts, &mut transaction, &owner.standing, &root, &owner.profile).await?;
    let cookie = session::rotate(parts, &mut transaction, person, root).await?;
    Ok((transaction, cookie))
}

/// Calls a passkey something else. Returns the session's new cookie.
///
/// # Errors
/// `NoSuchWay` where it is none of the person's; otherwise see [`ChangeError`]. Nothing was changed then.
pub async fn rename(
    parts: &Parts,
    person: SignedIn,
    typed: Typed<'_>,
    (id, typed_name): (FactorId, &str),
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = person.account;
    let done = renamed(parts, person, typed, id, &name(typed_name)).await;
    recorded(parts, account, Event::PasskeyRenamed, request_id, done).await
}

async fn renamed(parts: &Parts, person: SignedIn, typed: Typed<'_>, id: FactorId, name: &str) -> Written<SecretText> {
    let owner = Owner::prove(parts, &person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    let (account, root) = (owner.account(), &owner.root);
    // As it is now: it may be the one with which its owner has just proved who they are.
    let standing = Standing::read(&mut transaction, account).await?.ok_or(ChangeError::Changed)?;
    let is_own = |row: &&FactorRow| row.id == id && row.kind == FactorKind::Passkey;
    let row = standing.factors_of(&owner.profile).find(is_own).ok_or(ChangeError::NoSuchWay)?;
    let open = open_factor_by_root(parts.org, account, root, row)?;
    let passkey = Passkey::decode(&open.seed).ok_or(VaultError::Length("passkey"))?;
    let record = Passkey { name: name.to_owned(), ..passkey }.encode();
    let next = reseal_factor(parts.org, account, &open, row, &record, &*parts.random)?;
    if !db::factor::replace_record(&mut transaction, account, row, &next.record).await? {
        return Err(ChangeError::Changed);
    }
    let cookie = session::rotate(parts, &mut transaction, person, owner.root).await?;
    Ok((transaction, cookie))
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: FactorId,
    pub name: String,
    pub made_on: Date,
    /// Whether it asked for a finger, a face or a PIN when it was made.
    pub verifies_user: bool,
    /// Whether it may be on more than one device.
    pub may_be_backed_up: bool,
    /// Whether it opens the account alone.
    pub opens_alone: bool,
    /// Its model, where an operator accepts some alone and it is one of them.
    pub model: Option<String>,
    /// Whether it may be used: it is of no model that is not accepted.
    pub is_accepted: bool,
    /// Whether the passphrase opens the account with it, where it does not without.
    pub opens_beside: bool,
    /// Whether its PRF gave a key that is remembered.
    pub has_share_key: bool,
}

/// Whether it may be used: an operator may accept some models alone.
pub(super) fn is_accepted(parts: &Parts, passkey: &Passkey) -> bool {
    parts.relying_party.as_ref().is_none_or(|party| party.models().accept(passkey))
}

/// A passkey's way in has the id of its factor.
fn opens_alone(profile: &Profile, id: FactorId) -> bool {
    profile.names(WayId(id.0))
}

/// The passkeys among an account's factors, the oldest first.
pub(super) fn passkeys(
    parts: &Parts,
    standing: &Standing,
    root: &Root,
    profile: &Profile,
) -> Result<Vec<Listed>, VaultError> {
    let mut listed = Vec::new();
    for row in standing.factors_of(profile).filter(|row| row.kind == FactorKind::Passkey) {
        let open = open_factor_by_root(parts.org, standing.account.id, root, row)?;
        let passkey = Passkey::decode(&open.seed).ok_or(VaultError::Length("passkey"))?;
        let models = parts.relying_party.as_ref().map(RelyingParty::models);
        let model = models.and_then(|models| models.name_of(&passkey)).map(str::to_owned);
        let is_accepted = is_accepted(parts, &passkey);
        let Passkey { name, made_on, verifies_user, may_be_backed_up, share_key, .. } = passkey;
        let has_share_key = share_key.is_some();
        let opens_beside = both::way_of(standing, profile, row.id).is_some();
        let opens_alone = opens_alone(profile, row.id);
        listed.push(Listed {
            id: row.id,
            name,
            made_on,
            verifies_user,
            may_be_backed_up,
            opens_alone,
            model,
            is_accepted,
            opens_beside,
            has_share_key,
        });
    }
    listed.sort_by(|one, other| (one.made_on, &one.name, one.id).cmp(&(other.made_on, &other.name, other.id)));
    Ok(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_room_of_a_fixed_size() {
        assert_eq!(name("  Key\u{7}ring \n"), "Keyring");
        assert_eq!(name(" \u{0} "), "Passkey");
        assert_eq!(name(&"\u{1f511}".repeat(200)).len(), LONGEST_NAME);
    }
}
