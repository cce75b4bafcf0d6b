//! `/api/v1/admin/sign-ons`: what became of sign-ons lately, and one of them by its request id. No name and no value of anybody's is in it.

use super::super::moment;
use super::super::query::Parameters;
use super::{Problem, Program};
use crate::audit::{Event, Subject};
use crate::db::flight::Outcome;
use crate::federation::Federation;
use crate::federation::flight::{Cursor, Flight, Wanted};
use crate::http::admin::{Stage, stages};
use crate::sign_in::acting::Acting as _;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};
use time::OffsetDateTime;

const USUAL: u16 = 50;
const MOST: u16 = 100;

pub(super) async fn list(program: Program, federation: web::Data<Federation>) -> Result<HttpResponse, Problem> {
    let mut query = Parameters::of(program.request.query_string(), &["application", "outcome", "before", "limit"])?;
    let most = query.limit(USUAL, MOST)?;
    let (application, outcome, before) = (query.take("application"), query.take("outcome"), query.take("before"));
    let bad = |detail| Problem::bad_request(detail, "a parameter's value");
    let outcome = match outcome.as_str() {
        "" => None,
        word => Some(Outcome::from_word(word).ok_or_else(|| bad("There is no such outcome."))?),
    };
    let before = match before.as_str() {
        "" => None,
        text => Some(Cursor::parse(text).ok_or_else(|| bad("«before» is what «next» gave."))?),
    };
    let provider = Some(&*application).filter(|application| !application.is_empty());
    let found = federation.flights().list(Wanted { provider, outcome, before, most }).await?;
    let now = program.parts.clock.now();
    let listed: Vec<Value> = found.flights.iter().map(|flight| listed(flight, now)).collect();
    let next = found.next.map(|next| next.to_string());
    Ok(HttpResponse::Ok().json(json!({ "sign_ons": listed, "broken": found.broken, "next": next })))
}

fn listed(flight: &Flight, now: OffsetDateTime) -> Value {
    json!({
        "request_id": flight.request_id,
        "at": moment(flight.moment()),
        "application": flight.provider,
        "name": flight.name,
        "outcome": flight.outcome().word(),
        "says": flight.outcome_in_a_word(now),
        "why": flight.fault.as_ref().map(|fault| &fault.said),
    })
}

pub(super) async fn one(
    program: Program,
    federation: web::Data<Federation>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = federation.flights().by_request_id(&id).await?.ok_or_else(|| {
        let detail = "No record has this request id: it was another, nothing was recorded, or its days are over.";
        Problem::new(StatusCode::NOT_FOUND, "No such sign-on", detail, "no record")
    })?;
    // On record before it leaves, as in the console.
    program.on_record().await?;
    program.parts.record(Event::FlightRead, Subject::Account(program.by.account()), &program.id).await?;
    let all: Vec<Value> = stages(found, program.parts.clock.now()).iter().map(shown).collect();
    Ok(HttpResponse::Ok().json(json!({ "stages": all })))
}

fn shown(stage: &Stage) -> Value {
    let flight = &stage.flight;
    let check = |check: &crate::federation::flight::Check| json!({ "name": check.name, "verdict": check.verdict.word(), "detail": check.detail.english() });
    json!({
        "request_id": flight.request_id,
        "at": moment(flight.moment()),
        "took_microseconds": flight.took,
        "application": flight.provider,
        "name": flight.name,
        "came": stage.came.english(),
        "outcome": flight.outcome().word(),
        "says": stage.outcome.english(),
        "why": flight.fault.as_ref().map(|fault| &fault.said),
        "what_to_do": flight.fault.as_ref().map(|fault| &fault.mend),
        "endpoint": flight.endpoint,
        "checks": stage.checks.iter().map(check).collect::<Vec<Value>>(),
        "request": flight.xml,
        "assertion": stage.assertion,
    })
}
