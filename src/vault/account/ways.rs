//! Ways in that come, and what their coming changes: a way's own key pair, and the root sealed to it.

use super::rows::{self, RootSeal, WayRow};
use super::unlock::Root;
use super::{VaultError, way_context};
use crate::domain::{AccountId, OrgId, Random, WayId};
use crate::vault::envelope::{KeyPair, seal_to};
use crate::vault::harden::{Hardened, Way};
use crate::vault::profile::WayIn;
use crate::vault::seal::seal;
use crate::vault::stretch::Cost;
use time::Date;

/// What a way in is made from.
#[derive(Debug)]
pub struct NewWay<'a> {
    pub org: OrgId,
    pub account: AccountId,
    pub id: WayId,
    pub way: Way,
    /// Salt and cost with which the secret behind `hardened` was stretched.
    pub salt: [u8; 16],
    pub cost: Cost,
    /// `k_w` as the keeper wrapped it.
    pub wrapped_kw: Vec<u8>,
    /// What finds the row, of a way in that is not found by the account's handle.
    pub locator: Option<[u8; 32]>,
    /// The sealed share, of one that needs passphrase and passkey.
    pub share: Option<Vec<u8>>,
    /// The hardened secret; its keys are taken under [`way_context`].
    pub hardened: &'a Hardened,
    pub made_on: Date,
}

/// A way in with the root sealed to it, and what the profile has to say of it.
#[derive(Debug)]
pub struct MadeWay {
    pub row: WayRow,
    pub seal: RootSeal,
    pub known: WayIn,
}

/// Makes a way in with a key pair of its own. A changed passphrase is a new way in as well: whoever learnt the older one
/// and has an older row opens the root of that time and none that is started later.
///
/// # Errors
/// A failure inside OpenSSL.
pub fn new_way(input: NewWay<'_>, root: &Root, random: &dyn Random) -> Result<MadeWay, VaultError> {
    let NewWay { org, account, id, hardened, .. } = input;
    let context = way_context(org, account);
    let row = rows::way_place(account, id);
    let pair = KeyPair::generate(random).map_err(VaultError::envelope("way's key pair"))?;
    let way_key = hardened.way_key(&context);
    let sealed_private = seal(&way_key, &rows::way_private(org, &row), pair.private.expose(), random)?;
    let known = WayIn { id, public: pair.public, made_on: Some(input.made_on), kind: Some(input.way) };
    Ok(MadeWay {
        seal: seal_root(org, account, &known, root, random)?,
        known,
        row: WayRow {
            id,
            way: input.way,
            salt: input.salt,
            cost: input.cost,
            wrapped_kw: input.wrapped_kw,
            locator: input.locator,
            share: input.share,
            verifier: hardened.verifier(&context),
            sealed_private,
        },
    })
}

/// A root, sealed to a way in that the profile names.
pub(super) fn seal_root(
    org: OrgId,
    account: AccountId,
    way: &WayIn,
    root: &Root,
    random: &dyn Random,
) -> Result<RootSeal, VaultError> {
    let row = rows::way_place(account, way.id);
    let sealed = seal_to(&way.public, &rows::root_seal(org, &row, root.epoch), root.key.expose(), random)
        .map_err(VaultError::envelope("root seal"))?;
    Ok(RootSeal { way: way.id, root_epoch: root.epoch, sealed })
}
