//! `flight` and `flight_key`: the flight recorder's sealed records, and the keys of their days.

use super::{DbError, PgConnection, unsigned};
use time::OffsetDateTime;

/// How a request of a sign-on ended. The words are those of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Answered,
    /// The service provider was sent an answer that says why not.
    Refused,
    /// A page said why not; nothing was sent anywhere.
    Stopped,
    /// The same, of a message that no service provider which is connected here sent, as far as anybody can tell.
    Unknown,
    /// The person was asked for something. Where nothing followed, they gave up.
    Waiting,
}

impl Outcome {
    pub const ALL: [Self; 5] = [Self::Answered, Self::Refused, Self::Stopped, Self::Unknown, Self::Waiting];

    pub const fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
            Self::Waiting => "waiting",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// One record.
#[derive(Debug, Clone)]
pub struct FlightRow {
    pub place: Vec<u8>,
    /// Microseconds since 1970.
    pub micros: i64,
    pub provider: Vec<u8>,
    pub outcome: String,
    /// The same in every record of one sign-on.
    pub trail: Vec<u8>,
    pub sealed: Vec<u8>,
}

/// Written together, and without waiting for the disk: a crash costs the last of them, and nobody waits. Nothing waits for more than
/// two seconds either. A second record of one request is passed over.
pub async fn insert(db: &mut PgConnection, rows: &[FlightRow]) -> Result<u64, DbError> {
    let octets = |of: fn(&FlightRow) -> &[u8]| rows.iter().map(|row| of(row).to_vec()).collect::<Vec<_>>();
    let micros: Vec<i64> = rows.iter().map(|row| row.micros).collect();
    let outcomes: Vec<String> = rows.iter().map(|row| row.outcome.clone()).collect();
    sqlx::query!(
        "select set_config('synchronous_commit', 'off', true) as commit, set_config('statement_timeout', '2s', true) as statement"
    )
    .fetch_one(&mut *db)
    .await?;
    let done = sqlx::query!(
        "insert into flight (place, at, provider, outcome, trail, sealed)
         select place, '1970-01-01Z'::timestamptz + micros * interval '1 microsecond', provider, outcome, trail, sealed
         from unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::text[], $5::bytea[], $6::bytea[])
              as rows (place, micros, provider, outcome, trail, sealed)
         on conflict (place) do nothing",
        &octets(|row| &row.place),
        &micros,
        &octets(|row| &row.provider),
        &outcomes,
        &octets(|row| &row.trail),
        &octets(|row| &row.sealed)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// Those at these places.
pub async fn at(db: &mut PgConnection, places: &[[u8; 32]]) -> Result<Vec<FlightRow>, DbError> {
    let places: Vec<Vec<u8>> = places.iter().map(|place| place.to_vec()).collect();
    let rows = sqlx::query_as!(
        FlightRow,
        r#"select place, coalesce((extract(epoch from at) * 1000000)::bigint, 0) as "micros!", provider, outcome, trail, sealed
           from flight where place = any($1) and at between '0001-01-01Z' and '9999-12-31Z'"#,
        &places
    );
    Ok(rows.fetch_all(db).await?)
}

/// Those of one sign-on, the first of them first.
pub async fn on_trail(db: &mut PgConnection, trail: &[u8], most: i64) -> Result<Vec<FlightRow>, DbError> {
    let rows = sqlx::query_as!(
        FlightRow,
        r#"select place, coalesce((extract(epoch from at) * 1000000)::bigint, 0) as "micros!", provider, outcome, trail, sealed
           from flight where trail = $1 and at between '0001-01-01Z' and '9999-12-31Z' order by at, place limit $2"#,
        trail,
        most
    );
    Ok(rows.fetch_all(db).await?)
}

/// Which records are looked for.
pub struct Sought {
    /// Of one service provider, by each day's hash.
    pub providers: Option<Vec<Vec<u8>>>,
    pub outcome: Option<Outcome>,
    /// Before this one: microseconds and place.
    pub before: Option<(i64, Vec<u8>)>,
    /// Nothing from before this moment.
    pub since: OffsetDateTime,
    pub most: i64,
}

/// The latest first. A record of a person who was asked for something is left out where another follows on its trail.
pub async fn list(db: &mut PgConnection, sought: &Sought) -> Result<Vec<FlightRow>, DbError> {
    let (micros, place) = sought.before.clone().unwrap_or((i64::MAX, Vec::new()));
    let before = OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000);
    let before = before.unwrap_or(time::macros::datetime!(9999-12-30 00:00 UTC));
    let rows = match (&sought.providers, sought.outcome) {
        (Some(providers), outcome) => of_providers(db, sought, providers, outcome, (before, &place)).await?,
        (None, Some(outcome)) => of_outcome(db, sought, outcome, (before, &place)).await?,
        (None, None) => of_all(db, sought, (before, &place)).await?,
    };
    Ok(rows)
}

async fn of_all(
    db: &mut PgConnection,
    sought: &Sought,
    (before, place): (OffsetDateTime, &[u8]),
) -> Result<Vec<FlightRow>, DbError> {
    let rows = sqlx::query_as!(
        FlightRow,
        r#"select place, (extract(epoch from at) * 1000000)::bigint as "micros!", provider, outcome, trail, sealed
           from flight f where (at, place) < ($1, $2) and at >= $3 and at <= '9999-12-31Z'
             and (outcome <> 'waiting' or not exists (select from flight l where l.trail = f.trail and (l.at, l.place) > (f.at, f.place)))
           order by at desc, place desc limit $4"#,
        before,
        place,
        sought.since,
        sought.most
    );
    Ok(rows.fetch_all(db).await?)
}

async fn of_outcome(
    db: &mut PgConnection,
    sought: &Sought,
    outcome: Outcome,
    (before, place): (OffsetDateTime, &[u8]),
) -> Result<Vec<FlightRow>, DbError> {
    if outcome == Outcome::Answered {
        let rows = sqlx::query_as!(
            FlightRow,
            r#"select place, (extract(epoch from at) * 1000000)::bigint as "micros!", provider, outcome, trail, sealed
               from flight where outcome = 'answered' and (at, place) < ($1, $2) and at >= $3 and at <= '9999-12-31Z'
               order by at desc, place desc limit $4"#,
            before,
            place,
            sought.since,
            sought.most
        );
        return Ok(rows.fetch_all(db).await?);
    }
    let rows = sqlx::query_as!(
        FlightRow,
        r#"select place, (extract(epoch from at) * 1000000)::bigint as "micros!", provider, outcome, trail, sealed
           from flight f where outcome <> 'answered' and outcome = $5 and (at, place) < ($1, $2) and at >= $3 and at <= '9999-12-31Z'
             and (outcome <> 'waiting' or not exists (select from flight l where l.trail = f.trail and (l.at, l.place) > (f.at, f.place)))
           order by at desc, place desc limit $4"#,
        before,
        place,
        sought.since,
        sought.most,
        outcome.word()
    );
    Ok(rows.fetch_all(db).await?)
}

/// Each day's by its own hash, and of these the latest.
async fn of_providers(
    db: &mut PgConnection,
    sought: &Sought,
    providers: &[Vec<u8>],
    outcome: Option<Outcome>,
    (before, place): (OffsetDateTime, &[u8]),
) -> Result<Vec<FlightRow>, DbError> {
    let rows = sqlx::query_as!(
        FlightRow,
        r#"select place as "place!", (extract(epoch from at) * 1000000)::bigint as "micros!", provider as "provider!",
                  outcome as "outcome!", trail as "trail!", sealed as "sealed!"
           from unnest($5::bytea[]) as days (hash) cross join lateral (
               select * from flight f where provider = days.hash and (at, place) < ($1, $2) and at >= $3 and at <= '9999-12-31Z'
                 and ($6::text is null or outcome = $6)
                 and (outcome <> 'waiting' or not exists (select from flight l where l.trail = f.trail and (l.at, l.place) > (f.at, f.place)))
               order by at desc, place desc limit $4) as found
           order by at desc, place desc limit $4"#,
        before,
        place,
        sought.since,
        sought.most,
        providers,
        outcome.map(Outcome::word)
    );
    Ok(rows.fetch_all(db).await?)
}

/// Takes away what is older than this, and what was written for a moment that has not come.
pub async fn expire(db: &mut PgConnection, before: OffsetDateTime, after: OffsetDateTime) -> Result<u64, DbError> {
    let done = sqlx::query!("delete from flight where at < $1 or at > $2", before, after).execute(db).await?;
    Ok(done.rows_affected())
}

/// Takes away the oldest of one kind, above this many.
pub async fn trim(db: &mut PgConnection, outcome: Outcome, most: i64) -> Result<u64, DbError> {
    let done = sqlx::query!(
        "delete from flight where place in
            (select place from flight where outcome = $1 order by at desc, place desc offset $2)",
        outcome.word(),
        most
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// The same of what was stopped of one service provider's on one day: nobody's failures push out another's.
pub async fn trim_each(db: &mut PgConnection, outcome: Outcome, most: i64) -> Result<u64, DbError> {
    let done = sqlx::query!(
        "delete from flight where place in
            (select place from (select place, row_number() over (partition by provider order by at desc, place desc) as n
                                from flight where outcome = $1 and outcome <> 'answered') as ranked where n > $2)",
        outcome.word(),
        most
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// The key of a day, and under the key of which session epoch it is sealed.
#[derive(Debug, Clone)]
pub struct KeyRow {
    pub day: u32,
    pub under: u32,
    pub sealed: Vec<u8>,
}

struct KeyColumns {
    day: i32,
    under: i32,
    sealed: Vec<u8>,
}

impl KeyColumns {
    fn row(self) -> Result<KeyRow, DbError> {
        Ok(KeyRow {
            day: unsigned("flight_key", "day", self.day.into())?,
            under: unsigned("flight_key", "under", self.under.into())?,
            sealed: self.sealed,
        })
    }
}

/// Of all days.
pub async fn keys(db: &mut PgConnection) -> Result<Vec<KeyRow>, DbError> {
    let rows = sqlx::query_as!(KeyColumns, "select day, under, sealed from flight_key order by day desc limit 64");
    rows.fetch_all(db).await?.into_iter().map(KeyColumns::row).collect()
}

/// Keeps a day's key, unless there is one; what is there afterwards, whoever wrote it.
pub async fn keep_key(db: &mut PgConnection, row: &KeyRow) -> Result<KeyRow, DbError> {
    let (day, under) = (super::integer(row.day), super::integer(row.under));
    sqlx::query!(
        "insert into flight_key (day, under, sealed) values ($1, $2, $3) on conflict (day) do nothing",
        day,
        under,
        row.sealed
    )
    .execute(&mut *db)
    .await?;
    let kept = sqlx::query_as!(KeyColumns, "select day, under, sealed from flight_key where day = $1", day);
    kept.fetch_one(db).await?.row()
}

/// Puts a key that was sealed anew in the place of the same one; false where another server was first.
pub async fn reseal_key(db: &mut PgConnection, row: &KeyRow, was_under: u32) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update flight_key set under = $2, sealed = $3 where day = $1 and under = $4",
        super::integer(row.day),
        super::integer(row.under),
        row.sealed,
        super::integer(was_under)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes away the keys of days before this one, and of such that have not come.
pub async fn forget_keys(db: &mut PgConnection, before: u32, after: u32) -> Result<u64, DbError> {
    let (before, after) = (super::integer(before), super::integer(after));
    let done = sqlx::query!("delete from flight_key where day < $1 or day > $2", before, after).execute(db).await?;
    Ok(done.rows_affected())
}
