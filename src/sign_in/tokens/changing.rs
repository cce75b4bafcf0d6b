//! A change of what trust rests on, as a transaction that cannot be committed past the end of the token by which a program began it. Whoever
//! ends tokens waits a few seconds for those that are used, and goes on then: what takes longer is asked once more, last of all.

use super::places::is_ended_for_good;
use crate::audit::{AuditError, Event, Subject, VerifyError};
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::keeper::KeeperError;
use crate::sign_in::Parts;
use sqlx::{Postgres, Transaction};
use std::ops::{Deref, DerefMut};

/// Made of a transaction by somebody who is there, or by the command; and by [`Administering::begin`](super::Administering::begin).
pub struct Changing {
    transaction: Transaction<'static, Postgres>,
    by: Option<Serving>,
}

/// A token that served when a change began.
#[derive(Debug, Clone, Copy)]
pub(super) struct Serving {
    pub(super) place: [u8; 32],
    pub(super) version: u64,
    /// When its time, or its person's role, ends by itself; in seconds since 1970.
    pub(super) until: i64,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error("what it was begun by ended meanwhile: {0}")]
    Ended(&'static str),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

impl From<VerifyError> for CommitError {
    fn from(error: VerifyError) -> Self {
        match error {
            VerifyError::Db(error) => Self::Db(error),
            VerifyError::Keeper(error) => Self::Keeper(error),
        }
    }
}

impl From<Transaction<'static, Postgres>> for Changing {
    fn from(transaction: Transaction<'static, Postgres>) -> Self {
        Self { transaction, by: None }
    }
}

impl Deref for Changing {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.transaction
    }
}

impl DerefMut for Changing {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }
}

impl Changing {
    pub(super) fn by(transaction: Transaction<'static, Postgres>, serving: Serving) -> Self {
        Self { transaction, by: Some(serving) }
    }

    /// Whether it may still be done. Asked before something goes on record that would not come to be, too.
    ///
    /// # Errors
    /// `Ended`; database or keeper away.
    pub async fn stands(&mut self, parts: &Parts) -> Result<(), CommitError> {
        let Some(Serving { place, version, until }) = self.by else { return Ok(()) };
        if skips(Check::TokenStill) {
            return Ok(());
        }
        // What was sent, or waited for, may have taken long.
        if until <= parts.clock.now().unix_timestamp() {
            return Err(CommitError::Ended("its time, or its person's role, ended meanwhile"));
        }
        // And not where its row was put back since.
        let has_ended = !db::api_token::is_still(&mut self.transaction, &place, version).await?
            || is_ended_for_good(parts, &mut self.transaction, &place, version).await?;
        if has_ended { Err(CommitError::Ended("it was ended meanwhile")) } else { Ok(()) }
    }

    /// # Errors
    /// As [`stands`](Self::stands); nothing was changed then.
    pub async fn commit(mut self, parts: &Parts) -> Result<(), CommitError> {
        self.stands(parts).await?;
        Ok(self.transaction.commit().await.map_err(DbError::from)?)
    }

    /// The same, with its audit row durable first: see [`Parts::commit`].
    ///
    /// # Errors
    /// As [`commit`](Self::commit).
    pub async fn commit_on_record<E: From<CommitError> + From<AuditError>>(
        mut self,
        parts: &Parts,
        event: Event,
        subject: Subject,
        request_id: &str,
    ) -> Result<(), E> {
        self.stands(parts).await?;
        parts.record(event, subject, request_id).await?;
        Ok(self.commit(parts).await?)
    }
}
