//! A search: every entry is opened, compared, and forgotten. Nothing is kept for the next one.

use super::DirectoryError;
use super::entry::{is_ours, opened};
use super::fold::folded;
use crate::audit::{Event, Subject};
use crate::db::directory::DirectoryRow;
use crate::db::{self, DbError};
use crate::domain::{AccountId, AccountState, OrgId, SecretText};
use crate::sign_in::Parts;
use crate::sign_in::keyring::{KeyringFlowError, OpenRing, Openers, open};
use crate::sign_in::session::SignedIn;
use crate::vault::directory::Entry;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Among more people nobody searches.
pub const MOST: i64 = 20_000;
/// So many are shown.
pub const SHOWN: usize = 20;
/// So many are looked at more closely: some of them may turn out to be none.
const KEPT: usize = 3 * SHOWN;
/// So many entries are read and opened at a time.
const CHUNK: u32 = 1_000;
/// How long a search waits for others.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is looked for: each word somewhere in an entry.
pub struct Query(Vec<Zeroizing<String>>);

impl Query {
    /// The fewest letters, and the most octets.
    pub const FEWEST: usize = 2;
    pub const LONGEST: usize = 200;

    /// `None` for less or more.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > Self::LONGEST {
            return None;
        }
        let folded = folded(typed);
        let words: Vec<_> = folded.split_whitespace().map(|word| Zeroizing::new(word.to_owned())).collect();
        let letters: usize = words.iter().map(|word| word.chars().count()).sum();
        (letters >= Self::FEWEST).then_some(Self(words))
    }

    fn matches(&self, entry: &Entry) -> bool {
        let all = |texts: &[SecretText]| texts.iter().map(|text| folded(text.expose())).collect::<Vec<_>>();
        let (mut names, contacts) = (all(&entry.names), all(&entry.contacts));
        names.push(folded(entry.identifier.expose()));
        self.0.iter().all(|word| {
            names.iter().any(|name| name.contains(word.as_str())) || contacts.iter().any(|text| reaches(word, text))
        })
    }
}

/// Whether a contact is what was typed, as far as it was. By less than its first six letters it is not: letter by letter, it would be read
/// from who is found.
fn reaches(word: &str, contact: &str) -> bool {
    const ENOUGH: usize = 6;
    let contact: Zeroizing<String> = Zeroizing::new(contact.chars().filter(|letter| !letter.is_whitespace()).collect());
    contact.as_str() == word || (word.chars().count() >= ENOUGH && contact.starts_with(word))
}

/// Somebody who was found.
pub struct Hit {
    /// What leads on to their page.
    pub identifier: SecretText,
    pub called: SecretText,
    pub state: AccountState,
}

pub enum Searched {
    /// There is no directory.
    Off,
    /// Who searches does not hold the keyring.
    NoPlace,
    /// More than anybody searches among.
    TooMany,
    Found(Found),
}

pub struct Found {
    pub hits: Vec<Hit>,
    /// Others match as well.
    pub has_more: bool,
    /// Among how many.
    pub of: i64,
    /// So many entries were met that are not as this service wrote them, or are of a key that is there no more.
    pub unreadable: usize,
}

/// Searches, on record before anything is opened.
///
/// # Errors
/// The session has ended, or the keyring was changed, while it ran; other searches take too long; database or keeper away.
pub async fn search(
    parts: &Parts,
    person: &SignedIn,
    query: Query,
    request_id: &str,
) -> Result<Searched, DirectoryError> {
    let query = Arc::new(query);
    parts.record(Event::DirectorySearched, Subject::Account(person.account), request_id).await?;
    // Once more where the keyring was made anew meanwhile, and no further.
    for _ in 0..2 {
        let (ring, open_now) = open(parts, person).await?;
        if !ring.lists() {
            return Ok(Searched::Off);
        }
        let Some(held) = open_now else { return Ok(Searched::NoPlace) };
        let of = {
            let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
            db::directory::counts(&mut db, 0, MOST + 1).await?.listed
        };
        if of > MOST {
            return Ok(Searched::TooMany);
        }
        let sifted = sifted(parts, &held, &query).await?;
        let found = shown(parts, sifted, of).await?;
        // Whoever was taken off meanwhile sees nothing.
        let (_, still) = open(parts, person).await?;
        if still.is_some_and(|still| still.version() == held.version()) {
            return Ok(Searched::Found(found));
        }
    }
    Err(KeyringFlowError::Changed.into())
}

/// Who matches, the first by name, and how many.
#[derive(Default)]
struct Sifted {
    candidates: Vec<Candidate>,
    matches: usize,
    unreadable: usize,
}

struct Candidate {
    sorts_as: Zeroizing<String>,
    entry: Entry,
    row: DirectoryRow,
}

impl Sifted {
    fn with(mut self, other: Self) -> Self {
        self.candidates.extend(other.candidates);
        self.candidates.sort_by(|one, other| one.sorts_as.cmp(&other.sorts_as));
        self.candidates.truncate(KEPT);
        self.matches += other.matches;
        self.unreadable += other.unreadable;
        self
    }
}

/// Half of the machine's cores, and never more than four: people sign in meanwhile.
fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| (cores.get() / 2).clamp(1, 4))
}

