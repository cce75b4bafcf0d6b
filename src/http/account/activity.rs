//! `/account/activity`: what happened to a person's account in the last thirty days.

mod on_applications;
mod words;

use crate::audit::{DAYS, Recorded};
use crate::federation::{Federation, RegistryError};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::when::{When, day_there};
use crate::sign_in::Parts;
use crate::sign_in::activity::{ALL, Activity, recent};
use crate::sign_in::change::{Known, known};
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use time::format_description::well_known::Rfc3339;
use words::Words;
pub(in crate::http) use words::words;

/// How many lines a page has.
const LINES: usize = 50;
/// How many stand on `/account` itself, and of how many rows they are made at most.
const SHORT: (usize, u16) = (5, 60);

#[derive(Deserialize)]
pub(in crate::http) struct ActivityQuery {
    /// Counted from 1.
    #[serde(default)]
    page: usize,
}

/// The same thing, once or several times on end.
pub(super) struct Line {
    pub(super) at: When,
    /// When it began, where it happened more than once.
    pub(super) since: Option<When>,
    pub(super) times: usize,
    pub(super) words: Words,
}

/// What a list of activity shows.
pub(super) struct Shown {
    pub(super) days: u16,
    pub(super) lines: Vec<Line>,
    /// Rows that do not hold.
    pub(super) broken: usize,
    pub(super) has_tries: bool,
    /// There is more than was read.
    pub(super) is_cut: bool,
    /// Whom to tell of what does not hold.
    pub(super) support: Option<String>,
}

#[derive(Template)]
#[template(path = "account/activity.html")]
struct ActivityPage<'a> {
    request_id: &'a str,
    admin: bool,
    activity: Shown,
    page: usize,
    pages: usize,
}

pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<ActivityQuery>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let known = known(&parts, &person).await?;
    let mut activity = shown(&federation, recent(&parts, &person, &known.identifier, ALL).await?).await?;
    let pages = activity.lines.len().div_ceil(LINES).max(1);
    let page = query.page.clamp(1, pages);
    activity.lines = activity.lines.into_iter().skip((page - 1) * LINES).take(LINES).collect();
    let (request_id, admin) = (&request_id(), person.is_administrator());
    let page = ActivityPage { request_id, admin, activity, page, pages };
    Ok(html(StatusCode::OK, page.render()?))
}

/// The latest few, for `/account`.
pub(super) async fn in_short(
    parts: &Parts,
    federation: &Federation,
    person: &SignedIn,
    known: &Known,
) -> Result<Shown, PageError> {
    let (lines, rows) = SHORT;
    let mut activity = shown(federation, recent(parts, person, &known.identifier, rows).await?).await?;
    activity.is_cut |= activity.lines.len() > lines;
    activity.lines.truncate(lines);
    Ok(activity)
}

/// All of it, for the file of what is held.
pub(super) async fn exported(parts: &Parts, person: &SignedIn, known: &Known) -> Result<Value, PageError> {
    let Activity { recent, has_tries } = recent(parts, person, &known.identifier, ALL).await?;
    let one = |one: &Recorded| {
        let at = one.at.replace_nanosecond(0).unwrap_or(one.at).format(&Rfc3339).unwrap_or_default();
        json!({ "at": at, "what": one.event.map_or("another event", |event| event.as_str()), "application": one.service_provider })
    };
    Ok(json!({
        "days": DAYS,
        "recorded": recent.recorded.iter().map(one).collect::<Vec<_>>(),
        "refused_sign_ins_are_among_it": has_tries,
        "entries_that_do_not_hold": recent.broken,
        "there_is_more": recent.is_cut,
    }))
}

async fn shown(federation: &Federation, activity: Activity) -> Result<Shown, PageError> {
    let Activity { recent, has_tries } = activity;
    let names = names(federation, &recent.recorded).await?;
    let mut lines = Vec::new();
    for run in recent.recorded.chunk_by(is_the_same) {
        let (Some(latest), Some(first)) = (run.first(), run.last()) else { continue };
        let name = names.get(&latest.service_provider).map(String::as_str);
        lines.push(Line {
            at: latest.at.into(),
            since: (run.len() > 1).then(|| When::time(first.at)),
            times: run.len(),
            words: words(latest.event, name),
        });
    }
    let support = federation.publisher().support_contact.clone();
    Ok(Shown { days: DAYS, lines, broken: recent.broken, has_tries, is_cut: recent.is_cut, support })
}

/// On one day, with nothing in between.
fn is_the_same(one: &Recorded, next: &Recorded) -> bool {
    let what = |recorded: &Recorded| (recorded.event, day_there(recorded.at));
    what(one) == what(next) && one.service_provider == next.service_provider
}

/// What people call the applications. One that is no longer connected keeps its address.
async fn names(federation: &Federation, recorded: &[Recorded]) -> Result<BTreeMap<String, String>, RegistryError> {
    let mut names = BTreeMap::new();
    for one in recorded.iter().map(|one| &one.service_provider).filter(|one| !one.is_empty()) {
        if !names.contains_key(one) {
            let found = federation.find(one).await?;
            names.insert(one.clone(), found.map_or_else(|| one.clone(), |sp| sp.name().to_owned()));
        }
    }
    Ok(names)
}
