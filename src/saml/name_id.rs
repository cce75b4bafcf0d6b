//! Name identifiers (SAML core §2.2.3, §8.3): which one a request gets, and what it looks like.

use super::random_id;
use crate::domain::Random;

/// A format that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameIdFormat {
    /// Random, and another one at each sign-on (SAML core §8.3.8).
    Transient,
}

const UNSPECIFIED: [&str; 2] =
    ["urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", "urn:oasis:names:tc:SAML:2.0:nameid-format:unspecified"];

impl NameIdFormat {
    /// The formats that are given, the preferred first, as metadata lists them.
    pub const OFFERED: [Self; 1] = [Self::Transient];

    pub const fn uri(self) -> &'static str {
        match self {
            Self::Transient => "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
        }
    }

    /// The format that answers a wish. `None` when it is not given here.
    ///
    /// SAML core §3.4.1.1: "unspecified", which some write with 2.0 in it, leaves the choice to the identity provider.
    pub fn from_request(format: &str) -> Option<Self> {
        if UNSPECIFIED.contains(&format) {
            return Some(Self::Transient);
        }
        Self::OFFERED.into_iter().find(|offered| offered.uri() == format)
    }
}

/// A subject's name as an assertion carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameId {
    pub format: NameIdFormat,
    pub value: String,
    /// The identity provider's entityID, where the format calls for it.
    pub name_qualifier: Option<String>,
    /// The service provider's entityID, where the format calls for it.
    pub sp_name_qualifier: Option<String>,
}

impl NameId {
    /// A fresh transient name, qualified so that a logout request can name it exactly.
    pub fn transient(random: &dyn Random, identity_provider: &str, service_provider: &str) -> Self {
        Self {
            format: NameIdFormat::Transient,
            value: random_id::message_id(random),
            name_qualifier: Some(identity_provider.to_owned()),
            sp_name_qualifier: Some(service_provider.to_owned()),
        }
    }
}
