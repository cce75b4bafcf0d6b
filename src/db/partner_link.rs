//! `partner_link`: by which links a partner's engineers see their own application.

use super::{DbError, PgConnection, fixed, must_touch};
use crate::domain::OrgId;

pub struct PartnerLinkRow {
    /// Made of the link's token by the keeper alone.
    pub place: [u8; 32],
    pub entity_id: String,
    /// Microseconds since 1970.
    pub made: i64,
    pub until: i64,
    /// Who made it, sealed; nothing in a link of before.
    pub maker: Option<Vec<u8>>,
    pub mac: Vec<u8>,
}

struct Columns {
    place: Vec<u8>,
    entity_id: String,
    made: i64,
    until: i64,
    maker: Option<Vec<u8>>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self) -> Result<PartnerLinkRow, DbError> {
        let Self { place, entity_id, made, until, maker, mac } = self;
        Ok(PartnerLinkRow { place: fixed("partner_link", "place", &place)?, entity_id, made, until, maker, mac })
    }
}

/// Those of these, with moments that there are.
macro_rules! links {
    ($which:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Columns,
            r#"select place, entity_id, coalesce((extract(epoch from made_at) * 1000000)::bigint, 0) as "made!",
                  coalesce((extract(epoch from expires_at) * 1000000)::bigint, 0) as "until!", maker, mac
           from partner_link
           where made_at between '0001-01-01Z' and '9999-12-31Z' and expires_at between '0001-01-01Z' and '9999-12-31Z'
             and "# + $which,
            $($argument),+
        )
    };
}

pub async fn insert(db: &mut PgConnection, org: OrgId, row: &PartnerLinkRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into partner_link (place, org_id, entity_id, made_at, expires_at, maker, mac)
         values ($1, $2, $3, '1970-01-01Z'::timestamptz + $4::bigint * interval '1 microsecond',
                 '1970-01-01Z'::timestamptz + $5::bigint * interval '1 microsecond', $6, $7)",
        row.place.as_slice(),
        org.0,
        row.entity_id,
        row.made,
        row.until,
        row.maker,
        row.mac
    );
    must_touch("partner_link", 1, &done.execute(db).await?)
}

/// The one at a place.
pub async fn at(db: &mut PgConnection, org: OrgId, place: &[u8; 32]) -> Result<Option<PartnerLinkRow>, DbError> {
    let row = links!("org_id = $1 and place = $2", org.0, place.as_slice());
    row.fetch_optional(db).await?.map(Columns::row).transpose()
}

/// So many of a service provider's, the one that ends first first.
pub async fn of(db: &mut PgConnection, org: OrgId, entity_id: &str, most: i64) -> Result<Vec<PartnerLinkRow>, DbError> {
    let rows = links!("org_id = $1 and entity_id = $2 order by expires_at, place limit $3", org.0, entity_id, most);
    rows.fetch_all(db).await?.into_iter().map(Columns::row).collect()
}

/// True when there was one.
pub async fn withdraw(db: &mut PgConnection, org: OrgId, place: &[u8; 32]) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from partner_link where org_id = $1 and place = $2", org.0, place.as_slice());
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// How many of a service provider's went.
pub async fn withdraw_all(db: &mut PgConnection, org: OrgId, entity_id: &str) -> Result<u64, DbError> {
    let done = sqlx::query!("delete from partner_link where org_id = $1 and entity_id = $2", org.0, entity_id);
    Ok(done.execute(db).await?.rows_affected())
}
