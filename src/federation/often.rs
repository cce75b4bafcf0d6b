//! How often links are looked through: each look is on record, but so many a minute of one link and no more, or whoever has one fills the
//! audit. What goes beyond is counted, in this process's memory, and told in the log.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use time::{Duration, OffsetDateTime};

/// Looks of one link that are on record, each, within a minute.
pub(super) const EACH: u32 = 20;
const WITHIN: Duration = Duration::MINUTE;
/// Links that are told apart at once. Beyond it they count together.
const LINKS: usize = 4096;

/// How a look goes on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noted {
    Itself,
    /// Once for all that come behind it within the minute.
    Often,
    Not,
}

struct Minute {
    began: OffsetDateTime,
    looks: u32,
}

/// Since a minute, by the link's place.
#[derive(Default)]
pub(super) struct Often(Mutex<HashMap<[u8; 32], Minute>>);

impl Often {
    pub(super) fn look(&self, link: &[u8; 32], now: OffsetDateTime) -> Noted {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was put back begins a minute, too.
        all.retain(|_, one| {
            let goes_on = one.began <= now && now - one.began < WITHIN;
            if !goes_on && one.looks > EACH {
                tracing::warn!(looks = one.looks - EACH, "looks by a link within a minute that are not on record");
            }
            goes_on
        });
        let link = if all.len() < LINKS || all.contains_key(link) { link } else { &[0; 32] };
        let one = all.entry(*link).or_insert(Minute { began: now, looks: 0 });
        one.looks = one.looks.saturating_add(1);
        match one.looks {
            looks if looks <= EACH => Noted::Itself,
            looks if looks == EACH + 1 => Noted::Often,
            _ => Noted::Not,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    // Threat: whoever has a link, or many, fills the audit, or the memory of what is counted.
    #[test]
    fn of_one_link_so_many_looks_a_minute_are_on_record_and_no_more_links_are_held_than_may() {
        let (often, now) = (Often::default(), datetime!(2026-11-26 12:00 UTC));
        let looks = |link: u8, at: OffsetDateTime, times: usize| -> Vec<Noted> {
            (0..times).map(|_| often.look(&[link; 32], at)).collect()
        };
        assert!(looks(1, now, 20).iter().all(|one| *one == Noted::Itself));
        assert_eq!(looks(1, now, 3), [Noted::Often, Noted::Not, Noted::Not]);
        assert_eq!(looks(2, now, 1), [Noted::Itself], "another link");
        assert_eq!(looks(1, now + Duration::seconds(59), 1), [Noted::Not]);
        assert_eq!(looks(1, now + Duration::seconds(60), 1), [Noted::Itself], "control: a minute later");
        let many = (0..20_000_u32).filter(|number| {
            let mut link = [7; 32];
            link[..4].copy_from_slice(&number.to_be_bytes());
            often.look(&link, now + Duration::seconds(61)) == Noted::Itself
        });
        assert!(many.count() < LINKS + 30 && often.0.lock().unwrap().len() <= LINKS + 1);
    }
}
