//! Approvals by a second person: where an organisation chose so, what changes trust in the console is a proposal first, and another
//! administrator, whose role may do the same, lets it be done.
//!
//! A proposal is done exactly as it was proposed, or not at all: where what it started from has changed, where whoever proposed it is
//! not who they were (revoked, frozen, something was said of them since, which a role that was taken away is, or their role has ended by
//! itself), where its metadata is over, where days have passed. What is believed of the database: a row with the keeper's MAC, that opens,
//! and of which the audit does not say that it was decided. The command line is the operator's own, and asks nobody.

mod act;
mod deciding;
mod diff;
mod record;
mod requirement;
mod waiting;

pub(super) use self::act::Act;
pub use self::diff::{Changed, Diff};
pub(super) use self::requirement::SeenChoice;
pub use self::waiting::{Counted, Standing, Waiting};

use self::record::Record;
use super::{Federation, KeyStepError, RegistryError};
use crate::audit::{AuditError, Event, Subject, VerifyError};
use crate::db::{self, DbError};
use crate::domain::Role;
use crate::keeper::KeeperError;
use crate::sign_in::change::ChangeError;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::session::SignedIn;
use crate::vault::seal::SealError;
use sqlx::{Postgres, Transaction};
use time::Duration;
use uuid::Uuid;

/// How long a proposal waits.
pub const WAITS: Duration = Duration::days(7);
/// So many may wait at once: more than anybody decides, and less than fills a disk or makes a page slow.
const MOST: i64 = 100;
/// The roles that connect applications and switch keys, with a second person or without.
pub(super) const FEDERATION: [Role; 2] = [Role::Owner, Role::Federation];

/// Why nothing of it was done.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalError {
    #[error("no such proposal waits: it was decided, has lapsed, or is not this service's")]
    Gone,
    #[error("it takes another person than the one who proposed it")]
    Own,
    #[error("this role does not do what was proposed")]
    NotAllowed,
    #[error("what it started from has changed")]
    Stale,
    #[error("whoever proposed it is not who they were then")]
    Proposer,
    #[error("it cannot be carried out any more: {0}")]
    Over(String),
    #[error("it cannot be carried out at this moment: {0}")]
    NotNow(String),
    /// It lies there, and does not say what it is.
    #[error("it was not written by this version of the program")]
    Unreadable,
    #[error("as many proposals wait as may")]
    Many,
    #[error(transparent)]
    Proof(#[from] ChangeError),
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Key(#[from] KeyStepError),
    #[error("a proposal could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("a proposal could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    #[error(transparent)]
    Proposing(#[from] InboxFlowError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// What has become of a change that somebody wanted.
#[derive(Debug)]
pub enum Outcome<T> {
    Done(T),
    /// It waits for a second person, under this id.
    Waits(Uuid),
}

/// What goes on record of something that is written and not committed yet.
struct ToRecord {
    event: Event,
    subject: Subject,
    about: String,
}

impl Federation {
    /// Puts a change where a second person finds it, in the transaction in which the first one proved who they are.
    ///
    /// # Errors
    /// See [`ApprovalError`].
    pub(super) async fn propose(
        &self,
        mut transaction: Transaction<'static, Postgres>,
        person: &SignedIn,
        act: Act,
        request_id: &str,
    ) -> Result<Uuid, ApprovalError> {
        let now = self.parts.clock.now();
        // Deny by default.
        if !act.may_be_done_by(person, now) {
            return Err(ApprovalError::NotAllowed);
        }
        if db::proposal::count(&mut transaction, self.parts.org, now.date()).await? >= MOST {
            return Err(ApprovalError::Many);
        }
        let about = act.about().to_owned();
        let record = Record::new(&self.parts, &mut transaction, person, act).await?;
        let row = record.sealed(&self.parts).await?;
        db::proposal::insert(&mut transaction, self.parts.org, &row).await?;
        // On record before it is so.
        self.record(Event::Proposed, Subject::Account(person.account), &about, request_id).await?;
        transaction.commit().await.map_err(DbError::from)?;
        Ok(row.id)
    }
}
