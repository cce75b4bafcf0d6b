//! What a process remembers of tokens: how often each was used lately, and the latest row that was seen at its place.

use crate::db::api_token::TokenRow;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use time::{Date, OffsetDateTime};

/// Requests at once, and how many each second brings back.
const AT_ONCE: f64 = 120.0;
const EACH_SECOND: f64 = 2.0;
/// Tokens whose use is counted at once, and places that are remembered.
const REMEMBERED: usize = 65_536;

#[derive(Debug, Default)]
pub struct Memory {
    used: Mutex<HashMap<[u8; 32], (f64, OffsetDateTime)>>,
    seen: Mutex<HashMap<[u8; 32], (u64, Date)>>,
}

impl Memory {
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

    /// Notes a row that the keeper vouched for; false where a later one was seen at its place: it was put back.
    pub(in crate::sign_in) fn is_latest(&self, row: &TokenRow, today: Date) -> bool {
        let mut seen = held(&self.seen);
        if seen.len() >= REMEMBERED {
            // No row of these could serve any more.
            seen.retain(|_, (_, until)| *until >= today);
        }
        if seen.len() >= REMEMBERED && !seen.contains_key(&row.place) {
            return true;
        }
        let latest = seen.entry(row.place).or_insert((row.version, row.expires_on));
        if row.version < latest.0 && latest.1 >= today {
            return false;
        }
        *latest = (row.version, row.expires_on.max(latest.1));
        true
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

    // Threat: whoever writes to the database and has a token that was ended puts its row back.
    #[test]
    fn a_row_from_before_the_latest_is_none() {
        let (memory, today) = (Memory::default(), date!(2026 - 11 - 26));
        let row = |version, expires_on| TokenRow {
            place: [1; 32],
            version,
            verifier: Vec::new(),
            held: Vec::new(),
            label: Vec::new(),
            expires_on,
            mac: Vec::new(),
        };
        let (first, ended) = (row(1, date!(2026 - 12 - 01)), row(2, date!(2026 - 12 - 01)));
        assert!(memory.is_latest(&first, today) && memory.is_latest(&ended, today) && memory.is_latest(&ended, today));
        assert!(!memory.is_latest(&first, today));
        // The sweep has taken the place's row away since, and counting begins anew.
        assert!(memory.is_latest(&row(1, date!(2027 - 02 - 01)), date!(2027 - 01 - 01)));
    }
}
