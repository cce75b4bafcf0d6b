//! `/look/logo`: the logo that an owner chose, as it was written anew.

use super::error::{PageError, not_found};
use super::saml_metadata::is_known;
use crate::sign_in::Parts;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, ETAG};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

/// Opened by itself it is a document of its own, which does nothing.
const POLICY: &str = "default-src 'none'; style-src 'none'; sandbox";

#[derive(Deserialize)]
pub(super) struct Query {
    /// The digest that a page named.
    #[serde(default)]
    v: String,
}

pub(super) async fn logo(
    request: HttpRequest,
    parts: web::Data<Parts>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let shown = parts.look.shown();
    let Some(one) = &shown.logo else { return not_found(request).await };
    let etag = format!("\"{}\"", one.digest);
    // Another server may know a later one already: what is not meant is not kept under its name.
    let is_meant = query.v.is_empty() || query.v == one.digest;
    let is_known = is_known(&request, &etag);
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    // With either answer: what a browser keeps takes its headers from the later one.
    answer
        .content_type(one.logo.kind.media_type())
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"logo.{}\"", one.logo.kind.as_str())))
        .insert_header((ETAG, etag))
        .insert_header(("Cache-Control", if is_meant { "public, max-age=300" } else { "no-store" }))
        // Metadata names it: portals and discovery services show it on their own pages.
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"));
    Ok(if is_known { answer.finish() } else { answer.body(one.logo.octets.clone()) })
}
