//! `audit verify`: reads every chain from first to last, compares with heads that were exported, and replays revocations
//! against live flags, links to begin again against what was begun, and what is on record of scopes and envelopes against their rows.
//!
//! Rows stream by, one at a time: what is kept are the heads, one a chain, and the events that are replayed.

use super::chain::{Columns, day, moment};
use super::envelopes::ended_mark;
use super::event::Event;
use super::finding::{Audited, Finding, FlagEvent};
use super::heads::{Head, Heads};
use super::links::Links;
use super::scopes::{ScopeNote, ScopeNotes, scope_digest};
use crate::db::account::FlagRow;
use crate::db::audit::StoredRow;
use crate::db::scope::Stamped;
use crate::db::{self, DbError, PgConnection, PgPool};
use crate::domain::OrgId;
use crate::domain::variant::{Check, skips};
use crate::keeper::{AuditWho, Keeper, KeeperError};
use futures_util::TryStreamExt;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::pin::pin;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// What was looked at.
#[derive(Debug)]
pub struct Verified {
    pub rows: u64,
    pub accounts: u64,
    pub scopes: usize,
    pub findings: u64,
    /// The heads of now.
    pub heads: Heads,
}

/// What is verified, and with what.
pub struct Audit<'a> {
    pub pool: &'a PgPool,
    pub keeper: &'a Keeper,
    pub org: OrgId,
    pub now: OffsetDateTime,
}

