//! The place of the chain's next row, lent to one request at a time.
//!
//! A request that finds nobody writing takes it, and asks for its row's link itself, together with whatever else it asks of
//! the keeper then: the task that writes need not wake the keeper once more. What is lent is no lock. Somebody else's row may
//! be written first; then the place is no longer the next one, and the link that was made for it is thrown away. A request
//! that goes away with the place keeps nobody from anything: the writer lends it anew after each commit.

use super::chain::Columns;
use super::event::Entry;
use crate::db::audit::AuditRow;
use std::sync::{Arc, Mutex, PoisonError};
use time::OffsetDateTime;
use uuid::Uuid;

/// Where a chain's next row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) chain: Uuid,
    pub(super) seq: u64,
    /// The MAC of the row before; zeros before the first.
    pub(super) head: [u8; 32],
}

impl Place {
    /// Of a chain's first row.
    pub(super) fn first(chain: Uuid) -> Self {
        Self { chain, seq: 0, head: [0; 32] }
    }

    /// After these rows.
    pub(super) fn after(self, rows: &[AuditRow]) -> Self {
        let head = rows.last().map_or(self.head, |row| row.mac);
        Self { seq: self.seq + rows.len() as u64, head, ..self }
    }

    /// What the MAC of an entry's row covers, `ahead` rows from here.
    pub(super) fn digest(self, ahead: u64, entry: &Entry, subject: &[u8; 32]) -> [u8; 32] {
        Columns {
            chain: self.chain,
            seq: self.seq + ahead,
            micros: i64::try_from(entry.at.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX),
            event: entry.event.as_str(),
            subject,
            service_provider: &entry.service_provider,
            request_id: &entry.request_id,
        }
        .digest()
    }

    /// The row that an entry becomes, `ahead` rows from here.
    pub(super) fn row(self, ahead: u64, entry: &Entry, subject: [u8; 32], mac: [u8; 32]) -> AuditRow {
        AuditRow {
            seq: self.seq + ahead,
            at: stored(entry.at),
            event: entry.event.as_str(),
            subject,
            service_provider: entry.service_provider.clone(),
            request_id: entry.request_id.clone(),
            mac,
        }
    }
}

/// PostgreSQL keeps microseconds: what the MAC covers is what will be read back.
fn stored(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_nanosecond(at.nanosecond() / 1_000 * 1_000).unwrap_or(at)
}

/// A row's MAC, made for this very place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) at: Place,
    pub(super) mac: [u8; 32],
}

/// Lends the next place, while nobody writes and nobody has it.
#[derive(Clone, Default)]
pub(super) struct Lent(Arc<Mutex<Option<Place>>>);

impl Lent {
    pub(super) fn take(&self) -> Option<Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// To whoever comes first.
    pub(super) fn offer(&self, place: Place) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }
}
