//! A keeper's keys, whole, to a new keeper: asked for there, wrapped here, taken there. In between they are never readable,
//! and the new keeper's folder alone can open them, once.
//!
//! ```text
//! request = "senza-keeper-request-1 " and the public key (X25519) in hexadecimal, a line
//! given   = "SENZAGIVE" ‖ version (1) ‖ public key of the request (32) ‖ envelope
//! ```

use crate::domain::{OrgId, Random, Secret, SecretBytes};
use crate::keeper::key_folder::{Folder, FolderError};
use crate::keeper::key_seal::{AtRest, SealedError};
use crate::keeper::keys::{KeyFileError, Keys};
use crate::keeper::unsealing::Unsealing;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::envelope::{self, EnvelopeError};
use crate::vault::{KeyPair, RecordContext, labels};
use data_encoding::HEXLOWER;
use std::path::Path;
use uuid::Uuid;

#[cfg(test)]
mod tests;

const REQUEST: &str = "senza-keeper-request-1 ";
const BEGINNING: &[u8; 9] = b"SENZAGIVE";
const VERSION: u8 = 1;

/// The sentences are for whoever is on both machines.
#[derive(Debug, thiserror::Error)]
pub enum HandOverError {
    #[error("this folder has keys already, and they are left as they are")]
    HasKeys,
    #[error("this folder has no keys to give")]
    NoKeys,
    #[error(
        "this folder's keys are of an older version: start its keeper once, which completes them, and give them then"
    )]
    Old,
    #[error("this is no request of `senza keeper request`, or not all of it")]
    NoRequest,
    #[error("nothing was asked for here, or it was taken already: begin again with `senza keeper request`")]
    NotAsked,
    #[error("these keys were given to another request than this folder's: nobody but who made that one can open them")]
    Other,
    #[error("this is no file of `senza keeper give`, or of a version that this program does not know")]
    NoGift,
    #[error("the file is damaged, or was not made for this request")]
    Damaged,
    #[error("the key of the request in this folder is damaged: remove request.key and begin again")]
    RequestKey,
    #[error("the keys could not be wrapped: {0}")]
    Wrap(EnvelopeError),
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error(transparent)]
    Sealed(#[from] SealedError),
}

/// What a new keeper shows to an old one: a public key. Whoever exchanges it on the way would be given the keys, so its
/// fingerprint is compared by people.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    public: [u8; 32],
}

impl Request {
    pub(crate) fn of(public: [u8; 32]) -> Self {
        Self { public }
    }

    /// # Errors
    /// Anything but the one line, with or without its end.
    pub fn parse(text: &str) -> Result<Self, HandOverError> {
        let line = text.strip_suffix('\n').unwrap_or(text);
        let digits = line.strip_prefix(REQUEST).ok_or(HandOverError::NoRequest)?;
        let octets = HEXLOWER.decode(digits.as_bytes()).map_err(|_| HandOverError::NoRequest)?;
        Ok(Self { public: octets.try_into().map_err(|_| HandOverError::NoRequest)? })
    }

    /// The line, without its end.
    pub fn line(&self) -> String {
        format!("{REQUEST}{}", HEXLOWER.encode(&self.public))
    }

    /// Twenty hexadecimal digits in five groups: 80 bits, so that nobody finds another key with the same.
    pub fn fingerprint(&self) -> String {
        let digits = HEXLOWER.encode(&sha256(&lp(&[labels::KEEPER_REQUEST.as_bytes(), &self.public])));
        let groups: Vec<&str> = (0..5).filter_map(|n| digits.get(n * 4..n * 4 + 4)).collect();
        groups.join(" ")
    }

    /// Whether somebody typed this request's fingerprint, spaced or not.
    pub fn is_fingerprint(&self, typed: &str) -> bool {
        let plain = |text: &str| text.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_ascii_lowercase();
        plain(typed) == plain(&self.fingerprint())
    }
}

