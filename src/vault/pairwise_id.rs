//! The identifier that one service provider knows a person by, and no other.

use crate::domain::Secret;
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use data_encoding::BASE32_NOPAD;

/// A person's pairwise identifier for a sector (an entityID, or what an operator sets for several), with the identity
/// provider's scope: `base32lower(HMAC-SHA256(I, lp(label ‖ sector))) @ scope`, 52 characters before the `@`. Lower case
/// throughout: SAML subject identifiers are compared without regard to case (SAML V2.0 Subject Identifier Attributes
/// Profile §3.4).
pub fn pairwise_id(identity_seed: &Secret<32>, sector: &str, scope: &str) -> String {
    let octets = hmac_sha256(identity_seed, &lp(&[labels::PAIRWISE.as_bytes(), sector.as_bytes()]));
    format!("{}@{scope}", BASE32_NOPAD.encode(&octets).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differs_by_sector_and_person() {
        let (ada, bob) = (Secret::new([7; 32]), Secret::new([9; 32]));
        let id = pairwise_id(&ada, "https://sp.example/saml", "idp.example");
        assert_eq!(id, pairwise_id(&ada, "https://sp.example/saml", "idp.example"));
        assert_ne!(id, pairwise_id(&ada, "https://sp.example/samk", "idp.example"));
        assert_ne!(id, pairwise_id(&bob, "https://sp.example/saml", "idp.example"));
        let (local, scope) = id.split_once('@').unwrap();
        assert_eq!((local.len(), scope), (52, "idp.example"));
        assert!(local.bytes().all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit()));
    }
}
