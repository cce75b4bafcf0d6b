//! The signature and digest algorithms that are believed, an allow-list by URI; and the URIs of those that we sign with.

use super::names;
use crate::domain::SigningAlgorithm;
#[cfg(feature = "test-variants")]
use crate::domain::variant::{Check, skips};
use openssl::hash::MessageDigest;
use thiserror::Error;

/// A signature algorithm that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    RsaSha256,
    RsaSha384,
    RsaSha512,
    EcdsaSha256,
    EcdsaSha384,
    EcdsaSha512,
    #[cfg(feature = "test-variants")]
    RsaSha1,
    #[cfg(feature = "test-variants")]
    HmacSha256,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AlgorithmError {
    #[error(
        "it is signed with SHA-1 ({0}), which can be forged; the service provider must sign with SHA-256 or better"
    )]
    Sha1(String),
    #[error("it is signed with an algorithm that is not accepted ({0})")]
    Unknown(String),
}

/// The URI of an algorithm that we sign with, as `ds:SignatureMethod` and `SigAlg` give it.
pub const fn uri(algorithm: SigningAlgorithm) -> &'static str {
    match algorithm {
        SigningAlgorithm::RsaSha256 => names::RSA_SHA256,
        SigningAlgorithm::EcdsaSha256 => names::ECDSA_SHA256,
    }
}

const MORE: &str = "http://www.w3.org/2001/04/xmldsig-more#";

impl SignatureAlgorithm {
    /// All of them, as metadata lists them.
    pub const ACCEPTED: [Self; 6] =
        [Self::RsaSha256, Self::RsaSha384, Self::RsaSha512, Self::EcdsaSha256, Self::EcdsaSha384, Self::EcdsaSha512];

    pub fn uri(self) -> String {
        let name = match self {
            Self::RsaSha256 => "rsa-sha256",
            Self::RsaSha384 => "rsa-sha384",
            Self::RsaSha512 => "rsa-sha512",
            Self::EcdsaSha256 => "ecdsa-sha256",
            Self::EcdsaSha384 => "ecdsa-sha384",
            Self::EcdsaSha512 => "ecdsa-sha512",
            #[cfg(feature = "test-variants")]
            Self::RsaSha1 | Self::HmacSha256 => "",
        };
        format!("{MORE}{name}")
    }

    /// # Errors
    /// SHA-1 by name, and every other algorithm that is not on the list.
    pub fn from_uri(uri: &str) -> Result<Self, AlgorithmError> {
        let shown = || uri.chars().take(100).collect::<String>();
        #[cfg(feature = "test-variants")]
        match uri.rsplit('#').next() {
            Some("rsa-sha1") if skips(Check::Algorithms) => return Ok(Self::RsaSha1),
            Some("hmac-sha256") if skips(Check::Algorithms) => return Ok(Self::HmacSha256),
            _ => {}
        }
        match uri.strip_prefix(MORE) {
            Some("rsa-sha256") => Ok(Self::RsaSha256),
            Some("rsa-sha384") => Ok(Self::RsaSha384),
            Some("rsa-sha512") => Ok(Self::RsaSha512),
            Some("ecdsa-sha256") => Ok(Self::EcdsaSha256),
            Some("ecdsa-sha384") => Ok(Self::EcdsaSha384),
            Some("ecdsa-sha512") => Ok(Self::EcdsaSha512),
            _ if uri.ends_with("-sha1") => Err(AlgorithmError::Sha1(shown())),
            _ => Err(AlgorithmError::Unknown(shown())),
        }
    }

    pub(in crate::saml) fn digest(self) -> MessageDigest {
        match self {
            #[cfg(feature = "test-variants")]
            Self::RsaSha1 => MessageDigest::sha1(),
            #[cfg(feature = "test-variants")]
            Self::HmacSha256 => MessageDigest::sha256(),
            Self::RsaSha256 | Self::EcdsaSha256 => MessageDigest::sha256(),
            Self::RsaSha384 | Self::EcdsaSha384 => MessageDigest::sha384(),
            Self::RsaSha512 | Self::EcdsaSha512 => MessageDigest::sha512(),
        }
    }

    pub(in crate::saml) fn is_rsa(self) -> bool {
        !matches!(self, Self::EcdsaSha256 | Self::EcdsaSha384 | Self::EcdsaSha512)
    }
}

/// A digest algorithm that is accepted in an XML signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestAlgorithm {
    Sha256,
    Sha384,
    Sha512,
    #[cfg(feature = "test-variants")]
    Sha1,
    #[cfg(feature = "test-variants")]
    Md5,
}

impl DigestAlgorithm {
    /// All of them, as metadata lists them.
    pub const ACCEPTED: [Self; 3] = [Self::Sha256, Self::Sha384, Self::Sha512];

    pub const fn uri(self) -> &'static str {
        match self {
            Self::Sha256 => names::DIGEST_SHA256,
            Self::Sha384 => names::DIGEST_SHA384,
            Self::Sha512 => names::DIGEST_SHA512,
            #[cfg(feature = "test-variants")]
            Self::Sha1 | Self::Md5 => "",
        }
    }

    /// # Errors
    /// SHA-1 by name, and every other algorithm that is not on the list.
    pub fn from_uri(uri: &str) -> Result<Self, AlgorithmError> {
        #[cfg(feature = "test-variants")]
        match uri.rsplit('#').next() {
            Some("sha1") if skips(Check::Algorithms) => return Ok(Self::Sha1),
            Some("md5") if skips(Check::Algorithms) => return Ok(Self::Md5),
            _ => {}
        }
        let shown = || uri.chars().take(100).collect();
        match uri {
            names::DIGEST_SHA256 => Ok(Self::Sha256),
            names::DIGEST_SHA384 => Ok(Self::Sha384),
            names::DIGEST_SHA512 => Ok(Self::Sha512),
            names::DIGEST_SHA1 => Err(AlgorithmError::Sha1(shown())),
            _ => Err(AlgorithmError::Unknown(shown())),
        }
    }

    pub(in crate::saml) fn digest(self) -> MessageDigest {
        match self {
            #[cfg(feature = "test-variants")]
            Self::Sha1 => MessageDigest::sha1(),
            #[cfg(feature = "test-variants")]
            Self::Md5 => MessageDigest::md5(),
            Self::Sha256 => MessageDigest::sha256(),
            Self::Sha384 => MessageDigest::sha384(),
            Self::Sha512 => MessageDigest::sha512(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listed_is_what_is_accepted() {
        for algorithm in SignatureAlgorithm::ACCEPTED {
            assert_eq!(SignatureAlgorithm::from_uri(&algorithm.uri()), Ok(algorithm));
        }
        for algorithm in DigestAlgorithm::ACCEPTED {
            assert_eq!(DigestAlgorithm::from_uri(algorithm.uri()), Ok(algorithm));
        }
    }
}
