//! How long sessions last: an organisation's choice, and where one session stands by it.

use serde::{Deserialize, Serialize};

/// What the clocks of two servers may differ by, in seconds.
const SKEW: i64 = 60;

/// In whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// How long a session lasts, whatever happens.
    longest: u16,
    /// How long it lasts unused; as long as `longest` is no limit.
    idle: u16,
    /// The same at a computer that people share.
    shared_idle: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LimitsError {
    #[error(
        "a session lasts from {shortest} minutes to {most} ({hours} hours)",
        shortest = Limits::SHORTEST,
        most = Limits::MOST,
        hours = Limits::MOST / 60
    )]
    Longest,
    #[error("a session lasts at least a minute unused, and no longer than it lasts at all")]
    Idle,
    #[error(
        "at a shared computer a session lasts unused from 1 minute to {most}, and no longer than elsewhere",
        most = Limits::MOST_SHARED
    )]
    SharedIdle,
}

impl Limits {
    pub const SHORTEST: u16 = 5;
    /// Less than a day: the keys of a session's day are destroyed a day after it.
    pub const MOST: u16 = 18 * 60;
    pub const MOST_SHARED: u16 = 60;

    /// Twelve hours, however it is used; at a shared computer five minutes unused.
    pub const STANDARD: Self = Self { longest: 12 * 60, idle: 12 * 60, shared_idle: 5 };

    /// # Errors
    /// A limit of nothing, one that is none, or one that contradicts another.
    pub fn new(longest: u16, idle: u16, shared_idle: u16) -> Result<Self, LimitsError> {
        if !(Self::SHORTEST..=Self::MOST).contains(&longest) {
            return Err(LimitsError::Longest);
        }
        if !(1..=longest).contains(&idle) {
            return Err(LimitsError::Idle);
        }
        if !(1..=idle.min(Self::MOST_SHARED)).contains(&shared_idle) {
            return Err(LimitsError::SharedIdle);
        }
        Ok(Self { longest, idle, shared_idle })
    }

    pub fn longest(self) -> u16 {
        self.longest
    }

    pub fn idle(self) -> u16 {
        self.idle
    }

    pub fn shared_idle(self) -> u16 {
        self.shared_idle
    }

    /// Of each limit the shorter.
    pub fn within(self, other: Self) -> Self {
        Self {
            longest: self.longest.min(other.longest),
            idle: self.idle.min(other.idle),
            shared_idle: self.shared_idle.min(other.shared_idle),
        }
    }

    /// How long a session lasts unused, here.
    pub fn idle_at(self, shared: bool) -> u16 {
        if shared { self.shared_idle } else { self.idle }
    }
}

/// What a session's own sealed record says of its time, in seconds since 1970 but for the last two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub began_at: i64,
    pub ends_at: i64,
    pub used_at: i64,
    /// In minutes, as it was when the session began.
    pub idle: u16,
    /// Begun at a computer that people share.
    pub shared: bool,
}

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// `notes_use` when its record is to say that it was used now.
    Live {
        ends_at: i64,
        notes_use: bool,
    },
    Idle,
    Over,
}

impl Times {
    /// In minutes, by the limits of when it began and of now: the shorter. `None` when it lasts as long unused as used.
    pub fn idle_limit(self, limits: Limits) -> Option<u16> {
        let idle = self.idle.min(limits.idle_at(self.shared));
        (idle < limits.longest).then_some(idle)
    }

    /// By the limits that hold now: ones that were made longer lengthen nothing, ones that were made shorter hold at once.
    ///
    /// A session that began or was used in the future is not believed: the clock was ahead then, and what it says would be longer
    /// than allowed.
    pub fn lasting(self, limits: Limits, now: i64) -> Lasting {
        let ends_at = self.ends_at.min(self.began_at.saturating_add(seconds(limits.longest)));
        if now >= ends_at || self.began_at > now.saturating_add(SKEW) {
            return Lasting::Over;
        }
        let Some(idle) = self.idle_limit(limits) else { return Lasting::Live { ends_at, notes_use: false } };
        let since = now.saturating_sub(self.used_at);
        if since >= seconds(idle) || since < -SKEW {
            return Lasting::Idle;
        }
        Lasting::Live { ends_at, notes_use: since >= grain(idle) }
    }
}

fn seconds(minutes: u16) -> i64 {
    i64::from(minutes) * 60
}

/// How much a use may lie behind the one before and not be written: a tenth of the limit, from six seconds to five minutes. A
/// session ends that much before its limit at the earliest, and never after it.
fn grain(idle: u16) -> i64 {
    (seconds(idle) / 10).min(300)
}

#[cfg(test)]
mod tests {
    use super::*;

    const T: i64 = 1_775_900_000;

    fn limits(longest: u16, idle: u16, shared: u16) -> Limits {
        Limits::new(longest, idle, shared).unwrap()
    }

