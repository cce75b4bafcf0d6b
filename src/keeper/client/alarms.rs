//! What a server says of the alarms that it hears.

use crate::keeper::protocol::Alarms;
use std::fmt;

impl Alarms {
    /// One word for each, for the log, the metrics and the audit.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let words = ["look-ups", "account", "whole", "token", "names"];
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
            Self::NAMES => "names are decrypted faster than people sign out; some were refused",
            _ => "several at once",
        })
    }
}
