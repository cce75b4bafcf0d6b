//! What a process remembers of tokens: how often each was used lately, and the latest row that was seen at its place.

use super::TokenError;
use crate::db::api_token::TokenRow;
use crate::domain::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use time::{Date, OffsetDateTime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Requests at once, and how many each second brings back.
const AT_ONCE: f64 = 120.0;
const EACH_SECOND: f64 = 2.0;
/// People looked up by all tokens of one account: at once, and how many each second brings back.
const LOOKED_UP: f64 = 60.0;
const LOOKED_UP_EACH_SECOND: f64 = 0.5;
/// Tokens whose use is counted at once, and places that are remembered.
const REMEMBERED: usize = 65_536;
/// The version above which no row of before can be, where nobody knows what that was: versions count up by one.
const ABOVE_ALL: u64 = 1 << 62;
/// Programs that change something at once, and how long others wait for their turn.
const CHANGING: usize = 3;
const A_TURN: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub struct Memory {
    used: Mutex<HashMap<[u8; 32], (f64, OffsetDateTime)>>,
    looked_up: Mutex<HashMap<AccountId, (f64, OffsetDateTime)>>,
    seen: Mutex<HashMap<[u8; 32], Seen>>,
    changing: Turns,
}

/// Programs that change something, one after the other: whoever waits for the one before holds a connection, of which a server has few.
#[derive(Debug)]
struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(CHANGING)))
    }
}

/// The latest that was seen at a place. Two rows of one version are not the same: only the one with this MAC is; none is where what was
/// there ended unseen.
#[derive(Debug)]
struct Seen {
    version: u64,
    mac: Option<Vec<u8>>,
    /// The last day on which one of before could serve.
    until: Date,
}

/// Places at which nothing serves any more that was there before, to be noted.
#[derive(Debug, Default)]
#[must_use = "whoever puts such a row back is told only by who has noted its end"]
pub(in crate::sign_in) struct Ended(Vec<([u8; 32], Seen)>);

impl Ended {
    /// A row that takes the place of one that has ended.
    pub(super) fn row(row: &TokenRow) -> Self {
        let seen = Seen { version: row.version, mac: Some(row.mac.clone()), until: row.expires_on };
        Self(vec![(row.place, seen)])
    }

    /// At this place, of which is known no more than what was seen there.
    pub(super) fn unseen(place: [u8; 32], known: Option<(u64, Date)>, until: Date) -> Self {
        let (version, day) = known.unwrap_or((0, until));
        Self(vec![(place, Seen { version: version.max(ABOVE_ALL), mac: None, until: day.max(until) })])
    }

    /// At this place, which is empty now: a row that was hidden comes back no more.
    pub(super) fn hidden(place: [u8; 32], (version, until): (u64, Date)) -> Self {
        Self(vec![(place, Seen { version: version.saturating_add(1), mac: None, until })])
    }

    /// How many.
    pub(in crate::sign_in) fn many(&self) -> usize {
        self.0.len()
    }

    pub(super) fn and(&mut self, others: Self) {
        self.0.extend(others.0);
    }
}

impl Memory {
    /// To change something by a token. Waits for it a few seconds, and holds nothing meanwhile.
    ///
    /// # Errors
    /// `Busy`.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, TokenError> {
        let turn = tokio::time::timeout(A_TURN, Arc::clone(&self.changing.0).acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(TokenError::Busy)
    }

    /// Counts a request. Seconds to wait where there were too many.
    pub(super) fn use_up(&self, place: &[u8; 32], now: OffsetDateTime) -> Result<(), i64> {
        let mut used = held(&self.used);
        if used.len() >= REMEMBERED {
            used.retain(|_, state| left(*state, now) < AT_ONCE);
        }
        if used.len() >= REMEMBERED && !used.contains_key(place) {
            return Err(1);
        }
        let state = used.entry(*place).or_insert((AT_ONCE, now));
        let left = left(*state, now);
        if left < 1.0 {
            return Err(1);
        }
        *state = (left - 1.0, now);
        Ok(())
    }

    /// Counts a look-up of somebody by name. Seconds to wait where there were too many.
    pub(super) fn look_up(&self, account: AccountId, now: OffsetDateTime) -> Result<(), i64> {
        let mut all = held(&self.looked_up);
        let left = |(left, at): (f64, OffsetDateTime)| {
            (left + (now - at).as_seconds_f64().max(0.0) * LOOKED_UP_EACH_SECOND).min(LOOKED_UP)
        };
        if all.len() >= REMEMBERED {
            all.retain(|_, state| left(*state) < LOOKED_UP);
        }
        let state = all.entry(account).or_insert((LOOKED_UP, now));
        let left = left(*state);
        if left < 1.0 {
            return Err(2);
        }
        *state = (left - 1.0, now);
        Ok(())
    }

    /// Notes a row that the keeper vouched for; false where a later one was seen at its place: it was put back.
    pub(in crate::sign_in) fn is_latest(&self, row: &TokenRow, today: Date) -> bool {
        let mut seen = held(&self.seen);
        let mut until = row.expires_on;
        if let Some(latest) = seen.get(&row.place).filter(|latest| latest.until >= today) {
            let is_the_same = latest.mac.as_ref() == Some(&row.mac);
            if row.version < latest.version || (row.version == latest.version && !is_the_same) {
                return false;
            }
            until = until.max(latest.until);
        }
        put(&mut seen, row.place, Seen { version: row.version, mac: Some(row.mac.clone()), until }, today);
        true
    }

