//! What is counted while the program runs: how often, how long, how many. Never who.
//!
//! One of each for the process, since a process is what is watched. Atomics alone on the way of a request: whether anybody
//! looks or not costs the same nothing. The two tables that a lock guards are written once for each commit of the audit, and
//! for each page that says what went wrong.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Only grows.
#[derive(Debug)]
pub struct Counter(AtomicU64);

impl Counter {
    const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Relaxed);
    }

    pub fn get(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

/// How many there are just now.
#[derive(Debug)]
pub struct Gauge(AtomicI64);

/// One of them, as long as it is held.
#[derive(Debug)]
pub struct Present(&'static Gauge);

impl Gauge {
    const fn new() -> Self {
        Self(AtomicI64::new(0))
    }

    pub fn enter(&'static self) -> Present {
        self.0.fetch_add(1, Relaxed);
        Present(self)
    }

    pub fn get(&self) -> i64 {
        self.0.load(Relaxed)
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Relaxed);
    }
}

/// When something happened last, in seconds since 1970; 0 where it has not.
#[derive(Debug)]
pub struct Moment(AtomicI64);

impl Moment {
    const fn new() -> Self {
        Self(AtomicI64::new(0))
    }

    pub fn is_now(&self, seconds: i64) {
        self.0.store(seconds, Relaxed);
    }

    pub fn get(&self) -> i64 {
        self.0.load(Relaxed)
    }
}

/// Upper ends of buckets; what is longer counts in the last, which has none.
pub const BOUNDS: usize = 12;
pub const SECONDS: [f64; BOUNDS] = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];
pub const ROWS: [f64; BOUNDS] = [1.0, 2.0, 4.0, 8.0, 12.0, 16.0, 24.0, 32.0, 64.0, 96.0, 128.0, 256.0];

#[derive(Debug)]
pub struct Histogram {
    bounds: &'static [f64; BOUNDS],
    /// Each alone; they are summed when somebody reads them.
    buckets: [Counter; BOUNDS + 1],
    /// In millionths.
    sum: Counter,
}

impl Histogram {
    const fn new(bounds: &'static [f64; BOUNDS]) -> Self {
        Self { bounds, buckets: [const { Counter::new() }; BOUNDS + 1], sum: Counter::new() }
    }

    pub fn took(&self, time: Duration) {
        self.observe(time.as_secs_f64(), u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }

    pub fn saw(&self, number: u32) {
        self.observe(f64::from(number), u64::from(number) * 1_000_000);
    }

    fn observe(&self, value: f64, millionths: u64) {
        let place = self.bounds.iter().position(|bound| value <= *bound).unwrap_or(BOUNDS);
        if let Some(bucket) = self.buckets.get(place) {
            bucket.add(1);
        }
        self.sum.add(millionths);
    }

    /// Upper ends with how many were at most that, the sum, and how many in all.
    pub fn read(&self) -> (Vec<(f64, u64)>, f64, u64) {
        let mut so_far = 0;
        let each = self.bounds.iter().copied().chain([f64::INFINITY]).zip(&self.buckets);
        let cumulative: Vec<_> = each
            .map(|(bound, bucket)| {
                so_far += bucket.get();
                (bound, so_far)
            })
            .collect();
        (cumulative, self.sum.get() as f64 / 1e6, so_far)
    }
}

/// Questions to the keeper, by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    LookUp,
    Harden,
    RowMac,
    SignSaml,
    Audit,
    Logout,
    Session,
}

impl Asked {
    pub const ALL: [Self; 7] =
        [Self::LookUp, Self::Harden, Self::RowMac, Self::SignSaml, Self::Audit, Self::Logout, Self::Session];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::LookUp => "look_up",
            Self::Harden => "harden",
            Self::RowMac => "row_mac",
            Self::SignSaml => "sign_saml",
            Self::Audit => "audit",
            Self::Logout => "logout",
            Self::Session => "session",
        }
    }
}

/// What came of them.
#[derive(Debug)]
pub struct Answers {
    pub answered: Counter,
    /// Over a budget.
    pub refused: Counter,
    /// Away, or not understood.
    pub failed: Counter,
    pub time: Histogram,
}

impl Answers {
    const fn new() -> Self {
        let (answered, refused, failed) = (Counter::new(), Counter::new(), Counter::new());
        Self { answered, refused, failed, time: Histogram::new(&SECONDS) }
    }
}

/// Parts of the site whose answers are timed apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    SignIn,
    SignOn,
    Other,
}

impl Area {
    pub const ALL: [Self; 3] = [Self::SignIn, Self::SignOn, Self::Other];

    pub fn of(path: &str) -> Self {
        match path {
            "/login" => Self::SignIn,
            "/saml/sso" | "/saml/init" | "/saml/continue" => Self::SignOn,
            _ => Self::Other,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SignOn => "sign_on",
            Self::Other => "other",
        }
    }
}

