//! The request's id: made for each request, shown on every page, written with every line of the log.

use crate::domain::{Random, SystemRandom, random};
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use data_encoding::BASE32_NOPAD;
use tracing::Instrument;

tokio::task_local! {
    static REQUEST_ID: String;
}

/// The id of the request being answered; eight letters and digits that a person can read out.
pub(super) fn request_id() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}

/// Gives each request an id and logs how it ended. The query is not logged: it may carry a token.
pub async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = new_id(&SystemRandom);
    let path = logged_path(request.path());
    let span = tracing::info_span!("request", %id, method = %request.method(), path);
    let answered = async {
        let response = next.call(request).await;
        match &response {
            Ok(response) => tracing::info!(status = response.status().as_u16(), "answered"),
            Err(error) => tracing::warn!(%error, "not answered"),
        }
        response
    };
    let mut response = REQUEST_ID.scope(id.clone(), answered.instrument(span)).await?;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

fn new_id(random: &dyn Random) -> String {
    BASE32_NOPAD.encode(&random::octets::<5>(random)).to_lowercase()
}

/// An enrolment link is a secret: its token stays out of the log.
fn logged_path(path: &str) -> String {
    match path.strip_prefix("/enrol/") {
        Some(_) => "/enrol/[redacted]".to_owned(),
        None => path.chars().take(200).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_token_is_not_logged() {
        assert_eq!(logged_path("/enrol/c2VjcmV0"), "/enrol/[redacted]");
        assert_eq!(logged_path("/login"), "/login");
    }
}
