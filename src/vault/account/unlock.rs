//! From a way key to the root, and from the root to the profile.

use super::VaultError;
use super::rows::{self, ProfileRow, RootSeal, WayRow};
use crate::domain::{AccountId, OrgId, Random, Secret};
use crate::vault::envelope::{KeyPair, open_from};
use crate::vault::profile::Profile;
use crate::vault::seal::{open, seal};

/// An account's root of one epoch.
#[derive(Debug)]
pub struct Root {
    pub epoch: u32,
    pub key: Secret<32>,
}

/// Way key → the way's private key → the root sealed to it.
///
/// # Errors
/// Rows of another account, way or place; another way key; changed rows.
pub fn unlock(
    org: OrgId,
    account: AccountId,
    way_key: &Secret<32>,
    way: &WayRow,
    seal: &RootSeal,
) -> Result<Root, VaultError> {
    if seal.way != way.id {
        return Err(VaultError::OtherWay);
    }
    let row = rows::way_place(account, way.id);
    let private = open(way_key, &rows::way_private(org, &row), &way.sealed_private)
        .map_err(VaultError::open("way's private key"))?;
    let private = Secret::from_slice(private.expose()).ok_or(VaultError::Length("way's private key"))?;
    let pair = KeyPair::from_private(private).map_err(VaultError::envelope("way's private key"))?;
    let key = open_from(&pair, &rows::root_seal(org, &row, seal.root_epoch), &seal.sealed)
        .map_err(VaultError::envelope("root seal"))?;
    let key = Secret::from_slice(key.expose()).ok_or(VaultError::Length("root"))?;
    Ok(Root { epoch: seal.root_epoch, key })
}

/// Opens the profile of this root's epoch.
///
/// # Errors
/// A profile of another epoch, account or version; a changed row; an encoding this program does not know.
pub fn open_profile(org: OrgId, account: AccountId, root: &Root, row: &ProfileRow) -> Result<Profile, VaultError> {
    if row.root_epoch != root.epoch {
        return Err(VaultError::RootEpoch { record: "profile", found: row.root_epoch, expected: root.epoch });
    }
    let place = rows::profile_place(account, row.root_epoch);
    let octets =
        open(&root.key, &rows::profile(org, &place, row.version), &row.sealed).map_err(VaultError::open("profile"))?;
    Ok(Profile::decode(&octets)?)
}

/// Seals the profile as its next version. The caller's write must move the row from the version before to this one.
///
/// # Errors
/// A profile above the size that a record holds; a failure inside OpenSSL.
pub fn seal_profile(
    org: OrgId,
    account: AccountId,
    root: &Root,
    version: u64,
    profile: &Profile,
    random: &dyn Random,
) -> Result<ProfileRow, VaultError> {
    let place = rows::profile_place(account, root.epoch);
    let sealed = seal(&root.key, &rows::profile(org, &place, version), profile.encode().expose(), random)?;
    Ok(ProfileRow { root_epoch: root.epoch, version, sealed })
}
