//! The key that a person's files are sealed to: an X25519 key pair for each data seed, which follows from it and leads nowhere back.
//!
//! A person can take its private half away (`/account/identity`) and open with it what was sealed to them, without this service.

use crate::domain::Secret;
use crate::vault::derive::hkdf_expand;
use crate::vault::encode::lp;
use crate::vault::envelope::{EnvelopeError, KeyPair};
use crate::vault::labels;
use crate::vault::profile::Profile;

/// A person's key of one generation of their data seed, counted from 1.
#[derive(Debug)]
pub struct EnvelopeIdentity {
    pub generation: u32,
    pub pair: KeyPair,
}

/// `HKDF-Expand(D, lp(label))`, clamped.
///
/// # Errors
/// A failure inside OpenSSL.
pub fn pair_of(data_seed: &Secret<32>) -> Result<KeyPair, EnvelopeError> {
    let mut private = *hkdf_expand(data_seed, &lp(&[labels::ENVELOPE_IDENTITY.as_bytes()])).expose();
    // RFC 7748 §5: X25519 does this to every private key. Done here as well, so that a key has one spelling when it is exported.
    private[0] &= 248;
    private[31] = private[31] & 127 | 64;
    KeyPair::from_private(Secret::new(private))
}

/// All of a person's, newest first: files are sealed to the first, and each opens what was sealed to it.
///
/// # Errors
/// A failure inside OpenSSL.
pub fn of_profile(profile: &Profile) -> Result<Vec<EnvelopeIdentity>, EnvelopeError> {
    let generations = (1_u32..).zip(&profile.data_seeds);
    let mut all: Vec<EnvelopeIdentity> = generations
        .map(|(generation, seed)| Ok(EnvelopeIdentity { generation, pair: pair_of(seed)? }))
        .collect::<Result<_, EnvelopeError>>()?;
    all.reverse();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_generation_has_its_own_and_none_is_the_seed() {
        let (first, second) = (Secret::new([6; 32]), Secret::new([7; 32]));
        let (one, two) = (pair_of(&first).unwrap(), pair_of(&second).unwrap());
        assert_ne!(one.public, two.public);
        assert_eq!(one.public, pair_of(&first).unwrap().public);
        assert_ne!(one.private, first);
        let octets = one.private.expose();
        assert_eq!((octets[0] & 7, octets[31] & 192), (0, 64), "clamped");
        // Clamped or not, it is the same key to X25519.
        let raw = hkdf_expand(&first, &lp(&[labels::ENVELOPE_IDENTITY.as_bytes()]));
        assert_eq!(KeyPair::from_private(raw).unwrap().public, one.public);
    }
}
