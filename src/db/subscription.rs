//! `subscription`: at which address a service provider's metadata is looked at again, and what was found there.

use super::{DbError, PgConnection, bigint, must_touch, unsigned};
use crate::domain::OrgId;
use time::OffsetDateTime;

#[derive(Debug, Clone)]
pub struct SubscriptionRow {
    pub entity_id: String,
    pub version: u64,
    pub address: String,
    /// Metadata that waits for somebody to approve it.
    pub found: Option<Vec<u8>>,
    /// Microseconds since 1970, as the moments that follow.
    pub found_at: Option<i64>,
    pub looked_at: Option<i64>,
    /// When a look last brought something that can be used.
    pub good_at: Option<i64>,
    /// Why the last look came to nothing, in a row of before; empty since, and where it did not.
    pub fault: String,
    /// The same, sealed; empty where it did not.
    pub why: Vec<u8>,
    /// When the address was chosen; nothing in a row of before.
    pub made: Option<i64>,
    /// What was dismissed last, by a digest of what it says; empty where nothing was.
    pub dismissed: Vec<u8>,
    pub mac: Vec<u8>,
}

struct Columns {
    entity_id: String,
    version: i64,
    address: String,
    found: Option<Vec<u8>>,
    found_at: Option<i64>,
    looked_at: Option<i64>,
    good_at: Option<i64>,
    fault: String,
    why: Vec<u8>,
    made: Option<i64>,
    dismissed: Vec<u8>,
    mac: Vec<u8>,
}

impl Columns {
    fn row(self) -> Result<SubscriptionRow, DbError> {
        let Self { entity_id, version, address, found, found_at, looked_at, good_at, fault, .. } = self;
        let Self { why, made, dismissed, mac, .. } = self;
        let version = unsigned("subscription", "version", version)?;
        Ok(SubscriptionRow {
            entity_id,
            version,
            address,
            found,
            found_at,
            looked_at,
            good_at,
            fault,
            why,
            made,
            dismissed,
            mac,
        })
    }
}

/// Those of these. What was found and is longer than any that is written stays where it is: such a row does not hold its MAC then.
macro_rules! rows {
    ($which:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Columns,
            r#"select entity_id, version, address, case when octet_length(found) <= 524288 then found end as found,
                  case when found_at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from found_at) * 1000000)::bigint end as found_at,
                  case when looked_at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from looked_at) * 1000000)::bigint end as looked_at,
                  case when good_at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from good_at) * 1000000)::bigint end as good_at,
                  case when made_at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from made_at) * 1000000)::bigint end as made,
                  fault, coalesce(why, '') as "why!", dismissed, mac
           from subscription where "# + $which,
            $($argument),+
        )
    };
}

pub async fn read(db: &mut PgConnection, org: OrgId, entity_id: &str) -> Result<Option<SubscriptionRow>, DbError> {
    let row = rows!("org_id = $1 and entity_id = $2", org.0, entity_id);
    row.fetch_optional(db).await?.map(Columns::row).transpose()
}

/// So many of which something waits, those of these service providers first.
pub async fn waiting(
    db: &mut PgConnection,
    org: OrgId,
    first: &[String],
    most: i64,
) -> Result<Vec<SubscriptionRow>, DbError> {
    let rows = rows!(
        "org_id = $1 and found is not null and octet_length(found) <= 524288
           order by (entity_id = any($2)) desc, entity_id limit $3",
        org.0,
        first,
        most
    );
    rows.fetch_all(db).await?.into_iter().map(Columns::row).collect()
}

/// Begins one, or writes it anew in the place of the version before; it is looked at as soon as may be.
pub async fn begin(
    db: &mut PgConnection,
    org: OrgId,
    row: &SubscriptionRow,
    now: OffsetDateTime,
) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into subscription (org_id, entity_id, version, address, fault, why, dismissed, mac, next_at, held_until, made_at)
         values ($1, $2, $3, $4, $5, $9, $6, $7, $8, $8, '1970-01-01Z'::timestamptz + $10::bigint * interval '1 microsecond')
         on conflict (org_id, entity_id) do update
         set version = excluded.version, address = excluded.address, found = null, found_at = null, looked_at = null,
             good_at = null, fault = excluded.fault, why = excluded.why, dismissed = excluded.dismissed, mac = excluded.mac,
             next_at = excluded.next_at, made_at = excluded.made_at
         where subscription.version = excluded.version - 1",
        org.0,
        row.entity_id,
        bigint(row.version),
        row.address,
        row.fault,
        row.dismissed,
        row.mac,
        now,
        row.why,
        row.made
    );
    must_touch("subscription", 1, &done.execute(db).await?)
}

/// Writes what became of one: only in the place of the version before, and of none that has ended.
pub async fn note(db: &mut PgConnection, org: OrgId, row: &SubscriptionRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update subscription
         set version = $3::bigint, found = $4, found_at = '1970-01-01Z'::timestamptz + $5::bigint * interval '1 microsecond',
             looked_at = '1970-01-01Z'::timestamptz + $6::bigint * interval '1 microsecond',
             good_at = '1970-01-01Z'::timestamptz + $7::bigint * interval '1 microsecond',
             fault = $8, dismissed = $9, mac = $10, why = $11
         where org_id = $1 and entity_id = $2 and version = $3::bigint - 1",
        org.0,
        row.entity_id,
        bigint(row.version),
        row.found,
        row.found_at,
        row.looked_at,
        row.good_at,
        row.fault,
        row.dismissed,
        row.mac,
        row.why
    );
    must_touch("subscription", 1, &done.execute(db).await?)
}

/// True when there was one to end.
pub async fn end(db: &mut PgConnection, org: OrgId, entity_id: &str) -> Result<bool, DbError> {
    let done = sqlx::query!("delete from subscription where org_id = $1 and entity_id = $2", org.0, entity_id);
    Ok(done.execute(db).await?.rows_affected() == 1)
}

/// Whose turn a look is, and until when.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    pub now: OffsetDateTime,
    /// Nobody else looks before.
    pub held: OffsetDateTime,
    /// When it is due again. What says that it is due later than `never` was not written by us, and is due.
    pub next: OffsetDateTime,
    pub never: OffsetDateTime,
}

/// Takes the one that has waited longest, of those whose time has come and that nobody looks at, on whatever server.
pub async fn claim_due(db: &mut PgConnection, org: OrgId, turn: Turn) -> Result<Option<String>, DbError> {
    let row = sqlx::query!(
        "update subscription set held_until = $3, next_at = $4 where org_id = $1 and entity_id =
           (select entity_id from subscription
            where org_id = $1 and (next_at <= $2 or next_at > $5) and (held_until <= $2 or held_until > $5)
            order by next_at limit 1 for update skip locked)
         returning entity_id",
        org.0,
        turn.now,
        turn.held,
        turn.next,
        turn.never
    );
    Ok(row.fetch_optional(db).await?.map(|row| row.entity_id))
}

/// Takes this one, if nobody looks at it.
pub async fn claim(db: &mut PgConnection, org: OrgId, entity_id: &str, turn: Turn) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update subscription set held_until = $4, next_at = $5
         where org_id = $1 and entity_id = $2 and (held_until <= $3 or held_until > $6)",
        org.0,
        entity_id,
        turn.now,
        turn.held,
        turn.next,
        turn.never
    );
    Ok(done.execute(db).await?.rows_affected() == 1)
}
