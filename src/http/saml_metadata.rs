//! `/saml/metadata`: what partners read about us, for as long as they may keep it.

use crate::federation::Federation;
use actix_web::http::header::{ETAG, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::HEXLOWER;

/// As the document's own cacheDuration: an hour.
const CACHE: (&str, &str) = ("Cache-Control", "public, max-age=3600");

pub(super) async fn metadata(request: HttpRequest, federation: web::Data<Federation>) -> HttpResponse {
    let document = federation.metadata();
    let digest = openssl::sha::sha256(&document);
    let etag = format!("\"{}\"", HEXLOWER.encode(digest.get(..16).unwrap_or(&digest)));
    if is_known(&request, &etag) {
        return HttpResponse::NotModified().insert_header((ETAG, etag)).insert_header(CACHE).finish();
    }
    HttpResponse::Ok()
        .content_type("application/samlmetadata+xml")
        .insert_header((ETAG, etag))
        .insert_header(CACHE)
        .body(document)
}

/// RFC 9110 §13.1.2, by the weak comparison.
pub(super) fn is_known(request: &HttpRequest, etag: &str) -> bool {
    let given = request.headers().get_all(IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    given
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|one| one == "*" || one.trim_start_matches("W/") == etag)
}
