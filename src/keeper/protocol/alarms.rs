//! What a keeper tells with every answer: that it is asked more than it should be, or cannot do what it is asked.
//! The server has words for them: `client/alarms.rs`.

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
    /// The token that has the keys does not answer.
    pub const TOKEN: Self = Self(8);
    /// Decryptions of names were refused.
    pub const NAMES: Self = Self(16);
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::LOOK_UPS, Self::ACCOUNT, Self::WHOLE, Self::TOKEN, Self::NAMES];

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
}
