//! A program's token: 256 random bits that its person hands to a program. With the keeper's answer to their digest they open what
//! the token holds, which is what it is for and nothing else: never the account's root, nor a seed that anything else follows from.
//!
//! ```text
//! token    = "senza_" ‖ base64url(place (32) ‖ key (32))
//! verifier = SHA-256(lp(label, place, key))
//! digest   = SHA-256(lp(label, place, key)), another label: all that the keeper sees
//! key      = HKDF-Expand(HKDF-Extract(salt = the keeper's answer, ikm = key), lp(label, place))
//! ```

mod held;
mod label;

pub use held::{Held, HeldInbox, HeldKey};
pub use label::Label;

use crate::domain::{May, OrgId, Random, Secret, SecretBytes, SecretText};
use crate::vault::derive::{hkdf_expand, hkdf_extract, sha256};
use crate::vault::encode::{Reader, lp};
use crate::vault::envelope::{self, EnvelopeError, KeyPair};
use crate::vault::labels;
use crate::vault::seal::{self, OpenError, RecordContext, SealError};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// By which a token is known for one, wherever it turns up.
const PREFIX: &str = "senza_";

#[derive(Debug, thiserror::Error)]
pub enum TokenRecordError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error("the record cannot be read")]
    Malformed,
    #[error("the record says more than one can hold")]
    TooLong,
}

/// What a program is given.
#[derive(Debug)]
pub struct Token {
    place: [u8; 32],
    key: Secret<32>,
}

impl Token {
    pub fn random(place: [u8; 32], random: &dyn Random) -> Self {
        Self { place, key: Secret::random(random) }
    }

    #[cfg(test)]
    pub(crate) fn new(place: [u8; 32], key: Secret<32>) -> Self {
        Self { place, key }
    }

    /// `None` for anything that is not exactly one token.
    pub fn parse(text: &str) -> Option<Self> {
        let encoded = text.strip_prefix(PREFIX)?;
        let octets = SecretBytes::new(BASE64URL_NOPAD.decode(encoded.as_bytes()).ok()?);
        let (place, key) = octets.expose().split_at_checked(32)?;
        Some(Self { place: place.try_into().ok()?, key: Secret::from_slice(key)? })
    }

    pub fn text(&self) -> SecretText {
        let whole = Zeroizing::new([self.place.as_slice(), self.key.expose()].concat());
        let encoded = Zeroizing::new(BASE64URL_NOPAD.encode(&whole));
        SecretText::new([PREFIX, &encoded].concat())
    }

    /// Where its row lies.
    pub fn place(&self) -> &[u8; 32] {
        &self.place
    }

    /// What the row keeps. A plain hash will do: nobody guesses 256 bits.
    pub fn verifier(&self) -> [u8; 32] {
        self.hash(labels::API_TOKEN_VERIFIER)
    }

    pub fn matches(&self, stored: &[u8]) -> bool {
        self.verifier().ct_eq(stored).into()
    }

    /// What the keeper answers to.
    pub fn digest(&self) -> [u8; 32] {
        self.hash(labels::API_TOKEN_DIGEST)
    }

    /// Opens what it holds: token and keeper are both needed.
    pub fn sealing_key(&self, answer: &Secret<32>) -> Secret<32> {
        let prk = hkdf_extract(answer.expose(), self.key.expose());
        hkdf_expand(&prk, &lp(&[labels::API_TOKEN_KEY.as_bytes(), &self.place]))
    }

    fn hash(&self, label: &str) -> [u8; 32] {
        sha256(&Zeroizing::new(lp(&[label.as_bytes(), &self.place, self.key.expose()])))
    }
}

/// Seals what a token holds, for the row of this version at its place.
///
/// # Errors
/// More than one can hold; a failure inside OpenSSL.
pub fn seal_held(
    token: &Token,
    answer: &Secret<32>,
    (org, version): (OrgId, u64),
    held: &Held,
    random: &dyn Random,
) -> Result<Vec<u8>, TokenRecordError> {
    let context = held_context(org, &token.place, version);
    Ok(seal::seal(&token.sealing_key(answer), &context, &held.encode()?, random)?)
}

/// # Errors
/// It was sealed under another token, for another place or version, or without this keeper.
pub fn open_held(
    token: &Token,
    answer: &Secret<32>,
    (org, version): (OrgId, u64),
    sealed: &[u8],
) -> Result<Held, TokenRecordError> {
    let opened = seal::open(&token.sealing_key(answer), &held_context(org, &token.place, version), sealed)?;
    Held::decode(opened.expose()).ok_or(TokenRecordError::Malformed)
}

/// Seals what the person is shown of their token, to their inbox.
///
/// # Errors
/// More than one can hold; a public key that is none.
pub fn seal_label(
    inbox: &[u8; 32],
    (org, place, version): (OrgId, &[u8; 32], u64),
    label: &Label,
    random: &dyn Random,
) -> Result<Vec<u8>, TokenRecordError> {
    Ok(envelope::seal_to(inbox, &label_context(org, place, version), &label.encode()?, random)?)
}

/// # Errors
/// It was sealed to another inbox, or for another place or version.
pub fn open_label(
    inbox: &KeyPair,
    (org, place, version): (OrgId, &[u8; 32], u64),
    sealed: &[u8],
) -> Result<Label, TokenRecordError> {
    let opened = envelope::open_from(inbox, &label_context(org, place, version), sealed)?;
    Label::decode(opened.expose()).ok_or(TokenRecordError::Malformed)
}

fn held_context(org: OrgId, place: &[u8; 32], version: u64) -> RecordContext<'_> {
    RecordContext { org, table: "api_tokens", row: place, slot: "held", version }
}

fn label_context(org: OrgId, place: &[u8; 32], version: u64) -> RecordContext<'_> {
    RecordContext { org, table: "api_tokens", row: place, slot: "label", version }
}

/// With zeros behind it, up to the next multiple of `step` octets: how much it says, its length does not tell.
fn padded(octets: &[u8], step: usize) -> Zeroizing<Vec<u8>> {
    let length = (octets.len() + 8).next_multiple_of(step);
    let zeros = vec![0; length - octets.len() - 8];
    Zeroizing::new(lp(&[octets, &zeros]))
}

/// The part before the zeros.
fn unpadded(octets: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(octets);
    let (part, zeros) = (reader.part()?, reader.part()?);
    (reader.is_done() && zeros.iter().all(|octet| *octet == 0)).then_some(part)
}

fn words(may: &[May]) -> Vec<u8> {
    let words: Vec<&[u8]> = may.iter().map(|one| one.word().as_bytes()).collect();
    lp(&words)
}

fn may_of(octets: &[u8]) -> Option<Vec<May>> {
    let words = Reader::new(octets).rest()?;
    words.into_iter().map(|word| May::from_word(std::str::from_utf8(word).ok()?)).collect()
}

#[cfg(test)]
mod tests;
