//! What a person sees when a sign-out cannot go on: which side has to mend what, in words that can be forwarded.

use super::error::PageError;
use crate::federation::{LogoutError, ParticipantError};
use crate::keeper::KeeperError;
use crate::sign_in::pending::PendingError;
use actix_web::http::StatusCode;

const TITLE: &str = "This sign-out cannot go on";

impl PageError {
    fn bad_logout(fault: &str, cause: impl std::fmt::Display) -> Self {
        let sentence = format!(
            "The application sent something that cannot be accepted: {fault}. Your session here has not ended. Sign out \
             here yourself; and send this sentence to the application's engineers."
        );
        Self::new(StatusCode::BAD_REQUEST, TITLE, sentence, cause).next("Sign out", "/logout")
    }

    /// The page on which applications are told can be opened for ten minutes.
    pub(super) fn logout_gone(error: PendingError) -> Self {
        if !matches!(error, PendingError::Gone) {
            return error.into();
        }
        let sentence = "It was finished, or took too long. Your session here has ended in any case.";
        Self::new(StatusCode::GONE, "This sign-out is over", sentence, error).next("Sign in", "/login")
    }
}

impl From<LogoutError> for PageError {
    fn from(error: LogoutError) -> Self {
        match error {
            LogoutError::Binding(ref fault) => Self::bad_logout(&fault.to_string(), &error),
            LogoutError::Post(ref fault) => Self::bad_logout(&fault.to_string(), &error),
            LogoutError::Message(ref fault) => Self::bad_logout(&fault.to_string(), &error),
            LogoutError::Request(ref fault) => Self::bad_logout(&fault.to_string(), &error),
            LogoutError::Refused(fault) => Self::bad_logout(fault, &error),
            LogoutError::UnknownIssuer(_) => {
                let sentence = "The application is not connected here, or calls itself by another name than the one it was \
                                connected under. Your session here has not ended.";
                Self::new(StatusCode::NOT_FOUND, TITLE, sentence, error).next("Sign out", "/logout")
            }
            LogoutError::Replayed => {
                let sentence = "This sign-out request was used before. If you are still signed in here, sign out here.";
                Self::new(StatusCode::CONFLICT, TITLE, sentence, error).next("Sign out", "/logout")
            }
            LogoutError::NotTold => {
                let sentence = "There is no such application to tell, or it takes no sign-out messages.";
                Self::new(StatusCode::NOT_FOUND, TITLE, sentence, error)
            }
            LogoutError::Participant(error) => error.into(),
            LogoutError::Registry(error) => error.into(),
            LogoutError::Audit(error) => error.into(),
            LogoutError::Db(error) => error.into(),
            // Of decryptions: nobody has tried a passphrase.
            LogoutError::Keeper(error @ KeeperError::Budget(_)) => Self::away(error),
            LogoutError::Keeper(error) => error.into(),
        }
    }
}

impl From<ParticipantError> for PageError {
    fn from(error: ParticipantError) -> Self {
        match error {
            ParticipantError::Db(error) => error.into(),
            ParticipantError::Keeper(error) => error.into(),
            other => Self::internal(other),
        }
    }
}
