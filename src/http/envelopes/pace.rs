//! How slow somebody may be with a file: whoever takes or sends one holds a place that others wait for.

use crate::domain::Clock;
use crate::keys::envelopes::{Envelopes, Holder};
use futures_util::Stream;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration as Real;
use time::{Duration, OffsetDateTime};

/// Nothing may go or come for longer.
const SILENCE: Duration = Duration::minutes(1);
/// After so long, so many octets a second on the whole: half a Mbit/s.
const GRACE: Duration = Duration::minutes(1);
const LEAST: i64 = 64 * 1024;
/// However large it is: 2 GiB in an hour are five Mbit/s.
const LONGEST: Duration = Duration::hours(1);

/// How often it is looked whether a download may go on.
const LOOK_EVERY: Real = Real::from_secs(1);
/// So often the database may be away at such a look.
const MISSES: u32 = 5;

/// What has gone so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    begun: OffsetDateTime,
    last: OffsetDateTime,
    octets: i64,
}

impl Pace {
    pub(super) fn begin(now: OffsetDateTime) -> Self {
        Self { begun: now, last: now, octets: 0 }
    }

    pub(super) fn moves(&mut self, octets: usize, now: OffsetDateTime) {
        self.octets = self.octets.saturating_add(i64::try_from(octets).unwrap_or(i64::MAX));
        self.last = now;
    }

    pub(super) fn is_too_slow(&self, now: OffsetDateTime) -> bool {
        let took = now - self.begun;
        now - self.last > SILENCE || took > LONGEST || took > GRACE + Duration::seconds(self.octets / LEAST)
    }
}

/// A body that is cut off where it comes too slowly.
pub(super) struct Paced<B> {
    body: B,
    pace: Pace,
    clock: Arc<dyn Clock>,
}

impl<B> Paced<B> {
    pub(super) fn new(body: B, clock: &Arc<dyn Clock>) -> Self {
        Self { body, pace: Pace::begin(clock.now()), clock: Arc::clone(clock) }
    }
}

impl<B, O, E> Stream for Paced<B>
where
    B: Stream<Item = Result<O, E>> + Unpin,
    O: AsRef<[u8]>,
    E: std::fmt::Display,
{
    type Item = io::Result<O>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = match Pin::new(&mut self.body).poll_next(context) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(next) => next,
        };
        let now = self.clock.now();
        Poll::Ready(next.map(|piece| {
            let piece = piece.map_err(|error| io::Error::other(error.to_string()))?;
            self.pace.moves(piece.as_ref().len(), now);
            if self.pace.is_too_slow(now) { Err(io::ErrorKind::TimedOut.into()) } else { Ok(piece) }
        }))
    }
}

/// Over a download: ends it when it is too slow, and when whoever takes it may not have it any more: their session or token has ended.
pub(super) struct Watch<H> {
    envelopes: Envelopes,
    who: H,
    pace: Mutex<Pace>,
    clock: Arc<dyn Clock>,
}

impl<H: Holder> Watch<H> {
    pub(super) fn over(envelopes: &Envelopes, who: H, clock: &Arc<dyn Clock>) -> Self {
        let pace = Mutex::new(Pace::begin(clock.now()));
        Self { envelopes: envelopes.clone(), who, pace, clock: Arc::clone(clock) }
    }

    pub(super) fn moves(&self, octets: usize) {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner).moves(octets, self.clock.now());
    }

    fn is_too_slow(&self) -> bool {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner).is_too_slow(self.clock.now())
    }

    /// Returns when it is to end, and says why.
    pub(super) async fn ends(&self) -> &'static str {
        let mut missed = 0;
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            if self.is_too_slow() {
                return "it was taken too slowly";
            }
            match self.envelopes.goes_on(&self.who).await {
                Ok(true) => missed = 0,
                Ok(false) => return "the session or the token has ended",
                Err(_) => missed += 1,
            }
            if missed > MISSES {
                return "nobody could say whether it may go on";
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-26 10:00 UTC);

    // Threat: an octet now and then keeps a place for days.
    #[test]
    fn whoever_is_too_slow_is_let_go_and_a_poor_line_is_not() {
        let at = |seconds| NOW + Duration::seconds(seconds);
        let still = |seconds, each: usize| {
            let mut pace = Pace::begin(NOW);
            (1..=seconds).all(|second| {
                pace.moves(each, at(second));
                !pace.is_too_slow(at(second))
            })
        };
        assert!(still(3600, 70 * 1024), "a poor line has its hour");
        assert!(!still(3601, 70 * 1024 * 1024), "and nobody more");
        assert!(still(60, 1) && !still(70, 1), "one that trickles has its minute");
        let mut pace = Pace::begin(NOW);
        assert!(!pace.is_too_slow(at(60)) && pace.is_too_slow(at(61)), "and one that says nothing");
        // What went fast at first is no credit for silence.
        pace.moves(1 << 30, at(1));
        assert!(!pace.is_too_slow(at(61)) && pace.is_too_slow(at(62)));
    }
}
