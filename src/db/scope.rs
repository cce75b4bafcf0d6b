//! `scope`: for what service providers may get keys. Also read by [`one_read`](super::one_read), with each service provider.

use super::{DbError, PgConnection, bigint, must_touch};
use crate::domain::OrgId;
use time::Date;

/// The highest version that leaves room for more: what is above it nobody wrote who counted, and it keeps no row from being
/// replaced.
pub const HIGHEST: u64 = (u32::MAX as u64) << 30;

/// As it stands there: whether it may be believed, its reader asks the keeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeRow {
    pub entity_id: String,
    pub purpose: String,
    /// Counts up with each writing.
    pub version: u64,
    pub delivery: String,
    pub epoch: i32,
    pub is_ended: bool,
    pub former: Vec<i32>,
    pub former_until: Vec<Date>,
    pub plain: Option<String>,
    pub return_to: Option<String>,
    pub is_removed: bool,
    pub mac: Vec<u8>,
}

/// A row, and the text by which the read of a sign-on knows it again.
pub struct Stamped {
    pub row: ScopeRow,
    pub stamp: String,
}

struct Columns {
    entity_id: String,
    purpose: String,
    version: i64,
    delivery: String,
    epoch: i32,
    is_ended: bool,
    former: Vec<i32>,
    former_until: Vec<Date>,
    plain: Option<String>,
    return_to: Option<String>,
    is_removed: bool,
    mac: Vec<u8>,
    stamp: String,
}

impl Columns {
    fn stamped(self) -> Result<Stamped, DbError> {
        let Self { entity_id, purpose, version, delivery, epoch, is_ended, former, former_until, .. } = self;
        // Whoever writes a number that we never do has a row whose MAC does not hold, and nobody else's is lost for it.
        let version = u64::try_from(version).unwrap_or(HIGHEST);
        let Self { plain, return_to, is_removed, mac, stamp, .. } = self;
        let row = ScopeRow {
            entity_id,
            purpose,
            version,
            delivery,
            epoch,
            is_ended,
            former,
            former_until,
            plain,
            return_to,
            is_removed,
            mac,
        };
        Ok(Stamped { row, stamp })
    }
}

/// A service provider's, by purpose.
pub async fn of(db: &mut PgConnection, org: OrgId, entity_id: &str) -> Result<Vec<Stamped>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        r#"select entity_id, purpose, version, delivery, epoch, is_ended, former,
                  array(select greatest(least(day, '9999-12-31'), '0001-01-01') from unnest(former_until) with ordinality as until (day, place)
                        order by place) as "former_until!", plain, return_to, is_removed, mac,
                  s::text as "stamp!"
           from scope s where org_id = $1 and entity_id = $2 order by purpose"#,
        org.0,
        entity_id
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Columns::stamped).collect()
}

/// All of an organisation's.
pub async fn all(db: &mut PgConnection, org: OrgId) -> Result<Vec<Stamped>, DbError> {
    let rows = sqlx::query_as!(
        Columns,
        r#"select entity_id, purpose, version, delivery, epoch, is_ended, former,
                  array(select greatest(least(day, '9999-12-31'), '0001-01-01') from unnest(former_until) with ordinality as until (day, place)
                        order by place) as "former_until!", plain, return_to, is_removed, mac,
                  s::text as "stamp!"
           from scope s where org_id = $1 order by entity_id, purpose"#,
        org.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter().map(Columns::stamped).collect()
}

/// Adds a scope, or replaces the version before; of two who do at once, one is told.
pub async fn put(db: &mut PgConnection, org: OrgId, row: &ScopeRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into scope (org_id, entity_id, purpose, version, delivery, epoch, is_ended, former, former_until, plain, return_to, is_removed, mac)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         on conflict (org_id, entity_id, purpose) do update
         set version = excluded.version, delivery = excluded.delivery, epoch = excluded.epoch, is_ended = excluded.is_ended,
             former = excluded.former, former_until = excluded.former_until, plain = excluded.plain,
             return_to = excluded.return_to,
             is_removed = excluded.is_removed, mac = excluded.mac
         where scope.version < excluded.version or scope.version > $14",
        org.0,
        row.entity_id,
        row.purpose,
        bigint(row.version),
        row.delivery,
        row.epoch,
        row.is_ended,
        &row.former,
        &row.former_until,
        row.plain,
        row.return_to,
        row.is_removed,
        row.mac,
        bigint(HIGHEST)
    )
    .execute(db)
    .await?;
    must_touch("scope", 1, &done)
}
