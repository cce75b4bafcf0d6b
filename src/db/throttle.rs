//! `throttle`: preallocated buckets, updated by every sign-in, whoever it was for.

use super::{DbError, PgConnection, must_touch};
use time::OffsetDateTime;

/// How many buckets the schema holds.
pub const BUCKETS: u32 = 16_384;

/// What came of counting a try.
pub enum Counted {
    /// The bucket was open: the try may be made.
    Open,
    /// The bucket is closed until then, and the try was not counted.
    Closed(OffsetDateTime),
}

/// Counts a try in an open bucket and closes it for as long as the new count asks, in one statement: of many parallel
/// tries, each is counted, and none slips through a bucket that another has closed.
///
/// The wait is nothing for the first `free` tries, then two seconds, doubling with each, up to `longest` seconds.
pub async fn count(
    db: &mut PgConnection,
    bucket: i32,
    now: OffsetDateTime,
    free: i32,
    longest: f64,
) -> Result<Counted, DbError> {
    let counted = sqlx::query!(
        "update throttle
         set failures = least(failures + 1, 1000),
             open_at = case when failures < $3 then open_at
                            else $2 + make_interval(secs => least(power(2, least(failures + 1 - $3, 40)), $4)) end
         where bucket = $1 and open_at <= $2",
        bucket,
        now,
        free,
        longest
    )
    .execute(&mut *db)
    .await?;
    if counted.rows_affected() == 1 {
        return Ok(Counted::Open);
    }
    let row = sqlx::query!("select open_at from throttle where bucket = $1", bucket).fetch_one(db).await?;
    Ok(Counted::Closed(row.open_at))
}

pub async fn succeed(db: &mut PgConnection, bucket: i32) -> Result<(), DbError> {
    let done = sqlx::query!("update throttle set failures = 0, open_at = 'epoch' where bucket = $1", bucket)
        .execute(db)
        .await?;
    must_touch("throttle", 1, &done)
}
