//! How many steps may wait at once (`pending`), so that nobody fills the table for others: each row needs a [`Place`] first.
//!
//! Whoever asks may have a share of all places: while nearly all are free, more than the people of a large house leave behind;
//! the more others hold, the fewer, down to one; and one is to be had as long as any is. Nothing that waits is taken away from
//! anybody. The share shrinks with the third power of what is free, so that to fill a quarter of a million places takes
//! fifteen thousand networks at once; if it shrank with the first, two hundred would do.

use super::cells::Cells;
use crate::domain::{AccountId, Random, Source};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use time::{Duration, OffsetDateTime};

/// A place that was given away is forgotten after twice this time, if not before.
const WINDOW: Duration = Duration::minutes(30);
/// Of all places, one asker may hold this part while all are free.
const SHARE: u64 = 16;

/// How many rows may wait in all.
#[derive(Debug, Clone, Copy)]
pub struct WaitingPolicy {
    pub most: u64,
}

impl Default for WaitingPolicy {
    /// Half a gigabyte, if each were a sign-on.
    fn default() -> Self {
        Self { most: 262_144 }
    }
}

impl WaitingPolicy {
    /// How many places one asker may hold when so many wait.
    fn share(&self, waiting: u64) -> u64 {
        let (most, free) = (u128::from(self.most), u128::from(self.most.saturating_sub(waiting)));
        let share = (free * free * free).checked_div(most * most * u128::from(SHARE)).unwrap_or_default();
        u64::try_from(share.max(1).min(free)).unwrap_or_default()
    }
}

/// Whose step waits.
#[derive(Debug, Clone, Copy)]
pub enum Waiter {
    /// Someone whom nobody knows yet, by where they come from.
    Source(Source),
    /// Someone who has shown a link, a kit or a session of this account.
    Account(AccountId),
}

/// No place is free for this asker at the moment.
#[derive(Debug, thiserror::Error)]
#[error("{held} steps of one asker wait already, and {waiting} in all")]
pub struct Full {
    held: u64,
    waiting: u64,
}

/// Counts those who wait. Of rows in the database that other servers wrote it learns when it is told.
pub struct WaitingRoom {
    policy: WaitingPolicy,
    waiting: AtomicU64,
    held: Cells<Held>,
}

/// By one asker: in this window, and in the one before.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    window: i64,
    now: u32,
    before: u32,
}

/// Room for one row. Comes back when it is dropped, unless a row took it.
pub struct Place {
    room: Arc<WaitingRoom>,
    cell: usize,
    is_taken: bool,
}

impl WaitingRoom {
    pub fn new(policy: WaitingPolicy, random: &dyn Random) -> Arc<Self> {
        Arc::new(Self { policy, waiting: AtomicU64::new(0), held: Cells::new(random) })
    }

    /// Takes a place.
    ///
    /// # Errors
    /// [`Full`], for this asker at least.
    pub fn place(self: &Arc<Self>, waiter: Waiter, now: OffsetDateTime) -> Result<Place, Full> {
        let (waiting, window) = (self.waiting.load(Ordering::Relaxed), window(now));
        let allowed = self.policy.share(waiting);
        let cell = self.cell(waiter);
        let entered = self.held.change(cell, |held| {
            held.move_to(window);
            if held.all() < allowed {
                held.now = held.now.saturating_add(1);
                return Ok(());
            }
            Err(Full { held: held.all(), waiting })
        });
        entered.unwrap_or(Ok(()))?;
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Ok(Place { room: Arc::clone(self), cell, is_taken: false })
    }

    /// A row was taken away by this asker. Whoever takes what another put there has that other's place counted for longer,
    /// and no row is counted for nobody.
    pub fn leave(&self, waiter: Waiter) {
        self.give_back(self.cell(waiter));
    }

    /// So many rows wait, as counted in the database now.
    pub fn recount(&self, waiting: u64) {
        self.waiting.store(waiting, Ordering::Relaxed);
    }

