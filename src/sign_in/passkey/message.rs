//! What our script sends of what the browser gave it: JSON with its octets in base64url.

use super::rule::Rule;
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The whole message. The largest honest one, with an RSA key and a credential id of 1,023 octets, has under 8 KiB.
const LONGEST: usize = 16 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Made {
    pub(super) client: Octets,
    pub(super) attestation: Octets,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Got {
    pub(super) id: Octets,
    pub(super) client: Octets,
    pub(super) authenticator: Octets,
    pub(super) signature: Octets,
    pub(super) user: Octets,
}

pub(super) struct Octets(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Octets {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64URL_NOPAD.decode(text.as_bytes()).map(Self).map_err(serde::de::Error::custom)
    }
}

pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Rule> {
    Rule::Size.require(text.len() <= LONGEST)?;
    serde_json::from_str(text).map_err(|_| Rule::Message)
}
