//! Recovery: a kit in the place of a forgotten passphrase and a lost authenticator.
//!
//! A kit that was accepted gives a [`Recovering`], which is no session: it asserts nothing, opens no page but its own, and
//! leads to new factors. Only with them is there a session again.

use super::bearer::Purpose;
use super::change::{Change, ChangeError, Standing};
use super::factors::Factor;
use super::fresh_way::FreshWay;
use super::located::{self, Located, Unlocked};
use super::own::Own;
use super::passphrase_strength;
use super::session::{self, Proved};
use super::visitor::{Entered, Here, Visitor};
use super::waiting::Waiter;
use super::{Parts, pending, tokens, totp};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, Handle, Identifier, Secret, SecretBytes, SecretText, WayId, random};
use crate::vault::account::{FactorKind, Root, new_factor, new_way, open_factor, open_profile};
use crate::vault::harden::Way;
use crate::vault::kit::Kit;
use crate::vault::profile::Profile;
use crate::vault::profile::devices::NamedDevice;
use serde::{Deserialize, Serialize};
use time::Duration;

/// How long a person may take over the page.
const PAGE_LIFETIME: Duration = Duration::hours(1);

/// Someone whose kit was accepted. Lies sealed between two pages, under a key that only the page's token gives.
#[derive(Serialize, Deserialize)]
struct Recovering {
    account: AccountId,
    kit: WayId,
    root_epoch: u32,
    #[serde(with = "inside_a_seal")]
    root: Secret<32>,
    /// What the new authenticator has by the time the form comes.
    #[serde(with = "inside_a_seal")]
    seed: Secret<20>,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Recovering>(json)?)
}

/// What the page shows.
pub struct Page {
    pub identifier: Identifier,
    pub seed: SecretBytes,
    pub token: SecretText,
}

/// What the person typed.
pub struct Form<'a> {
    pub passphrase: &'a SecretText,
    pub confirm: &'a SecretText,
    pub code: &'a SecretText,
    /// The page's token, as it came.
    pub page: &'a str,
}

/// Accepts a kit; returns the token of the page that leads on.
///
/// # Errors
/// `Refused` for a kit that opens nothing: unknown, used, replaced, or of an account that may not sign on. One answer, and
/// the same steps to it.
pub async fn begin(parts: &Parts, kit: &Kit, visitor: &Visitor, request_id: &str) -> Result<SecretText, ChangeError> {
    let locator = located::locator(parts, &kit.locator_digest(), visitor).await?;
    let Some(recovering) = accept(parts, kit, &locator, visitor).await? else {
        parts.record(Event::RecoveryRefused, Subject::Refused(Handle(locator)), request_id).await?;
        return Err(ChangeError::Refused);
    };
    let place = pending::place(parts, Waiter::Account(recovering.account))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    Ok(pending::put(parts, &mut db, place, Purpose::Recovery, &recovering, PAGE_LIFETIME).await?)
}

async fn accept(
    parts: &Parts,
    kit: &Kit,
    locator: &[u8; 32],
    visitor: &Visitor,
) -> Result<Option<Recovering>, ChangeError> {
    let found = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        Located::read(&mut db, Way::Kit, locator).await?
    };
    let unlocked = found.unlock::<ChangeError>(parts, &kit.secret(), visitor).await?;
    let seed = Secret::new(random::octets(&*parts.random));
    Ok(unlocked.map(|Unlocked { standing, way, root }| Recovering {
        account: standing.account.id,
        kit: way.id,
        root_epoch: root.epoch,
        root: root.key,
        seed,
    }))
}

/// The page of a kit that was accepted.
///
/// # Errors
/// `Expired` when it is too old or was used; `Changed` when the kit was replaced meanwhile.
pub async fn page(parts: &Parts, token: &str) -> Result<Page, ChangeError> {
    let (recovering, _, _, identifier) = opened(parts, token).await?;
    Ok(Page { identifier, seed: recovering.seed(), token: SecretText::new(token.to_owned()) })
}

