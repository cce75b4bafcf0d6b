//! `keyring_member`: who holds the keyring, or waits to. The database cannot tell which accounts these are.

use super::{DbError, PgConnection, fixed, integer, must_touch, unsigned};
use crate::domain::{MemberId, OrgId};
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRow {
    pub id: MemberId,
    pub org: OrgId,
    /// Of the keyring to which this row belongs.
    pub epoch: u32,
    /// Her own key, to which the keyring is sealed.
    pub public: [u8; 32],
    /// The keyring's private key for her; `None` while she waits to be admitted.
    pub sealed: Option<Vec<u8>>,
    /// Who she is, sealed to the keyring.
    pub label: Vec<u8>,
    pub mac: Vec<u8>,
}

struct Columns {
    id: Uuid,
    epoch: i32,
    public: Vec<u8>,
    sealed: Option<Vec<u8>>,
    label: Vec<u8>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self, org: OrgId) -> Result<MemberRow, DbError> {
        Ok(MemberRow {
            id: MemberId(self.id),
            org,
            epoch: unsigned("keyring_member", "epoch", self.epoch.into())?,
            public: fixed("keyring_member", "public", &self.public)?,
            sealed: self.sealed,
            label: self.label,
            mac: self.mac,
        })
    }
}

pub async fn all(db: &mut PgConnection, org: OrgId) -> Result<Vec<MemberRow>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        "select id, epoch, public, sealed, label, mac from keyring_member where org_id = $1 order by id",
        org.0
    );
    rows.fetch_all(db).await?.into_iter().map(|row| row.row(org)).collect()
}

/// Puts a member's row in the place of her former one, if there is one.
pub async fn put(db: &mut PgConnection, row: &MemberRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into keyring_member (id, org_id, epoch, public, sealed, label, mac) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set epoch = excluded.epoch, public = excluded.public, sealed = excluded.sealed,
             label = excluded.label, mac = excluded.mac",
        row.id.0,
        row.org.0,
        integer(row.epoch),
        row.public.as_slice(),
        row.sealed,
        row.label,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("keyring_member", 1, &done)
}

/// Takes a member off; whether she was there.
pub async fn remove(db: &mut PgConnection, id: MemberId) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from keyring_member where id = $1", id.0).execute(db).await?;
    Ok(done.rows_affected() > 0)
}

/// Takes everybody off.
pub async fn clear(db: &mut PgConnection, org: OrgId) -> Result<(), DbError> {
    sqlx::query!("delete from keyring_member where org_id = $1", org.0).execute(db).await?;
    Ok(())
}
