//! `audit`: pseudonymous rows in keyed chains, one chain per server process, written many at a time by
//! [`one_commit`](super::one_commit).

use super::{DbError, PgConnection, bigint};
use futures_util::{Stream, TryStreamExt};
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// One row as it is stored. The subject is the keeper's HMAC of account and day.
pub struct AuditRow {
    pub seq: u64,
    pub at: OffsetDateTime,
    pub event: &'static str,
    pub subject: [u8; 32],
    pub service_provider: String,
    pub request_id: String,
    pub mac: [u8; 32],
}

/// Whether a chain has this row.
pub async fn is_there(db: &mut PgConnection, chain: Uuid, seq: u64) -> Result<bool, DbError> {
    let query = sqlx::query!("select seq from audit where chain = $1 and seq = $2", chain, bigint(seq));
    Ok(query.fetch_optional(db).await?.is_some())
}

/// Whether something is on record that is later than all of what settles it.
pub async fn is_unsettled(db: &mut PgConnection, event: &str, settled_by: &[String]) -> Result<bool, DbError> {
    let query = sqlx::query_scalar!(
        "select (select max(at at time zone 'UTC') from audit where event = $1) > coalesce(max(latest.at), '-infinity') as is_unsettled
         from unnest($2::text[]) as answer (event)
         cross join lateral (select max(at at time zone 'UTC') as at from audit where audit.event = answer.event) as latest",
        event,
        settled_by
    );
    Ok(query.fetch_one(db).await?.unwrap_or(false))
}

/// One row as it lies there, whoever wrote it.
#[derive(Debug, Clone)]
pub struct StoredRow {
    pub chain: Uuid,
    pub seq: i64,
    /// Microseconds since 1970; `None` for no moment at all.
    pub micros: Option<i64>,
    pub event: String,
    pub subject: Vec<u8>,
    pub service_provider: String,
    pub request_id: String,
    pub mac: Vec<u8>,
}

/// From now on the transaction sees the database as it is at this moment.
pub async fn snapshot(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query!("set transaction isolation level repeatable read, read only").execute(db).await?;
    Ok(())
}

/// Every row, a chain after the other, each from first to last; one at a time.
pub fn all(db: &mut PgConnection) -> impl Stream<Item = Result<StoredRow, DbError>> + Send + '_ {
    sqlx::query_as!(
        StoredRow,
        "select chain, seq,
                case when at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from at) * 1000000)::bigint end as micros,
                event, subject, service_provider, request_id, mac
         from audit order by chain, seq"
    )
    .fetch(db)
    .map_err(DbError::from)
}

/// A person's rows by their pseudonyms, each on its own day.
pub struct Sought {
    pub days: Vec<Date>,
    /// As many.
    pub subjects: Vec<Vec<u8>>,
    pub limit: i64,
}

/// A row, and the MAC of the one before it in its chain, where that is there.
#[derive(Debug, Clone)]
pub struct Linked {
    pub row: StoredRow,
    pub previous: Option<Vec<u8>>,
}

/// The latest rows under these pseudonyms, latest first.
///
/// The index has them by day, so that the rows of one day lie together in it and each new one comes at a place that is in
/// memory: see decision 19.
pub async fn of_subjects(db: &mut PgConnection, sought: &Sought) -> Result<Vec<Linked>, DbError> {
    let rows = sqlx::query_as!(
        Pair,
        r#"select a.chain as "chain!", a.seq as "seq!",
                  case when a.at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from a.at) * 1000000)::bigint end as micros,
                  a.event as "event!", a.subject as "subject!", a.service_provider as "service_provider!",
                  a.request_id as "request_id!", a.mac as "mac!", p.mac as "previous?"
           from (select found.* from unnest($1::date[], $2::bytea[]) as s (day, subject)
                 cross join lateral (select * from audit
                                     where (at at time zone 'UTC')::date = s.day and subject = s.subject
                                     order by at desc, chain, seq desc limit $3) as found
                 order by at desc, chain, seq desc limit $3) as a
           left join audit p on p.chain = a.chain and p.seq = a.seq - 1
           order by a.at desc, a.chain, a.seq desc"#,
        &sought.days,
        &sought.subjects,
        sought.limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// A row with the MAC before it, as a statement gives the two.
