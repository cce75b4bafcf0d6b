//! What is written of a person, when, and how it is read again for one of them.

use super::DirectoryError;
use super::fold::is_unseen;
use crate::db::account::AccountRow;
use crate::db::directory::DirectoryRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{Attribute, OrgId, Secret, SecretBytes, SecretText};
use crate::sign_in::keyring::{KeyringFlowError, Openers, Ring, open, told};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use crate::vault::directory::{Entry, mark, open_entry, seal_entry};
use crate::vault::profile::Profile;

/// Short and full names of what people are called by, and of what they are reached by.
const NAME: [&str; 2] = ["displayName", "urn:oid:2.16.840.1.113730.3.1.241"];
const COMMON_NAME: [&str; 2] = ["cn", "urn:oid:2.5.4.3"];
const GIVEN_NAME: [&str; 2] = ["givenName", "urn:oid:2.5.4.42"];
const SURNAME: [&str; 2] = ["sn", "urn:oid:2.5.4.4"];
const CONTACTS: [[&str; 2]; 3] = [
    ["mail", "urn:oid:0.9.2342.19200300.100.1.3"],
    ["telephoneNumber", "urn:oid:2.5.4.20"],
    ["mobile", "urn:oid:0.9.2342.19200300.100.1.41"],
];

/// What is known of a person that the directory keeps; `None` for one of whom it is not yet known what they sign in with.
fn entry(account: &AccountRow, identifier: &str, attributes: &[Attribute]) -> Option<Entry> {
    let values = |names: [&str; 2]| values(attributes, names);
    let both: Vec<String> =
        [GIVEN_NAME, SURNAME].into_iter().filter_map(|names| values(names).into_iter().next()).collect();
    let both = if both.is_empty() { None } else { Some(both.join(" ")) };
    let names = values(NAME).into_iter().chain(values(COMMON_NAME)).chain(both);
    let contacts = CONTACTS.into_iter().flat_map(values);
    let identifier = SecretText::new(identifier.to_owned());
    let has_name = !identifier.is_empty();
    has_name.then(|| Entry { handle: account.handle, identifier, names: once(names), contacts: once(contacts) })
}

/// Of an attribute by either of its names.
fn values(attributes: &[Attribute], names: [&str; 2]) -> Vec<String> {
    let said = attributes.iter().filter(|one| names.iter().any(|name| one.name.eq_ignore_ascii_case(name)));
    said.flat_map(|one| &one.values).map(|value| line(value)).filter(|value| !value.is_empty()).collect()
}

/// On one line, whatever white space was in it, and without what is not seen or turns the text around.
fn line(value: &str) -> String {
    let seen: String = value.chars().filter(|letter| !is_unseen(*letter)).collect();
    seen.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each once, in their order.
fn once(texts: impl Iterator<Item = String>) -> Vec<SecretText> {
    let mut all: Vec<SecretText> = Vec::new();
    for text in texts {
        if all.iter().all(|known| known.expose() != text) {
            all.push(SecretText::new(text));
        }
    }
    all
}

/// Brings a person's entry up to date, in a session that has opened their profile: written anew unless the row is the very one that a
/// session of theirs would write now. The caller has locked the account, and commits.
pub(in crate::sign_in) async fn keep(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    profile: &Profile,
    attributes: &[Attribute],
    epoch: u32,
) -> Result<(), KeyringFlowError> {
    let Some(entry) = entry(account, profile.identifier.expose(), attributes) else { return Ok(()) };
    let (entry, seed) = (entry.encode()?, &profile.identity_seed);
    let found = db::directory::of_account(db, account.id).await?;
    if found.is_some_and(|row| row.epoch == epoch && row.mark == mark_of(parts, seed, &row, &entry)) {
        return Ok(());
    }
    let Some(mut row) = sealed(parts, db, account, profile.keyring.seen, &entry).await? else { return Ok(()) };
    row.mark = mark_of(parts, seed, &row, &entry).to_vec();
    Ok(db::directory::put(db, &row).await?)
}

/// The row without its mark; `None` where there is no directory. From here on keyring and answer stay until the transaction ends.
async fn sealed(
    parts: &Parts,
    db: &mut PgConnection,
    account: &AccountRow,
    seen: u64,
    entry: &SecretBytes,
) -> Result<Option<DirectoryRow>, KeyringFlowError> {
    let row = db::keyring::read_for_share(db, parts.org).await?;
    let Ring::On(ring, public) = Ring::of(parts, row, seen).await? else { return Ok(None) };
    if !ring.directory {
        return Ok(None);
    }
    let epoch = ring.epoch;
    let sealed = seal_entry(&public, parts.org, account.id, epoch, entry, &*parts.random)?;
    let mut row = DirectoryRow { account: account.id, epoch, sealed, mark: Vec::new(), mac: Vec::new() };
    row.mac = parts.keeper.row_mac(row_macs::directory(parts.org, &row)).await?.to_vec();
    Ok(Some(row))
}

fn mark_of(parts: &Parts, identity_seed: &Secret<32>, row: &DirectoryRow, entry: &SecretBytes) -> [u8; 32] {
    mark(identity_seed, &row_macs::directory(parts.org, row), &row.mac, entry)
}

/// What the directory says of somebody to one administrator.
pub enum Listing {
    /// There is no directory.
    Off,
    /// She does not hold the keyring.
    NoPlace,
    /// They have no entry yet.
    Nothing,
    /// There is one that is not as this service wrote it for who has this account's handle.
    Unreadable,
    Entry(Box<Entry>),
}

/// The entry of one account that was found.
///
/// # Errors
/// The session has ended meanwhile; database or keeper away.
pub async fn of(parts: &Parts, person: &SignedIn, account: &AccountRow) -> Result<Listing, DirectoryError> {
    let has_one = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        told(parts, &mut db, 0).await?.lists()
    };
    if !has_one {
        return Ok(Listing::Off);
    }
    let (ring, open) = open(parts, person).await?;
    let Some(open) = open.filter(|_| ring.lists()) else { return Ok(Listing::NoPlace) };
    let row = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::directory::of_account(&mut db, account.id).await?
    };
    let Some(row) = row else { return Ok(Listing::Nothing) };
    let opened = opened(parts.org, &open.openers()?, &row);
    match opened.filter(|entry| entry.handle == account.handle) {
        Some(entry) if is_ours(parts, &row).await? => Ok(Listing::Entry(Box::new(entry))),
        _ => Ok(Listing::Unreadable),
    }
}

