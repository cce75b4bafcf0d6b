//! `/admin/sign-ons`: what became of sign-ons lately; one of them, found by the request id that somebody reads out; and links to it.

mod link;
mod one;
mod words;

pub(in crate::http) use self::link::{link, withdraw};
pub(in crate::http) use self::one::{Stage, find, stages};
pub(in crate::http) use self::words::in_a_word;

use super::access::{Asked, Right};
use super::frame::{Console, Frame, Section};
use crate::db::flight::Outcome;
use crate::federation::Federation;
use crate::federation::flight::{Cursor, Flight, Wanted};
use crate::http::error::PageError;
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use time::OffsetDateTime;

/// Records on a page.
const MOST: u16 = 25;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::http) struct Query {
    /// An entityID.
    application: String,
    outcome: String,
    before: String,
}

/// A line of the list.
struct Listed {
    request_id: String,
    when: When,
    application: Text,
    outcome: Text,
    why: Text,
}

/// What can be chosen in the list.
struct Choice {
    word: &'static str,
    label: Text,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "admin/sign_ons.html")]
struct SignOnsPage<'a> {
    frame: &'a Frame,
    is_on: bool,
    days: u16,
    /// What was typed, where nothing was found.
    missing: Option<&'a str>,
    /// For whoever may look through them.
    list: Option<List>,
}

struct List {
    application: String,
    choices: Vec<Choice>,
    listed: Vec<Listed>,
    broken: usize,
    /// The query that leads on.
    next: Option<String>,
}

pub(in crate::http) async fn page(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    show(asked.console(), &federation, StatusCode::OK, &query, None).await
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    status: StatusCode,
    query: &Query,
    missing: Option<&str>,
) -> Result<HttpResponse, PageError> {
    let (frame, flights) = (console.frame(Section::SignOns), federation.flights());
    let list = match Right::ListSignOns.is_held_by(console.person) {
        true => Some(list(federation, query, console.parts.clock.now()).await?),
        false => None,
    };
    let page = SignOnsPage { frame: &frame, is_on: flights.is_on(), days: flights.days(), missing, list };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

async fn list(federation: &Federation, query: &Query, now: OffsetDateTime) -> Result<List, PageError> {
    let (application, outcome) = (query.application.trim(), Outcome::from_word(&query.outcome));
    let wanted = Wanted {
        provider: Some(application).filter(|application| !application.is_empty()),
        outcome,
        before: Cursor::parse(&query.before),
        most: MOST,
    };
    let found = federation.flights().list(wanted).await?;
    let next = found.next.map(|next| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("application", application);
        query.append_pair("outcome", outcome.map_or("", Outcome::word));
        query.append_pair("before", &next.to_string());
        query.finish()
    });
    Ok(List {
        application: application.to_owned(),
        choices: choices(outcome),
        listed: found.flights.iter().map(|flight| listed(flight, now)).collect(),
        broken: found.broken,
        next,
    })
}

fn choices(outcome: Option<Outcome>) -> Vec<Choice> {
    let label = |one: Outcome| match one {
        Outcome::Answered => say("admin-sign-ons-choice-answered"),
        Outcome::Refused => say("admin-sign-ons-choice-refused"),
        Outcome::Stopped => say("admin-sign-ons-choice-stopped"),
        Outcome::Unknown => say("admin-sign-ons-choice-unknown"),
        Outcome::Waiting => say("admin-sign-ons-choice-waiting"),
    };
    let each = Outcome::ALL.map(|one| Choice { word: one.word(), label: label(one), is_chosen: outcome == Some(one) });
    each.into_iter().collect()
}

fn listed(flight: &Flight, now: OffsetDateTime) -> Listed {
    Listed {
        request_id: flight.request_id.clone(),
        when: When::from(flight.moment()),
        application: words::application(flight),
        outcome: words::in_a_word(flight, now),
        why: flight.why(),
    }
}
