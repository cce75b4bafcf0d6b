//! `/account/applications`: what each application is told at the next sign-on, by which names it knows the person, and when they
//! last opened it. Those that they have opened first; of the others some at a time, and finding one.

use crate::audit::{DAYS, Event};
use crate::federation::{Federation, ServiceProvider, Told};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::listing::Query;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::when::When;
use crate::sign_in::Parts;
use crate::sign_in::activity::{ALL, recent};
use crate::sign_in::change::{Known, known};
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::collections::BTreeMap;
use std::sync::Arc;
use time::OffsetDateTime;

/// As many of those that were opened stand first; the others are found among all.
const MOST_USED: usize = 100;
/// As many of the others stand on a page.
const MOST: u16 = 25;

struct Application {
    /// Tells it from the others of the page.
    key: usize,
    name: String,
    entity_id: String,
    /// By which it knows the person, each to be copied.
    names: Vec<(Text, String)>,
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
    /// Whether all are looked through from the first on: then what was opened stands apart.
    is_first: bool,
    find: &'a str,
    /// Whether there is more to look through than what stands here.
    is_part: bool,
    next: Option<String>,
    /// The activity does not say all: some of it does not hold, or there is more than is read.
    is_partial: bool,
}

pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let known = known(&parts, &person).await?;
    let (last, is_partial) = last_opened(&parts, &person, &known, ALL).await?;
    let is_first = query.is_first_of_all();
    let used = if is_first { used(&federation, &last).await? } else { Vec::new() };
    let offered = federation.offered(query.find(), &query.behind(), MOST).await?;
    let mut key = 0;
    let mut shown = |sp: &Arc<ServiceProvider>| {
        key += 1;
        Application {
            key,
            name: sp.name().to_owned(),
            entity_id: sp.entity_id().to_owned(),
            names: federation.known_by(sp, &person),
            told: federation.told(sp, &person),
            last: last.get(sp.entity_id()).copied().map(When::from),
        }
    };
    let is_apart = |sp: &&Arc<ServiceProvider>| is_first && last.contains_key(sp.entity_id());
    let used: Vec<_> = used.iter().map(&mut shown).collect();
    let page = ApplicationsPage {
        request_id: &request_id(),
        admin: person.is_administrator(),
        days: DAYS,
        used: &used,
        others: &offered.shown.iter().filter(|sp| !is_apart(sp)).map(&mut shown).collect::<Vec<_>>(),
        is_first,
        find: query.find(),
        is_part: offered.next.is_some() || !is_first,
        next: offered.next.map(|next| query.address("/account/applications", &next)),
        is_partial: is_partial || last.len() > MOST_USED,
    };
    Ok(html(StatusCode::OK, page.render()?))
}

/// Those that were opened, by name: the latest, where they are very many.
async fn used(
    federation: &Federation,
    last: &BTreeMap<String, OffsetDateTime>,
) -> Result<Vec<Arc<ServiceProvider>>, PageError> {
    let mut latest: Vec<_> = last.iter().collect();
    latest.sort_by_key(|(_, at)| std::cmp::Reverse(**at));
    let names = latest.into_iter().take(MOST_USED).map(|(entity_id, _)| entity_id.clone()).collect();
    let found = federation.find_each(names).await?;
    let mut used: Vec<_> = found.into_iter().filter_map(|(_, sp)| sp).collect();
    used.sort_by_key(|sp| sp.name().to_lowercase());
    Ok(used)
}

/// By entityID, from so many of the person's own rows in the audit; and whether those say not all.
pub(in crate::http) async fn last_opened(
    parts: &Parts,
    person: &SignedIn,
    known: &Known,
    most: u16,
) -> Result<(BTreeMap<String, OffsetDateTime>, bool), PageError> {
    let recent = recent(parts, person, &known.identifier, most).await?.recent;
    let mut last = BTreeMap::new();
    for one in recent.recorded.iter().filter(|one| one.event == Some(Event::SignedOn)) {
        last.entry(one.service_provider.clone()).or_insert(one.at);
    }
    Ok((last, recent.broken > 0 || recent.is_cut))
}
