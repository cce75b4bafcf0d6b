//! `PUT` and `DELETE` of `/api/v1/admin/application`: by whoever says which state of it they saw.

use super::super::body::json_within;
use super::super::query::Parameters;
use super::super::turns::Turns;
use super::applications::{entity_id, unknown};
use super::fault::of_program;
use super::program::to_the_end;
use super::registration::Registered;
use super::{Problem, Program};
use crate::federation::{Federation, Outcome, Saw};
use crate::http::site::Site;
use crate::sign_in::acting::Acting as _;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, IF_MATCH, IF_NONE_MATCH, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// Octets of a body: metadata in JSON is somewhat longer than it is.
const LONGEST: usize = 2 * 1024 * 1024;
const WHOLE: Duration = Duration::from_secs(30);

pub(super) async fn put(
    program: Program,
    federation: web::Data<Federation>,
    site: web::Data<Site>,
    turns: web::Data<Turns>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let mut query = Parameters::of(program.request.query_string(), &["entity_id"])?;
    let entity_id = entity_id(&mut query)?;
    let saw = match (tag(&program.request)?, of(&program.request, IF_NONE_MATCH)?.as_deref()) {
        (Some(tag), None) => Saw::Tag(tag),
        (None, Some("*")) => Saw::Nothing,
        (None, Some(_)) | (Some(_), Some(_)) => return Err(malformed()),
        (None, None) => return Err(unsaid()),
    };
    let turn = turns.to_change_one(program.by.account())?;
    let wanted: Registered = json_within(&program.request, payload, LONGEST, WHOLE).await?;
    let choices = wanted.choices().map_err(cannot)?;
    if let Some(other) = wanted.entity_id.as_ref().filter(|other| **other != entity_id) {
        return Err(cannot(format!("the address says {entity_id}, and the body {other}")));
    }
    let (federation, by, id) = (Federation::clone(&federation), Arc::clone(&program.by), program.id.clone());
    let is_new = saw == Saw::Nothing;
    let work = async move {
        let _turn = turn;
        let metadata = wanted.metadata.as_bytes();
        federation.put_by(&by, (&entity_id, metadata), choices, &saw, &id).await.map_err(of_program)
    };
    match to_the_end(work).await? {
        Outcome::Done(put) => {
            let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
            Ok(HttpResponse::build(status).json(json!({ "entity_id": put.entity_id, "said": put.sentences() })))
        }
        Outcome::Waits(proposal) => Ok(waits(&site, proposal)),
    }
}

pub(super) async fn remove(
    program: Program,
    federation: web::Data<Federation>,
    site: web::Data<Site>,
    turns: web::Data<Turns>,
) -> Result<HttpResponse, Problem> {
    let mut query = Parameters::of(program.request.query_string(), &["entity_id"])?;
    let entity_id = entity_id(&mut query)?;
    let tag = tag(&program.request)?.ok_or_else(unsaid)?;
    let (federation, by, id) = (Federation::clone(&federation), Arc::clone(&program.by), program.id.clone());
    let turn = turns.to_change_one(by.account())?;
    let work = async move {
        let _turn = turn;
        federation.remove_seen_by(&by, &entity_id, &tag, &id).await.map_err(of_program)
    };
    match to_the_end(work).await? {
        Outcome::Done(true) => Ok(HttpResponse::NoContent().finish()),
        Outcome::Done(false) => Err(unknown()),
        Outcome::Waits(proposal) => Ok(waits(&site, proposal)),
    }
}

/// What a header says that stands there once, if it does.
fn of(request: &HttpRequest, name: HeaderName) -> Result<Option<String>, Problem> {
    let mut all = request.headers().get_all(name);
    let Some(only) = all.next() else { return Ok(None) };
    let text = only.to_str().ok().filter(|_| all.next().is_none()).ok_or_else(malformed)?;
    Ok(Some(text.trim().to_owned()))
}

/// RFC 9110 §13.1.1, of one entity tag, and a strong one.
pub(super) fn tag(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(text) = of(request, IF_MATCH)? else { return Ok(None) };
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match inner.is_some_and(|inner| !inner.is_empty() && !inner.contains('"')) {
        true => Ok(Some(text)),
        false => Err(malformed()),
    }
}

fn malformed() -> Problem {
    let detail =
        "Send either If-Match with the ETag of the state that you saw, or If-None-Match: * for one that is not there.";
    Problem::bad_request(detail, "preconditions that cannot be read")
}

pub(super) fn unsaid() -> Problem {
    let detail =
        "Say which state of it you saw: If-Match with its ETag, or If-None-Match: * for one that is not there.";
    Problem::new(StatusCode::PRECONDITION_REQUIRED, "Say what you saw", detail, "no precondition")
}

pub(super) fn cannot(why: String) -> Problem {
    let detail = format!("Nothing was done: {}.", why.trim_end_matches('.'));
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "It cannot be so", detail, "refused as it is")
}

/// It takes two people, and waits for the second: RFC 9110 §15.3.3. The same that waits already is proposed no second time.
fn waits(site: &Site, proposal: uuid::Uuid) -> HttpResponse {
    let page = format!("{}/admin/approvals/one?proposal={proposal}", site.base());
    let said = "Here it takes two people. It was proposed, and waits in the console for another administrator.";
    HttpResponse::Accepted().insert_header((LOCATION, page)).json(json!({ "proposal": proposal, "said": said }))
}