impl Audit<'_> {
    /// Tells `found` of each finding as it is met.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn verify(
        &self,
        known: Option<&Heads>,
        found: &mut (dyn FnMut(&Finding) + Send),
    ) -> Result<Verified, VerifyError> {
        let mut findings = 0;
        let mut tell = |finding: Finding| {
            findings += 1;
            found(&finding);
        };
        // One snapshot of both, so that a revocation of this moment is in neither or in both.
        let mut transaction = self.pool.begin().await.map_err(DbError::from)?;
        db::audit::snapshot(&mut transaction).await?;
        let mut walk = Walk::new(known);
        {
            let mut rows = pin!(db::audit::all(&mut transaction));
            while let Some(row) = rows.try_next().await? {
                walk.row(self.keeper, &row, &mut tell).await?;
            }
        }
        walk.end(&mut tell);
        let accounts = self.accounts(&mut transaction, &walk, &mut tell).await?;
        let scopes = self.scopes(&mut transaction, &walk, &mut tell).await?;
        self.envelopes(&mut transaction, &walk, &mut tell).await?;
        let heads = Heads { org: self.org, at: self.now, chains: walk.heads };
        Ok(Verified { rows: walk.rows, accounts, scopes, findings, heads })
    }

    /// Compares every live flag with what the audit says last of it, and counts what was begun again.
    async fn accounts(
        &self,
        db: &mut PgConnection,
        walk: &Walk<'_>,
        tell: &mut (dyn FnMut(Finding) + Send),
    ) -> Result<u64, VerifyError> {
        let mut accounts = 0;
        let days: BTreeSet<Date> = walk.flags.days.union(&walk.links.days).copied().collect();
        let mut rows = pin!(db::account::flags(db));
        while let Some(account) = rows.try_next().await? {
            accounts += 1;
            let subjects = self.subjects(&account, &days).await?;
            for at in walk.links.unlinked(&subjects) {
                tell(Finding::Unlinked { handle: account.handle, at });
            }
            let audited = walk.flags.audited(&subjects);
            if audited.allows(account.state) {
                continue;
            }
            // The audit row of a revocation is durable a moment before its flag: whoever is at it now has the account's row.
            let mut again = self.pool.begin().await.map_err(DbError::from)?;
            let flag = db::account::by_id_for_update(&mut again, account.id).await?.map(|row| row.state);
            if let Some(flag) = flag.filter(|flag| !audited.allows(*flag)) {
                tell(Finding::Flag { handle: account.handle, flag, audited });
            }
        }
        Ok(accounts)
    }

    /// Compares each scope's row with the one that its last change left.
    async fn scopes(
        &self,
        db: &mut PgConnection,
        walk: &Walk<'_>,
        tell: &mut (dyn FnMut(Finding) + Send),
    ) -> Result<usize, VerifyError> {
        let rows = db::scope::all(db, self.org).await?;
        for note in walk.scopes.all().filter(|note| !self.is_left(&rows, note)) {
            // A change is on record a moment before its row: whoever is at it now holds the others up.
            let mut again = self.pool.begin().await.map_err(DbError::from)?;
            db::organisation::hold(&mut again, self.org).await?;
            let noted = db::audit::of_scopes(&mut again, Some(&note.entity_id)).await?;
            let noted = ScopeNotes::read(self.keeper, &noted).await?;
            let rows = db::scope::of(&mut again, self.org, &note.entity_id).await?;
            let last = noted.last(&note.entity_id, &note.purpose).unwrap_or(note);
            if !self.is_left(&rows, last) {
                let mut own = rows.iter().filter(|one| one.row.purpose == note.purpose);
                tell(Finding::Scope { last: last.clone(), found: own.next().map(|one| one.row.version) });
            }
        }
        Ok(walk.scopes.all().count())
    }

    fn is_left(&self, rows: &[Stamped], note: &ScopeNote) -> bool {
        let is_it = |one: &Stamped| one.row.entity_id == note.entity_id && one.row.purpose == note.purpose;
        rows.iter().any(|one| is_it(one) && scope_digest(self.org, &one.row) == note.digest)
    }

    /// Finds envelopes that were withdrawn and are kept.
    async fn envelopes(
        &self,
        db: &mut PgConnection,
        walk: &Walk<'_>,
        tell: &mut (dyn FnMut(Finding) + Send),
    ) -> Result<(), VerifyError> {
        if walk.ended.is_empty() {
            return Ok(());
        }
        for id in db::envelope::kept(db).await? {
            if !walk.ended.contains(&ended_mark(self.keeper, self.org, id).await?) {
                continue;
            }
            let mut again = self.pool.begin().await.map_err(DbError::from)?;
            if db::envelope::read_for_update(&mut again, id).await?.is_some_and(|row| !row.is_withdrawn) {
                tell(Finding::Envelope { id });
            }
        }
        Ok(())
    }

    /// A subject is the account's for one day: those of all days on which anything happened that is replayed, in order.
    async fn subjects(&self, account: &FlagRow, days: &BTreeSet<Date>) -> Result<Vec<[u8; 32]>, KeeperError> {
        let mut subjects = Vec::new();
        for day in days.range(account.created_on..) {
            subjects.push(self.keeper.audit_subject(account.org, AuditWho::Account(account.id), *day).await?);
        }
        Ok(subjects)
    }
}

/// The last event of each subject that moved a flag, and the days of any.
#[derive(Default)]
struct Flags {
    last: HashMap<[u8; 32], (i64, FlagEvent)>,
    days: BTreeSet<Date>,
}

impl Flags {
    fn note(&mut self, row: &StoredRow, micros: i64) {
        let subject = row.subject.as_slice().try_into();
        let (Some(event), Ok(subject), Some(at)) = (FlagEvent::parse(&row.event), subject, moment(micros)) else {
            return;
        };
        let last = self.last.entry(subject).or_insert((micros, event));
        // Chains are read one after the other: of two events the later counts.
        *last = if last.0 <= micros { (micros, event) } else { *last };
        self.days.insert(day(at));
    }

    /// `subjects` are an account's, in the order of days.
    fn audited(&self, subjects: &[[u8; 32]]) -> Audited {
        let last = subjects.iter().rev().find_map(|subject| self.last.get(subject));
        Audited { last: last.and_then(|(micros, event)| Some((*event, moment(*micros)?))) }
    }
}

