//! Where a request comes from.

use super::forwarded;
use crate::domain::Source;
use actix_web::HttpRequest;

/// The one place that says whose a request is when somebody may be slowed down for it.
pub(super) fn source(request: &HttpRequest) -> Source {
    forwarded::address(request).map_or(Source::Unknown, Source::of)
}