    /// Notes what has ended: none of before serves here any more, whatever is put back.
    pub(in crate::sign_in) fn ended(&self, ended: Ended, today: Date) {
        let mut seen = held(&self.seen);
        for (place, mut end) in ended.0 {
            if let Some(latest) = seen.get(&place).filter(|latest| latest.until >= today) {
                // Another was made there since.
                if latest.version > end.version {
                    (end.version, end.mac) = (latest.version, latest.mac.clone());
                }
                end.until = end.until.max(latest.until);
            }
            put(&mut seen, place, end, today);
        }
    }

    /// The version of the latest that was seen at a place, and the day until which one of before could serve.
    pub(in crate::sign_in) fn known(&self, place: &[u8; 32], today: Date) -> Option<(u64, Date)> {
        let seen = held(&self.seen);
        seen.get(place).filter(|latest| latest.until >= today).map(|latest| (latest.version, latest.until))
    }
}

fn put(seen: &mut HashMap<[u8; 32], Seen>, place: [u8; 32], latest: Seen, today: Date) {
    if seen.len() >= REMEMBERED {
        // No row of these could serve any more.
        seen.retain(|_, one| one.until >= today);
    }
    if seen.len() < REMEMBERED || seen.contains_key(&place) {
        seen.insert(place, latest);
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn left((left, at): (f64, OffsetDateTime), now: OffsetDateTime) -> f64 {
    (left + (now - at).as_seconds_f64().max(0.0) * EACH_SECOND).min(AT_ONCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::{date, datetime};

    // Threat: a program that has lost its way asks without end.
    #[test]
    fn requests_of_one_token_are_bounded() {
        let (memory, now) = (Memory::default(), datetime!(2026-11-26 10:00 UTC));
        assert_eq!((0..500).filter(|_| memory.use_up(&[1; 32], now).is_ok()).count(), 120);
        assert!(memory.use_up(&[2; 32], now).is_ok(), "others have their own");
        let later = now + Duration::seconds(1);
        assert_eq!((0..500).filter(|_| memory.use_up(&[1; 32], later).is_ok()).count(), 2);
    }

    // Threat: a list of names is gone through with the tokens of one person.
    #[test]
    fn look_ups_of_one_person_are_bounded() {
        let (memory, now) = (Memory::default(), datetime!(2026-11-26 10:00 UTC));
        let [one, other] = [1, 2].map(|n| AccountId(uuid::Uuid::from_u128(n)));
        assert_eq!((0..500).filter(|_| memory.look_up(one, now).is_ok()).count(), 60);
        assert!(memory.look_up(other, now).is_ok(), "others have their own");
        assert_eq!((0..500).filter(|_| memory.look_up(one, now + Duration::minutes(1)).is_ok()).count(), 30);
    }

    fn row(version: u64, expires_on: Date) -> TokenRow {
        let nothing = Vec::new;
        let (verifier, held, label, mac) = (nothing(), nothing(), nothing(), vec![1; 32]);
        TokenRow { place: [1; 32], version, verifier, held, label, expires_on, mac }
    }

    // Threat: the row that is put back is of the version that was seen, or of any, since what stood there when it ended said nothing.
    #[test]
    fn what_ended_serves_no_more_whatever_its_row_said() {
        let (today, day) = (date!(2026 - 11 - 26), date!(2026 - 12 - 01));
        let memory = Memory::default();
        let another = TokenRow { mac: vec![2; 32], ..row(1, day) };
        assert!(memory.is_latest(&row(1, day), today) && memory.is_latest(&row(1, day), today), "control");
        assert!(!memory.is_latest(&another, today), "another of the same version");
        // Its end is noted after another was made at its place.
        assert!(memory.is_latest(&row(5, day), today));
        memory.ended(Ended::row(&row(3, day)), today);
        assert!(!memory.is_latest(&row(3, day), today) && memory.is_latest(&row(5, day), today));
        // It was hidden meanwhile.
        memory.ended(Ended::hidden([1; 32], memory.known(&[1; 32], today).unwrap()), today);
        assert!(!memory.is_latest(&row(5, day), today) && !memory.is_latest(&row(6, day), today));
        // What lay there was none of ours.
        let memory = Memory::default();
        memory.ended(Ended::unseen([1; 32], None, date!(2027 - 11 - 26)), today);
        assert!(!memory.is_latest(&row(1_000_000, day), today));
        let next = memory.known(&[1; 32], today).unwrap().0 + 1;
        assert!(memory.is_latest(&row(next, day), today), "control: the place serves again");
    }

    // Threat: whoever writes to the database and has a token that was ended puts its row back.
    #[test]
    fn a_row_from_before_the_latest_is_none() {
        let (memory, today) = (Memory::default(), date!(2026 - 11 - 26));
        let (first, ended) = (row(1, date!(2026 - 12 - 01)), row(2, date!(2026 - 12 - 01)));
        assert!(memory.is_latest(&first, today) && memory.is_latest(&ended, today) && memory.is_latest(&ended, today));
        assert!(!memory.is_latest(&first, today));
        // The sweep has taken the place's row away since, and counting begins anew.
        assert!(memory.is_latest(&row(1, date!(2027 - 02 - 01)), date!(2027 - 01 - 01)));
    }
}
