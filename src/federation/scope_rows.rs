//! Which rows of scopes count.
//!
//! Whoever writes to the database can delete a row, and nothing is delivered. They can put one back that the keeper's MAC was over. So
//! a row counts while it is the one that the last change of it on record left. Whoever takes rows out of the audit besides is named
//! by `senza audit verify`, and meets the memory of each process, and of the profile of each person who was served by a later one.

use super::{Federation, RegistryError};
use crate::audit::{ScopeNotes, scope_digest};
use crate::db::audit::Linked;
use crate::db::scope::{HIGHEST, ScopeRow, Stamped};
use crate::db::{self, DbError, PgConnection};
use crate::domain::scope::Purpose;
use crate::domain::variant::{Check, skips};
use crate::keeper::KeeperError;
use crate::keys::scope::Scope;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// By entityID and purpose.
#[derive(Default)]
pub(super) struct Seen(Mutex<HashMap<(String, String), u64>>);

impl Seen {
    /// Whether there was none later than this version, the latest from now on.
    fn is_latest(&self, entity_id: &str, purpose: &str, version: u64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = seen.entry((entity_id.to_owned(), purpose.to_owned())).or_default();
        let is_latest = version >= *latest;
        *latest = version.max(*latest);
        is_latest || skips(Check::ScopePutBack)
    }
}

/// What the database has of scopes: their rows, and what is on record of them.
#[derive(Default)]
pub(super) struct Stored {
    pub(super) rows: Vec<Stamped>,
    pub(super) noted: Vec<Linked>,
}

impl Stored {
    pub(super) async fn of(db: &mut PgConnection, federation: &Federation, entity_id: &str) -> Result<Self, DbError> {
        let noted = db::audit::of_scopes(db, Some(entity_id)).await?;
        Ok(Self { rows: db::scope::of(db, federation.parts.org, entity_id).await?, noted })
    }

    pub(super) async fn all(db: &mut PgConnection, federation: &Federation) -> Result<Self, DbError> {
        let noted = db::audit::of_scopes(db, None).await?;
        Ok(Self { rows: db::scope::all(db, federation.parts.org).await?, noted })
    }

    /// One service provider's, as [`Stored::of`] would find them.
    pub(super) fn take(&mut self, entity_id: &str) -> Self {
        let first = |name: &str| name.split(' ').next().unwrap_or_default().to_owned();
        let word = first(entity_id);
        let rows = self.rows.extract_if(.., |one| one.row.entity_id == entity_id).collect();
        let noted = self.noted.iter().filter(|one| first(&one.row.service_provider) == word).cloned().collect();
        Self { rows, noted }
    }

    /// By which their rows are known again, whatever each is worth: what ends with an application that is removed is what somebody saw of it.
    pub(super) fn digest(&self) -> [u8; 32] {
        let each = self.rows.iter().map(|Stamped { row, .. }| {
            lp(&[row.entity_id.as_bytes(), row.purpose.as_bytes(), &row.version.to_be_bytes(), &row.mac])
        });
        let mut each: Vec<Vec<u8>> = each.collect();
        // In one order, whatever the database's is.
        each.sort_unstable();
        sha256(&each.concat())
    }

    /// By which the read of a sign-on knows them again.
    pub(super) fn stamps(&self) -> (Vec<String>, Vec<String>) {
        let place = |one: &Linked| format!("{} {}", one.row.chain, one.row.seq);
        (self.rows.iter().map(|one| one.stamp.clone()).collect(), self.noted.iter().map(place).collect())
    }
}

/// What is known of one service provider's scopes.
pub(super) struct Known {
    /// Those that count, removed ones among them.
    pub(super) believed: Vec<Scope>,
    /// With the latest epoch that the keeper vouches for, of those that do not; 0 for none.
    refused: Vec<(ScopeRow, u32)>,
    notes: ScopeNotes,
}

/// What there was of a scope before a change.
pub(super) enum Before {
    Nothing,
    Scope(Scope),
    /// Its row is not the one that this service wrote last, or is gone. Nothing of it is carried on: the scope as if it had been removed.
    Unsure(Scope),
}

