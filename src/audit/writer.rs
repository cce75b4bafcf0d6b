//! One task writes the chain; requests hand it their rows and wait for the commit that they share.

use super::event::{Entry, RequestMark, Subject};
use crate::db::audit::AuditRow;
use crate::db::{self, DbError, PgConnection, PgPool};
use crate::domain::OrgId;
use crate::domain::random::{self, Random};
use crate::keeper::{Keeper, KeeperError};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use std::collections::HashSet;
use std::sync::Arc;
use time::Duration;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// How many rows one commit may carry.
const BATCH: usize = 256;
/// How long a request id is remembered: longer than an AuthnRequest's IssueInstant is accepted.
const REQUEST_MEMORY: Duration = Duration::minutes(30);

/// Why an entry was not written.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AuditError {
    #[error("this request was answered before")]
    Replayed,
    #[error("the audit row could not be made durable: {0}")]
    Failed(Arc<str>),
    #[error("the audit writer has stopped")]
    Stopped,
}

/// Where requests hand in their rows.
#[derive(Clone)]
pub struct Journal {
    sender: mpsc::Sender<Waiting>,
}

struct Waiting {
    entry: Entry,
    done: oneshot::Sender<Result<(), AuditError>>,
}

impl Journal {
    /// Returns once the row, and all that shared its commit, is durable.
    ///
    /// # Errors
    /// `Replayed` when the entry's request mark was known (nothing is written then); otherwise the database or the
    /// keeper was away.
    pub async fn record(&self, entry: Entry) -> Result<(), AuditError> {
        let (done, wait) = oneshot::channel();
        self.sender.send(Waiting { entry, done }).await.map_err(|_| AuditError::Stopped)?;
        wait.await.map_err(|_| AuditError::Stopped)?
    }
}

/// Starts the writer; it ends when the last `Journal` is dropped.
///
/// The pool is the writer's own: requests that wait for it may hold every connection of theirs.
pub fn start(pool: PgPool, keeper: Keeper, org: OrgId, random: Arc<dyn Random>) -> Journal {
    let (sender, receiver) = mpsc::channel(1024);
    let chain = Chain::new(&*random);
    tokio::spawn(Writer { pool, keeper, org, random, chain }.run(receiver));
    Journal { sender }
}

struct Chain {
    id: Uuid,
    next: u64,
    head: [u8; 32],
}

impl Chain {
    fn new(random: &dyn Random) -> Self {
        Self { id: random::uuid(random), next: 0, head: [0; 32] }
    }
}

struct Writer {
    pool: PgPool,
    keeper: Keeper,
    org: OrgId,
    random: Arc<dyn Random>,
    chain: Chain,
}

#[derive(Debug, thiserror::Error)]
enum WriteError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

impl Writer {
    async fn run(mut self, mut receiver: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::new();
        while receiver.recv_many(&mut batch, BATCH).await > 0 {
            let waiting: Vec<Waiting> = std::mem::take(&mut batch);
            match self.write(&waiting).await {
                Ok(replayed) => answer(waiting, &replayed),
                Err(error) => {
                    tracing::error!(%error, rows = waiting.len(), "audit rows were not written");
                    // Whether the commit arrived is unknown: a new chain begins, and the old one is left as it stands.
                    self.chain = Chain::new(&*self.random);
                    let failed = AuditError::Failed(error.to_string().into());
                    for one in waiting {
                        let _ = one.done.send(Err(failed.clone()));
                    }
                }
            }
        }
    }

    /// One transaction for the whole batch; returns the places in it of requests that were seen before.
    async fn write(&mut self, waiting: &[Waiting]) -> Result<HashSet<usize>, WriteError> {
        let mut transaction = self.pool.begin().await.map_err(DbError::from)?;
        let replayed = mark_requests(&mut transaction, waiting).await?;
        let mut rows = Vec::with_capacity(waiting.len());
        let mut head = self.chain.head;
        for (place, one) in waiting.iter().enumerate() {
            if !replayed.contains(&place) {
                let seq = self.chain.next + rows.len() as u64;
                let row = self.row(seq, &head, &one.entry).await?;
                head = row.mac;
                rows.push(row);
            }
        }
        if !rows.is_empty() {
            db::audit::append(&mut transaction, self.chain.id, &rows).await?;
        }
        let fresh = waiting.iter().enumerate().filter(|(place, _)| !replayed.contains(place));
        let participants: Vec<_> = fresh.filter_map(|(_, one)| one.entry.participant.as_ref()).collect();
        if !participants.is_empty() {
            db::participant::put(&mut transaction, &participants).await?;
        }
        transaction.commit().await.map_err(DbError::from)?;
        self.chain.next += rows.len() as u64;
        self.chain.head = head;
        Ok(replayed)
    }

    async fn row(&self, seq: u64, previous: &[u8; 32], entry: &Entry) -> Result<AuditRow, KeeperError> {
        let subject = match entry.subject {
            Subject::Account(account) => self.keeper.audit_subject(self.org, account, entry.at.date()).await?,
            Subject::Refused(handle) => self.keeper.audit_refused_subject(&handle, entry.at.date()).await?,
            Subject::Nobody => random::octets(&*self.random),
        };
        // PostgreSQL keeps microseconds: what the MAC covers is what will be read back.
        let micros = entry.at.unix_timestamp_nanos() / 1_000;
        let at = entry.at.replace_nanosecond(entry.at.nanosecond() / 1_000 * 1_000).unwrap_or(entry.at);
        let digest = sha256(&lp(&[
            self.chain.id.as_bytes(),
            &seq.to_be_bytes(),
            &micros.to_be_bytes(),
            entry.event.as_str().as_bytes(),
            &subject,
            entry.service_provider.as_bytes(),
            entry.request_id.as_bytes(),
        ]));
        let mac = self.keeper.audit_mac(previous, &digest).await?;
        Ok(AuditRow {
            seq,
            at,
            event: entry.event.as_str(),
            subject,
            service_provider: entry.service_provider.clone(),
            request_id: entry.request_id.clone(),
            mac,
        })
    }
}

/// Marks the batch's requests as seen; returns the places of those that had been, earlier or in this very batch.
async fn mark_requests(db: &mut PgConnection, waiting: &[Waiting]) -> Result<HashSet<usize>, DbError> {
    let marked: Vec<(usize, RequestMark)> =
        waiting.iter().enumerate().filter_map(|(place, one)| Some((place, one.entry.mark?))).collect();
    let Some(latest) = waiting.iter().map(|one| one.entry.at).max() else { return Ok(HashSet::new()) };
    if marked.is_empty() {
        return Ok(HashSet::new());
    }
    let marks: Vec<Vec<u8>> = marked.iter().map(|(_, mark)| mark.0.to_vec()).collect();
    let mut fresh: HashSet<Vec<u8>> =
        db::seen_request::mark(db, &marks, latest + REQUEST_MEMORY).await?.into_iter().collect();
    Ok(marked.iter().filter(|(_, mark)| !fresh.remove(mark.0.as_slice())).map(|(place, _)| *place).collect())
}

fn answer(waiting: Vec<Waiting>, replayed: &HashSet<usize>) {
    for (place, one) in waiting.into_iter().enumerate() {
        let result = if replayed.contains(&place) { Err(AuditError::Replayed) } else { Ok(()) };
        // A request that went away no longer wants to know.
        let _ = one.done.send(result);
    }
}
