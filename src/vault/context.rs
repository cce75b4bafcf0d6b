//! Whose key, and for what: the context that goes into every derivation about an account.

use crate::domain::{AccountId, OrgId};
use crate::vault::encode::lp;

/// Organisation, account, record kind and record epoch. Two contexts that differ anywhere give unrelated keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    pub org: OrgId,
    pub account: AccountId,
    pub kind: &'static str,
    pub epoch: u32,
}

impl Context {
    /// `lp(org ‖ account ‖ kind ‖ epoch)`, each part with its length: ids as 16 octets, the epoch as 4 big-endian.
    pub fn encode(&self) -> Vec<u8> {
        lp(&[self.org.as_bytes(), self.account.as_bytes(), self.kind.as_bytes(), &self.epoch.to_be_bytes()])
    }
}
