//! `/portal`: the applications that a person can open.

use super::context::request_id;
use super::error::PageError;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use crate::federation::Federation;
use crate::sign_in::Parts;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

struct Application {
    name: String,
    link: String,
    host: String,
}

#[derive(Template)]
#[template(path = "portal.html")]
struct PortalPage<'a> {
    request_id: &'a str,
    applications: &'a [Application],
    admin: bool,
}

pub(super) async fn portal(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let applications: Vec<Application> = federation
        .all()
        .await?
        .iter()
        .map(|sp| Application {
            name: sp.name().to_owned(),
            link: init_link(sp.entity_id()),
            host: host(sp.entity_id()),
        })
        .collect();
    let page = PortalPage { request_id: &request_id(), applications: &applications, admin: person.is_administrator() };
    Ok(html(StatusCode::OK, page.render()?))
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
