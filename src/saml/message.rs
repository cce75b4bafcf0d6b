//! What every protocol message begins with (SAML core §3.2): its id, when and by whom it was issued, and to where; and
//! why one cannot be read.

use super::encrypted_id::EncryptedNameError;
use super::instant;
use super::names::{self, Ns};
use super::unverified::Arrived;
use super::xml::{Element, ShapeError, XmlError, is_ncname};
use crate::domain::variant::{Check, skips};
use thiserror::Error;
use time::OffsetDateTime;

/// What all requests and responses have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub id: String,
    pub issue_instant: OffsetDateTime,
    pub issuer: String,
    pub destination: Option<String>,
}

/// A protocol message that service providers send.
pub(in crate::saml) trait Message: Sized {
    fn header(&self) -> &Header;

    /// Reads a message out of the document whose root this is.
    fn read(root: Element<'_, '_>, by: &Arrived) -> Result<Self, MessageError>;
}

/// Why the XML is not a message that can be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MessageError {
    #[error("the message cannot be read: {0}")]
    Xml(#[from] XmlError),
    #[error("the message has not the right form: {0}")]
    Shape(#[from] ShapeError),
    #[error("the message is {0}, where AuthnRequest was expected")]
    NotAuthnRequest(String),
    #[error("the message is {0}, where LogoutRequest or LogoutResponse was expected")]
    NotLogout(String),
    #[error("the message's Version is not 2.0")]
    Version,
    #[error("the message's ID is not a name of up to 256 characters")]
    Id,
    #[error("IssueInstant is not a time in UTC (2026-01-31T12:00:00Z)")]
    IssueInstant,
    #[error("the Issuer is empty, too long, or not an entityID")]
    Issuer,
    #[error(
        "the message has an XML signature inside, which the Redirect binding forbids; the signature belongs in the address"
    )]
    EnvelopedSignature,
    #[error("{0} is not a number from 0 to 65535")]
    Index(&'static str),
    #[error("it gives both an AssertionConsumerServiceIndex and an AssertionConsumerServiceURL or ProtocolBinding")]
    IndexAndUrl,
    #[error("{0}")]
    EncryptedName(#[from] EncryptedNameError),
    #[error("the LogoutRequest names nobody: it has no NameID, or one that is empty or longer than 1024 characters")]
    NoName,
    #[error("NotOnOrAfter is not a time in UTC (2026-01-31T12:00:00Z)")]
    NotOnOrAfter,
    #[error("the LogoutRequest names more than 64 sessions")]
    TooManySessions,
    #[error("the LogoutResponse does not say what it answers (InResponseTo)")]
    NoInResponseTo,
    #[error("Comparison is none of exact, minimum, maximum and better")]
    Comparison,
}

impl Header {
    pub(in crate::saml) fn read(root: Element<'_, '_>) -> Result<Self, MessageError> {
        if root.required_attribute("Version")? != "2.0" {
            return Err(MessageError::Version);
        }
        let id = root.required_attribute("ID")?;
        if (id.len() > 256 || !is_ncname(id)) && !skips(Check::Id) {
            return Err(MessageError::Id);
        }
        let issued = root.required_attribute("IssueInstant")?;
        Ok(Self {
            id: id.to_owned(),
            issue_instant: instant::parse(issued).ok_or(MessageError::IssueInstant)?,
            issuer: issuer(root.child(Ns::Assertion.uri(), "Issuer")?)?,
            destination: root.attribute("Destination").map(str::to_owned),
        })
    }
}

/// Whether a child of a message is its signature, where its binding allows one.
pub(in crate::saml) fn is_signature(child: Element<'_, '_>, by: &Arrived) -> Result<bool, MessageError> {
    if !child.is(Ns::Dsig.uri(), "Signature") {
        return Ok(false);
    }
    match by {
        // SAML bindings §3.4.4.1: any signature on the SAML protocol message, including the <ds:Signature> XML
        // element itself, MUST be removed.
        Arrived::Redirect(_) => Err(MessageError::EnvelopedSignature),
        // How many, and where, is checked with the signature itself.
        Arrived::Post => Ok(true),
    }
}

/// SAML core §8.3.6: an entity identifier, of at most 1024 characters.
fn issuer(element: Element<'_, '_>) -> Result<String, MessageError> {
    if element.attribute("Format").is_some_and(|format| format != names::NAMEID_ENTITY) {
        return Err(MessageError::Issuer);
    }
    let issuer = element.exact_text()?;
    if issuer.is_empty() || issuer.chars().count() > 1024 || issuer.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        return Err(MessageError::Issuer);
    }
    Ok(issuer.to_owned())
}
