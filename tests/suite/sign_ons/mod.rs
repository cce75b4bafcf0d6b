//! The flight recorder: what became of each sign-on is found by the id that a page shows, and says nothing of anybody.

mod mellon;
mod recorded;
mod shared;
mod written;

use crate::support::app::TestApp;
use crate::support::browser::Page;
use crate::support::person::{Person, enrol_as};
use crate::support::sp::Sp;
use senza::federation::flight::{Check, Flight, Found, Step, Verdict, checks};

/// What a person's record must not hold.
const MAIL: &str = "perpetua.quackenbush@example.org";
const WARD: &str = "Ward of the seven lanterns";

fn person(app: &TestApp) -> Person {
    enrol_as(app, MAIL, false, &[("mail", MAIL), ("ward", WARD)])
}

fn portal(app: &TestApp) -> Sp {
    Sp::new("portal").encrypted_to().told(&["mail", "ward"]).register(app)
}

/// What the id leads to that a page's header, and the page where it says what went wrong, show.
fn found(app: &TestApp, page: &Page) -> Option<Found> {
    let id = page.header("x-request-id").unwrap();
    app.block_on(app.federation.flights().by_request_id(id)).unwrap()
}

/// The record of the very request.
fn flight(app: &TestApp, page: &Page) -> Flight {
    let (id, found) = (page.header("x-request-id").unwrap(), found(app, page).expect("a record"));
    found.stages.into_iter().find(|stage| stage.request_id == id).unwrap()
}

/// At which check it ended.
fn failed(flight: &Flight) -> Option<(Step, String)> {
    let failed = |check: &Check| matches!(check.verdict, Verdict::Failed | Verdict::Asked);
    checks(flight).into_iter().find(failed).map(|check| (check.step, check.detail.english()))
}
