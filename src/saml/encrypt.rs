//! Encrypted assertions (XML Encryption 1.1 as SAML core §6 uses it): AES-GCM, its key under RSA-OAEP.
//!
//! CBC and RSA 1.5 do not exist here. RSA-OAEP takes its seed from OpenSSL's generator, everything else from the
//! random source that is passed in.

use super::metadata::{LeftOut, Note, PublicKey};
use super::names::{self, Ns};
use super::xml::{Attr, Element, Name, Writer};
use crate::domain::Random;
use openssl::error::ErrorStack;
use openssl::md::Md;
use openssl::pkey::Public;
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::Padding;
use openssl::symm::{Cipher, encrypt_aead};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use thiserror::Error;
use zeroize::Zeroizing;

/// Octets of AES-GCM's nonce.
const NONCE: usize = 12;

#[derive(Debug, Error)]
#[error("the assertion cannot be encrypted to the service provider's key: {0}")]
pub struct EncryptError(#[from] ErrorStack);

/// What the assertion is encrypted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataCipher {
    Aes128Gcm,
    Aes256Gcm,
}

impl DataCipher {
    pub const ALL: [Self; 2] = [Self::Aes128Gcm, Self::Aes256Gcm];

    /// The word for it in commands and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Aes128Gcm => "aes128-gcm",
            Self::Aes256Gcm => "aes256-gcm",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cipher| cipher.word() == word)
    }
}

/// What its key is encrypted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyTransport {
    /// `rsa-oaep-mgf1p` with SHA-1, which everyone reads; OAEP does not rest on SHA-1's collisions.
    OaepMgf1p,
    /// `rsa-oaep` of XML Encryption 1.1 with SHA-256 in both places.
    OaepSha256,
}

/// A service provider's RSA key, with the algorithms to use with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptionKey {
    key: PublicKey,
    cipher: DataCipher,
    transport: KeyTransport,
    idle: Idle,
}

/// Contexts that nobody uses at the moment, at most one for each thread that has ever encrypted: to set one up takes
/// OpenSSL a third of the encryption's time. They say nothing about the key that the key does not say.
#[derive(Clone, Default)]
struct Idle(Arc<Mutex<Vec<PkeyCtx<Public>>>>);

impl PartialEq for Idle {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Idle {}

impl fmt::Debug for Idle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Idle")
    }
}

impl EncryptionKey {
    /// Chooses by the `EncryptionMethod` elements of its KeyDescriptor (SAML metadata §2.4.1.1). `None` for a key that is
    /// not RSA. The note says when what it lists cannot be had.
    pub(in crate::saml) fn choose(key: &PublicKey, descriptor: Element<'_, '_>) -> Option<(Self, Option<Note>)> {
        if !key.is_rsa() {
            return None;
        }
        let methods: Vec<_> = descriptor.children_named(Ns::Metadata.uri(), "EncryptionMethod").collect();
        let declares = |uri: &str| methods.iter().any(|method| method.attribute("Algorithm") == Some(uri));
        let child = |method: &Element<'_, '_>, ns: Ns, local: &str| {
            method.children_named(ns.uri(), local).find_map(|child| child.attribute("Algorithm").map(str::to_owned))
        };
        let sha256_oaep = methods.iter().any(|method| {
            method.attribute("Algorithm") == Some(names::RSA_OAEP)
                && child(method, Ns::Dsig, "DigestMethod").as_deref() == Some(names::DIGEST_SHA256)
                && child(method, Ns::Xenc11, "MGF").is_none_or(|mgf| mgf == names::MGF1_SHA256)
        });
        let cipher = if declares(names::AES256_GCM) { DataCipher::Aes256Gcm } else { DataCipher::Aes128Gcm };
        let transport = if sha256_oaep { KeyTransport::OaepSha256 } else { KeyTransport::OaepMgf1p };
        let only_cbc =
            methods.iter().any(|method| method.attribute("Algorithm").is_some_and(|uri| uri.ends_with("-cbc")))
                && !methods.iter().any(|method| method.attribute("Algorithm").is_some_and(|uri| uri.ends_with("-gcm")));
        let note = only_cbc.then_some(Note::LeftOut(LeftOut::CbcCiphers));
        Some((Self { key: key.clone(), cipher, transport, idle: Idle::default() }, note))
    }

    /// The service provider's key.
    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The same key, with the cipher that an operator chose.
    pub fn with_cipher(self, cipher: DataCipher) -> Self {
        Self { cipher, ..self }
    }

    pub fn cipher(&self) -> DataCipher {
        self.cipher
    }

    pub fn transport(&self) -> KeyTransport {
        self.transport
    }

