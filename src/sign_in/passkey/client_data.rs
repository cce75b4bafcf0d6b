//! The client data (WebAuthn §5.8.1): what the browser saw when a passkey was made or used.

use super::RelyingParty;
use super::rule::Rule;
use crate::vault::derive::sha256;
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

/// Which of the two ceremonies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ceremony {
    Create,
    Get,
}

/// Other fields may come and are not looked at (§5.8.1: "its contents may be extended in the future"); none comes twice.
#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
    #[serde(rename = "topOrigin", default)]
    top_origin: Option<String>,
}

/// Holds the client data to what was asked for; its hash, which is signed.
pub(super) fn check(
    octets: &[u8],
    ceremony: Ceremony,
    party: &RelyingParty,
    challenge: &[u8; 32],
) -> Result<[u8; 32], Rule> {
    let data: ClientData = serde_json::from_slice(octets).map_err(|_| Rule::Message)?;
    let expected = match ceremony {
        Ceremony::Create => "webauthn.create",
        Ceremony::Get => "webauthn.get",
    };
    // §7.1 step 7: "Verify that the value of C.type is webauthn.create"; §7.2 step 10: "… is the string webauthn.get".
    Rule::Type.require(data.kind == expected)?;
    // §7.1 step 8, §7.2 step 11: "Verify that the value of C.challenge equals the base64url encoding of options.challenge".
    Rule::Challenge.require(data.challenge == BASE64URL_NOPAD.encode(challenge))?;
    // §7.1 step 9, §7.2 step 12: "Verify that the value of C.origin is an origin expected by the Relying Party". One: a
    // sibling's page, or one with another port, is not ours.
    Rule::Origin.require(data.origin == party.origin())?;
    // §7.1 step 10, §7.2 step 13: "If C.crossOrigin is present and set to true, verify that the Relying Party expects that
    // this credential would have been used within an iframe that is not same-origin with its ancestors": we never do.
    // Step 11, 14: "If C.topOrigin is present, verify that the value of C.topOrigin matches the origin of a page that the
    // Relying Party expects to be sub-framed within": there is none.
    Rule::Frame.require(!data.cross_origin && data.top_origin.is_none())?;
    Ok(sha256(octets))
}
