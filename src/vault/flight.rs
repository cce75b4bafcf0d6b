//! The flight recorder's keys: one a day, and what is derived from it.
//!
//! A day's key is random. It lies in the database sealed under a key that follows from the keeper's key of a session epoch, which the
//! keeper destroys ([`session_epoch_key`](crate::keeper::Keeper::session_epoch_key)).

use super::derive::{hkdf_expand, hmac_sha256, sha256};
use super::encode::lp;
use super::labels;
use super::seal::RecordContext;
use crate::domain::{OrgId, Secret};

/// The key of one day's records.
pub struct DayKey(Secret<32>);

impl DayKey {
    pub fn new(key: Secret<32>) -> Self {
        Self(key)
    }

    /// What a record is sealed under.
    pub fn secret(&self) -> &Secret<32> {
        &self.0
    }

    /// Where the record of a request lies.
    pub fn place(&self, request_id: &str) -> [u8; 32] {
        self.hash(b"request", request_id)
    }

    /// What lists the day's records of a service provider.
    pub fn provider(&self, entity_id: &str) -> [u8; 32] {
        self.hash(b"provider", entity_id)
    }

    fn hash(&self, of: &[u8], text: &str) -> [u8; 32] {
        hmac_sha256(&self.0, &lp(&[labels::FLIGHT_PLACE.as_bytes(), of, text.as_bytes()]))
    }
}

/// What the key of a day is sealed under, given the key of a session epoch.
pub fn wrapping(epoch_key: &Secret<32>) -> Secret<32> {
    hkdf_expand(epoch_key, &lp(&[labels::FLIGHT_WRAP.as_bytes()]))
}

/// Where a day's key lies. `row` is the day's number in four octets.
pub fn key_context(org: OrgId, row: &[u8], under: u32) -> RecordContext<'_> {
    RecordContext { org, table: "flight_key", row, slot: "key", version: under.into() }
}

/// Every column of a record's row but what is sealed.
pub fn row(place: &[u8], micros: i64, provider: &[u8], outcome: &str, trail: &[u8]) -> Vec<u8> {
    lp(&[place, &micros.to_be_bytes(), provider, outcome.as_bytes(), trail])
}

/// Where a record lies; `row` is [`row`]'s.
pub fn record_context(org: OrgId, row: &[u8]) -> RecordContext<'_> {
    RecordContext { org, table: "flight", row, slot: "sealed", version: 1 }
}

/// What the row of a link keeps of its token.
pub fn share_mark(token: &[u8; 32]) -> [u8; 32] {
    sha256(&lp(&[labels::FLIGHT_SHARE.as_bytes(), token]))
}
