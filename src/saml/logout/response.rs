//! The LogoutResponse of a service provider (SAML core §3.7.2): what became of our request.

use super::expect;
use crate::domain::variant::{Check, skips};
use crate::saml::message::{Header, Message, MessageError, is_signature};
use crate::saml::names::Ns;
use crate::saml::status::{SecondLevel, TopLevel};
use crate::saml::unverified::Arrived;
use crate::saml::xml::{Element, ShapeError};

const SAMLP: &str = Ns::Protocol.uri();

/// As it was sent. Only a [`Verified`](crate::saml::Verified) one may be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutResponse {
    pub header: Header,
    pub in_response_to: String,
    pub outcome: Outcome,
}

/// What a service provider says it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    SignedOut,
    /// There, but not everywhere behind it (SAML core §3.7.3: PartialLogout).
    Partly,
    /// Anything that is not success.
    Refused,
}

impl Message for LogoutResponse {
    fn header(&self) -> &Header {
        &self.header
    }

    fn read(root: Element<'_, '_>, by: &Arrived) -> Result<Self, MessageError> {
        expect(root, "LogoutResponse")?;
        for child in root.children() {
            let known = is_signature(child, by)?
                || child.is(Ns::Assertion.uri(), "Issuer")
                || child.is(SAMLP, "Extensions")
                || child.is(SAMLP, "Status");
            if !known && !skips(Check::SignedElement) {
                let child = child.local_name().chars().take(100).collect();
                return Err(ShapeError::Unexpected { element: "LogoutResponse".to_owned(), child }.into());
            }
        }
        let in_response_to = root.attribute("InResponseTo").filter(|id| !id.is_empty() && id.len() <= 256);
        Ok(Self {
            header: Header::read(root)?,
            in_response_to: in_response_to.ok_or(MessageError::NoInResponseTo)?.to_owned(),
            outcome: outcome(root.child(SAMLP, "Status")?)?,
        })
    }
}

fn outcome(status: Element<'_, '_>) -> Result<Outcome, MessageError> {
    let top = status.child(SAMLP, "StatusCode")?;
    let second = top.optional_child(SAMLP, "StatusCode")?.and_then(|code| code.attribute("Value"));
    Ok(match (top.required_attribute("Value")?, second) {
        (top, second) if top == TopLevel::Success.uri() => {
            if second == Some(SecondLevel::PartialLogout.uri()) {
                Outcome::Partly
            } else {
                Outcome::SignedOut
            }
        }
        _ => Outcome::Refused,
    })
}
