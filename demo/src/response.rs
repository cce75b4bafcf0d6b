//! The Response around the assertion: for whom, from whom, in answer to what, when, and with which outcome.
//!
//! samael leaves each of these unchecked when it is absent; here each must be present and right.

use crate::envelope::{ASSERTION, EnvelopeError, PROTOCOL, Verified, only};
use chrono::{DateTime, TimeDelta, Utc};
use roxmltree::Node;

pub(crate) const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
/// How far the clocks of the two parties may stand apart.
pub(crate) const SKEW: TimeDelta = TimeDelta::seconds(60);
/// How old a message may be when it arrives; browsers post it at once.
pub(crate) const OLDEST: TimeDelta = TimeDelta::seconds(300);

#[derive(Debug, thiserror::Error)]
pub(crate) enum ResponseError {
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error("the response has no valid {0}")]
    Lacks(&'static str),
    #[error("the response was meant for {0}")]
    Destination(String),
    #[error("the response comes from {0}, not from the identity provider this portal knows")]
    Issuer(String),
    #[error("the response was issued at {0}, which is too long ago or still to come")]
    Stale(DateTime<Utc>),
    #[error("the identity provider answered {code}: {message}")]
    NotSuccess { code: String, message: String },
}

/// The request that a response says it answers; `None` when the identity provider began.
pub(crate) type InResponseTo = Option<String>;

/// Checks the verified response against this portal's address, the provider's name and the moment.
pub(crate) fn check(
    response: &Verified,
    acs: &str,
    idp: &str,
    now: DateTime<Utc>,
) -> Result<InResponseTo, ResponseError> {
    let document = response.document()?;
    let root = document.root_element();
    // SAML core 3.2.2: a Destination, when present, MUST be the location at which the message was received; bindings
    // 3.5.5.2: a signed message by POST MUST contain it.
    let destination = root.attribute("Destination").ok_or(ResponseError::Lacks("Destination"))?;
    if destination != acs {
        return Err(ResponseError::Destination(destination.to_owned()));
    }
    if root.attribute("Version") != Some("2.0") {
        return Err(ResponseError::Lacks("Version"));
    }
    let issuer = only(root, ASSERTION, "Issuer").and_then(|node| node.text()).ok_or(ResponseError::Lacks("Issuer"))?;
    if issuer != idp {
        return Err(ResponseError::Issuer(issuer.to_owned()));
    }
    let issued = root.attribute("IssueInstant").and_then(|text| DateTime::parse_from_rfc3339(text).ok());
    let issued = issued.ok_or(ResponseError::Lacks("IssueInstant"))?.with_timezone(&Utc);
    if issued > now + SKEW || issued + OLDEST < now {
        return Err(ResponseError::Stale(issued));
    }
    check_status(root)?;
    Ok(root.attribute("InResponseTo").map(str::to_owned))
}

fn check_status(root: Node<'_, '_>) -> Result<(), ResponseError> {
    let status = only(root, PROTOCOL, "Status").ok_or(ResponseError::Lacks("Status"))?;
    let top = only(status, PROTOCOL, "StatusCode").ok_or(ResponseError::Lacks("StatusCode"))?;
    let code = top.attribute("Value").ok_or(ResponseError::Lacks("StatusCode"))?;
    if code == SUCCESS {
        return Ok(());
    }
    let closer = only(top, PROTOCOL, "StatusCode").and_then(|node| node.attribute("Value")).unwrap_or(code);
    let message = only(status, PROTOCOL, "StatusMessage").and_then(|node| node.text()).unwrap_or("no reason given");
    let code = closer.rsplit(':').next().unwrap_or(closer);
    Err(ResponseError::NotSuccess { code: code.to_owned(), message: message.chars().take(200).collect() })
}
