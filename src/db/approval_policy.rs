//! `approval_policy`: whether what changes trust in the console needs a second person.

use super::{DbError, PgConnection, bigint, must_touch};
use crate::domain::OrgId;

/// As it stands there: whether it may be believed, its reader asks the keeper and the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    pub org: OrgId,
    /// Counts up with each writing.
    pub version: u64,
    pub needed: bool,
    pub mac: Vec<u8>,
}

pub async fn read(db: &mut PgConnection, org: OrgId) -> Result<Option<ApprovalRow>, DbError> {
    let row = sqlx::query!("select version, needed, mac from approval_policy where org_id = $1", org.0)
        .fetch_optional(db)
        .await?;
    // A number that we never write has a row whose MAC does not hold.
    Ok(row.map(|row| ApprovalRow {
        org,
        version: u64::try_from(row.version).unwrap_or_default(),
        needed: row.needed,
        mac: row.mac,
    }))
}

/// Until the transaction ends nobody else chooses, whether or not there is a row; who reads does not wait.
pub async fn lock(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query!("lock table approval_policy in exclusive mode").execute(db).await?;
    Ok(())
}

/// Puts a choice in the place of the one before, whatever that was.
pub async fn put(db: &mut PgConnection, row: &ApprovalRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into approval_policy (org_id, version, needed, mac) values ($1, $2, $3, $4)
         on conflict (org_id) do update set version = excluded.version, needed = excluded.needed, mac = excluded.mac",
        row.org.0,
        bigint(row.version),
        row.needed,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("approval_policy", 1, &done)
}
