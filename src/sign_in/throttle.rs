//! Slows down whoever tries too often, in buckets that the keeper assigns: the same for people who exist and who do not.
//!
//! Strangers at a name share one bucket, wherever they are; each known device has its own, which they cannot close. A
//! stranger is counted for the network they come from as well (`sources`).

use super::Parts;
use super::sources::{self, SourcePolicy};
use super::visitor::{Trying, Visitor};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{DeviceId, Handle, Source, WayId};
use crate::keeper::{Arriving, Device, KeeperError};
use std::fmt;
use time::{Duration, OffsetDateTime};

/// From which failure on, and how long at most, a bucket is closed.
#[derive(Debug, Clone, Copy)]
pub struct ThrottlePolicy {
    pub free: u32,
    pub longest: Duration,
    /// An open bucket forgets one failure in this time. Longer than `longest`, so that waiting for it wins nothing.
    pub forgiven_each: Duration,
    pub source: SourcePolicy,
}

impl Default for ThrottlePolicy {
    fn default() -> Self {
        Self {
            free: 5,
            longest: Duration::minutes(5),
            forgiven_each: Duration::minutes(10),
            source: SourcePolicy::default(),
        }
    }
}

/// What is closed. For the log: a page says the same for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    Strangers,
    Device,
    Source,
    SourceAtAccount,
    LookUps,
}

impl Bucket {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strangers => "strangers at one account",
            Self::Device => "one known device",
            Self::Source => "strangers from one network",
            Self::SourceAtAccount => "strangers from one network at one account",
            Self::LookUps => "look-ups from one network",
        }
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[derive(Debug, thiserror::Error)]
pub enum ThrottleError {
    #[error("too many tries by {bucket}; open again in {seconds} seconds")]
    Closed { seconds: i64, bucket: Bucket },
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// A try that has been counted; a success takes it back.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct Counted {
    bucket: i32,
    is_known: u8,
}

impl Counted {
    pub(super) fn is_known(&self) -> bool {
        self.is_known == 1
    }
}

/// Whose passphrase is tried, as far as the database tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tried<'a> {
    pub(super) handle: &'a Handle,
    /// The way in that a known device is known for; any where there is none.
    pub(super) way_id: WayId,
}

/// Tells a known device from a stranger, and counts the try before it is made, so that parallel tries cannot slip through
/// together.
pub(super) async fn count(
    parts: &Parts,
    db: &mut PgConnection,
    tried: Tried<'_>,
    trying: Trying<'_>,
) -> Result<(Counted, Option<Device>), ThrottleError> {
    let Tried { handle, way_id } = tried;
    let own: [Device; 1];
    let presented = match trying {
        Trying::Visitor(visitor) => visitor.devices.as_slice(),
        // By account: who is signed in often tries as often as who is signed in once.
        Trying::SignedIn(account, _) => {
            own = [parts.keeper.new_device(parts.org, handle, way_id, DeviceId(account.0)).await?];
            &own
        }
    };
    let arriving = Arriving { org: parts.org, handle, way_id, presented, buckets: db::throttle::BUCKETS };
    let recognised = parts.keeper.recognise(arriving).await?;
    let counted = Counted::of(recognised.bucket, recognised.device.is_some());
    let (policy, now) = (parts.policy.throttle, parts.clock.now());
    let of_source = match (trying, recognised.device) {
        (Trying::Visitor(visitor), None) => Some(parts.sources.count(&policy, visitor.source, handle, now)?),
        _ => None,
    };
    let done = count_in(db, counted, &policy, now).await;
    if let (Err(_), Some(of_source)) = (&done, of_source) {
        parts.sources.take_back(of_source);
    }
    done.map(|()| (counted, recognised.device))
}

async fn count_in(
    db: &mut PgConnection,
    counted: Counted,
    policy: &ThrottlePolicy,
    now: OffsetDateTime,
) -> Result<(), ThrottleError> {
    let slow = db::throttle::Slow {
        free: i32::try_from(policy.free).unwrap_or(i32::MAX),
        longest: policy.longest.as_seconds_f64(),
        forgiven_each: policy.forgiven_each.as_seconds_f64(),
    };
    match db::throttle::count(db, counted.bucket, now, slow).await? {
        db::throttle::Counted::Open => Ok(()),
        db::throttle::Counted::Closed(until) => {
            let bucket = if counted.is_known() { Bucket::Device } else { Bucket::Strangers };
            Err(ThrottleError::Closed { seconds: (until - now).whole_seconds() + 1, bucket })
        }
    }
}

impl Counted {
    /// The buckets of known devices lie behind those of strangers: no stranger's try falls into one.
    fn of(bucket: u32, is_known: bool) -> Self {
        let offset = if is_known { db::throttle::BUCKETS } else { 0 };
        Self { bucket: i32::try_from(bucket.saturating_add(offset)).unwrap_or(0), is_known: u8::from(is_known) }
    }
}

/// Counts a try at something without a name, a link or a kit, for the network it comes from.
///
/// # Errors
/// `Closed`; nothing is counted then.
pub fn count_unnamed(parts: &Parts, source: Source) -> Result<sources::Counted, ThrottleError> {
    parts.sources.count_unnamed(&parts.policy.throttle, source, parts.clock.now())
}

/// [`count_unnamed`] of a kit or a passkey. Whoever shows a device with which somebody has signed in does not wait for what others
/// in their network did; `None` then. The keeper limits how often, for each of those whose device is shown.
///
/// # Errors
/// `Closed`; nothing is counted then.
pub async fn count_nameless(parts: &Parts, visitor: &Visitor) -> Result<Option<sources::Counted>, ThrottleError> {
    match count_unnamed(parts, visitor.source) {
        Err(closed @ ThrottleError::Closed { .. }) if !visitor.devices.is_empty() => {
            match parts.keeper.kit_locator(parts.org, &[0; 32], &visitor.devices).await {
                Ok(_) => Ok(None),
                Err(KeeperError::Budget(_)) => Err(closed),
                Err(error) => Err(error.into()),
            }
        }
        counted => counted.map(Some),
    }
}

/// Says what such a try was. One that found something, or failed for another reason, is taken back.
pub fn settle(parts: &Parts, counted: Option<sources::Counted>, was_a_guess: bool) {
    if let Some(counted) = counted.filter(|_| !was_a_guess) {
        parts.sources.take_back(counted);
    }
}

/// The person proved who they are: this try was no failure.
pub(super) async fn forgive(db: &mut PgConnection, counted: Counted) -> Result<(), DbError> {
    db::throttle::succeed(db, counted.bucket).await
}

/// The device that a browser becomes with which somebody proved who they are: the one it is known as, or a new one.
pub(super) fn device_id(parts: &Parts, known: Option<Device>) -> DeviceId {
    let fresh = DeviceId::random(&*parts.random);
    known.map_or(fresh, |device| device.id)
}
