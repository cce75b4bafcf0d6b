//! The algorithms that SAML messages are signed with here: the keeper has a key for each, the emitter names it.

use std::fmt;

/// A signature algorithm of ours, both with SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SigningAlgorithm {
    /// RSA-2048, RSASSA-PKCS1-v1_5: every service provider reads it.
    RsaSha256,
    /// ECDSA on P-256: a tenth of the work, for those that read it.
    EcdsaSha256,
}

impl SigningAlgorithm {
    /// All of them, the one used by default first.
    pub const ALL: [Self; 2] = [Self::RsaSha256, Self::EcdsaSha256];

    /// The word for it in commands, in the keeper's file and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RsaSha256 => "rsa",
            Self::EcdsaSha256 => "ecdsa",
        }
    }

    /// The algorithm of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.word() == word)
    }
}

impl fmt::Display for SigningAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RsaSha256 => "RSA-2048 with SHA-256",
            Self::EcdsaSha256 => "ECDSA P-256 with SHA-256",
        })
    }
}
