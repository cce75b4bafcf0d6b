//! What whoever reads a record does about what is wrong.

use crate::saml::unmet::Unmet;
use crate::say;
use crate::words::Text;

pub(super) fn software() -> Text {
    say("mend-software")
}

pub(super) fn new_metadata() -> Text {
    say("mend-new-metadata")
}

/// A click that came late, or a clock.
pub(super) fn again() -> Text {
    say("mend-again")
}

pub(super) fn here() -> Text {
    say("mend-here")
}

pub(super) fn unmet(unmet: Unmet) -> Text {
    match unmet {
        Unmet::NameIdFormat | Unmet::NameQualifier | Unmet::NotForIt | Unmet::OtherFormat | Unmet::NoMail => {
            say("mend-name-id")
        }
        Unmet::Declaration | Unmet::Context | Unmet::Session | Unmet::Unproved => say("mend-context"),
        Unmet::MayNotAsk | Unmet::Nobody => say("mend-passive"),
        Unmet::Person => say("mend-person"),
        Unmet::Subject | Unmet::Conditions | Unmet::Service => say("mend-leave-out"),
    }
}
