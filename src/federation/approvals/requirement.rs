//! Whether a second person is needed: an organisation's choice. Turning it on and turning it off are proposals themselves, of one owner,
//! that another approves: nobody can list who holds a role, and so it is known that there are two who can approve, since both just have.
//!
//! The row counts while it carries the keeper's MAC and is the one that the audit names last. Where it is not, and anything says that
//! there was a choice, a second person is needed: whoever writes to the database takes no requirement away by it. Whoever takes the choice out of the
//! audit besides is named by `senza audit verify`, and meets the memory of each process.

use super::{Act, ApprovalError};
use crate::audit::{Event, Subject, approval_digest, last_approval_note};
use crate::db::approval_policy::ApprovalRow;
use crate::db::{self, DbError, PgConnection};
use crate::federation::to_record::ToRecord;
use crate::federation::{Federation, RegistryError};
use crate::sign_in::change::{ChangeError, Typed, confirmed};
use crate::sign_in::session::SignedIn;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// What holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SecondPerson {
    pub(super) is_needed: bool,
    /// The highest that anything says; 0 where nobody ever chose.
    pub(super) version: u64,
}

/// The latest choice that this process has seen.
#[derive(Debug, Default)]
pub(in crate::federation) struct SeenChoice(AtomicU64);

impl Federation {
    /// Whether what changes trust in the console needs a second person now.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn needs_second_person(&self) -> Result<bool, ApprovalError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(self.second_person(&mut db).await?.is_needed)
    }

    /// The same in a transaction, for the register.
    pub(in crate::federation) async fn is_second_person_needed(
        &self,
        db: &mut PgConnection,
    ) -> Result<bool, RegistryError> {
        let held = self.second_person(db).await.map_err(|error| RegistryError::Approval(Box::new(error)))?;
        Ok(held.is_needed)
    }

    pub(super) async fn second_person(&self, db: &mut PgConnection) -> Result<SecondPerson, ApprovalError> {
        let row = db::approval_policy::read(db, self.parts.org).await?;
        let note = last_approval_note(&self.parts.keeper, db).await?;
        let seen = self.second_person_seen.0.load(Ordering::Relaxed);
        let noted = note.map_or(0, |note| note.version);
        let believed = match (&row, note) {
            (Some(row), Some(note)) if approval_digest(row) == note.digest && note.version >= seen => {
                self.parts.keeper.check_row_mac(note.digest, &row.mac).await?
            }
            _ => false,
        };
        self.second_person_seen.0.fetch_max(noted, Ordering::Relaxed);
        let (is_needed, version) = match row {
            Some(row) if believed => (row.needed, row.version),
            // Nobody ever chose.
            None if noted.max(seen) == 0 => (false, 0),
            _ => {
                tracing::error!(
                    "the row of who has to approve is not the one that this service wrote last: a second person is needed"
                );
                (true, noted.max(seen))
            }
        };
        Ok(SecondPerson { is_needed, version })
    }

    /// An owner proposes that a second person is needed from now on, or is needed no more; another owner approves it.
    ///
    /// # Errors
    /// See [`ApprovalError`].
    pub async fn propose_requirement(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        needed: bool,
        request_id: &str,
    ) -> Result<Uuid, ApprovalError> {
        let mut transaction = confirmed(&self.parts, person, typed, request_id).await?;
        let now = self.second_person(&mut transaction).await?;
        // Somebody else was first.
        if now.is_needed == needed {
            return Err(ChangeError::Stale.into());
        }
        let act = Act::SecondPerson { needed, version: now.version };
        self.propose(transaction, person, act, request_id).await
    }

    /// Writes the choice where it is still from that version, and says what is to go on record: the very row that it leaves.
    pub(super) async fn choose(
        &self,
        transaction: &mut PgConnection,
        needed: bool,
        from: Option<u64>,
    ) -> Result<ToRecord, ApprovalError> {
        // Of two at once the second sees what the first chose.
        db::approval_policy::lock(transaction).await?;
        let before = self.second_person(transaction).await?.version;
        if from.is_some_and(|from| from != before) {
            return Err(ApprovalError::Stale);
        }
        let version = before.saturating_add(1);
        let mut row = ApprovalRow { org: self.parts.org, version, needed, mac: Vec::new() };
        let digest = approval_digest(&row);
        row.mac = self.parts.keeper.row_mac(digest).await?.to_vec();
        db::approval_policy::put(transaction, &row).await?;
        let event = if needed { Event::SecondPersonNeeded } else { Event::SecondPersonNotNeeded };
        Ok(ToRecord::new(event, Subject::Row(digest), version.to_string()))
    }

    /// What the operator says at the machine itself, where nobody else is asked: that one is enough again.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn end_second_person(&self, request_id: &str) -> Result<(), ApprovalError> {
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let to = self.choose(&mut transaction, false, None).await?;
        // On record before it is so.
        self.record_all(vec![to], request_id).await?;
        Ok(transaction.commit().await.map_err(DbError::from)?)
    }
}
