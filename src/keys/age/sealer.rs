//! Sealing: the header at once, then chunk after chunk as the octets come.

use crate::domain::{Random, Secret, random};
use crate::keys::age::error::SealError;
use crate::keys::age::header::{self, MAX_STANZAS};
use crate::keys::age::payload::{Aead, CHUNK, NONCE, chunk_nonce, payload_key};
use crate::keys::age::recipient::Recipient;
use crate::keys::age::stanza::X25519;
use zeroize::Zeroizing;

/// A file that is being sealed. What [`push`](Self::push) and [`finish`](Self::finish) write, after the header, is the file.
pub struct Sealer {
    aead: Aead,
    /// Plaintext that is not a whole chunk, or is one that may be the last: a chunk at most.
    held: Zeroizing<Vec<u8>>,
    number: u64,
}

impl Sealer {
    /// The file's beginning, and what seals the rest.
    ///
    /// # Errors
    /// No recipient or too many; a public key that everybody could open; a failure inside OpenSSL.
    pub fn new(to: &[Recipient], random: &dyn Random) -> Result<(Vec<u8>, Self), SealError> {
        if to.is_empty() {
            return Err(SealError::NoRecipient);
        }
        if to.len() > MAX_STANZAS {
            return Err(SealError::TooManyRecipients);
        }
        // "The file key MUST be generated as 16 bytes of CSPRNG output. It MUST NOT be reused across multiple files."
        let file_key = Secret::random(random);
        let stanzas: Vec<X25519> =
            to.iter().map(|to| X25519::seal(&file_key, *to, random)).collect::<Result<_, _>>()?;
        let mut beginning = header::write(&stanzas, &file_key);
        // "A new nonce MUST be generated for each file."
        let nonce = random::octets::<NONCE>(random);
        beginning.extend_from_slice(&nonce);
        let aead = Aead::sealing(&payload_key(&file_key, &nonce))?;
        Ok((beginning, Self { aead, held: Zeroizing::new(Vec::with_capacity(CHUNK)), number: 0 }))
    }

    /// Takes plaintext of any length, and appends what it makes whole.
    ///
    /// # Errors
    /// A failure inside OpenSSL: the file is then to be thrown away.
    pub fn push(&mut self, mut plain: &[u8], out: &mut Vec<u8>) -> Result<(), SealError> {
        while !plain.is_empty() {
            // A chunk that is whole is written once something follows it, since the last one is marked.
            if self.held.len() == CHUNK {
                let held = std::mem::take(&mut self.held);
                let sealed = self.chunk(&held, false, out);
                self.held = held;
                self.held.clear();
                sealed?;
            }
            plain = match plain.split_at_checked(CHUNK) {
                Some((chunk, rest)) if self.held.is_empty() && !rest.is_empty() => {
                    self.chunk(chunk, false, out)?;
                    rest
                }
                _ => {
                    let (taken, rest) = plain.split_at(plain.len().min(CHUNK - self.held.len()));
                    self.held.extend_from_slice(taken);
                    rest
                }
            };
        }
        Ok(())
    }

    /// Appends the last chunk, which is empty where the whole file is.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn finish(mut self, out: &mut Vec<u8>) -> Result<(), SealError> {
        // "The final chunk MAY be shorter than 64 KiB but MUST NOT be empty unless the whole payload is empty."
        let held = std::mem::take(&mut self.held);
        self.chunk(&held, true, out)
    }

    fn chunk(&mut self, plain: &[u8], last: bool, out: &mut Vec<u8>) -> Result<(), SealError> {
        self.aead.seal(&chunk_nonce(self.number, last), plain, out)?;
        self.number = self.number.checked_add(1).ok_or(SealError::TooLong)?;
        Ok(())
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealer at chunk {}", self.number)
    }
}
