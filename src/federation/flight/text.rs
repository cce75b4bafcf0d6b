//! A sign-on's record as text, for a terminal.

use super::checks::checks;
use super::find::{Found, is_abandoned};
use super::record::{Came, Flight};
use crate::db::flight::Outcome;
use crate::saml::instant;
use std::fmt::Write as _;
use time::OffsetDateTime;

impl Flight {
    /// How the request came, in words.
    pub fn came_in_words(&self) -> &'static str {
        match self.came {
            Came::Redirect => "a request by HTTP-Redirect",
            Came::Post => "a request by HTTP-POST",
            Came::Here => "a sign-on that began here",
            Came::Back => "the return of the person from what they were asked",
        }
    }

    /// What became of it, in words.
    pub fn outcome_in_words(&self, now: OffsetDateTime) -> &'static str {
        match self.outcome() {
            Outcome::Answered => "answered: the person was signed on",
            Outcome::Refused => "refused: the application was told why",
            Outcome::Stopped => "stopped: a page said why, nothing was sent to the application",
            Outcome::Unknown => "stopped: not from an application that is connected here",
            Outcome::Waiting if is_abandoned(self, now) => "abandoned: the person was asked, and did not come back",
            Outcome::Waiting => "waiting: the person was asked, and has not come back yet",
        }
    }

    /// The same of a request that others of its sign-on follow.
    pub fn outcome_on_the_way(&self, now: OffsetDateTime) -> &'static str {
        match self.outcome() {
            Outcome::Waiting => "asked: the person was asked, and it went on",
            _ => self.outcome_in_words(now),
        }
    }

    /// The same in a word.
    pub fn outcome_in_a_word(&self, now: OffsetDateTime) -> &'static str {
        match self.outcome() {
            Outcome::Answered => "answered",
            Outcome::Refused => "refused",
            Outcome::Stopped | Outcome::Unknown => "stopped",
            Outcome::Waiting if is_abandoned(self, now) => "abandoned",
            Outcome::Waiting => "waiting",
        }
    }
}

/// Every request of the sign-on with every check, and the messages.
pub fn in_text(found: &Found, now: OffsetDateTime) -> String {
    let mut text = String::new();
    let last = found.stages.len().saturating_sub(1);
    for (n, flight) in found.stages.iter().enumerate() {
        let outcome = if n < last { flight.outcome_on_the_way(now) } else { flight.outcome_in_words(now) };
        stage(&mut text, flight, outcome);
    }
    text
}

/// Writing to a text never fails.
fn stage(text: &mut String, flight: &Flight, outcome: &str) {
    let (at, took) = (instant::format(flight.moment()), flight.took / 1000);
    let name = flight.name.as_deref().or(flight.provider.as_deref()).unwrap_or("an unknown sender");
    let _ = writeln!(text, "{}  {at}  {name}", flight.request_id);
    let _ = writeln!(text, "{outcome}, in {took} ms; {}.", flight.came_in_words());
    if let Some(fault) = &flight.fault {
        let _ = writeln!(text, "\nWhy:      {}.\nMend it:  {}", fault.said, fault.mend);
    }
    text.push('\n');
    for check in checks(flight) {
        let _ = writeln!(text, "  {:<12} {}", check.verdict.word(), check.name);
        if !check.detail.is_empty() {
            let _ = writeln!(text, "               {}", check.detail.english());
        }
    }
    if let Some(person) = &flight.person {
        let _ = writeln!(text, "\nThe person, as the audit has them on this day: {person}");
    }
    if let Some(xml) = &flight.xml {
        let _ = write!(text, "\nThe request, values masked:\n\n{xml}");
    }
    if let Some(sent) = &flight.sent {
        let _ = writeln!(
            text,
            "\nThe assertion before encryption, values masked, without its signature:\n\n{}",
            sent.assertion.xml()
        );
    }
    text.push('\n');
}
