//! What a person sees when a sign-out cannot go on: which side has to mend what, in words that can be forwarded.

use super::error::PageError;
use crate::federation::{
    LogoutError, NothingEnded, ParticipantError, binding_error, message_error, post_error, request_error,
};
use crate::keeper::KeeperError;
use crate::say;
use crate::sign_in::pending::PendingError;
use crate::words::Text;
use actix_web::http::StatusCode;

fn title() -> Text {
    say("logout-error-title")
}

impl PageError {
    fn bad_logout(fault: Text, cause: impl std::fmt::Display) -> Self {
        let sentence = say("logout-error-application-sent-something-that-cannot").with("fault", fault);
        Self::new(StatusCode::BAD_REQUEST, title(), sentence, cause).next(say("logout-error-sign-out"), "/logout")
    }

    /// The page on which applications are told can be opened for ten minutes.
    pub(super) fn logout_gone(error: PendingError) -> Self {
        if !matches!(error, PendingError::Gone) {
            return error.into();
        }
        let sentence = say("logout-error-it-was-finished-or-took");
        Self::new(StatusCode::GONE, say("logout-error-this-sign-out-is-over"), sentence, error)
            .next(say("logout-error-sign-in"), "/login")
    }
}

impl From<LogoutError> for PageError {
    fn from(error: LogoutError) -> Self {
        match error {
            LogoutError::Binding(ref fault) => Self::bad_logout(binding_error(fault), &error),
            LogoutError::Post(ref fault) => Self::bad_logout(post_error(fault), &error),
            LogoutError::Message(ref fault) => Self::bad_logout(message_error(fault), &error),
            LogoutError::Request(ref fault) => Self::bad_logout(request_error(fault), &error),
            LogoutError::Refused(why) => Self::bad_logout(nothing_ended(why), &error),
            LogoutError::UnknownIssuer(_) => {
                let sentence = say("logout-error-application-is-not-connected-here");
                Self::new(StatusCode::NOT_FOUND, title(), sentence, error).next(say("logout-error-sign-out"), "/logout")
            }
            LogoutError::Replayed => {
                let sentence = say("logout-error-this-sign-out-request-was");
                Self::new(StatusCode::CONFLICT, title(), sentence, error).next(say("logout-error-sign-out"), "/logout")
            }
            LogoutError::NotTold => {
                let sentence = say("logout-error-there-is-no-such-application");
                Self::new(StatusCode::NOT_FOUND, title(), sentence, error)
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

/// The same that the application is told, where it can be.
fn nothing_ended(why: NothingEnded) -> Text {
    match why {
        NothingEnded::Nobody => say("logout-error-nobody-is-signed-on"),
        NothingEnded::OtherSession => say("logout-error-other-session"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_in_english_what_the_application_is_told() {
        for why in [NothingEnded::Nobody, NothingEnded::OtherSession] {
            assert_eq!(nothing_ended(why).english(), why.to_string());
        }
    }
}
