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
    /// Seconds in which an open bucket forgets one failure.
    pub forgiven_each: f64,
}

/// Counts a try in an open bucket and closes it for as long as the new count asks, in one statement: of many parallel
/// tries, each is counted, and none slips through a bucket that another has closed.
///
/// The wait is nothing for the first `free` tries, then two seconds, doubling with each, up to `longest`. A free try leaves
/// the bucket open also for a server whose clock is up to a minute behind.
pub async fn count(db: &mut PgConnection, bucket: i32, now: OffsetDateTime, slow: Slow) -> Result<Counted, DbError> {
    let counted = sqlx::query!(
        "update throttle
         set (failures, open_at) = (
             select next, $2 + make_interval(secs =>
                 case when next <= $3 then -60 else least(power(2, least(next - $3, 40)), $4) end)
             from (select least(greatest(failures - least(floor(extract(epoch from $2 - open_at)::float8 / $5), 1000)::int, 0), 999)
                          + 1 as next) as counted)
         where bucket = $1 and open_at <= $2",
        bucket,
        now,
        slow.free,
        slow.longest,
        slow.forgiven_each
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
