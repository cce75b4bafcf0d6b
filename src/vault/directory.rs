//! An entry of the directory of people: names, contacts and what somebody signs in with, sealed to the administrators' keyring.
//!
//! Pure: who has one, and who opens it, others know.

use crate::domain::{AccountId, Handle, OrgId, Random, Secret, SecretBytes, SecretText};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::{Reader, lp};
use crate::vault::envelope::{EnvelopeError, Opener, seal_to};
use crate::vault::labels;
use crate::vault::seal::RecordContext;
use zeroize::Zeroizing;

/// What every entry is filled up to: all rows have one size.
const ROOM: usize = 1_020;
/// The longest name or contact that is kept, in octets; a longer one is cut.
const LONGEST: usize = 160;

/// What is known of a person.
#[derive(Debug)]
pub struct Entry {
    /// By which their account was found when this was written.
    pub handle: Handle,
    /// What they sign in with.
    pub identifier: SecretText,
    /// The one that they are called by first.
    pub names: Vec<SecretText>,
    pub contacts: Vec<SecretText>,
}

#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    #[error("an entry of the directory does not open: {0}")]
    Envelope(#[from] EnvelopeError),
    #[error("an entry of the directory cannot be read")]
    Malformed,
    #[error("what somebody signs in with is too long for an entry of the directory")]
    TooLong,
}

impl Entry {
    /// `lp(handle, identifier, lp(name, …), lp(contact, …), zeros)`, 1,020 octets. What has no room any more is left out, contacts first.
    ///
    /// # Errors
    /// `TooLong` where the identifier alone has no room.
    pub fn encode(&self) -> Result<SecretBytes, EntryError> {
        // Each of five parts has its length before it.
        let fixed = 5 * 4 + self.handle.as_bytes().len() + self.identifier.expose().len();
        let mut room = ROOM.checked_sub(fixed).ok_or(EntryError::TooLong)?;
        let names = Zeroizing::new(lp(&fitting(&self.names, &mut room)));
        let contacts = Zeroizing::new(lp(&fitting(&self.contacts, &mut room)));
        let parts = [self.handle.as_bytes(), self.identifier.expose().as_bytes(), &names, &contacts, &vec![0; room]];
        Ok(SecretBytes::new(lp(&parts)))
    }

    /// Reads what [`Entry::encode`] wrote.
    ///
    /// # Errors
    /// Any octets that it would not have written so.
    pub fn decode(octets: &SecretBytes) -> Result<Self, EntryError> {
        let read = || {
            let mut reader = Reader::new(octets.expose());
            let handle = Handle(reader.array()?);
            let identifier = SecretText::new(reader.text()?);
            let names = texts(reader.part()?)?;
            let contacts = texts(reader.part()?)?;
            let zeros = reader.part()?;
            let is_whole = reader.is_done() && octets.expose().len() == ROOM && zeros.iter().all(|octet| *octet == 0);
            is_whole.then_some(Self { handle, identifier, names, contacts })
        };
        read().ok_or(EntryError::Malformed)
    }

    /// By what they are called: their name, or else what they sign in with.
    pub fn called(&self) -> &str {
        self.names.first().unwrap_or(&self.identifier).expose()
    }
}

/// The first of these that there is room for, each cut to its longest.
fn fitting<'a>(texts: &'a [SecretText], room: &mut usize) -> Vec<&'a [u8]> {
    let mut kept = Vec::new();
    for text in texts {
        let text = cut(text.expose());
        let Some(left) = room.checked_sub(text.len() + 4) else { break };
        *room = left;
        kept.push(text.as_bytes());
    }
    kept
}

fn cut(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    text.get(..end).unwrap_or_default()
}

fn texts(part: &[u8]) -> Option<Vec<SecretText>> {
    let text = |part: &[u8]| std::str::from_utf8(part).ok().map(|text| SecretText::new(text.to_owned()));
    Reader::new(part).rest()?.into_iter().map(text).collect()
}

/// Seals an entry to the keyring of an epoch, for one account.
///
/// # Errors
/// As [`Entry::encode`]; a public key that is none; a failure inside OpenSSL.
pub fn seal_entry(
    public: &[u8; 32],
    org: OrgId,
    account: AccountId,
    epoch: u32,
    entry: &SecretBytes,
    random: &dyn Random,
) -> Result<Vec<u8>, EntryError> {
    let row = row(account, epoch);
    Ok(seal_to(public, &place(org, &row, epoch), entry.expose(), random)?)
}

/// Opens what [`seal_entry`] sealed for this account and epoch, as it was encoded.
///
/// # Errors
/// Another keyring, account, epoch or organisation; a changed row.
pub fn open_entry(
    ring: &Opener,
    org: OrgId,
    account: AccountId,
    epoch: u32,
    sealed: &[u8],
) -> Result<SecretBytes, EntryError> {
    let row = row(account, epoch);
    Ok(ring.open(&place(org, &row, epoch), sealed)?)
}

/// What tells a person's own session that a row, of this digest and MAC, holds this and was written by a session of theirs.
pub fn mark(identity_seed: &Secret<32>, digest: &[u8; 32], mac: &[u8], entry: &SecretBytes) -> [u8; 32] {
    let message = Zeroizing::new(lp(&[labels::DIRECTORY_MARK.as_bytes(), digest, mac, entry.expose()]));
    hmac_sha256(identity_seed, &message)
}

fn row(account: AccountId, epoch: u32) -> Vec<u8> {
    lp(&[account.as_bytes(), &epoch.to_be_bytes()])
}

fn place(org: OrgId, row: &[u8], epoch: u32) -> RecordContext<'_> {
    RecordContext { org, table: "directory", row, slot: "entry", version: epoch.into() }
}

#[cfg(test)]
mod tests;
