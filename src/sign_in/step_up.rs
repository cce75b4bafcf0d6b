//! Step-up: in a session that is too weak, or whose factors are too old, its owner proves what is missing and nothing else.
//!
//! The same rules as everywhere: every try is counted before it is made, in the bucket of all of the account's sessions; a code
//! and a passkey's answer serve once; a passphrase is never asked for without a second factor, so that one answer speaks of both,
//! and nobody at a session that was left open learns whether a passphrase is right. Afterwards the session has another cookie.

use super::Parts;
use super::both;
use super::change::{ChangeError, Standing, opened};
use super::factors::Factor;
use super::passphrase::{PassphraseError, first_step};
use super::proof::{Sent, Typed, spend};
use super::second_factor::Beside;
use super::session::{self, SignedIn};
use super::throttle::{self, Counted, Tried};
use super::visitor::Trying;
use crate::audit::{Event, Subject};
use crate::db::DbError;
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, Handle, Identifier, SecretText};
use sqlx::{Postgres, Transaction};

/// What is asked for, of what a session lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A second factor: a code, or a passkey.
    Second,
    /// The passphrase; and a second factor with it, whether or not that is missing.
    Passphrase,
    /// Two factors: as above, or a passkey that makes sure of its owner and may open the account alone.
    Both,
}

/// How somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Code,
    Passkey,
    /// With nothing beside it, where something is asked for.
    PasskeyAlone,
}

/// Beside another factor it counts for one: whether it made sure of its owner is not looked at there, as at a sign-in.
const PASSKEY: Factor = Factor::Passkey { prf: false, verified: false };
/// Its PRF opened nothing: the session has the vault open.
const ALONE: Factor = Factor::Passkey { prf: false, verified: true };

impl Missing {
    pub fn asks_for_passphrase(self) -> bool {
        self != Self::Second
    }

    /// Whether a passkey serves with nothing beside it.
    pub fn lets_a_passkey_alone(self) -> bool {
        self == Self::Both
    }

    /// What was proved where what was sent is right. `None` where it does not answer what is missing.
    pub fn proved(self, by: By) -> Option<&'static [Factor]> {
        match (self, by) {
            (Self::Second, By::Code) => Some(&[Factor::Totp]),
            (Self::Second, By::Passkey) => Some(&[PASSKEY]),
            (Self::Passphrase | Self::Both, By::Code) => Some(&[Factor::Passphrase, Factor::Totp]),
            (Self::Passphrase | Self::Both, By::Passkey) => Some(&[Factor::Passphrase, PASSKEY]),
            (Self::Both, By::PasskeyAlone) => Some(&[ALONE]),
            (Self::Second | Self::Passphrase, By::PasskeyAlone) => None,
        }
    }

    fn answered_by(self, typed: &Typed<'_>) -> By {
        match typed.second {
            Sent::Code(_) => By::Code,
            Sent::Passkey(_) if self.asks_for_passphrase() && typed.passphrase.is_empty() => By::PasskeyAlone,
            Sent::Passkey(_) => By::Passkey,
        }
    }
}

/// Proves what is missing. Returns the session's new cookie.
///
/// # Errors
/// `Refused` when it was not right, or served before; `SignInAgain` for a session that does not know its own name;
/// otherwise see [`ChangeError`]. The session is as it was then.
pub async fn prove(
    parts: &Parts,
    person: SignedIn,
    missing: Missing,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = Subject::Account(person.account);
    let refused = match proved(parts, person, missing, typed).await {
        Ok((transaction, cookie)) => {
            parts.commit::<ChangeError>(transaction, Event::SteppedUp, account, request_id).await?;
            return Ok(cookie);
        }
        Err(ChangeError::Refused) => Event::StepUpRefused,
        Err(ChangeError::Proof(rule)) => {
            tracing::info!(%rule, "a passkey was refused");
            rule.event().unwrap_or(Event::StepUpRefused)
        }
        Err(error) => return Err(error),
    };
    parts.record(refused, account, request_id).await?;
    Err(ChangeError::Refused)
}

async fn proved(
    parts: &Parts,
    person: SignedIn,
    missing: Missing,
    typed: Typed<'_>,
) -> Result<(Transaction<'static, Postgres>, SecretText), ChangeError> {
    let account = person.account;
    let (standing, root, profile) = opened(parts, &person).await?;
    let identifier = Identifier::parse(profile.identifier.expose()).map_err(|_| ChangeError::SignInAgain)?;
    let handle = person.handle(identifier.as_str()).ok_or(ChangeError::SignInAgain)?;
    let by = missing.answered_by(&typed);
    let mut first = None;
    let (counted, beside) = if by == By::PasskeyAlone && missing.lets_a_passkey_alone() {
        (count(parts, account, &standing, &handle).await?, Beside::Nothing)
    } else if missing.asks_for_passphrase() {
        let step = first_step(parts, &identifier, typed.passphrase, Trying::SignedIn(account, &handle)).await?;
        let beside = Beside::Another(step.matched == 1 && AccountId(step.account) == account);
        let counted = step.counted;
        first = Some(step);
        (counted, beside)
    } else {
        (count(parts, account, &standing, &handle).await?, Beside::Another(true))
    };
    let second = typed.second.taken(parts, &person).await?;
    let both = match &first {
        Some(step) => both::prove(parts, (account, &profile), step, &second).await?,
        None => None,
    };
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Locked until the commit, and as it was: whoever was revoked meanwhile, or changed something, proves nothing with it.
    if Standing::read(&mut transaction, account).await?.as_ref() != Some(&standing) {
        return Err(ChangeError::Changed);
    }
    let vault = (&standing, &root, &profile);
    let done = match &both {
        Some(unlocked) => both::spend(parts, &mut transaction, vault, unlocked).await,
        None => spend(parts, &mut transaction, vault, &second, beside).await,
    };
    match done {
        Err(ChangeError::Refused) if skips(Check::StepUp) => {}
        done => done?,
    }
    throttle::forgive(&mut transaction, counted).await?;
    let factors = missing.proved(by).ok_or(ChangeError::Refused)?;
    let cookie = session::strengthen(parts, &mut transaction, person, factors).await?;
    Ok((transaction, cookie))
}

/// A try without a passphrase, in the bucket in which passphrases are counted.
async fn count(
    parts: &Parts,
    account: AccountId,
    standing: &Standing,
    handle: &Handle,
) -> Result<Counted, ChangeError> {
    let way_id = standing.known_by();
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let counted = throttle::count(parts, &mut db, Tried { handle, way_id }, Trying::SignedIn(account, handle)).await;
    Ok(counted.map_err(PassphraseError::from)?.0)
}
