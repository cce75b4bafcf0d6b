//! Why a message of a service provider's is not taken: for a page, in the language of whoever reads it. What stands in the log is the
//! English of the errors themselves, and what is said here in English is the same.

mod arrived;
mod message;
mod signed;

pub use arrived::{binding_error, post_error};
pub use message::message_error;
pub(in crate::federation) use message::shape_error;
pub(in crate::federation) use signed::enveloped_error;

use crate::saml::metadata::AcsError;
use crate::saml::unmet::Unmet;
use crate::saml::verify_request::RequestError;
use crate::say;
use crate::words::Text;

pub fn request_error(error: &RequestError) -> Text {
    match error {
        RequestError::Message(error) => message_error(error),
        RequestError::OtherIssuer => say("requests-other-issuer"),
        RequestError::MetadataExpired => say("requests-metadata-expired"),
        RequestError::Unsigned => say("requests-unsigned"),
        RequestError::NoSigningKey => say("requests-no-signing-key"),
        RequestError::BadSignature => say("requests-bad-signature"),
        RequestError::Enveloped(error) => enveloped_error(error),
        RequestError::NoDestination => say("requests-no-destination"),
        RequestError::WrongDestination(address) => say("requests-wrong-destination").with("address", address),
        RequestError::UnsignedLogout => say("requests-unsigned-logout"),
        RequestError::LogoutExpired => say("requests-logout-expired"),
        RequestError::Stale => say("requests-stale"),
        RequestError::FromTheFuture => say("requests-from-the-future"),
        RequestError::Refused { unmet, .. } => unmet_in_words(*unmet),
    }
}

pub fn acs_error(error: &AcsError) -> Text {
    match error {
        AcsError::UnregisteredUrl(address) => say("requests-unregistered-url").with("address", address),
        AcsError::UnknownIndex(index) => say("requests-unknown-index").with("index", index.to_string()),
        AcsError::UnsupportedBinding(binding) => say("requests-unsupported-binding").with("binding", binding),
    }
}

/// The same that the service provider is told.
pub(in crate::federation) fn unmet_in_words(unmet: Unmet) -> Text {
    match unmet {
        Unmet::NameIdFormat => say("requests-unmet-name-id-format"),
        Unmet::NameQualifier => say("requests-unmet-name-qualifier"),
        Unmet::Declaration => say("requests-unmet-declaration"),
        Unmet::Subject => say("requests-unmet-subject"),
        Unmet::Conditions => say("requests-unmet-conditions"),
        Unmet::Context => say("requests-unmet-context"),
        Unmet::NotForIt => say("requests-unmet-not-for-it"),
        Unmet::Service => say("requests-unmet-service"),
        Unmet::Session => say("requests-unmet-session"),
        Unmet::Person => say("requests-unmet-person"),
        Unmet::OtherFormat => say("requests-unmet-other-format"),
        Unmet::NoMail => say("requests-unmet-no-mail"),
        Unmet::MayNotAsk => say("requests-unmet-may-not-ask"),
        Unmet::Nobody => say("requests-unmet-nobody"),
        Unmet::Unproved => say("requests-unmet-unproved"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_in_english_what_the_log_and_the_service_provider_are_told() {
        let text = || "https://a.example/<b> \"c\"".to_owned();
        for error in [
            RequestError::OtherIssuer,
            RequestError::MetadataExpired,
            RequestError::Unsigned,
            RequestError::NoSigningKey,
            RequestError::BadSignature,
            RequestError::NoDestination,
            RequestError::WrongDestination(text()),
            RequestError::UnsignedLogout,
            RequestError::LogoutExpired,
            RequestError::Stale,
            RequestError::FromTheFuture,
        ] {
            assert_eq!(request_error(&error).english(), error.to_string());
        }
        for error in
            [AcsError::UnregisteredUrl(text()), AcsError::UnknownIndex(40000), AcsError::UnsupportedBinding(text())]
        {
            assert_eq!(acs_error(&error).english(), error.to_string());
        }
        for unmet in Unmet::ALL {
            assert_eq!(unmet_in_words(unmet).english(), unmet.sentence());
        }
    }
}
