//! What becomes of an envelope: opened, withdrawn, taken off a list.

use super::folder::Folder;
use super::open::{Opening, compare, verify};
use super::send::Outgoing;
use super::turns::Turn;
use super::view::{Entry, State, mask};
use super::{EnvelopeFlowError, Envelopes, Holder, blocking};
use crate::audit::{Event, Subject, VerifyError, ended_mark, has_ended};
use crate::db::envelope::EnvelopeRow;
use crate::db::held_apart::Hold;
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::sign_in::holding::hold;
use crate::sign_in::row_macs;
use crate::vault::slip::Side;
use std::sync::Arc;
use uuid::Uuid;

fn away(error: VerifyError) -> EnvelopeFlowError {
    match error {
        VerifyError::Db(error) => error.into(),
        VerifyError::Keeper(error) => error.into(),
    }
}

fn here(folder: &Folder, id: Uuid) -> Result<std::fs::File, EnvelopeFlowError> {
    folder.read(id).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => EnvelopeFlowError::Lost,
        _ => error.into(),
    })
}

impl Envelopes {
    /// Verifies an envelope from end to end, and notes that it was opened before anything of it is shown.
    ///
    /// # Errors
    /// It is not there any more, or is not what was sent. Nothing of it was shown then.
    pub async fn open(
        &self,
        person: &impl Holder,
        id: Uuid,
        request_id: &str,
    ) -> Result<(Entry, Opening, Turn), EnvelopeFlowError> {
        let turn = self.take(person.account())?;
        let entry = self.entry(person, id, false).await?;
        if !entry.is_openable() {
            return Err(EnvelopeFlowError::NotKept(entry.state));
        }
        let keys = self.keys(person).await?;
        let (folder, random, slip) = (self.folder.clone(), Arc::clone(&self.parts.random), entry.slip.clone());
        let opened = blocking(move || {
            let file = here(&folder, id)?;
            Ok(verify(file, slip.length, Some(&slip.digest), &keys.files, &*random)?)
        });
        let opening = match opened.await {
            Err(error @ EnvelopeFlowError::Opening(_)) => {
                self.record(Event::EnvelopeRefused, person.account(), request_id).await?;
                return Err(error);
            }
            opened => opened?,
        };
        self.note_opened(person, &entry, request_id).await?;
        Ok((entry, opening, turn))
    }

    /// An envelope as it is, sealed, for who opens it elsewhere. That it was fetched is noted as an opening, and before anything of
    /// it leaves: whoever has it may have opened it.
    ///
    /// # Errors
    /// It is not there any more, or is not what was sent.
    pub async fn fetch(
        &self,
        person: &impl Holder,
        id: Uuid,
        request_id: &str,
    ) -> Result<(Entry, Outgoing), EnvelopeFlowError> {
        let turn = self.take(person.account())?;
        let entry = self.entry(person, id, false).await?;
        if !entry.is_openable() {
            return Err(EnvelopeFlowError::NotKept(entry.state));
        }
        let (folder, slip) = (self.folder.clone(), entry.slip.clone());
        let compared = blocking(move || Ok(compare(here(&folder, id)?, slip.length, &slip.digest)?));
        let file = match compared.await {
            Err(error @ EnvelopeFlowError::Opening(_)) => {
                self.record(Event::EnvelopeRefused, person.account(), request_id).await?;
                return Err(error);
            }
            compared => compared?,
        };
        self.note_opened(person, &entry, request_id).await?;
        let length = entry.slip.length;
        Ok((entry, Outgoing::new(file, length, None, turn)))
    }

