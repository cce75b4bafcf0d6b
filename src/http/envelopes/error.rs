//! What can be wrong with an envelope, in one sentence each.

use super::multipart::MultipartError;
use super::names::visible;
use super::size;
use crate::http::error::PageError;
use crate::keys::envelopes::{EnvelopeFlowError, OpeningError, SealingError, State};
use actix_web::http::StatusCode;

/// What the sender can mend on the page itself.
pub(super) fn fault(error: &EnvelopeFlowError) -> Option<String> {
    Some(match error {
        EnvelopeFlowError::UnknownRecipient(typed) => {
            format!("Nobody who can receive envelopes has the identifier «{}». Look at the spelling. Nothing was sent.", visible(typed))
        }
        EnvelopeFlowError::Key(why) => format!("{why} Nothing was sent."),
        EnvelopeFlowError::Nobody => "Say for whom it is, or that you want to open it yourself.".to_owned(),
        EnvelopeFlowError::TooMany => "At most twenty people and twenty keys fit on one envelope.".to_owned(),
        EnvelopeFlowError::Names => {
            "The names of all these recipients together are too long for one envelope. Name fewer, and send it once more to the others."
                .to_owned()
        }
        EnvelopeFlowError::Ended => "Your session ended while it was on its way. Nothing was sent.".to_owned(),
        EnvelopeFlowError::LookUps => {
            "You have named very many people in a short time. Wait some minutes, and send it again.".to_owned()
        }
        EnvelopeFlowError::Quota("envelopes") => {
            "You have as many envelopes on their way as fit. Withdraw one, or wait until one is over.".to_owned()
        }
        EnvelopeFlowError::Quota(_) => {
            "What you have sent, and what you are sending just now, takes all the room that is yours. Withdraw an envelope, or choose «download and send it yourself»."
                .to_owned()
        }
        EnvelopeFlowError::Full => {
            "There is no room for another envelope just now. Try again later, or seal it with the age tool on your own computer. Nothing was sent."
                .to_owned()
        }
        EnvelopeFlowError::MailboxFull(who) => format!(
            "As many envelopes from you as may be wait with {}, or their list is full. Another fits when some are over, or taken off that list. Nothing was sent.",
            visible(who)
        ),
        EnvelopeFlowError::KeysChanged => {
            "Somebody's keys changed while you were sending. Nothing was sent. Send it again.".to_owned()
        }
        EnvelopeFlowError::Sealing(SealingError::TooLong(most)) => {
            format!("The file is larger than {}, which is the most that one may have here. Nothing was sent.", size(*most))
        }
        _ => return None,
    })
}

/// Why a file is not opened. Nothing of it was shown.
fn damaged(error: &OpeningError) -> Option<String> {
    Some(match error {
        OpeningError::Open(why) => format!("{why} Nothing of it was shown."),
        OpeningError::Digest => {
            "The ciphertext is not the one that was sent: somebody exchanged the file. Nothing of it was shown. Ask the sender to send it again, and tell the people who run this service.".to_owned()
        }
        OpeningError::Changed => "The file was changed while it was being opened. Nothing of it was shown.".to_owned(),
        OpeningError::Disk(_) => return None,
    })
}

impl From<EnvelopeFlowError> for PageError {
    fn from(error: EnvelopeFlowError) -> Self {
        let page = |status, title, sentence: String| {
            Self::new(status, title, sentence, &error).next("Your envelopes", "/envelopes")
        };
        if let EnvelopeFlowError::Opening(why) = &error
            && let Some(sentence) = damaged(why)
        {
            return page(StatusCode::UNPROCESSABLE_ENTITY, "This cannot be opened", sentence);
        }
        if matches!(error, EnvelopeFlowError::Ended) {
            let sentence = "Your session ended meanwhile. Nothing was sent, and nothing was opened.";
            return page(StatusCode::FORBIDDEN, "You are not signed in any more", sentence.to_owned())
                .next("Sign in", "/login");
        }
        if let Some(sentence) = fault(&error) {
            return page(StatusCode::UNPROCESSABLE_ENTITY, "Not sent", sentence);
        }
        match error {
            EnvelopeFlowError::None => page(
                StatusCode::NOT_FOUND,
                "No such envelope",
                "There is none of yours at this address. It may be over, or was never for you.".to_owned(),
            ),
            EnvelopeFlowError::NotKept(state) => page(StatusCode::GONE, "Not here any more", gone(state).to_owned()),
            EnvelopeFlowError::Lost => page(
                StatusCode::GONE,
                "Not here any more",
                "Its file is not in this service's folder. Ask the sender to send it again.".to_owned(),
            ),
            EnvelopeFlowError::Often => page(
                StatusCode::TOO_MANY_REQUESTS,
                "Too much in a short time",
                "You have sealed and opened very many in a short time. Wait a minute, and try again.".to_owned(),
            ),
            EnvelopeFlowError::Busy => page(
                StatusCode::TOO_MANY_REQUESTS,
                "Too much at once",
                "As many files are on their way as may be at once. Wait until one is done, and try again.".to_owned(),
            ),
            EnvelopeFlowError::Change(error) => error.into(),
            EnvelopeFlowError::Db(error) => error.into(),
            EnvelopeFlowError::Keeper(error) => error.into(),
            EnvelopeFlowError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

fn gone(state: State) -> &'static str {
    match state {
        State::Withdrawn { .. } => "The sender withdrew it. Its content is destroyed here.",
        State::Over => "Its time is over, and its content is destroyed.",
        State::Kept { .. } => "This copy is not sealed to you, or is still on its way to others: withdraw it first.",
        State::Gone | State::Tampered => {
            "What the database says of it is not what this service wrote. Nothing of it is shown. Tell the people who run this service."
        }
    }
}

impl From<MultipartError> for PageError {
    fn from(error: MultipartError) -> Self {
        let sentence = match error {
            MultipartError::Cut => "It did not arrive whole. Nothing of it was kept. Send it once more.",
            MultipartError::Silence => {
                "It came too slowly, and not whole. Nothing of it was kept. Send it once more on a better line."
            }
            MultipartError::FieldTooLong(_) => "A field is longer than it may be. Send a long text as a file.",
            MultipartError::Form(_) => "The form is not one of ours. Open the page again and fill it in once more.",
        };
        Self::new(StatusCode::BAD_REQUEST, "This form cannot be read", sentence, error)
            .next("Your envelopes", "/envelopes")
    }
}