pub(super) struct Pair {
    pub(super) chain: Uuid,
    pub(super) seq: i64,
    pub(super) micros: Option<i64>,
    pub(super) event: String,
    pub(super) subject: Vec<u8>,
    pub(super) service_provider: String,
    pub(super) request_id: String,
    pub(super) mac: Vec<u8>,
    pub(super) previous: Option<Vec<u8>>,
}

impl Pair {
    pub(super) fn linked(self) -> Linked {
        let Self { chain, seq, micros, event, subject, service_provider, request_id, mac, previous } = self;
        Linked { row: StoredRow { chain, seq, micros, event, subject, service_provider, request_id, mac }, previous }
    }
}

/// Rows with the MAC before each: those of which this is so. Checked as one statement when the program is compiled.
macro_rules! which {
    ($condition:literal $(, $argument:expr)* $(,)?) => {
        sqlx::query_as!(
            Pair,
            r#"select a.chain, a.seq, case when a.at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from a.at) * 1000000)::bigint end as micros,
                  a.event, a.subject, a.service_provider, a.request_id, a.mac, p.mac as "previous?"
           from audit a left join audit p on p.chain = a.chain and p.seq = a.seq - 1
           where "# + $condition
            $(, $argument)*
        )
    };
}

/// What is on record of scopes: of all, or of whatever has the same first word in its name as this entityID.
///
/// The conditions are those of the index, and those of [`one_read`](super::one_read).
pub async fn of_scopes(db: &mut PgConnection, entity_id: Option<&str>) -> Result<Vec<Linked>, DbError> {
    let rows = which!(
        r#"a.event like 'scope %'
             and ($1::text is null or split_part(a.service_provider, ' ', 1) = split_part($1, ' ', 1))
           order by a.chain, a.seq"#,
        entity_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// What is on record under the mark of an envelope that was withdrawn. The conditions are those of the index.
pub async fn of_ended_envelope(db: &mut PgConnection, mark: &[u8; 32]) -> Result<Vec<Linked>, DbError> {
    let rows = which!(r#"a.event = 'envelope ended' and a.subject = $1 order by a.chain, a.seq"#, mark.as_slice())
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// What is on record under the mark of a proposal that was decided. The conditions are those of the index.
pub async fn of_decided_proposal(db: &mut PgConnection, mark: &[u8; 32]) -> Result<Vec<Linked>, DbError> {
    let rows = which!(r#"a.event = 'proposal ended' and a.subject = $1 order by a.chain, a.seq"#, mark.as_slice())
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// What is on record under the mark of a token that was ended. The conditions are those of the index.
pub async fn of_ended_token(db: &mut PgConnection, mark: &[u8; 32]) -> Result<Vec<Linked>, DbError> {
    let rows =
        which!(r#"a.event = 'token ended for good' and a.subject = $1 order by a.chain, a.seq"#, mark.as_slice())
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// What was chosen of a second person, ever. The condition is that of the index.
pub async fn of_second_person(db: &mut PgConnection) -> Result<Vec<Linked>, DbError> {
    let rows = which!(r#"a.event like 'second person %' order by a.chain, a.seq"#).fetch_all(db).await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// What is on record under the mark of an address of metadata that was ended. The conditions are those of the index.
pub async fn of_ended_subscription(db: &mut PgConnection, mark: &[u8; 32]) -> Result<Vec<Linked>, DbError> {
    let rows = which!(
        r#"a.event = 'subscription ended for good' and a.subject = $1 order by a.chain, a.seq"#,
        mark.as_slice()
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}
