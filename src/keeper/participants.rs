//! Who must be told when a session ends: what finds a record, what groups a session's, and what opens one.

use crate::domain::{OrgId, Secret};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;

/// What finds the sign-ons of a name at a service provider.
pub(super) fn locator(key: &Secret<32>, org: OrgId, sp: &str, name: &str) -> [u8; 32] {
    let label = labels::KEEPER_PARTICIPANT.as_bytes();
    hmac_sha256(key, &lp(&[label, org.as_bytes(), sp.as_bytes(), name.as_bytes()]))
}

/// What groups the sign-ons of a session.
pub(super) fn session_group(key: &Secret<32>, session: &[u8; 32]) -> [u8; 32] {
    hmac_sha256(key, &lp(&[labels::KEEPER_PARTICIPANT_GROUP.as_bytes(), session]))
}

/// What opens the record at a locator.
pub(super) fn seal_key(key: &Secret<32>, locator: &[u8]) -> Secret<32> {
    Secret::new(hmac_sha256(key, &lp(&[labels::KEEPER_PARTICIPANT_SEAL.as_bytes(), locator])))
}
