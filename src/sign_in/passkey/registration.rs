//! A new passkey (WebAuthn §7.1). Who made the authenticator does not matter, unless an operator accepts some models alone: then
//! its attestation is asked for and verified ([`super::attestation`]).

use super::attestation::Statement;
use super::authenticator_data::AuthenticatorData;
use super::cbor::{self, Item};
use super::client_data::{self, Ceremony};
use super::message::{LONGEST_MADE, Made, read, secret};
use super::public_key::PublicKey;
use super::record::Passkey;
use super::rule::Rule;
use super::{RelyingParty, USER_HANDLE};
use crate::domain::Secret;
use crate::vault::both::share_key;
use crate::vault::derive::sha256;
use crate::vault::passkey::UserHandle;
use time::OffsetDateTime;

/// What the person called it, and when.
pub(crate) struct Called<'a> {
    pub(crate) name: &'a str,
    pub(crate) at: OffsetDateTime,
}

/// Reads what an authenticator says of the passkey that it has just made for this user handle, and what follows from its PRF.
///
/// # Errors
/// The first rule that is broken.
pub(crate) fn register(
    text: &str,
    party: &RelyingParty,
    challenge: &[u8; 32],
    user: Secret<USER_HANDLE>,
    called: Called<'_>,
) -> Result<(Passkey, Option<Secret<32>>), Rule> {
    let made: Made = read(text, LONGEST_MADE)?;
    let client_hash = client_data::check(&made.client.0, Ceremony::Create, party, challenge)?;
    let object = cbor::only(&made.attestation.0).ok_or(Rule::Message)?;
    let raw = object.get(&Item::Text("authData")).and_then(Item::octets).ok_or(Rule::Message)?;
    let data = AuthenticatorData::read(raw)?;
    // §7.1 step 14: "Verify that the rpIdHash in authData is the SHA-256 hash of the RP ID expected by the Relying Party."
    Rule::RelyingParty.require(*data.rp_id_hash == sha256(party.id().as_bytes()))?;
    // Step 15: "… verify that the UP bit of the flags in authData is set." The UV bit is not asked for: a passkey is used
    // beside a passphrase.
    Rule::UserPresent.require(data.is_user_present)?;
    // Step 17: "If the BE bit of the flags in authData is not set, verify that the BS bit is not set."
    Rule::Backup.require(data.may_be_backed_up || !data.is_backed_up)?;
    let attested = data.attested.ok_or(Rule::Message)?;
    // Step 20: "Verify that the "alg" parameter in the credential public key in authData matches the alg attribute of one of
    // the items in pkOptions.pubKeyCredParams."
    PublicKey::read(attested.key)?;
    let signed = [raw, &client_hash].concat();
    let statement = Statement { object: &object, attested: &attested, signed: &signed };
    let models = party.models();
    let is_attested = !models.accept_all() && statement.verify(models, called.at)?;
    let prf = made.prf.as_ref().map(|prf| secret(Some(prf))).transpose()?;
    let handle = UserHandle::new(user.duplicate());
    let share_key = prf.as_ref().map(|prf| share_key(prf, &handle)).transpose().map_err(|_| Rule::Secret)?;
    let passkey = Passkey {
        id: attested.id.to_vec(),
        key: attested.key.to_vec(),
        count: data.count,
        may_be_backed_up: data.may_be_backed_up,
        is_backed_up: data.is_backed_up,
        verifies_user: data.is_user_verified,
        aaguid: *attested.aaguid,
        is_attested,
        user,
        name: called.name.to_owned(),
        made_on: called.at.date(),
        share_key: share_key.map(|pair| pair.public),
    };
    Ok((passkey, prf))
}
