//! What became of a sign-on, in words for pages. The record's own say the same to commands and programs, in English.

use crate::db::flight::Outcome;
use crate::federation::flight::{Came, Flight, Step, Verdict, is_abandoned};
use crate::say;
use crate::words::Text;
use time::OffsetDateTime;

/// How the request came.
pub(super) fn came(flight: &Flight) -> Text {
    match flight.came {
        Came::Redirect => say("flight-came-redirect"),
        Came::Post => say("flight-came-post"),
        Came::Here => say("flight-came-here"),
        Came::Back => say("flight-came-back"),
    }
}

pub(super) fn outcome(flight: &Flight, now: OffsetDateTime) -> Text {
    match flight.outcome() {
        Outcome::Answered => say("flight-outcome-answered"),
        Outcome::Refused => say("flight-outcome-refused"),
        Outcome::Stopped => say("flight-outcome-stopped"),
        Outcome::Unknown => say("flight-outcome-unknown"),
        Outcome::Waiting if is_abandoned(flight, now) => say("flight-outcome-abandoned"),
        Outcome::Waiting => say("flight-outcome-waiting"),
    }
}

/// The same of a request that others of its sign-on follow.
pub(super) fn on_the_way(flight: &Flight, now: OffsetDateTime) -> Text {
    match flight.outcome() {
        Outcome::Waiting => say("flight-outcome-went-on"),
        _ => outcome(flight, now),
    }
}

/// The same in a word.
pub(in crate::http) fn in_a_word(flight: &Flight, now: OffsetDateTime) -> Text {
    match flight.outcome() {
        Outcome::Answered => say("flight-word-answered"),
        Outcome::Refused => say("flight-word-refused"),
        Outcome::Stopped | Outcome::Unknown => say("flight-word-stopped"),
        Outcome::Waiting if is_abandoned(flight, now) => say("flight-word-abandoned"),
        Outcome::Waiting => say("flight-word-waiting"),
    }
}

/// Whose it is, for a heading.
pub(super) fn application(flight: &Flight) -> Text {
    match flight.name.as_ref().or(flight.provider.as_ref()) {
        Some(name) => name.as_str().into(),
        None => say("flight-unknown-sender"),
    }
}

/// What is looked at in a check.
pub(in crate::http) fn step(step: Step) -> Text {
    match step {
        Step::Read => say("flight-step-read"),
        Step::Sender => say("flight-step-sender"),
        Step::Signature => say("flight-step-signature"),
        Step::Addressed => say("flight-step-addressed"),
        Step::Fresh => say("flight-step-fresh"),
        Step::Endpoint => say("flight-step-endpoint"),
        Step::Wishes => say("flight-step-wishes"),
        Step::First => say("flight-step-first"),
        Step::Person => say("flight-step-person"),
        Step::Answer => say("flight-step-answer"),
        Step::OnRecord => say("flight-step-on-record"),
    }
}

/// What came of it.
pub(in crate::http) fn verdict(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Passed => say("flight-verdict-passed"),
        Verdict::Failed => say("flight-verdict-failed"),
        Verdict::Asked => say("flight-verdict-asked"),
        Verdict::NotReached => say("flight-verdict-not-reached"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // What programs and commands read and what pages say in English are one.
    #[test]
    fn checks_are_called_the_same_everywhere() {
        for one in Step::ALL {
            assert_eq!(step(one).english(), one.name());
        }
        for one in [Verdict::Passed, Verdict::Failed, Verdict::Asked, Verdict::NotReached] {
            assert_eq!(verdict(one).english(), one.word());
        }
    }
}
