//! What a SAML key is for: signing, with one of the two algorithms, or decryption of what service providers encrypt to us. Never
//! both: whoever could have one used as the other would have signatures made by asking for decryptions.

use crate::domain::SigningAlgorithm;
use std::fmt;

/// In the order in which they are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SamlKeyKind {
    Signing(SigningAlgorithm),
    /// RSA-2048, RSA-OAEP.
    Decryption,
}

/// Which keys a list is of. A frame that says nothing asks for those that sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SamlKeyUse {
    Signing,
    Decryption,
}

impl SamlKeyUse {
    pub(super) fn octet(self) -> u8 {
        match self {
            Self::Signing => 0,
            Self::Decryption => 1,
        }
    }

    pub(super) fn of_octet(octet: u8) -> Option<Self> {
        [Self::Signing, Self::Decryption].into_iter().find(|one| one.octet() == octet)
    }
}

impl SamlKeyKind {
    pub const ALL: [Self; 3] =
        [Self::Signing(SigningAlgorithm::RsaSha256), Self::Signing(SigningAlgorithm::EcdsaSha256), Self::Decryption];

    /// What it signs with, if it does.
    pub fn signs(self) -> Option<SigningAlgorithm> {
        match self {
            Self::Signing(algorithm) => Some(algorithm),
            Self::Decryption => None,
        }
    }

    pub(super) fn is_of(self, which: SamlKeyUse) -> bool {
        self.signs().is_some() == (which == SamlKeyUse::Signing)
    }

    /// In a frame, and before a key that goes to another keeper.
    pub(super) fn octet(self) -> u8 {
        match self {
            Self::Signing(SigningAlgorithm::RsaSha256) => 1,
            Self::Signing(SigningAlgorithm::EcdsaSha256) => 2,
            Self::Decryption => 3,
        }
    }

    pub(super) fn of_octet(octet: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.octet() == octet)
    }
}

impl From<SigningAlgorithm> for SamlKeyKind {
    fn from(algorithm: SigningAlgorithm) -> Self {
        Self::Signing(algorithm)
    }
}

impl fmt::Display for SamlKeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Signing(algorithm) => algorithm.fmt(f),
            Self::Decryption => f.write_str("RSA-2048 for decryption"),
        }
    }
}
