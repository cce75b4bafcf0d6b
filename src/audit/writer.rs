//! One task writes the chain; requests hand it their rows and wait for the commit that they share.

use super::chain::day;
use super::event::{Entry, RequestMark, Subject};
use super::place::{Lent, Link, Place};
use crate::db::audit::AuditRow;
use crate::db::held::Held;
use crate::db::one_commit::{self, Outcome, Together};
use crate::db::{self, DbError, PgPool};
use crate::domain::OrgId;
use crate::domain::measures::MEASURES;
use crate::domain::random::{self, Random};
use crate::keeper::{AuditWho, Keeper, KeeperError};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;
use time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How many rows one commit may carry.
const BATCH: usize = 256;
/// How often a batch is tried again without those that turn out to be marked, or to belong to a session that has ended; each
/// time takes one away at least.
const ATTEMPTS: usize = 4;
/// How long a request id is remembered: longer than an AuthnRequest's IssueInstant is accepted.
const REQUEST_MEMORY: Duration = Duration::minutes(30);

/// Why an entry was not written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AuditError {
    #[error("this request was answered before")]
    Replayed,
    #[error("the session has ended meanwhile")]
    Ended,
    #[error("the audit row could not be made durable: {0}")]
    Failed(Arc<str>),
    #[error("the audit writer has stopped")]
    Stopped,
}

/// Where requests hand in their rows.
#[derive(Clone)]
pub struct Journal {
    sender: mpsc::Sender<Waiting>,
    keeper: Keeper,
    lent: Lent,
}

struct Waiting {
    entry: Entry,
    /// Where the request had its row's link made itself.
    link: Option<Link>,
    done: oneshot::Sender<Result<(), AuditError>>,
}

impl Journal {
    /// Returns once the row, and all that shared its commit, is durable.
    ///
    /// # Errors
    /// `Replayed` when the entry's request mark was known, `Ended` when its session has ended (nothing is written then);
    /// otherwise the database or the keeper was away.
    pub async fn record(&self, entry: Entry) -> Result<(), AuditError> {
        let link = self.link(&entry).await.map_err(|error| AuditError::Failed(error.to_string().into()))?;
        let (done, wait) = oneshot::channel();
        self.sender.send(Waiting { entry, link, done }).await.map_err(|_| AuditError::Stopped)?;
        wait.await.map_err(|_| AuditError::Stopped)?
    }

    /// Asked of the keeper by whoever records, at once with what else it asks, where nobody writes: the writer asks on a
    /// connection of its own, which wakes the keeper once more.
    async fn link(&self, entry: &Entry) -> Result<Option<Link>, KeeperError> {
        let Subject::Pseudonym(subject) = entry.subject else { return Ok(None) };
        let Some(at) = self.lent.take() else { return Ok(None) };
        let mac = self.keeper.audit_mac(&at.head, &at.digest(0, entry, &subject)).await?;
        Ok(Some(Link { at, mac }))
    }
}

/// Starts the writer; it ends when the last `Journal` is dropped.
///
/// The pool is the writer's own: requests that wait for it may hold every connection of theirs.
pub fn start(pool: PgPool, keeper: Keeper, org: OrgId, random: Arc<dyn Random>) -> Journal {
    let (sender, receiver) = mpsc::channel(1024);
    let (next, held, lent) = (Place::first(random::uuid(&*random)), Held::new(pool), Lent::default());
    lent.offer(next);
    let journal = Journal { sender, keeper: keeper.clone(), lent: lent.clone() };
    tokio::spawn(Writer { held, keeper, org, random, next, lent }.run(receiver));
    journal
}

struct Writer {
    held: Held,
    keeper: Keeper,
    org: OrgId,
    random: Arc<dyn Random>,
    next: Place,
    lent: Lent,
}

#[derive(Debug, thiserror::Error)]
enum WriteError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("requests were marked, or sessions ended, elsewhere again and again")]
    Contended,
}

