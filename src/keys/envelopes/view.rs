//! What a person has: their slips, opened with their session, and beside each what the envelope's row says; opening, withdrawing,
//! taking off the list.

use super::folder::Folder;
use super::open::{Opening, compare, verify};
use super::send::Outgoing;
use super::turns::Turn;
use super::{EnvelopeFlowError, Envelopes, Holder, blocking};
use crate::audit::{Event, Subject, VerifyError, ended_mark, has_ended};
use crate::db::envelope::EnvelopeRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::sign_in::envelope_keys::OwnKeys;
use crate::sign_in::mailbox::Mailbox;
use crate::sign_in::row_macs;
use crate::vault::slip::{Side, Slip, open_slip};
use std::sync::Arc;
use uuid::Uuid;

/// What has become of an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// With a bit for each recipient who has opened it.
    Kept {
        opened: u32,
    },
    /// Until then so many had opened it.
    Withdrawn {
        opened: u32,
    },
    Over,
    /// There is no row of it, though its time has not come.
    Gone,
    /// The row is not as this service left it.
    Tampered,
}

/// One envelope, as one person has it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub slip: Slip,
    pub state: State,
    place: [u8; 32],
}

impl Entry {
    pub fn is_kept(&self) -> bool {
        matches!(self.state, State::Kept { .. })
    }

    /// Whether this person's keys open it.
    pub fn is_openable(&self) -> bool {
        self.is_kept() && !matches!(self.slip.side, Side::Sent { own_copy: false })
    }

    /// Whether this person, a recipient, has opened it.
    pub fn was_opened(&self) -> bool {
        match (self.slip.side, self.state) {
            (Side::Received(bit), State::Kept { opened } | State::Withdrawn { opened }) => opened & mask(bit) != 0,
            _ => false,
        }
    }

    pub fn is_sent(&self) -> bool {
        matches!(self.slip.side, Side::Sent { .. })
    }
}

/// All that a person has, newest first.
#[derive(Debug, Default)]
pub struct Listed {
    pub entries: Vec<Entry>,
    /// Sealed to keys that the person has lost, or not by this service.
    pub unreadable: usize,
}

fn away(error: VerifyError) -> EnvelopeFlowError {
    match error {
        VerifyError::Db(error) => error.into(),
        VerifyError::Keeper(error) => error.into(),
    }
}

pub(super) fn mask(bit: u8) -> u32 {
    1_u32.checked_shl(bit.into()).unwrap_or_default()
}

fn here(folder: &Folder, id: Uuid) -> Result<std::fs::File, EnvelopeFlowError> {
    folder.read(id).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => EnvelopeFlowError::Lost,
        _ => error.into(),
    })
}

impl Envelopes {
    /// # Errors
    /// Database or keeper away.
    pub async fn list(&self, person: &impl Holder) -> Result<Listed, EnvelopeFlowError> {
        let keys = self.keys(person).await?;
        self.listed(person, &keys).await
    }

    pub(super) async fn listed(&self, person: &impl Holder, keys: &OwnKeys) -> Result<Listed, EnvelopeFlowError> {
        let parts = &self.parts;
        let mailbox = Mailbox::of(parts, person.account()).await?;
        let keeper = parts.keeper.grant_key().await?;
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let found = db::envelope_slip::at(&mut db, &[mailbox.received, mailbox.sent].concat()).await?;
        let mut listed = Listed::default();
        for (place, sealed) in found {
            let at = (parts.org, person.account(), &place);
            let slip = keys.slips.iter().find_map(|pair| open_slip(pair, at, &sealed, &keeper).ok());
            match slip {
                Some(slip) => {
                    let state = self.state(&mut db, &slip).await?;
                    listed.entries.push(Entry { slip, state, place });
                }
                None => listed.unreadable += 1,
            }
        }
        listed.entries.sort_by_key(|one| std::cmp::Reverse(one.slip.sent_at));
        Ok(listed)
    }

    async fn state(&self, db: &mut PgConnection, slip: &Slip) -> Result<State, EnvelopeFlowError> {
        if slip.expires_at <= self.parts.clock.now() {
            return Ok(State::Over);
        }
        let Some(row) = db::envelope::read(db, slip.envelope).await? else { return Ok(State::Gone) };
        Ok(match self.is_ours(&row).await? {
            false => State::Tampered,
            true if row.is_withdrawn && !skips(Check::EnvelopeWithdrawn) => State::Withdrawn { opened: row.opened },
            true => State::Kept { opened: row.opened },
        })
    }

    /// Without the keeper's MAC a row says nothing: whoever could write it would bring a withdrawn one back.
    async fn is_ours(&self, row: &EnvelopeRow) -> Result<bool, EnvelopeFlowError> {
        let holds = self.parts.keeper.check_row_mac(row_macs::envelope(self.parts.org, row), &row.mac).await?;
        Ok(holds || skips(Check::EnvelopeMac))
    }

    /// One of a person's.
    ///
    /// # Errors
    /// `None` where they have no such one, whoever else may.
    pub async fn entry(&self, person: &impl Holder, id: Uuid, sent: bool) -> Result<Entry, EnvelopeFlowError> {
        let listed = self.list(person).await?;
        let mut all = listed.entries.into_iter().filter(|one| one.slip.envelope == id);
        // Whoever sent one to themselves has it twice.
        let (first, second) = (all.next().ok_or(EnvelopeFlowError::None)?, all.next());
        Ok(match second {
            Some(second) if second.is_sent() == sent => second,
            _ => first,
        })
    }

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
        let turn = self.turns.take(person.account()).ok_or(EnvelopeFlowError::Busy)?;
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
        let turn = self.turns.take(person.account()).ok_or(EnvelopeFlowError::Busy)?;
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
        Ok((entry, Outgoing::new(file, length, turn)))
    }

    async fn note_opened(
        &self,
        person: &impl Holder,
        entry: &Entry,
        request_id: &str,
    ) -> Result<(), EnvelopeFlowError> {
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        if !person.is_still(&mut transaction).await? {
            return Err(EnvelopeFlowError::Ended);
        }
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
        if !person.is_still(&mut transaction).await? {
            return Err(EnvelopeFlowError::Ended);
        }
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
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(db::envelope_slip::remove(&mut db, &entry.place).await?)
    }
}
