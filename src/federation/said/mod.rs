//! What is said of a service provider to whoever decides about it: messages for what `saml` knows as values. In no language yet.

mod error;
mod fact;
mod key;
mod left_out;
mod request;

pub(super) use error::{metadata_error, options_error};
pub(super) use fact::Fact;
pub use fact::facts;
pub(super) use key::key_in_words;
pub(super) use left_out::left_out;
pub use request::{acs_error, binding_error, message_error, post_error, request_error};
pub(super) use request::{enveloped_error, shape_error, unmet_in_words};

use crate::saml::metadata::About;
use crate::say;
use crate::words::Text;

/// What people call it.
pub fn called(about: About) -> Text {
    match about {
        About::Name => say("facts-about-name"),
        About::Until => say("facts-about-until"),
        About::Answers => say("facts-about-answers"),
        About::SignOuts => say("facts-about-sign-outs"),
        About::Requests => say("facts-about-requests"),
        About::SigningKeys => say("facts-about-signing-keys"),
        About::EncryptionKeys => say("facts-about-encryption-keys"),
        About::Assertions => say("facts-about-assertions"),
        About::Attributes => say("facts-about-attributes"),
        About::NameIds => say("facts-about-name-ids"),
        About::SubjectId => say("facts-about-subject-id"),
    }
}

/// With a capital, and an end.
pub fn sentence(said: &Text) -> Text {
    say("facts-sentence").with("said", said.clone().capital())
}

/// Several of them, one behind the other; the default for none.
pub(super) fn several(all: Vec<Text>) -> Text {
    let more = |first: Text, next: Text| say("facts-several").with("first", first).with("next", next);
    all.into_iter().reduce(more).unwrap_or_default()
}
