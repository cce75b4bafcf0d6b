//! Lists that administrators have sent, and the links that came of them: in this process's memory alone, each for a while.
//!
//! A list is read first, and then waits for its administrator's proof; then it is worked on; then its links wait to be handed over, once.
//! Whatever takes its place, stops it or comes too late drops it, and the work on it with it.

use super::list::{Fault, Line};
use super::many::{By, Work, worked};
use crate::domain::{AccountId, Random, SecretText, random};
use crate::sign_in::Parts;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use time::{Duration, OffsetDateTime};
use tokio::task::AbortHandle;

/// How long a list waits for its proof, and links to be handed over.
const WAITS: Duration = Duration::minutes(10);
const KEPT: Duration = Duration::minutes(30);
/// Lists that are held at once, of all administrators: some ten MiB each at most.
const MOST: usize = 4;
/// After so many lists in an hour that told who is here already, an administrator waits.
const TOLD: usize = 5;
const TOLD_IN: Duration = Duration::HOUR;

/// At what pace people of a list are looked up, and how patiently.
#[derive(Debug, Clone, Copy)]
pub struct ListPolicy {
    /// Between two of them. Half of the keeper's look-ups for strangers, and of its hardenings before it raises the alarm, stay for
    /// whoever else comes.
    pub pace: std::time::Duration,
    /// How long one waits for a look-up while others use them up.
    pub patience: std::time::Duration,
}

impl Default for ListPolicy {
    fn default() -> Self {
        Self { pace: std::time::Duration::from_millis(20), patience: std::time::Duration::from_secs(60) }
    }
}

/// A link that waits to be handed over.
pub struct Letter {
    pub line: usize,
    pub identifier: SecretText,
    /// What stands in the link.
    pub token: SecretText,
    pub is_login_code: bool,
}

/// Links that wait to be handed over, and until when they serve.
pub struct Letters {
    pub all: Vec<Letter>,
    pub until: OffsetDateTime,
}

/// Where a list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It could be read, and waits for a proof.
    Read { id: String, people: usize },
    /// So many of its people were looked up, and so many links made.
    Working { looked_up: usize, made: usize, all: usize },
    /// Nobody was invited, for these; and whether there may be more.
    Refused { faults: Vec<Fault>, is_cut: bool },
    /// Nobody was invited, for what this sentence says.
    Stopped(&'static str),
    /// So many links wait to be handed over.
    Ready { people: usize },
}

/// Why a list is not taken up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("another list is being worked on")]
    Busy,
    #[error("as many lists are held as there may be")]
    Full,
    #[error("there is no such list any more")]
    Gone,
    #[error("too many lists told who is here already")]
    Told,
}

pub(super) enum State {
    Read(Vec<Line>),
    Working,
    Refused { faults: Vec<Fault>, is_cut: bool },
    Stopped(&'static str),
    Ready(Letters),
}

/// How far the work is.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) looked_up: AtomicUsize,
    pub(super) made: AtomicUsize,
}

struct Held {
    id: String,
    all: usize,
    progress: Arc<Progress>,
    state: State,
    until: OffsetDateTime,
    /// It is being committed, and cannot be stopped any more.
    is_closing: bool,
    tasks: Vec<AbortHandle>,
}

/// What is held no more is worked on no more.
impl Drop for Held {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

/// The lists of this process, by whose they are.
#[derive(Default)]
pub struct Lists {
    held: Mutex<HashMap<AccountId, Held>>,
    /// When a list of theirs told who is here already.
    told: Mutex<HashMap<AccountId, Vec<OffsetDateTime>>>,
}

impl Lists {
    fn held(&self, now: OffsetDateTime) -> MutexGuard<'_, HashMap<AccountId, Held>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, one| now < one.until || matches!(one.state, State::Working));
        held
    }

    /// Keeps a list that could be read until its administrator proves who they are. What they had here before is dropped.
    ///
    /// # Errors
    /// `Busy` where one of theirs is worked on; `Full`.
    pub fn keep(self: &Arc<Self>, by: AccountId, lines: Vec<Line>, parts: &Parts) -> Result<(), NotTaken> {
        let now = parts.clock.now();
        let mut held = self.held(now);
        if held.get(&by).is_some_and(|one| matches!(one.state, State::Working)) {
            return Err(NotTaken::Busy);
        }
        held.remove(&by);
        if held.len() >= MOST {
            return Err(NotTaken::Full);
        }
        let one = Held {
            id: new_id(&*parts.random),
            all: lines.len(),
            progress: Arc::default(),
            state: State::Read(lines),
            until: now + WAITS,
            is_closing: false,
            tasks: Vec::new(),
        };
        self.hold(&mut held, by, one, WAITS);
        Ok(())
    }

    /// Whether this list waits for a proof, and of how many people it is.
    ///
    /// # Errors
    /// `Gone`; `Busy` where another is worked on, whoever's; `Told`.
    pub fn waiting(&self, by: AccountId, id: &str, now: OffsetDateTime) -> Result<usize, NotTaken> {
        let held = self.held(now);
        let one = held.get(&by).filter(|one| one.id == id && matches!(one.state, State::Read(_)));
        let people = one.ok_or(NotTaken::Gone)?.all;
        if held.values().any(|one| matches!(one.state, State::Working)) {
            return Err(NotTaken::Busy);
        }
        if self.has_told_enough(by, now) {
            return Err(NotTaken::Told);
        }
        Ok(people)
    }

