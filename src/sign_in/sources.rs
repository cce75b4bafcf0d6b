//! Slows down whoever tries much from one network: in memory, in cells that only this process can tell apart.
//!
//! Known devices are not slowed down for where they are: whoever shares a network with a stranger still gets in.

use super::cells::Cells;
use super::throttle::{Bucket, ThrottleError, ThrottlePolicy};
use crate::domain::{Handle, Random, Source};
use time::{Duration, OffsetDateTime};

/// What one network may do.
#[derive(Debug, Clone, Copy)]
pub struct SourcePolicy {
    /// Look-ups of names a second, and at once, before anything else is asked. The keeper answers so many in all; one
    /// network must not have them all.
    pub look_ups_per_second: u32,
    pub look_up_burst: u32,
    /// Failures, at whatever names, that are free. Many people share a network.
    pub free: u32,
    /// How long at most one network waits at one name. Longer than the name is closed for all, so that whoever would keep it
    /// closed needs many networks.
    pub longest_at_a_name: Duration,
}

impl Default for SourcePolicy {
    fn default() -> Self {
        Self { look_ups_per_second: 20, look_up_burst: 100, free: 100, longest_at_a_name: Duration::hours(1) }
    }
}

/// What is remembered of networks.
pub struct Sources {
    tries: Cells<Tries>,
    look_ups: Cells<LookUps>,
}

#[derive(Clone, Copy, Default)]
struct Tries {
    failures: u32,
    /// Milliseconds since 1970.
    open_at: i64,
}

#[derive(Clone, Copy, Default)]
struct LookUps {
    used: f64,
    /// Milliseconds since 1970.
    at: i64,
}

/// A try that was counted; it can be taken back.
#[derive(Debug)]
pub struct Counted(Vec<Mark>);

#[derive(Debug, Clone, Copy)]
struct Mark {
    place: usize,
    before: i64,
    after: i64,
}

/// How a cell slows down.
struct Slow {
    free: u32,
    longest: Duration,
    forgiven_each: Duration,
}

impl Sources {
    pub fn new(random: &dyn Random) -> Self {
        Self { tries: Cells::new(random), look_ups: Cells::new(random) }
    }

    /// Before a name is looked up.
    ///
    /// # Errors
    /// `Closed` above the rate.
    pub fn look_up(&self, policy: SourcePolicy, source: Source, now: OffsetDateTime) -> Result<(), ThrottleError> {
        let (rate, burst) = (f64::from(policy.look_ups_per_second), f64::from(policy.look_up_burst));
        let now = milliseconds(now);
        let place = self.look_ups.place(&[b"look-ups", source.octets()]);
        let taken = self.look_ups.change(place, |cell| {
            let seconds = (now - cell.at).max(0) as f64 / 1000.0;
            let used = (cell.used - seconds * rate).max(0.0);
            *cell = LookUps { used: if used + 1.0 > burst { used } else { used + 1.0 }, at: now };
            used + 1.0 <= burst
        });
        if taken == Some(true) { Ok(()) } else { Err(ThrottleError::Closed { seconds: 1, bucket: Bucket::LookUps }) }
    }

    /// Counts a stranger's try at a name, for their network and for their network at this name.
    ///
    /// # Errors
    /// `Closed`; nothing is counted then.
    pub fn count(
        &self,
        policy: &ThrottlePolicy,
        source: Source,
        handle: &Handle,
        now: OffsetDateTime,
    ) -> Result<Counted, ThrottleError> {
        let mut counted = self.count_unnamed(policy, source, now)?;
        let slow =
            Slow { free: policy.free, longest: policy.source.longest_at_a_name, forgiven_each: policy.forgiven_each };
        match self.count_in(self.at_a_name(source, handle), &slow, Bucket::SourceAtAccount, now) {
            Ok(mark) => {
                counted.0.push(mark);
                Ok(counted)
            }
            Err(error) => {
                self.take_back(counted);
                Err(error)
            }
        }
    }

    /// Counts a try at something that has no name: a link, a kit.
    ///
    /// # Errors
    /// `Closed`; nothing is counted then.
    pub fn count_unnamed(
        &self,
        policy: &ThrottlePolicy,
        source: Source,
        now: OffsetDateTime,
    ) -> Result<Counted, ThrottleError> {
        // A network is many people's: it recovers faster than one person's name does.
        let forgiven_each = policy.forgiven_each / 20;
        let slow = Slow { free: policy.source.free, longest: policy.longest, forgiven_each };
        Ok(Counted(vec![self.count_in(self.whole(source), &slow, Bucket::Source, now)?]))
    }

    /// It was no try after all: all is as before.
    pub fn take_back(&self, counted: Counted) {
        for mark in counted.0 {
            self.tries.change(mark.place, |cell| {
                cell.failures = cell.failures.saturating_sub(1);
                if cell.open_at == mark.after {
                    cell.open_at = mark.before;
                }
            });
        }
    }

    /// A try that succeeded is no failure. What it closed stays closed: a success is no way to open it for others.
    pub fn forgive(&self, source: Source, handle: &Handle) {
        for place in [self.whole(source), self.at_a_name(source, handle)] {
            self.tries.change(place, |cell| cell.failures = cell.failures.saturating_sub(1));
        }
    }

    fn whole(&self, source: Source) -> usize {
        self.tries.place(&[b"source", source.octets()])
    }

    fn at_a_name(&self, source: Source, handle: &Handle) -> usize {
        self.tries.place(&[b"source at a name", source.octets(), handle.as_bytes()])
    }

    fn count_in(&self, place: usize, slow: &Slow, bucket: Bucket, now: OffsetDateTime) -> Result<Mark, ThrottleError> {
        let now = milliseconds(now);
        let counted = self.tries.change(place, |cell| {
            let before = cell.open_at;
            if before > now {
                return Err(before);
            }
            // The same arithmetic as in `db::throttle::count`.
            let forgiven = (now - before) / whole_milliseconds(slow.forgiven_each).max(1);
            let forgiven = u32::try_from(forgiven).unwrap_or(u32::MAX);
            let failures = cell.failures.saturating_sub(forgiven).saturating_add(1);
            let doublings = failures.saturating_sub(slow.free).min(40);
            let wait = if doublings == 0 { 0 } else { whole_milliseconds(slow.longest).min(1000 << doublings) };
            *cell = Tries { failures, open_at: now + wait };
            Ok(Mark { place, before, after: cell.open_at })
        });
        match counted {
            Some(Ok(mark)) => Ok(mark),
            Some(Err(until)) => Err(ThrottleError::Closed { seconds: (until - now) / 1000 + 1, bucket }),
            None => Ok(Mark { place, before: 0, after: 0 }),
        }
    }
}

fn milliseconds(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

fn whole_milliseconds(span: Duration) -> i64 {
    i64::try_from(span.whole_milliseconds()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
