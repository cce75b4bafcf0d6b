//! Enrolment: a new account's vault, from its first way in and second factor.

use super::factor::new_factor;
use super::rows::{self, FactorKind, FactorRow, ProfileRow, RootSeal, WayRow};
use super::unlock::{Root, seal_profile};
use super::{VaultError, way_context};
use crate::domain::{AccountId, Attribute, OrgId, Random, Secret, SecretBytes, WayId};
use crate::vault::envelope::{KeyPair, seal_to};
use crate::vault::harden::{Hardened, Way};
use crate::vault::profile::Profile;
use crate::vault::seal::seal;
use crate::vault::stretch::Cost;

/// What enrolment starts from.
#[derive(Debug)]
pub struct Enrolment<'a> {
    pub org: OrgId,
    pub account: AccountId,
    pub way_id: WayId,
    pub way: Way,
    /// Salt and cost with which the secret behind `hardened` was stretched.
    pub salt: [u8; 16],
    pub cost: Cost,
    /// `k_w` as the keeper wrapped it.
    pub wrapped_kw: Vec<u8>,
    /// The hardened secret; its keys are taken under [`way_context`].
    pub hardened: &'a Hardened,
    pub totp_seed: &'a SecretBytes,
    /// The inbox's private key, made when the account was invited.
    pub inbox_private: Secret<32>,
    /// What the person says of themselves; may be empty.
    pub attributes: Vec<Attribute>,
}

/// The rows of a new vault. Nothing in it is secret.
#[derive(Debug)]
pub struct NewVault {
    pub way: WayRow,
    pub root_seal: RootSeal,
    pub factor: FactorRow,
    pub profile: ProfileRow,
}

/// Makes a vault: the way's key pair, a root of epoch 1 sealed to it, the TOTP factor, and a profile of version 1 with
/// fresh identity and data seeds.
///
/// # Errors
/// A profile or seed above the size that a record holds; a failure inside OpenSSL.
pub fn enrol(input: Enrolment<'_>, random: &dyn Random) -> Result<NewVault, VaultError> {
    let Enrolment { org, account, way_id, hardened, .. } = input;
    let context = way_context(org, account);
    let row = rows::way_place(account, way_id);

    let pair = KeyPair::generate(random).map_err(VaultError::envelope("way's key pair"))?;
    let way_key = hardened.way_key(&context);
    let sealed_private = seal(&way_key, &rows::way_private(org, &row), pair.private.expose(), random)?;

    let root = Root { epoch: 1, key: Secret::random(random) };
    let sealed_root = seal_to(&pair.public, &rows::root_seal(org, &row, root.epoch), root.key.expose(), random)
        .map_err(VaultError::envelope("root seal"))?;

    let factor =
        new_factor(org, account, &hardened.factor_key(&context), &root, FactorKind::Totp, input.totp_seed, random)?;
    let profile = Profile {
        attributes: input.attributes,
        ways: vec![(way_id, pair.public)],
        identity_seed: Secret::random(random),
        data_seeds: vec![Secret::random(random)],
        grant_sequence: 0,
        granted: Vec::new(),
        inbox_private: input.inbox_private,
    };
    Ok(NewVault {
        way: WayRow {
            id: way_id,
            way: input.way,
            salt: input.salt,
            cost: input.cost,
            wrapped_kw: input.wrapped_kw,
            verifier: hardened.verifier(&context),
            sealed_private,
        },
        root_seal: RootSeal { way: way_id, root_epoch: root.epoch, sealed: sealed_root },
        factor,
        profile: seal_profile(org, account, &root, 1, &profile, random)?,
    })
}
