//! Signing in by a passkey alone: one that verified its user, and whose PRF opens the vault. Nothing is typed.
//!
//! The user handle that the authenticator gives finds the way in, through the keeper; what its PRF gives, with the other half
//! of the handle, opens it. Whoever has no such handle is asked nothing of: 64 random octets are not guessed.

use super::Parts;
use super::attempt::{self, AttemptError, Previous};
use super::change::Standing;
use super::devices;
use super::factors::Factor;
use super::located::{self, Located, Unlocked};
use super::own::Own;
use super::passkey::{Assertion, Passkey, Rule, Used};
use super::question::Answered;
use super::session::Proved;
use super::visitor::{Entered, Visitor};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{Handle, Identifier, WayId};
use crate::vault::account::{FactorRow, OpenFactor, Root, open_factor_by_root, reseal_factor};
use crate::vault::harden::Way;
use crate::vault::passkey::{UserHandle, secret};

/// The browser in which a passkey was touched.
pub struct Arriving<'a> {
    pub visitor: &'a Visitor,
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
    arriving: Arriving<'_>,
    request_id: &str,
) -> Result<Entered, AttemptError> {
    let presented = answered.at_the_door(parts, arriving.visitor.source).await?;
    let alone = presented.read(parts).and_then(Alone::of);
    let alone = match alone {
        Ok(alone) => alone,
        Err(rule) => return Err(refused(parts, rule, Subject::Nobody, request_id).await),
    };
    let locator = located::locator(parts, &alone.user.locator_digest(), arriving.visitor).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let found = Located::read(&mut transaction, Way::Passkey, &locator).await?;
    let secret = secret(&alone.prf, &alone.user);
    let opened = match found.unlock::<AttemptError>(parts, &secret, arriving.visitor).await? {
        Some(unlocked) => checked(parts, &alone, unlocked)?,
        None => Err(Rule::Credential),
    };
    let opened = match opened {
        Ok(opened) => prove(parts, &mut transaction, opened, &arriving).await?,
        Err(rule) => Err(rule),
    };
    let entered = match opened {
        Ok((proved, handle, device_of)) => {
            let account = proved.account;
            let device = devices::id_of(parts, &handle, device_of, &arriving.visitor.devices).await?;
            let browser = &arriving.visitor.browser;
            let device = devices::note(parts, &mut transaction, (account, &proved.root), device, browser).await?;
            let session = attempt::enter(parts, &mut transaction, proved, &arriving.previous, request_id).await?;
            // A passkey of somebody else than who has locked the computer.
            session.map(|session| (session, account, handle, (device_of, device))).ok_or(Rule::Credential)
        }
        Err(rule) => Err(rule),
    };
    match entered {
        Err(rule) => {
            drop(transaction);
            Err(refused(parts, rule, Subject::Refused(Handle(locator)), request_id).await)
        }
        Ok((session, account, handle, (device_of, device))) => {
            let (event, subject) = (arriving.previous.event(), Subject::Account(account));
            parts.commit::<AttemptError>(transaction, event, subject, request_id).await?;
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

/// The vault is open; whether the passkey's own key says so too.
fn checked(parts: &Parts, alone: &Alone, unlocked: Unlocked) -> Result<Result<Opened, Rule>, AttemptError> {
    let Unlocked { standing, way, root } = unlocked;
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
    arriving: &Arriving<'_>,
) -> Result<Result<(Proved, Handle, WayId), Rule>, AttemptError> {
    let Opened { standing, root, factor, open, passkey, used } = opened;
    let (account, handle) = (standing.account.id, standing.account.handle);
    let next = reseal_factor(parts.org, account, &open, &factor, &passkey.used(used).encode(), &*parts.random)?;
    let profile = standing.open(parts, &root)?;
    // One that was taken away by a recovery, which keeps the root, and whose rows were put back.
    if !profile.names(WayId(factor.id.0)) || !profile.has_factor(factor.id) {
        return Ok(Err(Rule::Credential));
    }
    // Of two uses at once, the one that was second saw a count that is not the present one.
    if !db::factor::replace_record(db, account, &factor, &next.record).await? {
        return Ok(Err(Rule::Credential));
    }
    let own = match Identifier::parse(profile.identifier.expose()) {
        Ok(identifier) => Own::looked_up(parts, &identifier, &arriving.visitor.devices).await?,
        Err(_) => None,
    };
    let used = vec![Factor::Passkey { prf: true, verified: true }];
    Ok(Ok((Proved { account, root, used, own, shared: arriving.shared }, handle, standing.known_by())))
}
