//! `/portal`: the applications that a person can open. Some at a time, and finding one, where there are many.

use super::account::applications::last_opened;
use super::context::request_id;
use super::error::PageError;
use super::listing::Query;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use crate::federation::{Federation, ServiceProvider};
use crate::sign_in::Parts;
use crate::sign_in::change::known;
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use std::sync::Arc;

/// As many as one looks through.
const MOST: u16 = 48;
/// Of those that were opened lately, and of how much activity they are taken.
const LATELY: (usize, u16) = (8, 100);

struct Application {
    name: String,
    link: String,
    host: String,
}

#[derive(Template)]
#[template(path = "portal.html")]
struct PortalPage<'a> {
    request_id: &'a str,
    /// Where there is more than a page of them: those that this person opened last.
    lately: &'a [Application],
    applications: &'a [Application],
    find: &'a str,
    /// Whether there is more to look through than what stands here.
    is_part: bool,
    next: Option<String>,
    admin: bool,
}

pub(super) async fn portal(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let offered = federation.offered(query.find(), &query.behind(), MOST).await?;
    let lately = match offered.next {
        Some(_) if query.is_first_of_all() => lately(&parts, &federation, &person).await?,
        _ => Vec::new(),
    };
    let page = PortalPage {
        request_id: &request_id(),
        lately: &lately,
        applications: &offered.shown.iter().map(application).collect::<Vec<_>>(),
        find: query.find(),
        is_part: offered.next.is_some() || !query.is_first_of_all(),
        next: offered.next.map(|next| query.address("/portal", &next)),
        admin: person.is_administrator(),
    };
    Ok(html(StatusCode::OK, page.render()?))
}

/// What the person opened last, by their own rows in the audit.
async fn lately(parts: &Parts, federation: &Federation, person: &SignedIn) -> Result<Vec<Application>, PageError> {
    let known = known(parts, person).await?;
    let (last, _) = last_opened(parts, person, &known, LATELY.1).await?;
    let mut last: Vec<_> = last.into_iter().collect();
    last.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
    let names = last.into_iter().take(LATELY.0).map(|(entity_id, _)| entity_id).collect();
    let found = federation.find_each(names).await?;
    Ok(found.iter().filter_map(|(_, sp)| sp.as_ref().map(application)).collect())
}

fn application(sp: &Arc<ServiceProvider>) -> Application {
    Application { name: sp.name().to_owned(), link: init_link(sp.entity_id()), host: host(sp.entity_id()) }
}

fn init_link(entity_id: &str) -> String {
    let sp: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/saml/init?sp={sp}")
}

/// The entityID's host with its port, to tell two applications of one name apart.
fn host(entity_id: &str) -> String {
    let parsed = url::Url::parse(entity_id).ok();
    parsed
        .as_ref()
        .and_then(|url| {
            let host = url.host_str()?;
            Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
        })
        .unwrap_or_else(|| entity_id.to_owned())
}