/// Asks for keys: makes the key that will open them, which stays in the folder. The same again until they are taken.
///
/// # Errors
/// A folder that has keys, or that is not this user's alone.
pub fn request(dir: &Path, random: &dyn Random) -> Result<Request, HandOverError> {
    let folder = Folder::open(dir)?;
    let locked = folder.lock()?;
    if locked.read()?.is_some() {
        return Err(HandOverError::HasKeys);
    }
    let pair = match locked.read_request()? {
        Some(private) => pair_of(&private)?,
        None => {
            let pair = KeyPair::generate(random).map_err(HandOverError::Wrap)?;
            locked.write_request(pair.private.expose())?;
            pair
        }
    };
    Ok(Request::of(pair.public))
}

/// The folder's keys, wrapped for whoever made the request.
///
/// # Errors
/// No keys, keys that do not open with what is brought, or a request that nothing can be sealed to.
pub fn give(dir: &Path, with: &Unsealing, to: &Request, random: &dyn Random) -> Result<Vec<u8>, HandOverError> {
    let folder = Folder::open(dir)?;
    let file = folder.lock()?.read()?.ok_or(HandOverError::NoKeys)?;
    let (_, keys) = AtRest::open(&file, with)?;
    // What a program makes of an older file is new each time: two that did so would be two keepers.
    match Keys::decode(keys.expose()) {
        Err(KeyFileError::PutBack) => return Err(HandOverError::Old),
        other => drop(other?),
    }
    wrap(keys.expose(), to, random)
}

pub(crate) fn wrap(keys: &[u8], to: &Request, random: &dyn Random) -> Result<Vec<u8>, HandOverError> {
    let header = header(to);
    let wrapped = envelope::seal_to(&to.public, &place(&header), keys, random).map_err(HandOverError::Wrap)?;
    Ok([header.as_slice(), &wrapped].concat())
}

/// Takes the keys that were given to this folder's request, sealed by what is brought; the request's key is then destroyed, so
/// that the file opens no more.
///
/// # Errors
/// Keys that are there, no request, another's file, a damaged one: nothing is changed.
pub fn take(dir: &Path, given: &[u8], by: &Unsealing, random: &dyn Random) -> Result<(), HandOverError> {
    let folder = Folder::open(dir)?;
    let locked = folder.lock()?;
    if locked.read()?.is_some() {
        return Err(HandOverError::HasKeys);
    }
    let pair = pair_of(&locked.read_request()?.ok_or(HandOverError::NotAsked)?)?;
    let keys = unwrap(given, &pair)?;
    Keys::decode(keys.expose())?;
    locked.write(&AtRest::new(by, random)?.close(keys.expose(), random)?)?;
    Ok(locked.destroy_request()?)
}

pub(crate) fn unwrap(given: &[u8], pair: &KeyPair) -> Result<SecretBytes, HandOverError> {
    let to = Request::of(pair.public);
    let rest = given.strip_prefix(BEGINNING).and_then(|rest| rest.strip_prefix(&[VERSION]));
    let (public, wrapped) = rest.and_then(|rest| rest.split_first_chunk::<32>()).ok_or(HandOverError::NoGift)?;
    if *public != to.public {
        return Err(HandOverError::Other);
    }
    envelope::open_from(pair, &place(&header(&to)), wrapped).map_err(|_| HandOverError::Damaged)
}

fn header(to: &Request) -> Vec<u8> {
    [BEGINNING.as_slice(), &[VERSION], &to.public].concat()
}

fn place(header: &[u8]) -> RecordContext<'_> {
    RecordContext { org: OrgId(Uuid::nil()), table: "keeper", row: header, slot: "given", version: 1 }
}

fn pair_of(private: &[u8]) -> Result<KeyPair, HandOverError> {
    let private = Secret::from_slice(private).ok_or(HandOverError::RequestKey)?;
    KeyPair::from_private(private).map_err(|_| HandOverError::RequestKey)
}
