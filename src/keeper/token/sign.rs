//! What keys in the token compute.

use super::pool::Inside;
use super::{KeyOf, Token, TokenError};
use crate::domain::SigningAlgorithm;
use cryptoki::mechanism::Mechanism;
use cryptoki::object::ObjectHandle;
use zeroize::Zeroizing;

/// RFC 8017 §9.2, note 1: the DER encoding of a DigestInfo of SHA-256 up to the digest. CKM_RSA_PKCS pads, and no more.
const DIGEST_INFO: [u8; 19] =
    [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

impl Token {
    /// HMAC-SHA-256 under the key of a label.
    pub(in crate::keeper) fn mac(&self, label: &str, of: KeyOf, message: &[u8]) -> Result<[u8; 32], TokenError> {
        self.pool.run(|inside| inside.mac(inside.key(label, of)?, message))
    }

    /// A signature over a SHA-256, as XML Signature has it: PKCS #1 v1.5 for RSA; r and s one after the other for ECDSA, which
    /// is what PKCS #11 gives (v3.1 §6.3.1).
    pub(in crate::keeper) fn sign(
        &self,
        label: &str,
        algorithm: SigningAlgorithm,
        digest: &[u8; 32],
    ) -> Result<Vec<u8>, TokenError> {
        let (mechanism, message, length) = match algorithm {
            SigningAlgorithm::RsaSha256 => (Mechanism::RsaPkcs, [DIGEST_INFO.as_slice(), digest].concat(), 256),
            SigningAlgorithm::EcdsaSha256 => (Mechanism::Ecdsa, digest.to_vec(), 64),
        };
        self.pool.run(|inside| {
            let signature = inside.session.sign(&mechanism, inside.key(label, KeyOf::Saml)?, &message)?;
            if signature.len() == length { Ok(signature) } else { Err(TokenError::Answer("signature of this key")) }
        })
    }
}

impl Inside<'_> {
    pub(super) fn mac(&self, key: ObjectHandle, message: &[u8]) -> Result<[u8; 32], TokenError> {
        let answer = Zeroizing::new(self.session.sign(&Mechanism::Sha256Hmac, key, message)?);
        answer.as_slice().try_into().map_err(|_| TokenError::Answer("HMAC-SHA-256"))
    }
}
