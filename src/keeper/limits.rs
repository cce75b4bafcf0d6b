//! Budgets in memory, so that a compromised server cannot grind quietly.

use crate::keeper::error::KeeperError;
use crate::keeper::protocol::Alarms;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// The budgets, as errors name them.
pub(super) const LOOK_UPS: &str = "handle look-ups";
pub(super) const BY_DEVICES: &str = "hardenings of one account by known devices";
pub(super) const BY_STRANGERS: &str = "hardenings of one account by strangers";
pub(super) const NAMES: &str = "decryptions of names";

/// What the keeper answers at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Handle look-ups a second, over all. Half of them are for browsers that somebody has signed in with, half for everybody
    /// else: neither can use up the other's.
    pub handles_per_second: u32,
    /// Handle look-ups at once, after a quiet time; halved in the same way.
    pub handle_burst: u32,
    /// Of the half that is kept, one person's devices have so many a minute, and at once.
    pub handles_per_owner: u32,
    /// Hardenings a minute, and at once, for one account or, where there is none, one handle. Half of them are for devices
    /// that the account's owner has signed in with, half for everybody else: neither can use up the other's.
    pub hardenings_per_minute: u32,
    /// Accounts with a budget partly used that are remembered, of either half; more than these at once are refused. 48
    /// octets each.
    pub accounts: usize,
    /// Hardenings a minute, over all, above which the log says so. None is refused for it.
    pub alarm_per_minute: u32,
    /// Decryptions of content keys, for names in logout requests, a minute, and at once.
    pub names_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            handles_per_second: 200,
            handle_burst: 1000,
            handles_per_owner: 60,
            hardenings_per_minute: 60,
            accounts: 65_536,
            alarm_per_minute: 6000,
            names_per_minute: 600,
        }
    }
}

pub(super) struct Budgets {
    limits: Limits,
    handles: Mutex<Option<Bucket>>,
    kept_handles: Mutex<Option<Bucket>>,
    owners: Mutex<Accounts<16>>,
    whole: Mutex<Option<Bucket>>,
    names: Mutex<Option<Bucket>>,
    strangers: Mutex<Accounts<32>>,
    /// Apart from the strangers', so that they cannot fill it: only who has a device gets in here.
    known: Mutex<Accounts<32>>,
    /// When each alarm was last raised.
    raised: Mutex<[Option<OffsetDateTime>; Alarms::ALL.len()]>,
}

/// How long an alarm is up.
const UP: Duration = Duration::MINUTE;

type Accounts<const N: usize> = HashMap<[u8; N], Bucket>;

impl Budgets {
    pub(super) fn new(limits: Limits) -> Self {
        let (strangers, known) = (Mutex::default(), Mutex::default());
        let (handles, kept_handles, whole, names) = Default::default();
        let (owners, raised) = Default::default();
        Self { limits, handles, kept_handles, owners, whole, names, strangers, known, raised }
    }

    /// Those that are up.
    pub(super) fn alarms(&self, now: OffsetDateTime) -> Alarms {
        let raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        let up = Alarms::ALL.into_iter().zip(*raised).filter(|(_, at)| at.is_some_and(|at| now - at < UP));
        up.fold(Alarms::NONE, |all, (one, _)| all.and(one))
    }

