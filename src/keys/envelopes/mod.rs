//! Envelopes: texts and files that people seal to each other in the age format, and that the service keeps as ciphertext, or not
//! at all (docs/envelopes.md, docs/decisions/0038).
//!
//! Uses `sign_in`'s proof of who is signed in and the keys that follow from it. What waits for a disk, or encrypts, runs on
//! threads of its own and is handed there a piece at a time, so that a slow client holds none. Knows no page.

mod act;
mod bring;
mod folder;
mod holder;
mod keep;
mod open;
mod seal;
mod send;
mod sweep;
mod turns;
mod view;

pub use bring::Brought;
pub use folder::Folder;
pub use holder::Holder;
pub use open::{Opening, OpeningError};
pub use seal::{Sealed, SealingError};
pub use send::{Outgoing, Sending, Wanted};
pub use turns::Turn;
pub use view::{Entry, Listed, Paged, State};

use self::folder::Part;
use self::turns::{Turns, Wait};
use crate::audit::{AuditError, Event, Subject};
use crate::db::{self, DbError};
use crate::domain::{AccountId, random};
use crate::keeper::KeeperError;
use crate::keys::age::KeyError;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::envelope_keys::{AddresseeError, OwnKeys};
use crate::vault::slip::SlipError;
use std::io;
use std::sync::Arc;

/// How much is kept.
#[derive(Debug, Clone, Copy)]
pub struct Quotas {
    /// Octets of one file.
    pub file: u64,
    /// Octets of what a person has sent and is not over.
    pub person: u64,
    /// Octets of all.
    pub total: u64,
}

impl Default for Quotas {
    fn default() -> Self {
        const GIB: u64 = 1 << 30;
        Self { file: 2 * GIB, person: 8 * GIB, total: 64 * GIB }
    }
}

/// People of one envelope, and other programs' keys.
pub const MOST_PEOPLE: usize = 20;
pub const MOST_KEYS: usize = 20;
/// Octets of a file's name.
pub const LONGEST_NAME: usize = 200;
/// Octets of a text.
pub const LONGEST_TEXT: usize = 64 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum EnvelopeFlowError {
    #[error("nobody who can receive an envelope is known under an identifier")]
    UnknownRecipient(String),
    #[error("a key among the recipients cannot be used: {0}")]
    Key(KeyError),
    #[error("nobody was named")]
    Nobody,
    #[error("more than {MOST_PEOPLE} people or {MOST_KEYS} keys were named")]
    TooMany,
    #[error("this person has looked up too many others")]
    LookUps,
    #[error("the names of all recipients together are too long")]
    Names,
    #[error("as many transfers are under way as may be")]
    Busy,
    #[error("this person has transferred too much lately")]
    Often,
    #[error("whoever began this may not act any more")]
    Ended,
    #[error("this person's quota of {0} is used up")]
    Quota(&'static str),
    #[error("there is no room for more envelopes")]
    Full,
    #[error("a recipient has no place for another of this sender's")]
    MailboxFull(String),
    #[error("the keys of a recipient have changed meanwhile")]
    KeysChanged,
    #[error("there is no such envelope of this person's")]
    None,
    #[error("it cannot be opened any more: {0:?}")]
    NotKept(State),
    #[error("its file is not here")]
    Lost,
    #[error("the sealing of it failed")]
    Failed,
    #[error(transparent)]
    Sealing(SealingError),
    #[error(transparent)]
    Opening(#[from] OpeningError),
    #[error(transparent)]
    Addressee(#[from] AddresseeError),
    #[error(transparent)]
    Slip(#[from] SlipError),
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error("the disk: {0}")]
    Disk(io::Error),
}

impl From<SealingError> for EnvelopeFlowError {
    fn from(error: SealingError) -> Self {
        match error {
            SealingError::Disk(error) => error.into(),
            error => Self::Sealing(error),
        }
    }
}

impl From<io::Error> for EnvelopeFlowError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Disk(error),
        }
    }
}

/// The service's part in it.
#[derive(Clone)]
pub struct Envelopes {
    parts: Parts,
    folder: Folder,
    quotas: Quotas,
    turns: Arc<Turns>,
}

impl Envelopes {
    pub fn new(parts: Parts, folder: Folder, quotas: Quotas) -> Self {
        Self { parts, folder, quotas, turns: Arc::default() }
    }

    pub fn quotas(&self) -> Quotas {
        self.quotas
    }

    async fn keys(&self, person: &impl Holder) -> Result<OwnKeys, EnvelopeFlowError> {
        Ok(person.own_keys(&self.parts).await?)
    }

    async fn record(&self, event: Event, account: AccountId, request_id: &str) -> Result<(), EnvelopeFlowError> {
        Ok(self.parts.record(event, Subject::Account(account), request_id).await?)
    }

    /// Transfers that are under way here.
    pub fn under_way(&self) -> usize {
        self.turns.many()
    }

    fn take(&self, account: AccountId) -> Result<Turn, EnvelopeFlowError> {
        self.turns.take(account, self.parts.clock.now()).map_err(|wait| match wait {
            Wait::Busy => EnvelopeFlowError::Busy,
            Wait::Often => EnvelopeFlowError::Often,
        })
    }

    /// Room for so many octets, before they come. The file is the reservation: whoever asks for some, here or on another server, counts it. It
    /// is made first and counted then, so that of two who ask at once both count both.
    async fn reserve(&self, octets: u64) -> Result<Part, EnvelopeFlowError> {
        let (folder, id, room) = (self.folder.clone(), random::uuid(&*self.parts.random), folder::room(octets));
        let (part, under_way) = blocking(move || {
            let part = folder.begin(id, room)?;
            let under_way = folder.under_way()?;
            Ok((part, under_way))
        })
        .await?;
        // Counted after what is under way: what is committed in between is counted twice, and never not at all.
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let (kept, others) = db::envelope::room(&mut db).await?;
        if others > 0 {
            tracing::error!(
                others,
                "rows of envelopes say of their files what no file has: they are not as this service left them"
            );
        }
        if kept.saturating_add(under_way) > self.quotas.total { Err(EnvelopeFlowError::Full) } else { Ok(part) }
    }

    /// What takes long may have begun before somebody revoked the person, or ended the session.
    async fn still(&self, person: &impl Holder) -> Result<(), EnvelopeFlowError> {
        let is_still = person.is_still(&mut *self.connection().await?).await?;
        is_still.then_some(()).ok_or(EnvelopeFlowError::Ended)
    }

    /// Whether somebody may have the rest of what is on its way to them.
    ///
    /// # Errors
    /// The database is away.
    pub async fn goes_on(&self, person: &impl Holder) -> Result<bool, EnvelopeFlowError> {
        Ok(person.is_still(&mut *self.connection().await?).await?)
    }

    /// The next part of what is in an envelope, and the opening back.
    ///
    /// # Errors
    /// See [`Opening::next`].
    pub async fn next_part(mut opening: Opening) -> Result<(Opening, Option<Vec<u8>>), EnvelopeFlowError> {
        blocking(move || {
            let part = opening.next()?;
            Ok((opening, part))
        })
        .await
    }
}

/// Off the threads that answer requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, EnvelopeFlowError> + Send + 'static,
) -> Result<T, EnvelopeFlowError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| EnvelopeFlowError::Failed)?
}
