//! What somebody who is signed in proves once more, before a change of their account or where their session is too weak: a second
//! factor of theirs, a code or a passkey, and with most of it the passphrase.

use super::Parts;
use super::change::{ChangeError, Standing};
use super::question::Answered;
use super::second_factor::{Beside, Second, use_own_passkey};
use super::session::SignedIn;
use super::totp;
use crate::db::{self, PgConnection};
use crate::domain::SecretText;
use crate::vault::account::{FactorKind, Root, open_factor_by_root};
use crate::vault::profile::Profile;
use time::Duration;

/// What came with a form. What is not asked for is not looked at.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    pub passphrase: &'a SecretText,
    pub second: Sent<'a>,
}

/// The second factor, as it came.
#[derive(Clone, Copy)]
pub enum Sent<'a> {
    Code(&'a SecretText),
    Passkey(Answered<'a>),
}

impl<'a> Sent<'a> {
    /// Uses the question up that a passkey answers: after the try was counted, and before anything is said of it, so that each
    /// answer is tried once.
    ///
    /// # Errors
    /// `Proof` where the question is none of this session's; or the database or the keeper is away.
    pub(super) async fn taken(self, parts: &Parts, person: &SignedIn) -> Result<Second<'a>, ChangeError> {
        match self {
            Self::Code(code) => Ok(Second::Code(code)),
            Self::Passkey(answered) => {
                answered.in_session(parts, person).await?.map(Second::Passkey).map_err(ChangeError::Proof)
            }
        }
    }
}

/// Uses the second factor up, if it is one of the account's, and what stands beside it was right.
///
/// # Errors
/// `Refused` or `Proof` when it is not, or served before.
pub(super) async fn spend(
    parts: &Parts,
    db: &mut PgConnection,
    vault: (&Standing, &Root, &Profile),
    second: &Second<'_>,
    beside: Beside,
) -> Result<(), ChangeError> {
    match second {
        Second::Code(code) => {
            let is_right = spend_code(parts, db, vault, code, beside == Beside::Another(true)).await?;
            is_right.then_some(()).ok_or(ChangeError::Refused)
        }
        Second::Passkey(presented) => {
            let used = use_own_passkey(parts, db, vault, presented, beside).await?;
            used.map(|_| ()).map_err(ChangeError::Proof)
        }
    }
}

/// True when the code is the authenticator's and had not been used. It is used up together with the right passphrase alone.
async fn spend_code(
    parts: &Parts,
    db: &mut PgConnection,
    (standing, root, profile): (&Standing, &Root, &Profile),
    code: &SecretText,
    passphrase_is_right: bool,
) -> Result<bool, ChangeError> {
    let Some(row) = standing.factors_of(profile).find(|row| row.kind == FactorKind::Totp) else { return Ok(false) };
    let factor = open_factor_by_root(parts.org, standing.account.id, root, row)?;
    let now = parts.clock.now();
    match totp::matching_step(&factor.seed, code, now)? {
        Some(step) if passphrase_is_right => {
            Ok(db::spent_code::spend(db, &factor.spent_mark(step), now.date() + Duration::days(1)).await?)
        }
        _ => Ok(false),
    }
}
