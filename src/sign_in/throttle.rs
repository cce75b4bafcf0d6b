//! Slows down whoever tries too often, in buckets that the keeper assigns: the same for people who exist and who do not.

use super::Parts;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{Handle, WayId};
use crate::keeper::{Arriving, KeeperError};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// From which failure on, and how long at most, a bucket is closed.
#[derive(Debug, Clone, Copy)]
pub struct ThrottlePolicy {
    pub free: u32,
    pub longest: Duration,
}

impl Default for ThrottlePolicy {
    fn default() -> Self {
        Self { free: 5, longest: Duration::minutes(5) }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ThrottleError {
    #[error("too many tries; open again in {0} seconds")]
    Closed(i64),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// A try that has been counted; a success takes the count back.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Counted {
    bucket: i32,
}

/// Counts the try before it is made, so that parallel tries cannot slip through together.
pub async fn count(parts: &Parts, db: &mut PgConnection, handle: &Handle) -> Result<Counted, ThrottleError> {
    let buckets = db::throttle::BUCKETS;
    let arriving = Arriving { org: parts.org, handle, way_id: WayId(Uuid::nil()), presented: &[], buckets };
    let bucket = i32::try_from(parts.keeper.recognise(arriving).await?.bucket).unwrap_or(0);
    let now = parts.clock.now();
    let policy = parts.policy.throttle;
    let free = i32::try_from(policy.free).unwrap_or(i32::MAX);
    match db::throttle::count(db, bucket, now, free, policy.longest.as_seconds_f64()).await? {
        db::throttle::Counted::Open => Ok(Counted { bucket }),
        db::throttle::Counted::Closed(until) => Err(ThrottleError::Closed(seconds_until(until, now))),
    }
}

/// The person proved who they are: the bucket is open again.
pub async fn forgive(db: &mut PgConnection, counted: Counted) -> Result<(), DbError> {
    db::throttle::succeed(db, counted.bucket).await
}

fn seconds_until(later: OffsetDateTime, now: OffsetDateTime) -> i64 {
    (later - now).whole_seconds() + 1
}
