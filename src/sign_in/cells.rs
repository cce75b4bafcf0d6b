//! A table in memory that nobody can fill and nobody can be pushed out of: as many cells as it will ever have, and which of
//! them is whose only this process can tell.
//!
//! Two may share a cell; which two, nobody outside can find out, and a restart deals anew.

use crate::domain::{Random, Secret};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use std::sync::{Mutex, MutexGuard, PoisonError};

const CELLS: usize = 65_536;

pub(super) struct Cells<T> {
    key: Secret<32>,
    cells: Mutex<Vec<T>>,
}

impl<T: Copy + Default> Cells<T> {
    pub(super) fn new(random: &dyn Random) -> Self {
        Self { key: Secret::random(random), cells: Mutex::new(vec![T::default(); CELLS]) }
    }

    /// Which cell is that of this.
    pub(super) fn place(&self, of: &[&[u8]]) -> usize {
        let [a, b, c, d, ..] = hmac_sha256(&self.key, &lp(of));
        u32::from_be_bytes([a, b, c, d]) as usize % CELLS
    }

    /// What a cell holds, changed by `change`.
    pub(super) fn change<R>(&self, place: usize, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.lock().get_mut(place).map(change)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<T>> {
        self.cells.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    // Threat: whoever knows which cell is whose fills somebody else's.
    #[test]
    fn what_is_whose_differs_by_process_and_stays_within_it() {
        let (one, two) = (Cells::<u8>::new(&SystemRandom), Cells::<u8>::new(&SystemRandom));
        let differ = (0..16u8).filter(|n| one.place(&[&[*n]]) != two.place(&[&[*n]])).count();
        assert!(differ >= 14, "{differ}");
        assert_eq!(one.place(&[b"a", b"b"]), one.place(&[b"a", b"b"]));
        let used: std::collections::HashSet<usize> = (0..1000u32).map(|n| one.place(&[&n.to_be_bytes()])).collect();
        assert!(used.len() > 950, "{}", used.len());
        one.change(7, |cell| *cell = 9);
        assert_eq!((one.change(7, |cell| *cell), one.change(8, |cell| *cell)), (Some(9), Some(0)));
    }
}
