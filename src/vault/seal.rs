//! The sealed record: AES-256-GCM made key-committing, bound to its place, padded to size buckets.
//!
//! ```text
//! record = header (1) ‖ salt (32) ‖ commitment (32) ‖ ciphertext (a bucket's length) ‖ tag (16)
//! place  = lp(org ‖ table ‖ row ‖ slot ‖ version)
//! prk    = HKDF-Extract(salt, key)
//! commitment, record key = HKDF-Expand(prk, lp(label ‖ SHA-256(place))), two labels
//! ciphertext, tag = AES-256-GCM(record key, nonce 0, associated data = header ‖ place, length ‖ plaintext ‖ zeros)
//! ```

use crate::domain::variant::{Check, skips};
use crate::domain::{OrgId, Random, Secret, SecretBytes, random};
use crate::vault::derive::{hkdf_expand, hkdf_extract, sha256};
use crate::vault::encode::lp;
use crate::vault::{labels, padding};
use openssl::error::ErrorStack;
use openssl::symm::{Cipher, decrypt_aead, encrypt_aead};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

/// The format of this page. Another value is refused before anything else is read.
const HEADER: u8 = 1;
const SALT: usize = 32;
const COMMITMENT: usize = 32;
const TAG: usize = 16;
/// All zero is right here and nowhere else: the key is derived from a fresh 32-octet salt, so no key ever meets a
/// second message, and with it no nonce a second use. A random nonce would add octets and nothing more.
const NONCE: [u8; 12] = [0; 12];

/// Where a record belongs. A record moved to another place, or put back at an older version, does not open.
#[derive(Debug, Clone, Copy)]
pub struct RecordContext<'a> {
    pub org: OrgId,
    pub table: &'static str,
    /// The row's key, of any length; several columns as [`lp`].
    pub row: &'a [u8],
    pub slot: &'static str,
    pub version: u64,
}

impl RecordContext<'_> {
    fn place(&self) -> Vec<u8> {
        if skips(Check::SealedPlace) {
            return Vec::new();
        }
        lp(&[self.org.as_bytes(), self.table.as_bytes(), self.row, self.slot.as_bytes(), &self.version.to_be_bytes()])
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SealError {
    #[error("a record of {0} octets is longer than the {max} allowed", max = padding::LONGEST)]
    TooLong(usize),
    #[error("OpenSSL could not encrypt: {0}")]
    OpenSsl(#[from] ErrorStack),
}

/// Why a record did not open. All of these are for the log alone; a caller treats them alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    #[error("the record's header names a format this program does not know")]
    Header,
    #[error("the record is cut short")]
    Short,
    #[error("the record was sealed under another key or for another place")]
    Commitment,
    #[error("the record was changed")]
    Tag,
    #[error("the record's frame or padding is malformed")]
    Frame,
}

/// Seals under a fresh key derived from `key`. The result has the length of its bucket plus 81 octets.
///
/// # Errors
/// A plaintext above 1 MiB; a failure inside OpenSSL.
pub fn seal(
    key: &Secret<32>,
    context: &RecordContext<'_>,
    plaintext: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, SealError> {
    let framed = padding::frame(plaintext).ok_or(SealError::TooLong(plaintext.len()))?;
    let place = context.place();
    let salt = random::octets::<SALT>(random);
    let keys = RecordKeys::derive(key, &salt, &place);
    let mut tag = [0; TAG];
    let associated = associated(&place);
    let body = encrypt_aead(Cipher::aes_256_gcm(), keys.key.expose(), Some(&NONCE), &associated, &framed, &mut tag)?;
    Ok([&[HEADER], salt.as_slice(), &keys.commitment, &body, &tag].concat())
}

/// Opens what [`seal`] sealed under the same key for the same place.
///
/// # Errors
/// [`OpenError::Commitment`] for another key or place, in constant time and before anything is decrypted.
pub fn open(key: &Secret<32>, context: &RecordContext<'_>, sealed: &[u8]) -> Result<SecretBytes, OpenError> {
    let (header, rest) = sealed.split_first().ok_or(OpenError::Short)?;
    if *header != HEADER {
        return Err(OpenError::Header);
    }
    let (salt, rest) = rest.split_first_chunk::<SALT>().ok_or(OpenError::Short)?;
    let (commitment, body) = rest.split_first_chunk::<COMMITMENT>().ok_or(OpenError::Short)?;
    let place = context.place();
    let keys = RecordKeys::derive(key, salt, &place);
    // AES-GCM alone commits to no key: one ciphertext can open under two. The commitment is a hash of the key.
    if !bool::from(keys.commitment.ct_eq(commitment)) {
        return Err(OpenError::Commitment);
    }
    let framed = decrypt(&keys.key, &place, body)?;
    padding::unframe(&framed).map(|plaintext| SecretBytes::new(plaintext.to_vec())).ok_or(OpenError::Frame)
}

/// The two values that follow from key, salt and place.
struct RecordKeys {
    key: Secret<32>,
    commitment: [u8; COMMITMENT],
}

impl RecordKeys {
    fn derive(key: &Secret<32>, salt: &[u8; SALT], place: &[u8]) -> Self {
        let prk = hkdf_extract(salt, key.expose());
        // Hashed, since a row's key may be longer than HKDF's info.
        let place = sha256(place);
        let expand = |label: &str| hkdf_expand(&prk, &lp(&[label.as_bytes(), &place]));
        Self { key: expand(labels::SEAL_KEY), commitment: *expand(labels::SEAL_COMMITMENT).expose() }
    }
}

fn associated(place: &[u8]) -> Vec<u8> {
    [&[HEADER], place].concat()
}

fn decrypt(key: &Secret<32>, place: &[u8], body: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (ciphertext, tag) = body.split_last_chunk::<TAG>().ok_or(OpenError::Short)?;
    decrypt_aead(Cipher::aes_256_gcm(), key.expose(), Some(&NONCE), &associated(place), ciphertext, tag)
        .map(Zeroizing::new)
        .map_err(|_| OpenError::Tag)
}