/// Everything that is counted.
#[derive(Debug)]
pub struct Measures {
    keeper: [Answers; Asked::ALL.len()],
    requests: [[Counter; 5]; Area::ALL.len()],
    times: [Histogram; Area::ALL.len()],
    /// Waiting for a permit of Argon2id.
    pub stretch_waiting: Gauge,
    pub stretch_wait: Histogram,
    pub stretch_run: Histogram,
    pub audit_commit: Histogram,
    pub audit_rows: Histogram,
    /// Records of the flight recorder, and those that found no room.
    pub flights_written: Counter,
    pub flights_lost: Counter,
    /// Rows that a receiver of the audit has confirmed, deliveries that it has not, and when it had all there was.
    pub shipped_rows: Counter,
    pub shipping_failures: Counter,
    pub shipped_all: Moment,
    /// By event and, of sign-ons, service provider: as the audit has them, once they are durable.
    events: Mutex<BTreeMap<(&'static str, String), u64>>,
    /// By what a page said, or which bucket was closed.
    refusals: Mutex<BTreeMap<String, u64>>,
    closings: Mutex<BTreeMap<&'static str, u64>>,
}

pub static MEASURES: Measures = Measures::new();

impl Measures {
    const fn new() -> Self {
        Self {
            keeper: [const { Answers::new() }; Asked::ALL.len()],
            requests: [const { [const { Counter::new() }; 5] }; Area::ALL.len()],
            times: [const { Histogram::new(&SECONDS) }; Area::ALL.len()],
            stretch_waiting: Gauge::new(),
            stretch_wait: Histogram::new(&SECONDS),
            stretch_run: Histogram::new(&SECONDS),
            audit_commit: Histogram::new(&SECONDS),
            audit_rows: Histogram::new(&ROWS),
            flights_written: Counter::new(),
            flights_lost: Counter::new(),
            shipped_rows: Counter::new(),
            shipping_failures: Counter::new(),
            shipped_all: Moment::new(),
            events: Mutex::new(BTreeMap::new()),
            refusals: Mutex::new(BTreeMap::new()),
            closings: Mutex::new(BTreeMap::new()),
        }
    }

    pub fn keeper(&self, asked: Asked) -> Option<&Answers> {
        self.keeper.get(asked as usize)
    }

    /// A request that was answered with this status.
    pub fn answered(&self, area: Area, status: u16, began: Instant) {
        let class = usize::from(status / 100).saturating_sub(1);
        if let Some(counter) = self.requests.get(area as usize).and_then(|classes| classes.get(class)) {
            counter.add(1);
        }
        if let Some(times) = self.times.get(area as usize) {
            times.took(began.elapsed());
        }
    }

    /// By class of status, from 1xx on, and how long.
    pub fn requests(&self, area: Area) -> Option<(&[Counter; 5], &Histogram)> {
        self.requests.get(area as usize).zip(self.times.get(area as usize))
    }

    /// One commit of the audit.
    pub fn committed<'a>(&self, events: impl ExactSizeIterator<Item = (&'static str, &'a str)>, began: Instant) {
        self.audit_commit.took(began.elapsed());
        self.audit_rows.saw(u32::try_from(events.len()).unwrap_or(u32::MAX));
        let mut counts = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        for (event, service_provider) in events {
            *counts.entry((event, service_provider.to_owned())).or_default() += 1;
        }
    }

    pub fn refused(&self, cause: String) {
        *self.refusals.lock().unwrap_or_else(PoisonError::into_inner).entry(cause).or_default() += 1;
    }

    /// A throttle that was closed to somebody.
    pub fn closed(&self, bucket: &'static str) {
        *self.closings.lock().unwrap_or_else(PoisonError::into_inner).entry(bucket).or_default() += 1;
    }

    pub fn events(&self) -> BTreeMap<(&'static str, String), u64> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn refusals(&self) -> BTreeMap<String, u64> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn closings(&self) -> BTreeMap<&'static str, u64> {
        self.closings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_counts_each_where_it_belongs() {
        let histogram = Histogram::new(&SECONDS);
        for micros in [50, 100, 101, 900, 20_000_000] {
            histogram.took(Duration::from_micros(micros));
        }
        let (buckets, sum, count) = histogram.read();
        assert_eq!((buckets[0], buckets[1], buckets[2]), ((0.0001, 2), (0.0005, 3), (0.001, 4)));
        assert_eq!((buckets[BOUNDS].1, count), (5, 5));
        assert!((sum - 20.001_151).abs() < 1e-6, "{sum}");
    }

    #[test]
    fn whoever_leaves_is_not_there_any_more() {
        static GAUGE: Gauge = Gauge::new();
        let held = [GAUGE.enter(), GAUGE.enter()];
        assert_eq!(GAUGE.get(), 2);
        drop(held);
        assert_eq!(GAUGE.get(), 0);
    }

    // A sign-on asks the keeper four times, is one request and shares a commit: what counting all that costs.
    #[test]
    fn counting_costs_a_sign_on_next_to_nothing() {
        let measures = Measures::new();
        let (began, rounds) = (Instant::now(), 100_000_u32);
        for _ in 0..rounds {
            for asked in [Asked::RowMac, Asked::SignSaml, Asked::Logout, Asked::Session] {
                let answers = measures.keeper(asked).unwrap();
                let since = Instant::now();
                answers.answered.add(1);
                answers.time.took(since.elapsed());
            }
            measures.committed([("signed on", "https://portal.example/saml")].into_iter(), began);
            measures.answered(Area::SignOn, 200, began);
        }
        let each = began.elapsed() / rounds;
        eprintln!("counting costs {each:?} for each sign-on, in this build");
        assert!(each < Duration::from_micros(50), "{each:?}");
    }
}
