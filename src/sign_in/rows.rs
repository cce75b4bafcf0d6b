//! A table in memory that nobody can fill and nobody can be pushed out of, in which two hardly ever share all they have.
//!
//! Each has one cell in each of a few rows, dealt independently, and what is least among its cells is what it is charged with: it is
//! charged with others' only where it shares *every* cell with one or another of them. Where `n` others count, that is
//! `(1 - (1 - 1/width)^n)^4`. Which cells are whose only this process can tell, and a restart deals anew.

use crate::domain::{Random, Secret};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

/// As many as there are independent numbers of 64 bits in one HMAC.
pub(super) const ROWS: usize = 4;

pub(super) struct Rows<T> {
    key: Secret<32>,
    /// Cells of one row.
    width: usize,
    /// One row after another.
    cells: Mutex<Vec<Kept>>,
    of: PhantomData<fn() -> T>,
}

/// A cell as it is kept: plain numbers, since zeros of these come from the system untouched. A table takes memory as it is
/// used, and not as it is made.
pub(super) type Kept = [u64; 3];

/// What a cell holds. Zeros are the cell of whom nobody saw.
pub(super) trait Cell: Copy {
    fn kept(self) -> Kept;
    fn from_kept(kept: Kept) -> Self;
}

/// One cell of each row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places([usize; ROWS]);

impl<T: Cell> Rows<T> {
    pub(super) fn new(width: usize, random: &dyn Random) -> Self {
        let width = width.max(1);
        let cells = Mutex::new(vec![[0; 3]; width * ROWS]);
        Self { key: Secret::random(random), width, cells, of: PhantomData }
    }

    /// Which cells are those of this.
    pub(super) fn places(&self, of: &[&[u8]]) -> Places {
        let mac = hmac_sha256(&self.key, &lp(of));
        let mut places = [0; ROWS];
        for ((row, place), octets) in places.iter_mut().enumerate().zip(mac.chunks_exact(8)) {
            let number = octets.iter().fold(0_u64, |number, octet| number << 8 | u64::from(*octet));
            let column = number.checked_rem(self.width as u64).unwrap_or_default();
            *place = row * self.width + usize::try_from(column).unwrap_or_default();
        }
        Places(places)
    }

    /// What the cells hold, changed by `change` while nobody else does.
    pub(super) fn change<R>(&self, places: Places, change: impl FnOnce(&mut [T; ROWS]) -> R) -> R {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        let mut own = places.0.map(|place| T::from_kept(cells.get(place).copied().unwrap_or_default()));
        let done = change(&mut own);
        for (place, changed) in places.0.into_iter().zip(own) {
            if let Some(cell) = cells.get_mut(place) {
                *cell = changed.kept();
            }
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    impl Cell for u8 {
        fn kept(self) -> Kept {
            [self.into(), 0, 0]
        }

        fn from_kept([first, ..]: Kept) -> Self {
            u8::try_from(first).unwrap()
        }
    }

    // Threat: whoever knows which cells are whose fills somebody else's.
    #[test]
    fn what_is_whose_differs_by_process_and_stays_within_it() {
        let (one, two) = (Rows::<u8>::new(4096, &SystemRandom), Rows::<u8>::new(4096, &SystemRandom));
        assert_eq!(one.places(&[b"a", b"b"]), one.places(&[b"a", b"b"]));
        assert_ne!(one.places(&[b"a", b"b"]), two.places(&[b"a", b"b"]));
        assert_ne!(one.places(&[b"a", b"b"]), one.places(&[b"ab"]));
        let places = one.places(&[b"a"]);
        assert_eq!(one.change(places, |cells| std::mem::replace(cells, [9; ROWS])), [0; ROWS]);
        assert_eq!(one.change(places, |cells| *cells), [9; ROWS]);
    }

    #[test]
    fn a_row_is_one_s_own_range_and_used_evenly() {
        let rows = Rows::<u8>::new(64, &SystemRandom);
        let mut used = std::collections::HashSet::new();
        for n in 0..2000_u32 {
            let Places(places) = rows.places(&[&n.to_be_bytes()]);
            assert!(places.iter().enumerate().all(|(row, place)| place / 64 == row), "{places:?}");
            used.extend(places);
        }
        assert_eq!(used.len(), 64 * ROWS);
    }
}
