//! The LogoutRequest of a service provider (SAML core §3.7.1).

use super::expect;
use crate::domain::variant::{Check, skips};
use crate::saml::encrypted_id::EncryptedName;
use crate::saml::instant;
use crate::saml::message::{Header, Message, MessageError, is_signature};
use crate::saml::name_id::NamedSubject;
use crate::saml::names::{self, Ns};
use crate::saml::unverified::Arrived;
use crate::saml::xml::{Element, ShapeError};
use time::OffsetDateTime;

const SAML: &str = Ns::Assertion.uri();
const SAMLP: &str = Ns::Protocol.uri();

/// More sessions than one person has at one service provider.
const SESSION_LIMIT: usize = 64;

/// Who is to be signed out, as it was sent. Only a [`Verified`](crate::saml::Verified) one may be acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutRequest {
    pub header: Header,
    pub not_on_or_after: Option<OffsetDateTime>,
    pub name: RequestedName,
    /// Empty: all of that person's sessions.
    pub session_indexes: Vec<String>,
    /// The sender does not wait for an answer (Asynchronous Single Logout Protocol Extension §2.1).
    pub is_asynchronous: bool,
}

/// The one who is to be signed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestedName {
    Plain(NamedSubject),
    /// To be opened once the request was verified, and not before.
    Encrypted(EncryptedName),
}

impl Message for LogoutRequest {
    fn header(&self) -> &Header {
        &self.header
    }

    fn read(root: Element<'_, '_>, by: &Arrived) -> Result<Self, MessageError> {
        expect(root, "LogoutRequest")?;
        let header = Header::read(root)?;
        let mut name = None;
        let mut session_indexes = Vec::new();
        let mut is_asynchronous = false;
        for child in root.children() {
            if is_signature(child, by)? || child.is(SAML, "Issuer") {
                continue;
            }
            if child.is(SAMLP, "Extensions") {
                is_asynchronous |= child.children().any(|one| one.is(names::ASYNC_LOGOUT_NS, "Asynchronous"));
                continue;
            }
            if child.is(SAML, "NameID") && name.is_none() {
                name = Some(RequestedName::Plain(NamedSubject::read(child)?.ok_or(MessageError::NoName)?));
            } else if child.is(SAML, "EncryptedID") && name.is_none() {
                name = Some(RequestedName::Encrypted(EncryptedName::read(child)?));
            } else if child.is(SAMLP, "SessionIndex") {
                session_indexes.push(child.exact_text()?.trim().to_owned());
            } else if !skips(Check::SignedElement) {
                let child = child.local_name().chars().take(100).collect();
                return Err(ShapeError::Unexpected { element: "LogoutRequest".to_owned(), child }.into());
            }
        }
        if session_indexes.len() > SESSION_LIMIT {
            return Err(MessageError::TooManySessions);
        }
        let not_on_or_after =
            root.attribute("NotOnOrAfter").map(|text| instant::parse(text).ok_or(MessageError::NotOnOrAfter));
        Ok(Self {
            header,
            not_on_or_after: not_on_or_after.transpose()?,
            name: name.ok_or(MessageError::NoName)?,
            session_indexes,
            is_asynchronous,
        })
    }
}
