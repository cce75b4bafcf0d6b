//! `proposal`: changes that wait for a second person.

use super::{DbError, PgConnection, must_touch};
use crate::domain::OrgId;
use time::Date;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    pub id: Uuid,
    pub sealed: Vec<u8>,
    /// The exact end lies inside the seal.
    pub expires_on: Date,
    pub mac: Vec<u8>,
}

/// As many as there can be of ours, of days that there are: whoever writes to the database adds others.
pub async fn all(db: &mut PgConnection, org: OrgId) -> Result<Vec<ProposalRow>, DbError> {
    let query = sqlx::query_as!(
        ProposalRow,
        "select id, sealed, expires_on, mac from proposal where org_id = $1 and expires_on between '0001-01-01' and '9999-12-31' order by id limit 200",
        org.0
    );
    Ok(query.fetch_all(db).await?)
}

/// How many have not lapsed.
pub async fn count(db: &mut PgConnection, org: OrgId, today: Date) -> Result<i64, DbError> {
    let query = sqlx::query_scalar!(
        r#"select count(*) as "count!" from proposal where org_id = $1 and expires_on >= $2"#,
        org.0,
        today
    );
    Ok(query.fetch_one(db).await?)
}

pub async fn read(db: &mut PgConnection, org: OrgId, id: Uuid) -> Result<Option<ProposalRow>, DbError> {
    let query = sqlx::query_as!(
        ProposalRow,
        "select id, sealed, expires_on, mac from proposal where org_id = $1 and id = $2 and expires_on between '0001-01-01' and '9999-12-31'",
        org.0,
        id
    );
    Ok(query.fetch_optional(db).await?)
}

/// Of two who decide at once, one comes after the other.
pub async fn read_for_update(db: &mut PgConnection, org: OrgId, id: Uuid) -> Result<Option<ProposalRow>, DbError> {
    let query = sqlx::query_as!(
        ProposalRow,
        "select id, sealed, expires_on, mac from proposal where org_id = $1 and id = $2 and expires_on between '0001-01-01' and '9999-12-31' for update",
        org.0,
        id
    );
    Ok(query.fetch_optional(db).await?)
}

pub async fn insert(db: &mut PgConnection, org: OrgId, row: &ProposalRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into proposal (id, org_id, sealed, expires_on, mac) values ($1, $2, $3, $4, $5)",
        row.id,
        org.0,
        row.sealed,
        row.expires_on,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("proposal", 1, &done)
}

pub async fn remove(db: &mut PgConnection, id: Uuid) -> Result<(), DbError> {
    let done = sqlx::query!("delete from proposal where id = $1", id).execute(db).await?;
    must_touch("proposal", 1, &done)
}
