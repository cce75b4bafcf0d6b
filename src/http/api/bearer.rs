//! Which token a request shows.

use super::problem::{Problem, of_token};
use crate::domain::May;
use crate::sign_in::Parts;
use crate::sign_in::tokens::{self, Bearing};
use actix_web::HttpRequest;
use actix_web::http::header::AUTHORIZATION;

/// The token of a request, if it serves for this. No connection is held when it returns.
pub(in crate::http) async fn bearing(
    request: &HttpRequest,
    parts: &Parts,
    what: Option<May>,
) -> Result<Bearing, Problem> {
    let shown = shown(request).ok_or_else(Problem::no_token)?;
    let bearing = tokens::bearing(parts, shown).await.map_err(of_token)?;
    match what.filter(|what| !bearing.may(*what)) {
        Some(what) => Err(Problem::may_not(what)),
        None => Ok(bearing),
    }
}

/// RFC 6750 §2.1, and none of the other ways: what stands in an address is in logs. Exactly one.
fn shown(request: &HttpRequest) -> Option<&str> {
    let mut all = request.headers().get_all(AUTHORIZATION);
    let only = all.next().filter(|_| all.next().is_none())?.to_str().ok()?;
    let (scheme, token) = only.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
