//! The request's id: made for each request, shown on every page, written with every line of the log.

use super::health::Drain;
use super::house::{HOUSE, House};
use super::zone::{Viewer, seen_by};
use crate::domain::measures::{Area, MEASURES};
use crate::domain::{Random, SystemRandom, random};
use crate::federation::Federation;
use crate::words::{self, Languages};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorRequestTimeout;
use actix_web::http::ConnectionType;
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderName, HeaderValue, REFRESH};
use actix_web::middleware::Next;
use actix_web::{Error, web};
use data_encoding::{BASE32_NOPAD, HEXLOWER_PERMISSIVE};
use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tracing::Instrument;

/// How long a request may take from its head to the end of its answer: twice what somebody waits for Argon2id, and more than
/// any form takes on a poor line. A body that trickles is bounded by nothing else.
const LONGEST: Duration = Duration::from_secs(60);

/// The same where a file comes with it: 2 GiB in an hour are five Mbit/s. Whoever sends one is signed in, has few turns at once, and
/// may not fall silent (`envelopes/multipart.rs`).
const LONGEST_WITH_FILE: Duration = Duration::from_secs(60 * 60);

fn takes_files(path: &str) -> bool {
    matches!(path, "/envelopes/new" | "/envelopes/file" | "/api/v1/envelopes")
        || (path.starts_with("/envelopes/") && path.ends_with("/open"))
        || (path.starts_with("/api/v1/envelopes/") && (path.ends_with("/content") || path.ends_with("/sealed")))
}

tokio::task_local! {
    static REQUEST_ID: String;
    /// After how many seconds the page that answers the request covers itself; none, unless the computer is shared.
    static COVERS: Cell<Option<i64>>;
}

/// The page that answers this request is to cover itself after so many seconds.
pub(super) fn covers_itself(seconds: i64) {
    // Outside of a request there is no page.
    let _ = COVERS.try_with(|covers| covers.set(Some(seconds)));
}

/// After how many seconds it does, for the page's script.
pub(crate) fn covers_after() -> Option<i64> {
    COVERS.try_with(Cell::get).ok().flatten()
}

/// Leads a page that stands open to where it is locked, without a script too. One second later: then it is time there.
fn cover<B>(response: &mut ServiceResponse<B>) {
    let is_page = |value: &HeaderValue| value.as_bytes().starts_with(b"text/html");
    let headers = response.headers_mut();
    if let Some(seconds) = covers_after().filter(|_| headers.get(CONTENT_TYPE).is_some_and(is_page))
        && let Ok(value) = HeaderValue::from_str(&format!("{}; url=/locked", seconds.saturating_add(1)))
    {
        headers.insert(REFRESH, value);
    }
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
    let drain = request.app_data::<web::Data<Drain>>().cloned();
    let longest = if takes_files(request.path()) { LONGEST_WITH_FILE } else { LONGEST };
    let house = request.app_data::<web::Data<Federation>>().map(|ours| House::of(ours)).unwrap_or_default();
    let viewer = Viewer::of(&request, &house);
    let heard = request.app_data::<web::Data<Languages>>().and_then(|languages| {
        languages.heard(request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()))
    });
    let (area, began) = (Area::of(request.path()), Instant::now());
    let answered = async {
        let mut response = match tokio::time::timeout(longest, next.call(request)).await {
            Ok(response) => response,
            // A body that trickles in: whoever sends it holds a connection, and nothing else of ours.
            Err(_) => Err(ErrorRequestTimeout("This request took too long.")),
        };
        let status =
            response.as_ref().map_or_else(|error| error.as_response_error().status_code(), ServiceResponse::status);
        MEASURES.answered(area, status.as_u16(), began);
        if let Ok(response) = &mut response {
            cover(response);
        }
        match &response {
            Ok(response) => tracing::info!(status = response.status().as_u16(), "answered"),
            Err(error) => tracing::warn!(%error, "not answered"),
        }
        response
    };
    let mut response = REQUEST_ID
        .scope(
            id.clone(),
            HOUSE.scope(
                Arc::new(house),
                COVERS.scope(Cell::new(None), words::speaking(heard, seen_by(viewer, answered.instrument(span)))),
            ),
        )
        .await?;
    if drain.is_some_and(|drain| drain.has_begun()) {
        // RFC 9112 §9.6: the next request finds another server, and none comes just as this one closes.
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    Ok(response)
}

fn new_id(random: &dyn Random) -> String {
    BASE32_NOPAD.encode(&random::octets::<5>(random)).to_lowercase()
}

/// A link to enrol, to a record of a sign-on or to an application is a secret: its token stays out of the log, also when the link was copied a little wrong.
fn logged_path(path: &str) -> String {
    let plain = percent_decoded(path);
    for kind in ["enrol", "flight", "partner"] {
        let mut after = plain.split('/').skip_while(|segment| !segment.trim().eq_ignore_ascii_case(kind)).skip(1);
        if after.any(|segment| !segment.is_empty()) {
            return format!("/{kind}/[redacted]");
        }
    }
    path.chars().take(200).collect()
}

/// Only for looking at: what is not an escape stays as it is.
fn percent_decoded(path: &str) -> String {
    let mut octets = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.split_at_checked(2).filter(|_| *first == b'%');
        let decoded = escaped.and_then(|(hex, after)| Some((*HEXLOWER_PERMISSIVE.decode(hex).ok()?.first()?, after)));
        let (octet, after) = decoded.unwrap_or((*first, after));
        octets.push(octet);
        rest = after;
    }
    String::from_utf8_lossy(&octets).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_token_is_not_logged() {
        for path in [
            "/enrol/c2VjcmV0",
            "/enrol/c2VjcmV0/",
            "/Enrol/c2VjcmV0",
            "/ENROL//c2VjcmV0",
            "//enrol/c2VjcmV0",
            "///enrol////c2VjcmV0",
            "/admin/enrol/c2VjcmV0",
            "/%65nrol/c2VjcmV0",
            "/enro%6C%2fc2VjcmV0",
            "/enrol%20/c2VjcmV0",
        ] {
            assert_eq!(logged_path(path), "/enrol/[redacted]", "{path}");
        }
    }

    #[test]
    fn a_link_to_a_record_is_not_logged() {
        for path in ["/flight/c2VjcmV0", "//Flight/c2VjcmV0/", "/%66light/c2VjcmV0"] {
            assert_eq!(logged_path(path), "/flight/[redacted]", "{path}");
        }
    }

    #[test]
    fn a_link_to_an_application_is_not_logged() {
        for path in ["/partner/c2VjcmV0", "/partner/c2VjcmV0/ab2c3d4e", "//Partner/c2VjcmV0/", "/%70artner/c2VjcmV0"] {
            assert_eq!(logged_path(path), "/partner/[redacted]", "{path}");
        }
    }

    #[test]
    fn other_paths_are_logged_as_they_came() {
        for path in ["/login", "/", "", "/enrol", "/enrol/", "/enrolment/x", "/a%2", "/%zz%", "/caf%C3%A9/%ff"] {
            assert_eq!(logged_path(path), path);
        }
        assert_eq!(logged_path(&"/a".repeat(500)).len(), 200);
    }
}