    async fn note_opened(
        &self,
        person: &impl Holder,
        entry: &Entry,
        request_id: &str,
    ) -> Result<(), EnvelopeFlowError> {
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        // What was read until now took as long as the file is large.
        self.still_held(&mut transaction, person).await?;
        let mut row = self.locked(&mut transaction, entry).await?;
        if row.is_withdrawn && !skips(Check::EnvelopeWithdrawn) {
            return Err(EnvelopeFlowError::NotKept(State::Withdrawn { opened: row.opened }));
        }
        // A row of before it was withdrawn has the keeper's MAC as well.
        let (parts, id) = (&self.parts, row.id);
        let has_ended = has_ended(&parts.keeper, &mut transaction, parts.org, id).await.map_err(away)?;
        if has_ended && !skips(Check::EnvelopeOnRecord) {
            return Err(EnvelopeFlowError::NotKept(State::Withdrawn { opened: row.opened }));
        }
        if let Side::Received(bit) = entry.slip.side {
            row.opened |= mask(bit);
            self.write_row(&mut transaction, &mut row).await?;
        }
        let subject = Subject::Account(person.account());
        self.parts.commit::<EnvelopeFlowError>(transaction, Event::EnvelopeOpened, subject, request_id).await
    }

    /// Until the transaction ends nobody revokes them, or ends their tokens: they may act still, or not at all.
    async fn still_held(&self, db: &mut PgConnection, person: &impl Holder) -> Result<(), EnvelopeFlowError> {
        hold::<EnvelopeFlowError>(&self.parts, db, person.account(), Hold::Shared).await?;
        person.is_still(db).await?.then_some(()).ok_or(EnvelopeFlowError::Ended)
    }

    async fn locked(&self, db: &mut PgConnection, entry: &Entry) -> Result<EnvelopeRow, EnvelopeFlowError> {
        let row = db::envelope::read_for_update(db, entry.slip.envelope).await?;
        let row = row.ok_or(EnvelopeFlowError::NotKept(State::Gone))?;
        if self.is_ours(&row).await? { Ok(row) } else { Err(EnvelopeFlowError::NotKept(State::Tampered)) }
    }

    async fn write_row(&self, db: &mut PgConnection, row: &mut EnvelopeRow) -> Result<(), EnvelopeFlowError> {
        row.mac = self.parts.keeper.row_mac(row_macs::envelope(self.parts.org, row)).await?.to_vec();
        Ok(db::envelope::update(db, row).await?)
    }

    /// From now on nobody opens it. Who had opened it before has it.
    ///
    /// # Errors
    /// It is not theirs, or not kept any more.
    pub async fn withdraw(&self, person: &impl Holder, id: Uuid, request_id: &str) -> Result<(), EnvelopeFlowError> {
        let entry = self.entry(person, id, true).await?;
        if !entry.is_sent() {
            return Err(EnvelopeFlowError::None);
        }
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        self.still_held(&mut transaction, person).await?;
        let mut row = self.locked(&mut transaction, &entry).await?;
        row.is_withdrawn = true;
        self.write_row(&mut transaction, &mut row).await?;
        // On record before it is so, by a mark that joins it to nobody.
        let mark = ended_mark(&self.parts.keeper, self.parts.org, id).await?;
        self.parts.record(Event::EnvelopeEnded, Subject::Row(mark), request_id).await?;
        let subject = Subject::Account(person.account());
        self.parts.commit::<EnvelopeFlowError>(transaction, Event::EnvelopeWithdrawn, subject, request_id).await?;
        let folder = self.folder.clone();
        blocking(move || Ok(folder.remove(id)?)).await
    }

    /// Takes one off a person's own list; nobody else's changes.
    ///
    /// # Errors
    /// There is no such one.
    pub async fn forget(&self, person: &impl Holder, id: Uuid, sent: bool) -> Result<(), EnvelopeFlowError> {
        let entry = self.entry(person, id, sent).await?;
        // Whoever sent it would otherwise lose the means to withdraw it.
        if entry.is_sent() && entry.is_kept() {
            return Err(EnvelopeFlowError::NotKept(entry.state));
        }
        Ok(db::envelope_slip::remove(&mut *self.connection().await?, &entry.place).await?)
    }
}
