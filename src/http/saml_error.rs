//! What a person sees when a sign-on cannot go on: which side has to mend what, in words that can be forwarded.

use super::error::PageError;
use crate::audit::AuditError;
use crate::federation::{AnswerError, PageQuestionError, RegistryError, SignOnError};
use crate::federation::{acs_error, binding_error, message_error, post_error, request_error};
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;

fn title() -> Text {
    say("saml-error-title")
}

impl PageError {
    pub(super) fn answered_before() -> Self {
        let sentence = say("saml-error-this-sign-on-request-was");
        Self::new(StatusCode::CONFLICT, title(), sentence, "the request id was seen before")
    }

    /// What was posted is not a form, or too much of one.
    pub(super) fn not_a_form(is_too_large: bool, cause: impl std::fmt::Display) -> Self {
        let (status, fault) = if is_too_large {
            (StatusCode::PAYLOAD_TOO_LARGE, say("saml-error-form-longer"))
        } else {
            (StatusCode::BAD_REQUEST, say("saml-error-no-form"))
        };
        let sentence = say("saml-error-application-sent-go-back-and").with("fault", fault);
        Self::new(status, title(), sentence, cause)
    }

    fn application(fault: Text, cause: impl std::fmt::Display) -> Self {
        let sentence = say("saml-error-application-sent-something-that-cannot").with("fault", fault);
        Self::new(StatusCode::BAD_REQUEST, title(), sentence, cause)
    }
}

impl From<SignOnError> for PageError {
    fn from(error: SignOnError) -> Self {
        match error {
            SignOnError::Binding(ref fault) => Self::application(binding_error(fault), &error),
            SignOnError::Post(ref fault) => Self::application(post_error(fault), &error),
            SignOnError::Message(ref fault) => Self::application(message_error(fault), &error),
            SignOnError::Request(ref fault) => Self::application(request_error(fault), &error),
            SignOnError::Acs(ref fault) => Self::application(acs_error(fault), &error),
            SignOnError::UnknownIssuer(_) => {
                let sentence = say("saml-error-application-is-not-connected-here");
                Self::new(StatusCode::NOT_FOUND, title(), sentence, error)
            }
            SignOnError::Answer(error) => error.into(),
            SignOnError::Registry(error) => error.into(),
            SignOnError::Audit(AuditError::Replayed) => Self::answered_before(),
            SignOnError::Audit(error) => error.into(),
        }
    }
}

impl From<PageQuestionError> for PageError {
    fn from(error: PageQuestionError) -> Self {
        let title = || say("saml-error-no-key");
        match error {
            PageQuestionError::SignOn(error) => error.into(),
            PageQuestionError::NotEnabled(..) => {
                let sentence = say("saml-error-application-asked-for-key-that");
                Self::new(StatusCode::NOT_FOUND, title(), sentence, error)
            }
            PageQuestionError::Query
            | PageQuestionError::Purpose(_)
            | PageQuestionError::State
            | PageQuestionError::Key(_) => {
                let sentence = say("saml-error-application-asked-for-key-in").with("error", error.to_string());
                Self::new(StatusCode::BAD_REQUEST, title(), sentence, error)
            }
        }
    }
}

impl From<AnswerError> for PageError {
    fn from(error: AnswerError) -> Self {
        match error {
            AnswerError::Audit(AuditError::Replayed) => Self::answered_before(),
            AnswerError::Audit(error) => error.into(),
            AnswerError::Keeper(error) => error.into(),
            AnswerError::Registry(error) => error.into(),
            AnswerError::Gone(_) | AnswerError::Acs(_) => {
                let sentence = say("saml-error-application-was-disconnected-or-changed");
                Self::new(StatusCode::CONFLICT, title(), sentence, error)
            }
            AnswerError::Participant(error) => error.into(),
            AnswerError::Keys(error) => error.into(),
            AnswerError::Encrypt(_) | AnswerError::PageKey(_) | AnswerError::Seal(_) => Self::internal(error),
        }
    }
}

impl From<RegistryError> for PageError {
    fn from(error: RegistryError) -> Self {
        match error {
            RegistryError::Db(error) => error.into(),
            RegistryError::Keeper(error) => error.into(),
            RegistryError::Audit(error) => error.into(),
            // Programs are told otherwise; no page is begun by a token.
            RegistryError::Changed | RegistryError::Ended(_) => Self::internal(error),
            RegistryError::Metadata(error) => Self::internal(error),
            RegistryError::Options(error) => Self::internal(error),
            RegistryError::Maker(error) => Self::internal(error),
            RegistryError::Seal(error) => Self::internal(error),
            error @ RegistryError::SecondPerson => {
                let sentence = say("saml-error-here-it-takes-two-administrators");
                Self::new(StatusCode::CONFLICT, say("saml-error-this-takes-second-person"), sentence, error)
                    .next(say("saml-error-console"), "/admin")
            }
            RegistryError::Approval(error) => (*error).into(),
        }
    }
}
