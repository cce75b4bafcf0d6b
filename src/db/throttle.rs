//! `throttle`: preallocated buckets, updated by every sign-in, whoever it was for.

use super::{DbError, PgConnection, must_touch, unsigned};
use time::OffsetDateTime;

/// How many buckets the schema holds.
pub const BUCKETS: u32 = 16_384;

pub struct Bucket {
    pub failures: u32,
    pub open_at: OffsetDateTime,
}

pub async fn read(db: &mut PgConnection, bucket: i32) -> Result<Bucket, DbError> {
    let row = sqlx::query!("select failures, open_at from throttle where bucket = $1", bucket).fetch_one(db).await?;
    Ok(Bucket { failures: unsigned("throttle", "failures", row.failures.into())?, open_at: row.open_at })
}

/// Counts one failure in the database, so that parallel tries are each counted; returns the new count.
pub async fn fail(db: &mut PgConnection, bucket: i32) -> Result<u32, DbError> {
    let row = sqlx::query!(
        "update throttle set failures = least(failures + 1, 1000) where bucket = $1 returning failures",
        bucket
    )
    .fetch_one(db)
    .await?;
    unsigned("throttle", "failures", row.failures.into())
}

pub async fn set_open_at(db: &mut PgConnection, bucket: i32, open_at: OffsetDateTime) -> Result<(), DbError> {
    let done = sqlx::query!("update throttle set open_at = $2 where bucket = $1", bucket, open_at).execute(db).await?;
    must_touch("throttle", 1, &done)
}

pub async fn succeed(db: &mut PgConnection, bucket: i32) -> Result<(), DbError> {
    let done = sqlx::query!("update throttle set failures = 0, open_at = 'epoch' where bucket = $1", bucket)
        .execute(db)
        .await?;
    must_touch("throttle", 1, &done)
}
