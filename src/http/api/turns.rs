//! How many large bodies of programs are received, and how many are read and compared, at once in one server: each takes its octets of
//! memory. Of one person's programs fewer than of all: whoever has one token, and sends slowly, keeps nobody else from theirs.

use super::problem::Problem;
use crate::domain::AccountId;
use actix_web::http::StatusCode;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A turn is kept by the work that it is for, which goes on where whoever sent it is gone.
pub(in crate::http) struct Turns {
    /// Whole federations on their way here: whoever sends slowly keeps nobody from being compared.
    received: Places,
    compared: Places,
    /// Applications, one each.
    single: Places,
}

impl Default for Turns {
    fn default() -> Self {
        Self { received: Places::of(6, 1), compared: Places::of(2, 1), single: Places::of(16, 4) }
    }
}

impl Turns {
    /// # Errors
    /// As many come as may, of this person or of all.
    pub(super) fn to_send(&self, of: AccountId) -> Result<Turn, Problem> {
        self.received.take(of).ok_or_else(none)
    }

    /// # Errors
    /// As many are compared as may be.
    pub(super) fn to_be_compared(&self, of: AccountId) -> Result<Turn, Problem> {
        self.compared.take(of).ok_or_else(none)
    }

    /// # Errors
    /// As many change one as may.
    pub(super) fn to_change_one(&self, of: AccountId) -> Result<Turn, Problem> {
        self.single.take(of).ok_or_else(none)
    }
}

fn none() -> Problem {
    Problem::no_turn("no turn")
}

impl Problem {
    /// Others do the same just now.
    pub(super) fn no_turn(cause: &'static str) -> Self {
        let detail = "Others are being read and compared, or changed, just now. Send it again in a moment.";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "Not at this moment", detail, cause).retry_after(5)
    }
}

/// So many for all, so many for each person, and who has how many.
struct Places {
    most: usize,
    of_one: usize,
    taken: Arc<Taken>,
}

type Taken = Mutex<HashMap<AccountId, usize>>;

/// One of them, until it is dropped.
#[must_use = "a turn that is dropped is over"]
pub(super) struct Turn {
    taken: Arc<Taken>,
    of: AccountId,
}

impl Places {
    fn of(most: usize, of_one: usize) -> Self {
        Self { most, of_one, taken: Arc::default() }
    }

    fn take(&self, of: AccountId) -> Option<Turn> {
        let mut taken = held(&self.taken);
        let (all, own) = (taken.values().sum::<usize>(), taken.get(&of).copied().unwrap_or_default());
        if all >= self.most || own >= self.of_one {
            return None;
        }
        taken.insert(of, own + 1);
        Some(Turn { taken: Arc::clone(&self.taken), of })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut taken = held(&self.taken);
        // Who has none is not remembered.
        match taken.get(&self.of).copied().unwrap_or_default() {
            0 | 1 => taken.remove(&self.of),
            own => taken.insert(self.of, own - 1),
        };
    }
}

fn held(taken: &Taken) -> MutexGuard<'_, HashMap<AccountId, usize>> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(n: u128) -> AccountId {
        AccountId(uuid::Uuid::from_u128(n))
    }

    // Threat: whoever has one administrator's token takes every place, and keeps all others from theirs; many take a server's memory.
    #[test]
    fn one_person_has_some_of_the_places_and_all_together_no_more_than_there_are() {
        let places = Places::of(6, 2);
        let take = |n: u128| places.take(person(n));
        let own: Vec<Turn> = std::iter::from_fn(|| take(1)).collect();
        assert_eq!(own.len(), 2, "of one person");
        let others: Vec<Turn> = (2..9).filter_map(take).collect();
        assert_eq!(others.len(), 4, "of all, whoever they are");
        drop(own);
        let more: Vec<Turn> = (10..20).filter_map(take).collect();
        assert_eq!(more.len(), 2, "what was given back is there again");
        drop((others, more));
        assert!(held(&places.taken).is_empty(), "and nobody is remembered");
    }
}
