//! Envelopes for programs: `/api/v1/envelopes` and `/api/v1/recipients`, by the flows of the pages.

mod list;
mod send;

pub(in crate::http) use self::list::{list, one};
pub(in crate::http) use self::send::send;

use super::pace::Watch;
use super::{Kept, here, plain_name, stream};
use crate::domain::May;
use crate::http::api::{Problem, bearing, json, of_envelope};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::keys::envelopes::EnvelopeFlowError;
use crate::sign_in::Parts;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    identifier: String,
}

/// The key of whoever signs in with an identifier. It comes in a body: what stands in an address is in logs.
pub(in crate::http) async fn recipient(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Seal)).await?;
    let wanted: Wanted = json(&request, body).await?;
    let found = here(&kept)?.recipient(&bearing, &wanted.identifier, &request_id()).await;
    let recipient = found.map_err(|error| match error {
        EnvelopeFlowError::UnknownRecipient(_) => {
            let detail = "Nobody who can receive envelopes has this identifier. Look at the spelling.";
            Problem::new(StatusCode::NOT_FOUND, "No such recipient", detail, "a recipient is not known")
        }
        error => limited(error),
    })?;
    Ok(HttpResponse::Ok().json(json!({ "recipient": recipient.to_string() })))
}

/// Who asks too often is told so by the status too.
fn limited(error: EnvelopeFlowError) -> Problem {
    match error {
        EnvelopeFlowError::LookUps => Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "Too often",
            "Very many people were looked up in a short time. Another can be every twenty seconds.",
            "a person's look-ups are used up",
        ),
        error => of_envelope(error),
    }
}

fn id(path: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(path).map_err(|_| of_envelope(EnvelopeFlowError::None))
}

/// What is in an envelope, once all of it was verified.
pub(in crate::http) async fn content(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
    path: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Open)).await?;
    let (envelopes, id, request_id) = (here(&kept)?.clone(), id(&path)?, request_id());
    let clock = Arc::clone(&parts.clock);
    let opened = to_the_end(async move {
        let opened = envelopes.open(&bearing, id, &request_id).await;
        Ok::<_, PageError>(opened.map(|opened| (opened, Watch::over(&envelopes, bearing, &clock))))
    });
    let ((entry, opening, turn), watch) = opened.await?.map_err(of_envelope)?;
    let name = if entry.slip.name.is_empty() { "message.txt".to_owned() } else { plain_name(&entry.slip.name) };
    Ok(stream::opened(&name, opening, turn, watch))
}

/// An envelope as it is: a file in the age format, for who has the key elsewhere.
pub(in crate::http) async fn sealed(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
    path: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Read)).await?;
    let (envelopes, id, request_id) = (here(&kept)?.clone(), id(&path)?, request_id());
    let clock = Arc::clone(&parts.clock);
    let fetched = to_the_end(async move {
        let fetched = envelopes.fetch(&bearing, id, &request_id).await;
        Ok::<_, PageError>(fetched.map(|fetched| (fetched, Watch::over(&envelopes, bearing, &clock))))
    });
    let ((entry, outgoing), watch) = fetched.await?.map_err(of_envelope)?;
    let name = if entry.slip.name.is_empty() { "message.txt".to_owned() } else { plain_name(&entry.slip.name) };
    Ok(stream::sealed(&format!("{name}.age"), outgoing, watch))
}

/// From now on nobody opens it.
pub(in crate::http) async fn withdraw(
    request: HttpRequest,
    parts: web::Data<Parts>,
    kept: Kept,
    path: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Send)).await?;
    let (envelopes, id, request_id) = (here(&kept)?.clone(), id(&path)?, request_id());
    let done = to_the_end(async move { Ok::<_, PageError>(envelopes.withdraw(&bearing, id, &request_id).await) });
    done.await?.map_err(of_envelope)?;
    Ok(HttpResponse::NoContent().finish())
}