async fn opened(parts: &Parts, token: &str) -> Result<(Recovering, Standing, Profile, Identifier), ChangeError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let recovering: Recovering = pending::read(parts, &mut db, Purpose::Recovery, token).await?;
    let standing = Standing::read(&mut db, recovering.account).await?.ok_or(ChangeError::Changed)?;
    // A kit that was used, replaced or taken away since leads nowhere, whatever it opened.
    if standing.ways.iter().all(|(way, _)| way.id != recovering.kit) {
        return Err(ChangeError::Changed);
    }
    let profile = open_profile(parts.org, recovering.account, &recovering.root(), &standing.profile)?;
    // Nor one whose rows were put back: its owner's profile does not name it any more.
    if !profile.names(recovering.kit) {
        return Err(ChangeError::Changed);
    }
    let identifier = Identifier::parse(profile.identifier.expose()).map_err(|_| ChangeError::SignInAgain)?;
    Ok((recovering, standing, profile, identifier))
}

impl Recovering {
    fn root(&self) -> Root {
        Root { epoch: self.root_epoch, key: self.root.duplicate() }
    }

    fn seed(&self) -> SecretBytes {
        SecretBytes::new(self.seed.expose().to_vec())
    }
}

/// New factors in the place of the lost ones; the kit is used up, all sessions end, and one begins. Identity, data seeds
/// and root stay. The session that the browser had until then ends.
///
/// # Errors
/// See [`ChangeError`]; nothing was changed then, and the kit serves again.
pub async fn complete(
    parts: &Parts,
    form: Form<'_>,
    (visitor, here): (&Visitor, &Here),
    request_id: &str,
) -> Result<Entered, ChangeError> {
    let (recovering, standing, mut profile, identifier) = opened(parts, form.page).await?;
    passphrase_strength::check(form.passphrase, form.confirm, identifier.as_str())?;
    let (account, seed, root) = (recovering.account, recovering.seed(), recovering.root());
    let own = Own::looked_up(parts, &identifier, &visitor.devices).await?;
    let now = parts.clock.now();
    let step = totp::matching_step(&seed, form.code, now)?.ok_or(ChangeError::NewCode)?;
    let fresh = FreshWay::passphrase(parts, account, &standing.account.handle, &identifier, form.passphrase).await?;
    let key = fresh.factor_key(parts, account);
    let made = new_factor(parts.org, account, &key, &root, FactorKind::Totp, &seed, &*parts.random)?;
    let mark = open_factor(parts.org, account, &key, &made)?.spent_mark(step);
    // Those whose rows are hidden as well: what is put back later, the profile does not name.
    profile.ways.clear();
    // Those that were known are strangers now.
    profile.devices = vec![NamedDevice::new(fresh.device.id, &here.browser, now.date())];
    let way = new_way(fresh.input(parts, account), &root, &*parts.random)?;
    let change = Change::default().with_way(&mut profile, way).with_only_factor(&mut profile, made);

    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Of two submissions of one page, one goes on.
    let waiter = Waiter::Account(account);
    pending::take::<Recovering>(parts, &mut transaction, waiter, Purpose::Recovery, form.page).await?;
    if Standing::read(&mut transaction, account).await?.as_ref() != Some(&standing) {
        return Err(ChangeError::Changed);
    }
    change.write(parts, &mut transaction, &standing, &root, &profile).await?;
    db::spent_code::spend(&mut transaction, &mark, now.date() + Duration::days(1)).await?;
    db::session::end_all(&mut transaction, account).await?;
    let ended = tokens::end_all::<ChangeError>(parts, &mut transaction, account).await?;
    session::give_way::<ChangeError>(parts, &mut transaction, here.previous.as_deref(), account, request_id).await?;
    // What was used is the kit alone: passphrase and authenticator are as new as the page, and prove nothing yet.
    let proved = Proved { account, root, used: vec![Factor::Kit], own, shared: here.shared };
    let session = session::start(parts, &mut transaction, proved).await?;
    parts.commit::<ChangeError>(transaction, Event::Recovered, Subject::Account(account), request_id).await?;
    parts.tokens.ended(ended, now.date());
    Ok(Entered { session, device: fresh.device })
}
