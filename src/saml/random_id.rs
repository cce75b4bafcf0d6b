//! Identifiers of messages and assertions, and transient names.

use crate::domain::random::{self, Random};
use data_encoding::HEXLOWER;

/// A fresh XML ID: `_` and 160 random bits in hexadecimal.
///
/// SAML core §1.3.4: the probability of two equal ids MUST be at most 2^-128 and SHOULD be at most 2^-160.
pub fn message_id(random: &dyn Random) -> String {
    let octets: [u8; 20] = random::octets(random);
    format!("_{}", HEXLOWER.encode(&octets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    #[test]
    fn is_an_ncname_and_fresh() {
        let id = message_id(&SystemRandom);
        assert_eq!(id.len(), 41);
        assert!(crate::saml::xml::is_ncname(&id));
        assert_ne!(id, message_id(&SystemRandom));
    }
}
