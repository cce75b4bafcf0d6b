//! Addresses at which service providers' metadata is looked at again. Nothing that is found there counts by itself: it waits until
//! somebody has seen what would change, and approves exactly that; see [`found`].
//!
//! An address, and what was found at it, lie in a row under the keeper's MAC: whoever writes to the database can have nothing approved that
//! was never published, nor another address looked at. The row of one that somebody has ended, or whose application was removed, counts no
//! more when it is put back: the audit says since when.

mod found;
mod look;
mod why;

pub use found::{Found, FoundChange};
pub(super) use look::AT_ONCE as LOOKS_AT_ONCE;
pub use look::{Fetch, Looked};

use super::partner::may_connect;
use super::to_record::ToRecord;
use super::{Federation, ProvedError, RegistryError};
use crate::audit::{self, Event, Subject};
use crate::db::subscription::SubscriptionRow;
use crate::db::{self, DbError};
use crate::domain::OrgId;
use crate::keeper::{KeeperError, row_digest};
use crate::sign_in::change::{Typed, confirmed};
use crate::sign_in::session::SignedIn;
use crate::vault::encode::lp;
use crate::words::Text;
use time::OffsetDateTime;

/// One, for the page about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    pub address: String,
    pub looked_at: Option<OffsetDateTime>,
    /// When a look last brought something that can be used.
    pub good_at: Option<OffsetDateTime>,
    /// Why the last look came to nothing; empty where it did not.
    pub fault: Text,
    /// Something else than what is registered waits for somebody to decide.
    pub waits: bool,
    /// Something was left by somebody, and is not shown until somebody looks by hand.
    pub is_left: bool,
}

impl Federation {
    /// # Errors
    /// Database or keeper away.
    pub async fn subscription(&self, entity_id: &str) -> Result<Option<Subscription>, RegistryError> {
        let Some(row) = self.subscription_row(entity_id).await? else { return Ok(None) };
        let waits = match (&row.found, self.on_file(entity_id).await?) {
            (Some(found), Some(on_file)) => found::waits(&on_file, found),
            _ => false,
        };
        let fault = self.why(&row).await?;
        let SubscriptionRow { address, looked_at, good_at, dismissed, .. } = row;
        let (looked_at, good_at, is_left) = (moment(looked_at), moment(good_at), !dismissed.is_empty());
        Ok(Some(Subscription { address, looked_at, good_at, fault, waits, is_left }))
    }

    /// Has an address looked at from now on, or none where it is empty, by somebody who proves who they are. What was found before is
    /// forgotten: it came from elsewhere.
    ///
    /// # Errors
    /// See [`ProvedError`].
    pub async fn subscribe_proved(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        entity_id: &str,
        address: &str,
        request_id: &str,
    ) -> Result<(), ProvedError> {
        may_connect(person)?;
        let before = self.whatever_row(entity_id).await?;
        let mut transaction = confirmed(&self.parts, person, typed, request_id).await?;
        let (org, by, now) = (self.parts.org, Subject::Account(person.account), self.parts.clock.now());
        let event = if address.is_empty() {
            db::subscription::end(&mut transaction, org, entity_id).await.map_err(RegistryError::from)?;
            Event::SubscriptionEnded
        } else {
            let mut row = SubscriptionRow {
                entity_id: entity_id.to_owned(),
                version: before.map_or(1, |row| row.version.saturating_add(1)),
                address: address.to_owned(),
                found: None,
                found_at: None,
                looked_at: None,
                good_at: None,
                fault: String::new(),
                why: Vec::new(),
                // Behind the end of those that were there before.
                made: Some(micros(now).saturating_add(1)),
                dismissed: Vec::new(),
                mac: Vec::new(),
            };
            self.vouch(&mut row).await?;
            db::subscription::begin(&mut transaction, org, &row, now).await.map_err(RegistryError::from)?;
            Event::SubscriptionPut
        };
        self.end_subscription(entity_id, now, request_id).await?;
        self.record(event, by, entity_id, request_id).await.map_err(RegistryError::from)?;
        Ok(transaction.commit().await.map_err(|error| RegistryError::from(DbError::from(error)))?)
    }

