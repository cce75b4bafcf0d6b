//! The keys that a person's envelopes are sealed to: they follow from the data seed, generation by generation, so that a way in
//! that was taken away opens none that is sealed afterwards.

use crate::domain::Secret;
use crate::vault::derive::hkdf_expand;
use crate::vault::encode::lp;
use crate::vault::envelope::{EnvelopeError, KeyPair};
use crate::vault::envelope_identity::{EnvelopeIdentity, of_profile};
use crate::vault::labels;
use crate::vault::profile::Profile;

/// The pairs of one generation: one for files, which the person may take to other programs, and one for what this service tells of
/// them, which stays here: whoever is given the first learns of no envelope by it.
#[derive(Debug)]
pub struct EnvelopePairs {
    pub generation: u32,
    /// X25519, as age has it.
    pub files: KeyPair,
    pub slips: KeyPair,
}

/// The pairs of every generation, newest first.
///
/// # Errors
/// A failure inside OpenSSL.
pub fn pairs(profile: &Profile) -> Result<Vec<EnvelopePairs>, EnvelopeError> {
    let slips = profile.data_seeds.iter().rev().map(slips_of);
    let with = |(EnvelopeIdentity { generation, pair }, slips): (EnvelopeIdentity, Result<KeyPair, EnvelopeError>)| {
        Ok(EnvelopePairs { generation, files: pair, slips: slips? })
    };
    of_profile(profile)?.into_iter().zip(slips).map(with).collect()
}

/// `HKDF-Expand(D, lp(label))`.
///
/// # Errors
/// A failure inside OpenSSL.
pub fn slips_of(data_seed: &Secret<32>) -> Result<KeyPair, EnvelopeError> {
    KeyPair::from_private(hkdf_expand(data_seed, &lp(&[labels::ENVELOPE_SLIPS.as_bytes()])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::envelope_identity::pair_of;

    #[test]
    fn the_slips_key_is_each_seed_s_own_and_not_the_file_s() {
        let (one, two) = (Secret::new([1; 32]), Secret::new([2; 32]));
        let all = [slips_of(&one), slips_of(&two), pair_of(&one), pair_of(&two)].map(|pair| pair.unwrap().public);
        assert_eq!(all.into_iter().collect::<std::collections::HashSet<_>>().len(), 4);
        assert_eq!(slips_of(&one).unwrap().public, all[0]);
    }
}
