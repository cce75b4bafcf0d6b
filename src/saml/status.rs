//! Status codes of responses (SAML core §3.2.2.2): who is to blame, and for what.

/// A top-level code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopLevel {
    Success,
    /// The service provider asked for what cannot be.
    Requester,
    /// The request was fine; we could not, or the person did not.
    Responder,
}

/// A second-level code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondLevel {
    AuthnFailed,
    InvalidNameIdPolicy,
    NoAuthnContext,
    NoPassive,
    PartialLogout,
    RequestDenied,
    RequestUnsupported,
    UnknownPrincipal,
    UnsupportedBinding,
}

/// A status: a top-level code and, except for success, mostly a second-level one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    pub top: TopLevel,
    pub second: Option<SecondLevel>,
}

impl Status {
    pub const SUCCESS: Self = Self { top: TopLevel::Success, second: None };
    /// The session here has ended, and somewhere else perhaps not (SAML core §3.7.3.2).
    pub const PARTIAL_LOGOUT: Self = Self { top: TopLevel::Success, second: Some(SecondLevel::PartialLogout) };
    /// A logout request names nobody who is signed on.
    pub const UNKNOWN_PRINCIPAL: Self = Self::requester(SecondLevel::UnknownPrincipal);
    /// IsPassive was asked and nobody is signed in.
    pub const NO_PASSIVE: Self = Self::responder(SecondLevel::NoPassive);
    /// The RequestedAuthnContext cannot be met.
    pub const NO_AUTHN_CONTEXT: Self = Self::responder(SecondLevel::NoAuthnContext);
    /// The person did not sign in, or gave up.
    pub const AUTHN_FAILED: Self = Self::responder(SecondLevel::AuthnFailed);
    /// The person may not, or does not want to, be signed on there.
    pub const REQUEST_DENIED: Self = Self::responder(SecondLevel::RequestDenied);
    /// The NameIDPolicy asks for a format that is not offered.
    pub const INVALID_NAME_ID_POLICY: Self = Self::requester(SecondLevel::InvalidNameIdPolicy);
    /// The request asks for something that is not done here.
    pub const REQUEST_UNSUPPORTED: Self = Self::requester(SecondLevel::RequestUnsupported);

    pub const fn requester(second: SecondLevel) -> Self {
        Self { top: TopLevel::Requester, second: Some(second) }
    }

    pub const fn responder(second: SecondLevel) -> Self {
        Self { top: TopLevel::Responder, second: Some(second) }
    }
}

impl TopLevel {
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Success => "urn:oasis:names:tc:SAML:2.0:status:Success",
            Self::Requester => "urn:oasis:names:tc:SAML:2.0:status:Requester",
            Self::Responder => "urn:oasis:names:tc:SAML:2.0:status:Responder",
        }
    }
}

impl SecondLevel {
    pub const fn uri(self) -> &'static str {
        match self {
            Self::AuthnFailed => "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed",
            Self::InvalidNameIdPolicy => "urn:oasis:names:tc:SAML:2.0:status:InvalidNameIDPolicy",
            Self::NoAuthnContext => "urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext",
            Self::NoPassive => "urn:oasis:names:tc:SAML:2.0:status:NoPassive",
            Self::PartialLogout => "urn:oasis:names:tc:SAML:2.0:status:PartialLogout",
            Self::RequestDenied => "urn:oasis:names:tc:SAML:2.0:status:RequestDenied",
            Self::RequestUnsupported => "urn:oasis:names:tc:SAML:2.0:status:RequestUnsupported",
            Self::UnknownPrincipal => "urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal",
            Self::UnsupportedBinding => "urn:oasis:names:tc:SAML:2.0:status:UnsupportedBinding",
        }
    }
}
