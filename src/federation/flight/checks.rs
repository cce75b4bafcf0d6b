//! The checks of a request in plain words: what was looked at, and what came of it.

use super::passed::passed;
use super::record::{Came, Endpoint, Fault, Flight, Step};
use crate::federation::said::{sentence, several};
use crate::say;
use crate::words::Text;

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    Failed,
    /// The person was asked, and it went on, or did not, from there.
    Asked,
    /// It did not come so far.
    NotReached,
}

impl Verdict {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Asked => "asked",
            Self::NotReached => "not made",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    pub step: Step,
    pub name: &'static str,
    pub verdict: Verdict,
    /// What was found; empty where it did not come so far.
    pub detail: Text,
}

impl Step {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "The message can be read",
            Self::Sender => "The sender is connected here",
            Self::Signature => "The signature holds, where there must be one",
            Self::Addressed => "It is meant for us",
            Self::Fresh => "It was issued just now",
            Self::Endpoint => "The answer goes to a registered address",
            Self::Wishes => "What it asks for can be had",
            Self::First => "It was not used before",
            Self::Person => "The person is signed in as it wants it",
            Self::Answer => "The answer is signed, and encrypted",
            Self::OnRecord => "The answer is on record",
        }
    }

    /// Whether it is made of a request that came in this way.
    fn is_made(self, came: Came) -> bool {
        match came {
            Came::Redirect | Came::Post => true,
            // Nobody sent a message; or what it says was checked when it came.
            Came::Here | Came::Back => {
                matches!(self, Self::Sender | Self::Endpoint | Self::Person | Self::Answer | Self::OnRecord)
            }
        }
    }
}

/// Every check that is made of a request that came like this one, in order.
pub fn checks(flight: &Flight) -> Vec<Check> {
    Step::ALL.into_iter().filter(|step| step.is_made(flight.came)).map(|step| check(flight, step)).collect()
}

fn check(flight: &Flight, step: Step) -> Check {
    let verdict = verdict(flight, step);
    let detail = match (verdict, &flight.fault) {
        (Verdict::Failed, Some(fault)) => failed(flight, step, fault),
        (Verdict::Asked, _) => flight.waits().unwrap_or_default(),
        (Verdict::Passed, _) => passed(flight, step),
        _ => Text::default(),
    };
    Check { step, name: step.name(), verdict, detail }
}

fn verdict(flight: &Flight, step: Step) -> Verdict {
    let ended_at = match (&flight.fault, &flight.waits) {
        (Some(fault), _) => fault.step,
        (None, Some(_)) => Step::Person,
        (None, None) => return Verdict::Passed,
    };
    match step.cmp(&ended_at) {
        std::cmp::Ordering::Less => Verdict::Passed,
        std::cmp::Ordering::Equal if flight.fault.is_some() => Verdict::Failed,
        std::cmp::Ordering::Equal => Verdict::Asked,
        std::cmp::Ordering::Greater => Verdict::NotReached,
    }
}

fn failed(flight: &Flight, step: Step, fault: &Fault) -> Text {
    let said = sentence(&fault.said());
    match registered(flight, step) {
        Some(all) => and(said, all),
        None => said,
    }
}

/// Where answers could have gone.
fn registered(flight: &Flight, step: Step) -> Option<Text> {
    if step != Step::Endpoint || flight.registered.is_empty() {
        return None;
    }
    let one = |one: &Endpoint| {
        say("flight-found-registered-one")
            .with("location", &one.location)
            .with("index", one.index.to_string())
            .with("binding", &one.binding)
    };
    let all = several(flight.registered.iter().map(one).collect());
    Some(say("flight-found-registered").with("all", all))
}

/// One sentence behind another.
pub(super) fn and(first: Text, next: Text) -> Text {
    say("flight-found-and").with("first", first).with("next", next)
}
