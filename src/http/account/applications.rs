//! `/account/applications`: what each application is told at the next sign-on, by which names it knows the person, and when they
//! last opened it.

use crate::audit::{DAYS, Event};
use crate::federation::{Federation, Told};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::when::When;
use crate::sign_in::Parts;
use crate::sign_in::activity::{ALL, recent};
use crate::sign_in::change::{Known, known};
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::BTreeMap;
use time::OffsetDateTime;

struct Application {
    /// Tells it from the others of the page.
    key: usize,
    name: String,
    entity_id: String,
    /// By which it knows the person, each to be copied.
    names: Vec<(&'static str, String)>,
    told: Vec<Told>,
    last: Option<When>,
}

#[derive(Template)]
#[template(path = "account/applications.html")]
struct ApplicationsPage<'a> {
    request_id: &'a str,
    admin: bool,
    days: u16,
    used: &'a [Application],
    others: &'a [Application],
    /// The activity does not say all: some of it does not hold, or there is more than is read.
    is_partial: bool,
}

pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let known = known(&parts, &person).await?;
    let (last, is_partial) = last_opened(&parts, &person, &known).await?;
    let all = federation.all().await?;
    let shown = all.iter().enumerate().map(|(key, sp)| Application {
        key,
        name: sp.name().to_owned(),
        entity_id: sp.entity_id().to_owned(),
        names: federation.known_by(sp, &person),
        told: federation.told(sp, &person),
        last: last.get(sp.entity_id()).copied().map(When::from),
    });
    let (used, others): (Vec<_>, Vec<_>) = shown.partition(|one| one.last.is_some());
    let page = ApplicationsPage {
        request_id: &request_id(),
        admin: person.is_administrator(),
        days: DAYS,
        used: &used,
        others: &others,
        is_partial,
    };
    Ok(html(StatusCode::OK, page.render()?))
}

/// By entityID, from the person's own rows in the audit; and whether those say not all.
pub(super) async fn last_opened(
    parts: &Parts,
    person: &SignedIn,
    known: &Known,
) -> Result<(BTreeMap<String, OffsetDateTime>, bool), PageError> {
    let recent = recent(parts, person, &known.identifier, ALL).await?.recent;
    let mut last = BTreeMap::new();
    for one in recent.recorded.iter().filter(|one| one.event == Some(Event::SignedOn)) {
        last.entry(one.service_provider.clone()).or_insert(one.at);
    }
    Ok((last, recent.broken > 0 || recent.is_cut))
}
