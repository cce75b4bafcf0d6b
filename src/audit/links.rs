//! Replays links to begin again against the vaults that were begun by them: a link serves once.
//!
//! Whoever puts a used link and its account back as they were makes it serve again. Nothing in the database tells; the audit
//! does.

use super::chain::{day, moment};
use super::event::Event;
use crate::db::audit::StoredRow;
use std::collections::{BTreeSet, HashMap};
use time::{Date, OffsetDateTime};

/// What each subject's day holds of links and of beginnings.
#[derive(Default)]
pub(super) struct Links {
    steps: HashMap<[u8; 32], Vec<Step>>,
    pub(super) days: BTreeSet<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    micros: i64,
    /// Tells which was first of two in one microsecond of one chain.
    seq: i64,
    is_link: bool,
}

impl Links {
    pub(super) fn note(&mut self, row: &StoredRow, micros: i64) {
        let is_link = match Event::parse(&row.event) {
            Some(Event::ReenrolmentLink) => true,
            Some(Event::Reenrolled) => false,
            _ => return,
        };
        let (Ok(subject), Some(at)) = (row.subject.as_slice().try_into(), moment(micros)) else { return };
        self.steps.entry(subject).or_default().push(Step { micros, seq: row.seq, is_link });
        self.days.insert(day(at));
    }

    /// When an account was begun again without a link that was still to be used. `subjects` are the account's.
    pub(super) fn unlinked(&self, subjects: &[[u8; 32]]) -> Vec<OffsetDateTime> {
        let mut steps: Vec<Step> = subjects.iter().filter_map(|one| self.steps.get(one)).flatten().copied().collect();
        steps.sort_unstable();
        let (mut is_open, mut unlinked) = (false, Vec::new());
        for step in steps {
            if !step.is_link && !is_open {
                unlinked.extend(moment(step.micros));
            }
            // A further link takes the place of the one before; each is used up by what it begins.
            is_open = step.is_link;
        }
        unlinked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(steps: &[(i64, bool)]) -> Links {
        let steps = steps.iter().map(|(micros, is_link)| Step { micros: *micros, seq: *micros, is_link: *is_link });
        Links { steps: HashMap::from([([1; 32], steps.collect())]), days: BTreeSet::new() }
    }

    #[test]
    fn each_link_serves_once_and_the_last_one_alone() {
        let unlinked = |steps: &[(i64, bool)]| links(steps).unlinked(&[[1; 32]]).len();
        let (link, begun) = (true, false);
        assert_eq!(unlinked(&[(1, link), (2, begun), (3, link), (4, begun)]), 0);
        assert_eq!(unlinked(&[(2, begun), (1, link)]), 0, "chains are read one after the other");
        assert_eq!(unlinked(&[(1, link), (2, begun), (3, begun)]), 1);
        assert_eq!(unlinked(&[(1, link), (2, link), (3, begun), (4, begun)]), 1, "two links, and one was replaced");
        assert_eq!(unlinked(&[(1, begun)]), 1);
        assert_eq!(unlinked(&[(1, link)]), 0);
        assert_eq!(links(&[(1, begun)]).unlinked(&[[2; 32]]).len(), 0, "another's");
    }
}
