//! Second factors' records.

use super::rows::{self, FactorKind, FactorRow};
use super::{Root, VaultError};
use crate::domain::{AccountId, FactorId, OrgId, Random, Secret, SecretBytes};
use crate::vault::derive::{hkdf_expand, hmac_sha256};
use crate::vault::encode::lp;
use crate::vault::labels;
use crate::vault::seal::{RecordContext, open, seal};

const FOR_FACTOR_KEY: &str = "for_factor_key";
const FOR_ROOT: &str = "for_root";
const RECORD: &str = "record";

/// A second factor's opened record.
#[derive(Debug)]
pub struct OpenFactor {
    /// For TOTP the shared secret (RFC 6238 §3); for a passkey what is known of it.
    pub seed: SecretBytes,
    record_key: Secret<32>,
}

impl OpenFactor {
    /// What is stored, uniquely, when a code of this time step was used, so that it serves once. To whoever has not the
    /// record's key, marks of one account are as unlike as those of two.
    pub fn spent_mark(&self, step: u64) -> [u8; 32] {
        let key = hkdf_expand(&self.record_key, &lp(&[labels::SPENT_MARKS.as_bytes()]));
        hmac_sha256(&key, &step.to_be_bytes())
    }
}

/// Opens a factor's record at sign-in.
///
/// # Errors
/// A row of another account or place, another factor key, a changed row.
pub fn open_factor(
    org: OrgId,
    account: AccountId,
    factor_key: &Secret<32>,
    row: &FactorRow,
) -> Result<OpenFactor, VaultError> {
    let place = rows::factor_place(account, row.id, row.kind);
    let record_key = record_key(factor_key, &rows::factor_slot(org, &place, FOR_FACTOR_KEY), &row.for_factor_key)?;
    opened(org, account, record_key, row)
}

fn opened(org: OrgId, account: AccountId, record_key: Secret<32>, row: &FactorRow) -> Result<OpenFactor, VaultError> {
    let place = rows::factor_place(account, row.id, row.kind);
    let seed = open(&record_key, &rows::factor_slot(org, &place, RECORD), &row.record)
        .map_err(VaultError::open("factor's record"))?;
    Ok(OpenFactor { seed, record_key })
}

/// Opens a factor's record for whoever has opened the vault.
///
/// # Errors
/// A row of another account or place, another root, a changed row.
pub fn open_factor_by_root(
    org: OrgId,
    account: AccountId,
    root: &Root,
    row: &FactorRow,
) -> Result<OpenFactor, VaultError> {
    let place = rows::factor_place(account, row.id, row.kind);
    let record_key = record_key(&root.key, &rows::factor_slot(org, &place, FOR_ROOT), &row.for_root)?;
    opened(org, account, record_key, row)
}

/// The factor's row with another record under the same record key: a passkey that was used counts on.
///
/// # Errors
/// A record above the size that there is room for; a failure inside OpenSSL.
pub fn reseal_factor(
    org: OrgId,
    account: AccountId,
    open: &OpenFactor,
    row: &FactorRow,
    record: &SecretBytes,
    random: &dyn Random,
) -> Result<FactorRow, VaultError> {
    let place = rows::factor_place(account, row.id, row.kind);
    let slot = rows::factor_slot(org, &place, RECORD);
    Ok(FactorRow { record: seal(&open.record_key, &slot, record.expose(), random)?, ..row.clone() })
}

fn record_key(key: &Secret<32>, slot: &RecordContext<'_>, wrapped: &[u8]) -> Result<Secret<32>, VaultError> {
    let octets = open(key, slot, wrapped).map_err(VaultError::open("factor's record key"))?;
    Secret::from_slice(octets.expose()).ok_or(VaultError::Length("factor's record key"))
}

/// The factor's row for another factor key, after a passphrase changed. The root opens the record key; the record itself
/// stays.
///
/// # Errors
/// A row of another account or place, another root, a changed row; a failure inside OpenSSL.
pub fn rewrap_for_factor_key(
    org: OrgId,
    account: AccountId,
    root: &Root,
    factor_key: &Secret<32>,
    row: &FactorRow,
    random: &dyn Random,
) -> Result<FactorRow, VaultError> {
    let place = rows::factor_place(account, row.id, row.kind);
    let record_key = record_key(&root.key, &rows::factor_slot(org, &place, FOR_ROOT), &row.for_root)?;
    let slot = rows::factor_slot(org, &place, FOR_FACTOR_KEY);
    Ok(FactorRow { for_factor_key: seal(factor_key, &slot, record_key.expose(), random)?, ..row.clone() })
}

/// The factor's row for another root.
pub(super) fn rewrap_for_root(
    org: OrgId,
    account: AccountId,
    old: &Root,
    new: &Root,
    row: &FactorRow,
    random: &dyn Random,
) -> Result<FactorRow, VaultError> {
    let place = rows::factor_place(account, row.id, row.kind);
    let slot = rows::factor_slot(org, &place, FOR_ROOT);
    let record_key = record_key(&old.key, &slot, &row.for_root)?;
    Ok(FactorRow { for_root: seal(&new.key, &slot, record_key.expose(), random)?, ..row.clone() })
}

/// A factor's row: its seed under a fresh record key, that key under the factor key and under the root.
///
/// # Errors
/// A seed above the size that a record holds; a failure inside OpenSSL.
pub fn new_factor(
    org: OrgId,
    account: AccountId,
    factor_key: &Secret<32>,
    root: &Root,
    kind: FactorKind,
    seed: &SecretBytes,
    random: &dyn Random,
) -> Result<FactorRow, VaultError> {
    let id = FactorId::random(random);
    let place = rows::factor_place(account, id, kind);
    let record_key = Secret::<32>::random(random);
    let sealed =
        |key: &Secret<32>, slot, plaintext: &[u8]| seal(key, &rows::factor_slot(org, &place, slot), plaintext, random);
    Ok(FactorRow {
        id,
        kind,
        for_factor_key: sealed(factor_key, FOR_FACTOR_KEY, record_key.expose())?,
        for_root: sealed(&root.key, FOR_ROOT, record_key.expose())?,
        record: sealed(&record_key, RECORD, seed.expose())?,
    })
}
