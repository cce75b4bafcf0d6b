//! How much one person may have going on at once, and everybody together: transfers and the octets that they may bring, and how
//! often somebody transfers anything or looks others up.

use crate::domain::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use time::OffsetDateTime;

/// Transfers under way: of one person, and in all. Each holds half a MiB or so.
const EACH: usize = 4;
const ALL: usize = 24;
/// People who are counted at once.
const REMEMBERED: usize = 16_384;

#[derive(Debug)]
pub(super) struct Turns {
    under_way: Mutex<HashMap<AccountId, UnderWay>>,
    looked: Often,
    transferred: Often,
}

impl Default for Turns {
    fn default() -> Self {
        Self { under_way: Mutex::default(), looked: Often::new(30.0, 20.0), transferred: Often::new(120.0, 5.0) }
    }
}

/// Of one person.
#[derive(Debug, Default)]
struct UnderWay {
    transfers: usize,
    octets: u64,
}

/// A transfer that is under way, as long as it is held.
#[derive(Debug)]
pub struct Turn {
    turns: Arc<Turns>,
    of: AccountId,
    octets: u64,
}

/// Why somebody has to wait.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// As many are under way as may be.
    Busy,
    /// This person has had very many lately.
    Often,
}

impl Turns {
    /// Each costs an audit row, and the processor two passes over a file: they are as few as somebody's hands make them.
    pub(super) fn take(self: &Arc<Self>, of: AccountId, now: OffsetDateTime) -> Result<Turn, Wait> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = under_way.values().map(|one| one.transfers).sum();
        if all >= ALL || under_way.get(&of).is_some_and(|own| own.transfers >= EACH) {
            return Err(Wait::Busy);
        }
        if !self.transferred.once_more(of, now) {
            return Err(Wait::Often);
        }
        under_way.entry(of).or_default().transfers += 1;
        Ok(Turn { turns: Arc::clone(self), of, octets: 0 })
    }

    /// Whether this person may look somebody up now.
    pub(super) fn look_up(&self, of: AccountId, now: OffsetDateTime) -> bool {
        self.looked.once_more(of, now)
    }

    pub(super) fn many(&self) -> usize {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).values().map(|one| one.transfers).sum()
    }
}

impl Turn {
    /// So many octets may come; false where they, what the person keeps here, and what they have under way are more than is theirs.
    pub(super) fn reserve(&mut self, octets: u64, kept: u64, most: u64) -> bool {
        let mut under_way = self.turns.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        let own = under_way.entry(self.of).or_default();
        if own.octets.saturating_add(octets).saturating_add(kept) > most {
            return false;
        }
        own.octets = own.octets.saturating_add(octets);
        self.octets = self.octets.saturating_add(octets);
        true
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut under_way = self.turns.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = under_way.get_mut(&self.of) {
            own.transfers = own.transfers.saturating_sub(1);
            own.octets = own.octets.saturating_sub(self.octets);
            if own.transfers == 0 {
                under_way.remove(&self.of);
            }
        }
    }
}

/// So many at once, and another after so many seconds; for each person.
#[derive(Debug)]
struct Often {
    at_once: f64,
    seconds_each: f64,
    left: Mutex<HashMap<AccountId, (f64, OffsetDateTime)>>,
}

impl Often {
    fn new(at_once: f64, seconds_each: f64) -> Self {
        Self { at_once, seconds_each, left: Mutex::default() }
    }

    fn once_more(&self, of: AccountId, now: OffsetDateTime) -> bool {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, state| self.left(*state, now) < self.at_once);
        }
        if all.len() >= REMEMBERED && !all.contains_key(&of) {
            return false;
        }
        let state = all.entry(of).or_insert((self.at_once, now));
        let left = self.left(*state, now);
        *state = ((left - 1.0).max(0.0), now);
        left >= 1.0
    }

    fn left(&self, (left, at): (f64, OffsetDateTime), now: OffsetDateTime) -> f64 {
        (left + (now - at).as_seconds_f64().max(0.0) / self.seconds_each).min(self.at_once)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::datetime;
    use uuid::Uuid;

    const NOW: OffsetDateTime = datetime!(2026-11-26 10:00 UTC);

    fn person(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    // Threat: somebody who is signed in holds up everybody's transfers.
    #[test]
    fn one_person_has_few_turns_and_gives_them_back() {
        let turns = Arc::new(Turns::default());
        let mut held: Vec<_> = (0..EACH).map(|_| turns.take(person(1), NOW).unwrap()).collect();
        assert_eq!(turns.take(person(1), NOW).err(), Some(Wait::Busy));
        assert!(turns.take(person(2), NOW).is_ok());
        held.pop();
        assert!(turns.take(person(1), NOW).is_ok());
        let all: Vec<_> = (10..100).filter_map(|number| turns.take(person(number), NOW).ok()).collect();
        assert_eq!(all.len() + held.len(), ALL);
        assert_eq!(turns.many(), ALL);
    }

    // Threat: somebody opens the same again and again, for the processor's sake or the audit's.
    #[test]
    fn transfers_are_as_few_as_hands_make_them() {
        let turns = Arc::new(Turns::default());
        assert_eq!((0..500).filter(|_| turns.take(person(1), NOW).is_ok()).count(), 120);
        assert_eq!(turns.take(person(1), NOW).err(), Some(Wait::Often));
        assert!(turns.take(person(2), NOW).is_ok(), "others have their own");
        assert!(turns.take(person(1), NOW + Duration::seconds(6)).is_ok());
    }

    // Threat: several uploads at once, each of which fits alone.
    #[test]
    fn what_is_under_way_counts_until_it_is_given_back() {
        let turns = Arc::new(Turns::default());
        let (mut first, mut second) = (turns.take(person(1), NOW).unwrap(), turns.take(person(1), NOW).unwrap());
        assert!(first.reserve(60, 30, 100) && !second.reserve(60, 30, 100) && second.reserve(10, 30, 100));
        assert!(turns.take(person(2), NOW).unwrap().reserve(60, 30, 100), "others have their own");
        drop(first);
        assert!(second.reserve(60, 30, 100));
    }

    // Threat: somebody who is signed in tries a list of names.
    #[test]
    fn look_ups_are_few() {
        let turns = Turns::default();
        assert_eq!((0..100).filter(|_| turns.look_up(person(1), NOW)).count(), 30);
        assert!(turns.look_up(person(2), NOW), "others have their own");
        assert!(
            turns.look_up(person(1), NOW + Duration::seconds(21))
                && !turns.look_up(person(1), NOW + Duration::seconds(22))
        );
    }
}
