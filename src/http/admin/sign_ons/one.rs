//! One sign-on: every check of each of its requests, and the messages.

use super::super::access::Right;
use super::super::frame::{Console, Frame, Section};
use super::super::sent::Sent;
use super::{Query, show, words};
use crate::audit::{Event, Subject};
use crate::federation::Federation;
use crate::federation::flight::{Check, Flight, Found, Share, checks};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::when::When;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use serde::Deserialize;
use time::OffsetDateTime;

#[derive(Deserialize)]
pub(in crate::http) struct FindForm {
    #[serde(default)]
    request_id: String,
}

/// One request of a sign-on, as a page shows it.
pub(in crate::http) struct Stage {
    pub(in crate::http) flight: Flight,
    pub(in crate::http) when: When,
    pub(in crate::http) came: Text,
    pub(in crate::http) outcome: Text,
    pub(in crate::http) checks: Vec<Check>,
    /// The assertion before encryption.
    pub(in crate::http) assertion: Option<String>,
}

impl Stage {
    /// Whose it is, for a heading.
    pub(in crate::http) fn application(&self) -> Text {
        words::application(&self.flight)
    }

    /// What was looked at, and what came of it, in words.
    pub(in crate::http) fn checked(&self) -> Vec<(Text, Text, &Text)> {
        self.checks
            .iter()
            .map(|check| (words::step(check.step), words::verdict(check.verdict), &check.detail))
            .collect()
    }
}

/// The requests of a sign-on.
pub(in crate::http) fn stages(found: Found, now: OffsetDateTime) -> Vec<Stage> {
    let last = found.stages.len().saturating_sub(1);
    let outcome = |n: usize, flight: &Flight| {
        if n < last { words::on_the_way(flight, now) } else { words::outcome(flight, now) }
    };
    let each = found.stages.into_iter().enumerate().map(|(n, flight)| Stage {
        when: When::from(flight.moment()),
        came: words::came(&flight),
        outcome: outcome(n, &flight),
        checks: checks(&flight),
        assertion: flight.sent.as_ref().map(|sent| sent.assertion.xml()),
        flight,
    });
    each.collect()
}

/// A link to it that still shows it.
struct Shown {
    mark: String,
    until: When,
}

#[derive(Template)]
#[template(path = "admin/sign_on.html")]
struct SignOnPage<'a> {
    frame: &'a Frame,
    /// What was read out.
    request_id: &'a str,
    stages: Vec<Stage>,
    /// For whoever may make links.
    shares: Option<Vec<Shown>>,
    days: u16,
    /// The link that was just made: nobody can show it again.
    made: Option<&'a str>,
}

pub(in crate::http) async fn find(
    sent: Sent<FindForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    one(sent.console(), &federation, sent.form.request_id.trim(), None).await
}

/// The record, or that there is none; that it was looked at is on record first.
pub(super) async fn one(
    console: Console<'_>,
    federation: &Federation,
    typed: &str,
    made: Option<&str>,
) -> Result<HttpResponse, PageError> {
    let Some(found) = federation.flights().by_request_id(typed).await? else {
        return show(console, federation, StatusCode::UNPROCESSABLE_ENTITY, &Query::default(), Some(typed)).await;
    };
    let by = Subject::Account(console.person.account);
    console.parts.record(Event::FlightRead, by, &request_id()).await?;
    let shares = match Right::ShareSignOns.is_held_by(console.person) {
        true => Some(federation.flights().shares(&found.place).await?.iter().map(shown).collect()),
        false => None,
    };
    let frame = console.frame(Section::SignOns);
    let stages = stages(found, console.parts.clock.now());
    let days = federation.flights().days();
    let body = SignOnPage { frame: &frame, request_id: typed, stages, shares, days, made }.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

fn shown(share: &Share) -> Shown {
    Shown { mark: HEXLOWER.encode(&share.mark), until: When::from(share.until) }
}
