//! `/envelopes/file`: a file in the age format that the person has, opened with their keys. Nothing of it stays.

use super::multipart::MultipartError;
use super::names::plain_name;
use super::pace::Watch;
use super::visit::Visit;
use super::{Sent, length, sent, size, stream};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "envelopes/file.html")]
struct FilePage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    largest: String,
}

pub(super) async fn form(visit: Visit) -> Result<HttpResponse, PageError> {
    let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
    let token = visit.token();
    let page = FilePage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        largest: size(visit.envelopes()?.quotas().file),
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

pub(super) async fn submit(visit: Visit, body: web::Payload) -> Result<HttpResponse, PageError> {
    let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
    let (envelopes, request_id) = visit.work()?;
    let mut multipart = sent(&visit.request, body, &visit.parts.clock)?;
    // Before anything is held of what comes.
    let turn = match envelopes.turn(&person) {
        Ok(turn) => turn,
        Err(error) => {
            multipart.drain(envelopes.quotas().file).await;
            return Err(error.into());
        }
    };
    let (token, name) = multipart.fields(before_the_file).await?;
    visit.check(&token)?;
    let mut brought = envelopes.bring(turn, length(&visit.request)).await?;
    while let Some(mut piece) = multipart.piece().await? {
        brought.push(std::mem::take(&mut *piece)).await?;
    }
    multipart.end().await?;
    let (opening, turn) = envelopes.open_brought(&person, brought, &request_id).await?;
    let name = plain_name(name.strip_suffix(".age").unwrap_or(&name));
    Ok(stream::opened(&name, opening, turn, Watch::over(&envelopes, person, &visit.parts.clock)))
}

async fn before_the_file(multipart: &mut Sent) -> Result<(String, String), MultipartError> {
    let mut token = String::new();
    loop {
        let head = multipart.next().await?.ok_or(MultipartError::Form("there is no file in it"))?;
        match (head.name.as_str(), head.file) {
            ("form_token", None) => token = String::from_utf8_lossy(&multipart.field(256).await?).into_owned(),
            ("file", Some(name)) => return Ok((token, name)),
            _ => return Err(MultipartError::Form("it has a field that ours has not")),
        }
    }
}