/// Where in which chain.
struct Walk<'a> {
    known: BTreeMap<Uuid, &'a Head>,
    chain: Option<Uuid>,
    next: u64,
    /// The MAC of the row before as it stands there, and as it should have been; `None` behind a gap.
    previous: Option<([u8; 32], [u8; 32])>,
    heads: BTreeMap<Uuid, Head>,
    flags: Flags,
    links: Links,
    scopes: ScopeNotes,
    /// Marks of envelopes that were withdrawn.
    ended: HashSet<[u8; 32]>,
    rows: u64,
}

impl<'a> Walk<'a> {
    fn new(known: Option<&'a Heads>) -> Self {
        Self {
            known: known.into_iter().flat_map(|heads| &heads.chains).map(|(chain, head)| (*chain, head)).collect(),
            chain: None,
            next: 0,
            previous: None,
            heads: BTreeMap::new(),
            flags: Flags::default(),
            links: Links::default(),
            scopes: ScopeNotes::default(),
            ended: HashSet::new(),
            rows: 0,
        }
    }

    async fn row(
        &mut self,
        keeper: &Keeper,
        row: &StoredRow,
        tell: &mut (dyn FnMut(Finding) + Send),
    ) -> Result<(), KeeperError> {
        self.rows += 1;
        if self.chain != Some(row.chain) {
            self.end_chain(tell);
            (self.chain, self.next, self.previous) = (Some(row.chain), 0, Some(([0; 32], [0; 32])));
        }
        let altered = Finding::Altered { chain: row.chain, seq: row.seq };
        let Ok(seq) = u64::try_from(row.seq) else {
            tell(altered);
            return Ok(());
        };
        if seq < self.next {
            // The same row twice, in a table that lost its primary key.
            tell(altered);
            return Ok(());
        }
        if seq > self.next {
            tell(Finding::Removed { chain: row.chain, from: self.next, to: seq - 1 });
            self.previous = None;
        }
        self.next = seq + 1;
        let (Ok(mac), Some(micros)) = (<[u8; 32]>::try_from(row.mac.as_slice()), row.micros) else {
            tell(altered);
            self.previous = None;
            return Ok(());
        };
        let digest = Columns::stored(row, seq, micros).digest();
        let mut should = mac;
        if let Some((stood, should_have_stood)) = self.previous {
            should = keeper.audit_mac(&stood, &digest).await?;
            let mut follows = should == mac;
            if !follows && stood != should_have_stood {
                // Where only the MAC before was changed, this row follows from the one that should stand there.
                follows = keeper.audit_mac(&should_have_stood, &digest).await? == mac;
            }
            match follows || skips(Check::AuditLink) {
                true => {
                    self.flags.note(row, micros);
                    self.links.note(row, micros);
                    self.scopes.note(row);
                    let is_end = row.event == Event::EnvelopeEnded.as_str();
                    self.ended.extend(row.subject.as_slice().try_into().ok().filter(|_: &[u8; 32]| is_end));
                }
                false => tell(altered),
            }
        }
        self.previous = Some((mac, should));
        self.heads.insert(row.chain, Head { seq, mac });
        if self.known.get(&row.chain).is_some_and(|head| head.seq == seq && head.mac != mac) {
            tell(Finding::NotTheHead { chain: row.chain, seq });
        }
        Ok(())
    }

    fn end_chain(&mut self, tell: &mut (dyn FnMut(Finding) + Send)) {
        let Some(chain) = self.chain.take() else { return };
        if let Some(head) = self.known.remove(&chain)
            && head.seq >= self.next
        {
            tell(Finding::CutOff { chain, from: self.next, to: head.seq });
        }
    }

    fn end(&mut self, tell: &mut (dyn FnMut(Finding) + Send)) {
        self.end_chain(tell);
        for (chain, head) in std::mem::take(&mut self.known) {
            tell(Finding::ChainGone { chain, rows: head.seq + 1 });
        }
    }
}
