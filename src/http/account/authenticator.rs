//! `/account/authenticator`: another authenticator app.

use super::change::{changed, fault};
use crate::domain::SecretText;
use crate::http::context::request_id;
use crate::http::enrol::ISSUER;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::qr;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::change::Typed;
use crate::sign_in::change::authenticator::{self, Page};
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::{Parts, totp};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct AuthenticatorForm {
    #[serde(default)]
    form_token: String,
    /// Leads to the seed that the page showed.
    #[serde(default)]
    page: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
    #[serde(default)]
    new_code: SecretText,
}

#[derive(Template)]
#[template(path = "account/authenticator.html")]
struct AuthenticatorPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    identifier: &'a str,
    page: &'a str,
    totp_uri: &'a str,
    qr: &'a str,
}

pub(in crate::http) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let page = authenticator::begin(&parts, &person).await?;
    show(&request, &site, &parts, person.has_role(ADMIN), &page, "")
}

pub(in crate::http) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<AuthenticatorForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let page = form.page.clone();
    let done = to_the_end(async move {
        let typed = Typed { passphrase: &form.passphrase, code: &form.code };
        Ok::<_, PageError>(authenticator::change(&flow, person, &form.page, typed, &form.new_code, &id).await)
    });
    match done.await? {
        Ok(cookie) => changed(&site, &cookie, "/account?done=authenticator"),
        Err(error) => {
            let fault = fault(error)?;
            let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
            let page = authenticator::again(&parts, &person, &page).await?;
            show(&request, &site, &parts, person.has_role(ADMIN), &page, &fault)
        }
    }
}

fn show(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    admin: bool,
    page: &Page,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let uri = totp::uri(&page.seed, ISSUER, page.identifier.expose());
    let shown = AuthenticatorPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin,
        fault,
        identifier: page.identifier.expose(),
        page: page.token.expose(),
        totp_uri: uri.expose(),
        qr: &qr::svg(&uri).unwrap_or_default(),
    };
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(with_cookie(html(status, shown.render()?), token))
}
