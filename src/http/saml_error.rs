//! What a person sees when a sign-on cannot go on: which side has to mend what, in words that can be forwarded.

use super::error::PageError;
use crate::audit::AuditError;
use crate::federation::{AnswerError, PageQuestionError, RegistryError, SignOnError};
use actix_web::http::StatusCode;

const TITLE: &str = "This sign-on cannot go on";

impl PageError {
    pub(super) fn answered_before() -> Self {
        let sentence = "This sign-on request was used before. Go back to the application and open it again: it will send a new one.";
        Self::new(StatusCode::CONFLICT, TITLE, sentence, "the request id was seen before")
    }

    /// What was posted is not a form, or too much of one.
    pub(super) fn not_a_form(is_too_large: bool, cause: impl std::fmt::Display) -> Self {
        let (status, fault) = if is_too_large {
            (StatusCode::PAYLOAD_TOO_LARGE, "a form that is longer than any sign-on request")
        } else {
            (StatusCode::BAD_REQUEST, "something that is not a form, or did not arrive whole")
        };
        let sentence = format!(
            "The application sent {fault}. Go back and try once more; if it happens again, send this sentence to the \
             application's engineers."
        );
        Self::new(status, TITLE, sentence, cause)
    }

    fn application(fault: &str, cause: impl std::fmt::Display) -> Self {
        let sentence = format!(
            "The application sent something that cannot be accepted: {fault}. Go back and try once more; if it happens \
             again, send this sentence to the application's engineers."
        );
        Self::new(StatusCode::BAD_REQUEST, TITLE, sentence, cause)
    }
}

impl From<SignOnError> for PageError {
    fn from(error: SignOnError) -> Self {
        match error {
            SignOnError::Binding(ref fault) => Self::application(&fault.to_string(), &error),
            SignOnError::Post(ref fault) => Self::application(&fault.to_string(), &error),
            SignOnError::Message(ref fault) => Self::application(&fault.to_string(), &error),
            SignOnError::Request(ref fault) => Self::application(&fault.to_string(), &error),
            SignOnError::Acs(ref fault) => Self::application(&fault.to_string(), &error),
            SignOnError::UnknownIssuer(_) => {
                let sentence = "The application is not connected here, or calls itself by another name than the one it was \
                                connected under. An administrator can connect it with its metadata.";
                Self::new(StatusCode::NOT_FOUND, TITLE, sentence, error)
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
        const TITLE: &str = "This application gets no key";
        match error {
            PageQuestionError::SignOn(error) => error.into(),
            PageQuestionError::NotEnabled(..) => {
                let sentence = "The application asked for a key that nobody has enabled for its pages. Nothing was sent to it. \
                                An administrator can enable it with senza scope add.";
                Self::new(StatusCode::NOT_FOUND, TITLE, sentence, error)
            }
            PageQuestionError::Query
            | PageQuestionError::Purpose(_)
            | PageQuestionError::State
            | PageQuestionError::Key(_) => {
                let sentence = format!(
                    "The application asked for a key in a way that cannot be accepted: {error}. Nothing was sent to it. Go back and \
                     try once more; if it happens again, send this sentence to the application's engineers."
                );
                Self::new(StatusCode::BAD_REQUEST, TITLE, sentence, error)
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
                let sentence = "The application was disconnected or changed while you signed in. Open it again from where you came.";
                Self::new(StatusCode::CONFLICT, TITLE, sentence, error)
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
            RegistryError::Changed => Self::internal(error),
            RegistryError::Metadata(error) => Self::internal(error),
            RegistryError::Options(error) => Self::internal(error),
            error @ RegistryError::SecondPerson => {
                let sentence =
                    "Here it takes two administrators: one proposes it, another approves it. Nothing was done.";
                Self::new(StatusCode::CONFLICT, "This takes a second person", sentence, error)
                    .next("The console", "/admin")
            }
            RegistryError::Approval(error) => (*error).into(),
        }
    }
}
