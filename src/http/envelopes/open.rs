//! `/envelopes/file`: a file in the age format that the person has, opened with their keys. Nothing of it stays.

use super::multipart::MultipartError;
use super::stream::{download, plaintext};
use super::{Kept, here, plain_name, sent, size};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::invitation::ADMIN;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "envelopes/file.html")]
struct FilePage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    largest: String,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    kept: Kept,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = FilePage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.has_role(ADMIN),
        largest: size(here(&kept)?.quotas().file),
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    kept: Kept,
    body: web::Payload,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let envelopes = here(&kept)?;
    let mut multipart = sent(&request, body)?;
    let mut token = String::new();
    let name = loop {
        let head = multipart.next().await?.ok_or(MultipartError::Form("there is no file in it"))?;
        match (head.name.as_str(), head.file) {
            ("form_token", None) => {
                let value = multipart.field(256).await?;
                token = String::from_utf8_lossy(&value).into_owned();
            }
            ("file", Some(name)) => break name,
            _ => return Err(MultipartError::Form("it has a field that ours has not").into()),
        }
    };
    form_token::check(&request, &site, &token)?;
    let mut brought = envelopes.bring(&person).await?;
    while let Some(mut piece) = multipart.piece().await? {
        brought.push(std::mem::take(&mut *piece)).await?;
    }
    if multipart.next().await?.is_some() {
        return Err(MultipartError::Form("the file is not its last part").into());
    }
    let (opening, turn) = envelopes.open_brought(&person, brought, &request_id()).await?;
    let name = plain_name(name.strip_suffix(".age").unwrap_or(&name));
    let length = opening.octets;
    Ok(download(&name, length, async move |sender| {
        plaintext(opening, sender).await;
        drop(turn);
    }))
}
