//! `/flight/{token}`: the record of one sign-on, for an application's engineer who was sent a link to it. Nothing of the person.

use super::admin::{Stage, stages};
use super::context::request_id;
use super::error::PageError;
use super::page::html;
use super::when::When;
use crate::federation::Federation;
use crate::say;
use crate::sign_in::Parts;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "flight.html")]
struct FlightPage<'a> {
    request_id: &'a str,
    stages: Vec<Stage>,
    until: When,
}

pub(super) async fn page(
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    token: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let id = request_id();
    let shared = federation.flights().shared(&token, &id).await?.ok_or_else(gone)?;
    let stages = stages(shared.found, parts.clock.now());
    let page = FlightPage { request_id: &id, stages, until: When::from(shared.until) };
    let mut response = html(StatusCode::OK, page.render()?);
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
    Ok(response)
}

/// The same whatever the cause: no such link, one that was withdrawn, one that is over.
fn gone() -> PageError {
    let sentence = say("flight-it-was-withdrawn-its-days");
    PageError::new(StatusCode::GONE, say("flight-this-link-shows-nothing-any"), sentence, "no such link to a record")
}
