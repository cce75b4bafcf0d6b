//! `throttle`: preallocated buckets, updated by every sign-in, whoever it was for.

use super::{DbError, PgConnection, must_touch};
use time::OffsetDateTime;

/// How many buckets the schema holds for strangers; as many more, behind them, for known devices.
pub const BUCKETS: u32 = 16_384;

/// What came of counting a try.
pub enum Counted {
    /// The bucket was open: the try may be made.
    Open,
    /// The bucket is closed until then, and the try was not counted.
    Closed(OffsetDateTime),
}

/// How a bucket slows down.
#[derive(Debug, Clone, Copy)]
pub struct Slow {
    /// Tries that cost no wait.
    pub free: i32,
    /// Seconds.
    pub longest: f64,
    /// Seconds after which an open bucket forgets one failure: at each whole multiple of them.
    pub forgiven_each: f64,
}

/// By how much clocks of several servers may differ.
const CLOCKS: f64 = 60.0;

/// Counts a try in an open bucket and closes it for as long as the new count asks, in one statement: of many parallel
/// tries, each is counted, and none slips through a bucket that another has closed.
///
/// The wait is nothing for the first `free` tries, then two seconds, doubling with each, up to `longest`. A free try leaves
/// the bucket open also for a server whose clock is up to a minute behind. Of its time it leaves no more than forgetting
/// needs: an exact one would say which row of the audit is the same try's, and the bucket which of two days are one person's.
pub async fn count(db: &mut PgConnection, bucket: i32, now: OffsetDateTime, slow: Slow) -> Result<Counted, DbError> {
    let counted = sqlx::query!(
        "update throttle
         set (failures, open_at) = (
             select next, case when next <= $3 then to_timestamp(edges * $5 - $6)
                               else $2 + make_interval(secs => least(power(2, least(next - $3, 40)), $4)) end
             from (select edges, least(greatest(failures - least(greatest(
                       edges - floor((extract(epoch from open_at)::float8 + $6) / $5), 0), 1000)::int, 0), 999) + 1 as next
                   from (select floor(extract(epoch from $2)::float8 / $5) as edges) as now) as counted)
         where bucket = $1 and open_at <= $2",
        bucket,
        now,
        slow.free,
        slow.longest,
        slow.forgiven_each,
        CLOCKS
    )
    .execute(&mut *db)
    .await?;
    if counted.rows_affected() == 1 {
        return Ok(Counted::Open);
    }
    let row =
        sqlx::query!(r#"select least(open_at, '9999-12-31Z') as "open_at!" from throttle where bucket = $1"#, bucket);
    let row = row.fetch_one(db).await?;
    Ok(Counted::Closed(row.open_at))
}

/// Takes one failure back. What it closed stays closed: others fall into the same bucket, and a success of one's own must
/// not open it for guesses at theirs.
pub async fn succeed(db: &mut PgConnection, bucket: i32) -> Result<(), DbError> {
    let done = sqlx::query!("update throttle set failures = greatest(failures - 1, 0) where bucket = $1", bucket)
        .execute(db)
        .await?;
    must_touch("throttle", 1, &done)
}

/// Takes the exact time out of buckets that were closed and are open again; returns how many there were.
pub async fn forget_moments(db: &mut PgConnection, now: OffsetDateTime, forgiven_each: f64) -> Result<u64, DbError> {
    let done = sqlx::query!(
        "update throttle set open_at = to_timestamp(floor((extract(epoch from open_at)::float8 + $3) / $2) * $2 - $3)
         where open_at > 'epoch' and open_at <= $1::timestamptz - make_interval(secs => $3)
           and open_at <> to_timestamp(floor((extract(epoch from open_at)::float8 + $3) / $2) * $2 - $3)",
        now,
        forgiven_each,
        CLOCKS
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
