//! What the keeper signs, and how anyone who has its public key checks it.

use crate::vault::encode::lp;
use crate::vault::labels;
use openssl::pkey::{Id, PKey};
use openssl::sign::Verifier;

/// The keeper's public Ed25519 key for grants (RFC 8032), raw octets. It comes from the keeper, never from a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantKey(pub [u8; 32]);

impl GrantKey {
    /// Whether `signature` is the keeper's over this digest. A key that is no key verifies nothing.
    pub fn verify(&self, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        verify(&self.0, &message(digest), signature)
    }
}

/// Whether an Ed25519 signature is right; a key that is no key verifies nothing.
pub(super) fn verify(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    let verify = || {
        let key = PKey::public_key_from_raw_bytes(key, Id::ED25519)?;
        Verifier::new_without_digest(&key)?.verify_oneshot(signature, message)
    };
    verify().unwrap_or(false)
}

/// The octets under a grant's signature: `lp(label ‖ digest)`.
pub(crate) fn message(digest: &[u8; 32]) -> Vec<u8> {
    lp(&[labels::GRANT.as_bytes(), digest])
}

#[cfg(test)]
mod tests {
    use crate::vault::testing::SigningKey;

    #[test]
    fn verifies_its_own_signatures_over_the_same_digest_only() {
        let (key, other) = (SigningKey::new(1), SigningKey::new(2));
        let signature = key.sign(&[7; 32]);
        assert!(key.public().verify(&[7; 32], &signature));
        assert!(!key.public().verify(&[8; 32], &signature));
        assert!(!other.public().verify(&[7; 32], &signature));
        for bit in 0..512 {
            let mut changed = signature;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.public().verify(&[7; 32], &changed), "bit {bit}");
        }
    }
}
