//! What our script sends of what the browser gave it: JSON with its octets in base64url.

use super::rule::Rule;
use crate::domain::Secret;
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

/// The whole message of a passkey that is made, and of one that is used, which strangers send. The largest honest ones, with an
/// RSA key or signature and a credential id of 1,023 octets, have under 8 and under 5 KiB.
pub(super) const LONGEST_MADE: usize = 16 * 1024;
pub(super) const LONGEST_GOT: usize = 6 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    pub(super) client: Octets,
    pub(super) attestation: Octets,
    /// What follows from the PRF, of a passkey that is to open an account alone.
    #[serde(default)]
    pub(super) prf: Option<Octets>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Got {
    pub(super) id: Octets,
    pub(super) client: Octets,
    pub(super) authenticator: Octets,
    pub(super) signature: Octets,
    pub(super) user: Octets,
    #[serde(default)]
    pub(super) prf: Option<Octets>,
}

/// Wiped after: it may be a secret.
pub(super) struct Octets(pub(super) Zeroizing<Vec<u8>>);

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        BASE64URL_NOPAD
            .decode(text.as_bytes())
            .map(|octets| Self(Zeroizing::new(octets)))
            .map_err(serde::de::Error::custom)
    }
}

/// What follows from the PRF: 32 octets.
pub(super) fn secret(given: Option<&Octets>) -> Result<Secret<32>, Rule> {
    given.and_then(|octets| Secret::from_slice(&octets.0)).ok_or(Rule::Secret)
}

pub(super) fn read<T: DeserializeOwned>(text: &str, longest: usize) -> Result<T, Rule> {
    Rule::Size.require(text.len() <= longest)?;
    serde_json::from_str(text).map_err(|_| Rule::Message)
}
