//! A sign-in from first step to session: passphrase, then one-time code, with one answer for every refusal.

use super::bearer::Purpose;
use super::both;
use super::devices;
use super::factors::Factor;
use super::lock::Locked;
use super::own::{self, Own};
use super::passkey::Rule;
use super::passphrase::{FirstStep, PassphraseError};
use super::pending::{self, PendingError};
use super::second_factor::{Presented, Second, use_passkey};
use super::session::{self, Proved, SessionError};
use super::totp::{self, TotpError};
use super::visitor::Entered;
use super::waiting::Waiter;
use super::{Parts, throttle};
use crate::audit::{AuditError, Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::domain::{
    AccountId, DeviceId, FactorId, Handle, Identifier, Secret, SecretBytes, SecretText, Source, WayId, random,
};
use crate::keeper::KeeperError;
use crate::vault::account::{FactorKind, FactorRow, OpenFactor, Root, VaultError, open_factor, unlock};
use crate::vault::seal::{RecordContext, SealError, seal};
use sqlx::{Postgres, Transaction};
use time::Duration;

/// How long a person may take from passphrase to code.
const ATTEMPT_LIFETIME: Duration = Duration::minutes(10);

#[derive(Debug, thiserror::Error)]
pub enum AttemptError {
    /// Unknown, wrong, used, revoked, frozen: one refusal.
    #[error("passphrase or code refused")]
    Refused,
    #[error(transparent)]
    Passphrase(#[from] PassphraseError),
    #[error(transparent)]
    Pending(#[from] PendingError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Totp(#[from] TotpError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// Keeps the first step's outcome until the code comes; the token goes into the second step's form.
pub async fn put_aside(parts: &Parts, step: &FirstStep, source: Source) -> Result<SecretText, PendingError> {
    let place = pending::place(parts, Waiter::Source(source))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    pending::put(parts, &mut db, place, Purpose::Attempt, step, ATTEMPT_LIFETIME).await
}

/// Whether a first step's outcome still waits for its code.
pub async fn is_waiting(parts: &Parts, db: &mut PgConnection, token: &str) -> Result<bool, PendingError> {
    match pending::read::<FirstStep>(parts, db, Purpose::Attempt, token).await {
        Ok(_) => Ok(true),
        Err(PendingError::Gone) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes the first step's outcome back; it serves one try.
pub async fn resume(parts: &Parts, token: &str, source: Source) -> Result<FirstStep, PendingError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    pending::take(parts, &mut db, Waiter::Source(source), Purpose::Attempt, token).await
}

/// What the browser had until somebody proved in it who they are.
pub enum Previous<'a> {
    /// The cookie of a session, which ends.
    Cookie(Option<&'a str>),
    /// A locked session, which goes on for its own person, and for nobody else.
    Locked(&'a Locked),
}

/// The second step.
///
/// # Errors
/// `Refused`, whatever was wrong; or the database or keeper was away.
pub async fn second_step(
    parts: &Parts,
    step: FirstStep,
    second: Second<'_>,
    source: Source,
    previous: Previous<'_>,
    request_id: &str,
) -> Result<Entered, AttemptError> {
    let account = AccountId(step.account);
    let (mut transaction, proof) = proved(parts, &step, second).await?;
    let outcome = match proof {
        Ok(proof) => {
            let opened = open_session(parts, &mut transaction, &step, proof, &previous, request_id).await?;
            opened.ok_or(Event::SignInRefused)
        }
        Err(event) => Err(event),
    };
    // A refusal is recorded under another pseudonym than the person's own: see `AuditWho::Refused`.
    let (event, subject) = match &outcome {
        Ok(_) => (previous.event(), Subject::Account(account)),
        Err(event) => (*event, Subject::Refused(Handle(*step.handle.expose()))),
    };
    if outcome.is_ok() {
        throttle::forgive(&mut transaction, step.counted).await?;
    }
    parts.commit::<AttemptError>(transaction, event, subject, request_id).await?;
    let (session, device) = outcome.map_err(|_| AttemptError::Refused)?;
    let handle = Handle(*step.handle.expose());
    if !step.counted.is_known() {
        parts.sources.forgive(source, &handle);
    }
    let device = parts.keeper.new_device(parts.org, &handle, step.way, device).await?;
    Ok(Entered { session, device })
}

impl Previous<'_> {
    pub(super) fn event(&self) -> Event {
        match self {
            Self::Cookie(_) => Event::SignedIn,
            Self::Locked(_) => Event::SessionUnlocked,
        }
    }
}

/// By what a person proved who they are, passphrase and second factor.
struct Proof {
    factor: FactorId,
    used: [Factor; 2],
    /// The vault, where they opened it together; else the passphrase does.
    opened: Option<(WayId, Root)>,
}

/// By what the person proved who they are, or under which word their refusal is recorded; in the transaction in which that was used up.
async fn proved(
    parts: &Parts,
    step: &FirstStep,
    second: Second<'_>,
) -> Result<(Transaction<'static, Postgres>, Result<Proof, Event>), AttemptError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let by = |second| move |factor| Proof { factor, used: [Factor::Passphrase, second], opened: None };
    let (presented, rule) = match second {
        Second::Code(code) => {
            let factor = spend_code(parts, &mut transaction, step, code).await?;
            return Ok((transaction, factor.map(by(Factor::Totp)).ok_or(Event::SignInRefused)));
        }
        Second::Passkey(presented) => match use_passkey(parts, &mut transaction, step, &presented).await? {
            // Whether it made sure of its owner is not looked at here, so that it counts for one factor.
            Ok(factor) => {
                let proof = by(Factor::Passkey { prf: false, verified: false })(factor);
                return Ok((transaction, Ok(proof)));
            }
            Err(rule) => (presented, rule),
        },
    };
    // Nothing was written, and nothing is held while the keeper is asked.
    transaction.rollback().await.map_err(DbError::from)?;
    let (transaction, proof) = by_both(parts, step, &presented).await?;
    let proof = proof.map_err(|other| {
        let rule = other.unwrap_or(rule);
        tracing::info!(%rule, "a passkey was refused");
        rule.event().unwrap_or(Event::SignInRefused)
    });
    Ok((transaction, proof))
}

/// Passphrase and passkey where neither does without the other. This is tried for whoever the others refuse.
async fn by_both(
    parts: &Parts,
    step: &FirstStep,
    presented: &Presented<'_>,
) -> Result<(Transaction<'static, Postgres>, Result<Proof, Option<Rule>>), AttemptError> {
    let unlocked = both::unlock(parts, step, presented).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let opened = match &unlocked {
        Some(unlocked) => both::open(parts, &mut transaction, AccountId(step.account), unlocked).await?,
        None => Err(None),
    };
    let proof = opened.map(|both::Opened { root, way, factor }| Proof {
        factor,
        used: [Factor::Passphrase, both::Opened::FACTOR],
        opened: Some((way, root)),
    });
    Ok((transaction, proof))
}

/// The factor that the code is of, when passphrase and code were both right and the code had not been used; whether the profile
/// names it is yet to be seen. A code is looked for, and compared, also for people who do not exist; it is marked as used only
/// together with the right passphrase.
pub(super) async fn spend_code(
    parts: &Parts,
    db: &mut PgConnection,
    step: &FirstStep,
    code: &SecretText,
) -> Result<Option<FactorId>, AttemptError> {
    let account = AccountId(step.account);
    // Somebody without a factor has one for the moment, so that as much is opened for them as for everyone.
    let row = db::factor::totp(db, account).await?;
    let stands_in = row.is_none().then(|| decoy_factor(parts, account)).transpose()?;
    let open: Option<OpenFactor> =
        row.as_ref().or(stands_in.as_ref()).and_then(|row| open_factor(parts.org, account, &step.factor_key, row).ok());
    let decoy = SecretBytes::new(random::octets::<20>(&*parts.random).to_vec());
    let now = parts.clock.now();
    let found = totp::matching_step(open.as_ref().map_or(&decoy, |factor| &factor.seed), code, now)?;
    match (step.matched == 1, open, found) {
        (true, Some(factor), Some(at)) => {
            let is_unused = db::spent_code::spend(db, &factor.spent_mark(at), now.date() + Duration::days(1)).await?;
            Ok(row.map(|row| row.id).filter(|_| is_unused))
        }
        _ => Ok(None),
    }
}

/// A factor's row of the right form that no key opens.
pub(super) fn decoy_factor(parts: &Parts, account: AccountId) -> Result<FactorRow, AttemptError> {
    let (key, octets) = (Secret::random(&*parts.random), [0; 32]);
    let context = RecordContext { org: parts.org, table: "factor", row: account.as_bytes(), slot: "decoy", version: 1 };
    let sealed = || seal(&key, &context, &octets, &*parts.random);
    Ok(FactorRow {
        id: FactorId::random(&*parts.random),
        kind: FactorKind::Totp,
        for_factor_key: sealed()?,
        for_root: Vec::new(),
        record: Vec::new(),
    })
}

/// The session's cookie, and which known device the browser is.
async fn open_session(
    parts: &Parts,
    db: &mut PgConnection,
    step: &FirstStep,
    proof: Proof,
    previous: &Previous<'_>,
    request_id: &str,
) -> Result<Option<(SecretText, DeviceId)>, AttemptError> {
    let account = AccountId(step.account);
    // Locked until the commit: a revocation comes before this sign-in, and refuses it, or after, and ends its session.
    let row = db::account::by_id_for_update(db, account).await?.filter(|row| row.state.may_sign_on());
    if row.is_none() {
        return Ok(None);
    }
    let opened = match proof.opened {
        Some(opened) => Some(opened),
        None => by_passphrase(parts, db, step).await?,
    };
    let Some((way, root)) = opened else { return Ok(None) };
    // What both opened may have been taken away in between: a root of an older epoch opens no profile.
    let profile = match own::completed(parts, db, account, &root, &step.identifier).await {
        Err(SessionError::Vault(VaultError::RootEpoch { .. })) => return Ok(None),
        profile => profile?,
    };
    // A factor, or a way in, that was taken away, and whose row was put back.
    if !profile.has_factor(proof.factor) || !(profile.names(way) || skips(Check::NamedWay)) {
        tracing::warn!("a second factor or way in that the profile does not name was refused");
        return Ok(None);
    }
    let device = devices::note(parts, db, (account, &root), step.device, &step.browser).await?;
    let own = Identifier::parse(&step.identifier).ok().map(|own| Own::new(&own, &Handle(*step.handle.expose())));
    let proved = Proved { account, root, used: proof.used.to_vec(), own, shared: step.shared };
    let session = enter(parts, db, proved, previous, request_id).await?;
    Ok(session.map(|session| (session, device)))
}

/// The way in and root that the passphrase opens by itself.
async fn by_passphrase(
    parts: &Parts,
    db: &mut PgConnection,
    step: &FirstStep,
) -> Result<Option<(WayId, Root)>, AttemptError> {
    let account = AccountId(step.account);
    let Some((way, seal)) = db::way_in::passphrase(db, account).await? else { return Ok(None) };
    // The passphrase matched at the first step: if it opens nothing now, it was changed in between, or the row was.
    match unlock(parts.org, account, &step.way_key, &way, &seal) {
        Ok(root) => Ok(Some((way.id, root))),
        Err(error) => {
            tracing::warn!(%error, "a passphrase that matched opens nothing");
            Ok(None)
        }
    }
}

/// The session of somebody who has proved who they are, in the place of what their browser had. `None` for whoever comes back to
/// the session of somebody else. The caller commits.
pub(super) async fn enter(
    parts: &Parts,
    db: &mut PgConnection,
    proved: Proved,
    previous: &Previous<'_>,
    request_id: &str,
) -> Result<Option<SecretText>, AttemptError> {
    match previous {
        Previous::Cookie(cookie) => {
            session::give_way::<AttemptError>(parts, db, *cookie, proved.account, request_id).await?;
            Ok(Some(session::start(parts, db, proved).await?))
        }
        // Whoever else proves who they are does not come into somebody's session.
        Previous::Locked(locked) if locked.account != proved.account => Ok(None),
        Previous::Locked(locked) => Ok(Some(session::resume(parts, db, proved, locked).await?)),
    }
}