    /// Begins to work on a list that waits, for who has just proved who they are.
    ///
    /// # Errors
    /// As [`waiting`](Self::waiting): nothing begins then.
    pub fn begin(self: &Arc<Self>, by: By, id: &str, parts: &Parts, request_id: String) -> Result<(), NotTaken> {
        let (now, account) = (parts.clock.now(), by.account);
        self.waiting(account, id, now)?;
        let mut held = self.held(now);
        if held.values().any(|one| matches!(one.state, State::Working)) {
            return Err(NotTaken::Busy);
        }
        let one = held.get_mut(&account).filter(|one| one.id == id).ok_or(NotTaken::Gone)?;
        let State::Read(lines) = std::mem::replace(&mut one.state, State::Working) else { return Err(NotTaken::Gone) };
        one.tasks.drain(..).for_each(|task| task.abort());
        let work = Work { by, lines, request_id, progress: Arc::clone(&one.progress), id: id.to_owned() };
        let (parts, lists, id) = (parts.clone(), Arc::clone(self), id.to_owned());
        let task = tokio::spawn(async move { lists.done(&parts, account, &id, worked(&parts, work).await) });
        one.tasks.push(task.abort_handle());
        Ok(())
    }

    fn done(self: &Arc<Self>, parts: &Parts, by: AccountId, id: &str, state: State) {
        let now = parts.clock.now();
        if let State::Refused { .. } = &state {
            self.told.lock().unwrap_or_else(PoisonError::into_inner).entry(by).or_default().push(now);
        }
        let mut held = self.held(now);
        // Another may have taken its place.
        if held.get(&by).is_none_or(|one| one.id != id) {
            return;
        }
        let Some(mut one) = held.remove(&by) else { return };
        // This very task is among them, and has done its work.
        one.tasks.clear();
        (one.state, one.until, one.is_closing) = (state, now + KEPT, false);
        self.hold(&mut held, by, one, KEPT);
    }

    /// Holds it, and lets go of it when its time is over, whether or not anybody asks for it.
    fn hold(self: &Arc<Self>, held: &mut HashMap<AccountId, Held>, by: AccountId, mut one: Held, kept: Duration) {
        let (lists, id) = (Arc::clone(self), one.id.clone());
        let over = tokio::spawn(async move {
            tokio::time::sleep(kept.unsigned_abs()).await;
            let mut held = lists.held.lock().unwrap_or_else(PoisonError::into_inner);
            if held.get(&by).is_some_and(|one| one.id == id) {
                held.remove(&by);
            }
        });
        one.tasks.push(over.abort_handle());
        held.insert(by, one);
    }

    fn has_told_enough(&self, by: AccountId, now: OffsetDateTime) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        told.retain(|_, times| {
            times.retain(|at| now - *at < TOLD_IN);
            !times.is_empty()
        });
        told.get(&by).is_some_and(|times| times.len() >= TOLD)
    }

    /// From here on the list cannot be stopped: false where it was.
    pub(super) fn close(&self, by: AccountId, id: &str) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let one = held.get_mut(&by).filter(|one| one.id == id);
        one.map(|one| one.is_closing = true).is_some()
    }

    /// Where somebody's list is.
    pub fn stage(&self, by: AccountId, now: OffsetDateTime) -> Option<Stage> {
        self.held(now).get(&by).map(|one| match &one.state {
            State::Read(lines) => Stage::Read { id: one.id.clone(), people: lines.len() },
            State::Working => Stage::Working {
                looked_up: one.progress.looked_up.load(Ordering::Relaxed),
                made: one.progress.made.load(Ordering::Relaxed),
                all: one.all,
            },
            State::Refused { faults, is_cut } => Stage::Refused { faults: faults.clone(), is_cut: *is_cut },
            State::Stopped(why) => Stage::Stopped(why),
            State::Ready(letters) => Stage::Ready { people: letters.all.len() },
        })
    }

    /// Hands the links over, once: there is nothing of them here afterwards.
    pub fn take(&self, by: AccountId, now: OffsetDateTime) -> Option<Letters> {
        let mut held = self.held(now);
        if !matches!(held.get(&by)?.state, State::Ready(_)) {
            return None;
        }
        let mut one = held.remove(&by)?;
        match std::mem::replace(&mut one.state, State::Stopped("")) {
            State::Ready(letters) => Some(letters),
            _ => None,
        }
    }

    /// Drops somebody's list, whatever it is, unless it is just being committed: nobody of one that is worked on is invited then. Says of
    /// how many people it was, where it was worked on.
    pub(super) fn forget(&self, by: AccountId, now: OffsetDateTime) -> Option<usize> {
        let mut held = self.held(now);
        if held.get(&by).is_none_or(|one| one.is_closing) {
            return None;
        }
        let one = held.remove(&by)?;
        matches!(one.state, State::Working).then_some(one.all)
    }
}

fn new_id(source: &dyn Random) -> String {
    random::uuid(source).simple().to_string()
}
