//! Why a request that is sound gets no assertion: what it asks for is not done here, not for this service provider, or not for this
//! person. The service provider is told so, in English, with a status that its software understands.

use super::status::Status;
use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmet {
    /// A NameID format that does not exist here.
    NameIdFormat,
    /// An identifier in an affiliation's or another provider's namespace.
    NameQualifier,
    /// An authentication context by declaration.
    Declaration,
    /// A subject that is named otherwise than by a NameID.
    Subject,
    Conditions,
    /// None of its authentication contexts is ever met.
    Context,
    /// A NameID format that this service provider does not get.
    NotForIt,
    /// An AttributeConsumingService that its metadata does not list.
    Service,
    /// The session is not what the request, or the operator, wants.
    Session,
    /// It names somebody else.
    Person,
    /// It names the person in one format and asks for another.
    OtherFormat,
    /// The person has no e-mail address.
    NoMail,
    /// IsPassive, and the person would have to be asked.
    MayNotAsk,
    /// IsPassive, and nobody is signed in.
    Nobody,
    /// The person went back without the factor that was missing.
    Unproved,
}

impl Unmet {
    pub const ALL: [Self; 15] = [
        Self::NameIdFormat,
        Self::NameQualifier,
        Self::Declaration,
        Self::Subject,
        Self::Conditions,
        Self::Context,
        Self::NotForIt,
        Self::Service,
        Self::Session,
        Self::Person,
        Self::OtherFormat,
        Self::NoMail,
        Self::MayNotAsk,
        Self::Nobody,
        Self::Unproved,
    ];

    pub const fn status(self) -> Status {
        match self {
            Self::NameIdFormat | Self::NameQualifier | Self::NotForIt | Self::OtherFormat | Self::NoMail => {
                Status::INVALID_NAME_ID_POLICY
            }
            Self::Subject | Self::Conditions | Self::Service => Status::REQUEST_UNSUPPORTED,
            Self::Declaration | Self::Context | Self::Session | Self::Unproved => Status::NO_AUTHN_CONTEXT,
            Self::Person => Status::UNKNOWN_PRINCIPAL,
            Self::MayNotAsk | Self::Nobody => Status::NO_PASSIVE,
        }
    }

    /// What the service provider is told.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NameIdFormat => "the NameID format that the request asks for is not given here",
            Self::NameQualifier => "the request asks for a NameID of another service provider's",
            Self::Declaration => "the request asks for an authentication context by declaration, not by class",
            Self::Subject => {
                "the request says otherwise than by a NameID who is to be signed in, which is not done here"
            }
            Self::Conditions => "the request sets conditions of its own, which are not taken over here",
            Self::Context => "none of the authentication contexts asked for can be met",
            Self::NotForIt => "the NameID format that the request asks for is not given to this service provider",
            Self::Service => {
                "the request names an AttributeConsumingService that is not in the service provider's metadata"
            }
            Self::Session => "the person is not signed in as the request, or the operator, wants it",
            Self::Person => "the person who signed in is not the one whom the request names",
            Self::OtherFormat => "the request names the person in another NameID format than the one it asks for",
            Self::NoMail => "the person has no e-mail address that could be the NameID",
            Self::MayNotAsk => "the person would have to be asked for more, and the request forbids asking",
            Self::Nobody => "nobody is signed in, and the request forbids asking",
            Self::Unproved => "the person was asked for the factor that is missing, and went back without it",
        }
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}
