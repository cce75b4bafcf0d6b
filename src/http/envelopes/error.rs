//! What can be wrong with an envelope, in one sentence each.

use super::age;
use super::multipart::MultipartError;
use super::names::visible;
use super::size;
use crate::http::error::PageError;
use crate::keys::envelopes::{EnvelopeFlowError, OpeningError, SealingError, State};
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;

/// What the sender can mend on the page itself.
pub(super) fn fault(error: &EnvelopeFlowError) -> Option<Text> {
    Some(match error {
        EnvelopeFlowError::UnknownRecipient(typed) => {
            say("envelopes-error-nobody-who-can-receive-envelopes").with("visible", visible(typed))
        }
        EnvelopeFlowError::Key(why) => say("envelopes-error-nothing-was-sent").with("why", age::key(*why)),
        EnvelopeFlowError::Nobody => say("envelopes-error-say-for-whom-it-is"),
        EnvelopeFlowError::TooMany => say("envelopes-error-at-most-twenty-people-and"),
        EnvelopeFlowError::Names => say("envelopes-error-names-of-all-these-recipients"),
        EnvelopeFlowError::Ended => say("envelopes-error-your-session-ended-while-it"),
        EnvelopeFlowError::LookUps => say("envelopes-error-you-have-named-very-many"),
        EnvelopeFlowError::Quota("envelopes") => say("envelopes-error-you-have-as-many-envelopes"),
        EnvelopeFlowError::Quota(_) => say("envelopes-error-what-you-have-sent-and"),
        EnvelopeFlowError::Full => say("envelopes-error-there-is-no-room-for"),
        EnvelopeFlowError::MailboxFull(who) => {
            say("envelopes-error-as-many-envelopes-from-you").with("visible", visible(who))
        }
        EnvelopeFlowError::KeysChanged => say("envelopes-error-somebodys-keys-changed-while-you"),
        EnvelopeFlowError::Sealing(SealingError::TooLong(most)) => {
            say("envelopes-error-file-is-larger-than-which").with("size", size(*most))
        }
        _ => return None,
    })
}

/// Why a file is not opened. Nothing of it was shown.
fn damaged(error: &OpeningError) -> Option<Text> {
    Some(match error {
        OpeningError::Open(why) => say("envelopes-error-nothing-of-it-was-shown").with("why", age::open(why)),
        OpeningError::Digest => say("envelopes-error-ciphertext-is-not-one-that"),
        OpeningError::Changed => say("envelopes-error-file-was-changed-while-it"),
        OpeningError::Disk(_) => return None,
    })
}

impl From<EnvelopeFlowError> for PageError {
    fn from(error: EnvelopeFlowError) -> Self {
        let page = |status, title: Text, sentence: Text| {
            Self::new(status, title, sentence, &error).next(say("envelopes-error-your-envelopes"), "/envelopes")
        };
        if let EnvelopeFlowError::Opening(why) = &error
            && let Some(sentence) = damaged(why)
        {
            return page(StatusCode::UNPROCESSABLE_ENTITY, say("envelopes-error-this-cannot-be-opened"), sentence);
        }
        if matches!(error, EnvelopeFlowError::Ended) {
            let sentence = say("envelopes-error-your-session-ended-meanwhile-nothing");
            return page(StatusCode::FORBIDDEN, say("envelopes-error-you-are-not-signed-in"), sentence)
                .next(say("envelopes-error-sign-in"), "/login");
        }
        if let Some(sentence) = fault(&error) {
            return page(StatusCode::UNPROCESSABLE_ENTITY, say("envelopes-error-not-sent"), sentence);
        }
        match error {
            EnvelopeFlowError::None => page(
                StatusCode::NOT_FOUND,
                say("envelopes-error-no-such-envelope"),
                say("envelopes-error-there-is-none-of-yours"),
            ),
            EnvelopeFlowError::NotKept(state) => {
                page(StatusCode::GONE, say("envelopes-error-not-here-any-more"), gone(state))
            }
            EnvelopeFlowError::Lost => page(
                StatusCode::GONE,
                say("envelopes-error-not-here-any-more"),
                say("envelopes-error-its-file-is-not-in"),
            ),
            EnvelopeFlowError::Often => page(
                StatusCode::TOO_MANY_REQUESTS,
                say("envelopes-error-too-much-in-short-time"),
                say("envelopes-error-you-have-sealed-and-opened"),
            ),
            EnvelopeFlowError::Busy => page(
                StatusCode::TOO_MANY_REQUESTS,
                say("envelopes-error-too-much-at-once"),
                say("envelopes-error-as-many-files-are-on"),
            ),
            EnvelopeFlowError::Change(error) => error.into(),
            EnvelopeFlowError::Db(error) => error.into(),
            EnvelopeFlowError::Keeper(error) => error.into(),
            EnvelopeFlowError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

fn gone(state: State) -> Text {
    match state {
        State::Withdrawn { .. } => say("envelopes-error-sender-withdrew-it-its-content"),
        State::Over => say("envelopes-error-its-time-is-over-and"),
        State::Kept { .. } => say("envelopes-error-this-copy-is-not-sealed"),
        State::Gone | State::Tampered => say("envelopes-error-what-database-says-of-it"),
    }
}

impl From<MultipartError> for PageError {
    fn from(error: MultipartError) -> Self {
        let sentence = match error {
            MultipartError::Cut => say("envelopes-error-it-did-not-arrive-whole"),
            MultipartError::Silence => say("envelopes-error-it-came-too-slowly-and"),
            MultipartError::FieldTooLong(_) => say("envelopes-error-field-is-longer-than-it"),
            MultipartError::Form(_) => say("envelopes-error-form-is-not-one-of"),
        };
        Self::new(StatusCode::BAD_REQUEST, say("envelopes-error-this-form-cannot-be-read"), sentence, error)
            .next(say("envelopes-error-your-envelopes"), "/envelopes")
    }
}
