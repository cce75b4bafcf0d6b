//! The Ed25519 key that signs audit heads. It follows from the audit key under a label of its own: whoever has that key can
//! write any chain anyway, and two keys that must be kept, moved and destroyed together are one too many.

use crate::domain::Secret;
use crate::vault::AuditHeadsKey;
use crate::vault::audit_heads::message;
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use openssl::error::ErrorStack;
use openssl::pkey::{Id, PKey, Private};
use openssl::sign::Signer;

pub(super) fn sign(audit: &Secret<32>, digest: &[u8; 32]) -> Result<[u8; 64], ErrorStack> {
    let (key, mut signature) = (private(audit)?, [0; 64]);
    Signer::new_without_digest(&key)?.sign_oneshot(&mut signature, &message(digest))?;
    Ok(signature)
}

pub(super) fn public(audit: &Secret<32>) -> Result<AuditHeadsKey, ErrorStack> {
    let mut octets = [0; 32];
    octets.iter_mut().zip(private(audit)?.raw_public_key()?).for_each(|(to, from)| *to = from);
    Ok(AuditHeadsKey(octets))
}

fn private(audit: &Secret<32>) -> Result<PKey<Private>, ErrorStack> {
    let seed = Secret::new(hmac_sha256(audit, &lp(&[labels::KEEPER_AUDIT_HEADS_KEY.as_bytes()])));
    PKey::private_key_from_raw_bytes(seed.expose(), Id::ED25519)
}
