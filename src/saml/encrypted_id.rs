//! Names that come encrypted (SAML core §2.2.4: EncryptedID; XML Encryption 1.1 as SAML core §6 uses it): read, and opened with a
//! content key that somebody else has unwrapped.
//!
//! RSA-OAEP and AES-GCM alone. PKCS #1 v1.5 gives its key away to whoever may ask often whether a padding is right
//! (Bleichenbacher, CRYPTO '98), CBC its plain text (Jager and Somorovsky, CCS 2011, on XML Encryption). Nothing that is referred
//! to is fetched. Knows no private key.

mod opened;

#[cfg(test)]
mod tests;

pub use self::opened::name_in;

use super::name_id::NamedSubject;
use super::names::{self, Ns};
use super::xml::{Element, ShapeError, XmlError};
use crate::domain::{Oaep, OaepDigest};
use data_encoding::BASE64;
use openssl::symm::{Cipher, decrypt_aead};
use thiserror::Error;

const XENC: &str = Ns::Xenc.uri();
const DSIG: &str = Ns::Dsig.uri();
/// Octets of AES-GCM's nonce and tag (XML Encryption 1.1 §5.2.4).
const NONCE: usize = 12;
const TAG: usize = 16;
/// More than any name needs.
const NAME_LIMIT: usize = 16 * 1024;
/// An RSA key of 4096 bits.
const WRAPPED_LIMIT: usize = 512;
/// We publish one key, so that one is enough; each costs the keeper a decryption.
const MOST_KEYS: usize = 4;

/// Why an encrypted name is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EncryptedNameError {
    #[error("the encrypted name has not the right form: {0}")]
    Shape(#[from] ShapeError),
    #[error("the encrypted name is not said to be an element (Type)")]
    Type,
    #[error(
        "the name is encrypted with {0}; AES in GCM is taken alone, since of CBC nobody can tell whether it was altered"
    )]
    Cipher(String),
    #[error("the name's key is encrypted with {0}; RSA-OAEP is taken alone, since RSA 1.5 can be broken by asking")]
    KeyTransport(String),
    #[error(
        "the name's key is encrypted with RSA-OAEP of another digest or mask than SHA-1 and SHA-256, or with OAEPparams"
    )]
    Oaep,
    #[error("the encrypted name refers to something elsewhere, which is not fetched")]
    Reference,
    #[error("the encrypted name brings no key (EncryptedKey)")]
    NoKey,
    #[error("the encrypted name brings more than {MOST_KEYS} keys")]
    TooManyKeys,
    #[error("the name is encrypted for another recipient")]
    Recipient,
    #[error("the encrypted name is not valid base64")]
    Base64,
    #[error("the encrypted name is longer than any name")]
    TooLarge,
    // One sentence for a wrong key, an altered key, and altered content.
    #[error(
        "the name cannot be decrypted: it was encrypted to a key that is not ours, or altered; our metadata has the key that is"
    )]
    Undecipherable,
    #[error("what the encrypted name holds cannot be read: {0}")]
    Inside(#[from] XmlError),
    #[error("the encrypted name holds something else than one NameID")]
    NotNameId,
    #[error("the encrypted name is empty, or longer than 1024 characters")]
    NoName,
}

/// A name that is still encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptedName {
    keys: Vec<WrappedKey>,
    cipher: ContentCipher,
    /// Nonce, ciphertext, tag.
    data: Vec<u8>,
    namespaces: Namespaces,
}

/// The namespaces in scope where it stood, by their prefixes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namespaces(pub Vec<(Option<String>, String)>);

/// A content key, under an RSA key that should be ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    recipient: Option<String>,
    oaep: Oaep,
    octets: Vec<u8>,
}

/// What a name is encrypted with, in GCM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ContentCipher {
    Aes128,
    Aes192,
    Aes256,
}

impl WrappedKey {
    pub fn oaep(&self) -> Oaep {
        self.oaep
    }

    pub fn octets(&self) -> &[u8] {
        &self.octets
    }
}

impl EncryptedName {
    /// Reads a `saml:EncryptedID`.
    pub(in crate::saml) fn read(element: Element<'_, '_>) -> Result<Self, EncryptedNameError> {
        // SAML core §2.2.4: EncryptedData, and zero or more EncryptedKey.
        let data = element.child(XENC, "EncryptedData")?;
        if let Some(other) =
            element.children().find(|child| !child.is(XENC, "EncryptedData") && !child.is(XENC, "EncryptedKey"))
        {
            let child = other.local_name().chars().take(100).collect();
            return Err(ShapeError::Unexpected { element: "EncryptedID".to_owned(), child }.into());
        }
        // "The Type attribute SHOULD be present and, if present, MUST contain a value of …#Element."
        if data.attribute("Type").is_some_and(|is| is != names::ENCRYPTED_ELEMENT) {
            return Err(EncryptedNameError::Type);
        }
        let beside: Vec<_> = element.children_named(XENC, "EncryptedKey").collect();
        let keys = [inside(data)?, beside].concat();
        if keys.len() > MOST_KEYS {
            return Err(EncryptedNameError::TooManyKeys);
        }
        if keys.is_empty() {
            return Err(EncryptedNameError::NoKey);
        }
        Ok(Self {
            cipher: ContentCipher::of(method(data)?.required_attribute("Algorithm")?)?,
            keys: keys.into_iter().map(wrapped).collect::<Result<_, _>>()?,
            data: cipher_value(data, NONCE + NAME_LIMIT + TAG)?,
            namespaces: Namespaces(
                element.namespaces().map(|(prefix, uri)| (prefix.map(str::to_owned), uri.to_owned())).collect(),
            ),
        })
    }

