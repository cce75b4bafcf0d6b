//! The one place that can say of a message: this was sent by that service provider, to us, now.

use super::authn_request::{AuthnRequest, RequestedSubject};
use super::enveloped::{Enveloped, EnvelopedError};
use super::message::{Message, MessageError};
use super::metadata::{PublicKey, SpMetadata};
use super::name_id::NameIdWish;
use super::status::Status;
use super::unmet::Unmet;
use super::unverified::{Arrived, Unverified};
use super::xml::{Document, Element, Limits};
use crate::domain::variant::{Check, skips};
use std::ops::Deref;
use thiserror::Error;
use time::{Duration, OffsetDateTime};

/// How old, or how far ahead, a request's IssueInstant may be, beside the skew of clocks.
pub const REQUEST_LIFETIME: Duration = Duration::minutes(5);

/// A message that was checked against its sender's metadata. Made by this module alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<T> {
    message: T,
    relay_state: Option<String>,
    /// Which of the metadata's keys its signature held with.
    signed_by: Option<usize>,
}

impl<T> Verified<T> {
    /// The RelayState to hand back as it came.
    pub fn relay_state(&self) -> Option<&str> {
        self.relay_state.as_deref()
    }

    /// Whether it came with a signature, which then held.
    pub fn is_signed(&self) -> bool {
        self.signed_by.is_some()
    }

    /// Which of the keys in the service provider's metadata that was; `None` where it is not signed.
    pub fn signed_by(&self) -> Option<usize> {
        self.signed_by
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.message
    }
}

/// Who has to mend what is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    ServiceProvider,
    /// A slow or repeated click, or a wrong clock.
    Moment,
    /// Whoever adds service providers here.
    Operator,
}

/// Why a request is not acted on.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RequestError {
    #[error("{0}")]
    Message(#[from] MessageError),
    #[error("the request's Issuer is not the service provider whose metadata was taken")]
    OtherIssuer,
    #[error("the metadata of this service provider has expired")]
    MetadataExpired,
    #[error(
        "the request is not signed, and the service provider's metadata says that its requests are (AuthnRequestsSigned)"
    )]
    Unsigned,
    #[error("the request is signed, but the service provider's metadata gives no key to check it with")]
    NoSigningKey,
    #[error("the request's signature does not hold with any key in the service provider's metadata")]
    BadSignature,
    #[error("{0}")]
    Enveloped(#[from] EnvelopedError),
    #[error("the request is signed but has no Destination")]
    NoDestination,
    #[error("the request is for \"{0}\", not for this identity provider's address")]
    WrongDestination(String),
    #[error(
        "the logout message is not signed; by Redirect and POST it must be, which some service providers have a setting of its own for"
    )]
    UnsignedLogout,
    #[error("the logout request has expired (NotOnOrAfter)")]
    LogoutExpired,
    #[error("the request is too old")]
    Stale,
    #[error("the request was issued in the future; the service provider's clock, or ours, is wrong")]
    FromTheFuture,
    /// Authentic, but it asks for what is not done here: the service provider gets a Response that says so.
    #[error("{unmet}")]
    Refused { request: Box<Verified<AuthnRequest>>, unmet: Unmet },
}

impl RequestError {
    /// The status to answer with. `None`: there is no one to answer; show a page.
    pub fn status(&self) -> Option<Status> {
        match self {
            Self::Refused { unmet, .. } => Some(unmet.status()),
            _ => None,
        }
    }

    /// The request to answer, exactly when there is a [`status`](Self::status).
    pub fn request(&self) -> Option<&Verified<AuthnRequest>> {
        match self {
            Self::Refused { request, .. } => Some(request),
            _ => None,
        }
    }

    pub fn blame(&self) -> Blame {
        match self {
            Self::Stale | Self::FromTheFuture | Self::LogoutExpired => Blame::Moment,
            Self::MetadataExpired | Self::NoSigningKey | Self::OtherIssuer => Blame::Operator,
            _ => Blame::ServiceProvider,
        }
    }
}