    fn times() -> Times {
        Times { began_at: T, ends_at: T + 720 * 60, used_at: T, idle: 30, shared: false }
    }

    fn live(ends_at: i64, notes_use: bool) -> Lasting {
        Lasting::Live { ends_at, notes_use }
    }

    #[test]
    fn limits_of_nothing_and_absurd_ones_are_refused() {
        for (longest, idle, shared, fault) in [
            (0, 0, 0, LimitsError::Longest),
            (4, 4, 1, LimitsError::Longest),
            (1081, 10, 5, LimitsError::Longest),
            (u16::MAX, u16::MAX, u16::MAX, LimitsError::Longest),
            (720, 0, 5, LimitsError::Idle),
            (720, 721, 5, LimitsError::Idle),
            (720, 720, 0, LimitsError::SharedIdle),
            (720, 720, 61, LimitsError::SharedIdle),
            (720, 4, 5, LimitsError::SharedIdle),
        ] {
            assert_eq!(Limits::new(longest, idle, shared), Err(fault), "{longest} {idle} {shared}");
        }
        assert!(Limits::new(1080, 1080, 60).is_ok() && Limits::new(5, 1, 1).is_ok(), "control");
        assert_eq!(Limits::new(720, 720, 5), Ok(Limits::STANDARD));
    }

    #[test]
    fn of_two_the_shorter_holds_and_they_still_go_together() {
        let both = limits(720, 30, 5).within(limits(60, 60, 10));
        assert_eq!(both, limits(60, 30, 5));
    }

    #[test]
    fn a_session_ends_unused_or_after_its_longest() {
        let (at, now) = (times(), limits(720, 30, 5));
        let end = T + 720 * 60;
        assert_eq!(at.lasting(now, T), live(end, false));
        assert_eq!(at.lasting(now, T + 179), live(end, false), "within a tenth nothing is written");
        assert_eq!(at.lasting(now, T + 180), live(end, true));
        assert_eq!(at.lasting(now, T + 30 * 60 - 1), live(end, true));
        assert_eq!(at.lasting(now, T + 30 * 60), Lasting::Idle);
        let used = Times { used_at: end - 1, ..at };
        assert_eq!(used.lasting(now, end - 1), live(end, false), "control: used to the last");
        assert_eq!(used.lasting(now, end), Lasting::Over);
    }

    #[test]
    fn without_a_limit_nothing_is_written_for_a_use() {
        let at = Times { idle: 720, ..times() };
        assert_eq!(at.lasting(Limits::STANDARD, T + 11 * 3600), live(T + 720 * 60, false));
    }

    // Threat: who writes to the database, or an administrator by mistake, lengthens the sessions that run.
    #[test]
    fn shorter_limits_hold_at_once_and_longer_ones_never_for_a_session_that_runs() {
        let at = times();
        assert_eq!(at.lasting(limits(720, 10, 5), T + 10 * 60), Lasting::Idle);
        assert_eq!(at.lasting(limits(20, 20, 5), T + 15 * 60), live(T + 20 * 60, false));
        assert_eq!(at.lasting(limits(20, 20, 5), T + 20 * 60), Lasting::Over);
        assert_eq!(at.lasting(limits(1080, 1080, 60), T + 30 * 60), Lasting::Idle, "its own limit stays");
        let used = Times { used_at: T + 720 * 60, idle: 1080, ..at };
        assert_eq!(used.lasting(limits(1080, 1080, 60), T + 720 * 60), Lasting::Over);
    }

    #[test]
    fn a_shared_computer_has_a_limit_of_its_own() {
        let at = Times { shared: true, idle: 5, ..times() };
        assert_eq!(at.lasting(Limits::STANDARD, T + 5 * 60), Lasting::Idle);
        assert_eq!(at.lasting(limits(720, 720, 2), T + 2 * 60), Lasting::Idle);
        assert_eq!(at.lasting(limits(720, 720, 60), T + 5 * 60), Lasting::Idle, "its own limit stays");
    }

    // Threat: a clock that was ahead for a while leaves sessions behind that outlast their limits.
    #[test]
    fn what_was_written_by_a_clock_that_was_ahead_is_not_believed() {
        let (at, now) = (times(), limits(720, 30, 5));
        assert_eq!(Times { used_at: T + 61, ..at }.lasting(now, T), Lasting::Idle);
        assert_eq!(Times { used_at: T + 60, ..at }.lasting(now, T), live(T + 720 * 60, false), "control: two clocks");
        assert_eq!(Times { began_at: T + 61, ..at }.lasting(now, T), Lasting::Over);
        assert_eq!(at.lasting(now, i64::MAX), Lasting::Over);
        assert_eq!(at.lasting(now, i64::MIN), Lasting::Over);
    }
}
