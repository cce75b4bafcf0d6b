//! Octets and text that are wiped when dropped, print as `[redacted]`, compare in constant time, and are never
//! cloned by accident.

use crate::domain::random::{self, Random};
use std::fmt;
use std::io::{self, Write};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// A secret of fixed length: a key, a PRK, a stretched passphrase.
pub struct Secret<const N: usize>([u8; N]);

impl<const N: usize> Secret<N> {
    pub fn new(octets: [u8; N]) -> Self {
        Self(octets)
    }

    /// A fresh random secret.
    pub fn random(random: &dyn Random) -> Self {
        Self(random::octets(random))
    }

    /// `None` unless the slice has exactly `N` octets.
    pub fn from_slice(octets: &[u8]) -> Option<Self> {
        octets.try_into().ok().map(Self)
    }

    /// Reads the secret. Named so that a reviewer can search for each place that does.
    pub fn expose(&self) -> &[u8; N] {
        &self.0
    }

    /// A second copy, where one is really meant.
    pub fn duplicate(&self) -> Self {
        Self(self.0)
    }
}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

/// A secret of any length: an opened record, an encoded private key.
pub struct SecretBytes(Vec<u8>);

impl SecretBytes {
    pub fn new(octets: Vec<u8>) -> Self {
        Self(octets)
    }

    /// The room beyond the octets as well, in which others may have been. Each at once: `Vec` wipes octet by octet, which takes
    /// microseconds for a page.
    fn wipe(&mut self) {
        self.0.spare_capacity_mut().zeroize();
        self.0.as_mut_slice().zeroize();
    }

    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

/// Secret text as a person typed it: a passphrase, a one-time code, an enrolment token.
#[derive(Default)]
pub struct SecretText(String);

impl SecretText {
    pub fn new(text: String) -> Self {
        Self(text)
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Gathers characters; they are counted first, so that the text never grows and leaves no copy behind.
    pub(super) fn gather(chars: impl Iterator<Item = char> + Clone) -> Self {
        let mut text = Self(String::with_capacity(chars.clone().map(char::len_utf8).sum()));
        text.0.extend(chars);
        text
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> serde::Deserialize<'de> for SecretText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// A record as JSON, for sealing. It is written twice, the first time only to be counted: the buffer has its whole room
/// from the start, so that it never grows and leaves no copy behind.
///
/// # Errors
/// The record cannot be written as JSON.
pub fn sealed_json<T: serde::Serialize>(record: &T) -> Result<SecretBytes, serde_json::Error> {
    let mut counted = Counted(0);
    serde_json::to_writer(&mut counted, record)?;
    let mut octets = Zeroizing::new(Vec::with_capacity(counted.0));
    serde_json::to_writer(&mut *octets, record)?;
    Ok(SecretBytes(std::mem::take(&mut *octets)))
}

/// Keeps nothing of what is written into it but how much it was.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0 += octets.len();
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// For fields of records that are sealed before they are stored: `#[serde(with = "domain::secret::inside_a_seal")]`.
/// There is no other way to serialise a secret.
pub mod inside_a_seal {
    use super::{Secret, SecretBytes};
    use data_encoding::BASE64;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};
    use zeroize::Zeroizing;

    pub fn serialize<const N: usize, S: Serializer>(secret: &Secret<N>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&Zeroizing::new(BASE64.encode(secret.expose())))
    }

    pub fn deserialize<'de, const N: usize, D: Deserializer<'de>>(deserializer: D) -> Result<Secret<N>, D::Error> {
        let text = super::SecretText::new(String::deserialize(deserializer)?);
        let octets = SecretBytes::new(BASE64.decode(text.expose().as_bytes()).map_err(D::Error::custom)?);
        Secret::from_slice(octets.expose()).ok_or_else(|| D::Error::custom("a secret of another length"))
    }
}

/// The same for octets of any length that need not be there.
pub mod octets_inside_a_seal {
    use super::{SecretBytes, SecretText};
    use data_encoding::BASE64;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use zeroize::Zeroizing;

    pub fn serialize<S: Serializer>(octets: &Option<SecretBytes>, serializer: S) -> Result<S::Ok, S::Error> {
        let text = octets.as_ref().map(|octets| Zeroizing::new(BASE64.encode(octets.expose())));
        text.as_ref().map(|text| text.as_str()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SecretBytes>, D::Error> {
        let text = Option::<SecretText>::deserialize(deserializer)?;
        let octets = text.map(|text| BASE64.decode(text.expose().as_bytes()).map(SecretBytes::new));
        octets.transpose().map_err(D::Error::custom)
    }
}

/// The same for texts, which stand there as they are.
pub mod text_inside_a_seal {
    use super::SecretText;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(text: &SecretText, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text.expose())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretText, D::Error> {
        String::deserialize(deserializer).map(SecretText::new)
    }
}

macro_rules! redacted_and_wiped {
    ([$($generics:tt)*] $name:ty, $wipe:expr) => {
        impl<$($generics)*> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[redacted]")
            }
        }

        impl<$($generics)*> Drop for $name {
            fn drop(&mut self) {
                let wipe: fn(&mut Self) = $wipe;
                wipe(self);
            }
        }
    };
}

redacted_and_wiped!([const N: usize] Secret<N>, |secret| secret.0.zeroize());
redacted_and_wiped!([] SecretBytes, Self::wipe);
redacted_and_wiped!([] SecretText, |text| text.0.zeroize());

#[cfg(test)]
mod tests;
