//! Envelopes: texts and files that people seal to each other in the age format, and that the service keeps as ciphertext, or not
//! at all (docs/envelopes.md, docs/decisions/0038).
//!
//! Uses `sign_in`'s proof of who is signed in and the keys that follow from it. What waits for a disk, or encrypts, runs on
//! threads of its own and is handed there a piece at a time, so that a slow client holds none. Knows no page.

mod folder;
mod holder;
mod open;
mod seal;
mod send;
mod sweep;
mod turns;
mod view;

pub use folder::Folder;
pub use holder::Holder;
pub use open::{Opening, OpeningError};
pub use seal::{Sealed, SealingError};
pub use send::{Outgoing, Sending, Wanted};
pub use turns::Turn;
pub use view::{Entry, Listed, State};

use self::turns::Turns;
use crate::audit::{AuditError, Event, Subject};
use crate::db::DbError;
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
    #[error("as many transfers are under way as may be")]
    Busy,
    #[error("this person's quota of {0} is used up")]
    Quota(&'static str),
    #[error("there is no room for more envelopes")]
    Full,
    #[error("the mailbox of a recipient is full")]
    MailboxFull(String),
    #[error("the keys of a recipient have changed meanwhile")]
    KeysChanged,
    #[error("whoever began this may not act any more")]
    Ended,
    #[error("there is no such envelope of this person's")]
    None,
    #[error("it cannot be opened any more: {0:?}")]
    NotKept(State),
    #[error("its file is not here")]
    Lost,
    #[error("the sealing of it failed")]
    Failed,
    #[error(transparent)]
    Sealing(#[from] SealingError),
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
    Disk(#[from] io::Error),
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

    /// A file that somebody brings, to be opened for them: takes ciphertext, and leaves nothing behind.
    ///
    /// # Errors
    /// The disk's, or too many are under way.
    pub async fn bring(&self, person: &impl Holder) -> Result<Brought, EnvelopeFlowError> {
        let turn = self.turns.take(person.account()).ok_or(EnvelopeFlowError::Busy)?;
        let (folder, id) = (self.folder.clone(), random::uuid(&*self.parts.random));
        let file = blocking(move || Ok(folder.spool(id)?)).await?;
        Ok(Brought { file: Some(file), length: 0, most: self.quotas.file.saturating_add(1 << 26), turn })
    }

    /// Verifies what was brought from end to end.
    ///
    /// # Errors
    /// See [`OpeningError`].
    pub async fn open_brought(
        &self,
        person: &impl Holder,
        brought: Brought,
        request_id: &str,
    ) -> Result<(Opening, Turn), EnvelopeFlowError> {
        let keys = self.keys(person).await?;
        let Brought { file, length, turn, .. } = brought;
        let file = file.ok_or(EnvelopeFlowError::Failed)?;
        let random = Arc::clone(&self.parts.random);
        let opened = blocking(move || Ok(open::verify(file, length, None, &keys.files, &*random)?)).await;
        let event = if opened.is_ok() { Event::EnvelopeOpened } else { Event::EnvelopeRefused };
        self.record(event, person.account(), request_id).await?;
        Ok((opened?, turn))
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

/// Ciphertext that somebody is bringing.
pub struct Brought {
    file: Option<std::fs::File>,
    length: u64,
    most: u64,
    turn: Turn,
}

impl Brought {
    /// Takes the next octets.
    ///
    /// # Errors
    /// The disk's; more than a file may have.
    pub async fn push(&mut self, octets: Vec<u8>) -> Result<(), EnvelopeFlowError> {
        self.length = self.length.saturating_add(octets.len() as u64);
        if self.length > self.most {
            return Err(SealingError::TooLong(self.most).into());
        }
        let mut file = self.file.take().ok_or(EnvelopeFlowError::Failed)?;
        let written = blocking(move || {
            io::Write::write_all(&mut file, &octets)?;
            Ok(file)
        });
        self.file = Some(written.await?);
        Ok(())
    }
}

/// Off the threads that answer requests.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, EnvelopeFlowError> + Send + 'static,
) -> Result<T, EnvelopeFlowError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| EnvelopeFlowError::Failed)?
}
