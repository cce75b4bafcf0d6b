//! `audit`, as it is looked through: a page at a time, narrowed to events and an application, and each chain from a place on.
//!
//! Each statement goes by one index, whatever is asked (decision 47): a page costs what it shows, and not what there is. Of each
//! row comes the MAC before it, so that whoever shows it can have the keeper say whether it stands.

use super::audit::{Linked, Pair};
use super::{DbError, PgConnection};
use time::OffsetDateTime;
use uuid::Uuid;

/// A row's place among all of them, in the order of their times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub at: OffsetDateTime,
    pub chain: Uuid,
    pub seq: i64,
}

/// Which rows.
#[derive(Debug, Clone)]
pub struct Span<'a> {
    /// Not before this moment.
    pub from: Option<OffsetDateTime>,
    /// Before this place, or before this moment, whichever is earlier; rows without a moment come first where there is neither.
    pub before: Option<Place>,
    /// Words of events; all where none are named.
    pub events: Option<&'a [String]>,
    /// One application's, by its entityID.
    pub service_provider: Option<&'a str>,
    pub limit: i64,
}

impl Place {
    /// Of the first row that is not before a moment.
    pub fn end_of(at: OffsetDateTime) -> Self {
        Self { at, chain: Uuid::nil(), seq: i64::MIN }
    }
}

/// Rows with the MAC before each: of these rows, in this order. Checked as one statement when the program is compiled.
macro_rules! linked {
    ($rows:literal, $order:literal, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            Pair,
            r#"select a.chain as "chain!", a.seq as "seq!",
                  case when a.at between '0001-01-01Z' and '9999-12-31Z' then (extract(epoch from a.at) * 1000000)::bigint end as micros,
                  a.event as "event!", a.subject as "subject!", a.service_provider as "service_provider!",
                  a.request_id as "request_id!", a.mac as "mac!", p.mac as "previous?"
           from ("# + $rows + r#") as a
           left join audit p on p.chain = a.chain and p.seq = case when a.seq > 0 then a.seq - 1 end
           order by "# + $order,
            $($argument),+
        )
    };
}

/// The latest of a span, latest first.
pub async fn latest(db: &mut PgConnection, span: &Span<'_>) -> Result<Vec<Linked>, DbError> {
    let (before, chain, seq) = match span.before {
        Some(place) => (Some(place.at), place.chain, place.seq),
        None => (None, Uuid::max(), i64::MAX),
    };
    let rows = match (span.service_provider, span.events) {
        (None, None) => by_time(db, span, before, chain, seq).await,
        (None, Some(events)) => by_event(db, span, events, before, chain, seq).await,
        (Some(sp), events) => by_application(db, span, sp, events.unwrap_or_default(), before, chain, seq).await,
    };
    Ok(rows?.into_iter().map(Pair::linked).collect())
}

async fn by_time(
    db: &mut PgConnection,
    span: &Span<'_>,
    before: Option<OffsetDateTime>,
    chain: Uuid,
    seq: i64,
) -> Result<Vec<Pair>, sqlx::Error> {
    linked!(
        r#"select * from audit
                 where at >= coalesce($1::timestamptz, '-infinity') and at <= coalesce($2::timestamptz, 'infinity')
                   and (at, chain, seq) < (coalesce($2::timestamptz, 'infinity'), $3::uuid, $4::bigint)
                 order by at desc, chain desc, seq desc limit $5"#,
        "a.at desc, a.chain desc, a.seq desc",
        span.from,
        before,
        chain,
        seq,
        span.limit
    )
    .fetch_all(db)
    .await
}

async fn by_event(
    db: &mut PgConnection,
    span: &Span<'_>,
    events: &[String],
    before: Option<OffsetDateTime>,
    chain: Uuid,
    seq: i64,
) -> Result<Vec<Pair>, sqlx::Error> {
    linked!(
        r#"select found.* from unnest($6::text[]) as s (word)
                 cross join lateral (select * from audit
                     where event = s.word
                       and (at at time zone 'UTC') >= (coalesce($1::timestamptz, '-infinity') at time zone 'UTC')
                       and (at at time zone 'UTC') <= (coalesce($2::timestamptz, 'infinity') at time zone 'UTC')
                       and (at, chain, seq) < (coalesce($2::timestamptz, 'infinity'), $3::uuid, $4::bigint)
                     order by (at at time zone 'UTC') desc, chain desc, seq desc limit $5) as found
                 order by at desc, chain desc, seq desc limit $5"#,
        "a.at desc, a.chain desc, a.seq desc",
        span.from,
        before,
        chain,
        seq,
        span.limit,
        events
    )
    .fetch_all(db)
    .await
}

