//! Slows down whoever tries much from one network: in memory, in cells that only this process can tell apart.
//!
//! Known devices are not slowed down for where they are: whoever shares a network with a stranger still gets in.

use super::rows::{Cell, Kept, Places, ROWS, Rows};
use super::throttle::{Bucket, ThrottleError, ThrottlePolicy};
use crate::domain::{Handle, Random, Source};
use std::sync::{Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// Cells of a row, for networks and for networks at a name: of these there are more at a time. Those of other kinds never
/// meet: what closes one person's name for an hour must close no hospital.
const NETWORKS: usize = 65_536;
const NETWORKS_AT_NAMES: usize = 262_144;

/// Sign-ons of one network that are written down although nobody has signed in: at once, and then a second. A ward behind one address
/// that opens a portal whose address is wrong must fit.
const NOTED_AT_ONCE: f64 = 200.0;
const NOTED_PER_SECOND: f64 = 0.5;

/// What one network may do. The numbers are reasoned about in decision 15.
#[derive(Debug, Clone, Copy)]
pub struct SourcePolicy {
    /// Strangers' look-ups of names a second, and at once, before anything else is asked, while others ask for few. The keeper
    /// answers so many in all; one network must not have them all.
    pub look_ups_per_second: u32,
    pub look_up_burst: u32,
    /// The same for all networks together, below what a keeper answers strangers. When more than half of it is used, each
    /// network may use less: with the third power of what is free.
    pub look_ups_in_all_per_second: u32,
    pub look_ups_in_all_burst: u32,
    /// Failures, at whatever names, that are free. Many people share a network: a hospital's morning must fit.
    pub free: u32,
    /// One of these is forgotten in this time.
    pub forgiven_each: Duration,
    /// How long at most one network waits at one name. Longer than the name is closed for all, so that whoever would keep it
    /// closed needs many networks.
    pub longest_at_a_name: Duration,
}

impl Default for SourcePolicy {
    fn default() -> Self {
        Self {
            look_ups_per_second: 20,
            look_up_burst: 100,
            look_ups_in_all_per_second: 80,
            look_ups_in_all_burst: 400,
            free: 300,
            forgiven_each: Duration::seconds(10),
            longest_at_a_name: Duration::hours(1),
        }
    }
}

/// What is remembered of networks.
pub struct Sources {
    whole: Rows<Tries>,
    at_names: Rows<Tries>,
    look_ups: Rows<LookUps>,
    noted: Rows<LookUps>,
    all_look_ups: Mutex<LookUps>,
}

/// Times are milliseconds since 1970.
#[derive(Clone, Copy)]
struct Tries {
    failures: u32,
    open_at: i64,
    /// Up to when failures have been forgiven.
    forgiven_to: i64,
}

#[derive(Clone, Copy, Default)]
struct LookUps {
    used: f64,
    /// Milliseconds since 1970.
    at: i64,
}

/// A try that was counted; it can be taken back.
#[derive(Debug)]
pub struct Counted {
    whole: Mark,
    at_a_name: Option<Mark>,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    places: Places,
    before: [i64; ROWS],
    /// Until when this try closed them, if it did.
    closed: Option<i64>,
}

/// How cells slow down.
struct Slow {
    free: u32,
    longest: Duration,
    forgiven_each: Duration,
}

impl Sources {
    pub fn new(random: &dyn Random) -> Self {
        Self {
            whole: Rows::new(NETWORKS, random),
            at_names: Rows::new(NETWORKS_AT_NAMES, random),
            look_ups: Rows::new(NETWORKS, random),
            noted: Rows::new(NETWORKS, random),
            all_look_ups: Mutex::default(),
        }
    }

    /// Before a name is looked up for a stranger.
    ///
    /// # Errors
    /// `Closed` above this network's share, or above the rate of all.
    pub fn look_up(&self, policy: SourcePolicy, source: Source, now: OffsetDateTime) -> Result<(), ThrottleError> {
        let now = milliseconds(now);
        let most_in_all = f64::from(policy.look_ups_in_all_burst);
        let mut all = self.all_look_ups.lock().unwrap_or_else(PoisonError::into_inner);
        all.leak(f64::from(policy.look_ups_in_all_per_second), now);
        // Whole until half of all is used.
        let share = (2.0 - 2.0 * all.used / most_in_all).clamp(0.0, 1.0).powi(3);
        let (rate, most) =
            (f64::from(policy.look_ups_per_second) * share, (f64::from(policy.look_up_burst) * share).max(1.0));
        let is_taken = self.look_ups.change(self.look_ups.places(&[source.octets()]), |cells| {
            cells.iter_mut().for_each(|cell| cell.leak(rate, now));
            let used = cells.iter().map(|cell| cell.used).fold(f64::INFINITY, f64::min);
            let is_free = used + 1.0 <= most && all.used + 1.0 <= most_in_all;
            if is_free {
                cells.iter_mut().for_each(|cell| cell.used += 1.0);
            }
            is_free
        });
        if is_taken {
            all.used += 1.0;
            return Ok(());
        }
        Err(ThrottleError::Closed { seconds: 1, bucket: Bucket::LookUps })
    }

    /// Before somebody of a list is looked up that an administrator has sent: only while less than half of what all networks may use is
    /// used, from where on their shares begin to shrink. Who signs in comes first.
    pub fn look_up_of_list(&self, policy: SourcePolicy, now: OffsetDateTime) -> bool {
        let mut all = self.all_look_ups.lock().unwrap_or_else(PoisonError::into_inner);
        all.leak(f64::from(policy.look_ups_in_all_per_second), milliseconds(now));
        let is_free = all.used + 1.0 <= f64::from(policy.look_ups_in_all_burst) / 2.0;
        if is_free {
            all.used += 1.0;
        }
        is_free
    }

    /// Whether one more of the sign-ons that anybody can begin is written down for this network: whoever sends garbage would
    /// otherwise leave no room for what others need to find.
    pub fn may_be_noted(&self, source: Source, now: OffsetDateTime) -> bool {
        let now = milliseconds(now);
        self.noted.change(self.noted.places(&[source.octets()]), |cells| {
            cells.iter_mut().for_each(|cell| cell.leak(NOTED_PER_SECOND, now));
            let used = cells.iter().map(|cell| cell.used).fold(f64::INFINITY, f64::min);
            let is_free = used + 1.0 <= NOTED_AT_ONCE;
            if is_free {
                cells.iter_mut().for_each(|cell| cell.used += 1.0);
            }
            is_free
        })
    }

    /// The keeper, which other servers ask as well, answers strangers no more: shares here begin anew at the smallest.
    pub fn look_ups_are_used_up(&self, policy: SourcePolicy) {
        let mut all = self.all_look_ups.lock().unwrap_or_else(PoisonError::into_inner);
        all.used = f64::from(policy.look_ups_in_all_burst);
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
        let counted = self.count_unnamed(policy, source, now)?;
        let slow =
            Slow { free: policy.free, longest: policy.source.longest_at_a_name, forgiven_each: policy.forgiven_each };
        let places = self.at_a_name(source, handle);
        match count_in(&self.at_names, places, &slow, now) {
            Ok(mark) => Ok(Counted { at_a_name: Some(mark), ..counted }),
            Err(seconds) => {
                self.take_back(counted);
                Err(ThrottleError::Closed { seconds, bucket: Bucket::SourceAtAccount })
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
        let SourcePolicy { free, forgiven_each, .. } = policy.source;
        let slow = Slow { free, longest: policy.longest, forgiven_each };
        let counted = count_in(&self.whole, self.whole.places(&[source.octets()]), &slow, now);
        let whole = counted.map_err(|seconds| ThrottleError::Closed { seconds, bucket: Bucket::Source })?;
        Ok(Counted { whole, at_a_name: None })
    }

    /// It was no try after all: all is as before.
    pub fn take_back(&self, counted: Counted) {
        take_back_in(&self.whole, counted.whole);
        if let Some(mark) = counted.at_a_name {
            take_back_in(&self.at_names, mark);
        }
    }

    /// A try that succeeded is no failure. What it closed stays closed: a success is no way to open it for others.
    pub fn forgive(&self, source: Source, handle: &Handle) {
        let one = |cells: &mut [Tries; ROWS]| cells.iter_mut().for_each(Tries::take_one_back);
        self.whole.change(self.whole.places(&[source.octets()]), one);
        self.at_names.change(self.at_a_name(source, handle), one);
    }

    fn at_a_name(&self, source: Source, handle: &Handle) -> Places {
        self.at_names.places(&[source.octets(), handle.as_bytes()])
    }
}

/// Counts a try, or says in how many seconds one may be made again: when the first of the cells is open.
fn count_in(rows: &Rows<Tries>, places: Places, slow: &Slow, now: OffsetDateTime) -> Result<Mark, i64> {
    let now = milliseconds(now);
    rows.change(places, |cells| {
        let until = cells.iter().map(|cell| cell.open_at).min().unwrap_or_default();
        if until > now {
            return Err((until - now) / 1000 + 1);
        }
        let before = cells.map(|cell| cell.open_at);
        for cell in cells.iter_mut() {
            cell.forget(slow.forgiven_each, now);
            cell.failures = cell.failures.saturating_add(1);
        }
        let failures = cells.iter().map(|cell| cell.failures).min().unwrap_or_default();
        let doublings = failures.saturating_sub(slow.free).min(40);
        let closed = (doublings > 0).then(|| now + whole_milliseconds(slow.longest).min(1000 << doublings));
        for cell in cells.iter_mut() {
            cell.open_at = cell.open_at.max(closed.unwrap_or(0));
        }
        Ok(Mark { places, before, closed })
    })
}

fn take_back_in(rows: &Rows<Tries>, mark: Mark) {
    rows.change(mark.places, |cells| {
        for (cell, before) in cells.iter_mut().zip(mark.before) {
            cell.take_one_back();
            if mark.closed == Some(cell.open_at) {
                cell.open_at = before;
            }
        }
    });
}

impl Cell for Tries {
    fn kept(self) -> Kept {
        [self.failures.into(), self.open_at.cast_unsigned(), self.forgiven_to.cast_unsigned()]
    }

    fn from_kept([failures, open_at, forgiven_to]: Kept) -> Self {
        let failures = u32::try_from(failures).unwrap_or(u32::MAX);
        Self { failures, open_at: open_at.cast_signed(), forgiven_to: forgiven_to.cast_signed() }
    }
}

impl Cell for LookUps {
    fn kept(self) -> Kept {
        [self.used.to_bits(), self.at.cast_unsigned(), 0]
    }

    fn from_kept([used, at, _]: Kept) -> Self {
        Self { used: f64::from_bits(used), at: at.cast_signed() }
    }
}

impl Tries {
    /// One failure less for each of these spans in which it was open. What is left of a span counts on: a network from
    /// which somebody always comes would otherwise never be forgiven anything.
    fn forget(&mut self, each: Duration, now: i64) {
        let (from, each) = (self.forgiven_to.max(self.open_at), whole_milliseconds(each).max(1));
        let forgiven = (now - from).max(0) / each;
        self.failures = self.failures.saturating_sub(u32::try_from(forgiven).unwrap_or(u32::MAX));
        self.forgiven_to = if self.failures == 0 { now.max(from) } else { from + forgiven * each };
    }

    fn take_one_back(&mut self) {
        self.failures = self.failures.saturating_sub(1);
    }
}

impl LookUps {
    /// A clock that was set back forgives nothing.
    fn leak(&mut self, per_second: f64, now: i64) {
        let seconds = (now - self.at).max(0) as f64 / 1000.0;
        *self = Self { used: (self.used - seconds * per_second).max(0.0), at: now };
    }
}

fn milliseconds(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

fn whole_milliseconds(span: Duration) -> i64 {
    i64::try_from(span.whole_milliseconds()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[expect(clippy::print_stdout, reason = "a test says how many got in")]
mod tests;
