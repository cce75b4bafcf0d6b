//! Which columns the keeper's MAC covers, for each row that confers trust or names a key.

use crate::db::account::AccountRow;
use crate::db::api_token::TokenRow;
use crate::db::directory::DirectoryRow;
use crate::db::envelope::EnvelopeRow;
use crate::db::envelope_key::EnvelopeKeyRow;
use crate::db::escrow::EscrowRow;
use crate::db::inbox::InboxRow;
use crate::db::invitation::InvitationRow;
use crate::db::keyring::KeyringRow;
use crate::db::keyring_member::MemberRow;
use crate::db::look::LookRow;
use crate::db::session_policy::PolicyRow;
use crate::domain::OrgId;
use crate::keeper::row_digest;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;

/// `organisation`: proves that this database and this keeper belong together.
pub fn organisation(id: OrgId) -> [u8; 32] {
    row_digest("organisation", id.as_bytes(), 1, &[])
}

/// `account`: whose it is, since whoever could give an account another's handle would have it taken for theirs by everybody who
/// acts by name; its inbox's key, since whoever could put another in its place would read what is put in; its version; and
/// exactly the items that lie in it, so that none goes, comes or comes back unnoticed.
///
/// Written before it was noted who opens the console, and so of somebody of whom that is not known until they sign in.
pub fn inbox(account: &AccountRow, items: &[InboxRow]) -> [u8; 32] {
    inbox_as("account.inbox", account, items)
}

/// The same, of somebody who does not open the console.
pub fn plain_inbox(account: &AccountRow, items: &[InboxRow]) -> [u8; 32] {
    inbox_as("account.inbox.plain", account, items)
}

/// The same, of somebody who may open the console. Which of them a MAC was made over, only the keeper can tell: so it is known of
/// somebody whom another acts on, and the database does not say it of anybody.
pub fn console_inbox(account: &AccountRow, items: &[InboxRow]) -> [u8; 32] {
    inbox_as("account.inbox.console", account, items)
}

fn inbox_as(table: &str, account: &AccountRow, items: &[InboxRow]) -> [u8; 32] {
    let mut items: Vec<([u8; 16], [u8; 32])> =
        items.iter().map(|item| (item.id.into_bytes(), sha256(&item.sealed))).collect();
    items.sort_unstable();
    let items: Vec<&[u8]> = items.iter().flat_map(|(id, sealed)| [id.as_slice(), sealed]).collect();
    let columns = [account.org.as_bytes().as_slice(), account.handle.as_bytes(), &account.inbox_public, &lp(&items)];
    row_digest(table, account.id.as_bytes(), account.inbox_version, &columns)
}

/// `invitation`: who may enrol as whom.
pub fn invitation(org: OrgId, row: &InvitationRow) -> [u8; 32] {
    let expires_on = row.expires_on.to_julian_day().to_be_bytes();
    row_digest(
        "invitation",
        &row.locator,
        1,
        &[org.as_bytes(), row.account.as_bytes(), &row.wrapped_kw, &row.sealed, &expires_on],
    )
}

/// `api_token`: which token serves at its place, for what, and until when.
pub fn api_token(org: OrgId, row: &TokenRow) -> [u8; 32] {
    let expires_on = row.expires_on.to_julian_day().to_be_bytes();
    let columns = [org.as_bytes().as_slice(), &row.verifier, &row.held, &row.label, &expires_on];
    row_digest("api_token", &row.place, row.version, &columns)
}

/// `envelope_key`: whose key envelopes are sealed to, as their account is now: the row of a key that was replaced is of an earlier
/// version, which the account's own row cannot say again without its items and its MAC.
pub fn envelope_key(org: OrgId, row: &EnvelopeKeyRow) -> [u8; 32] {
    let columns = [org.as_bytes().as_slice(), &row.public, &row.slips, &row.inbox_version.to_be_bytes()];
    row_digest("envelope_key", row.account.as_bytes(), row.generation.into(), &columns)
}

/// `envelope`: until when it is kept, and what became of it.
pub fn envelope(org: OrgId, row: &EnvelopeRow) -> [u8; 32] {
    let (expires, room) = (row.expires_at.unix_timestamp().to_be_bytes(), row.room.to_be_bytes());
    let columns =
        [org.as_bytes().as_slice(), &room, &row.opened.to_be_bytes(), &[u8::from(row.is_withdrawn)], &expires];
    row_digest("envelope", row.id.as_bytes(), 1, &columns)
}

/// `keyring`: what the organisation chose, and the key that seeds and entries are sealed to. Null stands as nothing: a key and an elder
/// that are there are never empty.
pub fn keyring(row: &KeyringRow) -> [u8; 32] {
    let public = row.public.as_ref().map_or(&[][..], |public| public);
    let elder = row.elder.as_deref().unwrap_or_default();
    let (escrows, epoch) = ([u8::from(row.escrows)], row.epoch.to_be_bytes());
    let mut columns: Vec<&[u8]> = vec![&escrows, &epoch, public, elder];
    // A row from before there were directories has none.
    if row.directory {
        columns.push(&[1]);
    }
    row_digest("keyring", row.org.as_bytes(), row.version, &columns)
}

/// `session_policy`: how long sessions last.
pub fn session_policy(row: &PolicyRow) -> [u8; 32] {
    let columns = [row.longest.to_be_bytes(), row.idle.to_be_bytes(), row.shared_idle.to_be_bytes()];
    let [longest, idle, shared_idle] = &columns;
    row_digest("session_policy", row.org.as_bytes(), row.version, &[longest, idle, shared_idle])
}

/// `organisation_look`: what every page shows of the organisation. What is not chosen is told from what is empty, which is never written.
pub fn organisation_look(row: &LookRow) -> [u8; 32] {
    let columns = [row.name.as_deref(), row.colour.as_deref(), row.zone.as_deref()]
        .map(|text| text.unwrap_or_default().as_bytes());
    let [name, colour, zone] = columns;
    let logo = row.logo.as_deref().unwrap_or_default();
    row_digest("organisation_look", row.org.as_bytes(), row.version, &[name, colour, zone, logo])
}

/// `keyring_member`: whose key the keyring is sealed to.
pub fn keyring_member(row: &MemberRow) -> [u8; 32] {
    let sealed = row.sealed.as_deref().unwrap_or_default();
    let columns = [row.org.as_bytes().as_slice(), &row.public, sealed, &row.label];
    row_digest("keyring_member", row.id.as_bytes(), row.epoch.into(), &columns)
}

/// `escrow`: by which seed a person would be known again, and under which handle: both are inside the seal.
pub fn escrow(org: OrgId, row: &EscrowRow) -> [u8; 32] {
    row_digest("escrow", row.account.as_bytes(), row.epoch.into(), &[org.as_bytes(), &row.sealed])
}

/// `directory`: what is known of a person, and under which handle: all of it is inside the seal.
pub fn directory(org: OrgId, row: &DirectoryRow) -> [u8; 32] {
    row_digest("directory", row.account.as_bytes(), row.epoch.into(), &[org.as_bytes(), &row.sealed])
}
