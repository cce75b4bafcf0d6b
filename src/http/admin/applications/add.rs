//! `/admin/applications/add`: metadata as a file, pasted, or from an address. It is read and put aside, sealed; the check list follows.

use super::super::access::Asked;
use super::super::frame::{Console, Frame, Section};
use super::look::{Waiting, put_aside};
use crate::federation::{Federation, Section as Checks, sentence};
use crate::http::context::request_id;
use crate::http::envelopes::small::read_whole;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::given_metadata;
use crate::http::page::see_other;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Octets of metadata that the console takes: so much waits, sealed, between two pages. A command on the machine itself takes more.
const LONGEST: usize = 512 * 1024;

#[derive(Template)]
#[template(path = "admin/application_add.html")]
struct AddPage<'a> {
    frame: &'a Frame,
    /// What was wrong with what was given; empty at first.
    sections: &'a [Checks],
    address: &'a str,
    ours: &'a str,
}

/// What was given, by one of three ways.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Given {
    form_token: String,
    file: String,
    pasted: String,
    address: String,
}

pub(in crate::http) async fn form(asked: Asked, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    show(asked.console(), &federation, &[], "")
}

/// The page again, with why nothing was done.
pub(super) fn refused(console: Console<'_>, federation: &Federation, why: Text) -> Result<HttpResponse, PageError> {
    show(console, federation, &[Checks::refused(why)], "")
}

fn show(
    console: Console<'_>,
    federation: &Federation,
    sections: &[Checks],
    address: &str,
) -> Result<HttpResponse, PageError> {
    let frame = console.frame(Section::Applications);
    let body = AddPage { frame: &frame, sections, address, ours: federation.entity_id() }.render()?;
    let status = if sections.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(frame.answer(status, body))
}

pub(in crate::http) async fn submit(
    asked: Asked,
    federation: web::Data<Federation>,
    body: web::Payload,
) -> Result<HttpResponse, PageError> {
    let given = given(&asked, body).await?;
    form_token::check(&asked.request, &asked.site, &given.form_token)?;
    let refused = |why: Text| show(asked.console(), &federation, &[Checks::refused(why)], &given.address);
    let ways = [&given.file, &given.pasted, &given.address].into_iter().filter(|way| !way.trim().is_empty()).count();
    if ways > 1 {
        return refused(say("admin-application-add-one-of-three-ways"));
    }
    let text = if given.file.trim().is_empty() { given.pasted.clone() } else { given.file.clone() };
    let metadata = match given_metadata::given(text, &given.address).await? {
        Ok(metadata) => metadata,
        Err(why) => return refused(why),
    };
    let Some(metadata) = String::from_utf8(metadata).ok().filter(|text| text.len() <= LONGEST) else {
        return refused(say("admin-application-add-too-long"));
    };
    if let Err(error) = federation.consider(metadata.as_bytes(), None).await {
        return match error.about_metadata() {
            Some(why) => refused(sentence(&why)),
            None => Err(error.into()),
        };
    }
    let address = given.address.trim().to_owned();
    let waiting = Waiting { metadata, address, by: *asked.person.account.as_bytes() };
    let token = put_aside(&asked.parts, asked.person.account, &waiting).await?;
    tracing::info!(id = request_id(), "metadata waits to be looked at");
    Ok(see_other(&format!("/admin/applications/look?metadata={token}")))
}

async fn given(asked: &Asked, body: web::Payload) -> Result<Given, PageError> {
    if !asked.request.content_type().eq_ignore_ascii_case("multipart/form-data") {
        return without_file(body).await;
    }
    let mut given = Given::default();
    // One more than is taken, so that the refusal can say why.
    for part in read_whole(&asked.request, body, &asked.parts.clock, 1024 * 1024).await? {
        let text = String::from_utf8_lossy(&part.octets).into_owned();
        match part.name.as_str() {
            "form_token" => given.form_token = text,
            "file" => given.file = text,
            "pasted" => given.pasted = text,
            "address" => given.address = text,
            _ => {}
        }
    }
    Ok(given)
}

/// A form without a file, from whatever sends none.
async fn without_file(body: web::Payload) -> Result<Given, PageError> {
    let octets = body.to_bytes_limited(LONGEST).await.map_err(|_| PageError::not_a_form(true, "too long"))?;
    let octets = octets.map_err(|error| PageError::not_a_form(false, error))?;
    let text = String::from_utf8_lossy(&octets);
    let form = web::Query::<Given>::from_query(&text).map_err(|error| PageError::not_a_form(false, error))?;
    Ok(form.into_inner())
}
