//! `/account/passphrase`: another passphrase.

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
use crate::sign_in::Parts;
use crate::sign_in::change::{Typed, known, passphrase};
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::passphrase_strength::SHORTEST;
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct PassphraseForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    new_passphrase: SecretText,
    #[serde(default)]
    new_passphrase_confirm: SecretText,
    /// Sign out everywhere else.
    #[serde(default)]
    others: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
}

#[derive(Template)]
#[template(path = "account/passphrase.html")]
struct PassphrasePage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    identifier: &'a str,
    shortest: usize,
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
    form: web::Form<PassphraseForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let done = to_the_end(async move {
        let typed = Typed { passphrase: &form.passphrase, code: &form.code };
        let chosen = passphrase::Chosen {
            passphrase: &form.new_passphrase,
            confirm: &form.new_passphrase_confirm,
            end_others: !form.others.is_empty(),
        };
        Ok::<_, PageError>(passphrase::change(&flow, person, typed, chosen, &id).await)
    });
    match done.await? {
        Ok(cookie) => changed(&site, &cookie, "/account?done=passphrase"),
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
    let token = form_token::issue(request, site, &*parts.random);
    let page = PassphrasePage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        fault,
        identifier: known.shown(),
        shortest: SHORTEST,
    };
    Ok(with_cookie(html(status, page.render()?), token))
}
