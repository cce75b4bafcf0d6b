//! What a cookie or a tab's token carries: an id that finds a row, and a key that the database never sees.

use crate::domain::random::{self, Random};
use crate::domain::{Secret, SecretText};
use crate::vault::derive::{hkdf_expand, hkdf_extract, sha256};
use crate::vault::encode::lp;
use crate::vault::labels;
use data_encoding::BASE64URL_NOPAD;

/// What the row that a bearer finds is for; part of every derivation, so that no token serves in another's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Session,
    SignOn,
    Attempt,
    Enrolment,
    /// A logout request that waits for the GET on which the session is seen.
    Logout,
    /// A logout under way: who is being told.
    Leaving,
    /// A recovery kit that is shown and has not been confirmed.
    Kit,
    /// A recovery under way: its kit was accepted.
    Recovery,
    /// An authenticator that is being connected.
    Authenticator,
}

impl Purpose {
    pub fn label(self) -> &'static str {
        match self {
            Self::Session => labels::BEARER_SESSION,
            Self::SignOn => labels::BEARER_SIGN_ON,
            Self::Attempt => labels::BEARER_ATTEMPT,
            Self::Enrolment => labels::BEARER_ENROLMENT,
            Self::Logout => labels::BEARER_LOGOUT,
            Self::Leaving => labels::BEARER_LEAVING,
            Self::Kit => labels::BEARER_KIT,
            Self::Recovery => labels::BEARER_RECOVERY,
            Self::Authenticator => labels::BEARER_AUTHENTICATOR,
        }
    }
}

/// 16 octets of id and 32 of key, written as 64 characters of base64url.
pub struct Bearer {
    id: [u8; 16],
    key: Secret<32>,
}

impl Bearer {
    pub fn random(random: &dyn Random) -> Self {
        Self { id: random::octets(random), key: Secret::random(random) }
    }

    /// Finds the same row, which is then to be sealed anew.
    pub fn with_another_key(self, random: &dyn Random) -> Self {
        Self { id: self.id, key: Secret::random(random) }
    }

    /// `None` for anything that is not exactly one bearer.
    pub fn parse(text: &str) -> Option<Self> {
        let octets = crate::domain::SecretBytes::new(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?);
        let (id, key) = octets.expose().split_at_checked(16)?;
        Some(Self { id: id.try_into().ok()?, key: Secret::from_slice(key)? })
    }

    pub fn encode(&self) -> SecretText {
        let whole = crate::domain::SecretBytes::new([self.id.as_slice(), self.key.expose()].concat());
        SecretText::new(BASE64URL_NOPAD.encode(whole.expose()))
    }

    /// Finds the row.
    pub fn id_hash(&self, purpose: Purpose) -> [u8; 32] {
        sha256(&lp(&[purpose.label().as_bytes(), &self.id]))
    }

    /// Opens the row: the bearer's key and the keeper's epoch key are both needed.
    pub fn sealing_key(&self, purpose: Purpose, epoch_key: &Secret<32>) -> Secret<32> {
        let prk = hkdf_extract(epoch_key.expose(), self.key.expose());
        hkdf_expand(&prk, &lp(&[purpose.label().as_bytes(), &self.id]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    #[test]
    fn comes_back_from_its_text_and_from_no_other() {
        let bearer = Bearer::random(&SystemRandom);
        let text = bearer.encode();
        let again = Bearer::parse(text.expose()).unwrap();
        assert_eq!(bearer.id_hash(Purpose::Session), again.id_hash(Purpose::Session));
        assert!(bearer.key == again.key);
        for bad in ["", "AAAA", &text.expose()[1..], &format!("{}A", text.expose()), "ä"] {
            assert!(Bearer::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_token_for_one_purpose_finds_and_opens_nothing_of_another() {
        let bearer = Bearer::random(&SystemRandom);
        let epoch = Secret::new([9; 32]);
        assert_ne!(bearer.id_hash(Purpose::Session), bearer.id_hash(Purpose::SignOn));
        assert!(bearer.sealing_key(Purpose::Session, &epoch) != bearer.sealing_key(Purpose::SignOn, &epoch));
        let other_epoch = Secret::new([8; 32]);
        assert!(bearer.sealing_key(Purpose::Session, &epoch) != bearer.sealing_key(Purpose::Session, &other_epoch));
    }
}
