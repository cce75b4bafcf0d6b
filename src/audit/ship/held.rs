//! What whoever sends the audit remembers from one look to the next, and what of a look is sent. Pure.
//!
//! Rows that do not hold may be anybody's: however many there are, and whatever their numbers, they take no other row's place in a look,
//! and of what is remembered there is a bound.

use super::AT_ONCE;
use crate::audit::pages::Seen;
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use uuid::Uuid;

/// How often it is looked for chains that nobody here knows: of servers and commands that have just begun.
const CHAINS_EVERY: Duration = Duration::from_secs(15);
/// How long a chain without new rows is looked at each time.
const LIVELY: Duration = Duration::from_secs(600);
/// Rows that do not hold, of which is known that they were sent. Each makes a look longer by one.
const MOST_TOLD: usize = 10_000;
/// No row of this service has a lower number than the first.
const BEFORE_ALL: i64 = -1;

/// What is known while the sending is this server's.
pub(super) struct Held {
    pub(super) asked: Instant,
    /// The last row of each chain that was confirmed.
    places: HashMap<Uuid, i64>,
    /// Those that had rows lately, and when.
    lively: HashMap<Uuid, Instant>,
    looked_for_chains: Option<Instant>,
    /// Rows that do not hold and were sent. They move no place: one that somebody made up may be far ahead of those that are to come.
    told: HashSet<(Uuid, i64)>,
    /// Where the last look ended, if there was more than it takes: the next one begins with the chain after it.
    after: Option<Uuid>,
    /// There were more that do not hold than can be remembered.
    is_silent: bool,
}

/// What is to be sent.
pub(super) struct Look {
    pub(super) rows: Vec<Seen>,
    /// With these the receiver has all that there is.
    pub(super) is_all: bool,
}

impl Held {
    pub(super) fn new(asked: Instant, places: HashMap<Uuid, i64>) -> Self {
        let (lively, told) = (HashMap::new(), HashSet::new());
        Self { asked, places, lively, looked_for_chains: None, told, after: None, is_silent: false }
    }

    /// The chains to look at; `None` where all are to be looked for.
    pub(super) fn chains(&mut self, now: Instant) -> Option<Vec<Uuid>> {
        self.lively.retain(|_, since| now - *since < LIVELY);
        if self.looked_for_chains.is_none_or(|at| now - at >= CHAINS_EVERY) {
            self.looked_for_chains = Some(now);
            return None;
        }
        Some(self.lively.keys().copied().collect())
    }

    /// Each with its place. No chain comes first each time, so that none keeps the others from their turn.
    pub(super) fn behind(&self, chains: Vec<Uuid>) -> Vec<(Uuid, i64)> {
        let mut behind: Vec<(Uuid, i64)> = chains.into_iter().map(|chain| (chain, self.place(chain))).collect();
        behind.sort_unstable();
        let looked_at = behind.partition_point(|(chain, _)| self.after.is_some_and(|after| *chain <= after));
        behind.rotate_left(looked_at);
        behind
    }

    /// Rows in one look: those that were told may be among them, and leave room for a whole delivery of others.
    pub(super) fn limit(&self) -> usize {
        AT_ONCE + self.told.len()
    }

    /// Of what a look found, chain after chain, what is sent: what holds, and of the rest what was not told already.
    pub(super) fn look(&mut self, mut found: Vec<Seen>) -> Look {
        let is_full = found.len() >= self.limit();
        self.after = found.last().filter(|_| is_full).map(|row| row.chain);
        let (mut room, mut is_silent) = (MOST_TOLD.saturating_sub(self.told.len()), false);
        found.retain(|row| {
            // One that holds was made after somebody's with its number, or was mended: it is another.
            if row.holds {
                return true;
            }
            let is_told = self.told.contains(&(row.chain, row.seq));
            is_silent |= !is_told && room == 0;
            let is_sent = !is_told && room > 0;
            room -= usize::from(is_sent);
            is_sent
        });
        if is_silent && !self.is_silent {
            tracing::error!(most = MOST_TOLD, "so many rows of the audit do not hold that no more of them are sent");
        }
        self.is_silent = is_silent;
        let mut rows = in_order(found);
        let is_all = !is_full && !is_silent && rows.len() <= AT_ONCE;
        rows.truncate(AT_ONCE);
        if !is_all {
            // Other chains may not have had their turn; and until all were looked at, nobody may say that all was sent.
            self.looked_for_chains = None;
        }
        Look { rows, is_all }
    }

    /// These were confirmed, and so far each chain.
    pub(super) fn keep(&mut self, rows: &[Seen], places: HashMap<Uuid, i64>, now: Instant) {
        self.places.extend(places);
        let vouched = rows.iter().map(|row| row.chain).filter(|chain| self.places.contains_key(chain));
        self.lively.extend(vouched.map(|chain| (chain, now)));
        self.told.extend(rows.iter().filter(|row| !row.holds).map(|row| (row.chain, row.seq)));
        let Self { told, places, .. } = self;
        // What a place has passed is not found again.
        told.retain(|(chain, seq)| places.get(chain).is_none_or(|place| seq > place));
    }

    fn place(&self, chain: Uuid) -> i64 {
        self.places.get(&chain).copied().unwrap_or(BEFORE_ALL)
    }
}

