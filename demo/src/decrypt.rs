//! Opens an EncryptedAssertion: RSA-OAEP (MGF1 with SHA-1) for the key, AES-GCM for the content.
//!
//! samael can decrypt these two, but also CBC and RSA 1.5, and only when the namespace prefix is declared where it
//! expects it; and it takes the assertion without looking at the assertion's own signature. So the portal opens the
//! envelope here and hands samael the signed assertion.

use crate::envelope::{ASSERTION, EnvelopeError, Verified, only};
use data_encoding::BASE64;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Padding;
use openssl::symm::{Cipher, decrypt_aead};
use roxmltree::Node;

const XENC: &str = "http://www.w3.org/2001/04/xmlenc#";
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const OAEP: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
const NONCE: usize = 12;
const TAG: usize = 16;

#[derive(Debug, thiserror::Error)]
pub(crate) enum DecryptError {
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error("the response does not hold exactly one encrypted assertion")]
    NotOne,
    #[error("the response holds an assertion in the clear, although this portal's metadata carries an encryption key")]
    InTheClear,
    #[error("the encryption lacks its {0}")]
    Lacks(&'static str),
    #[error("the encryption method {0} is not one that this portal's metadata names")]
    Method(String),
    #[error("the encrypted assertion does not open with this portal's key")]
    DoesNotOpen,
}

/// The decrypted assertion's text, signature and all; still to be verified.
pub(crate) fn assertion(response: &Verified, key: &PKey<Private>) -> Result<String, DecryptError> {
    let document = response.document()?;
    let root = document.root_element();
    if root.children().any(|node| node.has_tag_name((ASSERTION, "Assertion"))) {
        return Err(DecryptError::InTheClear);
    }
    let encrypted = only(root, ASSERTION, "EncryptedAssertion").ok_or(DecryptError::NotOne)?;
    let data = only(encrypted, XENC, "EncryptedData").ok_or(DecryptError::Lacks("EncryptedData"))?;
    let within = only(data, DSIG, "KeyInfo").and_then(|info| only(info, XENC, "EncryptedKey"));
    let wrapped =
        within.or_else(|| only(encrypted, XENC, "EncryptedKey")).ok_or(DecryptError::Lacks("EncryptedKey"))?;
    let content_key = unwrap_key(wrapped, key)?;
    let plain = open(data, &content_key)?;
    String::from_utf8(plain).map_err(|_| DecryptError::DoesNotOpen)
}

fn unwrap_key(wrapped: Node<'_, '_>, key: &PKey<Private>) -> Result<Vec<u8>, DecryptError> {
    let method = method(wrapped)?;
    let digest = only(method, DSIG, "DigestMethod").and_then(|node| node.attribute("Algorithm"));
    match (method.attribute("Algorithm"), digest) {
        (Some(OAEP), None | Some(SHA1)) => {}
        (other, _) => return Err(DecryptError::Method(other.unwrap_or("without a name").to_owned())),
    }
    let rsa = key.rsa().map_err(|_| DecryptError::DoesNotOpen)?;
    let mut content_key = vec![0; key.size()];
    let length = rsa
        .private_decrypt(&cipher_value(wrapped)?, &mut content_key, Padding::PKCS1_OAEP)
        .map_err(|_| DecryptError::DoesNotOpen)?;
    content_key.truncate(length);
    Ok(content_key)
}

/// XML Encryption 1.1, 5.2.4: a 96-bit nonce, the ciphertext, a 128-bit tag, one after the other.
fn open(data: Node<'_, '_>, content_key: &[u8]) -> Result<Vec<u8>, DecryptError> {
    let cipher = match method(data)?.attribute("Algorithm") {
        Some("http://www.w3.org/2009/xmlenc11#aes128-gcm") => Cipher::aes_128_gcm(),
        Some("http://www.w3.org/2009/xmlenc11#aes256-gcm") => Cipher::aes_256_gcm(),
        other => return Err(DecryptError::Method(other.unwrap_or("without a name").to_owned())),
    };
    let sealed = cipher_value(data)?;
    let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(DecryptError::DoesNotOpen)?;
    let length = rest.len().checked_sub(TAG).ok_or(DecryptError::DoesNotOpen)?;
    let (content, tag) = rest.split_at_checked(length).ok_or(DecryptError::DoesNotOpen)?;
    if content_key.len() != cipher.key_len() {
        return Err(DecryptError::DoesNotOpen);
    }
    decrypt_aead(cipher, content_key, Some(nonce), &[], content, tag).map_err(|_| DecryptError::DoesNotOpen)
}

fn method<'a, 'input>(parent: Node<'a, 'input>) -> Result<Node<'a, 'input>, DecryptError> {
    only(parent, XENC, "EncryptionMethod").ok_or(DecryptError::Lacks("EncryptionMethod"))
}

fn cipher_value(parent: Node<'_, '_>) -> Result<Vec<u8>, DecryptError> {
    let value = only(parent, XENC, "CipherData").and_then(|data| only(data, XENC, "CipherValue"));
    let text: String =
        value.and_then(|node| node.text()).ok_or(DecryptError::Lacks("CipherValue"))?.split_whitespace().collect();
    BASE64.decode(text.as_bytes()).map_err(|_| DecryptError::DoesNotOpen)
}
