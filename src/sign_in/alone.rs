//! Signing in by a passkey alone: one that verified its user, and whose PRF opens the vault. Nothing is typed.
//!
//! The user handle that the authenticator gives finds the way in, through the keeper; what its PRF gives, with the other half
//! of the handle, opens it. Whoever has no such handle is asked nothing of: 64 random octets are not guessed.

use super::attempt::{self, AttemptError, Previous};
use super::bearer::{Bearer, Purpose};
use super::change::Standing;
use super::factors::Factor;
use super::own::Own;
use super::passkey::{Assertion, Passkey, Rule, Used};
use super::pending::{self, PendingError};
use super::session::Proved;
use super::visitor::Entered;
use super::waiting::Waiter;
use super::{Parts, epochs};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, DeviceId, Handle, Identifier, SecretText, Source, WayId};
use crate::keeper::HardenRequest;
use crate::vault::account::{
    FactorRow, OpenFactor, Root, RootSeal, WayRow, open_factor_by_root, open_profile, reseal_factor, unlock,
    way_context,
};
use crate::vault::harden::{Way, digest_for_keeper, harden};
use crate::vault::passkey::{UserHandle, secret};
use serde::{Deserialize, Serialize};
use time::Duration;
use uuid::Uuid;

/// How long a page's question may wait for its answer.
const QUESTION_LIFETIME: Duration = Duration::minutes(10);

/// A question to whichever authenticator answers. Lies sealed until it does; all of it follows from its token.
#[derive(Serialize, Deserialize)]
struct Asked {}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Asked>(json)?)
}

/// What a page asks with.
pub struct Question {
    pub token: SecretText,
    pub challenge: [u8; 32],
}

/// A fresh question, for somebody whom nobody knows yet.
///
/// # Errors
/// No room for another of this asker, or the database or the keeper is away.
pub async fn ask(parts: &Parts, source: Source) -> Result<Question, PendingError> {
    let place = pending::place(parts, Waiter::Source(source))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let token = pending::put(parts, &mut db, place, Purpose::Alone, &Asked {}, QUESTION_LIFETIME).await?;
    let challenge = Bearer::parse(token.expose()).ok_or(PendingError::Gone)?.challenge(Purpose::Alone);
    Ok(Question { token, challenge })
}

/// The answer to a question, as it came.
pub struct Answered<'a> {
    pub token: &'a str,
    pub message: &'a str,
}

/// The browser in which a passkey was touched.
pub struct Arriving<'a> {
    pub previous: Previous<'a>,
    /// Other people use the computer too.
    pub shared: bool,
}