/// Chains come one after the other. They are put into each other by time, and no row comes before one that stands before it in its chain.
fn in_order(rows: Vec<Seen>) -> Vec<Seen> {
    let (mut chain, mut latest) = (None, None);
    let mut timed: Vec<(Option<OffsetDateTime>, Seen)> = rows
        .into_iter()
        .map(|row| {
            latest = if chain == Some(row.chain) { row.at.max(latest) } else { row.at };
            chain = Some(row.chain);
            (latest, row)
        })
        .collect();
    // Stable: of one moment, or of none, they stay as they came.
    timed.sort_by_key(|(at, _)| *at);
    timed.into_iter().map(|(_, row)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn chain(number: u8) -> Uuid {
        Uuid::from_bytes([number; 16])
    }

    fn row(number: u8, seq: i64, seconds: Option<i64>, holds: bool) -> Seen {
        let start = datetime!(2026-11-25 12:00 UTC);
        Seen {
            chain: chain(number),
            seq,
            at: seconds.map(|seconds| start + time::Duration::seconds(seconds)),
            word: String::new(),
            subject: Vec::new(),
            service_provider: String::new(),
            request_id: String::new(),
            mac: Vec::new(),
            holds,
        }
    }

    /// As the database finds them: chain after chain behind their places, no more than the limit.
    fn found(held: &Held, all: &[Seen]) -> Vec<Seen> {
        let mut chains: Vec<Uuid> = all.iter().map(|row| row.chain).collect();
        chains.sort_unstable();
        chains.dedup();
        let of = |(chain, place): (Uuid, i64)| {
            let mut rows: Vec<Seen> = all.iter().filter(|row| row.chain == chain && row.seq > place).cloned().collect();
            rows.sort_by_key(|row| row.seq);
            rows
        };
        held.behind(chains).into_iter().flat_map(of).take(held.limit()).collect()
    }

    /// One turn that the receiver confirms.
    fn turn(held: &mut Held, all: &[Seen]) -> Look {
        let found = found(held, all);
        let look = held.look(found);
        let standing = look.rows.iter().filter(|row| row.holds);
        let places = standing.map(|row| (row.chain, row.seq)).collect();
        held.keep(&look.rows, places, Instant::now());
        look
    }

    fn held() -> Held {
        Held::new(Instant::now(), HashMap::new())
    }

    #[test]
    fn chains_are_put_into_each_other_by_time_and_none_out_of_its_own_order() {
        let row = |number, seq, seconds| row(number, seq, seconds, true);
        // In the first chain the second row is of an earlier moment than the first.
        let rows =
            vec![row(1, 0, Some(5)), row(1, 1, Some(3)), row(1, 2, Some(9)), row(2, 0, Some(4)), row(2, 1, None)];
        let order: Vec<(u8, i64)> = in_order(rows).iter().map(|row| (row.chain.as_bytes()[0], row.seq)).collect();
        assert_eq!(order, [(2, 0), (2, 1), (1, 0), (1, 1), (1, 2)]);
    }

    // Threat: rows that somebody made up are all that a look finds.
    #[test]
    fn what_was_told_takes_no_other_rows_place() {
        let mut held = held();
        let mut all: Vec<Seen> = (0..1200).map(|seq| row(0, seq, Some(0), false)).collect();
        all.push(row(9, 0, Some(1), true));
        let turns: Vec<(usize, bool)> =
            (0..4).map(|_| turn(&mut held, &all)).map(|l| (l.rows.len(), l.is_all)).collect();
        assert_eq!(turns.iter().map(|(rows, _)| rows).sum::<usize>(), all.len(), "each once: {turns:?}");
        assert!(!turns[0].1 && turns[3].1, "all is said to be sent when it was: {turns:?}");
        all.push(row(9, 1, Some(2), true));
        assert_eq!(turn(&mut held, &all).rows, [row(9, 1, Some(2), true)]);
        // Whoever had a number told cannot have the row that then gets it left out.
        all[7] = row(0, 7, Some(0), true);
        assert_eq!(turn(&mut held, &all).rows, [row(0, 7, Some(0), true)]);
        assert_eq!(held.told.len(), 1200 - 8, "what the place has passed is forgotten");
    }

    // Threat: so many that the memory of them grows without end, or that the rest is said to be sent.
    #[test]
    fn what_is_remembered_has_a_bound_and_beyond_it_the_others_are_sent_and_nobody_says_all_was() {
        let mut held = held();
        let past = i64::try_from(MOST_TOLD + 3 * AT_ONCE).unwrap();
        let mut all: Vec<Seen> = (0..past).map(|seq| row(0, seq, Some(0), false)).collect();
        let turns = MOST_TOLD / AT_ONCE;
        let told: usize = (0..turns).map(|_| turn(&mut held, &all).rows.len()).sum();
        assert_eq!((told, held.told.len()), (MOST_TOLD, MOST_TOLD));
        for seq in 0..3 {
            all.push(row(9, seq, Some(1), true));
            let looks: Vec<Look> = (0..2).map(|_| turn(&mut held, &all)).collect();
            let sent: Vec<i64> = looks.iter().flat_map(|look| &look.rows).map(|row| row.seq).collect();
            assert_eq!(sent, [seq], "within a turn of each chain");
            assert!(looks.iter().all(|look| !look.is_all), "not all was sent");
        }
        assert_eq!(held.told.len(), MOST_TOLD);
        all.retain(|row| row.holds || row.seq < 5);
        assert!(turn(&mut held, &all).is_all, "control: once they are gone");
    }

    #[test]
    fn only_a_chain_with_a_row_that_holds_is_looked_at_each_time() {
        let (mut held, now) = (held(), Instant::now());
        assert_eq!(held.chains(now), None);
        turn(&mut held, &[row(1, 0, None, false), row(2, 0, None, true)]);
        assert_eq!(held.chains(now), Some(vec![chain(2)]));
        assert_eq!(held.chains(now + CHAINS_EVERY), None);
        let later = now + 2 * LIVELY;
        assert_eq!((held.chains(later), held.chains(later)), (None, Some(Vec::new())));
        assert_eq!(held.behind(vec![chain(2), chain(1)]), [(chain(1), BEFORE_ALL), (chain(2), 0)]);
    }
}
