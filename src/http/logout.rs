//! `/logout`: ends the session here, and leads to the page on which applications are told.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::leaving::{self, signed_out};
use super::locked;
use super::login::with_cookie;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use super::uninterrupted::to_the_end;
use crate::federation::Federation;
use crate::sign_in::Parts;
use crate::sign_in::change::sessions;
use crate::sign_in::people::many;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct LogoutForm {
    #[serde(default)]
    form_token: String,
}

#[derive(Template)]
#[template(path = "logout/ask.html")]
struct LogoutPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
}

/// A link cannot sign anyone out by itself: it leads to a page that asks.
pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    if signed_in::now(&request, &site, &parts).await?.is_none() {
        if locked::waiting(&request, &site, &parts).await?.is_some() {
            return Ok(see_other("/locked"));
        }
        return Ok(signed_in::forget(signed_out(), &site));
    }
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = LogoutPage { request_id: &request_id(), form_token: &token.value };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<LogoutForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else {
        // A row that its cookie does not open goes too.
        if let Some(cookie) = signed_in::cookie(&request, &site) {
            let (flow, id) = (Parts::clone(&parts), request_id());
            to_the_end(async move { sessions::end_by_cookie(&flow, &cookie, &id).await }).await?;
        }
        return Ok(signed_in::forget(signed_out(), &site));
    };
    let (ours, id, flow) = (Federation::clone(&federation), request_id(), Parts::clone(&parts));
    let leaving = to_the_end(async move {
        let leaving = ours.sign_out(&person, &id).await.map_err(PageError::from)?;
        // What was held for this session alone.
        many::signed_out(&flow, person.account, person.id_hash(), &id).await?;
        Ok::<_, PageError>(leaving)
    });
    let leaving = leaving.await?;
    let response =
        if leaving.told().is_empty() { signed_out() } else { leaving::begin(&request, &parts, &leaving).await? };
    Ok(signed_in::forget(response, &site))
}
