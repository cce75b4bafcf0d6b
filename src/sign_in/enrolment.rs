//! Enrolment: an invitation's token, a passphrase and an authenticator become an account with a vault.

use super::Parts;
use super::again::{Again, Beginning, exchange};
use super::bearer::Purpose;
use super::devices;
use super::factors::Factor;
use super::fresh_way::{FreshWay, FreshWayError};
use super::invitation::{self, InvitationError, OpenInvitation};
use super::keyring::{self, KeyringFlowError};
use super::own::Own;
use super::passphrase_strength::{self, PassphraseFault};
use super::pending::{self, PendingError};
use super::session::{self, Proved, SessionError};
use super::totp::{self, TotpError};
use super::visitor::{Entered, Here};
use super::waiting::Waiter;
use super::{canary, epochs};
use crate::audit::{AuditError, Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::domain::secret::inside_a_seal;
use crate::domain::{AccountId, Identifier, Secret, SecretBytes, SecretText, random};
use crate::keeper::KeeperError;
use crate::vault::account::{Enrolment, NewVault, Root, VaultError, enrol, open_factor, unlock, way_context};
use crate::vault::envelope::KeyPair;
use serde::{Deserialize, Serialize};
use time::Duration;

/// How long a person may take over the enrolment page.
const PAGE_LIFETIME: Duration = Duration::hours(2);
/// Why an enrolment did not happen.
#[derive(Debug, thiserror::Error)]
pub enum EnrolmentError {
    #[error("the passphrase was refused: {0}")]
    Passphrase(#[from] PassphraseFault),
    #[error("the code does not belong to this moment and seed")]
    Code,
    #[error("the person has not said that they understand what is lost")]
    NotUnderstood,
    #[error("the page was open too long, or belongs to another link")]
    Expired,
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    #[error(transparent)]
    Pending(#[from] PendingError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Way(#[from] FreshWayError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Totp(#[from] TotpError),
    #[error(transparent)]
    Keyring(#[from] KeyringFlowError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// What an enrolment page shows and its form brings back.
pub struct Page {
    pub identifier: Identifier,
    pub seed: SecretBytes,
    pub token: SecretText,
    /// For somebody who begins again: whether applications will know them as before.
    pub keeps_names: Option<bool>,
    /// Whether this organisation keeps identity seeds, and whether it keeps a directory: people are told.
    pub is_escrowed: bool,
    pub is_listed: bool,
}

/// Between page and form, sealed: the seed that the person's authenticator has by then.
#[derive(Serialize, Deserialize)]
struct Shown {
    account: AccountId,
    #[serde(with = "inside_a_seal")]
    seed: Secret<20>,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Shown>(json)?)
}

/// What the person typed.
pub struct Form<'a> {
    pub passphrase: &'a SecretText,
    pub confirm: &'a SecretText,
    pub code: &'a SecretText,
    /// The page's token, as it came.
    pub page: &'a str,
    /// Whether somebody who begins again says that they understand what is lost.
    pub has_understood: bool,
}

/// Opens the link and prepares a page with a fresh seed; nothing is decided yet.
pub async fn begin(parts: &Parts, link: &str) -> Result<Page, EnrolmentError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let invitation = invitation::read(parts, &mut db, link).await?;
    let shown = Shown { account: invitation.account.id, seed: Secret::new(random::octets(&*parts.random)) };
    let place = pending::place(parts, Waiter::Account(shown.account))?;
    let token = pending::put(parts, &mut db, place, Purpose::Enrolment, &shown, PAGE_LIFETIME).await?;
    page(parts, &mut db, invitation, &shown, token).await
}

async fn page(
    parts: &Parts,
    db: &mut PgConnection,
    invitation: OpenInvitation,
    shown: &Shown,
    token: SecretText,
) -> Result<Page, EnrolmentError> {
    let ring = keyring::told(parts, db, 0).await?;
    Ok(Page {
        seed: SecretBytes::new(shown.seed.expose().to_vec()),
        token,
        keeps_names: invitation.keeps_names(),
        is_escrowed: ring.escrows(),
        is_listed: ring.lists(),
        identifier: invitation.identifier,
    })
}

/// The page again, as it was, for a person who has something to mend.
pub async fn again(parts: &Parts, link: &str, token: &str) -> Result<Page, EnrolmentError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let invitation = invitation::read(parts, &mut db, link).await?;
    let shown = shown(parts, &mut db, &invitation, token).await?;
    page(parts, &mut db, invitation, &shown, SecretText::new(token.to_owned())).await
}

/// Enrols, in one transaction, and signs the person in. The session that the browser had until then ends.
pub async fn complete(
    parts: &Parts,
    link: &str,
    form: Form<'_>,
    here: &Here,
    request_id: &str,
) -> Result<Entered, EnrolmentError> {
    // No connection is held while stretching; what could have changed meanwhile, the writes state.
    let (invitation, shown) = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let invitation = invitation::read(parts, &mut db, link).await?;
        let shown = shown(parts, &mut db, &invitation, form.page).await?;
        (invitation, shown)
    };
    if invitation.again.is_some() && !form.has_understood {
        return Err(EnrolmentError::NotUnderstood);
    }
    passphrase_strength::check(form.passphrase, form.confirm, invitation.identifier.as_str())?;
    let event = if invitation.again.is_some() { Event::Reenrolled } else { Event::Enrolled };
    let seed = SecretBytes::new(shown.seed.expose().to_vec());
    let step = totp::matching_step(&seed, form.code, parts.clock.now())?.ok_or(EnrolmentError::Code)?;
    let account = invitation.account.id;
    let way = FreshWay::passphrase(parts, account, &invitation.account.handle, &invitation.identifier, form.passphrase);
    let way = way.await?;
    let own = Own::looked_up(parts, &invitation.identifier, &[]).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Of two submissions of one page, one goes on.
    match pending::take::<Shown>(parts, &mut transaction, Waiter::Account(account), Purpose::Enrolment, form.page).await
    {
        Ok(_) => {}
        Err(PendingError::Gone) => return Err(EnrolmentError::Expired),
        Err(error) => return Err(error.into()),
    }
    let device = way.device;
    let written = write(parts, &mut transaction, invitation, way, &seed, step);
    let used = vec![Factor::Passphrase, Factor::Totp];
    let root = written.await?;
    devices::note(parts, &mut transaction, (account, &root), device.id, &here.browser).await?;
    let proved = Proved { account, root, used, own, shared: here.shared };
    let session = session::start(parts, &mut transaction, proved).await?;
    session::give_way::<EnrolmentError>(parts, &mut transaction, here.previous.as_deref(), account, request_id).await?;
    parts.commit::<EnrolmentError>(transaction, event, Subject::Account(account), request_id).await?;
    Ok(Entered { session, device })
}

