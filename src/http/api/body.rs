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
    body: web::Payload,
) -> Result<T, Problem> {
    json_within(request, body, LONGEST, WHOLE).await
}

/// The same of another size.
pub(in crate::http) async fn json_within<T: DeserializeOwned>(
    request: &HttpRequest,
    mut body: web::Payload,
    longest: usize,
    whole: Duration,
) -> Result<T, Problem> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().is_none_or(|kind| !kind.trim().eq_ignore_ascii_case("application/json")) {
        let detail = "Send JSON, and say so: Content-Type: application/json.";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Not in this form", detail, "no JSON"));
    }
    let mut octets = Vec::new();
    let cut = || Problem::bad_request("The request did not arrive whole. Send it once more.", "it was cut off");
    let until = tokio::time::Instant::now() + whole;
    while let Some(piece) = tokio::time::timeout_at(until, body.next()).await.map_err(|_| cut())? {
        octets.extend_from_slice(&piece.map_err(|_| cut())?);
        if octets.len() > longest {
            let detail = "What was sent is longer than anything that is asked for here.";
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too long", detail, "a long body"));
        }
    }
    let other =
        || Problem::bad_request("It is no JSON object of the form that the description names.", "JSON of another form");
    // A list would be taken for its members in their order.
    if octets.iter().find(|octet| !octet.is_ascii_whitespace()) != Some(&b'{') {
        return Err(other());
    }
    serde_json::from_slice(&octets).map_err(|_| other())
}
