//! Single logout (SAML core §3.7, profiles §4.4): who is to be signed out, and what became of it.
//!
//! Reads what service providers send, and writes what they are sent. Knows no session.

mod outgoing;
mod request;
mod response;

pub use outgoing::{Frame, OutgoingLogout, QueryToSign, SignedForm};
pub use request::{LogoutRequest, RequestedName};
pub use response::{LogoutResponse, Outcome};

use super::message::{Header, MessageError};
use super::metadata::SpMetadata;
use super::names::Ns;
use super::unverified::Unverified;
use super::verify_request::{RequestError, Verified, verify_message};
use super::xml::{Document, Element, Limits};
use time::{Duration, OffsetDateTime};

/// Who says that they sent the message, so that their metadata can be found. Nothing else may rest on it.
///
/// # Errors
/// When it is not a logout message of the kind that its parameter says.
pub fn issuer_of(message: &Unverified) -> Result<String, MessageError> {
    let document = Document::parse(&message.xml, &Limits::MESSAGE)?;
    let root = document.root();
    #[cfg(feature = "test-variants")]
    let root = super::careless::first_message(root);
    expect(root, if message.is_response { "LogoutResponse" } else { "LogoutRequest" })?;
    Header::read(root).map(|header| header.issuer)
}

/// Checks a LogoutRequest against the metadata of the service provider that it names as its issuer.
///
/// # Errors
/// See [`RequestError`]. It must be signed, and not have expired.
pub fn verify_request(
    message: Unverified,
    sp: &SpMetadata,
    expected_destination: &str,
    now: OffsetDateTime,
    skew: Duration,
) -> Result<Verified<LogoutRequest>, RequestError> {
    let request: Verified<LogoutRequest> = verify_message(message, sp, expected_destination, now, skew)?;
    // SAML profiles §4.4.3.1: the request MUST be signed if the HTTP POST or Redirect binding is used.
    if !request.is_signed() {
        return Err(RequestError::UnsignedLogout);
    }
    // SAML core §3.7.1: NotOnOrAfter, the time at which the request expires.
    if request.not_on_or_after.is_some_and(|end| end <= now - skew) {
        return Err(RequestError::LogoutExpired);
    }
    Ok(request)
}

/// Checks a LogoutResponse against the metadata of the service provider that it names as its issuer.
///
/// # Errors
/// See [`RequestError`]. It must be signed.
pub fn verify_response(
    message: Unverified,
    sp: &SpMetadata,
    expected_destination: &str,
    now: OffsetDateTime,
    skew: Duration,
) -> Result<Verified<LogoutResponse>, RequestError> {
    let response: Verified<LogoutResponse> = verify_message(message, sp, expected_destination, now, skew)?;
    // SAML profiles §4.4.3.4: the response MUST be signed if the HTTP POST or Redirect binding is used.
    if response.is_signed() { Ok(response) } else { Err(RequestError::UnsignedLogout) }
}

fn expect(root: Element<'_, '_>, wanted: &str) -> Result<(), MessageError> {
    if root.is(Ns::Protocol.uri(), wanted) {
        Ok(())
    } else {
        Err(MessageError::NotLogout(root.local_name().chars().take(100).collect()))
    }
}
