//! What ended a sign-on, for whoever has to mend it: which check, what is wrong, what to do. Messages, which are put into words off the
//! way of the request: in English for the record, and in the language of whoever reads it.
//!
//! What a message says is repeated as far as it can name nobody: see `saml::masked`.

use super::mend;
use super::record::Step;
use super::seen::Unfound;
use crate::audit::AuditError;
use crate::federation::said::{binding_error, enveloped_error, message_error, post_error, request_error};
use crate::federation::said::{shape_error, unmet_in_words};
use crate::federation::{AnswerError, RegistryError, SignOnError};
use crate::saml::algorithm::AlgorithmError;
use crate::saml::enveloped::EnvelopedError;
use crate::saml::masked;
use crate::saml::message::MessageError;
use crate::saml::metadata::AcsError;
use crate::saml::redirect::BindingError;
use crate::saml::unmet::Unmet;
use crate::saml::verify_request::RequestError;
use crate::saml::xml::{ShapeError, XmlError};
use crate::say;
use crate::words::Text;

/// What ended it before an assertion left.
#[derive(Debug)]
pub(in crate::federation) struct Cause {
    pub step: Step,
    /// What is wrong, without an end.
    pub said: Text,
    pub mend: Text,
}

fn cause(step: Step, said: Text, mend: Text) -> Cause {
    Cause { step, said, mend }
}

/// Why a request was not understood, or not acted on.
pub(super) fn of_sign_on(error: &SignOnError, unfound: Option<Unfound>) -> Cause {
    match error {
        SignOnError::Binding(error) => cause(Step::Read, binding(error), mend::software()),
        SignOnError::Post(error) => cause(Step::Read, post_error(error), mend::software()),
        SignOnError::Message(error) => cause(Step::Read, message(error), mend::software()),
        SignOnError::UnknownIssuer(issuer) => of_nobody(issuer, unfound),
        SignOnError::Request(error) => of_request(error),
        SignOnError::Acs(error) => of_endpoint(error),
        SignOnError::Answer(error) => of_answer(error),
        SignOnError::Registry(error) => of_registry(error),
        SignOnError::Audit(error) => of_audit(error),
    }
}

fn binding(error: &BindingError) -> Text {
    match error {
        BindingError::Algorithm(error) => algorithm(error),
        other => binding_error(other),
    }
}

fn algorithm(error: &AlgorithmError) -> Text {
    match error {
        AlgorithmError::Sha1(_) => say("cause-sha-1"),
        AlgorithmError::Unknown(_) => say("cause-algorithm"),
    }
}

fn message(error: &MessageError) -> Text {
    const OTHERS: [&str; 6] =
        ["Response", "LogoutRequest", "LogoutResponse", "AttributeQuery", "ArtifactResolve", "EntityDescriptor"];
    match error {
        MessageError::Xml(XmlError::NotWellFormed(_)) => say("cause-not-well-formed"),
        MessageError::Xml(XmlError::DeclaredEncoding(_)) => say("cause-encoding"),
        MessageError::NotAuthnRequest(found) => {
            let known = OTHERS.into_iter().find(|other| other == found);
            let found = known.map_or_else(|| say("cause-something-else"), Text::from);
            say("requests-message-not-authn-request").with("found", found)
        }
        MessageError::Shape(error) => shape(error),
        MessageError::EncryptedName(_) => say("cause-encrypted-name"),
        other => message_error(other),
    }
}

fn shape(error: &ShapeError) -> Text {
    match error {
        ShapeError::Unexpected { .. } => say("cause-unexpected-element"),
        ShapeError::Root { wanted, .. } => say("cause-other-root").with("wanted", *wanted),
        other => shape_error(other),
    }
}

fn of_nobody(issuer: &str, unfound: Option<Unfound>) -> Cause {
    let issuer = masked::address(issuer);
    let (said, mend) = match unfound {
        Some(Unfound::NotOurs) => (say("cause-not-ours").with("issuer", issuer), say("mend-not-ours")),
        Some(Unfound::Expired) => (say("cause-expired").with("issuer", issuer), mend::new_metadata()),
        Some(Unfound::Unreadable) => (say("cause-unreadable").with("issuer", issuer), say("mend-unreadable")),
        Some(Unfound::NotConnected) | None => (say("cause-not-connected").with("issuer", issuer), say("mend-connect")),
    };
    cause(Step::Sender, said, mend)
}

