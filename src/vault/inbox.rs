//! The inbox: what others put into an account without being able to read it.
//!
//! An item is signed by the keeper (so that nobody who can write rows can make one) and sealed to the inbox's public
//! key (so that nobody who can read rows learns one).

use crate::domain::variant::{Check, skips};
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

/// What stands behind a withdrawal's other parts.
const WITHDRAWN: &[u8] = b"withdrawn";

/// One attribute or role that an administrator gave or took away.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// The row's id.
    pub id: Uuid,
    /// Counts up within the account: an item below the profile's highest is not new.
    pub sequence: u64,
    pub name: String,
    pub said: Said,
    /// From this moment on the item says nothing.
    pub expires: Option<OffsetDateTime>,
}

/// What an item says of its name, in the place of all that was said of it before.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    Values(Vec<String>),
    Withdrawn,
}

impl Item {
    /// The values that it gives at this moment: none once it has expired, and none of what is withdrawn.
    pub fn values_at(&self, now: OffsetDateTime) -> Option<&[String]> {
        match &self.said {
            Said::Values(values) if self.expires.is_none_or(|expires| now < expires) => Some(values),
            Said::Values(_) | Said::Withdrawn => None,
        }
    }
}

/// Prints no value: values name people.
impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.said {
            Said::Values(values) => write!(f, "Item({}, {}, {} values)", self.id, self.name, values.len()),
            Said::Withdrawn => write!(f, "Item({}, {}, withdrawn)", self.id, self.name),
        }
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

/// Opens the item of a row. Whether it has expired is the caller's to ask: an expired item still stands in the place of
/// an older one.
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
) -> Result<Item, InboxError> {
    let row = row(account, row_id);
    let opened = envelope::open_from(inbox, &place(org, &row), sealed)?;
    let mut reader = Reader::new(opened.expose());
    let item = reader.part().and_then(decode).ok_or(InboxError::Malformed)?;
    let signature = reader.array().filter(|_| reader.is_done()).ok_or(InboxError::Malformed)?;
    if item.id != row_id {
        return Err(InboxError::Row);
    }
    // Whoever knows the public key can seal to it: only the signature says that an administrator meant it.
    if !keeper_public.verify(&item_digest(org, account, &item), &signature) && !skips(Check::GrantSignature) {
        return Err(InboxError::Signature);
    }
    Ok(item)
}

fn row(account: AccountId, id: Uuid) -> Vec<u8> {
    lp(&[account.as_bytes(), id.as_bytes()])
}

fn place(org: OrgId, row: &[u8]) -> RecordContext<'_> {
    RecordContext { org, table: "inbox_items", row, slot: "item", version: 1 }
}

/// `lp(id ‖ sequence ‖ expiry in nanoseconds since 1970, or nothing ‖ name ‖ lp(values))`; of a withdrawal, which has no
/// values, with [`WITHDRAWN`] behind.
fn encode(item: &Item) -> Zeroizing<Vec<u8>> {
    let values: Vec<&[u8]> = match &item.said {
        Said::Values(values) => values.iter().map(|value| value.as_bytes()).collect(),
        Said::Withdrawn => Vec::new(),
    };
    let values = Zeroizing::new(lp(&values));
    let expires = item.expires.map(|expires| expires.unix_timestamp_nanos().to_be_bytes());
    let sequence = item.sequence.to_be_bytes();
    let expires = expires.as_ref().map_or(&[][..], |octets| octets.as_slice());
    let mut parts = vec![item.id.as_bytes().as_slice(), &sequence, expires, item.name.as_bytes(), &values];
    if item.said == Said::Withdrawn {
        parts.push(WITHDRAWN);
    }
    Zeroizing::new(lp(&parts))
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
    let values = values(reader.part()?)?;
    let said = match (reader.is_done(), values.is_empty()) {
        (true, _) => Said::Values(values),
        (false, true) if reader.part()? == WITHDRAWN => Said::Withdrawn,
        (false, _) => return None,
    };
    reader.is_done().then_some(Item { id, sequence, name, said, expires })
}

fn values(octets: &[u8]) -> Option<Vec<String>> {
    let mut reader = Reader::new(octets);
    let mut values = Vec::new();
    while !reader.is_done() {
        values.push(reader.text()?);
    }
    Some(values)
}
