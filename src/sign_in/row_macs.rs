//! Which columns the keeper's MAC covers, for each row that confers trust or names a key.

use crate::db::account::AccountRow;
use crate::db::invitation::InvitationRow;
use crate::domain::{AccountId, OrgId};
use crate::keeper::row_digest;

/// `organisation`: proves that this database and this keeper belong together.
pub fn organisation(id: OrgId) -> [u8; 32] {
    row_digest("organisation", id.as_bytes(), 1, &[])
}

/// `account`'s inbox key: whoever could put another in its place would read what is put in.
pub fn inbox(org: OrgId, account: AccountId, inbox_public: &[u8; 32]) -> [u8; 32] {
    row_digest("account.inbox", account.as_bytes(), 1, &[org.as_bytes(), inbox_public])
}

pub fn inbox_of(row: &AccountRow) -> [u8; 32] {
    inbox(row.org, row.id, &row.inbox_public)
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
