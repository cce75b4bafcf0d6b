//! What a row's MAC covers besides the MAC before it.

use crate::db::audit::StoredRow;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use time::{Date, OffsetDateTime, UtcOffset};
use uuid::Uuid;

/// A row's own columns, as they are written and as they are read back.
pub(crate) struct Columns<'a> {
    pub chain: Uuid,
    pub seq: u64,
    /// Microseconds since 1970: what PostgreSQL keeps.
    pub micros: i64,
    pub event: &'a str,
    pub subject: &'a [u8],
    pub service_provider: &'a str,
    pub request_id: &'a str,
}

impl<'a> Columns<'a> {
    pub(super) fn stored(row: &'a StoredRow, seq: u64, micros: i64) -> Self {
        Self {
            chain: row.chain,
            seq,
            micros,
            event: &row.event,
            subject: &row.subject,
            service_provider: &row.service_provider,
            request_id: &row.request_id,
        }
    }

    pub(crate) fn digest(&self) -> [u8; 32] {
        sha256(&lp(&[
            self.chain.as_bytes(),
            &self.seq.to_be_bytes(),
            // As it always was: sixteen octets.
            &i128::from(self.micros).to_be_bytes(),
            self.event.as_bytes(),
            self.subject,
            self.service_provider.as_bytes(),
            self.request_id.as_bytes(),
        ]))
    }
}

/// The day whose pseudonym a row of this moment carries: in UTC, for whoever writes one and whoever looks for one.
pub(crate) fn day(at: OffsetDateTime) -> Date {
    at.to_offset(UtcOffset::UTC).date()
}

/// From what PostgreSQL keeps.
pub(super) fn moment(micros: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1_000).ok()
}
