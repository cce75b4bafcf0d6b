//! Enrolment: a new account's vault, from its first way in and second factor.

use super::factor::new_factor;
use super::rows::{FactorKind, FactorRow, ProfileRow, RootSeal, WayRow};
use super::unlock::{Root, seal_profile};
use super::ways::{MadeWay, NewWay, new_way};
use super::{VaultError, way_context};
use crate::domain::{Attribute, Random, Secret, SecretBytes, SecretText};
use crate::vault::profile::{KeyringNote, LimitsNote, Profile};

/// What enrolment starts from.
#[derive(Debug)]
pub struct Enrolment<'a> {
    /// The first way in.
    pub way: NewWay<'a>,
    /// What the person signs in with.
    pub identifier: SecretText,
    pub totp_seed: &'a SecretBytes,
    /// The inbox's private key, made when the account was invited.
    pub inbox_private: Secret<32>,
    /// What the person says of themselves; may be empty.
    pub attributes: Vec<Attribute>,
    /// Of somebody who is to keep the names by which applications know them; else a fresh one is made.
    pub identity_seed: Option<Secret<32>>,
    /// The root's epoch and the profile's version: 1, or above those of the vault whose place this one takes.
    pub root_epoch: u32,
    pub profile_version: u64,
}

/// The rows of a new vault. Nothing in it is secret.
#[derive(Debug)]
pub struct NewVault {
    pub way: WayRow,
    pub root_seal: RootSeal,
    pub factor: FactorRow,
    pub profile: ProfileRow,
}

/// Makes a vault: the way's key pair, a root sealed to it, the TOTP factor, and a profile with a fresh data seed, whatever
/// becomes of the identity.
///
/// # Errors
/// A profile or seed above the size that a record holds; a failure inside OpenSSL.
pub fn enrol(input: Enrolment<'_>, random: &dyn Random) -> Result<NewVault, VaultError> {
    let (org, account) = (input.way.org, input.way.account);
    let factor_key = input.way.hardened.factor_key(&way_context(org, account));
    let root = Root { epoch: input.root_epoch, key: Secret::random(random) };
    let MadeWay { row, seal, known } = new_way(input.way, &root, random)?;
    let factor = new_factor(org, account, &factor_key, &root, FactorKind::Totp, input.totp_seed, random)?;
    let profile = Profile {
        attributes: input.attributes,
        ways: vec![known],
        identifier: input.identifier,
        identity_seed: input.identity_seed.unwrap_or_else(|| Secret::random(random)),
        data_seeds: vec![Secret::random(random)],
        grant_sequence: 0,
        granted: Vec::new(),
        inbox_private: input.inbox_private,
        keyring: KeyringNote::default(),
        limits: LimitsNote::default(),
        devices: Vec::new(),
        factors: vec![factor.id],
        consents: Vec::new(),
    };
    let profile = seal_profile(org, account, &root, input.profile_version, &profile, random)?;
    Ok(NewVault { way: row, root_seal: seal, factor, profile })
}
