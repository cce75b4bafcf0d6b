//! `/account/kit`: a recovery kit is drawn, shown on a page to print, and counts once a part of it was typed back.

use super::change::changed;
use super::form::{self, Change, Frame, Visit};
use super::proof::Proof;
use crate::domain::SecretText;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::site::Site;
use crate::http::when::When;
use crate::sign_in::Parts;
use crate::sign_in::bearer::Bearer;
use crate::sign_in::change::{ChangeError, kit};
use crate::sign_in::session::SignedIn;
use crate::vault::Way;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Clone, Default, Deserialize)]
pub(in crate::http) struct KitQuery {
    /// Leads to the kit that is shown.
    #[serde(default)]
    page: String,
    #[serde(default)]
    recovered: String,
}

/// A kit is to be drawn.
#[derive(Deserialize)]
pub(in crate::http) struct Draw {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    proof: Proof,
}

/// The one that was drawn is to be a way in.
#[derive(Deserialize)]
pub(in crate::http) struct Confirm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    page: String,
    /// Two groups of the printed page.
    #[serde(default)]
    part: SecretText,
}

#[derive(Template)]
#[template(path = "account/kit_offer.html")]
struct OfferPage<'a> {
    frame: Frame<'a>,
    has_kit: bool,
    recovered: bool,
}

#[derive(Template)]
#[template(path = "account/kit.html")]
struct KitPage<'a> {
    frame: Frame<'a>,
    page: &'a str,
    groups: Vec<&'a str>,
    line: &'a str,
    asked: usize,
    replaces: bool,
    recover_url: &'a str,
    made_on: When,
}

/// The offer of a kit, or the one that was drawn.
pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<KitQuery>,
) -> Result<HttpResponse, PageError> {
    match Bearer::parse(&query.page) {
        Some(_) => form::form::<Confirm>(request, site, parts, query).await,
        None => form::form::<Draw>(request, site, parts, query).await,
    }
}

impl Change for Draw {
    type Query = KitQuery;
    /// Leads to the page that shows it.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, query: &KitQuery) -> Result<String, PageError> {
        let has_kit = visit.known.ways.iter().any(|(way, _)| *way == Way::Kit);
        Ok(OfferPage { frame, has_kit, recovered: !query.recovered.is_empty() }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        kit::draw(parts, &person, self.proof.typed(), request_id).await
    }

    fn done(_: &Site, _: Frame<'_>, token: SecretText) -> Result<HttpResponse, PageError> {
        Ok(see_other(&format!("/account/kit?page={}", token.expose())))
    }
}

impl Change for Confirm {
    type Query = KitQuery;
    /// The session's new cookie.
    type Done = SecretText;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> KitQuery {
        KitQuery { page: self.page.clone(), ..KitQuery::default() }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, query: &KitQuery) -> Result<String, PageError> {
        let shown = kit::shown(visit.parts, visit.person, &query.page).await?;
        let groups: Vec<&str> = shown.groups.iter().map(SecretText::expose).collect();
        let line = SecretText::new(groups.join("-"));
        let page = KitPage {
            frame,
            page: &query.page,
            line: line.expose(),
            groups,
            asked: shown.asked,
            replaces: shown.replaces,
            recover_url: &format!("{}/recover", visit.site.base()),
            made_on: visit.parts.clock.now().date().into(),
        };
        Ok(page.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<SecretText, ChangeError> {
        kit::confirm(parts, person, &self.page, &self.part, request_id).await
    }

    fn done(site: &Site, _: Frame<'_>, cookie: SecretText) -> Result<HttpResponse, PageError> {
        changed(site, &cookie, "/account?done=kit")
    }
}
