//! Opening: what is authenticated comes out, and nothing else, ever.

use crate::domain::Secret;
use crate::keys::age::armor::Dearmorer;
use crate::keys::age::error::OpenError;
use crate::keys::age::header::HeaderReader;
use crate::keys::age::identity::Identity;
use crate::keys::age::payload::{Aead, CHUNK, NONCE, SEALED_CHUNK, TAG, chunk_nonce, payload_key};
use crate::keys::age::stanza::FILE_KEY;
use zeroize::Zeroizing;

/// How far away a chunk that lies in the wrong place is looked for, and how many octets may have been added to the end, to say so. It costs
/// a person who opens a damaged file some milliseconds, once.
const NEAR: u64 = 64;
const ADDED: usize = 256;

/// A file that is being opened, in its binary or its text form.
///
/// Whoever shows or stores what comes out before [`finish`](Self::finish) was `Ok` has a part of the file only: each chunk is authentic, in its place,
/// and there may be no more of them than those.
pub struct Opener {
    identities: Vec<Identity>,
    form: Form,
    state: State,
}

enum Form {
    Unknown,
    Binary,
    Text(Box<Dearmorer>),
}

enum State {
    Header(Box<HeaderReader>),
    Nonce(Secret<FILE_KEY>, Vec<u8>),
    Chunks(Chunks),
    Failed,
}

impl Opener {
    /// An opener for whoever has these.
    pub fn new(identities: Vec<Identity>) -> Self {
        Self { identities, form: Form::Unknown, state: State::Header(Box::default()) }
    }

    /// Takes octets of the file, and appends the plaintext of every chunk that became whole and is authentic.
    ///
    /// # Errors
    /// Each says what is wrong with the file. Nothing more comes of an opener that has failed.
    pub fn push(&mut self, octets: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        let taken = self.take(octets, out);
        if taken.is_err() {
            self.state = State::Failed;
        }
        taken
    }

    /// The file's end: appends the last chunk's plaintext.
    ///
    /// # Errors
    /// As [`push`](Self::push); above all [`OpenError::Truncated`] and [`OpenError::End`].
    pub fn finish(mut self, out: &mut Vec<u8>) -> Result<(), OpenError> {
        if let (Form::Text(text), false) = (&mut self.form, matches!(self.state, State::Failed)) {
            text.finish()?;
        }
        match self.state {
            State::Header(reader) => Err(reader.unfinished()),
            State::Nonce(..) => Err(OpenError::Truncated),
            State::Chunks(chunks) => chunks.finish(out),
            State::Failed => Err(OpenError::Failed),
        }
    }

    fn take(&mut self, octets: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        if let (Form::Unknown, Some(first)) = (&self.form, octets.first()) {
            self.form = match first {
                b'-' | b' ' | b'\t' | b'\r' | b'\n' => Form::Text(Box::default()),
                _ => Form::Binary,
            };
        }
        let Form::Text(text) = &mut self.form else { return self.state.take(&self.identities, octets, out) };
        // In parts, so that what is held decoded has a bound, however much comes at once.
        let mut decoded = Vec::with_capacity(CHUNK);
        for part in octets.chunks(CHUNK) {
            decoded.clear();
            text.push(part, &mut decoded)?;
            self.state.take(&self.identities, &decoded, out)?;
        }
        Ok(())
    }
}

impl State {
    fn take(&mut self, identities: &[Identity], mut octets: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        if let Self::Failed = self {
            return Err(OpenError::Failed);
        }
        if let Self::Header(reader) = self {
            let Some(header) = reader.push(&mut octets)? else { return Ok(()) };
            *self = Self::Nonce(header.file_key(identities)?, Vec::with_capacity(NONCE));
        }
        if let Self::Nonce(file_key, nonce) = self {
            let (taken, rest) = octets.split_at(octets.len().min(NONCE - nonce.len()));
            nonce.extend_from_slice(taken);
            octets = rest;
            let Ok(nonce) = nonce.as_slice().try_into() else { return Ok(()) };
            *self = Self::Chunks(Chunks::new(&payload_key(file_key, nonce))?);
        }
        match self {
            Self::Chunks(chunks) => chunks.take(octets, out),
            _ => Ok(()),
        }
    }
}

