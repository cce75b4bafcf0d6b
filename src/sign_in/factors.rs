//! By which factors a person proved in a session who they are, and when each of them was used last.
//!
//! Says what was done, and of what kind each factor is. What that is called in SAML is for `federation` to say.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// One factor, as it was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Factor {
    Passphrase,
    /// A one-time code from an authenticator app.
    Totp,
    /// `verified`: it made sure of the person itself, by PIN or body. `prf`: it opened the vault.
    Passkey {
        prf: bool,
        verified: bool,
    },
    /// A recovery kit, in the place of whatever was lost.
    Kit,
}

impl Factor {
    /// Something the person knows. A passkey that verified its owner stands for that as well: its PIN, or a body.
    pub fn is_known_or_body(self) -> bool {
        matches!(self, Self::Passphrase | Self::Passkey { verified: true, .. })
    }

    /// Something the person has. A kit is not counted: whoever has it chooses passphrase and authenticator anew, so that it
    /// is independent of neither.
    pub fn is_had(self) -> bool {
        matches!(self, Self::Totp | Self::Passkey { .. })
    }
}

/// A factor and the second in which it was used last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Used {
    factor: Factor,
    at: i64,
}

/// Each factor once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Factors(Vec<Used>);

impl Factors {
    /// These, used at one moment.
    pub fn at(now: OffsetDateTime, used: &[Factor]) -> Self {
        let mut all = Self::default();
        all.add(now, used);
        all
    }

    /// These were used, too, or again.
    pub fn add(&mut self, now: OffsetDateTime, used: &[Factor]) {
        self.0.retain(|known| !used.contains(&known.factor));
        self.0.extend(used.iter().map(|factor| Used { factor: *factor, at: now.unix_timestamp() }));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These, each of them, and no others.
    pub(super) fn are(&self, factors: &[Factor]) -> bool {
        let has = |factor: &Factor| self.0.iter().any(|used| used.factor == *factor);
        self.0.len() == factors.len() && factors.iter().all(has)
    }

    /// When one that fits was used last, if that was not before `since`; in seconds since 1970.
    pub fn last(&self, since: Option<i64>, fits: impl Fn(Factor) -> bool) -> Option<i64> {
        let used = self.0.iter().filter(|used| fits(used.factor)).map(|used| used.at).max();
        used.filter(|at| since.is_none_or(|since| *at >= since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(seconds: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(seconds).unwrap()
    }

    #[test]
    fn each_factor_is_remembered_once_with_its_last_use() {
        let mut factors = Factors::at(moment(100), &[Factor::Passphrase, Factor::Totp]);
        factors.add(moment(160), &[Factor::Totp]);
        let code = |factor| factor == Factor::Totp;
        assert_eq!((factors.last(None, code), factors.last(Some(160), code)), (Some(160), Some(160)));
        assert_eq!(factors.last(Some(161), code), None);
        assert_eq!(factors.last(None, |factor| factor == Factor::Passphrase), Some(100));
        assert_eq!(factors.last(None, |factor| factor == Factor::Kit), None);
        assert_eq!(factors.0.len(), 2);
        let json = serde_json::to_string(&factors).unwrap();
        assert_eq!(json, r#"[{"factor":"Passphrase","at":100},{"factor":"Totp","at":160}]"#);
        assert_eq!(serde_json::from_str::<Factors>(&json).unwrap(), factors);
    }

    #[test]
    fn each_is_of_its_kind() {
        let passkey = |verified| Factor::Passkey { verified, prf: false };
        let kinds = [Factor::Passphrase, Factor::Totp, passkey(false), passkey(true), Factor::Kit]
            .map(|factor| (factor.is_known_or_body(), factor.is_had()));
        assert_eq!(kinds, [(true, false), (false, true), (false, true), (true, true), (false, false)]);
    }
}
