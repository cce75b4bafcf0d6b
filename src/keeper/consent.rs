//! Consent to destroying a key: a MAC that a keeper's keys alone give, made where they lie by whoever may read them. A server has none
//! of its own, so that one that was taken over has nothing destroyed.

use super::embedded::Embedded;
use super::error::KeeperError;
use super::saml_keys::{SamlKeyId, SamlKeyState};
use crate::domain::Secret;
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use data_encoding::HEXLOWER_PERMISSIVE;
use std::fmt;
use std::str::FromStr;
use subtle::ConstantTimeEq;

/// What is to be destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destroying {
    /// This epoch, and those before it.
    Epoch(u32),
    SamlKey(SamlKeyId),
}

/// Serves for one thing, at each keeper with the same keys. No secret once that is destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent(pub(super) [u8; 32]);

/// Nothing that could be destroyed now.
#[derive(Debug, thiserror::Error)]
pub enum NotToGo {
    #[error(
        "this keeper has no epoch {0}, so nobody need consent to its end: `senza keeper epochs` shows which has which"
    )]
    NoEpoch(u32),
    #[error(transparent)]
    InUse(#[from] KeeperError),
}

/// What was typed is no consent.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("a consent is the 64 hexadecimal digits that `senza keeper consent` printed")]
pub struct NoConsentCode;

impl fmt::Display for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER_PERMISSIVE.encode(&self.0))
    }
}

impl FromStr for Consent {
    type Err = NoConsentCode;

    fn from_str(typed: &str) -> Result<Self, NoConsentCode> {
        let octets = HEXLOWER_PERMISSIVE.decode(typed.trim().as_bytes()).map_err(|_| NoConsentCode)?;
        octets.try_into().map(Self).map_err(|_| NoConsentCode)
    }
}

pub(crate) fn consent_by(row: &Secret<32>, to: Destroying) -> Consent {
    let (kind, what): (&[u8], &[u8]) = match &to {
        Destroying::Epoch(number) => (b"epoch", &number.to_be_bytes()),
        Destroying::SamlKey(id) => (b"saml-key", &id.0),
    };
    Consent(hmac_sha256(row, &lp(&[labels::KEEPER_CONSENT.as_bytes(), kind, what])))
}

impl Embedded {
    /// For whoever has the keys.
    pub fn consent(&self, to: Destroying) -> Consent {
        consent_by(&self.live.now().keys.row, to)
    }

    /// [`Embedded::consent`] to what a keeper would destroy if it were asked now.
    ///
    /// # Errors
    /// It has none such, or that is in use.
    // Threat: a consent that is printed too early is seen by a server that was taken over, which keeps it for the moment at which every
    // row is still under the epoch.
    pub fn consent_now(&self, to: Destroying) -> Result<Consent, NotToGo> {
        let live = self.live.now();
        match to {
            Destroying::Epoch(asked) => {
                let writing = live.keys.writing;
                live.keys.epoch(asked).ok_or(NotToGo::NoEpoch(asked))?;
                if asked >= writing {
                    return Err(KeeperError::EpochInUse { asked, writing }.into());
                }
            }
            Destroying::SamlKey(id) => {
                let key = live.keys.saml.iter().find(|key| key.id() == id).ok_or(KeeperError::UnknownSamlKey)?;
                if key.state == SamlKeyState::InUse {
                    return Err(KeeperError::SamlKeyInUse.into());
                }
            }
        }
        Ok(self.consent(to))
    }

    fn check(&self, to: Destroying, consent: [u8; 32]) -> Result<(), KeeperError> {
        bool::from(self.consent(to).0.ct_eq(&consent)).then_some(()).ok_or(KeeperError::NoConsent)
    }

    /// [`Embedded::retire_epoch`] for whoever does not have the keys.
    pub(super) fn retire_epoch_by(&self, number: u32, consent: [u8; 32]) -> Result<(), KeeperError> {
        self.check(Destroying::Epoch(number), consent)?;
        self.retire_epoch(number)
    }

