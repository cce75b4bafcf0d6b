//! Opening a file: all of it is read and verified first, and only then, read once more, shown.

use super::folder::Part;
use crate::domain::variant::{Check, skips};
use crate::domain::{Random, Secret};
use crate::keys::age::{Identity, OpenError, Opener};
use crate::vault::KeyPair;
use openssl::sha::Sha256;
use openssl::symm::{Cipher, encrypt_aead};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use zeroize::Zeroize;

/// Octets read at once.
const PIECE: u64 = 1 << 18;

#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("The ciphertext is not the one that was sent.")]
    Digest,
    #[error("The file was changed while it was being opened.")]
    Changed,
    #[error("the disk: {0}")]
    Disk(#[from] io::Error),
}

fn identities(pairs: &[KeyPair]) -> Vec<Identity> {
    let of = |KeyPair { public, private }: &KeyPair| KeyPair { public: *public, private: private.duplicate() };
    pairs.iter().map(|pair| Identity::from(of(pair))).collect()
}

/// A file that was verified from end to end.
pub struct Opening {
    file: File,
    opener: Option<Opener>,
    /// Of each piece, under a key of this opening's own: what is shown is what was verified, whatever becomes of the disk meanwhile.
    tags: std::vec::IntoIter<[u8; 16]>,
    key: Secret<32>,
    number: u64,
    left: u64,
    /// Of the plaintext.
    pub octets: u64,
    /// Of what was brought: it goes with this.
    _brought: Option<Part>,
}

/// Reads `length` octets of a file, authenticates every part of it and, where one is expected, compares the digest. Nothing of what is in it
/// comes out.
pub(super) fn verify(
    mut file: File,
    length: u64,
    digest: Option<&[u8; 32]>,
    pairs: &[KeyPair],
    random: &dyn Random,
) -> Result<Opening, OpeningError> {
    let key = Secret::random(random);
    let (mut opener, mut hash) = (Opener::new(identities(pairs)), Sha256::new());
    let (mut piece, mut plain, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    let (mut left, mut octets) = (length, 0_u64);
    let mut broken = None;
    file.seek(SeekFrom::Start(0))?;
    while left > 0 {
        read(&mut file, &mut left, &mut piece)?;
        hash.update(&piece);
        tags.push(tag(&key, tags.len() as u64, &piece)?);
        if broken.is_none() {
            broken = opener.push(&piece, &mut plain).err();
        }
        octets = octets.saturating_add(plain.len() as u64);
        plain.zeroize();
    }
    // Whoever exchanged the whole file is told so, and not that its parts are in order.
    if digest.is_some_and(|expected| *expected != hash.finish()) && !skips(Check::EnvelopeDigest) {
        return Err(broken.map_or(OpeningError::Digest, OpeningError::Open));
    }
    if let Some(error) = broken {
        return Err(error.into());
    }
    opener.finish(&mut plain)?;
    octets = octets.saturating_add(plain.len() as u64);
    plain.zeroize();
    file.seek(SeekFrom::Start(0))?;
    let opener = Some(Opener::new(identities(pairs)));
    Ok(Opening { file, opener, tags: tags.into_iter(), key, number: 0, left: length, octets, _brought: None })
}

/// Reads as many octets of a file and compares the digest; the file at its beginning. Whoever opens it elsewhere authenticates it
/// there once more.
pub(super) fn compare(mut file: File, length: u64, digest: &[u8; 32]) -> Result<File, OpeningError> {
    let (mut hash, mut piece, mut left) = (Sha256::new(), Vec::new(), length);
    file.seek(SeekFrom::Start(0))?;
    while left > 0 {
        read(&mut file, &mut left, &mut piece)?;
        hash.update(&piece);
    }
    if *digest != hash.finish() && !skips(Check::EnvelopeDigest) {
        return Err(OpeningError::Digest);
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

impl Opening {
    /// Of a file that is nowhere else.
    pub(super) fn of(self, part: Part) -> Self {
        Self { _brought: Some(part), ..self }
    }

    /// The next part of the plaintext; `None` after the last.
    ///
    /// # Errors
    /// The file is not the one any more that was verified.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, OpeningError> {
        let mut plain = Vec::new();
        while plain.is_empty() {
            let Some(opener) = &mut self.opener else { return Ok(None) };
            if self.left == 0 {
                if let Some(opener) = self.opener.take() {
                    opener.finish(&mut plain)?;
                }
                break;
            }
            let mut piece = Vec::new();
            read(&mut self.file, &mut self.left, &mut piece)?;
            if self.tags.next() != Some(tag(&self.key, self.number, &piece)?) {
                return Err(OpeningError::Changed);
            }
            self.number += 1;
            opener.push(&piece, &mut plain)?;
        }
        Ok((!plain.is_empty()).then_some(plain))
    }
}

fn read(file: &mut File, left: &mut u64, piece: &mut Vec<u8>) -> Result<(), OpeningError> {
    piece.clear();
    let read = file.take(PIECE.min(*left)).read_to_end(piece)? as u64;
    if read == 0 {
        return Err(OpenError::Truncated.into());
    }
    *left -= read;
    Ok(())
}

/// GMAC (NIST SP 800-38D): the key is this opening's, the nonce the piece's number.
fn tag(key: &Secret<32>, number: u64, piece: &[u8]) -> Result<[u8; 16], OpenError> {
    let (mut nonce, mut tag) = ([0; 12], [0; 16]);
    nonce.iter_mut().zip(number.to_be_bytes()).for_each(|(to, octet)| *to = octet);
    encrypt_aead(Cipher::aes_256_gcm(), key.expose(), Some(&nonce), piece, &[], &mut tag)?;
    Ok(tag)
}
