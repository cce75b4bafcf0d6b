//! Lists that administrators have sent, and the links that came of them: in this process's memory alone, each for a while.
//!
//! A list is read first, and then waits for its administrator's proof; then it is worked on; then its links wait to be handed over, once.
//! Whatever takes its place, stops it or comes too late drops it, and the work on it with it.

use super::letters::Mailing;
pub use super::letters::{Letter, Letters, Trouble, Unsent, Waiting};
use super::list::{Fault, Line};
use super::many::{By, Work, worked};
use crate::domain::{AccountId, Random, random};
use crate::sign_in::Parts;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use time::{Duration, OffsetDateTime};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::AbortHandle;

/// How long a list waits for its proof, and links to be handed over.
const WAITS: Duration = Duration::minutes(10);
pub(super) const KEPT: Duration = Duration::minutes(30);
/// How often it is looked whether something is over.
const LOOK: std::time::Duration = std::time::Duration::from_secs(20);
/// Lists that are being uploaded at once.
const UPLOADS: usize = 3;
/// Lists that are held at once, of all administrators: some ten MiB each at most.
const MOST: usize = 4;
/// After so many lists in an hour that invited nobody, once people of them were looked up, an administrator waits.
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

/// Where a list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// It could be read, and waits for a proof.
    Read { id: String, people: usize },
    /// So many of its people were looked up, and so many links made.
    Working { id: String, looked_up: usize, made: usize, all: usize },
    /// Nobody was invited, for these; and whether there may be more.
    Refused { faults: Vec<Fault>, is_cut: bool },
    /// Nobody was invited, for this.
    Stopped(Halt),
    /// Links wait to be handed over.
    Ready(Waiting),
}

/// Why nobody of a list was invited, where nothing of the list is to be mended. A page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Halt {
    /// Its administrator is not who they were, or may not any more.
    Issuer,
    ByHand,
    /// The keeper had no look-ups left over.
    LookUps,
    Tampered,
    /// A part of the service was away, or another was first.
    Away,
    /// A fault in the program.
    Fault,
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
    #[error("links of theirs wait to be handed over")]
    Waiting,
    #[error("no link of theirs has an address, or they are being sent")]
    NothingToSend,
}

pub(super) enum State {
    Read(Vec<Line>),
    Working,
    Refused { faults: Vec<Fault>, is_cut: bool },
    Stopped(Halt),
    Ready(Letters),
}

/// How far the work is.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) looked_up: AtomicUsize,
    pub(super) made: AtomicUsize,
}

pub(super) struct Held {
    pub(super) id: String,
    all: usize,
    progress: Arc<Progress>,
    pub(super) state: State,
    pub(super) until: OffsetDateTime,
    /// The session that proved who it is; nothing until then.
    pub(super) session: [u8; 32],
    /// It is being committed, and cannot be stopped any more.
    is_closing: bool,
    pub(super) tasks: Vec<AbortHandle>,
}

impl Held {
    fn is_worked_on(&self) -> bool {
        matches!(self.state, State::Working)
    }

    /// Whether something goes on that is not to be cut short by the clock.
    fn is_busy(&self) -> bool {
        self.is_worked_on() || matches!(&self.state, State::Ready(letters) if letters.mailing != Mailing::No)
    }
}

/// What is held no more is worked on no more.
impl Drop for Held {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

/// The lists of this process, by whose they are.
pub struct Lists {
    uploads: Semaphore,
    runs: AtomicU64,
    held: Mutex<HashMap<AccountId, Held>>,
    /// When a list of theirs told who is here already, or that nobody of it is.
    told: Mutex<HashMap<AccountId, Vec<OffsetDateTime>>>,
}

impl Default for Lists {
    fn default() -> Self {
        let (held, told, runs) = Default::default();
        Self { uploads: Semaphore::new(UPLOADS), runs, held, told }
    }
}

impl Lists {
    pub(super) fn held(&self, now: OffsetDateTime) -> MutexGuard<'_, HashMap<AccountId, Held>> {
        let mut held = self.locked();
        held.retain(|_, one| now < one.until || one.is_busy());
        held
    }

