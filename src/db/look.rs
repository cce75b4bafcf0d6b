//! `organisation_look`: what an organisation's pages look like, as an owner chose.

use super::{DbError, PgConnection, bigint, must_touch};
use crate::domain::OrgId;

/// As it stands there: whether it may be believed, its reader asks the keeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookRow {
    pub org: OrgId,
    /// Counts up with each writing. A number that we never write has a row whose MAC does not hold.
    pub version: u64,
    pub name: Option<String>,
    pub colour: Option<String>,
    pub zone: Option<String>,
    pub logo: Option<Vec<u8>>,
    pub mac: Vec<u8>,
}

/// What tells one row from another without its logo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    pub version: i64,
    pub mac: Vec<u8>,
}

pub async fn stamp(db: &mut PgConnection, org: OrgId) -> Result<Option<Stamp>, DbError> {
    let query = sqlx::query_as!(Stamp, "select version, mac from organisation_look where org_id = $1", org.0);
    Ok(query.fetch_optional(db).await?)
}

struct Columns {
    version: i64,
    name: Option<String>,
    colour: Option<String>,
    zone: Option<String>,
    logo: Option<Vec<u8>>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self, org: OrgId) -> LookRow {
        let Self { version, name, colour, zone, logo, mac } = self;
        LookRow { org, version: u64::try_from(version).unwrap_or_default(), name, colour, zone, logo, mac }
    }
}

pub async fn read(db: &mut PgConnection, org: OrgId) -> Result<Option<LookRow>, DbError> {
    let row = sqlx::query_as!(
        Columns,
        "select version, name, colour, zone, logo, mac from organisation_look where org_id = $1",
        org.0
    );
    Ok(row.fetch_optional(db).await?.map(|row| row.row(org)))
}

/// Until the transaction ends nobody else chooses, whether or not there is a row; who reads does not wait.
pub async fn lock(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query!("lock table organisation_look in exclusive mode").execute(db).await?;
    Ok(())
}

/// Puts a choice in the place of the one before, whatever that was.
pub async fn put(db: &mut PgConnection, row: &LookRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into organisation_look (org_id, version, name, colour, zone, logo, mac) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (org_id) do update set version = excluded.version, name = excluded.name, colour = excluded.colour,
                                            zone = excluded.zone, logo = excluded.logo, mac = excluded.mac",
        row.org.0,
        bigint(row.version),
        row.name,
        row.colour,
        row.zone,
        row.logo,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("organisation_look", 1, &done)
}
