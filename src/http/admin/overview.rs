//! The console's first page.

use super::administrator;
use super::keyring::{Card, card};
use crate::domain::identifier::Identifiers;
use crate::federation::Federation;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::keyring::view;
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

struct ListedProvider {
    name: String,
    entity_id: String,
    released: String,
    chosen: String,
}

/// What has just been done, shown on top.
pub(super) enum Done {
    Nothing,
    Invited { identifier: String, link: String, is_code: bool },
    Withdrawn { identifier: String, was_open: bool },
    Put { name: String, lines: Vec<String> },
    Refused { what: &'static str, why: String },
}

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    providers: &'a [ListedProvider],
    done: &'a Done,
    keyring: Card,
    label: &'static str,
    /// Whether login codes are made here, and whether nothing else is.
    codes: bool,
    codes_alone: bool,
}

pub(in crate::http) async fn overview(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    if signed_in::now(&request, &site, &parts).await?.is_none() {
        return Ok(see_other("/login"));
    }
    let person = administrator(&request, &site, &parts).await?;
    let console = Console { request: &request, site: &site, federation: &federation, parts: &parts, person: &person };
    console.show(StatusCode::OK, &Done::Nothing).await
}

/// What the page is made from.
pub(super) struct Console<'a> {
    pub(super) request: &'a HttpRequest,
    pub(super) site: &'a Site,
    pub(super) federation: &'a Federation,
    pub(super) parts: &'a Parts,
    pub(super) person: &'a SignedIn,
}

impl Console<'_> {
    pub(super) async fn show(&self, status: StatusCode, done: &Done) -> Result<HttpResponse, PageError> {
        let Self { request, site, federation, parts, person } = *self;
        let providers: Vec<ListedProvider> = federation
            .all()
            .await?
            .iter()
            .map(|sp| ListedProvider {
                name: sp.name().to_owned(),
                entity_id: sp.entity_id().to_owned(),
                released: sp.released().join(", "),
                chosen: sp.options().chosen().join(", "),
            })
            .collect();
        let token = form_token::issue(request, site, &*parts.random);
        let identifiers = parts.policy.identifiers;
        let page = OverviewPage {
            request_id: &request_id(),
            form_token: &token.value,
            providers: &providers,
            done,
            keyring: card(&view(parts, person).await?),
            label: identifiers.label(),
            codes: identifiers.has_codes(),
            codes_alone: identifiers == Identifiers::Code,
        };
        Ok(with_cookie(html(status, page.render()?), token))
    }
}
