//! Fresh keys: in the token, where the keeper has one, else for the key file.

use super::KeyFileError;
use crate::domain::random::octets;
use crate::domain::{Random, Secret, SigningAlgorithm};
use crate::keeper::saml_key::SamlKey;
use crate::keeper::saml_keys::SamlKeyState;
use crate::keeper::saml_kind::SamlKeyKind;
use crate::keeper::token::{KeyOf, Place, SharedToken, TokenError};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use data_encoding::HEXLOWER;
use time::OffsetDateTime;

/// Makes keys.
pub(in crate::keeper) struct Maker<'a> {
    pub(in crate::keeper) random: &'a dyn Random,
    pub(in crate::keeper) now: OffsetDateTime,
    pub(in crate::keeper) token: &'a SharedToken,
    /// The keeper's row key, of which the keys' labels in the token begin with a mark: several keepers may share one.
    pub(in crate::keeper) row: &'a Secret<32>,
}

impl Maker<'_> {
    /// A key for HMAC, of which the label says what it is.
    pub(in crate::keeper) fn mac_key(&self, what: &str) -> Result<Place<Secret<32>>, KeyFileError> {
        fresh_mac_key(self.row, what, self.random, self.token)
    }

    /// A key pair with its certificate. Those for decryption are in the key file, also where there is a token.
    pub(in crate::keeper) fn saml(
        &self,
        kind: impl Into<SamlKeyKind>,
        state: SamlKeyState,
    ) -> Result<SamlKey, KeyFileError> {
        let kind = kind.into();
        match (self.token, kind.signs()) {
            (None, _) | (_, None) => Ok(SamlKey::generate(kind, state, self.random, self.now)?),
            (Some(token), Some(algorithm)) => {
                let kind = match algorithm {
                    SigningAlgorithm::RsaSha256 => "rsa",
                    SigningAlgorithm::EcdsaSha256 => "ec",
                };
                // There are several in the course of time, and none is ever called as another was.
                let mark = HEXLOWER.encode(&octets::<4>(self.random));
                let label = label(self.row, &format!("saml {kind} {} {mark}", self.now.date()));
                Ok(SamlKey::make_in(token, label, algorithm, state, self.random, self.now)?)
            }
        }
    }
}

/// A key for HMAC. One that is there under its label was made by a keeper of this fleet, before a kill or in the token that they
/// share, and is that key: unless it was not made there.
// Threat: the label of the next epoch's key is known beforehand, and whoever has the PIN puts a key there whose value they know.
pub(in crate::keeper) fn fresh_mac_key(
    row: &Secret<32>,
    what: &str,
    random: &dyn Random,
    token: &SharedToken,
) -> Result<Place<Secret<32>>, KeyFileError> {
    let Some(token) = token else { return Ok(Place::File(Secret::random(random))) };
    let label = label(row, what);
    match token.make_mac_key(&label) {
        Ok(()) => {}
        Err(TokenError::KeyThere { .. }) => token.check(&label, KeyOf::Hardening)?,
        Err(error) => return Err(error.into()),
    }
    Ok(Place::Token(label))
}

/// The first octets of the keeper's fingerprint, which a keeper's start shows, and what the key is for.
pub(in crate::keeper) fn label(row: &Secret<32>, what: &str) -> String {
    let mark = hmac_sha256(row, &lp(&[labels::KEEPER_FINGERPRINT.as_bytes()]));
    format!("senza {} {what}", HEXLOWER.encode(mark.get(..4).unwrap_or_default()))
}
