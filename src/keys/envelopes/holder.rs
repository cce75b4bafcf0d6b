//! Whoever acts on envelopes: a person in a session, or a program that shows a token of theirs.

use crate::db::{self, DbError, PgConnection};
use crate::domain::AccountId;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::envelope_keys::{OwnKeys, own};
use crate::sign_in::session::{SessionError, SignedIn};
use crate::sign_in::tokens::Bearing;

pub trait Holder: Send + Sync {
    fn account(&self) -> AccountId;

    /// What their envelopes are sealed to, and what opens them as far as they may.
    fn own_keys(&self, parts: &Parts) -> impl Future<Output = Result<OwnKeys, ChangeError>> + Send;

    /// Whether they may act still: what they began may have taken long.
    fn is_still(&self, db: &mut PgConnection) -> impl Future<Output = Result<bool, DbError>> + Send;
}

impl Holder for SignedIn {
    fn account(&self) -> AccountId {
        self.account
    }

    async fn own_keys(&self, parts: &Parts) -> Result<OwnKeys, ChangeError> {
        own(parts, self).await
    }

    /// Whoever is revoked has no session any more. Nothing is locked: that would leave a transaction's number in the person's row.
    async fn is_still(&self, db: &mut PgConnection) -> Result<bool, DbError> {
        db::session::is_there(db, self.id_hash()).await
    }
}

impl Holder for Bearing {
    fn account(&self) -> AccountId {
        Self::account(self)
    }

    async fn own_keys(&self, _: &Parts) -> Result<OwnKeys, ChangeError> {
        Ok(Self::own_keys(self).map_err(SessionError::from)?)
    }

    async fn is_still(&self, db: &mut PgConnection) -> Result<bool, DbError> {
        Self::is_still(self, db).await
    }
}
