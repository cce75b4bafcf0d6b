//! `/`: leads to the portal, or says what this place is.

use super::context::request_id;
use super::error::PageError;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use crate::sign_in::Parts;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    request_id: &'a str,
}

pub(super) async fn home(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    match signed_in::now(&request, &site, &parts).await? {
        Some(_) => Ok(see_other("/portal")),
        None => Ok(html(StatusCode::OK, Home { request_id: &request_id() }.render()?)),
    }
}
