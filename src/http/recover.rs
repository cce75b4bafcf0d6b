//! `/recover`: a recovery kit in the place of a forgotten passphrase or a lost authenticator; then new ones of both.

use super::account::change::{changed, fault};
use super::context::request_id;
use super::enrol::ISSUER;
use super::error::PageError;
use super::form_token;
use super::known;
use super::locked::here;
use super::login::with_cookie;
use super::page::{html, see_other};
use super::qr;
use super::site::Site;
use super::uninterrupted::to_the_end;
use crate::domain::SecretText;
use crate::domain::identifier::shown;
use crate::say;
use crate::sign_in::change::ChangeError;
use crate::sign_in::passphrase_strength::SHORTEST;
use crate::sign_in::recovery::{self, Form, Page};
use crate::sign_in::throttle::{self, ThrottleError};
use crate::sign_in::visitor::Entered;
use crate::sign_in::{Parts, totp};
use crate::vault::kit::Kit;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct KitForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    kit: SecretText,
}

#[derive(Deserialize)]
pub(super) struct RenewQuery {
    /// Leads to the recovery under way.
    #[serde(default)]
    page: String,
}

#[derive(Deserialize)]
pub(super) struct RenewForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    passphrase_confirm: SecretText,
    #[serde(default)]
    code: SecretText,
}

#[derive(Template)]
#[template(path = "recover/kit.html")]
struct KitPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    fault: Text,
}

#[derive(Template)]
#[template(path = "recover/renew.html")]
struct RenewPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    page: &'a str,
    identifier: &'a str,
    is_code: bool,
    totp_uri: &'a str,
    qr: &'a str,
    shortest: usize,
    fault: Text,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    kit_page(&request, &site, &parts, StatusCode::OK, Text::default())
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<KitForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)
        .map_err(|error| error.next(say("recover-open-page-again"), "/recover"))?;
    // A slip of the pen is told here, and nobody is asked.
    let kit = match Kit::parse(&form.kit) {
        Ok(kit) => kit,
        Err(slip) => {
            return kit_page(&request, &site, &parts, StatusCode::UNPROCESSABLE_ENTITY, slip.to_string().into());
        }
    };
    let visitor = known::visitor(&request, &site, &parts).await?;
    let counted = throttle::count_nameless(&parts, &visitor).await.map_err(from_throttle)?;
    let (flow, id) = (Parts::clone(&parts), request_id());
    let begun = async move { Ok::<_, PageError>(recovery::begin(&flow, &kit, &visitor, &id).await) };
    let begun = to_the_end(begun).await?;
    throttle::settle(&parts, counted, matches!(begun, Err(ChangeError::Refused)));
    match begun {
        Ok(token) => Ok(see_other(&format!("/recover/renew?page={}", token.expose()))),
        Err(ChangeError::Refused) => {
            tracing::info!("recovery refused");
            let sentence = say("recover-this-kit-opens-nothing-it");
            kit_page(&request, &site, &parts, StatusCode::FORBIDDEN, sentence)
        }
        Err(error) => Err(from_recovery(error)),
    }
}

pub(super) async fn renew(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<RenewQuery>,
) -> Result<HttpResponse, PageError> {
    let page = recovery::page(&parts, &query.page).await.map_err(from_recovery)?;
    renew_page(&request, &site, &parts, StatusCode::OK, &page, Text::default())
}

pub(super) async fn complete(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<RenewForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)
        .map_err(|error| error.next(say("recover-start-again"), "/recover"))?;
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let (page, previous) = (form.page.clone(), here(&request, &site));
    let visitor = known::visitor(&request, &site, &parts).await?;
    let from = visitor.clone();
    let done = to_the_end(async move {
        let (passphrase, confirm) = (&form.passphrase, &form.passphrase_confirm);
        let typed = Form { passphrase, confirm, code: &form.code, page: &form.page };
        Ok::<_, PageError>(recovery::complete(&flow, typed, (&from, &previous), &id).await)
    });
    match done.await? {
        Ok(Entered { session, device }) => {
            let response = changed(&site, &session, "/account/kit?recovered=1")?;
            Ok(known::remember(response, &site, &visitor.devices, Some(device), parts.clock.now().date()))
        }
        Err(error @ (ChangeError::Passphrase(_) | ChangeError::NewCode)) => {
            let fault = fault(error)?;
            let page = recovery::page(&parts, &page).await.map_err(from_recovery)?;
            renew_page(&request, &site, &parts, StatusCode::UNPROCESSABLE_ENTITY, &page, fault)
        }
        Err(error) => Err(from_recovery(error)),
    }
}

fn from_throttle(error: ThrottleError) -> PageError {
    PageError::from(error).next(say("recover-back-to-recovery-kit"), "/recover")
}

/// Whoever recovers is not signed in: their way forward is another.
fn from_recovery(error: ChangeError) -> PageError {
    PageError::from(error).next(say("recover-back-to-recovery-kit"), "/recover")
}

fn kit_page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    status: StatusCode,
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let page = KitPage { request_id: &request_id(), form_token: &token.value, fault };
    Ok(with_cookie(html(status, page.render()?), token))
}

fn renew_page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    status: StatusCode,
    page: &Page,
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let uri = totp::uri(&page.seed, ISSUER, shown(page.identifier.as_str()));
    let shown = RenewPage {
        request_id: &request_id(),
        form_token: &token.value,
        page: page.token.expose(),
        identifier: page.identifier.as_str(),
        is_code: page.identifier.is_login_code(),
        totp_uri: uri.expose(),
        qr: &qr::svg(&uri).unwrap_or_default(),
        shortest: SHORTEST,
        fault,
    };
    Ok(with_cookie(html(status, shown.render()?), token))
}
