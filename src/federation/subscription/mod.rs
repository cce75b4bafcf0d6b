//! Addresses at which service providers' metadata is looked at again. Nothing that is found there counts by itself: it waits until
//! somebody has seen what would change, and approves exactly that; see [`found`].
//!
//! An address, and what was found at it, lie in a row under the keeper's MAC: whoever writes to the database can have nothing approved that
//! was never published, nor another address looked at.

mod found;
mod look;

pub use found::{Found, FoundChange};
pub(super) use look::AT_ONCE as LOOKS_AT_ONCE;
pub use look::{Fetch, Looked};

use super::partner::may_connect;
use super::{Federation, ProvedError, RegistryError};
use crate::audit::{Event, Subject};
use crate::db::subscription::SubscriptionRow;
use crate::db::{self, DbError};
use crate::domain::OrgId;
use crate::keeper::row_digest;
use crate::sign_in::change::{Typed, confirmed};
use crate::sign_in::session::SignedIn;
use crate::vault::encode::lp;
use time::OffsetDateTime;

/// One, for the page about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub address: String,
    pub looked_at: Option<OffsetDateTime>,
    /// When a look last brought something that can be used.
    pub good_at: Option<OffsetDateTime>,
    /// Why the last look came to nothing; empty where it did not.
    pub fault: String,
    /// Something else than what is registered waits for somebody to decide.
    pub waits: bool,
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
        let SubscriptionRow { address, looked_at, good_at, fault, .. } = row;
        Ok(Some(Subscription { address, looked_at: moment(looked_at), good_at: moment(good_at), fault, waits }))
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
        let (org, by) = (self.parts.org, Subject::Account(person.account));
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
                dismissed: Vec::new(),
                mac: Vec::new(),
            };
            self.vouch(&mut row).await?;
            let now = self.parts.clock.now();
            db::subscription::begin(&mut transaction, org, &row, now).await.map_err(RegistryError::from)?;
            Event::SubscriptionPut
        };
        self.record(event, by, entity_id, request_id).await.map_err(RegistryError::from)?;
        Ok(transaction.commit().await.map_err(|error| RegistryError::from(DbError::from(error)))?)
    }

    /// One that carries the keeper's MAC: without it there is none.
    async fn subscription_row(&self, entity_id: &str) -> Result<Option<SubscriptionRow>, RegistryError> {
        match self.whatever_row(entity_id).await? {
            Some(row) if self.is_vouched_for(&row).await? => Ok(Some(row)),
            _ => Ok(None),
        }
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

/// All of it but whose turn it is to look.
fn mac_digest(org: OrgId, row: &SubscriptionRow) -> [u8; 32] {
    // Null, and whatever there is, are told apart.
    let moment = |at: Option<i64>| at.map(|at| at.to_be_bytes().to_vec()).unwrap_or_default();
    let (found_at, looked_at, good_at) = (moment(row.found_at), moment(row.looked_at), moment(row.good_at));
    let found = row.found.as_deref().map(|found| lp(&[found])).unwrap_or_default();
    let columns: [&[u8]; 8] = [
        org.as_bytes(),
        row.address.as_bytes(),
        &found,
        &found_at,
        &looked_at,
        &good_at,
        row.fault.as_bytes(),
        &row.dismissed,
    ];
    row_digest("subscription", row.entity_id.as_bytes(), row.version, &columns)
}

fn moment(micros: Option<i64>) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros?) * 1000).ok()
}

fn micros(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(i64::MAX)
}
