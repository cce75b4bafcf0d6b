//! A passkey in the place of a code.
//!
//! At a sign-in as many records are opened and one signature is verified for everybody, whoever is asked about and however many
//! passkeys they have: those who have none are held to a passkey that is nobody's.

use super::Parts;
use super::attempt::{AttemptError, decoy_factor};
use super::change::Standing;
use super::passkey::{Assertion, Passkey, Rule};
use super::passphrase::FirstStep;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, FactorId, SecretText, WayId};
use crate::vault::account::{
    FactorKind, FactorRow, OpenFactor, Root, VaultError, open_factor, open_factor_by_root, reseal_factor,
};
use crate::vault::profile::Profile;
use std::iter::repeat;

/// How many passkeys an account may have.
pub const MOST_PASSKEYS: usize = 8;

/// What comes as the second factor.
pub enum Second<'a> {
    Code(&'a SecretText),
    Passkey(Presented<'a>),
}

/// What an authenticator is said to have said, and the challenge that it was given.
pub struct Presented<'a> {
    pub message: &'a str,
    pub challenge: [u8; 32],
}

impl Presented<'_> {
    /// Reads it, and holds it to what needs no account.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub(super) fn read(&self, parts: &Parts) -> Result<Assertion, Rule> {
        let party = parts.relying_party.as_ref().ok_or(Rule::RelyingParty)?;
        Assertion::read(self.message, party, &self.challenge)
    }
}

/// What a passkey stands beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Another factor, which was right or was not.
    Another(bool),
    /// Nothing: it has made sure of its owner, who lets it open the account alone.
    Nothing,
}

struct Own<'a> {
    row: &'a FactorRow,
    open: OpenFactor,
    passkey: Passkey,
}

/// At the second step: which of the account's passkeys the message is of, if it is one's, and whether the passphrase was right;
/// only then it is written that the passkey was used.
pub(super) async fn use_passkey(
    parts: &Parts,
    db: &mut PgConnection,
    step: &FirstStep,
    presented: &Presented<'_>,
) -> Result<Result<FactorId, Rule>, AttemptError> {
    let account = AccountId(step.account);
    let most = i64::try_from(MOST_PASSKEYS).unwrap_or(i64::MAX);
    let (rows, stands_in) = (db::factor::passkeys(db, account, most).await?, decoy_factor(parts, account)?);
    let rows = rows.iter().chain(repeat(&stands_in)).take(MOST_PASSKEYS);
    let own: Vec<Own<'_>> = rows.filter_map(|row| opened(parts, step, row)).collect();
    let assertion = match presented.read(parts) {
        Ok(assertion) => assertion,
        Err(rule) => return Ok(Err(rule)),
    };
    used(parts, db, account, own, &assertion, step.matched == 1).await
}

/// In a session: the same, of the passkeys that the profile names.
pub(super) async fn use_own_passkey(
    parts: &Parts,
    db: &mut PgConnection,
    (standing, root, profile): (&Standing, &Root, &Profile),
    presented: &Presented<'_>,
    beside: Beside,
) -> Result<Result<FactorId, Rule>, AttemptError> {
    let account = standing.account.id;
    let own = standing.factors_of(profile).filter(|row| row.kind == FactorKind::Passkey).filter_map(|row| {
        let open = open_factor_by_root(parts.org, account, root, row).ok()?;
        Passkey::decode(&open.seed).map(|passkey| Own { row, open, passkey })
    });
    // Beside nothing serve those alone that open the account alone: the others need the passphrase, as their owner wishes.
    let own = own.filter(|own| beside != Beside::Nothing || profile.names(WayId(own.row.id.0))).collect();
    let assertion = match presented.read(parts) {
        Ok(assertion) => assertion,
        Err(rule) => return Ok(Err(rule)),
    };
    // WebAuthn §7.2 step 17: "If user verification is required for this assertion, verify that the UV bit of the flags in authData
    // is set."
    if let (Beside::Nothing, Err(rule)) = (beside, assertion.require_user_verified()) {
        return Ok(Err(rule));
    }
    used(parts, db, account, own, &assertion, beside != Beside::Another(false)).await
}

async fn used<E: From<DbError> + From<VaultError>>(
    parts: &Parts,
    db: &mut PgConnection,
    account: AccountId,
    own: Vec<Own<'_>>,
    assertion: &Assertion,
    other_is_right: bool,
) -> Result<Result<FactorId, Rule>, E> {
    let found = assertion.find(own.iter().map(|own| &own.passkey)).and_then(|at| own.into_iter().nth(at));
    let nobodys = Passkey::nobodys();
    let checked = assertion.check(found.as_ref().map_or(&nobodys, |own| &own.passkey));
    let (used, own) = match (checked, found, other_is_right) {
        (Ok(used), Some(own), true) => (used, own),
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
