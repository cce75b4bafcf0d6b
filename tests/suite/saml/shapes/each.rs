//! Every value of the emitter's own types. Each list comes with a match over the type without a wildcard: a value that is
//! added there does not compile here until it is listed, and what is listed is written and verified.

use senza::domain::SigningAlgorithm;
use senza::saml::NameIdFormat;
use senza::saml::emitted::Emitted;
use senza::saml::encrypt::{DataCipher, KeyTransport};
use senza::saml::metadata::LogoutBinding;
use senza::saml::response::TravellingAssertion;
use senza::saml::status::{SecondLevel, TopLevel};

macro_rules! each {
    ($($name:ident: $type:ident { $($value:ident),+ $(,)? })+) => {
        $(pub(super) fn $name() -> Vec<$type> {
            /// Does not compile when one is missing.
            fn is_listed(value: $type) {
                match value { $($type::$value => {}),+ }
            }
            let all = vec![$($type::$value),+];
            all.iter().copied().for_each(is_listed);
            all
        })+
    };
}

each! {
    kinds: Emitted { Assertion, Response, LogoutRequest, LogoutResponse }
    algorithms: SigningAlgorithm { RsaSha256, EcdsaSha256 }
    formats: NameIdFormat { Transient, Persistent, EmailAddress }
    ciphers: DataCipher { Aes128Gcm, Aes256Gcm }
    transports: KeyTransport { OaepMgf1p, OaepSha256 }
    top_levels: TopLevel { Success, Requester, Responder }
    second_levels: SecondLevel {
        AuthnFailed, InvalidNameIdPolicy, NoAuthnContext, NoPassive, PartialLogout, RequestDenied, RequestUnsupported,
        UnknownPrincipal, UnsupportedBinding,
    }
    bindings: LogoutBinding { Redirect, Post }
    travels: Travel { Signed, Bare, Encrypted }
}

/// How an assertion travels, as [`TravellingAssertion`] has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Travel {
    Signed,
    Bare,
    Encrypted,
}

impl Travel {
    pub(super) fn of(assertion: &TravellingAssertion) -> Self {
        match assertion {
            TravellingAssertion::Signed(_) => Self::Signed,
            TravellingAssertion::Bare(_) => Self::Bare,
            TravellingAssertion::Encrypted(_) => Self::Encrypted,
        }
    }
}