async fn sifted(parts: &Parts, held: &OpenRing, query: &Arc<Query>) -> Result<Sifted, DirectoryError> {
    let turn = tokio::time::timeout(PATIENCE, Arc::clone(&parts.searches).acquire_owned()).await;
    let _turn = turn.map_err(|_| DirectoryError::Busy)?.map_err(|_| DirectoryError::Ended)?;
    let (openers, org) = (Arc::new(held.openers()?), parts.org);
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let (mut tasks, mut all, mut last) = (JoinSet::new(), Sifted::default(), AccountId(Uuid::nil()));
    loop {
        let rows = db::directory::after(&mut db, last, CHUNK).await?;
        let Some(end) = rows.last() else { break };
        last = end.account;
        // The next rows are read while others are opened.
        if tasks.len() >= workers()
            && let Some(done) = tasks.join_next().await
        {
            all = all.with(done.map_err(|_| DirectoryError::Ended)?);
        }
        let (openers, query) = (Arc::clone(&openers), Arc::clone(query));
        tasks.spawn_blocking(move || sift(org, &openers, rows, &query));
    }
    while let Some(done) = tasks.join_next().await {
        all = all.with(done.map_err(|_| DirectoryError::Ended)?);
    }
    Ok(all)
}

fn sift(org: OrgId, openers: &Openers, rows: Vec<DirectoryRow>, query: &Query) -> Sifted {
    let mut sifted = Sifted::default();
    for row in rows {
        match opened(org, openers, &row) {
            None => sifted.unreadable += 1,
            Some(entry) if query.matches(&entry) => {
                sifted.matches += 1;
                sifted.candidates.push(Candidate { sorts_as: folded(entry.called()), entry, row });
            }
            Some(_) => {}
        }
    }
    sifted.with(Sifted::default())
}

/// Of those who match, the first that the keeper vouches for, and whose account is found by the same as when the entry was written.
async fn shown(parts: &Parts, sifted: Sifted, of: i64) -> Result<Found, DirectoryError> {
    let (mut hits, mut none) = (Vec::new(), 0);
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    for Candidate { entry, row, .. } in sifted.candidates {
        if hits.len() == SHOWN {
            break;
        }
        // A row that somebody else wrote into stops no search.
        let account = match db::account::by_id(&mut db, row.account).await {
            Err(DbError::Shape { .. }) => None,
            account => account?,
        };
        match account.filter(|account| account.handle == entry.handle) {
            Some(account) if is_ours(parts, &row).await? => {
                let called = SecretText::new(entry.called().to_owned());
                hits.push(Hit { identifier: entry.identifier, called, state: account.state });
            }
            _ => none += 1,
        }
    }
    if sifted.unreadable + none > 0 {
        tracing::warn!(entries = sifted.unreadable + none, "entries of the directory cannot be read");
    }
    let has_more = sifted.matches > hits.len() + none;
    Ok(Found { hits, has_more, of, unreadable: sifted.unreadable + none })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Handle;

    fn entry(names: &[&str], contacts: &[&str]) -> Entry {
        let all = |texts: &[&str]| texts.iter().map(|one| SecretText::new((*one).to_owned())).collect();
        let identifier = SecretText::new("am@hospital.example".to_owned());
        Entry { handle: Handle([1; 32]), identifier, names: all(names), contacts: all(contacts) }
    }

    #[test]
    fn every_word_is_somewhere_in_the_entry_in_whatever_case_and_order() {
        let entry = entry(&["Änni Müller-Weiß"], &["+39 02 555"]);
        for typed in ["anni", "MULLER anni", "weiss", " lle  än ", "+3902555", "+39025", "am@hosp", "müller +39025"] {
            assert!(Query::parse(typed).unwrap().matches(&entry), "{typed}");
        }
        for typed in ["annie", "muller otto", "müller +3902", "02555", "555"] {
            assert!(!Query::parse(typed).unwrap().matches(&entry), "{typed}");
        }
    }

    #[test]
    fn too_little_and_too_much_is_no_search() {
        for typed in ["", " ", "a", "\u{301}", " b ", &"ab ".repeat(100)] {
            assert!(Query::parse(typed).is_none(), "{typed:?}");
        }
        assert!(Query::parse("ab").is_some() && Query::parse("李 明").is_some());
    }

    // Threat: a word that many share makes a server hold everybody's entry.
    #[test]
    fn few_are_held_however_many_match() {
        let one = |n: usize| Candidate {
            sorts_as: Zeroizing::new(format!("{n:05}")),
            entry: entry(&[], &[]),
            row: DirectoryRow {
                account: AccountId(Uuid::nil()),
                epoch: 1,
                sealed: Vec::new(),
                mark: Vec::new(),
                mac: Vec::new(),
            },
        };
        let all = |range: std::ops::Range<usize>| Sifted {
            matches: range.len(),
            candidates: range.map(one).collect(),
            unreadable: 1,
        };
        let sifted = all(500..1_000).with(all(0..500));
        assert_eq!((sifted.candidates.len(), sifted.matches, sifted.unreadable), (KEPT, 1_000, 2));
        assert_eq!(sifted.candidates.last().unwrap().sorts_as.as_str(), "00059", "the first by name");
    }
}
