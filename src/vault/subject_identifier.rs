//! The identifiers that service providers know a person by, all from the identity seed, each under its own label: those
//! made for one service provider lead to no other, and none leads to another kind.

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
    format!("{}@{scope}", unique(identity_seed, &[labels::PAIRWISE, sector]))
}

/// A person's persistent NameID for one service provider: 52 characters, opaque, unlinkable to its pairwise id.
pub fn persistent_name_id(identity_seed: &Secret<32>, service_provider: &str) -> String {
    unique(identity_seed, &[labels::PERSISTENT_NAME_ID, service_provider])
}

/// The identifier that a person has towards all that get it, with the identity provider's scope, in the form of
/// [`pairwise_id`].
pub fn subject_id(identity_seed: &Secret<32>, scope: &str) -> String {
    format!("{}@{scope}", unique(identity_seed, &[labels::SUBJECT_ID]))
}

fn unique(identity_seed: &Secret<32>, parts: &[&str]) -> String {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    BASE32_NOPAD.encode(&hmac_sha256(identity_seed, &lp(&parts))).to_ascii_lowercase()
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

    #[test]
    fn the_kinds_have_nothing_in_common() {
        let ada = Secret::new([7; 32]);
        let sp = "https://sp.example/saml";
        let local = |id: String| id.split('@').next().unwrap().to_owned();
        let all = [
            local(pairwise_id(&ada, sp, "idp.example")),
            persistent_name_id(&ada, sp),
            persistent_name_id(&ada, "https://other.example/saml"),
            local(subject_id(&ada, "idp.example")),
            local(subject_id(&Secret::new([9; 32]), "idp.example")),
        ];
        assert_eq!(all.iter().collect::<std::collections::HashSet<_>>().len(), all.len());
        assert_eq!(persistent_name_id(&ada, sp), all[1]);
        // SAML core §8.3.7: "values MUST NOT exceed a length of 256 characters".
        assert!(all.iter().all(|id| id.len() == 52));
    }
}