    /// The keys that may be for us: "Each wrapped key SHOULD include a Recipient attribute that specifies the entity for whom
    /// the key has been encrypted. The value … SHOULD be the URI identifier of a SAML system entity" (SAML core §2.2.4).
    pub fn keys_for(&self, entity_id: &str) -> impl Iterator<Item = &WrappedKey> {
        self.keys.iter().filter(move |key| key.recipient.as_deref().is_none_or(|to| to == entity_id))
    }

    /// The name, opened with its content key.
    ///
    /// # Errors
    /// It does not open, or what is inside is no NameID.
    pub fn open(&self, content_key: &[u8]) -> Result<NamedSubject, EncryptedNameError> {
        let inside = self.decrypted(content_key).ok_or(EncryptedNameError::Undecipherable)?;
        name_in(&inside, &self.namespaces)
    }

    fn decrypted(&self, content_key: &[u8]) -> Option<Vec<u8>> {
        let (cipher, length) = match self.cipher {
            ContentCipher::Aes128 => (Cipher::aes_128_gcm(), 16),
            ContentCipher::Aes192 => (Cipher::aes_192_gcm(), 24),
            ContentCipher::Aes256 => (Cipher::aes_256_gcm(), 32),
        };
        if content_key.len() != length {
            return None;
        }
        let (nonce, rest) = self.data.split_at_checked(NONCE)?;
        let (ciphertext, tag) = rest.split_at_checked(rest.len().checked_sub(TAG)?)?;
        decrypt_aead(cipher, content_key, Some(nonce), &[], ciphertext, tag).ok()
    }
}

impl ContentCipher {
    fn of(uri: &str) -> Result<Self, EncryptedNameError> {
        match uri {
            names::AES128_GCM => Ok(Self::Aes128),
            names::AES192_GCM => Ok(Self::Aes192),
            names::AES256_GCM => Ok(Self::Aes256),
            other => Err(EncryptedNameError::Cipher(shown(other))),
        }
    }
}

/// The EncryptedKey elements in the KeyInfo of what they open. A RetrievalMethod that points at one in the same document is not
/// followed: those that stand beside are tried in any case.
fn inside<'d, 'a>(data: Element<'d, 'a>) -> Result<Vec<Element<'d, 'a>>, EncryptedNameError> {
    let Some(info) = data.optional_child(DSIG, "KeyInfo")? else { return Ok(Vec::new()) };
    let is_elsewhere = |method: Element<'_, '_>| method.attribute("URI").is_none_or(|uri| !uri.starts_with('#'));
    if info.children_named(DSIG, "RetrievalMethod").any(is_elsewhere) {
        return Err(EncryptedNameError::Reference);
    }
    Ok(info.children_named(XENC, "EncryptedKey").collect())
}

fn wrapped(key: Element<'_, '_>) -> Result<WrappedKey, EncryptedNameError> {
    let recipient = key.attribute("Recipient").map(str::to_owned);
    Ok(WrappedKey { recipient, oaep: oaep(method(key)?)?, octets: cipher_value(key, WRAPPED_LIMIT)? })
}

fn method<'d, 'a>(element: Element<'d, 'a>) -> Result<Element<'d, 'a>, EncryptedNameError> {
    Ok(element.child(XENC, "EncryptionMethod")?)
}

/// XML Encryption 1.1 §5.5.2: SHA-1 where no digest is said; the mask's is SHA-1 in the older form, and where none is said.
fn oaep(method: Element<'_, '_>) -> Result<Oaep, EncryptedNameError> {
    let uri = method.required_attribute("Algorithm")?;
    if !matches!(uri, names::RSA_OAEP_MGF1P | names::RSA_OAEP) {
        return Err(EncryptedNameError::KeyTransport(shown(uri)));
    }
    if method.children_named(XENC, "OAEPparams").next().is_some() {
        return Err(EncryptedNameError::Oaep);
    }
    let digest = match method.optional_child(DSIG, "DigestMethod")? {
        None => OaepDigest::Sha1,
        Some(digest) => match digest.required_attribute("Algorithm")? {
            names::DIGEST_SHA1 => OaepDigest::Sha1,
            names::DIGEST_SHA256 => OaepDigest::Sha256,
            _ => return Err(EncryptedNameError::Oaep),
        },
    };
    let mask = match method.optional_child(Ns::Xenc11.uri(), "MGF")? {
        None => OaepDigest::Sha1,
        Some(mask) => match (uri, mask.required_attribute("Algorithm")?) {
            (_, names::MGF1_SHA1) => OaepDigest::Sha1,
            (names::RSA_OAEP, names::MGF1_SHA256) => OaepDigest::Sha256,
            _ => return Err(EncryptedNameError::Oaep),
        },
    };
    Ok(Oaep { digest, mask })
}

/// What CipherData holds, in base64, in lines or in one.
fn cipher_value(element: Element<'_, '_>, limit: usize) -> Result<Vec<u8>, EncryptedNameError> {
    let data = element.child(XENC, "CipherData")?;
    if data.children_named(XENC, "CipherReference").next().is_some() {
        return Err(EncryptedNameError::Reference);
    }
    let mut encoded = data.child(XENC, "CipherValue")?.exact_text()?.as_bytes().to_vec();
    encoded.retain(|octet| !matches!(octet, b' ' | b'\t' | b'\r' | b'\n'));
    if encoded.len() / 4 * 3 > limit + 2 {
        return Err(EncryptedNameError::TooLarge);
    }
    BASE64.decode(&encoded).map_err(|_| EncryptedNameError::Base64)
}

fn shown(uri: &str) -> String {
    uri.chars().take(100).collect()
}
