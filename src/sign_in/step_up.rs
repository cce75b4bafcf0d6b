//! Step-up: in a session that is too weak, or whose factors are too old, its owner proves what is missing and nothing else.
//!
//! The same rules as everywhere: every try is counted before it is made, in the bucket of all of the account's sessions; a code
//! serves once; a passphrase is never asked for without a code, so that one answer speaks of both, and nobody at a session that
//! was left open learns whether a passphrase is right. Afterwards the session has another cookie.

use super::Parts;
use super::change::{ChangeError, Standing, opened};
use super::factors::Factor;
use super::passphrase::{PassphraseError, first_step};
use super::session::{self, SignedIn};
use super::throttle::{self, Counted, Tried};
use super::totp;
use super::visitor::Trying;
use crate::audit::{Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::domain::{AccountId, Handle, Identifier, SecretText};
use crate::vault::account::{FactorKind, Root, open_factor_by_root};
use crate::vault::profile::Profile;
use sqlx::{Postgres, Transaction};
use time::Duration;

/// What is asked for, of what a session lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Code,
    /// The passphrase; and a code with it, whether or not that is missing.
    Passphrase,
}

impl Missing {
    pub fn asks_for_passphrase(self) -> bool {
        self == Self::Passphrase
    }

    /// What was proved where what is asked for was right.
    pub fn factors(self) -> &'static [Factor] {
        match self {
            Self::Code => &[Factor::Totp],
            Self::Passphrase => &[Factor::Passphrase, Factor::Totp],
        }
    }
}

/// What the person typed; what was not asked for is not looked at.
pub struct Typed<'a> {
    pub passphrase: &'a SecretText,
    pub code: &'a SecretText,
}

/// Proves what is missing. Returns the session's new cookie.
///
/// # Errors
/// `Refused` when it was not right, or the code was used; `SignInAgain` for a session that does not know its own name;
/// otherwise see [`ChangeError`]. The session is as it was then.
pub async fn prove(
    parts: &Parts,
    person: SignedIn,
    missing: Missing,
    typed: Typed<'_>,
    request_id: &str,
) -> Result<SecretText, ChangeError> {
    let account = Subject::Account(person.account);
    match proved(parts, person, missing, typed).await {
        Ok((transaction, cookie)) => {
            parts.commit::<ChangeError>(transaction, Event::SteppedUp, account, request_id).await?;
            Ok(cookie)
        }
        Err(ChangeError::Refused) => {
            parts.record(Event::StepUpRefused, account, request_id).await?;
            Err(ChangeError::Refused)
        }
        Err(error) => Err(error),
    }
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
    let (counted, is_right) = if missing.asks_for_passphrase() {
        let step = first_step(parts, &identifier, typed.passphrase, Trying::SignedIn(account, &handle)).await?;
        let is_own = AccountId(step.account) == account;
        (step.counted, step.matched == 1 && is_own)
    } else {
        (count(parts, account, &standing, &handle).await?, true)
    };
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Locked until the commit, and as it was: whoever was revoked meanwhile, or changed something, proves nothing with it.
    if Standing::read(&mut transaction, account).await?.as_ref() != Some(&standing) {
        return Err(ChangeError::Changed);
    }
    let is_right = spend_code(parts, &mut transaction, (&standing, &root, &profile), typed.code, is_right).await?;
    if !is_right && !skips(Check::StepUp) {
        return Err(ChangeError::Refused);
    }
    throttle::forgive(&mut transaction, counted).await?;
    let cookie = session::strengthen(parts, &mut transaction, person, missing.factors()).await?;
    Ok((transaction, cookie))
}

/// A try of a code alone, in the bucket in which passphrases are counted.
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

/// True when the code is the authenticator's and had not been used. It is used up together with the right passphrase alone.
async fn spend_code(
    parts: &Parts,
    db: &mut PgConnection,
    (standing, root, profile): (&Standing, &Root, &Profile),
    code: &SecretText,
    passphrase_is_right: bool,
) -> Result<bool, ChangeError> {
    let account = standing.account.id;
    let Some(row) = standing.factors_of(profile).find(|row| row.kind == FactorKind::Totp) else { return Ok(false) };
    let factor = open_factor_by_root(parts.org, account, root, row)?;
    let now = parts.clock.now();
    match totp::matching_step(&factor.seed, code, now)? {
        Some(step) if passphrase_is_right => {
            Ok(db::spent_code::spend(db, &factor.spent_mark(step), now.date() + Duration::days(1)).await?)
        }
        _ => Ok(false),
    }
}