impl Writer {
    async fn run(mut self, mut receiver: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::new();
        while receiver.recv_many(&mut batch, BATCH).await > 0 {
            // Whoever comes while this is written shares the next commit.
            self.lent.take();
            let waiting: Vec<Waiting> = std::mem::take(&mut batch);
            let written = self.write(&waiting).await;
            if written.is_err() {
                // Whether the commit arrived is unknown: a new chain begins, and the old one is left as it stands.
                self.next = Place::first(random::uuid(&*self.random));
                self.held.give_up();
            }
            self.lent.offer(self.next);
            match written {
                Ok(refused) => answer(waiting, &refused),
                Err(error) => {
                    tracing::error!(%error, rows = waiting.len(), "audit rows were not written");
                    let failed = AuditError::Failed(error.to_string().into());
                    for one in waiting {
                        let _ = one.done.send(Err(failed.clone()));
                    }
                }
            }
        }
    }

    /// One commit for the whole batch, but for those that it returns.
    ///
    /// Nearly always no request was, and no session has ended: so all is written at once, and only when the database refuses
    /// that, those are looked for and left out.
    async fn write(&mut self, waiting: &[Waiting]) -> Result<Refused, WriteError> {
        let mut refused = repeated(waiting);
        for _ in 0..ATTEMPTS {
            let (fresh, link) = self.in_order(waiting, &refused);
            let Some(latest) = fresh.iter().map(|entry| entry.at).max() else { return Ok(refused) };
            let rows = self.rows(&fresh, link).await?;
            let marks: Vec<Vec<u8>> = fresh.iter().filter_map(|entry| Some(entry.mark?.0.to_vec())).collect();
            let sessions: BTreeSet<[u8; 32]> = fresh.iter().filter_map(|entry| entry.session).collect();
            let sessions: Vec<Vec<u8>> = sessions.into_iter().map(|session| session.to_vec()).collect();
            let together = Together {
                chain: self.next.chain,
                rows: &rows,
                marks: &marks,
                marks_expire_at: latest + REQUEST_MEMORY,
                participants: fresh.iter().filter_map(|entry| entry.participant.as_ref()).collect(),
                sessions: &sessions,
            };
            let began = Instant::now();
            match commit(&mut self.held, &together).await? {
                Outcome::Durable => {
                    let written = fresh.iter().map(|entry| (entry.event.as_str(), &*entry.service_provider));
                    MEASURES.committed(written, began);
                    self.next = self.next.after(&rows);
                    return Ok(refused);
                }
                Outcome::Refused => {
                    let db = self.held.connection().await?;
                    let known = db::seen_request::known(db, &marks).await?.into_iter().collect();
                    let live = db::session::live(db, &sessions).await?.into_iter().collect();
                    for (place, why) in why_refused(waiting, &known, &live) {
                        refused.entry(place).or_insert(why);
                    }
                }
            }
        }
        Err(WriteError::Contended)
    }