    fn give_back(&self, cell: usize) {
        self.held.change(cell, Held::leave);
        let less = |waiting: u64| Some(waiting.saturating_sub(1));
        let _ = self.waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    fn cell(&self, waiter: Waiter) -> usize {
        match waiter {
            Waiter::Source(source) => self.held.place(&[b"source", source.octets()]),
            Waiter::Account(account) => self.held.place(&[b"account", account.as_bytes()]),
        }
    }
}

impl Place {
    /// A row stands in it.
    pub(super) fn take(mut self) {
        self.is_taken = true;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.is_taken {
            self.room.give_back(self.cell);
        }
    }
}

impl Held {
    fn all(&self) -> u64 {
        u64::from(self.now) + u64::from(self.before)
    }

    fn move_to(&mut self, window: i64) {
        *self = match window - self.window {
            0 => *self,
            1 => Self { window, now: 0, before: self.now },
            _ => Self { window, now: 0, before: 0 },
        };
    }

    fn leave(&mut self) {
        if self.now > 0 {
            self.now -= 1;
        } else {
            self.before = self.before.saturating_sub(1);
        }
    }
}

fn window(now: OffsetDateTime) -> i64 {
    now.unix_timestamp() / WINDOW.whole_seconds()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-04-11 12:00 UTC);

    fn room() -> Arc<WaitingRoom> {
        WaitingRoom::new(WaitingPolicy { most: 16_000 }, &SystemRandom)
    }

    fn source(n: u16) -> Waiter {
        let [a, b] = n.to_be_bytes();
        Waiter::Source(Source::V4([10, 0, a, b]))
    }

    fn entered(room: &Arc<WaitingRoom>, waiter: Waiter, tries: usize, now: OffsetDateTime) -> usize {
        let places = (0..tries).map_while(|_| room.place(waiter, now).ok());
        places.map(Place::take).count()
    }

    // Threat: a stranger fills the table, and nobody else's sign-on can wait in it.
    #[test]
    fn one_asker_gets_a_share_and_many_leave_room_for_whoever_comes() {
        let room = room();
        let first = entered(&room, source(0), 10_000, NOW);
        assert_eq!(first, 849, "a sixteenth, less what it holds itself");
        for n in 1..=1000 {
            entered(&room, source(n), 10_000, NOW);
        }
        let waiting = room.waiting.load(Ordering::Relaxed);
        assert!(waiting > 14_000 && waiting < 15_000, "{waiting}");
        // Of 65,536 cells a thousand hold somebody: who shares one with them has what is theirs.
        let is_alone = |one: &Waiter| room.held.change(room.cell(*one), |held| held.all()) == Some(0);
        let new = (2000..u16::MAX).map(source).find(is_alone).unwrap();
        assert_eq!(entered(&room, new, 1, NOW), 1, "somebody new still gets in");
        assert_eq!(entered(&room, source(0), 1, NOW), 0, "control: those who have their share do not");
    }

    #[test]
    fn a_full_room_is_full_for_everyone() {
        let room = room();
        room.recount(16_000);
        assert_eq!(entered(&room, source(1), 1, NOW), 0);
        room.recount(15_999);
        assert_eq!(entered(&room, source(1), 2, NOW), 1);
    }

    #[test]
    fn places_come_back_when_they_are_left_not_used_or_long_ago() {
        let room = room();
        let all = entered(&room, source(0), 10_000, NOW);
        (0..5).for_each(|_| room.leave(source(0)));
        assert_eq!(entered(&room, source(0), 10, NOW), 5);
        room.leave(source(0));
        drop(room.place(source(0), NOW).unwrap());
        assert_eq!(entered(&room, source(0), 10, NOW), 1);
        assert_eq!(entered(&room, source(0), 10, NOW + WINDOW), 0, "the last window counts");
        room.recount(0);
        assert_eq!(entered(&room, source(0), 10_000, NOW + WINDOW * 2), all, "the one before does not");
    }
}