    /// Puts on record that no address of an application's that was chosen until then is looked at, whatever is put back.
    async fn end_subscription(
        &self,
        entity_id: &str,
        now: OffsetDateTime,
        request_id: &str,
    ) -> Result<(), RegistryError> {
        let ToRecord { event, subject, about } = self.subscription_ended(entity_id).await?;
        Ok(self.record_at(now, event, subject, (&about, request_id)).await?)
    }

    /// What is to go on record so that no address of until then is looked at.
    pub(super) async fn subscription_ended(&self, entity_id: &str) -> Result<ToRecord, KeeperError> {
        let mark = audit::subscription_mark(&self.parts.keeper, self.parts.org, entity_id).await?;
        Ok(ToRecord::new(Event::SubscriptionGone, Subject::Row(mark), ""))
    }

    /// One that counts: without the keeper's MAC, or since it was ended, there is none.
    async fn subscription_row(&self, entity_id: &str) -> Result<Option<SubscriptionRow>, RegistryError> {
        match self.whatever_row(entity_id).await? {
            Some(row) if self.counts(&row).await? => Ok(Some(row)),
            _ => Ok(None),
        }
    }

    async fn counts(&self, row: &SubscriptionRow) -> Result<bool, RegistryError> {
        if !self.is_vouched_for(row).await? {
            return Ok(false);
        }
        let (parts, mut db) = (&self.parts, self.parts.pool.acquire().await.map_err(DbError::from)?);
        let ended = audit::subscription_ended_at(&parts.keeper, &mut db, parts.org, &row.entity_id).await?;
        // One of before says not when it was chosen: it was, before anything was put on record here.
        Ok(ended.is_none_or(|ended| row.made.is_some_and(|made| made > ended)))
    }

    async fn whatever_row(&self, entity_id: &str) -> Result<Option<SubscriptionRow>, RegistryError> {
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(db::subscription::read(&mut db, self.parts.org, &entity_id.replace('\0', "")).await?)
    }

    async fn is_vouched_for(&self, row: &SubscriptionRow) -> Result<bool, RegistryError> {
        let is_ours = self.parts.keeper.check_row_mac(mac_digest(self.parts.org, row), &row.mac).await?;
        if !is_ours {
            tracing::error!(entity_id = row.entity_id, "a subscription's row was not written by this service");
        }
        Ok(is_ours)
    }

    async fn vouch(&self, row: &mut SubscriptionRow) -> Result<(), RegistryError> {
        row.mac = self.parts.keeper.row_mac(mac_digest(self.parts.org, row)).await?.to_vec();
        Ok(())
    }

    /// Writes what became of a row, in the place of the version before.
    async fn note_row(&self, mut row: SubscriptionRow) -> Result<(), RegistryError> {
        row.version = row.version.saturating_add(1);
        self.vouch(&mut row).await?;
        let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
        Ok(db::subscription::note(&mut db, self.parts.org, &row).await?)
    }
}

/// All of it but whose turn it is to look; a row of before without what it had not.
fn mac_digest(org: OrgId, row: &SubscriptionRow) -> [u8; 32] {
    // Null, and whatever there is, are told apart.
    let moment = |at: Option<i64>| at.map(|at| at.to_be_bytes().to_vec()).unwrap_or_default();
    let (found_at, looked_at, good_at) = (moment(row.found_at), moment(row.looked_at), moment(row.good_at));
    let found = row.found.as_deref().map(|found| lp(&[found])).unwrap_or_default();
    let made = moment(row.made);
    let mut columns: Vec<&[u8]> = vec![
        org.as_bytes(),
        row.address.as_bytes(),
        &found,
        &found_at,
        &looked_at,
        &good_at,
        row.fault.as_bytes(),
        &row.dismissed,
    ];
    if row.made.is_some() || !row.why.is_empty() {
        columns.extend([row.why.as_slice(), &made]);
    }
    row_digest("subscription", row.entity_id.as_bytes(), row.version, &columns)
}

fn moment(micros: Option<i64>) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros?) * 1000).ok()
}

fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
}
