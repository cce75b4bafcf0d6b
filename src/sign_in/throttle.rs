//! Slows down whoever tries too often, in buckets that the keeper assigns: the same for people who exist and who do not.

use super::Parts;
use crate::db::{self, DbError, PgConnection};
use crate::domain::Handle;
use crate::keeper::KeeperError;
use time::{Duration, OffsetDateTime};

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

impl ThrottlePolicy {
    /// Doubles from one second with each failure past the free ones.
    fn wait(self, failures: u32) -> Duration {
        match failures.checked_sub(self.free) {
            None | Some(0) => Duration::ZERO,
            Some(over) => Duration::seconds(1_i64.checked_shl(over.min(40)).unwrap_or(i64::MAX)).min(self.longest),
        }
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
    let bucket = parts.keeper.throttle_bucket(handle, db::throttle::BUCKETS).await?;
    let bucket = i32::try_from(bucket).unwrap_or(0);
    let now = parts.clock.now();
    let before = db::throttle::read(db, bucket).await?;
    if before.open_at > now {
        return Err(ThrottleError::Closed(seconds_until(before.open_at, now)));
    }
    let failures = db::throttle::fail(db, bucket).await?;
    db::throttle::set_open_at(db, bucket, now + parts.policy.throttle.wait(failures)).await?;
    Ok(Counted { bucket })
}

/// The person proved who they are: the bucket is open again.
pub async fn forgive(db: &mut PgConnection, counted: Counted) -> Result<(), DbError> {
    db::throttle::succeed(db, counted.bucket).await
}

fn seconds_until(later: OffsetDateTime, now: OffsetDateTime) -> i64 {
    (later - now).whole_seconds() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_tries_are_free_then_the_wait_doubles_up_to_a_cap() {
        let policy = ThrottlePolicy::default();
        let waits: Vec<i64> = (0..20).map(|failures| policy.wait(failures).whole_seconds()).collect();
        assert_eq!(waits[..10], [0, 0, 0, 0, 0, 0, 2, 4, 8, 16]);
        assert_eq!(policy.wait(1000), policy.longest);
    }
}
