//! The administrators' keyring: a key pair to which people's identity seeds are sealed, and whose private half is sealed to
//! each member's own key. Never a data seed: who holds the keyring can give a name back, and opens nothing.
//!
//! Pure: where rows lie, and what the keeper's MAC covers, others know.

use crate::domain::{AccountId, Handle, MemberId, OrgId, Random, Secret, SecretText};
use crate::vault::derive::sha256;
use crate::vault::encode::{Reader, lp};
use crate::vault::envelope::{EnvelopeError, KeyPair, open_from, seal_to};
use crate::vault::labels;
use crate::vault::seal::RecordContext;
use data_encoding::HEXLOWER;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The longest name in a member's label; what is longer is cut, so that all labels have one size.
const NAME_ROOM: usize = 254;

#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    #[error("the {record} does not open: {cause}")]
    Envelope { record: &'static str, cause: EnvelopeError },
    #[error("the {0} cannot be read")]
    Malformed(&'static str),
}

impl KeyringError {
    fn of(record: &'static str) -> impl FnOnce(EnvelopeError) -> Self {
        move |cause| Self::Envelope { record, cause }
    }
}

/// Who a member is, for the others.
pub struct Label {
    pub account: AccountId,
    /// Of her vault's inbox. An account that began again has another: whoever held the place then does not hold it now.
    pub inbox_public: [u8; 32],
    /// What she signs in with.
    pub name: SecretText,
}

/// What is kept of a person: their identity seed, and under which handle their account was found when it was written. Whoever
/// opens it by name sees that it is that person's.
#[derive(Debug, PartialEq, Eq)]
pub struct Kept {
    pub seed: Secret<32>,
    pub handle: Handle,
}

/// An identity seed with its handle, sealed to the keyring of an epoch for one account.
///
/// # Errors
/// A public key that is none; a failure inside OpenSSL.
pub fn seal_seed(
    public: &[u8; 32],
    org: OrgId,
    account: AccountId,
    epoch: u32,
    kept: &Kept,
    random: &dyn Random,
) -> Result<Vec<u8>, KeyringError> {
    let row = seed_row(account, epoch);
    let plain = Zeroizing::new([kept.seed.expose().as_slice(), kept.handle.as_bytes()].concat());
    seal_to(public, &seed_place(org, &row, epoch), &plain, random).map_err(KeyringError::of("escrowed seed"))
}

/// Opens what [`seal_seed`] sealed for this account and epoch.
///
/// # Errors
/// Another keyring, account, epoch or organisation; a changed row.
pub fn open_seed(
    ring: &KeyPair,
    org: OrgId,
    account: AccountId,
    epoch: u32,
    sealed: &[u8],
) -> Result<Kept, KeyringError> {
    const RECORD: &str = "escrowed seed";
    let row = seed_row(account, epoch);
    let plain = open_from(ring, &seed_place(org, &row, epoch), sealed).map_err(KeyringError::of(RECORD))?;
    let (seed, handle) = plain.expose().split_first_chunk::<32>().ok_or(KeyringError::Malformed(RECORD))?;
    let handle = handle.try_into().map_err(|_| KeyringError::Malformed(RECORD))?;
    Ok(Kept { seed: Secret::new(*seed), handle: Handle(handle) })
}

/// The keyring's private key of an epoch, sealed to one member.
///
/// # Errors
/// A public key that is none; a failure inside OpenSSL.
pub fn seal_to_member(
    member_public: &[u8; 32],
    org: OrgId,
    member: MemberId,
    epoch: u32,
    ring: &KeyPair,
    random: &dyn Random,
) -> Result<Vec<u8>, KeyringError> {
    let place = member_place(org, member.as_bytes(), "private", epoch);
    seal_to(member_public, &place, ring.private.expose(), random).map_err(KeyringError::of("keyring's private key"))
}

/// Opens the keyring with a member's own key, and sees that it is the one whose public half stands in the row.
///
/// # Errors
/// Another member's or epoch's; a private key that does not belong to `public`.
pub fn open_as_member(
    own: &KeyPair,
    org: OrgId,
    member: MemberId,
    epoch: u32,
    sealed: &[u8],
    public: &[u8; 32],
) -> Result<KeyPair, KeyringError> {
    let place = member_place(org, member.as_bytes(), "private", epoch);
    pair(open_from(own, &place, sealed), public, "keyring's private key")
}

/// The private key of the epoch before, sealed to the present keyring while rows are still sealed to the former.
///
/// # Errors
/// A public key that is none; a failure inside OpenSSL.
pub fn seal_elder(
    public: &[u8; 32],
    org: OrgId,
    epoch: u32,
    elder: &KeyPair,
    random: &dyn Random,
) -> Result<Vec<u8>, KeyringError> {
    let octets = Zeroizing::new([elder.private.expose().as_slice(), &elder.public].concat());
    seal_to(public, &elder_place(org, epoch), &octets, random).map_err(KeyringError::of("keyring's elder key"))
}

/// Opens what [`seal_elder`] sealed. `epoch` is the present one's.
///
/// # Errors
/// Another keyring or epoch.
pub fn open_elder(ring: &KeyPair, org: OrgId, epoch: u32, sealed: &[u8]) -> Result<KeyPair, KeyringError> {
    const RECORD: &str = "keyring's elder key";
    let octets = open_from(ring, &elder_place(org, epoch), sealed).map_err(KeyringError::of(RECORD))?;
    let (private, public) = octets.expose().split_first_chunk::<32>().ok_or(KeyringError::Malformed(RECORD))?;
    let pair = KeyPair::from_private(Secret::new(*private)).map_err(KeyringError::of(RECORD))?;
    if pair.public == public { Ok(pair) } else { Err(KeyringError::Malformed(RECORD)) }
}

/// Who a member is, sealed to the keyring: the database does not tell who is an administrator.
///
/// # Errors
/// A public key that is none; a failure inside OpenSSL.
pub fn seal_label(
    public: &[u8; 32],
    org: OrgId,
    member: MemberId,
    epoch: u32,
    label: &Label,
    random: &dyn Random,
) -> Result<Vec<u8>, KeyringError> {
    let name = label.name.expose();
    let end = (0..=NAME_ROOM.min(name.len())).rev().find(|end| name.is_char_boundary(*end)).unwrap_or_default();
    let mut room = Zeroizing::new(Vec::with_capacity(NAME_ROOM));
    room.extend_from_slice(name.get(..end).unwrap_or_default().as_bytes());
    room.resize(NAME_ROOM, 0);
    let plain = Zeroizing::new(lp(&[label.account.as_bytes(), &label.inbox_public, &room]));
    let place = member_place(org, member.as_bytes(), "label", epoch);
    seal_to(public, &place, &plain, random).map_err(KeyringError::of("member's label"))
}

/// Opens what [`seal_label`] sealed.
///
/// # Errors
/// Another keyring, member or epoch; a changed row.
pub fn open_label(
    ring: &KeyPair,
    org: OrgId,
    member: MemberId,
    epoch: u32,
    sealed: &[u8],
) -> Result<Label, KeyringError> {
    const RECORD: &str = "member's label";
    let place = member_place(org, member.as_bytes(), "label", epoch);
    let plain = open_from(ring, &place, sealed).map_err(KeyringError::of(RECORD))?;
    let mut reader = Reader::new(plain.expose());
    let account = reader.array().ok_or(KeyringError::Malformed(RECORD))?;
    let inbox_public = reader.array().ok_or(KeyringError::Malformed(RECORD))?;
    let name = reader.part().filter(|_| reader.is_done()).ok_or(KeyringError::Malformed(RECORD))?;
    let name = std::str::from_utf8(name).map_err(|_| KeyringError::Malformed(RECORD))?.trim_end_matches('\0');
    let account = AccountId(Uuid::from_bytes(account));
    Ok(Label { account, inbox_public, name: SecretText::new(name.to_owned()) })
}

/// What two administrators compare before one admits the other: sixteen hexadecimal digits in four groups.
pub fn fingerprint(org: OrgId, member: MemberId, public: &[u8; 32]) -> String {
    let parts = [labels::KEYRING_FINGERPRINT.as_bytes(), org.as_bytes(), member.as_bytes(), public];
    let digest = sha256(&lp(&parts));
    let digits = HEXLOWER.encode(digest.get(..8).unwrap_or_default());
    let groups: Vec<&str> = (0..4).filter_map(|n| digits.get(n * 4..n * 4 + 4)).collect();
    groups.join(" ")
}

fn pair(
    opened: Result<crate::domain::SecretBytes, EnvelopeError>,
    public: &[u8; 32],
    record: &'static str,
) -> Result<KeyPair, KeyringError> {
    let private = opened.map_err(KeyringError::of(record))?;
    let private = Secret::from_slice(private.expose()).ok_or(KeyringError::Malformed(record))?;
    let pair = KeyPair::from_private(private).map_err(KeyringError::of(record))?;
    if pair.public == *public { Ok(pair) } else { Err(KeyringError::Malformed(record)) }
}

fn seed_row(account: AccountId, epoch: u32) -> Vec<u8> {
    lp(&[account.as_bytes(), &epoch.to_be_bytes()])
}

fn seed_place(org: OrgId, row: &[u8], epoch: u32) -> RecordContext<'_> {
    RecordContext { org, table: "escrow", row, slot: "identity-seed", version: epoch.into() }
}

fn member_place<'a>(org: OrgId, row: &'a [u8; 16], slot: &'static str, epoch: u32) -> RecordContext<'a> {
    RecordContext { org, table: "keyring_member", row, slot, version: epoch.into() }
}

fn elder_place(org: OrgId, epoch: u32) -> RecordContext<'static> {
    RecordContext { org, table: "keyring", row: b"", slot: "elder", version: epoch.into() }
}

#[cfg(test)]
mod tests;