impl Known {
    pub(super) fn before(&self, entity_id: &str, purpose: &Purpose) -> Before {
        if let Some(scope) = self.believed.iter().find(|scope| scope.purpose == *purpose) {
            return Before::Scope(scope.clone());
        }
        let refused = self.refused.iter().filter(|(row, _)| row.purpose == purpose.as_str()).map(|(_, epoch)| *epoch);
        let noted = self.notes.last(entity_id, purpose.as_str()).map(|note| note.epoch);
        match refused.chain(noted).max() {
            Some(epoch) => Before::Unsure(Scope::removed_at(entity_id, purpose.clone(), epoch)),
            None => Before::Nothing,
        }
    }

    /// Above all versions that there have been, also where none is to be seen any more: it rises with the time.
    pub(super) fn next_version(&self, entity_id: &str, purpose: &Purpose, now: u64) -> u64 {
        let believed = self.believed.iter().filter(|scope| scope.purpose == *purpose).map(|scope| scope.version);
        let refused = self.refused.iter().map(|(row, _)| row).filter(|row| row.purpose == purpose.as_str());
        // A row that anybody can write with any number leaves room for more.
        let refused = refused.map(|row| row.version.min(HIGHEST));
        let noted = self.notes.last(entity_id, purpose.as_str()).map(|note| note.version);
        let highest = believed.chain(refused).chain(noted).max().unwrap_or_default();
        now.max(highest.saturating_add(1))
    }

    /// All purposes of which anything is known.
    pub(super) fn purposes(&self, entity_id: &str) -> Vec<Purpose> {
        let refused = self.refused.iter().filter_map(|(row, _)| Purpose::parse(&row.purpose).ok());
        let own = self.notes.all().filter(|note| note.entity_id == entity_id);
        let noted = own.filter_map(|note| Purpose::parse(&note.purpose).ok());
        let believed = self.believed.iter().map(|scope| scope.purpose.clone());
        let mut all: Vec<Purpose> = believed.chain(refused).chain(noted).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Federation {
    pub(super) async fn stored_scopes(&self, entity_id: &str) -> Result<Stored, RegistryError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(Stored::of(&mut db, self, entity_id).await?)
    }

    /// Those that carry the keeper's MAC, are what the audit says last, and are the latest that was seen here.
    pub(super) async fn known_scopes(&self, stored: Stored) -> Result<Known, KeeperError> {
        let notes = ScopeNotes::read(&self.parts.keeper, &stored.noted).await?;
        for note in notes.all().filter(|_| !skips(Check::ScopeOnRecord)) {
            self.scopes_seen.is_latest(&note.entity_id, &note.purpose, note.version);
        }
        let mut known = Known { believed: Vec::new(), refused: Vec::new(), notes };
        for Stamped { row, .. } in stored.rows {
            match self.believes(&row, &known.notes).await? {
                Ok(scope) => known.believed.push(scope),
                Err((why, epoch)) => {
                    let (entity_id, purpose, version) = (&row.entity_id, &row.purpose, row.version);
                    tracing::error!(entity_id, purpose, version, "the row of a scope does not count: {why}");
                    known.refused.push((row, epoch));
                }
            }
        }
        Ok(known)
    }

    /// The scope of a row; or why it is none, with the epoch that the keeper vouches for.
    async fn believes(
        &self,
        row: &ScopeRow,
        notes: &ScopeNotes,
    ) -> Result<Result<Scope, (&'static str, u32)>, KeeperError> {
        let digest = scope_digest(self.parts.org, row);
        if !self.parts.keeper.check_row_mac(digest, &row.mac).await? && !skips(Check::ScopeMac) {
            return Ok(Err(("it was not written by this service", 0)));
        }
        let epoch = u32::try_from(row.epoch).unwrap_or_default();
        let Some(scope) = Scope::of(row) else { return Ok(Err(("it is of a newer program", epoch))) };
        let last = notes.last(&row.entity_id, &row.purpose);
        if last.is_some_and(|last| last.digest != digest) && !skips(Check::ScopeOnRecord) {
            return Ok(Err(("the audit has a later one", epoch)));
        }
        let is_latest = self.scopes_seen.is_latest(&row.entity_id, &row.purpose, row.version);
        Ok(if is_latest { Ok(scope) } else { Err(("an earlier one was put back", epoch)) })
    }
}
