//! What a row's MAC covers besides the MAC before it.

use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use uuid::Uuid;

/// A row's own columns, as they are written and as they are read back.
pub(super) struct Columns<'a> {
    pub chain: Uuid,
    pub seq: u64,
    /// Microseconds since 1970: what PostgreSQL keeps.
    pub micros: i64,
    pub event: &'a str,
    pub subject: &'a [u8],
    pub service_provider: &'a str,
    pub request_id: &'a str,
}

impl Columns<'_> {
    pub(super) fn digest(&self) -> [u8; 32] {
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
