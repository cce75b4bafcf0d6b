//! Public keys from metadata: the only keys that are ever believed.

use super::certificate::{CertificateFacts, Fingerprint};
use crate::saml::algorithm::SignatureAlgorithm;
use openssl::bn::BigNum;
use openssl::ecdsa::EcdsaSig;
use openssl::nid::Nid;
use openssl::pkey::{Id, PKey, Public};
use openssl::sign::Verifier;
use openssl::x509::X509;
use std::fmt;
use thiserror::Error;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyError {
    #[error("a certificate or key is not valid base64")]
    NotBase64,
    #[error("a certificate cannot be read")]
    NotACertificate,
    #[error("a key cannot be read")]
    NotAKey,
    #[error("a key is neither RSA nor elliptic curve (P-256, P-384, P-521)")]
    Kind,
    #[error("an RSA key has {bits} bits; at least 2048 are needed")]
    RsaTooShort { bits: u32 },
    #[error("an RSA key has {bits} bits; at most 8192 are accepted")]
    RsaTooLong { bits: u32 },
    #[error("the certificate holds another key than the one that is given beside it")]
    Disagree,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    /// The curve's field size in octets.
    Ec(usize),
}

/// An RSA key of 2048 to 8192 bits or an elliptic curve key.
#[derive(Clone)]
pub struct PublicKey {
    key: PKey<Public>,
    kind: Kind,
    /// Of the certificate that it came in. Two keys are one key whatever their certificates say.
    certificate: Option<CertificateFacts>,
}

impl PublicKey {
    /// The key of a DER certificate. Its dates and issuer say nothing here: metadata is what confers trust.
    pub fn from_certificate(der: &[u8]) -> Result<Self, KeyError> {
        let certificate = X509::from_der(der).map_err(|_| KeyError::NotACertificate)?;
        let key = Self::checked(certificate.public_key().map_err(|_| KeyError::Kind)?)?;
        Ok(Self { certificate: CertificateFacts::of(&certificate, der), ..key })
    }

    /// A DER SubjectPublicKeyInfo.
    pub fn from_spki(der: &[u8]) -> Result<Self, KeyError> {
        Self::checked(PKey::public_key_from_der(der).map_err(|_| KeyError::NotAKey)?)
    }

    pub(super) fn checked(key: PKey<Public>) -> Result<Self, KeyError> {
        let bits = key.bits();
        let kind = match key.id() {
            Id::RSA if bits < 2048 => return Err(KeyError::RsaTooShort { bits }),
            // Checking a signature is quadratic in the length.
            Id::RSA if bits > 8192 => return Err(KeyError::RsaTooLong { bits }),
            Id::RSA => Kind::Rsa,
            Id::EC => Kind::Ec(field_size(&key).ok_or(KeyError::Kind)?),
            _ => return Err(KeyError::Kind),
        };
        Ok(Self { key, kind, certificate: None })
    }

    /// The DER SubjectPublicKeyInfo; empty when OpenSSL has no memory for it.
    pub fn spki(&self) -> Vec<u8> {
        self.key.public_key_to_der().unwrap_or_default()
    }

    /// What the certificate says that it came in, if it came in one.
    pub fn certificate(&self) -> Option<&CertificateFacts> {
        self.certificate.as_ref()
    }

    /// Its length.
    pub fn bits(&self) -> u32 {
        self.key.bits()
    }

    /// SHA-256 of the key itself, as tools print it; `None` when OpenSSL has no memory for it.
    pub fn shown_fingerprint(&self) -> Option<String> {
        let der = self.key.public_key_to_der().ok()?;
        Some(Fingerprint(&openssl::sha::sha256(&der)).to_string())
    }

    pub fn is_rsa(&self) -> bool {
        self.kind == Kind::Rsa
    }

    pub(in crate::saml) fn pkey(&self) -> &PKey<Public> {
        &self.key
    }

    /// Whether the signature over the octets is this key's. An algorithm of the other kind of key is a no.
    pub fn verify(&self, algorithm: SignatureAlgorithm, octets: &[u8], signature: &[u8]) -> bool {
        #[cfg(feature = "test-variants")]
        if algorithm == SignatureAlgorithm::HmacSha256 {
            return crate::saml::careless::hmac_holds(&self.key, octets, signature);
        }
        let checked = match self.kind {
            Kind::Rsa if algorithm.is_rsa() => Verifier::new(algorithm.digest(), &self.key)
                .and_then(|mut verifier| verifier.verify_oneshot(signature, octets)),
            Kind::Ec(field) if !algorithm.is_rsa() => self.verify_ecdsa(algorithm, octets, signature, field),
            _ => Ok(false),
        };
        checked.unwrap_or(false)
    }

    /// XML Signature §6.4.3: the value is r and s side by side, each as long as the curve's field.
    fn verify_ecdsa(
        &self,
        algorithm: SignatureAlgorithm,
        octets: &[u8],
        signature: &[u8],
        field: usize,
    ) -> Result<bool, openssl::error::ErrorStack> {
        if signature.len() != 2 * field {
            return Ok(false);
        }
        let (r, s) = signature.split_at(field);
        let signature = EcdsaSig::from_private_components(BigNum::from_slice(r)?, BigNum::from_slice(s)?)?;
        let digest = openssl::hash::hash(algorithm.digest(), octets)?;
        signature.verify(&digest, self.key.ec_key()?.as_ref())
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.key.public_eq(&other.key)
    }
}

impl Eq for PublicKey {}

/// The field's size in octets, of the three curves that are believed.
fn field_size(key: &PKey<Public>) -> Option<usize> {
    match key.ec_key().ok()?.group().curve_name()? {
        Nid::X9_62_PRIME256V1 => Some(32),
        Nid::SECP384R1 => Some(48),
        Nid::SECP521R1 => Some(66),
        _ => None,
    }
}

/// For people who compare: kind, length, and the fingerprint of the certificate or else of the key itself.
impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Rsa => write!(f, "RSA, {} bits, ", self.key.bits())?,
            Kind::Ec(_) => write!(f, "elliptic curve P-{}, ", self.key.bits())?,
        }
        match (&self.certificate, self.key.public_key_to_der()) {
            (Some(certificate), _) => write!(f, "{certificate}"),
            (None, Ok(der)) => write!(f, "without a certificate, SHA-256 {}", Fingerprint(&openssl::sha::sha256(&der))),
            (None, Err(_)) => f.write_str("without a certificate"),
        }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({:?}, {} bits)", self.kind, self.key.bits())
    }
}
