//! Whom a file is sealed to: the public half of an X25519 key, in age's own spelling.

use crate::keys::age::error::KeyError;
use bech32::primitives::decode::CheckedHrpstring;
use bech32::{Bech32, Hrp};
use std::fmt;
use std::str::FromStr;

const HRP: Hrp = Hrp::parse_unchecked("age");

/// "The recipient is encoded as Bech32 with HRP `age`."
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Recipient([u8; 32]);

impl Recipient {
    /// A public key as in RFC 7748 §6.1.
    pub fn new(public: [u8; 32]) -> Self {
        Self(public)
    }

    pub fn public(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        bech32::encode_lower_to_fmt::<Bech32, _>(f, HRP, &self.0).map_err(|_| fmt::Error)
    }
}

impl FromStr for Recipient {
    type Err = KeyError;

    /// `age1…` in lower case, as every program writes it: one key has one spelling.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        if !text.starts_with("age1") {
            return Err(KeyError::Recipient);
        }
        // Post-quantum keys, keys in hardware and plugins' keys: `age1pq1…`, `age1tag1…`, `age1yubikey1…`.
        if text.rfind('1') != Some(3) {
            return Err(KeyError::Kind);
        }
        octets(text, KeyError::Recipient).map(Self)
    }
}

/// The 32 octets of a Bech32 text whose human-readable part was looked at.
pub(super) fn octets(text: &str, otherwise: KeyError) -> Result<[u8; 32], KeyError> {
    // BIP 173: "Decoders MUST NOT accept strings where some characters are uppercase and some are lowercase".
    let checked = CheckedHrpstring::new::<Bech32>(text).map_err(|_| match text.is_ascii() && text.len() < 90 {
        true => KeyError::Checksum,
        false => otherwise,
    })?;
    let mut octets = checked.byte_iter();
    let mut key = [0; 32];
    for place in &mut key {
        *place = octets.next().ok_or(otherwise)?;
    }
    // "Any incomplete group at the end MUST be 4 bits or less, MUST be all zeroes": 52 characters are 260 bits.
    let last = checked.fe32_iter().last().map_or(0, bech32::Fe32::to_u8);
    if octets.next().is_some() || last & 0x0f != 0 {
        return Err(otherwise);
    }
    Ok(key)
}
