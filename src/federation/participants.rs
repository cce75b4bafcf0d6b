//! Who must be told when a session ends: noted at each sign-on, found by the name that a service provider knows, or by
//! the session.

use super::{Federation, ServiceProvider};
use crate::db::participant::{ParticipantRow, SealedParticipant};
use crate::db::{self, DbError, PgConnection};
use crate::keeper::{KeeperError, Participation};
use crate::saml::name_id::{NameId, NameIdFormat, NamedSubject};
use crate::sign_in::session::SignedIn;
use crate::vault::seal::{RecordContext, SealError, open, seal};
use serde::{Deserialize, Serialize};

#[derive(Debug, thiserror::Error)]
pub enum ParticipantError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("a record of who must be told could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("a record of who must be told could not be written: {0}")]
    Encode(#[from] serde_json::Error),
}

/// A sign-on that a logout must undo. Lies sealed in the database.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Participant {
    pub(super) sp: String,
    pub(super) name: Name,
    pub(super) session_index: String,
    /// The hash of the session's id, which finds its row.
    pub(super) session: [u8; 32],
    /// Milliseconds since 1970.
    at: i64,
}

/// For the vectors: a record, read and written again.
#[cfg(test)]
pub(crate) fn rewritten(json: &[u8]) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&serde_json::from_slice::<Participant>(json)?)
}

/// A NameID as it was asserted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Name {
    format: NameIdFormat,
    value: String,
    name_qualifier: Option<String>,
    sp_name_qualifier: Option<String>,
}

impl Name {
    fn of(name: &NameId) -> Self {
        let NameId { format, value, name_qualifier, sp_name_qualifier } = name.clone();
        Self { format, value, name_qualifier, sp_name_qualifier }
    }

    pub(super) fn value(&self) -> &str {
        &self.value
    }

    pub(super) fn name_id(&self) -> NameId {
        let Self { format, value, name_qualifier, sp_name_qualifier } = self.clone();
        NameId { format, value, name_qualifier, sp_name_qualifier }
    }
}

impl Federation {
    /// The row that goes with an assertion's audit row.
    pub(super) async fn participation(
        &self,
        sp: &ServiceProvider,
        person: &SignedIn,
        name: &NameId,
        session_index: &str,
    ) -> Result<ParticipantRow, ParticipantError> {
        let keeper = &self.parts.keeper;
        let record = Participant {
            sp: sp.entity_id().to_owned(),
            name: Name::of(name),
            session_index: session_index.to_owned(),
            session: *person.id_hash(),
            at: i64::try_from(self.parts.clock.now().unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX),
        };
        let Participation { locator, group: session_group, key } =
            keeper.participation(self.parts.org, sp.entity_id(), &name.value, person.id_hash()).await?;
        let sealed = seal(&key, &self.context(&locator), &serde_json::to_vec(&record)?, &*self.parts.random)?;
        Ok(ParticipantRow { locator, session_group, sealed, ends_on: person.ends_at().date() })
    }

    /// The sign-ons at a service provider of the person whom it names, of those sessions, or of all when it names none.
    pub(super) async fn participants_named(
        &self,
        sp: &str,
        name: &NamedSubject,
        session_indexes: &[String],
    ) -> Result<Vec<Participant>, ParticipantError> {
        let locator = match self.parts.keeper.participant_locator(self.parts.org, sp, &name.value).await {
            // No sign-on has such a name.
            Err(KeeperError::TooLong) => return Ok(Vec::new()),
            locator => locator?,
        };
        let rows = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::participant::by_locator(&mut db, &locator).await?
        };
        let mut found = self.opened(rows).await?;
        found.retain(|one| {
            let meant = session_indexes.is_empty() || session_indexes.contains(&one.session_index);
            one.sp == sp && name.means(&one.name.name_id()) && meant
        });
        Ok(found)
    }

    /// Every sign-on of a session that has not been undone, the newest first.
    pub(super) async fn participants_of(
        &self,
        db: &mut PgConnection,
        session: &[u8; 32],
    ) -> Result<Vec<Participant>, ParticipantError> {
        let group = self.parts.keeper.participant_group(session).await?;
        let rows = db::participant::by_session(db, &group).await?;
        let mut found = self.opened(rows).await?;
        found.retain(|one| one.session == *session);
        found.sort_by_key(|one| std::cmp::Reverse(one.at));
        Ok(found)
    }

    /// What finds the rows of a name's sign-ons at a service provider, in these sessions.
    pub(super) async fn rows_of(
        &self,
        sp: &str,
        name: &str,
        sessions: &[[u8; 32]],
    ) -> Result<([u8; 32], Vec<Vec<u8>>), ParticipantError> {
        let locator = self.parts.keeper.participant_locator(self.parts.org, sp, name).await?;
        let mut groups = Vec::with_capacity(sessions.len());
        for session in sessions {
            groups.push(self.parts.keeper.participant_group(session).await?.to_vec());
        }
        Ok((locator, groups))
    }

    /// A row that does not open was not written by this service: it is as if it were not there.
    async fn opened(&self, rows: Vec<SealedParticipant>) -> Result<Vec<Participant>, ParticipantError> {
        let mut opened = Vec::with_capacity(rows.len());
        for row in rows {
            let key = self.parts.keeper.participant_key(&row.locator).await?;
            match open(&key, &self.context(&row.locator), &row.sealed) {
                Ok(plain) => opened.push(serde_json::from_slice(plain.expose())?),
                Err(error) => tracing::error!(%error, "a record of who must be told does not open"),
            }
        }
        Ok(opened)
    }

    fn context<'a>(&self, locator: &'a [u8]) -> RecordContext<'a> {
        RecordContext { org: self.parts.org, table: "participant", row: locator, slot: "sealed", version: 1 }
    }
}
