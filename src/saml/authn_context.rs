//! Authentication contexts (SAML core §3.3.2.2.1, §2.7.2.2): which classes there are here, and which of them satisfy a request.
//!
//! Knows nothing of how anybody signed in: what a session meets is for `federation` to say.

use super::names::{
    AUTHN_CONTEXT_PASSWORD, AUTHN_CONTEXT_PASSWORD_PROTECTED, AUTHN_CONTEXT_REFEDS_MFA, AUTHN_CONTEXT_REFEDS_SFA,
    AUTHN_CONTEXT_UNSPECIFIED,
};
use serde::{Deserialize, Serialize};

/// A class that is asserted here, where it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// Two factors of different kinds (REFEDS MFA profile).
    RefedsMfa,
    PasswordProtectedTransport,
    /// One factor that is hard to guess (REFEDS SFA profile).
    RefedsSfa,
    /// By whatever means.
    Unspecified,
}

impl Class {
    /// From strongest to weakest; of equally strong ones the better known first.
    pub const ALL: [Self; 4] = [Self::RefedsMfa, Self::PasswordProtectedTransport, Self::RefedsSfa, Self::Unspecified];

    pub const fn uri(self) -> &'static str {
        match self {
            Self::RefedsMfa => AUTHN_CONTEXT_REFEDS_MFA,
            Self::PasswordProtectedTransport => AUTHN_CONTEXT_PASSWORD_PROTECTED,
            Self::RefedsSfa => AUTHN_CONTEXT_REFEDS_SFA,
            Self::Unspecified => AUTHN_CONTEXT_UNSPECIFIED,
        }
    }

    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.uri() == uri)
    }

    /// The word of the command, the console and the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RefedsMfa => "mfa",
            Self::PasswordProtectedTransport => "password",
            Self::RefedsSfa => "sfa",
            Self::Unspecified => "unspecified",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.word() == word)
    }

    /// SAML core §3.3.2.2.1 leaves the order to the responder. The two single factors are as strong as each other: who asks for
    /// better than a password is not given the same password under another name.
    const fn strength(self) -> u8 {
        match self {
            Self::RefedsMfa => 3,
            Self::PasswordProtectedTransport | Self::RefedsSfa => 2,
            Self::Unspecified => 0,
        }
    }
}

/// How strong a class is that a request names. A password over an unprotected connection is never asserted, since nobody signs in
/// that way here; but it is known what is stronger.
fn strength_of(uri: &str) -> Option<u8> {
    if uri == AUTHN_CONTEXT_PASSWORD { Some(1) } else { Class::from_uri(uri).map(Class::strength) }
}

/// SAML core §3.3.2.2.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestedAuthnContext {
    pub comparison: Comparison,
    /// AuthnContextClassRef values, in their order of preference. Empty when it asks by declaration: there are none here, so
    /// that no such request can be met.
    pub classes: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Exact,
    Minimum,
    Maximum,
    Better,
}

/// The classes that satisfy a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// It does not ask.
    Open,
    /// These, the first most of all.
    Preferred(Vec<Class>),
    /// These, the strongest first; each suffices.
    AnyOf(Vec<Class>),
}

impl Wish {
    pub fn of(requested: Option<&RequestedAuthnContext>) -> Self {
        requested.map_or(Self::Open, RequestedAuthnContext::wish)
    }

    /// What it would have most.
    pub fn first(&self) -> Option<Class> {
        match self {
            Self::Open => None,
            Self::Preferred(classes) | Self::AnyOf(classes) => classes.first().copied(),
        }
    }

    /// True when there is no class here that would satisfy it.
    pub fn is_impossible(&self) -> bool {
        matches!(self, Self::Preferred(classes) | Self::AnyOf(classes) if classes.is_empty())
    }
}

impl RequestedAuthnContext {
    fn wish(&self) -> Wish {
        let known: Vec<u8> = self.classes.iter().filter_map(|uri| strength_of(uri)).collect();
        let stronger = |least: Option<u8>| self.any_of(|strength| least.is_some_and(|least| strength >= least));
        match self.comparison {
            // "the resulting authentication context in the authentication statement MUST be the exact match of at least one of the
            // authentication contexts specified", "evaluated as an ordered set, where the first element is the most preferred".
            Comparison::Exact => Wish::Preferred(self.listed().collect()),
            // "MUST be at least as strong (as deemed by the responder) as one of the authentication contexts specified".
            Comparison::Minimum => stronger(known.iter().min().copied()),
            // "MUST be stronger (as deemed by the responder) than any one of the authentication contexts specified". How strong
            // an unknown one is nobody can say.
            Comparison::Better => {
                let all_known = known.len() == self.classes.len();
                stronger(known.iter().max().filter(|_| all_known).map(|most| most.saturating_add(1)))
            }
            // "MUST be as strong as possible (as deemed by the responder) without exceeding the strength of at least one of the
            // authentication contexts specified".
            Comparison::Maximum => {
                let most = known.iter().max().copied();
                self.any_of(|strength| most.is_some_and(|most| strength <= most))
            }
        }
    }

    fn listed(&self) -> impl Iterator<Item = Class> {
        self.classes.iter().filter_map(|uri| Class::from_uri(uri))
    }

    /// Of equally strong ones that which the request names comes first.
    fn any_of(&self, suffices: impl Fn(u8) -> bool) -> Wish {
        let named: Vec<Class> = self.listed().collect();
        let mut classes: Vec<Class> = Class::ALL.into_iter().filter(|class| suffices(class.strength())).collect();
        classes.sort_by_key(|class| {
            let place = named.iter().position(|named| named == class).unwrap_or(named.len());
            (std::cmp::Reverse(class.strength()), place)
        });
        Wish::AnyOf(classes)
    }
}
