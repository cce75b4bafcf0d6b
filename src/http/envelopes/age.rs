//! What is wrong with a key or a file of the age format, for a page. What exactly is damaged in one is said as the format's own words go.

use crate::keys::age::{KeyError, OpenError};
use crate::say;
use crate::words::Text;

pub(super) fn key(error: KeyError) -> Text {
    match error {
        KeyError::Recipient => say("age-key-recipient"),
        KeyError::Identity => say("age-key-identity"),
        KeyError::Checksum => say("age-key-checksum"),
        KeyError::Kind => say("age-key-kind"),
        KeyError::SmallOrder => say("age-key-small-order"),
        KeyError::Line(line) => say("age-key-line").with("line", line.to_string()),
        KeyError::NoIdentity => say("age-key-no-identity"),
        KeyError::TooMany(most) => say("age-key-too-many").with("most", most),
    }
}

pub(super) fn open(error: &OpenError) -> Text {
    match error {
        OpenError::NotAge => say("age-open-not-age"),
        OpenError::Version => say("age-open-version"),
        OpenError::Armor(why) => say("age-open-armor").with("why", *why),
        OpenError::Header(why) => say("age-open-header").with("why", *why),
        OpenError::Passphrase => say("age-open-passphrase"),
        OpenError::NoMatch => say("age-open-no-match"),
        OpenError::HeaderMac => say("age-open-header-mac"),
        OpenError::Truncated => say("age-open-truncated"),
        OpenError::Altered(part) => say("age-open-altered").with("part", part.to_string()),
        OpenError::Reordered(part) => say("age-open-reordered").with("part", part.to_string()),
        OpenError::End => say("age-open-end"),
        OpenError::TooLong => say("age-open-too-long"),
        OpenError::EmptyEnd => say("age-open-empty-end"),
        OpenError::Failed => say("age-open-failed"),
        OpenError::OpenSsl(error) => say("age-open-openssl").with("error", error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_in_english_what_the_command_says() {
        for error in [
            KeyError::Recipient,
            KeyError::Identity,
            KeyError::Checksum,
            KeyError::Kind,
            KeyError::SmallOrder,
            KeyError::Line(2),
            KeyError::NoIdentity,
            KeyError::TooMany(873),
        ] {
            assert_eq!(key(error).english(), error.to_string());
        }
        for error in [
            OpenError::NotAge,
            OpenError::Version,
            OpenError::Armor("a line is too long"),
            OpenError::Header("it has no recipient"),
            OpenError::Passphrase,
            OpenError::NoMatch,
            OpenError::HeaderMac,
            OpenError::Truncated,
            OpenError::Altered(2000),
            OpenError::Reordered(2),
            OpenError::End,
            OpenError::TooLong,
            OpenError::EmptyEnd,
            OpenError::Failed,
            OpenError::OpenSsl(openssl::error::ErrorStack::get()),
        ] {
            assert_eq!(open(&error).english(), error.to_string());
        }
    }
}