    /// Those of a batch that are to be written; first the one whose link was made for the next place, where there is one.
    fn in_order<'a>(&self, waiting: &'a [Waiting], refused: &Refused) -> (Vec<&'a Entry>, Option<[u8; 32]>) {
        let mut fresh: Vec<&Waiting> =
            (0..).zip(waiting).filter(|(n, _)| !refused.contains_key(n)).map(|(_, one)| one).collect();
        let made = |one: &Waiting| one.link.filter(|link| link.at == self.next);
        if let Some(first) = fresh.iter().position(|one| made(one).is_some()) {
            fresh.swap(0, first);
        }
        let link = fresh.first().and_then(|one| made(one)).map(|link| link.mac);
        (fresh.into_iter().map(|one| &one.entry).collect(), link)
    }

    /// The next links of the chain: all pseudonyms that are not known in one question, all links in another, but for the
    /// first one where that was made already.
    async fn rows(&self, entries: &[&Entry], first: Option<[u8; 32]>) -> Result<Vec<AuditRow>, KeeperError> {
        let subjects = self.subjects(entries).await?;
        let numbered = (0..).zip(entries.iter().zip(&subjects));
        let digests = numbered.clone().map(|(n, (entry, subject))| self.next.digest(n, entry, subject));
        let others: Vec<_> = digests.skip(first.iter().len()).collect();
        let mut links: Vec<[u8; 32]> = first.into_iter().collect();
        links.extend(self.keeper.audit_links(&first.unwrap_or(self.next.head), &others).await?);
        Ok(numbered.zip(links).map(|((n, (entry, subject)), mac)| self.next.row(n, entry, *subject, mac)).collect())
    }

    /// Of nobody is a random one.
    async fn subjects(&self, entries: &[&Entry]) -> Result<Vec<[u8; 32]>, KeeperError> {
        let who = |entry: &&Entry| match entry.subject {
            Subject::Account(account) => Some((AuditWho::Account(account), day(entry.at))),
            Subject::Refused(handle) => Some((AuditWho::Refused(handle), day(entry.at))),
            Subject::Pseudonym(_) | Subject::Nobody | Subject::Row(_) => None,
        };
        let asked: Vec<_> = entries.iter().filter_map(who).collect();
        let mut known = match asked.as_slice() {
            [] => Vec::new(),
            asked => self.keeper.pseudonyms(self.org, asked).await?,
        }
        .into_iter();
        let subject = |entry: &&Entry| match entry.subject {
            Subject::Account(_) | Subject::Refused(_) => known.next().ok_or(KeeperError::Failed),
            Subject::Pseudonym(subject) | Subject::Row(subject) => Ok(subject),
            Subject::Nobody => Ok(random::octets(&*self.random)),
        };
        entries.iter().map(subject).collect()
    }
}

/// Once more on another connection where the one that was kept has been lost. The chain's own rows tell whether the first
/// try arrived nevertheless: nobody else writes them, and they are there once at most.
async fn commit(held: &mut Held, together: &Together<'_>) -> Result<Outcome, DbError> {
    let first = one_commit::write(held.connection().await?, together).await;
    if !matches!(first, Err(DbError::Away(_))) {
        return first;
    }
    held.give_up();
    match one_commit::write(held.connection().await?, together).await? {
        Outcome::Refused => {
            let arrived = match together.rows.last() {
                Some(row) => db::audit::is_there(held.connection().await?, together.chain, row.seq).await?,
                None => false,
            };
            Ok(if arrived { Outcome::Durable } else { Outcome::Refused })
        }
        Outcome::Durable => Ok(Outcome::Durable),
    }
}

/// Those of a batch that are not written, by their places, and why.
type Refused = HashMap<usize, AuditError>;

/// Requests that come a second time in this very batch.
fn repeated(waiting: &[Waiting]) -> Refused {
    let mut seen = HashSet::new();
    let is_repeated = |one: &Waiting| one.entry.mark.is_some_and(|RequestMark(mark)| !seen.insert(mark));
    let again = waiting.iter().map(is_repeated).enumerate();
    again.filter_map(|(place, again)| again.then_some((place, AuditError::Replayed))).collect()
}

/// Those whose marks are among the known, or whose sessions are not among the live.
fn why_refused(waiting: &[Waiting], known: &HashSet<Vec<u8>>, live: &HashSet<Vec<u8>>) -> Refused {
    let why = |one: &Waiting| {
        let is_known = one.entry.mark.is_some_and(|RequestMark(mark)| known.contains(mark.as_slice()));
        let has_ended = one.entry.session.is_some_and(|session| !live.contains(session.as_slice()));
        // Told first that the request was used: signing in again would not help it.
        if is_known { Some(AuditError::Replayed) } else { has_ended.then_some(AuditError::Ended) }
    };
    waiting.iter().enumerate().filter_map(|(place, one)| Some((place, why(one)?))).collect()
}

fn answer(waiting: Vec<Waiting>, refused: &Refused) {
    for (place, one) in waiting.into_iter().enumerate() {
        let result = refused.get(&place).map_or(Ok(()), |why| Err(why.clone()));
        // A request that went away no longer wants to know.
        let _ = one.done.send(result);
    }
}
