//! Since when the module is in each call that it has not come back from. Knows nothing of what was asked.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// When each was begun. Two that were begun at one moment are alike, and either may stand for the other.
#[derive(Default)]
pub(super) struct Calls(Mutex<Vec<Instant>>);

/// One that is under way.
pub(super) struct Call<'a> {
    of: &'a Calls,
    begun: Instant,
}

impl Calls {
    pub(super) fn begin(&self) -> Call<'_> {
        let begun = Instant::now();
        self.begun().push(begun);
        Call { of: self, begun }
    }

    /// How long the one lasts that was begun first; nothing where there is none.
    pub(super) fn longest(&self) -> Duration {
        self.begun().iter().min().map_or(Duration::ZERO, Instant::elapsed)
    }

    fn begun(&self) -> MutexGuard<'_, Vec<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        let mut begun = self.of.begun();
        if let Some(n) = begun.iter().position(|begun| *begun == self.begun) {
            begun.swap_remove(n);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_call_is_the_first_that_has_not_come_back() {
        let calls = Calls::default();
        assert_eq!(calls.longest(), Duration::ZERO);
        let since = Instant::now();
        let first = calls.begin();
        std::thread::sleep(Duration::from_millis(20));
        let second = calls.begin();
        assert!(calls.longest() >= Duration::from_millis(20));
        drop(first);
        let longest = calls.longest();
        assert!(longest + Duration::from_millis(20) <= since.elapsed(), "control: it has come back");
        drop(second);
        assert_eq!(calls.longest(), Duration::ZERO);
    }
}