struct Chunks {
    aead: Aead,
    /// Ciphertext that is not a whole chunk, or is one that may be the last: a chunk at most.
    held: Vec<u8>,
    number: u64,
}

impl Chunks {
    fn new(key: &Secret<32>) -> Result<Self, OpenError> {
        Ok(Self { aead: Aead::opening(key)?, held: Vec::with_capacity(SEALED_CHUNK), number: 0 })
    }

    fn take(&mut self, mut octets: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        while !octets.is_empty() {
            // Whether a whole chunk is the last shows once something follows it, or nothing does.
            if self.held.len() == SEALED_CHUNK {
                let held = std::mem::take(&mut self.held);
                let opened = self.chunk(&held, out);
                self.held = held;
                self.held.clear();
                opened?;
            }
            octets = match octets.split_at_checked(SEALED_CHUNK) {
                Some((chunk, rest)) if self.held.is_empty() && !rest.is_empty() => {
                    self.chunk(chunk, out)?;
                    rest
                }
                _ => {
                    let (taken, rest) = octets.split_at(octets.len().min(SEALED_CHUNK - self.held.len()));
                    self.held.extend_from_slice(taken);
                    rest
                }
            };
        }
        Ok(())
    }

    /// A whole chunk that is not the last.
    fn chunk(&mut self, sealed: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        if !self.aead.open(&chunk_nonce(self.number, false), sealed, out)? {
            // The last one is as authentic as any, and all that was sealed; but there is more.
            let last = self.aead.open(&chunk_nonce(self.number, true), sealed, out)?;
            return Err(if last { OpenError::TooLong } else { self.why_not(sealed)? });
        }
        self.number = self.number.checked_add(1).ok_or(OpenError::TooLong)?;
        Ok(())
    }

    /// "Streaming decryption MUST signal an error if the end of file is reached without successfully decrypting a final chunk."
    fn finish(mut self, out: &mut Vec<u8>) -> Result<(), OpenError> {
        let held = std::mem::take(&mut self.held);
        if held.len() < TAG {
            return Err(OpenError::Truncated);
        }
        if !self.aead.open(&chunk_nonce(self.number, true), &held, out)? {
            // One that others are to follow.
            let more = held.len() == SEALED_CHUNK && self.aead.open(&chunk_nonce(self.number, false), &held, out)?;
            return Err(if more { OpenError::Truncated } else { self.why_not_the_last(&held)? });
        }
        // "The final chunk … MUST NOT be empty unless the whole payload is empty."
        if held.len() == TAG && self.number > 0 {
            return Err(OpenError::EmptyEnd);
        }
        Ok(())
    }

    /// What a whole chunk is that does not open in its place, with more after it.
    fn why_not(&mut self, sealed: &[u8]) -> Result<OpenError, OpenError> {
        let place = self.number.saturating_add(1);
        Ok(if self.lies_elsewhere(sealed)? { OpenError::Reordered(place) } else { OpenError::Altered(place) })
    }

    /// What the last chunk is that does not open in its place.
    fn why_not_the_last(&mut self, sealed: &[u8]) -> Result<OpenError, OpenError> {
        if self.lies_elsewhere(sealed)? {
            return Ok(OpenError::Reordered(self.number.saturating_add(1)));
        }
        for added in 1..=ADDED.min(sealed.len().saturating_sub(TAG)) {
            let without = sealed.get(..sealed.len() - added).unwrap_or_default();
            if self.is(without, self.number, true)? {
                return Ok(OpenError::TooLong);
            }
        }
        Ok(OpenError::End)
    }

    fn lies_elsewhere(&mut self, sealed: &[u8]) -> Result<bool, OpenError> {
        for number in self.number.saturating_sub(NEAR)..=self.number.saturating_add(NEAR) {
            let elsewhere = number != self.number;
            if elsewhere && (self.is(sealed, number, false)? || self.is(sealed, number, true)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether this is that chunk. What it says is wiped, and nobody's.
    fn is(&mut self, sealed: &[u8], number: u64, last: bool) -> Result<bool, OpenError> {
        let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
        Ok(self.aead.open(&chunk_nonce(number, last), sealed, &mut plain)?)
    }
}

impl std::fmt::Debug for Opener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opener")
    }
}
