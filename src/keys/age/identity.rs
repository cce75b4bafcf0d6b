//! Who opens a file: the private half of an X25519 key, in age's own spelling, and the file that people keep it in.

use crate::domain::{Secret, SecretText};
use crate::keys::age::error::KeyError;
use crate::keys::age::recipient::{Recipient, octets};
use crate::vault::KeyPair;
use bech32::{Bech32, Hrp};
use std::fmt;
use std::str::FromStr;
use zeroize::Zeroizing;

const HRP: Hrp = Hrp::parse_unchecked("AGE-SECRET-KEY-");
const PREFIX: &str = "AGE-SECRET-KEY-1";
/// Characters of the prefix, of 256 bits in fives, and of the checksum.
const LENGTH: usize = PREFIX.len() + 52 + 6;
/// As many as there are lines in a file of 64 KiB, which is the longest that is read: a person's own file has one for each time that they were given new
/// keys. Each costs a key agreement for every recipient of a file.
const MOST: usize = 64 * 1024 / (LENGTH + 1);

/// "The identity … encoded as Bech32 with HRP `AGE-SECRET-KEY-`". Prints as `[redacted]`.
pub struct Identity(KeyPair);

impl From<KeyPair> for Identity {
    fn from(pair: KeyPair) -> Self {
        Self(pair)
    }
}

impl Identity {
    pub fn recipient(&self) -> Recipient {
        Recipient::new(self.0.public)
    }

    pub(super) fn private(&self) -> &Secret<32> {
        &self.0.private
    }

    /// `AGE-SECRET-KEY-1…`, for the one file that it belongs into.
    pub fn text(&self) -> SecretText {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH));
        // It fails for a text that is too long alone, and this one has its length.
        let _ = bech32::encode_upper_to_fmt::<Bech32, _>(&mut *text, HRP, self.0.private.expose());
        SecretText::new(std::mem::take(&mut *text))
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl FromStr for Identity {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        if text.starts_with("AGE-PLUGIN-") || text.starts_with("AGE-SECRET-KEY-PQ-1") {
            return Err(KeyError::Kind);
        }
        if !text.starts_with(PREFIX) {
            return Err(KeyError::Identity);
        }
        let private = Secret::new(octets(text, KeyError::Identity)?);
        KeyPair::from_private(private).map(Self).map_err(|_| KeyError::Identity)
    }
}

/// The identities in a file as the age tool writes and reads it: one a line; empty lines and those that begin with `#` aside.
///
/// # Errors
/// [`KeyError::Line`] for a line that is neither, without a word of what it says.
pub fn identities_in(text: &str) -> Result<Vec<Identity>, KeyError> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if all.len() == MOST {
            return Err(KeyError::TooMany(MOST));
        }
        all.push(line.parse().map_err(|_| KeyError::Line(number + 1))?);
    }
    if all.is_empty() { Err(KeyError::NoIdentity) } else { Ok(all) }
}
