//! How much one person may have going on at once, and everybody together: transfers, and looking others up.

use crate::domain::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use time::OffsetDateTime;

/// Transfers under way: of one person, and in all. Each holds half a MiB or so.
const EACH: usize = 4;
const ALL: usize = 24;
/// Look-ups at once, and how many seconds give another.
const LOOK_UPS: f64 = 30.0;
const SECONDS_EACH: f64 = 20.0;
/// People whose look-ups are counted at once.
const REMEMBERED: usize = 16_384;

#[derive(Debug, Default)]
pub(super) struct Turns {
    under_way: Mutex<HashMap<AccountId, usize>>,
    looked: Mutex<HashMap<AccountId, (f64, OffsetDateTime)>>,
}

/// A transfer that is under way, as long as it is held.
#[derive(Debug)]
pub struct Turn {
    turns: Arc<Turns>,
    of: AccountId,
}

impl Turns {
    pub(super) fn take(self: &Arc<Self>, of: AccountId) -> Option<Turn> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if under_way.values().sum::<usize>() >= ALL || under_way.get(&of).is_some_and(|many| *many >= EACH) {
            return None;
        }
        *under_way.entry(of).or_default() += 1;
        Some(Turn { turns: Arc::clone(self), of })
    }

    /// Whether this person may look somebody up now.
    pub(super) fn look_up(&self, of: AccountId, now: OffsetDateTime) -> bool {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.len() >= REMEMBERED {
            looked.retain(|_, state| left(*state, now) < LOOK_UPS);
        }
        if looked.len() >= REMEMBERED && !looked.contains_key(&of) {
            return false;
        }
        let state = looked.entry(of).or_insert((LOOK_UPS, now));
        let left = left(*state, now);
        *state = ((left - 1.0).max(0.0), now);
        left >= 1.0
    }
}

fn left((left, at): (f64, OffsetDateTime), now: OffsetDateTime) -> f64 {
    (left + (now - at).as_seconds_f64().max(0.0) / SECONDS_EACH).min(LOOK_UPS)
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut under_way = self.turns.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(many) = under_way.get_mut(&self.of) {
            *many = many.saturating_sub(1);
            if *many == 0 {
                under_way.remove(&self.of);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::Duration;
    use time::macros::datetime;
    use uuid::Uuid;

    fn person(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    // Threat: somebody who is signed in holds up everybody's transfers.
    #[test]
    fn one_person_has_few_turns_and_gives_them_back() {
        let turns = Arc::new(Turns::default());
        let mut held: Vec<_> = (0..EACH).map(|_| turns.take(person(1)).unwrap()).collect();
        assert!(turns.take(person(1)).is_none() && turns.take(person(2)).is_some());
        held.pop();
        assert!(turns.take(person(1)).is_some());
        let all: Vec<_> = (10..100).filter_map(|number| turns.take(person(number))).collect();
        assert_eq!(all.len() + held.len(), ALL);
    }

    // Threat: somebody who is signed in tries a list of names.
    #[test]
    fn look_ups_are_few() {
        let (turns, now) = (Turns::default(), datetime!(2026-11-26 10:00 UTC));
        assert_eq!((0..100).filter(|_| turns.look_up(person(1), now)).count(), 30);
        assert!(turns.look_up(person(2), now), "others have their own");
        assert!(
            turns.look_up(person(1), now + Duration::seconds(21))
                && !turns.look_up(person(1), now + Duration::seconds(22))
        );
    }
}