/// Signs in. The session that the browser had until then ends, or goes on if it was locked.
///
/// # Errors
/// `Refused`, whatever was wrong; `Pending` when the question is gone; or the database or keeper was away.
pub async fn sign_in(
    parts: &Parts,
    answered: Answered<'_>,
    source: Source,
    arriving: Arriving<'_>,
    request_id: &str,
) -> Result<Entered, AttemptError> {
    let party = parts.relying_party.as_ref().ok_or(AttemptError::Refused)?;
    let challenge = Bearer::parse(answered.token).ok_or(PendingError::Gone)?.challenge(Purpose::Alone);
    {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let waiter = Waiter::Source(source);
        pending::take::<Asked>(parts, &mut db, waiter, Purpose::Alone, answered.token).await?;
    }
    let alone = Assertion::read(answered.message, party, &challenge).and_then(Alone::of);
    let alone = match alone {
        Ok(alone) => alone,
        Err(rule) => return Err(refused(parts, rule, Subject::Nobody, request_id).await),
    };
    let locator = parts.keeper.kit_locator(parts.org, &alone.user.locator_digest()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let opened = match open(parts, &mut transaction, &alone, &locator).await? {
        Ok(opened) => prove(parts, &mut transaction, opened, arriving.shared).await?,
        Err(rule) => Err(rule),
    };
    let entered = match opened {
        Ok((proved, handle, device_of)) => {
            let account = proved.account;
            let session = attempt::enter(parts, &mut transaction, proved, &arriving.previous, request_id).await?;
            // A passkey of somebody else than who has locked the computer.
            session.map(|session| (session, account, handle, device_of)).ok_or(Rule::Credential)
        }
        Err(rule) => Err(rule),
    };
    match entered {
        Err(rule) => {
            drop(transaction);
            Err(refused(parts, rule, Subject::Refused(Handle(locator)), request_id).await)
        }
        Ok((session, account, handle, device_of)) => {
            let (event, subject) = (arriving.previous.event(), Subject::Account(account));
            parts.commit::<AttemptError>(transaction, event, subject, request_id).await?;
            let device = DeviceId::random(&*parts.random);
            let device = parts.keeper.new_device(parts.org, &handle, device_of, device).await?;
            Ok(Entered { session, device })
        }
    }
}

/// Puts a refusal on record.
async fn refused(parts: &Parts, rule: Rule, subject: Subject, request_id: &str) -> AttemptError {
    tracing::info!(%rule, "a passkey was refused");
    match parts.record(rule.event().unwrap_or(Event::SignInRefused), subject, request_id).await {
        Ok(()) => AttemptError::Refused,
        Err(error) => error.into(),
    }
}

/// A message that may sign in alone, as far as it tells by itself.
struct Alone {
    assertion: Assertion,
    user: UserHandle,
    prf: crate::domain::Secret<32>,
}

impl Alone {
    fn of(assertion: Assertion) -> Result<Self, Rule> {
        // WebAuthn §7.2 step 17: "If user verification is required for this assertion, verify that the UV bit of the flags in
        // authData is set."
        assertion.require_user_verified()?;
        let (user, prf) = (assertion.user_handle()?, assertion.prf()?);
        Ok(Self { assertion, user, prf })
    }
}

/// An account that a passkey opened.
struct Opened {
    standing: Standing,
    root: Root,
    factor: FactorRow,
    open: OpenFactor,
    passkey: Passkey,
    used: Used,
}

/// The same statements and the same question to the keeper, whatever is found.
async fn open(
    parts: &Parts,
    db: &mut PgConnection,
    alone: &Alone,
    locator: &[u8; 32],
) -> Result<Result<Opened, Rule>, AttemptError> {
    let found = db::way_in::by_locator(db, Way::Passkey, locator).await?;
    let account = found.as_ref().map_or(AccountId(Uuid::nil()), |(account, ..)| *account);
    // Locked until the commit: a revocation comes before this sign-in, and refuses it, or after, and ends its session.
    let standing = Standing::read(db, account).await?;
    let secret = secret(&alone.prf, &alone.user);
    let request = HardenRequest {
        org: parts.org,
        account,
        way_id: found.as_ref().map_or(WayId(Uuid::nil()), |(_, way, _)| way.id),
        handle: &Handle(*locator),
        wrapped: found.as_ref().map(|(_, way, _)| way.wrapped_kw.as_slice()),
        way: Way::Passkey,
        digest: digest_for_keeper(&secret),
        device: None,
    };
    let hardened = harden(&secret, &epochs::harden::<AttemptError>(parts, request).await?);
    let context = way_context(parts.org, account);
    let verifier = found.as_ref().map_or([0; 32], |(_, way, _)| way.verifier);
    let matches = hardened.matches(&context, &verifier);
    let (Some((_, way, seal)), Some(standing), true) = (found, standing, matches) else {
        return Ok(Err(Rule::Credential));
    };
    let root = unlock(parts.org, account, &hardened.way_key(&context), &way, &seal)?;
    checked(parts, alone, standing, root, &(way, seal))
}

/// The vault is open; whether the passkey's own key says so too.
fn checked(
    parts: &Parts,
    alone: &Alone,
    standing: Standing,
    root: Root,
    (way, _): &(WayRow, RootSeal),
) -> Result<Result<Opened, Rule>, AttemptError> {
    // A passkey's way in has the id of its factor.
    let Some(factor) = standing.factors.iter().find(|row| row.id.0 == way.id.0).cloned() else {
        return Ok(Err(Rule::Credential));
    };
    let open = open_factor_by_root(parts.org, standing.account.id, &root, &factor)?;
    let Some(passkey) = Passkey::decode(&open.seed) else { return Ok(Err(Rule::Credential)) };
    Ok(alone.assertion.check(&passkey).map(|used| Opened { standing, root, factor, open, passkey, used }))
}

/// Writes that the passkey was used; who it is, under which handle, and which way in makes the browser a known device.
async fn prove(
    parts: &Parts,
    db: &mut PgConnection,
    opened: Opened,
    shared: bool,
) -> Result<Result<(Proved, Handle, WayId), Rule>, AttemptError> {
    let Opened { standing, root, factor, open, passkey, used } = opened;
    let (account, handle) = (standing.account.id, standing.account.handle);
    let next = reseal_factor(parts.org, account, &open, &factor, &passkey.used(used).encode(), &*parts.random)?;
    let profile = open_profile(parts.org, account, &root, &standing.profile)?;
    // One that was taken away by a recovery, which keeps the root, and whose rows were put back.
    if !profile.names(WayId(factor.id.0)) {
        return Ok(Err(Rule::Credential));
    }
    // Of two uses at once, the one that was second saw a count that is not the present one.
    if !db::factor::replace_record(db, account, &factor, &next.record).await? {
        return Ok(Err(Rule::Credential));
    }
    let own = match Identifier::parse(profile.identifier.expose()) {
        Ok(identifier) => Own::looked_up(parts, &identifier).await?,
        Err(_) => None,
    };
    let known_by = standing.way(Way::Passphrase).map_or(WayId(account.0), |(way, _)| way.id);
    let used = vec![Factor::Passkey { prf: true, verified: true }];
    Ok(Ok((Proved { account, root, used, own, shared }, handle, known_by)))
}