    /// [`Embedded::retire_saml_key`] likewise.
    pub(super) fn retire_saml_key_by(&self, id: SamlKeyId, consent: [u8; 32]) -> Result<(), KeeperError> {
        self.check(Destroying::SamlKey(id), consent)?;
        self.retire_saml_key(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::testing::TestFolder;

    // Threat: a consent for one thing, or by other keys, serves for another; or none does.
    #[test]
    fn serves_for_one_thing_and_by_these_keys() {
        let (folder, others) = (TestFolder::new(), TestFolder::new());
        let (keeper, other) = (folder.keeper(), others.keeper());
        keeper.new_epoch(2).unwrap();
        keeper.write_epoch(2).unwrap();
        let saml = keeper.saml_keys(crate::keeper::SamlKeyUse::Signing).unwrap().keys[0].id;
        let first = keeper.consent(Destroying::Epoch(1));
        for wrong in [
            other.consent(Destroying::Epoch(1)),
            keeper.consent(Destroying::Epoch(2)),
            keeper.consent(Destroying::SamlKey(saml)),
            Consent([0; 32]),
            Consent(keeper.row_mac([0; 32])),
        ] {
            assert!(matches!(keeper.retire_epoch_by(1, wrong.0), Err(KeeperError::NoConsent)), "{wrong}");
            if wrong != keeper.consent(Destroying::SamlKey(saml)) {
                assert!(matches!(keeper.retire_saml_key_by(saml, wrong.0), Err(KeeperError::NoConsent)), "{wrong}");
            }
        }
        assert!(keeper.epochs().unwrap().has(1), "control: it is there still");
        keeper.retire_epoch_by(1, first.0).unwrap();
        assert!(!keeper.epochs().unwrap().has(1));
        let in_use = keeper.retire_saml_key_by(saml, keeper.consent(Destroying::SamlKey(saml)).0);
        assert!(
            matches!(in_use, Err(KeeperError::SamlKeyInUse)),
            "control: it is asked for what it would refuse anyway"
        );
    }

    // Threat: a consent is at hand before what it destroys has ended.
    #[test]
    fn is_given_to_what_is_there_and_has_ended() {
        let folder = TestFolder::new();
        let keeper = folder.keeper();
        let epoch = |number| keeper.consent_now(Destroying::Epoch(number));
        assert!(matches!(epoch(1), Err(NotToGo::InUse(KeeperError::EpochInUse { .. }))));
        assert!(matches!(epoch(2), Err(NotToGo::NoEpoch(2))), "one that is to come");
        keeper.new_epoch(2).unwrap();
        assert!(epoch(1).is_err() && matches!(epoch(2), Err(NotToGo::InUse(KeeperError::EpochInUse { .. }))));
        keeper.write_epoch(2).unwrap();
        assert_eq!(epoch(1).unwrap(), keeper.consent(Destroying::Epoch(1)), "control");
        assert!(matches!(epoch(2), Err(NotToGo::InUse(KeeperError::EpochInUse { .. }))));
        keeper.retire_epoch(1).unwrap();
        assert!(matches!(epoch(1), Err(NotToGo::NoEpoch(1))), "one that has gone");
        let old = keeper.saml_keys(crate::keeper::SamlKeyUse::Signing).unwrap().keys[0];
        let saml = |id| keeper.consent_now(Destroying::SamlKey(id));
        assert!(matches!(saml(old.id), Err(NotToGo::InUse(KeeperError::SamlKeyInUse))));
        let next = keeper.publish_saml_key(old.kind).unwrap();
        assert!(saml(next).is_ok(), "a next key can go at once, such as one that was stolen");
        keeper.switch_saml_key(next).unwrap();
        assert!(matches!(saml(next), Err(NotToGo::InUse(KeeperError::SamlKeyInUse))));
        assert_eq!(saml(old.id).unwrap(), keeper.consent(Destroying::SamlKey(old.id)), "control");
        keeper.retire_saml_key(old.id).unwrap();
        assert!(matches!(saml(old.id), Err(NotToGo::InUse(KeeperError::UnknownSamlKey))));
    }

    #[test]
    fn is_typed_as_it_was_printed() {
        let consent = Consent([0xa7; 32]);
        assert_eq!(format!(" {consent}\n").parse::<Consent>().unwrap(), consent);
        assert!(
            "".parse::<Consent>().is_err()
                && "a7".parse::<Consent>().is_err()
                && "x".repeat(64).parse::<Consent>().is_err()
        );
    }
}