async fn by_application(
    db: &mut PgConnection,
    span: &Span<'_>,
    service_provider: &str,
    events: &[String],
    before: Option<OffsetDateTime>,
    chain: Uuid,
    seq: i64,
) -> Result<Vec<Pair>, sqlx::Error> {
    linked!(
        r#"select found.* from unnest($6::text[]) as s (word)
                 cross join lateral (select * from audit
                     where service_provider = $7 and service_provider <> '' and event = s.word
                       and (at at time zone 'UTC') >= (coalesce($1::timestamptz, '-infinity') at time zone 'UTC')
                       and (at at time zone 'UTC') <= (coalesce($2::timestamptz, 'infinity') at time zone 'UTC')
                       and (at, chain, seq) < (coalesce($2::timestamptz, 'infinity'), $3::uuid, $4::bigint)
                     order by (at at time zone 'UTC') desc, chain desc, seq desc limit $5) as found
                 order by at desc, chain desc, seq desc limit $5"#,
        "a.at desc, a.chain desc, a.seq desc",
        span.from,
        before,
        chain,
        seq,
        span.limit,
        events,
        service_provider
    )
    .fetch_all(db)
    .await
}

/// The first of a span of time, in the order of their times: behind a place, and before a moment.
pub async fn first(
    db: &mut PgConnection,
    after: Place,
    until: OffsetDateTime,
    limit: i64,
) -> Result<Vec<Linked>, DbError> {
    let rows = linked!(
        r#"select * from audit
                 where at >= $1 and at < $4 and (at, chain, seq) > ($1, $2, $3)
                 order by at, chain, seq limit $5"#,
        "a.at, a.chain, a.seq",
        after.at,
        after.chain,
        after.seq,
        until,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}

/// How often what happened, by hours in UTC, from one moment to another.
pub struct Tally {
    pub hour: OffsetDateTime,
    pub event: String,
    pub times: i64,
}

pub async fn tally(db: &mut PgConnection, from: OffsetDateTime, until: OffsetDateTime) -> Result<Vec<Tally>, DbError> {
    let rows = sqlx::query_as!(
        Tally,
        r#"select date_trunc('hour', at, 'UTC') as "hour!", event, count(*) as "times!"
           from audit where at >= $1 and at < $2 group by 1, 2"#,
        from,
        until
    );
    Ok(rows.fetch_all(db).await?)
}

/// Every chain that there is. One look into the index for each, however long they are.
pub async fn chains(db: &mut PgConnection) -> Result<Vec<Uuid>, DbError> {
    let chains = sqlx::query_scalar!(
        r#"with recursive known as (
               (select chain from audit order by chain limit 1)
               union all
               select (select a.chain from audit a where a.chain > known.chain order by a.chain limit 1)
               from known where known.chain is not null
           )
           select chain as "chain!" from known where chain is not null"#
    );
    Ok(chains.fetch_all(db).await?)
}

/// The next rows of these chains, each behind its own place, at most `limit` in all: chain after chain, in order.
pub async fn next(db: &mut PgConnection, behind: &[(Uuid, i64)], limit: i64) -> Result<Vec<Linked>, DbError> {
    let (chains, seqs): (Vec<Uuid>, Vec<i64>) = behind.iter().copied().unzip();
    let rows = linked!(
        r#"select found.* from unnest($1::uuid[], $2::bigint[]) with ordinality as s (chain, seq, place)
                 cross join lateral (select audit.*, s.place from audit where chain = s.chain and seq > s.seq
                                     order by seq limit $3) as found limit $3"#,
        "a.place, a.seq",
        &chains,
        &seqs,
        limit
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(Pair::linked).collect())
}
