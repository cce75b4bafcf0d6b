//! A way in that needs a passphrase and a passkey: what the passphrase gives and what the passkey's PRF opens, together.
//!
//! ```text
//! share key = X25519 private key SHA-256(lp("senza/1/passkey/share-key", prf, key half))     of the passkey, for good
//! share     = 32 random octets of this way in, sealed to the share key's public half
//! s         = SHA-256(lp("senza/1/both/secret", x, share))                                   x is the stretched passphrase
//! way's id  = first 16 octets of SHA-256(lp("senza/1/both/way", factor id, salt))            the salt of the stretch
//! ```
//!
//! The public half lies under the root, in the passkey's record. So another passphrase, or another identifier, makes new ways in
//! for all of a person's passkeys while one of them is at hand; and whoever once opened the root knows no more of the next share
//! than anybody. Nothing in a row tells whether a passphrase is right: that shows with the share alone.

use crate::domain::{AccountId, FactorId, OrgId, Random, Secret, WayId};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::envelope::{EnvelopeError, KeyPair, open_from, seal_to};
use crate::vault::labels;
use crate::vault::passkey::UserHandle;
use crate::vault::seal::RecordContext;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Which way in is of this passkey, while the passphrase is stretched with this salt. A row of an older passphrase has another id,
/// which the profile does not name any more.
pub fn way_id(factor: FactorId, salt: &[u8; 16]) -> WayId {
    let digest = sha256(&lp(&[labels::BOTH_WAY.as_bytes(), factor.as_bytes(), salt]));
    let mut id = [0; 16];
    id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    WayId(Uuid::from_bytes(id))
}

/// The passkey's key pair, to whose public half shares are sealed.
///
/// # Errors
/// A failure inside OpenSSL.
pub fn share_key(prf: &Secret<32>, user: &UserHandle) -> Result<KeyPair, EnvelopeError> {
    let parts = [labels::PASSKEY_SHARE_KEY.as_bytes(), prf.expose(), user.key_half()];
    KeyPair::from_private(Secret::new(sha256(&Zeroizing::new(lp(&parts)))))
}

/// A fresh share, for a way in.
pub struct Share {
    pub share: Secret<32>,
    /// As it lies in the way's row.
    pub sealed: Vec<u8>,
}

impl Share {
    /// # Errors
    /// A public key that nobody can have the private half of; a failure inside OpenSSL.
    pub fn new(
        org: OrgId,
        account: AccountId,
        way: WayId,
        public: &[u8; 32],
        random: &dyn Random,
    ) -> Result<Self, EnvelopeError> {
        let share = Secret::random(random);
        let row = place(account, way);
        let sealed = seal_to(public, &context(org, &row), share.expose(), random)?;
        Ok(Self { share, sealed })
    }
}

/// The share of a way in's row. `None` where it was sealed to another passkey, or for another place.
pub fn open_share(org: OrgId, account: AccountId, way: WayId, key: &KeyPair, sealed: &[u8]) -> Option<Secret<32>> {
    let row = place(account, way);
    let share = open_from(key, &context(org, &row), sealed).ok()?;
    Secret::from_slice(share.expose())
}

/// In the place of a stretched passphrase.
pub fn secret(stretched: &Secret<32>, share: &Secret<32>) -> Secret<32> {
    let parts = [labels::BOTH_SECRET.as_bytes(), stretched.expose(), share.expose()];
    Secret::new(sha256(&Zeroizing::new(lp(&parts))))
}

fn place(account: AccountId, way: WayId) -> Vec<u8> {
    lp(&[account.as_bytes(), way.as_bytes()])
}

fn context(org: OrgId, row: &[u8]) -> RecordContext<'_> {
    RecordContext { org, table: "ways", row, slot: "share", version: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::vault::passkey::USER_HANDLE;

    fn key(prf: u8, key_half: u8, locator_half: u8) -> KeyPair {
        let mut octets = [key_half; USER_HANDLE];
        octets[32..].fill(locator_half);
        share_key(&Secret::new([prf; 32]), &UserHandle::new(Secret::new(octets))).unwrap()
    }

    fn id(octet: u8) -> Uuid {
        Uuid::from_bytes([octet; 16])
    }

    // Threat: with the passphrase and everything but the authenticator, or with the authenticator alone, a way in follows.
    #[test]
    fn passphrase_prf_and_handle_are_all_needed() {
        let (org, account, way) = (OrgId(id(1)), AccountId(id(2)), WayId(id(3)));
        let made = Share::new(org, account, way, &key(1, 2, 3).public, &SystemRandom).unwrap();
        let opened = |pair: &KeyPair| open_share(org, account, way, pair, &made.sealed);
        let share = opened(&key(1, 2, 3)).unwrap();
        assert!(share == made.share && opened(&key(1, 2, 9)).is_some(), "the other half finds rows of another kind");
        assert!(opened(&key(9, 2, 3)).is_none() && opened(&key(1, 9, 3)).is_none());
        let s = |x: u8, share: &Secret<32>| secret(&Secret::new([x; 32]), share);
        assert!(s(7, &share) == s(7, &made.share) && s(7, &share) != s(8, &share));
        assert!(s(7, &share) != s(7, &Secret::new([0; 32])));
    }

    #[test]
    fn each_passkey_and_salt_has_a_way_in_of_its_own() {
        let way = |factor, salt| way_id(FactorId(id(factor)), &[salt; 16]);
        assert_eq!(way(1, 2), way(1, 2));
        assert!(way(1, 2) != way(1, 3) && way(1, 2) != way(2, 2) && way(1, 2).0 != id(1));
    }

    // Threat: a share is moved to another way in, account or organisation by whoever writes to the database.
    #[test]
    fn a_share_opens_in_its_own_place_alone() {
        let (org, account, way) = (OrgId(id(1)), AccountId(id(2)), WayId(id(3)));
        let pair = key(1, 2, 3);
        let made = Share::new(org, account, way, &pair.public, &SystemRandom).unwrap();
        let at = |org, account, way| open_share(org, account, way, &pair, &made.sealed).is_some();
        assert!(at(org, account, way));
        assert!(!at(OrgId(id(9)), account, way) && !at(org, AccountId(id(9)), way) && !at(org, account, WayId(id(9))));
        let again = Share::new(org, account, way, &pair.public, &SystemRandom).unwrap();
        assert!(again.share != made.share, "each way in has a share of its own");
    }
}
