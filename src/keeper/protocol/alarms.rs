//! What a keeper tells with every answer: that it is asked more than it should be.

use std::fmt;

/// Alarms that are up, as a frame's octet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Alarms(u8);

impl Alarms {
    pub const NONE: Self = Self(0);
    /// Look-ups were refused: identifiers are tried faster than people sign in.
    pub const LOOK_UPS: Self = Self(1);
    /// Hardenings were refused for an account: somebody tries its passphrase as fast as may be.
    pub const ACCOUNT: Self = Self(2);
    /// So many hardenings over all accounts as people do not make.
    pub const WHOLE: Self = Self(4);
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::LOOK_UPS, Self::ACCOUNT, Self::WHOLE, Self::TOKEN];

    pub(crate) const fn from_octet(octet: u8) -> Self {
        Self(octet)
    }

    pub(crate) const fn octet(self) -> u8 {
        self.0
    }

    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of those are up.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// One word for each, for the log, the metrics and the audit.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let words = ["look-ups", "account", "whole", "token"];
        Self::ALL.into_iter().zip(words).filter(move |(one, _)| self.has(*one)).map(|(_, word)| word)
    }
}

impl fmt::Display for Alarms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::LOOK_UPS => "identifiers are looked up faster than people sign in; some were refused",
            Self::ACCOUNT => "an account is tried as fast as its budget lets anybody; more was refused",
            Self::WHOLE => "more is hardened over all accounts than people do",
            Self::TOKEN => "the token with the keeper's keys does not answer",
            _ => "several at once",
        })
    }
}