/// Checks an AuthnRequest against the metadata of the service provider that it names as its issuer.
///
/// `expected_destination` is the address of the endpoint at which it arrived; `skew` is what clocks may differ by.
///
/// # Errors
/// See [`RequestError`].
pub fn verify(
    message: Unverified,
    sp: &SpMetadata,
    expected_destination: &str,
    now: OffsetDateTime,
    skew: Duration,
) -> Result<Verified<AuthnRequest>, RequestError> {
    let verified = verify_message(message, sp, expected_destination, now, skew)?;
    match unsupported(&verified) {
        Some(unmet) => Err(RequestError::Refused { request: Box::new(verified), unmet }),
        None => Ok(verified),
    }
}

/// What is checked of every message, whatever it says.
pub(in crate::saml) fn verify_message<T: Message>(
    message: Unverified,
    sp: &SpMetadata,
    expected_destination: &str,
    now: OffsetDateTime,
    skew: Duration,
) -> Result<Verified<T>, RequestError> {
    if sp.is_expired(now) {
        return Err(RequestError::MetadataExpired);
    }
    // What is verified is what is read: one document, and its root.
    let document = Document::parse(&message.xml, &Limits::MESSAGE).map_err(MessageError::from)?;
    let signed_by = check_signature(&message.by, document.root(), sp)?;
    let root = document.root();
    #[cfg(feature = "test-variants")]
    let root = super::careless::first_message(root);
    let read = T::read(root, &message.by)?;
    let header = read.header();
    if header.issuer != sp.entity_id {
        return Err(RequestError::OtherIssuer);
    }
    match &header.destination {
        // SAML bindings §3.4.5.2 and §3.5.5.2: if the message is signed, the Destination attribute MUST contain the URL to which it was
        // delivered, and the recipient MUST then verify it.
        None if signed_by.is_some() => return Err(RequestError::NoDestination),
        Some(other) if other != expected_destination && !skips(Check::Destination) => {
            return Err(RequestError::WrongDestination(other.chars().take(300).collect()));
        }
        _ => {}
    }
    if header.issue_instant < now - REQUEST_LIFETIME - skew && !skips(Check::IssueInstant) {
        return Err(RequestError::Stale);
    }
    if header.issue_instant > now + REQUEST_LIFETIME + skew && !skips(Check::IssueInstant) {
        return Err(RequestError::FromTheFuture);
    }
    Ok(Verified { message: read, relay_state: message.relay_state, signed_by })
}

/// Which key signed it, if it is signed. A signature is checked where there is one, and required where the metadata says so. Keys come
/// from there alone.
fn check_signature(by: &Arrived, root: Element<'_, '_>, sp: &SpMetadata) -> Result<Option<usize>, RequestError> {
    let keys = sp.signing_keys.as_slice();
    let has_key = || if keys.is_empty() { Err(RequestError::NoSigningKey) } else { Ok(()) };
    match by {
        Arrived::Redirect(Some(signature)) => {
            has_key()?;
            let holds = |key: &PublicKey| key.verify(signature.algorithm, &signature.signed_octets, &signature.value);
            return keys.iter().position(holds).map(Some).ok_or(RequestError::BadSignature);
        }
        Arrived::Redirect(None) => {}
        Arrived::Post => {
            if let Some(signature) = Enveloped::find(root)? {
                has_key()?;
                return Ok(Some(signature.verify(keys)?));
            }
        }
    }
    if sp.authn_requests_signed && !skips(Check::Signed) { Err(RequestError::Unsigned) } else { Ok(None) }
}

/// What a request may ask for by the standard and is not done here. To ignore it and answer Success would be a lie.
fn unsupported(request: &AuthnRequest) -> Option<Unmet> {
    if let Some(policy) = &request.name_id_policy {
        if NameIdWish::of(policy.format.as_deref()).is_none() && !skips(Check::NameIdFormat) {
            return Some(Unmet::NameIdFormat);
        }
        // SAML core §3.4.1.1: SPNameQualifier asks for an identifier in an affiliation's or another provider's namespace.
        if policy.sp_name_qualifier.as_deref().is_some_and(|qualifier| qualifier != request.header.issuer) {
            return Some(Unmet::NameQualifier);
        }
    }
    if request.requested_authn_context.as_ref().is_some_and(|context| context.classes.is_empty()) {
        return Some(Unmet::Declaration);
    }
    if request.subject == Some(RequestedSubject::Otherwise) {
        return Some(Unmet::Subject);
    }
    request.has_conditions.then_some(Unmet::Conditions)
}
