//! A second person decides: what was proposed is done, or is taken away undone.

use super::record::{Belief, Record};
use super::{Act, ApprovalError, Standing};
use crate::audit::{Event, Subject, decided_mark};
use crate::db::proposal::ProposalRow;
use crate::db::{self, DbError, PgConnection};
use crate::federation::Federation;
use crate::federation::to_record::ToRecord;
use crate::sign_in::change::{Typed, confirmed, confirmed_holding};
use crate::sign_in::session::SignedIn;
use crate::sign_in::tokens::{Changing, CommitError};
use uuid::Uuid;

impl Federation {
    /// Does what was proposed, exactly so, by another person who proves who they are.
    ///
    /// # Errors
    /// See [`ApprovalError`]; nothing was done then, and nothing is on record as approved.
    pub async fn approve(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        id: Uuid,
        request_id: &str,
    ) -> Result<(), ApprovalError> {
        // What cannot be approved costs no code.
        let holds = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            let row = db::proposal::read(&mut db, self.parts.org, id).await?;
            match self.to_be_approved(&mut db, person, row).await {
                // What it started from is another since, and so it is where somebody has just approved this very one.
                Err(ApprovalError::Stale) if db::proposal::read(&mut db, self.parts.org, id).await?.is_none() => {
                    return Err(ApprovalError::Gone);
                }
                // With an application its purposes go: nobody adds one between the comparison and the end.
                found => matches!(found?.act, Act::Remove { .. }),
            }
        };
        let mut transaction = match holds {
            true => confirmed_holding(&self.parts, person, typed, request_id).await?,
            false => confirmed(&self.parts, person, typed, request_id).await?,
        };
        // Once more: of two at once, the second finds nothing.
        let row = db::proposal::read_for_update(&mut transaction, self.parts.org, id).await?;
        let record = self.to_be_approved(&mut transaction, person, row).await?;
        let mut transaction = Changing::proposed_by(transaction, record.token());
        let about = record.act.about().to_owned();
        let approved = [(Event::ProposalApproved, person.account), (Event::ProposalDone, record.by)];
        let mut approved = Vec::from(approved.map(|(event, whose)| told(event, Subject::Account(whose), &about)));
        // What keepers do is no part of the transaction: who wanted it is on record before.
        let is_of_keepers = matches!(record.act, Act::SwitchKey { .. });
        if is_of_keepers {
            transaction.stands(&self.parts).await.map_err(fallen)?;
            self.record_all(std::mem::take(&mut approved), request_id).await?;
        }
        // The rest is written first, and goes on record once it could be; then it is so.
        let done = self.apply(&mut transaction, record.act.clone(), person.account).await?;
        db::proposal::remove(&mut transaction, id).await?;
        let all = done.into_iter().chain(approved).chain([self.ended(id).await?]);
        // It may have waited for long: whoever proposed it, and by what, is asked last of all, before anything ends on record.
        if !is_of_keepers && !record.proposer_stands(&self.parts, &mut transaction).await? {
            return Err(ApprovalError::Proposer);
        }
        transaction.stands(&self.parts).await.map_err(fallen)?;
        self.record_all(all.collect(), request_id).await?;
        transaction.commit(&self.parts).await.map_err(fallen)
    }

    /// What a row proposes, if it can be approved by this person now.
    async fn to_be_approved(
        &self,
        db: &mut PgConnection,
        person: &SignedIn,
        row: Option<ProposalRow>,
    ) -> Result<Record, ApprovalError> {
        let row = row.ok_or(ApprovalError::Gone)?;
        let record = match Record::believed(&self.parts, db, &row).await? {
            Belief::Said(record) => *record,
            Belief::Unreadable => return Err(ApprovalError::Unreadable),
            Belief::Nothing => return Err(ApprovalError::Gone),
        };
        // Deny by default: oneself, by whichever session, and whose role does not do it at this moment.
        if record.by == person.account {
            return Err(ApprovalError::Own);
        }
        if !record.act.may_be_done_by(person, self.parts.clock.now()) {
            return Err(ApprovalError::NotAllowed);
        }
        self.settled(db, person, &record.act).await?;
        match self.standing_of(db, &record).await? {
            Standing::Open => Ok(record),
            Standing::Proposer => Err(ApprovalError::Proposer),
            Standing::Token => Err(ApprovalError::Token),
            Standing::Stale => Err(ApprovalError::Stale),
            Standing::Over(why) => Err(ApprovalError::Over(why)),
            Standing::NotNow(why) => Err(ApprovalError::NotNow(why)),
            Standing::Unreadable => Err(ApprovalError::Unreadable),
        }
    }

    /// Takes a proposal away undone: refused by another whose role could have approved it, or withdrawn by whoever made it. One that
    /// cannot be read is taken away by anybody whom such things concern.
    ///
    /// # Errors
    /// See [`ApprovalError`].
    pub async fn decline(&self, person: &SignedIn, id: Uuid, request_id: &str) -> Result<(), ApprovalError> {
        let mut transaction = self.parts.pool.begin().await.map_err(DbError::from)?;
        let row = db::proposal::read_for_update(&mut transaction, self.parts.org, id).await?;
        let row = row.ok_or(ApprovalError::Gone)?;
        let own = Subject::Account(person.account);
        let declined = match Record::believed(&self.parts, &mut transaction, &row).await? {
            Belief::Nothing => return Err(ApprovalError::Gone),
            Belief::Unreadable => vec![told(Event::ProposalRefused, own, "")],
            Belief::Said(record) => {
                let about = record.act.about();
                if record.by == person.account {
                    vec![told(Event::ProposalWithdrawn, own, about)]
                } else if record.act.may_be_done_by(person, self.parts.clock.now()) {
                    let theirs = told(Event::ProposalDeclined, Subject::Account(record.by), about);
                    vec![told(Event::ProposalRefused, own, about), theirs]
                } else {
                    return Err(ApprovalError::NotAllowed);
                }
            }
        };
        db::proposal::remove(&mut transaction, id).await?;
        let all = declined.into_iter().chain([self.ended(id).await?]);
        self.record_all(all.collect(), request_id).await?;
        Ok(transaction.commit().await.map_err(DbError::from)?)
    }

    /// On record for good that it was decided, whatever is put back later.
    async fn ended(&self, id: Uuid) -> Result<ToRecord, ApprovalError> {
        let mark = decided_mark(&self.parts.keeper, self.parts.org, id).await?;
        Ok(told(Event::ProposalEnded, Subject::Row(mark), ""))
    }
}

/// What a program proposed, whose token ended meanwhile.
fn fallen(error: CommitError) -> ApprovalError {
    match error {
        CommitError::Ended(_) => ApprovalError::Token,
        CommitError::Db(error) => error.into(),
        CommitError::Keeper(error) => error.into(),
    }
}

fn told(event: Event, subject: Subject, about: &str) -> ToRecord {
    ToRecord::new(event, subject, about)
}
