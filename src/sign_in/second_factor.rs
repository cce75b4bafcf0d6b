//! The second step by a passkey, in the place of a code.
//!
//! As many records are opened and one signature is verified for everybody, whoever is asked about and however many passkeys
//! they have: those who have none are held to a passkey that is nobody's.

use super::Parts;
use super::attempt::{AttemptError, decoy_factor};
use super::passkey::{Assertion, Passkey, RelyingParty, Rule};
use super::passphrase::FirstStep;
use crate::db::{self, PgConnection};
use crate::domain::{AccountId, FactorId, SecretText};
use crate::vault::account::{FactorRow, OpenFactor, open_factor, reseal_factor};
use std::iter::repeat;

/// How many passkeys an account may have.
pub const MOST_PASSKEYS: usize = 8;

/// What comes with the second step.
pub enum Second<'a> {
    Code(&'a SecretText),
    Passkey(Presented<'a>),
}

/// What an authenticator is said to have said on the page of the second step.
pub struct Presented<'a> {
    pub message: &'a str,
    pub party: &'a RelyingParty,
    pub challenge: [u8; 32],
}

struct Own<'a> {
    row: &'a FactorRow,
    open: OpenFactor,
    passkey: Passkey,
}

/// Which of the account's passkeys the message is of, if it is one's, and whether the passphrase was right; only then it is written that
/// the passkey was used.
pub(super) async fn use_passkey(
    parts: &Parts,
    db: &mut PgConnection,
    step: &FirstStep,
    presented: &Presented<'_>,
) -> Result<Result<FactorId, Rule>, AttemptError> {
    let account = AccountId(step.account);
    let most = i64::try_from(MOST_PASSKEYS).unwrap_or(i64::MAX);
    let (rows, stands_in) = (db::factor::passkeys(db, account, most).await?, decoy_factor(parts, account)?);
    let own: Vec<Own<'_>> =
        rows.iter().chain(repeat(&stands_in)).take(MOST_PASSKEYS).filter_map(|row| opened(parts, step, row)).collect();
    let assertion = match Assertion::read(presented.message, presented.party, &presented.challenge) {
        Ok(assertion) => assertion,
        Err(rule) => return Ok(Err(rule)),
    };
    let found = assertion.find(own.iter().map(|own| &own.passkey)).and_then(|at| own.into_iter().nth(at));
    let nobodys = Passkey::nobodys();
    let checked = assertion.check(found.as_ref().map_or(&nobodys, |own| &own.passkey));
    let (used, own) = match (checked, found, step.matched) {
        (Ok(used), Some(own), 1) => (used, own),
        (Err(rule), ..) => return Ok(Err(rule)),
        _ => return Ok(Err(Rule::Credential)),
    };
    let record = own.passkey.used(used).encode();
    let next = reseal_factor(parts.org, account, &own.open, own.row, &record, &*parts.random)?;
    // Of two uses at once, the one that was second saw a count that is not the present one.
    let is_first = db::factor::replace_record(db, account, own.row, &next.record).await?;
    Ok(if is_first { Ok(own.row.id) } else { Err(Rule::Credential) })
}

fn opened<'a>(parts: &Parts, step: &FirstStep, row: &'a FactorRow) -> Option<Own<'a>> {
    let open = open_factor(parts.org, AccountId(step.account), &step.factor_key, row).ok()?;
    let passkey = Passkey::decode(&open.seed)?;
    Some(Own { row, open, passkey })
}
