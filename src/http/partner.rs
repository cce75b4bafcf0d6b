//! `/partner/{token}`: an application, for its own engineers who were sent a link: what is registered of it, what is worth a look, and
//! its sign-ons, each with every check. Nobody is signed in here, nothing is changed, and nothing of anybody is seen. Whatever the link
//! does not show, a record of another application's among it, is the same page as no link at all.

use super::admin::{Stage, in_a_word, stages};
use super::context::request_id;
use super::error::PageError;
use super::page::html;
use super::when::When;
use crate::db::flight::Outcome;
use crate::federation::flight::{Cursor, Flight};
use crate::federation::{About, Federation, Mark, Partner, Section as Checks, Shown, called, count_marks, facts};
use crate::federation::{full_name, short_name};
use crate::say;
use crate::sign_in::Parts;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use time::OffsetDateTime;

/// Records on a page.
const MOST: u16 = 25;

#[derive(Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    ended: String,
    #[serde(default)]
    before: String,
}

/// What its metadata says of one thing.
struct Said {
    what: Text,
    values: Vec<Text>,
}

struct Listed {
    href: String,
    request_id: String,
    when: When,
    outcome: Text,
    why: Text,
}

/// How a sign-on ended, to see those alone.
struct Choice {
    href: String,
    label: Text,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "partner.html")]
struct PartnerPage<'a> {
    request_id: &'a str,
    name: &'a str,
    entity_id: &'a str,
    until: When,
    is_over: bool,
    ours: &'a str,
    contact: Option<&'a str>,
    said: Vec<Said>,
    may_know: Vec<String>,
    chosen: Vec<String>,
    sections: &'a [Checks],
    looks: usize,
    preview: Vec<Shown>,
    is_recorded: bool,
    days: u16,
    choices: Vec<Choice>,
    listed: Vec<Listed>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "partner_sign_on.html")]
struct SignOnPage<'a> {
    request_id: &'a str,
    name: &'a str,
    stages: Vec<Stage>,
    until: When,
    back: String,
}

pub(super) async fn page(
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    token: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let id = request_id();
    let partner = federation.partner(&token, &id).await?.ok_or_else(nothing)?;
    let outcome = Outcome::from_word(&query.ended);
    let flights = federation.partner_flights(&partner, outcome, Cursor::parse(&query.before), MOST).await?;
    let (sp, here) = (&partner.on_file.sp, format!("/partner/{}", *token));
    let now = parts.clock.now();
    let page = PartnerPage {
        request_id: &id,
        name: sp.name(),
        entity_id: sp.entity_id(),
        until: partner.until.into(),
        is_over: partner.on_file.is_over,
        ours: federation.entity_id(),
        contact: federation.publisher().technical_contact.as_deref(),
        said: said(&partner),
        may_know: sp.released().iter().map(|name| in_words(name)).collect(),
        chosen: sp.options().chosen(),
        looks: count_marks(&partner.sections, Mark::Look),
        sections: &partner.sections,
        preview: federation.preview(sp),
        is_recorded: federation.flights().is_on(),
        days: federation.flights().days(),
        choices: choices(&here, outcome),
        listed: flights.flights.iter().map(|flight| listed(&here, flight, now)).collect(),
        next: flights.next.map(|next| {
            let ended = outcome.map_or("", Outcome::word);
            format!("{here}?ended={ended}&before={next}")
        }),
    };
    Ok(unlisted(html(StatusCode::OK, page.render()?)))
}

pub(super) async fn sign_on(
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (id, (token, wanted)) = (request_id(), path.into_inner());
    let partner = federation.partner(&token, &id).await?.ok_or_else(nothing)?;
    let found = federation.partner_flight(&partner, &wanted).await?.ok_or_else(nothing)?;
    let page = SignOnPage {
        request_id: &id,
        name: partner.on_file.sp.name(),
        stages: stages(found, parts.clock.now()),
        until: partner.until.into(),
        back: format!("/partner/{token}"),
    };
    Ok(unlisted(html(StatusCode::OK, page.render()?)))
}

/// No search engine keeps it.
fn unlisted(mut response: HttpResponse) -> HttpResponse {
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    response
}

fn said(partner: &Partner) -> Vec<Said> {
    let facts = facts(partner.on_file.sp.metadata());
    let of = |about: About| -> Vec<Text> {
        facts.iter().filter(|fact| fact.about == about).map(|fact| fact.value.clone()).collect()
    };
    About::ALL.into_iter().map(|about| Said { what: called(about), values: of(about) }).collect()
}

fn in_words(name: &str) -> String {
    match short_name(full_name(name)) {
        Some(short) => format!("{short} ({})", full_name(name)),
        None => name.to_owned(),
    }
}

fn choices(here: &str, chosen: Option<Outcome>) -> Vec<Choice> {
    let all = [
        (None, say("partner-choice-all")),
        (Some(Outcome::Refused), say("partner-choice-refused")),
        (Some(Outcome::Stopped), say("partner-choice-stopped")),
        (Some(Outcome::Waiting), say("partner-choice-waiting")),
        (Some(Outcome::Answered), say("partner-choice-answered")),
    ];
    let choice = |(outcome, label): (Option<Outcome>, Text)| Choice {
        href: outcome.map_or_else(|| here.to_owned(), |outcome| format!("{here}?ended={}", outcome.word())),
        label,
        is_chosen: outcome == chosen,
    };
    all.into_iter().map(choice).collect()
}

fn listed(here: &str, flight: &Flight, now: OffsetDateTime) -> Listed {
    Listed {
        href: format!("{here}/{}", flight.request_id),
        request_id: flight.request_id.clone(),
        when: flight.moment().into(),
        outcome: in_a_word(flight, now),
        why: flight.why(),
    }
}

/// The same for a link that never was, one that is over or was ended, and what a link does not show.
fn nothing() -> PageError {
    let sentence = say("partner-link-is-over-was-ended");
    PageError::new(
        StatusCode::NOT_FOUND,
        say("partner-this-link-leads-nowhere"),
        sentence,
        "no such link for engineers, or not its own",
    )
}