    pub(super) fn locked(&self) -> MutexGuard<'_, HashMap<AccountId, Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a list that could be read until its administrator proves who they are. What they had here before is dropped.
    ///
    /// # Errors
    /// `Busy` where one of theirs is worked on; `Full`.
    pub fn keep(self: &Arc<Self>, by: AccountId, lines: Vec<Line>, parts: &Parts) -> Result<(), NotTaken> {
        let now = parts.clock.now();
        let mut held = self.held(now);
        if held.get(&by).is_some_and(Held::is_busy) {
            return Err(NotTaken::Busy);
        }
        // Links that nobody took are not to be lost by a list of another page.
        if matches!(held.get(&by).map(|one| &one.state), Some(State::Ready(letters)) if letters.are_nobodys()) {
            return Err(NotTaken::Waiting);
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
            session: [0; 32],
            is_closing: false,
            tasks: Vec::new(),
        };
        self.hold(&mut held, by, one, parts);
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
        if held.values().any(Held::is_worked_on) {
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
    pub fn begin(
        self: &Arc<Self>,
        by: By,
        id: &str,
        session: [u8; 32],
        parts: &Parts,
        request_id: String,
    ) -> Result<(), NotTaken> {
        let (now, account) = (parts.clock.now(), by.account);
        self.waiting(account, id, now)?;
        let mut held = self.held(now);
        if held.values().any(Held::is_worked_on) {
            return Err(NotTaken::Busy);
        }
        let one = held.get_mut(&account).filter(|one| one.id == id).ok_or(NotTaken::Gone)?;
        let State::Read(lines) = std::mem::replace(&mut one.state, State::Working) else { return Err(NotTaken::Gone) };
        one.session = session;
        let work = Work { by, lines, request_id, progress: Arc::clone(&one.progress), id: id.to_owned() };
        let (parts, lists, id) = (parts.clone(), Arc::clone(self), id.to_owned());
        let guard = Unfinished { lists, parts: parts.clone(), by: account, id };
        let task = tokio::spawn(async move {
            let state = worked(&parts, work).await;
            guard.lists.done(&parts, account, &guard.id, state);
        });
        one.tasks.push(task.abort_handle());
        Ok(())
    }

    fn done(self: &Arc<Self>, parts: &Parts, by: AccountId, id: &str, state: State) {
        let now = parts.clock.now();
        let mut held = self.held(now);
        // Another may have taken its place, or it is done already.
        let one = held.get_mut(&by).filter(|one| one.id == id && one.is_worked_on());
        if let Some(one) = one {
            if !matches!(state, State::Ready(_)) {
                self.has_told(by, one, now);
            }
            (one.state, one.until, one.is_closing) = (state, now + KEPT, false);
        }
    }

    /// Holds it, and lets go of it when its time is over, whether or not anybody asks for it.
    fn hold(self: &Arc<Self>, held: &mut HashMap<AccountId, Held>, by: AccountId, mut one: Held, parts: &Parts) {
        let (lists, clock, id) = (Arc::clone(self), Arc::clone(&parts.clock), one.id.clone());
        let over = tokio::spawn(async move {
            loop {
                tokio::time::sleep(LOOK).await;
                let now = clock.now();
                if lists.held(now).get(&by).is_none_or(|one| one.id != id) {
                    return;
                }
            }
        });
        one.tasks.push(over.abort_handle());
        held.insert(by, one);
    }

    /// Whoever is told, or sees, how far a list came that invited nobody has learnt who is here, or that nobody of it is: however it ended.
    fn has_told(&self, by: AccountId, one: &Held, now: OffsetDateTime) {
        if one.progress.looked_up.load(Ordering::Relaxed) > 0 {
            self.told.lock().unwrap_or_else(PoisonError::into_inner).entry(by).or_default().push(now);
        }
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
        let mut held = self.locked();
        let one = held.get_mut(&by).filter(|one| one.id == id);
        one.map(|one| one.is_closing = true).is_some()
    }

    /// Where somebody's list is.
    pub fn stage(&self, by: AccountId, now: OffsetDateTime) -> Option<Stage> {
        self.held(now).get(&by).map(|one| match &one.state {
            State::Read(lines) => Stage::Read { id: one.id.clone(), people: lines.len() },
            State::Working => Stage::Working {
                id: one.id.clone(),
                looked_up: one.progress.looked_up.load(Ordering::Relaxed),
                made: one.progress.made.load(Ordering::Relaxed),
                all: one.all,
            },
            State::Refused { faults, is_cut } => Stage::Refused { faults: faults.clone(), is_cut: *is_cut },
            State::Stopped(why) => Stage::Stopped(*why),
            State::Ready(letters) => Stage::Ready(letters.waiting(&one.id)),
        })
    }

    /// Ends what a page showed, and nothing that has become of it since.
    pub(super) fn stop(&self, by: AccountId, id: &str, what: &str, now: OffsetDateTime) -> Ended {
        let mut held = self.held(now);
        let Some(one) = held.get_mut(&by).filter(|one| one.id == id) else { return Ended::Nothing };
        let ended = match (&mut one.state, what) {
            (State::Read(_), "read") => Ended::Nothing,
            (State::Working, "working") if !one.is_closing => Ended::Work(one.all),
            (State::Ready(letters), "ready") if letters.mailing == Mailing::No => letters.dropped(),
            (State::Ready(letters), "sending") => {
                if let Mailing::Sending(run) = letters.mailing {
                    letters.mailing = Mailing::Stopping(run);
                }
                return Ended::Nothing;
            }
            _ => return Ended::Nothing,
        };
        if let (Ended::Work(_), Some(one)) = (&ended, held.remove(&by)) {
            self.has_told(by, &one, now);
        }
        ended
    }

    /// Ends the list of another that is worked on: whose it was, and of how many people.
    pub(super) fn stop_others(&self, by: AccountId, now: OffsetDateTime) -> Option<(AccountId, usize)> {
        let mut held = self.held(now);
        let whose = held.iter().find(|(whose, one)| **whose != by && one.is_worked_on() && !one.is_closing);
        let (whose, all) = whose.map(|(whose, one)| (*whose, one.all))?;
        if let Some(one) = held.remove(&whose) {
            self.has_told(whose, &one, now);
        }
        Some((whose, all))
    }

    /// Whether another's list is worked on.
    pub fn are_others_worked_on(&self, by: AccountId) -> bool {
        self.locked().iter().any(|(whose, one)| *whose != by && one.is_worked_on())
    }

    /// Room for one more that is being uploaded, if there is any.
    pub fn uploading(&self) -> Option<SemaphorePermit<'_>> {
        self.uploads.try_acquire().ok()
    }

    /// A number for a run that sends.
    pub(super) fn run(&self) -> u64 {
        self.runs.fetch_add(1, Ordering::Relaxed)
    }
}

/// What was ended.
pub(super) enum Ended {
    Nothing,
    /// Of so many people.
    Work(usize),
    /// So many that nobody has.
    Links(usize),
}

/// Work that ends without a word, such as by a fault in the program, is over all the same.
struct Unfinished {
    lists: Arc<Lists>,
    parts: Parts,
    by: AccountId,
    id: String,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.lists.done(&self.parts, self.by, &self.id, State::Stopped(Halt::Fault));
    }
}

fn new_id(source: &dyn Random) -> String {
    random::uuid(source).simple().to_string()
}