    /// Said in the log once for as long as it stays up.
    fn raise(&self, alarm: Alarms, now: OffsetDateTime) {
        let mut raised = self.raised.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, one) in raised.iter_mut().zip(Alarms::ALL) {
            if one == alarm {
                if at.is_none_or(|at| now - at >= UP) {
                    tracing::warn!("alarm: {alarm}");
                }
                *at = Some(now);
            }
        }
    }

    pub(super) fn look_up(&self, now: OffsetDateTime) -> Result<(), KeeperError> {
        let taken = self.take_half(&self.handles, now);
        if !taken {
            self.raise(Alarms::LOOK_UPS, now);
        }
        taken.then_some(()).ok_or(KeeperError::Budget(LOOK_UPS))
    }

    /// Takes from the half that is kept, for the first of these whose own share of it is not used up. Refusing it raises no
    /// alarm: whoever asked is a stranger then.
    pub(super) fn look_up_kept(
        &self,
        owners: impl Iterator<Item = [u8; 16]>,
        now: OffsetDateTime,
    ) -> Result<(), KeeperError> {
        let burst = f64::from(self.limits.handles_per_owner);
        let rate = Rate { per_second: burst / 60.0, burst };
        let mut accounts = self.owners.lock().unwrap_or_else(PoisonError::into_inner);
        let mut owners = owners;
        let has_own = owners.any(|owner| take(&mut accounts, owner, self.limits.accounts, rate, now) == Some(true));
        drop(accounts);
        (has_own && self.take_half(&self.kept_handles, now)).then_some(()).ok_or(KeeperError::Budget(LOOK_UPS))
    }

    fn take_half(&self, half: &Mutex<Option<Bucket>>, now: OffsetDateTime) -> bool {
        let (per_second, burst) = (f64::from(self.limits.handles_per_second), f64::from(self.limits.handle_burst));
        let rate = Rate { per_second: per_second / 2.0, burst: burst / 2.0 };
        let mut bucket = half.lock().unwrap_or_else(PoisonError::into_inner);
        bucket.get_or_insert(Bucket::full(rate, now)).take(rate, now)
    }

    /// Takes from the account's half for known devices, or from the other.
    pub(super) fn harden(&self, account: [u8; 32], is_known: bool, now: OffsetDateTime) -> Result<(), KeeperError> {
        let (half, what) = if is_known { (&self.known, BY_DEVICES) } else { (&self.strangers, BY_STRANGERS) };
        let per_minute = f64::from(self.limits.hardenings_per_minute) / 2.0;
        let rate = Rate { per_second: per_minute / 60.0, burst: per_minute };
        let mut accounts = half.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = take(&mut accounts, account, self.limits.accounts, rate, now) == Some(true);
        drop(accounts);
        if !taken {
            self.raise(Alarms::ACCOUNT, now);
        } else if self.is_alarming(now) {
            self.raise(Alarms::WHOLE, now);
        }
        taken.then_some(()).ok_or(KeeperError::Budget(what))
    }

    /// Takes a decryption. Each costs as much as a signature for each key, and names somebody.
    pub(super) fn unwrap(&self, now: OffsetDateTime) -> Result<(), KeeperError> {
        let per_minute = f64::from(self.limits.names_per_minute);
        let rate = Rate { per_second: per_minute / 60.0, burst: per_minute };
        let mut bucket = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = bucket.get_or_insert(Bucket::full(rate, now)).take(rate, now);
        drop(bucket);
        if !taken {
            self.raise(Alarms::NAMES, now);
        }
        taken.then_some(()).ok_or(KeeperError::Budget(NAMES))
    }

    /// Counts over all; true once for each minute's worth above the rate.
    fn is_alarming(&self, now: OffsetDateTime) -> bool {
        let per_minute = f64::from(self.limits.alarm_per_minute);
        let rate = Rate { per_second: per_minute / 60.0, burst: per_minute };
        let mut bucket = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        let is_above = !bucket.get_or_insert(Bucket::full(rate, now)).take(rate, now);
        if is_above {
            *bucket = Some(Bucket::full(rate, now));
        }
        is_above
    }
}

/// `None` where no more are remembered.
fn take<const N: usize>(
    accounts: &mut Accounts<N>,
    account: [u8; N],
    most: usize,
    rate: Rate,
    now: OffsetDateTime,
) -> Option<bool> {
    if accounts.len() >= most && !accounts.contains_key(&account) {
        // A budget that is whole again need not be remembered. One that is not must never make room for another:
        // whoever fills the table would win a fresh budget.
        accounts.retain(|_, bucket| !bucket.is_full(rate, now));
        if accounts.len() >= most {
            return None;
        }
    }
    Some(accounts.entry(account).or_insert(Bucket::full(rate, now)).take(rate, now))
}

#[derive(Clone, Copy)]
struct Rate {
    per_second: f64,
    burst: f64,
}

struct Bucket {
    tokens: f64,
    at: OffsetDateTime,
}

impl Bucket {
    fn full(rate: Rate, now: OffsetDateTime) -> Self {
        Self { tokens: rate.burst, at: now }
    }

    fn take(&mut self, rate: Rate, now: OffsetDateTime) -> bool {
        self.tokens = self.tokens_at(rate, now);
        self.at = now;
        let enough = self.tokens >= 1.0;
        if enough {
            self.tokens -= 1.0;
        }
        enough
    }

    fn is_full(&self, rate: Rate, now: OffsetDateTime) -> bool {
        self.tokens_at(rate, now) >= rate.burst
    }

