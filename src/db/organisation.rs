//! `organisation`: the tenant, and the proof that this database and this keeper belong together.

use super::{DbError, PgConnection, must_touch};
use crate::domain::OrgId;
use time::Date;

pub struct OrganisationRow {
    pub id: OrgId,
    pub mac: Vec<u8>,
}

pub async fn first(db: &mut PgConnection) -> Result<Option<OrganisationRow>, DbError> {
    let row =
        sqlx::query!("select id, mac from organisation order by created_on, id limit 1").fetch_optional(db).await?;
    Ok(row.map(|row| OrganisationRow { id: OrgId(row.id), mac: row.mac }))
}

/// Takes the lock under which the first start makes the organisation, so that two servers make one.
pub async fn lock(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query!("lock table organisation in exclusive mode").execute(db).await?;
    Ok(())
}

/// Until the transaction ends, nobody else changes a scope. Whoever writes accounts does not wait for it.
pub async fn hold(db: &mut PgConnection, id: OrgId) -> Result<(), DbError> {
    sqlx::query!("select id from organisation where id = $1 for no key update", id.0).fetch_optional(db).await?;
    Ok(())
}

pub async fn insert(db: &mut PgConnection, id: OrgId, created_on: Date, mac: &[u8]) -> Result<(), DbError> {
    let done =
        sqlx::query!("insert into organisation (id, created_on, mac) values ($1, $2, $3)", id.0, created_on, mac)
            .execute(db)
            .await?;
    must_touch("organisation", 1, &done)
}