async fn shown(
    parts: &Parts,
    db: &mut PgConnection,
    invitation: &OpenInvitation,
    page: &str,
) -> Result<Shown, EnrolmentError> {
    match pending::read::<Shown>(parts, db, Purpose::Enrolment, page).await {
        Ok(shown) if shown.account == invitation.account.id => Ok(shown),
        Ok(_) | Err(PendingError::Gone) => Err(EnrolmentError::Expired),
        Err(error) => Err(error.into()),
    }
}

async fn write(
    parts: &Parts,
    db: &mut PgConnection,
    invitation: OpenInvitation,
    way: FreshWay,
    seed: &SecretBytes,
    step: u64,
) -> Result<Root, EnrolmentError> {
    // The way in was hardened while the passphrase was stretched: by the keeper that these rows belong to.
    canary::check::<EnrolmentError>(parts, db).await?;
    let account = invitation.account.id;
    let context = way_context(parts.org, account);
    let beginning = match &invitation.again {
        Some(again) => {
            let inbox = KeyPair::from_private(invitation.inbox_private.duplicate()).map_err(InvitationError::from)?;
            exchange(parts, db, &invitation.account, inbox.public, again).await?
        }
        None => Beginning { root_epoch: 1, profile_version: 1 },
    };
    let mut vault = enrol(
        Enrolment {
            way: way.input(parts, account),
            identifier: SecretText::new(invitation.identifier.as_str().to_owned()),
            totp_seed: seed,
            inbox_private: invitation.inbox_private,
            attributes: Vec::new(),
            identity_seed: invitation.again.as_ref().and_then(Again::identity_seed),
            root_epoch: beginning.root_epoch,
            profile_version: beginning.profile_version,
        },
        &*parts.random,
    )?;
    epochs::bring_up::<EnrolmentError>(parts, db, account, &mut vault.way).await?;
    insert(db, account, &vault).await?;
    if invitation.again.is_none() {
        db::account::activate(db, account).await?;
    }
    db::invitation::spend(db, &invitation.locator).await?;
    let factor = open_factor(parts.org, account, &way.hardened.factor_key(&context), &vault.factor)?;
    let tomorrow = parts.clock.now().date() + Duration::days(1);
    db::spent_code::spend(db, &factor.spent_mark(step), tomorrow).await?;
    Ok(unlock(parts.org, account, &way.hardened.way_key(&context), &vault.way, &vault.root_seal)?)
}

async fn insert(db: &mut PgConnection, account: AccountId, vault: &NewVault) -> Result<(), DbError> {
    db::way_in::insert(db, account, &vault.way).await?;
    db::way_in::insert_root_seal(db, &vault.root_seal).await?;
    db::factor::insert(db, account, &vault.factor).await?;
    db::profile::insert(db, account, &vault.profile).await
}