    /// A clock that was set back adds nothing.
    fn tokens_at(&self, rate: Rate, now: OffsetDateTime) -> f64 {
        let elapsed = (now - self.at).as_seconds_f64().max(0.0);
        (self.tokens + elapsed * rate.per_second).min(rate.burst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::testing::NOW;

    fn budgets() -> Budgets {
        Budgets::new(Limits {
            handles_per_second: 4,
            handle_burst: 6,
            handles_per_owner: 2,
            hardenings_per_minute: 12,
            accounts: 4,
            alarm_per_minute: 20,
            names_per_minute: 5,
        })
    }

    fn answered(budgets: &Budgets, account: u8, tries: usize, now: OffsetDateTime) -> usize {
        (0..tries).filter(|_| budgets.harden([account; 32], false, now).is_ok()).count()
    }

    #[test]
    fn look_ups_are_bounded_and_come_back() {
        let budgets = budgets();
        let answered = |now| (0..10).filter(|_| budgets.look_up(now).is_ok()).count();
        assert_eq!(answered(NOW), 3);
        assert_eq!(answered(NOW + Duration::SECOND), 2);
        assert_eq!(answered(NOW + Duration::HOUR), 3);
        // Setting the clock back wins nothing.
        assert_eq!(answered(NOW), 0);
    }

    // Threat: a server that was taken over has every name decrypted that it has recorded.
    #[test]
    fn decryptions_of_names_are_bounded_raise_the_alarm_and_come_back() {
        let budgets = budgets();
        let answered = |now| (0..10).filter(|_| budgets.unwrap(now).is_ok()).count();
        assert!((0..5).all(|_| budgets.unwrap(NOW).is_ok()));
        assert_eq!(budgets.alarms(NOW), Alarms::NONE, "control");
        assert_eq!(answered(NOW), 0);
        assert_eq!(budgets.alarms(NOW), Alarms::NAMES);
        assert_eq!(answered(NOW + Duration::seconds(24)), 2);
        assert!(budgets.look_up(NOW).is_ok(), "nobody's look-ups");
    }

    // Threat: strangers use up the look-ups, and nobody at all is looked up; or one person with a device uses up what is kept.
    #[test]
    fn strangers_leave_the_half_that_is_kept_alone_and_no_owner_takes_all_of_it() {
        let budgets = budgets();
        let kept = |owners: &[u8]| budgets.look_up_kept(owners.iter().map(|owner| [*owner; 16]), NOW).is_ok();
        while budgets.look_up(NOW).is_ok() {}
        assert_eq!([kept(&[1]), kept(&[1]), kept(&[1])], [true, true, false], "two are one owner's");
        assert!(!kept(&[]), "control: who shows nothing is none");
        assert!(kept(&[1, 2]), "another whose device is in the same browser");
        assert!(!kept(&[3]), "control: the half ends");
        let later = NOW + Duration::HOUR;
        let all = (0..10).filter(|_| budgets.look_up(later).is_ok()).count();
        assert_eq!(all, 3, "nor do they take strangers'");
    }

    #[test]
    fn one_account_s_hardenings_do_not_use_up_another_s() {
        let budgets = budgets();
        assert_eq!(answered(&budgets, 1, 10, NOW), 6);
        assert_eq!(answered(&budgets, 2, 10, NOW), 6);
        assert_eq!(answered(&budgets, 1, 10, NOW + Duration::seconds(10)), 1);
    }

    // Threat: a stranger at full speed uses up what the owner needs; or whoever has an old device, what the others need.
    #[test]
    fn strangers_leave_the_half_of_known_devices_alone_and_these_theirs() {
        let budgets = budgets();
        let known = |now| (0..10).filter(|_| budgets.harden([1; 32], true, now).is_ok()).count();
        assert_eq!(answered(&budgets, 1, 1000, NOW), 6);
        assert_eq!(known(NOW), 6);
        assert_eq!((answered(&budgets, 1, 10, NOW), known(NOW)), (0, 0), "control: each half ends");
        // Nor does it help to name so many accounts that no other is remembered.
        for other in 2..200 {
            answered(&budgets, other, 10, NOW);
        }
        assert_eq!(answered(&budgets, 250, 1, NOW), 0, "control: the strangers' table is full");
        assert!(budgets.harden([250; 32], true, NOW).is_ok());
    }

    #[test]
    fn the_whole_raises_an_alarm_once_a_minute_s_worth_and_refuses_nothing() {
        let budgets = budgets();
        let alarms = |now| (0..42).filter(|_| budgets.is_alarming(now)).count();
        assert_eq!(alarms(NOW), 2);
        assert!(budgets.harden([1; 32], false, NOW).is_ok());
    }

    #[test]
    fn filling_the_table_wins_no_fresh_budget() {
        let budgets = budgets();
        assert_eq!(answered(&budgets, 1, 10, NOW), 6);
        for other in 2..200 {
            answered(&budgets, other, 10, NOW);
        }
        assert_eq!(budgets.strangers.lock().unwrap().len(), 4);
        assert_eq!(answered(&budgets, 1, 10, NOW), 0);
        // Those whose budgets are whole again make room.
        assert_eq!(answered(&budgets, 200, 10, NOW + Duration::MINUTE), 6);
        assert_eq!(budgets.strangers.lock().unwrap().len(), 1);
    }
}
