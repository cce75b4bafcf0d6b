//! A new root and a new data seed, after a way in was taken away: what it could open, it opens no more of what comes.

use super::VaultError;
use super::factor::rewrap_for_root;
use super::rows::{FactorRow, RootSeal};
use super::unlock::Root;
use super::ways::seal_root;
use crate::domain::{AccountId, OrgId, Random, Secret};
use crate::vault::profile::Profile;

/// What a new root brings with it.
#[derive(Debug)]
pub struct Renewed {
    pub root: Root,
    /// One for each way in that the profile names.
    pub seals: Vec<RootSeal>,
    /// The factors with their record keys under the new root.
    pub factors: Vec<FactorRow>,
}

/// Starts the root of the next epoch, seals it to each way in that the profile names, and adds a data seed to the profile,
/// whose elders stay for reading what they sealed. The identity seed stays as it is.
///
/// # Errors
/// A factor's row that does not open under the old root; a failure inside OpenSSL.
pub fn renew(
    org: OrgId,
    account: AccountId,
    old: &Root,
    profile: &mut Profile,
    factors: &[FactorRow],
    random: &dyn Random,
) -> Result<Renewed, VaultError> {
    let root = Root { epoch: old.epoch.saturating_add(1), key: Secret::random(random) };
    let seals = profile.ways.iter().map(|way| seal_root(org, account, way, &root, random)).collect::<Result<_, _>>()?;
    let factors =
        factors.iter().map(|row| rewrap_for_root(org, account, old, &root, row, random)).collect::<Result<_, _>>()?;
    profile.data_seeds.push(Secret::random(random));
    Ok(Renewed { root, seals, factors })
}