/// `None` for what does not open, or cannot be read.
pub(super) fn opened(org: OrgId, openers: &Openers, row: &DirectoryRow) -> Option<Entry> {
    let octets = open_entry(openers.of(row.epoch)?, org, row.account, row.epoch, &row.sealed).ok()?;
    Entry::decode(&octets).ok()
}

/// Anybody can seal to the keyring: what the keeper does not vouch for is nobody's entry.
pub(super) async fn is_ours(parts: &Parts, row: &DirectoryRow) -> Result<bool, DirectoryError> {
    Ok(parts.keeper.check_row_mac(row_macs::directory(parts.org, row), &row.mac).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AccountId, AccountState, Handle};
    use uuid::Uuid;

    fn entry_of(identifier: &str, said: &[(&str, &[&str])]) -> Option<Entry> {
        let account = AccountRow {
            id: AccountId(Uuid::nil()),
            org: OrgId(Uuid::nil()),
            handle: Handle([1; 32]),
            state: AccountState::Active,
            inbox_public: [2; 32],
            inbox_mac: Vec::new(),
            inbox_version: 0,
        };
        let attributes: Vec<Attribute> = said
            .iter()
            .map(|(name, values)| Attribute {
                name: (*name).to_owned(),
                values: values.iter().map(|value| (*value).to_owned()).collect(),
            })
            .collect();
        entry(&account, identifier, &attributes)
    }

    #[test]
    fn names_and_contacts_are_taken_by_short_and_full_name_each_once() {
        let said: [(&str, &[&str]); 6] = [
            ("urn:oid:2.5.4.4", &["Müller"]),
            ("givenName", &["Änni"]),
            ("displayName", &["Änni Müller", " Dr.\n Änni\tMül\u{200b}ler\u{202e} ", "\u{200b}\u{2066}"]),
            ("mail", &["a@example.org", "", "b@example.org"]),
            ("eduPersonAffiliation", &["staff"]),
            ("telephonenumber", &["+39 02 1"]),
        ];
        let entry = entry_of("änni", &said).unwrap();
        let all = |texts: &[SecretText]| texts.iter().map(|one| one.expose().to_owned()).collect::<Vec<_>>();
        assert_eq!(all(&entry.names), ["Änni Müller", "Dr. Änni Müller"]);
        assert_eq!(all(&entry.contacts), ["a@example.org", "b@example.org", "+39 02 1"]);
        assert_eq!(entry_of("ada", &[("sn", &["Lovelace"])]).unwrap().called(), "Lovelace");
        assert_eq!(entry_of("ada", &[]).unwrap().called(), "ada");
        assert!(entry_of("", &[]).is_none(), "who cannot be found by anything is not listed");
    }
}
