//! `/api/v1/keys`: the keys of one application, for a program of the person's own.

use super::{Problem, bearing};
use crate::domain::May;
use crate::federation::Federation;
use crate::http::context::request_id;
use crate::sign_in::Parts;
use crate::vault::scoped_key::ScopedKey;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::{Value, json};
use zeroize::Zeroizing;

pub(super) async fn list(
    request: HttpRequest,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Key)).await?;
    let Some(held) = bearing.key() else { return Ok(HttpResponse::Ok().json(json!({ "keys": [] }))) };
    let live = federation.live_of(held).await?;
    let one = |key: &&ScopedKey| -> Value {
        json!({
            "id": key.id(),
            "application": held.entity_id,
            "purpose": held.purpose.as_str(),
            "generation": key.number.generation,
            "epoch": key.number.epoch,
        })
    };
    let keys: Vec<Value> = live.iter().map(one).collect();
    Ok(HttpResponse::Ok().json(json!({ "keys": keys })))
}

pub(super) async fn one(
    request: HttpRequest,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    id: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let bearing = bearing(&request, &parts, Some(May::Key)).await?;
    let none = || {
        let detail = "This token gives no such key, or the key is given no more. /api/v1/keys lists those that are.";
        Problem::new(StatusCode::NOT_FOUND, "No such key", detail, "no key of this id is given")
    };
    let held = bearing.key().ok_or_else(none)?;
    let live = federation.live_of(held).await?;
    let key = live.into_iter().find(|key| key.id() == *id).ok_or_else(none)?;
    // On record before it leaves.
    federation.given_to_program(bearing.account(), held, &request_id()).await?;
    let text = key.text();
    // The only place where it stands; wiped by whoever sends it is what cannot be had.
    let body = Zeroizing::new(format!(
        "{{\"id\":\"{}\",\"generation\":{},\"epoch\":{},\"key\":\"{}\"}}",
        key.id(),
        key.number.generation,
        key.number.epoch,
        text.as_str()
    ));
    Ok(HttpResponse::Ok().content_type("application/json").body(body.as_str().to_owned()))
}
