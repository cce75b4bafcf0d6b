//! A small body, as JSON.

use super::problem::Problem;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Octets: an identifier has a few hundred.
const LONGEST: usize = 4096;
/// For all of it, however often an octet comes.
const WHOLE: Duration = Duration::from_secs(10);

pub(in crate::http) async fn json<T: DeserializeOwned>(
    request: &HttpRequest,
    mut body: web::Payload,
) -> Result<T, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().is_none_or(|kind| !kind.trim().eq_ignore_ascii_case("application/json")) {
        let detail = "Send JSON, and say so: Content-Type: application/json.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Not in this form", detail, "no JSON"));
    }
    let mut octets = Vec::new();
    let cut = || Problem::bad_request("The request did not arrive whole. Send it once more.", "it was cut off");
    let until = tokio::time::Instant::now() + WHOLE;
    while let Some(piece) = tokio::time::timeout_at(until, body.next()).await.map_err(|_| cut())? {
        octets.extend_from_slice(&piece.map_err(|_| cut())?);
        if octets.len() > LONGEST {
            let detail = "What was sent is longer than anything that is asked for here.";
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too long", detail, "a long body"));
        }
    }
    serde_json::from_slice(&octets).map_err(|_| {
        Problem::bad_request("It is no JSON of the form that /api/v1/openapi.json describes.", "JSON of another form")
    })
}
