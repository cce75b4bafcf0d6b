//! `/account/kit`: a recovery kit is drawn, shown on a page to print, and counts once a part of it was typed back.

use super::change::{changed, fault};
use crate::domain::SecretText;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::sign_in::Parts;
use crate::sign_in::bearer::Bearer;
use crate::sign_in::change::{Typed, kit, known};
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::session::SignedIn;
use crate::vault::Way;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct KitQuery {
    /// Leads to the kit that is shown.
    #[serde(default)]
    page: String,
    #[serde(default)]
    recovered: String,
}

#[derive(Deserialize)]
pub(in crate::http) struct KitForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
    #[serde(default)]
    page: String,
    /// Two groups of the printed page.
    #[serde(default)]
    part: SecretText,
}

#[derive(Template)]
#[template(path = "account/kit_offer.html")]
struct OfferPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    identifier: &'a str,
    has_kit: bool,
    recovered: bool,
}

#[derive(Template)]
#[template(path = "account/kit.html")]
struct KitPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    page: &'a str,
    groups: Vec<&'a str>,
    line: &'a str,
    asked: usize,
    replaces: bool,
    recover_url: &'a str,
    made_on: When,
}

pub(in crate::http) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<KitQuery>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    if Bearer::parse(&query.page).is_some() {
        return show(&request, &site, &parts, &person, &query.page, "").await;
    }
    offer(&request, &site, &parts, &person, !query.recovered.is_empty(), "").await
}

/// Draws a kit.
pub(in crate::http) async fn draw(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<KitForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let drawing = to_the_end(async move {
        let typed = Typed { passphrase: &form.passphrase, code: &form.code };
        let drawn = kit::draw(&flow, &person, typed, &id).await;
        Ok::<_, PageError>((drawn, person))
    });
    match drawing.await? {
        (Ok(token), _) => Ok(see_other(&format!("/account/kit?page={}", token.expose()))),
        (Err(error), person) => offer(&request, &site, &parts, &person, false, &fault(error)?).await,
    }
}

/// Makes it a way in.
pub(in crate::http) async fn confirm(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<KitForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let page = form.page.clone();
    let done =
        to_the_end(async move { Ok::<_, PageError>(kit::confirm(&flow, person, &form.page, &form.part, &id).await) });
    match done.await? {
        Ok(cookie) => changed(&site, &cookie, "/account?done=kit"),
        Err(error) => {
            let fault = fault(error)?;
            let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
            show(&request, &site, &parts, &person, &page, &fault).await
        }
    }
}

async fn offer(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    person: &SignedIn,
    recovered: bool,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let known = known(parts, person).await?;
    let token = form_token::issue(request, site, &*parts.random);
    let page = OfferPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        fault,
        identifier: known.shown(),
        has_kit: known.ways.iter().any(|(way, _)| *way == Way::Kit),
        recovered,
    };
    Ok(with_cookie(html(status(fault), page.render()?), token))
}

async fn show(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    person: &SignedIn,
    page: &str,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let shown = kit::shown(parts, person, page).await?;
    let token = form_token::issue(request, site, &*parts.random);
    let groups: Vec<&str> = shown.groups.iter().map(SecretText::expose).collect();
    let line = SecretText::new(groups.join("-"));
    let page = KitPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        fault,
        page,
        line: line.expose(),
        groups,
        asked: shown.asked,
        replaces: shown.replaces,
        recover_url: &format!("{}/recover", site.base()),
        made_on: parts.clock.now().date().into(),
    };
    Ok(with_cookie(html(status(fault), page.render()?), token))
}

fn status(fault: &str) -> StatusCode {
    if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}
