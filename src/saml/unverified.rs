//! A message as it arrived, by either binding: nothing in it may be believed yet.

use super::algorithm::SignatureAlgorithm;

/// A message from which nothing may be believed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    pub(in crate::saml) xml: Vec<u8>,
    pub(in crate::saml) relay_state: Option<String>,
    pub(in crate::saml) by: Arrived,
    /// As the parameter said that carried it; what the message is, its root element says.
    pub(in crate::saml) is_response: bool,
}

/// What an address takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::saml) enum Accepts {
    Requests,
    RequestsAndResponses,
}

/// By which binding, which says where its signature is, if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::saml) enum Arrived {
    /// Beside the message; none inside is allowed.
    Redirect(Option<DetachedSignature>),
    /// Inside the message.
    Post,
}

/// A signature over octets beside the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::saml) struct DetachedSignature {
    pub(in crate::saml) algorithm: SignatureAlgorithm,
    pub(in crate::saml) value: Vec<u8>,
    pub(in crate::saml) signed_octets: Vec<u8>,
}

impl Unverified {
    /// Whether it came as a `SAMLResponse`.
    pub fn is_response(&self) -> bool {
        self.is_response
    }

    /// Whether a RelayState came with it.
    pub fn has_relay_state(&self) -> bool {
        self.relay_state.is_some()
    }

    /// The message's XML, for what is recorded of it; not to be read for anything else.
    pub fn xml(&self) -> &[u8] {
        &self.xml
    }
}
