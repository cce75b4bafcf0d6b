//! `/account/identifier`: another e-mail address, user name or login code to sign in with.

use super::change::{changed, fault, signed_on};
use crate::domain::SecretText;
use crate::domain::identifier::Identifiers;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::Parts;
use crate::sign_in::change::identifier::{self, Done, Wish};
use crate::sign_in::change::{Typed, known};
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct IdentifierForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    new_identifier: String,
    /// `code` for a login code, which is made here.
    #[serde(default)]
    make: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
}

#[derive(Template)]
#[template(path = "account/identifier.html")]
struct IdentifierPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    identifier: &'a str,
    label: &'a str,
    /// Login codes can be had.
    codes: bool,
    /// Nothing else can.
    codes_alone: bool,
}

/// Shows a login code that was made, to print.
#[derive(Template)]
#[template(path = "account/login_code.html")]
struct CodePage<'a> {
    request_id: &'a str,
    admin: bool,
    login_code: &'a str,
}

pub(in crate::http) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    show(&request, &site, &parts, &person, StatusCode::OK, "").await
}

pub(in crate::http) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<IdentifierForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let admin = person.has_role(ADMIN);
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let done = to_the_end(async move {
        let typed = Typed { passphrase: &form.passphrase, code: &form.code };
        let wish = if form.make == "code" { Wish::NewCode } else { Wish::Typed(&form.new_identifier) };
        Ok::<_, PageError>(identifier::change(&flow, person, typed, wish, &id).await)
    });
    match done.await? {
        Ok(Done { cookie, login_code: None }) => changed(&site, &cookie, "/account?done=identifier"),
        Ok(Done { cookie, login_code: Some(code) }) => {
            let page = CodePage { request_id: &request_id(), admin, login_code: code.expose() };
            signed_on(html(StatusCode::OK, page.render()?), &site, &cookie)
        }
        Err(error) => {
            let fault = fault(error)?;
            // The session goes on: nothing was changed.
            let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
            show(&request, &site, &parts, &person, StatusCode::UNPROCESSABLE_ENTITY, &fault).await
        }
    }
}

async fn show(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    person: &SignedIn,
    status: StatusCode,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let known = known(parts, person).await?;
    let identifiers = parts.policy.identifiers;
    let token = form_token::issue(request, site, &*parts.random);
    let page = IdentifierPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        fault,
        identifier: known.shown(),
        label: match identifiers {
            Identifiers::Any => "E-mail address or user name",
            other => other.label(),
        },
        codes: identifiers.has_codes(),
        codes_alone: identifiers == Identifiers::Code,
    };
    Ok(with_cookie(html(status, page.render()?), token))
}
