//! What waits, for whoever looks at it.

use super::record::{Belief, Record};
use super::{Act, ApprovalError, Diff};
use crate::db::proposal::ProposalRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::AccountId;
use crate::federation::{Federation, RegistryError};
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use std::cmp::Reverse;
use time::OffsetDateTime;
use uuid::Uuid;

/// Whether a proposal can be approved as things stand.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    Open,
    /// What it started from has changed.
    Stale,
    /// Whoever proposed it is not who they were, or does not hold the role any more.
    Proposer,
    /// A program proposed it, whose token has ended.
    Token,
    /// It cannot be carried out any more, and why.
    Over(Text),
    /// It cannot be carried out at this moment, and why.
    NotNow(Text),
    /// It does not say what it is.
    Unreadable,
}

/// A proposal, for whoever looks at it.
pub struct Waiting {
    pub id: Uuid,
    /// What would be done, in a sentence.
    pub title: Text,
    /// Of the application that is concerned; empty where none is.
    pub entity_id: String,
    pub is_own: bool,
    /// A program proposed it, with a token of theirs.
    pub is_by_program: bool,
    /// Whether this person's role could approve it, if it can be approved at all.
    pub may_decide: bool,
    /// Whether their account is too new for it; asked where one proposal is looked at.
    pub is_new: bool,
    /// Whether this person may take it away undone.
    pub may_decline: bool,
    pub standing: Standing,
    /// Nothing where it cannot be read.
    pub made_at: Option<OffsetDateTime>,
    pub until: OffsetDateTime,
}

/// How many wait.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// For this person to decide.
    pub to_decide: usize,
    /// Their own, for somebody else.
    pub own: usize,
}

impl Federation {
    /// How many proposals wait, by what is needed to count them: whether any of them can be carried out is not asked here.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn count_proposals(&self, person: &SignedIn) -> Result<Counted, ApprovalError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let mut counted = Counted::default();
        let now = self.parts.clock.now();
        for row in db::proposal::all(&mut db, self.parts.org).await? {
            match Record::believed(&self.parts, &mut db, &row).await? {
                Belief::Nothing => {}
                Belief::Unreadable => counted.to_decide += 1,
                Belief::Said(record) if record.by == person.account => counted.own += 1,
                Belief::Said(record) => counted.to_decide += usize::from(record.act.may_be_done_by(person, now)),
            }
        }
        Ok(counted)
    }

    /// What waits, for this person; the latest first.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn proposals(&self, person: &SignedIn) -> Result<Vec<Waiting>, ApprovalError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let mut waiting = Vec::new();
        for row in db::proposal::all(&mut db, self.parts.org).await? {
            let belief = Record::believed(&self.parts, &mut db, &row).await?;
            waiting.extend(self.looked_at_by(&mut db, person, &row, &belief).await?);
        }
        waiting.sort_by_key(|one| Reverse(one.made_at));
        Ok(waiting)
    }

    /// One of them, and what it would change, as far as that can be said.
    ///
    /// # Errors
    /// `Gone`; database or keeper away.
    pub async fn proposal(&self, person: &SignedIn, id: Uuid) -> Result<(Waiting, Diff), ApprovalError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        let row = db::proposal::read(&mut db, self.parts.org, id).await?.ok_or(ApprovalError::Gone)?;
        let belief = Record::believed(&self.parts, &mut db, &row).await?;
        let mut waiting = self.looked_at_by(&mut db, person, &row, &belief).await?.ok_or(ApprovalError::Gone)?;
        if let (true, Belief::Said(record)) = (waiting.may_decide, &belief) {
            waiting.is_new = match self.settled(&mut db, person, &record.act).await {
                Ok(()) => false,
                Err(ApprovalError::New) => true,
                Err(error) => return Err(error),
            };
        }
        // Looking for what it would change takes a connection of its own.
        drop(db);
        let diff = match &belief {
            Belief::Said(record) => self.diff(&record.act).await?,
            Belief::Unreadable | Belief::Nothing => Diff::default(),
        };
        Ok((waiting, diff))
    }

    /// The proposal that would register exactly this of an application, where one waits that can be approved.
    ///
    /// # Errors
    /// Database or keeper away.
    pub(in crate::federation) async fn proposed_put(
        &self,
        entity_id: &str,
        wanted: &[u8],
    ) -> Result<Option<Uuid>, RegistryError> {
        let found = self.open_put(entity_id, wanted).await;
        found.map_err(|error| RegistryError::Approval(Box::new(error)))
    }

    async fn open_put(&self, entity_id: &str, wanted: &[u8]) -> Result<Option<Uuid>, ApprovalError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        for row in db::proposal::all(&mut db, self.parts.org).await? {
            let Belief::Said(record) = Record::believed(&self.parts, &mut db, &row).await? else { continue };
            let is_it = record.act.about() == entity_id && record.act.metadata() == Some(wanted);
            if is_it && self.standing_of(&mut db, &record).await? == Standing::Open {
                return Ok(Some(row.id));
            }
        }
        Ok(None)
    }

    /// The same, which this very person, or a program of theirs, proposed, and which can be approved.
    pub(super) async fn proposed_already(
        &self,
        db: &mut PgConnection,
        by: AccountId,
        act: &Act,
    ) -> Result<Option<Uuid>, ApprovalError> {
        for row in db::proposal::all(db, self.parts.org).await? {
            let Belief::Said(record) = Record::believed(&self.parts, db, &row).await? else { continue };
            if record.by == by && record.act == *act && self.standing_of(db, &record).await? == Standing::Open {
                return Ok(Some(row.id));
            }
        }
        Ok(None)
    }

    pub(super) async fn standing_of(&self, db: &mut PgConnection, record: &Record) -> Result<Standing, ApprovalError> {
        if !record.proposer_stands(&self.parts, db).await? {
            return Ok(Standing::Proposer);
        }
        if !record.token_stands(&self.parts, db).await? {
            return Ok(Standing::Token);
        }
        self.act_standing(db, &record.act).await
    }

    async fn looked_at_by(
        &self,
        db: &mut PgConnection,
        person: &SignedIn,
        row: &ProposalRow,
        belief: &Belief,
    ) -> Result<Option<Waiting>, ApprovalError> {
        let record = match belief {
            Belief::Said(record) => record,
            Belief::Unreadable => return Ok(Some(unreadable(row))),
            Belief::Nothing => return Ok(None),
        };
        let now = self.parts.clock.now();
        let is_own = record.by == person.account;
        let does_it = record.act.may_be_done_by(person, now);
        Ok(Some(Waiting {
            id: row.id,
            title: record.act.title(),
            entity_id: record.act.about().to_owned(),
            is_own,
            is_by_program: record.is_by_program(),
            may_decide: does_it && !is_own,
            is_new: false,
            may_decline: does_it || is_own,
            standing: self.standing_of(db, record).await?,
            made_at: Some(record.made_at()),
            until: record.until(),
        }))
    }
}

fn unreadable(row: &ProposalRow) -> Waiting {
    Waiting {
        id: row.id,
        title: say("proposals-unreadable"),
        entity_id: String::new(),
        is_own: false,
        is_by_program: false,
        may_decide: false,
        is_new: false,
        may_decline: true,
        standing: Standing::Unreadable,
        made_at: None,
        until: row.expires_on.midnight().assume_utc(),
    }
}
