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

pub(super) use self::act::{Act, Wanted};
pub use self::diff::{Changed, Diff};
pub(super) use self::requirement::SeenChoice;
pub use self::waiting::{Counted, Standing, Waiting};

use self::record::{Belief, Record};
use super::{Federation, KeyStepError, RegistryError};
use crate::audit::{AuditError, Event, Subject, VerifyError, Whose, has_since};
use crate::db::{self, DbError, PgConnection};
use crate::domain::Role;
use crate::keeper::KeeperError;
use crate::sign_in::acting::Acting;
use crate::sign_in::change::ChangeError;
use crate::sign_in::inbox::InboxFlowError;
use crate::sign_in::tokens::Changing;
use crate::vault::seal::SealError;
use crate::words::Text;
use time::Duration;
use uuid::Uuid;

/// How long a proposal waits.
pub const WAITS: Duration = Duration::days(7);
/// So many may wait at once, and so many of one person: more than anybody decides, and less than fills a disk.
const MOST: i64 = 100;
const MOST_OF_ONE: usize = 10;
/// How long an account, and what was said of it, has stood before its holder proposes or approves. One owner gives roles and links to begin
/// again alone: without this, whoever has one owner's account would make the second person, or become her, and approve at once. It
/// is on record, and somebody who began again notices.
pub const SETTLED: Duration = Duration::days(3);
/// What makes an account new. Something said of a person may be a role.
const MAKES_NEW: [Event; 3] = [Event::Enrolled, Event::Reenrolled, Event::Granted];
/// The roles that connect applications and switch keys, with a second person or without.
pub(super) const FEDERATION: [Role; 2] = [Role::Owner, Role::Federation];

/// Why nothing of it was done.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalError {
    #[error("no such proposal waits: it was decided, has lapsed, or is not this service's")]
    Gone,
    #[error("it takes another person than the one who proposed it")]
    Own,
    /// Of whoever proposes, or approves.
    #[error("an account or a role is too new to change what trust rests on")]
    New,
    #[error("this role does not do what was proposed")]
    NotAllowed,
    #[error("what it started from has changed")]
    Stale,
    #[error("whoever proposed it is not who they were then")]
    Proposer,
    #[error("the token by which it was proposed has ended")]
    Token,
    #[error("it cannot be carried out any more: {}", .0.english())]
    Over(Text),
    #[error("it cannot be carried out at this moment: {}", .0.english())]
    NotNow(Text),
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
#[must_use]
#[derive(Debug)]
pub enum Outcome<T> {
    Done(T),
    /// It waits for a second person, under this id.
    Waits(Uuid),
}

impl Federation {
    /// Puts a change where a second person finds it, in the transaction in which the first one proved who they are.
    ///
    /// # Errors
    /// See [`ApprovalError`].
    pub(super) async fn propose(
        &self,
        transaction: impl Into<Changing>,
        person: &impl Acting,
        act: Act,
        request_id: &str,
    ) -> Result<Uuid, ApprovalError> {
        let mut transaction = transaction.into();
        let now = self.parts.clock.now();
        // Deny by default.
        if !act.may_be_done_by(person, now) {
            return Err(ApprovalError::NotAllowed);
        }
        self.settled(&mut transaction, person, &act).await?;
        // What a program proposes each night waits once.
        if person.token().is_some()
            && let Some(id) = self.proposed_already(&mut transaction, person.account(), &act).await?
        {
            return Ok(id);
        }
        // What the requirement hangs on is proposed however much somebody has left here.
        if !matches!(act, Act::SecondPerson { .. }) && self.is_full(&mut transaction, person).await? {
            return Err(ApprovalError::Many);
        }
        let about = act.about().to_owned();
        let record = Record::new(&self.parts, &mut transaction, person, act).await?;
        let row = record.sealed(&self.parts).await?;
        db::proposal::insert(&mut transaction, self.parts.org, &row).await?;
        // On record before it is so.
        transaction.stands(&self.parts).await.map_err(RegistryError::from)?;
        self.record(Event::Proposed, Subject::Account(person.account()), &about, request_id).await?;
        transaction.commit(&self.parts).await.map_err(RegistryError::from)?;
        Ok(row.id)
    }

    /// Whether as many wait as may, of this person or of all.
    async fn is_full(&self, db: &mut PgConnection, person: &impl Acting) -> Result<bool, ApprovalError> {
        if db::proposal::count(db, self.parts.org, self.parts.clock.now().date()).await? >= MOST {
            return Ok(true);
        }
        let (mut own, mut open) = (0, 0);
        for row in db::proposal::all(db, self.parts.org).await? {
            let Belief::Said(record) = Record::believed(&self.parts, db, &row).await? else { continue };
            if record.by == person.account() {
                own += 1;
                // By what a row or two say: others wait for the organisation meanwhile.
                let stands = record.proposer_stands(&self.parts, db).await?
                    && record.token_stands(&self.parts, db).await?
                    && self.is_as_it_was(db, &record.act).await?;
                open += usize::from(stands);
            }
        }
        // What has fallen keeps nobody from proposing; and yet one person alone does not fill the list with it.
        Ok(open >= MOST_OF_ONE || own >= 2 * MOST_OF_ONE)
    }

    /// Deny by default: whose account has not stood for long. Only to need a second person, which gives nothing, takes no time.
    ///
    /// # Errors
    /// `New`.
    async fn settled(&self, db: &mut PgConnection, person: &impl Acting, act: &Act) -> Result<(), ApprovalError> {
        if matches!(act, Act::SecondPerson { needed: true, .. }) {
            return Ok(());
        }
        let whose = Whose { org: self.parts.org, account: person.account(), handle: None };
        let now = self.parts.clock.now();
        match has_since(db, &self.parts.keeper, whose, (now - SETTLED, now), &MAKES_NEW).await? {
            true => Err(ApprovalError::New),
            false => Ok(()),
        }
    }
}
