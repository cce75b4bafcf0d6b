//! Octets and text that are wiped when dropped, print as `[redacted]`, compare in constant time, and are never
//! cloned by accident.

use crate::domain::random::{self, Random};
use std::fmt;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

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

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> serde::Deserialize<'de> for SecretText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// For fields of records that are sealed before they are stored: `#[serde(with = "domain::secret::inside_a_seal")]`.
/// There is no other way to serialise a secret.
pub mod inside_a_seal {
    use super::{Secret, SecretBytes};
    use data_encoding::BASE64;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<const N: usize, S: Serializer>(secret: &Secret<N>, serializer: S) -> Result<S::Ok, S::Error> {
        BASE64.encode(secret.expose()).serialize(serializer)
    }

    pub fn deserialize<'de, const N: usize, D: Deserializer<'de>>(deserializer: D) -> Result<Secret<N>, D::Error> {
        let text = super::SecretText::new(String::deserialize(deserializer)?);
        let octets = SecretBytes::new(BASE64.decode(text.expose().as_bytes()).map_err(D::Error::custom)?);
        Secret::from_slice(octets.expose()).ok_or_else(|| D::Error::custom("a secret of another length"))
    }
}

macro_rules! redacted_and_wiped {
    ([$($generics:tt)*] $name:ty) => {
        impl<$($generics)*> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[redacted]")
            }
        }

        impl<$($generics)*> Drop for $name {
            fn drop(&mut self) {
                self.0.zeroize();
            }
        }
    };
}

redacted_and_wiped!([const N: usize] Secret<N>);
redacted_and_wiped!([] SecretBytes);
redacted_and_wiped!([] SecretText);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_nothing() {
        assert_eq!(format!("{:?}", Secret::new([7; 32])), "[redacted]");
        assert_eq!(format!("{:?}", SecretText::new("hunter2".into())), "[redacted]");
        assert_eq!(format!("{:?}", SecretBytes::new(vec![1])), "[redacted]");
    }

    #[test]
    fn compares_whole() {
        assert_eq!(Secret::new([7; 32]), Secret::new([7; 32]));
        assert_ne!(Secret::new([7; 32]), Secret::new([8; 32]));
        assert!(Secret::<32>::from_slice(&[0; 31]).is_none());
    }
}
