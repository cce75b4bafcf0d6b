//! `/account/remove`: taking a way in away, and what that does not undo.

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
use crate::sign_in::change::{ChangeError, Typed, known, removal};
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::session::SignedIn;
use crate::vault::Way;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct RemovalForm {
    #[serde(default)]
    form_token: String,
    /// Which way in; the recovery kit is the only one that can go.
    #[serde(default)]
    way: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
}

#[derive(Template)]
#[template(path = "account/removal.html")]
struct RemovalPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    fault: &'a str,
    identifier: &'a str,
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
    form: web::Form<RemovalForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let done = to_the_end(async move {
        let typed = Typed { passphrase: &form.passphrase, code: &form.code };
        let Some(way) = Way::from_label(&form.way) else { return Ok(Err(ChangeError::NoSuchWay)) };
        Ok::<_, PageError>(removal::remove(&flow, person, typed, way, &id).await)
    });
    match done.await? {
        Ok(cookie) => changed(&site, &cookie, "/account?done=removed"),
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
    let page = RemovalPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        fault,
        identifier: known.shown(),
    };
    Ok(with_cookie(html(status, page.render()?), token))
}