fn of_request(error: &RequestError) -> Cause {
    match error {
        RequestError::Message(error) => cause(Step::Read, message(error), mend::software()),
        RequestError::OtherIssuer => cause(Step::Addressed, request_error(error), mend::software()),
        RequestError::MetadataExpired => cause(Step::Sender, say("cause-its-metadata-expired"), mend::new_metadata()),
        RequestError::Unsigned | RequestError::UnsignedLogout => {
            cause(Step::Signature, say("cause-unsigned"), say("mend-sign"))
        }
        RequestError::NoSigningKey => cause(Step::Signature, say("cause-no-signing-key"), say("mend-certificate")),
        RequestError::BadSignature => cause(Step::Signature, say("cause-bad-signature"), say("mend-new-key")),
        RequestError::Enveloped(error) => of_signature(error),
        RequestError::NoDestination => cause(Step::Addressed, say("cause-no-destination"), say("mend-destination")),
        RequestError::WrongDestination(address) => {
            let said = say("cause-wrong-destination").with("address", masked::address(address));
            cause(Step::Addressed, said, say("mend-our-metadata"))
        }
        RequestError::Stale | RequestError::LogoutExpired => cause(Step::Fresh, say("cause-stale"), mend::again()),
        RequestError::FromTheFuture => cause(Step::Fresh, say("cause-from-the-future"), mend::again()),
        RequestError::Refused { unmet, .. } => of_refusal(Step::Wishes, *unmet),
    }
}

fn of_signature(error: &EnvelopedError) -> Cause {
    let (said, mend) = match error {
        EnvelopedError::Signature => (say("cause-bad-signature"), say("mend-new-key")),
        EnvelopedError::Digest => (say("cause-altered"), mend::software()),
        EnvelopedError::Shape(error) => (shape(error), mend::software()),
        EnvelopedError::Algorithm(error) => (algorithm(error), say("mend-sha-256")),
        other => (enveloped_error(other), mend::software()),
    };
    cause(Step::Signature, said, mend)
}

/// The registered ones stand beside it, on the page.
fn of_endpoint(error: &AcsError) -> Cause {
    let (said, mend) = match error {
        AcsError::UnregisteredUrl(url) => {
            (say("cause-unregistered-url").with("address", masked::address(url)), say("mend-registered-address"))
        }
        AcsError::UnknownIndex(index) => {
            (say("cause-unknown-index").with("index", index.to_string()), say("mend-index"))
        }
        AcsError::UnsupportedBinding(_) => (say("cause-binding"), say("mend-binding")),
    };
    cause(Step::Endpoint, said, mend)
}

pub(super) fn of_answer(error: &AnswerError) -> Cause {
    match error {
        AnswerError::Gone(_) => cause(Step::Sender, say("cause-gone"), say("mend-connect-again")),
        AnswerError::Acs(error) => of_endpoint(error),
        AnswerError::Audit(error) => of_audit(error),
        AnswerError::Registry(error) => of_registry(error),
        AnswerError::Encrypt(_) => cause(Step::Answer, say("cause-encryption"), mend::new_metadata()),
        AnswerError::Keeper(_)
        | AnswerError::Participant(_)
        | AnswerError::PageKey(_)
        | AnswerError::Seal(_)
        | AnswerError::Keys(_) => cause(Step::Answer, say("cause-no-answer"), mend::here()),
    }
}

fn of_audit(error: &AuditError) -> Cause {
    match error {
        AuditError::Replayed => replayed(),
        AuditError::Ended => cause(Step::OnRecord, say("cause-session-ended"), say("mend-sign-in")),
        AuditError::Failed(_) | AuditError::Stopped => cause(Step::OnRecord, say("cause-not-on-record"), mend::here()),
    }
}

/// A request serves once.
pub(super) fn replayed() -> Cause {
    cause(Step::First, say("cause-replayed"), say("mend-new-request"))
}

fn of_registry(_: &RegistryError) -> Cause {
    cause(Step::Sender, say("cause-not-looked-up"), mend::here())
}

/// There was no room, or nothing here answered, when the person was to be asked.
pub(super) fn not_asked() -> Cause {
    cause(Step::Person, say("cause-not-asked"), mend::here())
}

/// An answer that says no: by what it says.
pub(super) fn of_refusal(step: Step, unmet: Unmet) -> Cause {
    cause(step, unmet_in_words(unmet), mend::unmet(unmet))
}
