//! The signature over exported audit heads, and how anyone who has the keeper's public key for it checks one.

use crate::vault::encode::lp;
use crate::vault::grant::verify;
use crate::vault::labels;

/// The keeper's public Ed25519 key for audit heads (RFC 8032), raw octets: another key than that of grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHeadsKey(pub [u8; 32]);

impl AuditHeadsKey {
    /// Whether `signature` is the keeper's over this digest. A key that is no key verifies nothing.
    pub fn verify(&self, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        verify(&self.0, &message(digest), signature)
    }
}

/// The octets under the signature: `lp(label ‖ digest)`.
pub(crate) fn message(digest: &[u8; 32]) -> Vec<u8> {
    lp(&[labels::AUDIT_HEADS.as_bytes(), digest])
}
