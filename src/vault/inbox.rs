//! The inbox: what others put into an account without being able to read it.
//!
//! An item is signed by the keeper (so that nobody who can write rows can make one) and sealed to the inbox's public
//! key (so that nobody who can read rows learns one).

use crate::domain::{AccountId, OrgId, Random};
use crate::vault::derive::sha256;
use crate::vault::encode::{Reader, lp};
use crate::vault::envelope::{self, EnvelopeError, KeyPair};
use crate::vault::grant::GrantKey;
use crate::vault::labels;
use crate::vault::seal::RecordContext;
use std::fmt;
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

/// The reserved name under which roles travel.
pub const ROLE: &str = "senza:role";

/// One attribute or role that an administrator gave.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// The row's id.
    pub id: Uuid,
    /// Counts up within the account: an item below the profile's highest is not new.
    pub sequence: u64,
    pub name: String,
    pub values: Vec<String>,
    /// From this moment on the item says nothing.
    pub expires: Option<OffsetDateTime>,
}

/// Prints no value: values name people.
impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({}, {}, {} values)", self.id, self.name, self.values.len())
    }
}

#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    #[error("the inbox item does not open: {0}")]
    Envelope(#[from] EnvelopeError),
    #[error("the inbox item cannot be read")]
    Malformed,
    #[error("the inbox item is not the one of its row")]
    Row,
    #[error("the inbox item does not carry the keeper's signature")]
    Signature,
}

/// What the keeper signs: SHA-256 over organisation, account and every field of the item.
pub fn item_digest(org: OrgId, account: AccountId, item: &Item) -> [u8; 32] {
    sha256(&Zeroizing::new(lp(&[labels::ITEM.as_bytes(), org.as_bytes(), account.as_bytes(), &encode(item)])))
}

/// The item and its signature, sealed to the account's inbox.
///
/// # Errors
/// A public key that is none, and an item above the size that a record holds.
pub fn seal_item(
    inbox_public: &[u8; 32],
    org: OrgId,
    account: AccountId,
    item: &Item,
    signature: &[u8; 64],
    random: &dyn Random,
) -> Result<Vec<u8>, InboxError> {
    let plaintext = Zeroizing::new(lp(&[&encode(item), signature]));
    let row = row(account, item.id);
    Ok(envelope::seal_to(inbox_public, &place(org, &row), &plaintext, random)?)
}

/// Opens the item of a row: `None` when it has expired at `now`.
///
/// # Errors
/// An item that does not open for this inbox, account and row, or without the keeper's signature over exactly it.
pub fn open_item(
    inbox: &KeyPair,
    org: OrgId,
    account: AccountId,
    row_id: Uuid,
    sealed: &[u8],
    keeper_public: &GrantKey,
    now: OffsetDateTime,
) -> Result<Option<Item>, InboxError> {
    let row = row(account, row_id);
    let opened = envelope::open_from(inbox, &place(org, &row), sealed)?;
    let mut reader = Reader::new(opened.expose());
    let item = reader.part().and_then(decode).ok_or(InboxError::Malformed)?;
    let signature = reader.array().filter(|_| reader.is_done()).ok_or(InboxError::Malformed)?;
    if item.id != row_id {
        return Err(InboxError::Row);
    }
    // Whoever knows the public key can seal to it: only the signature says that an administrator meant it.
    if !keeper_public.verify(&item_digest(org, account, &item), &signature) {
        return Err(InboxError::Signature);
    }
    Ok(Some(item).filter(|item| item.expires.is_none_or(|expires| now < expires)))
}

fn row(account: AccountId, id: Uuid) -> Vec<u8> {
    lp(&[account.as_bytes(), id.as_bytes()])
}

fn place(org: OrgId, row: &[u8]) -> RecordContext<'_> {
    RecordContext { org, table: "inbox_items", row, slot: "item", version: 1 }
}

/// `lp(id ‖ sequence ‖ expiry in nanoseconds since 1970, or nothing ‖ name ‖ lp(values))`.
fn encode(item: &Item) -> Zeroizing<Vec<u8>> {
    let values: Vec<&[u8]> = item.values.iter().map(|value| value.as_bytes()).collect();
    let expires = item.expires.map(|expires| expires.unix_timestamp_nanos().to_be_bytes());
    Zeroizing::new(lp(&[
        item.id.as_bytes(),
        &item.sequence.to_be_bytes(),
        expires.as_ref().map_or(&[], |octets| octets.as_slice()),
        item.name.as_bytes(),
        &Zeroizing::new(lp(&values)),
    ]))
}

fn decode(octets: &[u8]) -> Option<Item> {
    let mut reader = Reader::new(octets);
    let id = Uuid::from_bytes(reader.array()?);
    let sequence = u64::from_be_bytes(reader.array()?);
    let expires = match reader.part()? {
        [] => None,
        octets => {
            let nanoseconds = i128::from_be_bytes(octets.try_into().ok()?);
            Some(OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok()?)
        }
    };
    let name = reader.text()?;
    let mut values_reader = Reader::new(reader.part()?);
    let mut values = Vec::new();
    while !values_reader.is_done() {
        values.push(values_reader.text()?);
    }
    reader.is_done().then_some(Item { id, sequence, name, values, expires })
}
