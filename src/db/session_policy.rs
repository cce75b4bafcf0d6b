//! `session_policy`: how long sessions last, as an organisation's administrators chose. Also read by
//! [`one_read`](super::one_read), with each session.

use super::{DbError, PgConnection, bigint, must_touch};
use crate::domain::OrgId;

/// As it stands there: whether it may be believed, its reader asks the keeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyRow {
    pub org: OrgId,
    /// Rises with each writing: seconds since 1970, or one more than the last.
    pub version: u64,
    /// In minutes.
    pub longest: i32,
    pub idle: i32,
    pub shared_idle: i32,
    pub mac: Vec<u8>,
}

struct Columns {
    version: i64,
    longest: i32,
    idle: i32,
    shared_idle: i32,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self, org: OrgId) -> PolicyRow {
        let Self { version, longest, idle, shared_idle, mac } = self;
        PolicyRow { org, version: counted(version), longest, idle, shared_idle, mac }
    }
}

/// What this service writes is one or more. Below that somebody else wrote it: it is read as a row that is believed by nobody, since to
/// stumble over it would keep everybody out, whoever could mend it among them.
pub(super) fn counted(version: i64) -> u64 {
    u64::try_from(version).unwrap_or(0)
}

pub async fn read(db: &mut PgConnection, org: OrgId) -> Result<Option<PolicyRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select version, longest, idle, shared_idle, mac from session_policy where org_id = $1",
        org.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| row.row(org)))
}

/// The same for who is going to change it: of two administrators, one comes after the other.
pub async fn read_for_update(db: &mut PgConnection, org: OrgId) -> Result<Option<PolicyRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select version, longest, idle, shared_idle, mac from session_policy where org_id = $1 for update",
        org.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| row.row(org)))
}

/// Puts a choice in the place of the one before. Whoever writes it has read and locked that one, or was shown that there is
/// none; a row that is not as this service left it goes as well.
pub async fn put(db: &mut PgConnection, row: &PolicyRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into session_policy (org_id, version, longest, idle, shared_idle, mac) values ($1, $2, $3, $4, $5, $6)
         on conflict (org_id) do update
         set version = excluded.version, longest = excluded.longest, idle = excluded.idle,
             shared_idle = excluded.shared_idle, mac = excluded.mac",
        row.org.0,
        bigint(row.version),
        row.longest,
        row.idle,
        row.shared_idle,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("session_policy", 1, &done)
}
