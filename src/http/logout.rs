//! `/logout`: ends the session here, on a page that says so.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::login::with_cookie;
use super::page::{self, Notice, html};
use super::signed_in;
use super::site::Site;
use crate::audit::{Event, Subject};
use crate::db::DbError;
use crate::sign_in::{Parts, session};
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
#[template(path = "logout.html")]
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
        return Ok(signed_out(&site));
    }
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = LogoutPage { request_id: &request_id(), form_token: &token.value };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<LogoutForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let person = signed_in::now(&request, &site, &parts).await?;
    if let Some(cookie) = signed_in::cookie(&request, &site) {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        session::end(&mut db, &cookie).await?;
    }
    if let Some(person) = person {
        parts.record(Event::SignedOut, Subject::Account(person.account), &request_id()).await?;
    }
    Ok(signed_out(&site))
}

fn signed_out(site: &Site) -> HttpResponse {
    let notice = Notice {
        title: "You are signed out",
        sentence: "Your session here has ended. Applications that you opened may keep sessions of their own: \
                   sign out there too, or close the browser.",
        next: Some(("Sign in again", "/login")),
    };
    let mut response = page::render(StatusCode::OK, &notice);
    if let Err(error) = response.add_cookie(&site.no_cookie(signed_in::COOKIE)) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}
