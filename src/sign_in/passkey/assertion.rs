//! A passkey that is used (WebAuthn §7.2).
//!
//! What the message alone tells is looked at first, and for everybody. Then what depends on whose passkey it is; whoever has
//! none is held to a passkey that nobody has, so that as much is done for them.

use super::authenticator_data::AuthenticatorData;
use super::client_data::{self, Ceremony};
use super::message::{Got, LONGEST_GOT, read, secret};
use super::models::Models;
use super::public_key::PublicKey;
use super::record::Passkey;
use super::rule::Rule;
use super::{RelyingParty, USER_HANDLE};
use crate::domain::Secret;
use crate::vault::derive::sha256;
use crate::vault::passkey::UserHandle;
use std::sync::Arc;
use subtle::ConstantTimeEq;
use time::Date;

/// Read, and all of it as it must be that needs no account.
pub(crate) struct Assertion {
    message: Got,
    client_hash: [u8; 32],
    models: Arc<Models>,
}

/// What an authenticator said of itself when its passkey was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Used {
    pub(crate) count: u32,
    pub(crate) is_backed_up: bool,
}

impl Assertion {
    /// # Errors
    /// The first rule that is broken.
    pub(crate) fn read(text: &str, party: &RelyingParty, challenge: &[u8; 32]) -> Result<Self, Rule> {
        let message: Got = read(text, LONGEST_GOT)?;
        let client_hash = client_data::check(&message.client.0, Ceremony::Get, party, challenge)?;
        let data = AuthenticatorData::of_assertion(&message.authenticator.0)?;
        Rule::Message.require(!message.id.0.is_empty())?;
        // §7.2 step 15: "Verify that the rpIdHash in authData is the SHA-256 hash of the RP ID expected by the Relying Party."
        Rule::RelyingParty.require(*data.rp_id_hash == sha256(party.id().as_bytes()))?;
        // Step 16: "Verify that the UP bit of the flags in authData is set." Step 17, user verification, is for a passkey that is
        // used alone: see `require_user_verified`.
        Rule::UserPresent.require(data.is_user_present)?;
        // Step 18: "If the BE bit of the flags in authData is not set, verify that the BS bit is not set."
        Rule::Backup.require(data.may_be_backed_up || !data.is_backed_up)?;
        Ok(Self { message, client_hash, models: Arc::clone(party.models()) })
    }

    /// Where nothing is typed, the authenticator must know its user.
    ///
    /// # Errors
    /// `UserVerified`.
    pub(crate) fn require_user_verified(&self) -> Result<(), Rule> {
        Rule::UserVerified.require(AuthenticatorData::of_assertion(&self.message.authenticator.0)?.is_user_verified)
    }

    /// Whom the authenticator takes the person for.
    ///
    /// # Errors
    /// `UserHandle` for one that is none of ours.
    pub(crate) fn user_handle(&self) -> Result<UserHandle, Rule> {
        Secret::from_slice(&self.message.user.0).map(UserHandle::new).ok_or(Rule::UserHandle)
    }

    /// What follows from its PRF.
    ///
    /// # Errors
    /// `Secret` where there is none, or one of another length.
    pub(crate) fn prf(&self) -> Result<Secret<32>, Rule> {
        secret(self.message.prf.as_ref())
    }

    /// Which of some passkeys it is of, if any.
    pub(crate) fn find<'a>(&self, among: impl Iterator<Item = &'a Passkey>) -> Option<usize> {
        let same = |one: &Passkey| bool::from(one.id.ct_eq(&self.message.id.0));
        // Looks at all of them, whichever it is.
        among.enumerate().filter(|(_, one)| same(one)).map(|(at, _)| at).last()
    }

    /// Holds it to a passkey.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub(crate) fn check(&self, passkey: &Passkey) -> Result<Used, Rule> {
        let data = AuthenticatorData::of_assertion(&self.message.authenticator.0)?;
        let signed = [self.message.authenticator.0.as_slice(), &self.client_hash].concat();
        let is_signed = PublicKey::read(&passkey.key)?.verify(&self.message.signature.0, &signed);
        // §7.2 step 5: "If options.allowCredentials is not empty, verify that credential.id identifies one of the public key
        // credentials listed": it is empty, and step 6: "verify that the identified user account contains a credential record
        // whose id equals credential.rawId".
        Rule::Credential.require(passkey.id.ct_eq(&self.message.id.0).into())?;
        // Step 6: "If response.userHandle is present, verify that it equals the user handle of the user account." With an
        // empty list it is always present.
        Rule::UserHandle.require(passkey.user.expose().ct_eq(&self.message.user.0).into())?;
        // Step 19: "If the credential backup state is used as part of Relying Party business logic or policy … Compare
        // currentBe and credentialRecord.backupEligible": it never changes in the life of a passkey (§6.1.3).
        Rule::BackupEligibility.require(data.may_be_backed_up == passkey.may_be_backed_up)?;
        // Step 21: "Using credentialRecord.publicKey, verify that sig is a valid signature over the binary concatenation of
        // authData and hash."
        Rule::Signature.require(is_signed)?;
        // Step 22: "If authData.signCount is nonzero or credentialRecord.signCount is nonzero … less than or equal to: This is
        // a signal, but not proof, that the authenticator may be cloned." We refuse it.
        let counts = data.count != 0 || passkey.count != 0;
        Rule::Counter.require(!counts || data.count > passkey.count)?;
        // An operator who accepts some models alone expects it of what was made before as well.
        Rule::StillListed.require(self.models.accept(passkey))?;
        Ok(Used { count: data.count, is_backed_up: data.is_backed_up })
    }
}

impl Passkey {
    /// What an assertion is held to where there is no passkey of that id. Its public key is the example of RFC 9053 §A's
    /// curve: the base point of P-256, whose private key is 1. Never accepted: its id is no id.
    pub(crate) fn nobodys() -> Self {
        Self {
            id: Vec::new(),
            key: BASE_POINT.to_vec(),
            count: 0,
            may_be_backed_up: false,
            is_backed_up: false,
            verifies_user: false,
            aaguid: [0; 16],
            is_attested: false,
            user: Secret::new([0; USER_HANDLE]),
            name: String::new(),
            made_on: Date::MIN,
            share_key: None,
        }
    }
}

/// The base point of P-256 (SP 800-186 §3.2.1.3) as a COSE_Key.
const BASE_POINT: &[u8] = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20\
    \x6b\x17\xd1\xf2\xe1\x2c\x42\x47\xf8\xbc\xe6\xe5\x63\xa4\x40\xf2\x77\x03\x7d\x81\x2d\xeb\x33\xa0\xf4\xa1\x39\x45\xd8\x98\xc2\x96\
    \x22\x58\x20\
    \x4f\xe3\x42\xe2\xfe\x1a\x7f\x9b\x8e\xe7\xeb\x4a\x7c\x0f\x9e\x16\x2b\xce\x33\x57\x6b\x31\x5e\xce\xcb\xb6\x40\x68\x37\xbf\x51\xf5";
