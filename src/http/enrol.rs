//! `/enrol/{token}`: passphrase, authenticator, done. Works without JavaScript.

use super::account::change::passphrase_fault;
use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::known;
use super::locked::here;
use super::login::with_cookie;
use super::page::{html, see_other};
use super::qr;
use super::signed_in;
use super::site::Site;
use super::source::source;
use super::uninterrupted::to_the_end;
use crate::domain::SecretText;
use crate::say;
use crate::sign_in::enrolment::{self, EnrolmentError, Form, Page};
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::passphrase_strength::SHORTEST;
use crate::sign_in::visitor::Entered;
use crate::sign_in::{Parts, throttle, totp};
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// The name that authenticator apps show beside the code.
pub(super) const ISSUER: &str = "Senza";

#[derive(Deserialize)]
pub(super) struct EnrolForm {
    #[serde(default)]
    form_token: String,
    /// Leads to the seed that the page showed.
    #[serde(default)]
    page: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    passphrase_confirm: SecretText,
    #[serde(default)]
    code: SecretText,
    /// Of somebody who begins again: that they read what is lost.
    #[serde(default)]
    understood: Option<String>,
}

#[derive(Template)]
#[template(path = "enrol/form.html")]
struct EnrolPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    page: &'a str,
    identifier: &'a str,
    is_code: bool,
    totp_uri: &'a str,
    qr: &'a str,
    shortest: usize,
    passphrase_fault: Text,
    code_fault: Text,
    understood_fault: Text,
    /// For somebody who begins again: whether applications will know them as before.
    keeps_names: Option<bool>,
    is_escrowed: bool,
    is_listed: bool,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let counted = throttle::count_unnamed(&parts, source(&request))?;
    let page = enrolment::begin(&parts, &token).await;
    throttle::settle(&parts, Some(counted), is_guess(&page));
    let page = page?;
    show(&request, &site, &parts, StatusCode::OK, &page, None)
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    token: web::Path<String>,
    form: web::Form<EnrolForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)
        .map_err(|error| error.next(say("enrol-open-page-again"), format!("/enrol/{}", *token)))?;
    let form = form.into_inner();
    let page = form.page.clone();
    let (flow, link) = (Parts::clone(&parts), token.clone());
    let (previous, id, visitor) = (here(&request, &site), request_id(), known::visitor(&request, &site, &parts).await?);
    let counted = throttle::count_unnamed(&parts, visitor.source)?;
    let work = async move {
        let (passphrase, confirm) = (&form.passphrase, &form.passphrase_confirm);
        let has_understood = form.understood.is_some();
        let typed = Form { passphrase, confirm, code: &form.code, page: &form.page, has_understood };
        Ok::<_, PageError>(enrolment::complete(&flow, &link, typed, &previous, &id).await)
    };
    let enrolled = to_the_end(work).await?;
    throttle::settle(&parts, Some(counted), is_guess(&enrolled));
    match enrolled {
        Ok(Entered { session, device }) => {
            let mut response = see_other("/portal");
            let cookie = site.cookie(signed_in::COOKIE, session.expose().to_owned());
            response.add_cookie(&cookie).map_err(|error| {
                let sentence = say("enrol-you-are-enrolled-but-this");
                PageError::new(StatusCode::INTERNAL_SERVER_ERROR, say("enrol-almost-done"), sentence, error)
                    .next(say("enrol-sign-in"), "/login")
            })?;
            Ok(known::remember(response, &site, &visitor.devices, Some(device), parts.clock.now().date()))
        }
        Err(fault @ (EnrolmentError::Passphrase(_) | EnrolmentError::Code | EnrolmentError::NotUnderstood)) => {
            let page = enrolment::again(&parts, &token, &page).await?;
            show(&request, &site, &parts, StatusCode::UNPROCESSABLE_ENTITY, &page, Some(&fault))
        }
        Err(error @ EnrolmentError::Expired) => {
            let sentence = say("enrol-page-was-open-for-too");
            Err(PageError::new(StatusCode::GONE, say("enrol-this-page-had-expired"), sentence, error)
                .next(say("enrol-open-page-again"), format!("/enrol/{}", *token)))
        }
        Err(error) => Err(error.into()),
    }
}

/// A link that leads to nothing: nobody follows many.
fn is_guess<T>(done: &Result<T, EnrolmentError>) -> bool {
    matches!(done, Err(EnrolmentError::Invitation(InvitationError::Gone(_))))
}

fn show(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    status: StatusCode,
    page: &Page,
    fault: Option<&EnrolmentError>,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    // Login code and second factor do not belong on one device.
    let is_code = page.identifier.is_login_code();
    let label = if is_code { "login code" } else { page.identifier.as_str() };
    let uri = totp::uri(&page.seed, ISSUER, label);
    let passphrase_fault = match fault {
        Some(EnrolmentError::Passphrase(fault)) => passphrase_fault(*fault),
        _ => Text::default(),
    };
    let code_fault = match fault {
        Some(EnrolmentError::Code) => say("enrol-code-does-not-fit-type"),
        _ => Text::default(),
    };
    let shown = EnrolPage {
        request_id: &request_id(),
        form_token: &token.value,
        page: page.token.expose(),
        identifier: page.identifier.as_str(),
        is_code,
        totp_uri: uri.expose(),
        qr: &qr::svg(&uri).unwrap_or_default(),
        shortest: SHORTEST,
        passphrase_fault,
        code_fault,
        understood_fault: match fault {
            Some(EnrolmentError::NotUnderstood) => say("enrol-read-what-is-lost-and"),
            _ => Text::default(),
        },
        keeps_names: page.keeps_names,
        is_escrowed: page.is_escrowed,
        is_listed: page.is_listed,
    };
    Ok(with_cookie(html(status, shown.render()?), token))
}
