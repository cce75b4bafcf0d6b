//! Which columns the keeper's MAC covers, for each row that confers trust or names a key.

use crate::db::account::AccountRow;
use crate::db::inbox::InboxRow;
use crate::db::invitation::InvitationRow;
use crate::domain::OrgId;
use crate::keeper::row_digest;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;

/// `organisation`: proves that this database and this keeper belong together.
pub fn organisation(id: OrgId) -> [u8; 32] {
    row_digest("organisation", id.as_bytes(), 1, &[])
}

/// `account`'s inbox: its key, since whoever could put another in its place would read what is put in; the newest item's
/// sequence; and exactly the items that lie in it, so that none goes, comes or comes back unnoticed.
pub fn inbox(account: &AccountRow, items: &[InboxRow]) -> [u8; 32] {
    let mut items: Vec<([u8; 16], [u8; 32])> =
        items.iter().map(|item| (item.id.into_bytes(), sha256(&item.sealed))).collect();
    items.sort_unstable();
    let items: Vec<&[u8]> = items.iter().flat_map(|(id, sealed)| [id.as_slice(), sealed]).collect();
    let columns = [account.org.as_bytes().as_slice(), &account.inbox_public, &lp(&items)];
    row_digest("account.inbox", account.id.as_bytes(), account.inbox_version, &columns)
}

/// The same as it was before items were counted: of accounts whose inbox has not been touched since.
pub fn inbox_key_alone(account: &AccountRow) -> [u8; 32] {
    row_digest("account.inbox", account.id.as_bytes(), 1, &[account.org.as_bytes(), &account.inbox_public])
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