    /// A context that failed is not used again.
    fn wrap(&self, content_key: &[u8]) -> Result<Vec<u8>, ErrorStack> {
        let idle = self.idle.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut context = idle.map_or_else(|| self.context(), Ok)?;
        let mut wrapped = Vec::new();
        context.encrypt_to_vec(content_key, &mut wrapped)?;
        self.idle.0.lock().unwrap_or_else(PoisonError::into_inner).push(context);
        Ok(wrapped)
    }

    fn context(&self) -> Result<PkeyCtx<Public>, ErrorStack> {
        let digest = match self.transport {
            KeyTransport::OaepMgf1p => Md::sha1(),
            KeyTransport::OaepSha256 => Md::sha256(),
        };
        let mut context = PkeyCtx::new(self.key.pkey())?;
        context.encrypt_init()?;
        context.set_rsa_padding(Padding::PKCS1_OAEP)?;
        context.set_rsa_oaep_md(digest)?;
        context.set_rsa_mgf1_md(digest)?;
        Ok(context)
    }
}

impl fmt::Display for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cipher = match self.cipher {
            DataCipher::Aes128Gcm => "AES-128-GCM",
            DataCipher::Aes256Gcm => "AES-256-GCM",
        };
        let transport = match self.transport {
            KeyTransport::OaepMgf1p => "RSA-OAEP",
            KeyTransport::OaepSha256 => "RSA-OAEP with SHA-256",
        };
        write!(f, "{cipher}, {transport}")
    }
}

/// A `saml:EncryptedAssertion`, canonical, with its namespaces declared.
#[derive(Debug)]
pub struct EncryptedAssertion {
    xml: Vec<u8>,
}

impl EncryptedAssertion {
    pub fn xml(&self) -> &[u8] {
        &self.xml
    }

    pub(in crate::saml) fn new(
        assertion: &[u8],
        key: &EncryptionKey,
        random: &dyn Random,
    ) -> Result<Self, EncryptError> {
        let (cipher, length) = match key.cipher {
            DataCipher::Aes128Gcm => (Cipher::aes_128_gcm(), 16),
            DataCipher::Aes256Gcm => (Cipher::aes_256_gcm(), 32),
        };
        // The key and the nonce: the source is asked once.
        let mut fresh = Zeroizing::new([0; 32 + NONCE]);
        random.fill(&mut *fresh);
        let (nonce, rest) = fresh.split_at(NONCE);
        let (content_key, _) = rest.split_at(length);
        let mut tag = [0; 16];
        let ciphertext = encrypt_aead(cipher, content_key, Some(nonce), &[], assertion, &mut tag)?;
        // XML Encryption 1.1 §5.2.4: the nonce, the ciphertext and the tag, in this order.
        let data = [nonce, &ciphertext, &tag].concat();
        Ok(Self { xml: write(key, &key.wrap(content_key)?, &data) })
    }
}

const fn xenc(local: &'static str) -> Name {
    Name(Ns::Xenc, local)
}

/// The form that most read: the EncryptedKey inside the EncryptedData's KeyInfo.
fn write(key: &EncryptionKey, wrapped: &[u8], data: &[u8]) -> Vec<u8> {
    let cipher = match key.cipher {
        DataCipher::Aes128Gcm => names::AES128_GCM,
        DataCipher::Aes256Gcm => names::AES256_GCM,
    };
    let mut writer = Writer::new();
    writer.element(Name(Ns::Assertion, "EncryptedAssertion"), &[], |w| {
        w.element(xenc("EncryptedData"), &[(Attr::Plain("Type"), names::ENCRYPTED_ELEMENT)], |w| {
            algorithm(w, xenc("EncryptionMethod"), cipher);
            w.element(Name(Ns::Dsig, "KeyInfo"), &[], |w| {
                w.element(xenc("EncryptedKey"), &[], |w| {
                    transport(w, key.transport);
                    cipher_value(w, wrapped);
                });
            });
            cipher_value(w, data);
        });
    });
    writer.finish()
}

fn transport(writer: &mut Writer, transport: KeyTransport) {
    let (uri, digest) = match transport {
        KeyTransport::OaepMgf1p => (names::RSA_OAEP_MGF1P, names::DIGEST_SHA1),
        KeyTransport::OaepSha256 => (names::RSA_OAEP, names::DIGEST_SHA256),
    };
    writer.element(xenc("EncryptionMethod"), &[(Attr::Plain("Algorithm"), uri)], |w| {
        algorithm(w, Name(Ns::Dsig, "DigestMethod"), digest);
        if transport == KeyTransport::OaepSha256 {
            algorithm(w, Name(Ns::Xenc11, "MGF"), names::MGF1_SHA256);
        }
    });
}

fn algorithm(writer: &mut Writer, name: Name, uri: &str) {
    writer.text_element(name, &[(Attr::Plain("Algorithm"), uri)], "");
}

fn cipher_value(writer: &mut Writer, value: &[u8]) {
    writer.element(xenc("CipherData"), &[], |w| w.base64_element(xenc("CipherValue"), value));
}
