//! A change of what trust rests on, as a transaction that cannot be committed past the end of the token by which a program began it. Whoever
//! ends tokens waits a few seconds for those that are used, and goes on then: what takes longer is asked once more, last of all.

use super::places::is_ended_for_good;
use crate::audit::{AuditError, Event, Subject, VerifyError};
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::keeper::KeeperError;
use crate::sign_in::Parts;
use serde::{Deserialize, Serialize};
use sqlx::{Postgres, Transaction};
use std::ops::{Deref, DerefMut};
use tokio::sync::OwnedSemaphorePermit;

/// Made of a transaction by somebody who is there, or by the command; by [`Administering::begin`](super::Administering::begin); and of what
/// a program proposed, by whoever approves it.
pub struct Changing {
    transaction: Transaction<'static, Postgres>,
    /// With the check that a test takes out.
    by: Option<(TokenMark, Check)>,
    /// Kept for as long as the connection is.
    _turn: Option<OwnedSemaphorePermit>,
}

/// A token that served when something was begun with it, by which it is known again. Goes under a seal, or nowhere: its place is its row's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenMark {
    pub(super) place: [u8; 32],
    pub(super) version: u64,
    /// When its time ends, or its person's role by itself; in seconds since 1970.
    pub(super) until: i64,
}

impl TokenMark {
    /// Whether it serves still: by its time, by its row, and by what is on record, where that row was put back.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn serves(&self, parts: &Parts, db: &mut PgConnection) -> Result<bool, CommitError> {
        let Self { place, version, until } = self;
        Ok(*until > parts.clock.now().unix_timestamp()
            && db::api_token::is_still(db, place, *version).await?
            && !is_ended_for_good(parts, db, place, *version).await?)
    }
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
        Self { transaction, by: None, _turn: None }
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
    pub(super) fn by(
        (transaction, turn): (Transaction<'static, Postgres>, OwnedSemaphorePermit),
        serving: TokenMark,
    ) -> Self {
        Self { transaction, by: Some((serving, Check::TokenStill)), _turn: Some(turn) }
    }

    /// Of what was proposed by this token, if it was by one: it falls with it up to the commit.
    pub(crate) fn proposed_by(transaction: Transaction<'static, Postgres>, token: Option<TokenMark>) -> Self {
        Self { transaction, by: token.map(|token| (token, Check::ProposalToken)), _turn: None }
    }

    /// Whether it may still be done. Asked before something goes on record that would not come to be, too.
    ///
    /// # Errors
    /// `Ended`; database or keeper away.
    pub async fn stands(&mut self, parts: &Parts) -> Result<(), CommitError> {
        let Some((token, check)) = self.by else { return Ok(()) };
        // What was sent, or waited for, may have taken long.
        match token.serves(parts, &mut self.transaction).await? || skips(check) {
            true => Ok(()),
            false => Err(CommitError::Ended("it, or its person's role, ended meanwhile")),
        }
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
