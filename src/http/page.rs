//! Turning a template into a response.

use super::context::request_id;
use crate::words::{self, Text};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LANGUAGE, VARY};
use askama::Template;

/// Something to say, and one way forward.
pub(super) struct Notice<'a> {
    pub title: Text,
    pub sentence: Text,
    pub next: Option<(Text, &'a str)>,
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage<'a> {
    request_id: &'a str,
    notice: &'a Notice<'a>,
}

pub(super) fn render(status: StatusCode, notice: &Notice<'_>) -> HttpResponse {
    let page = NoticePage { request_id: &request_id(), notice };
    // A template of a few words, without filters, does not fail; if it did, the words go out alone.
    let body = page.render().unwrap_or_else(|_| notice.sentence.to_string());
    html(status, body)
}

/// An HTML response.
pub(super) fn html(status: StatusCode, body: String) -> HttpResponse {
    #[cfg(feature = "test-variants")]
    let body = careless(body);
    // RFC 9110 §12.5.5: what else somebody could have been shown at this address depends on the language asked for.
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_LANGUAGE, words::tag()))
        .insert_header((VARY, "Accept-Language"))
        .body(body)
}

/// A redirect that becomes a GET: what was posted is not posted again.
pub(super) fn see_other(location: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header(("Location", location)).finish()
}

/// What a template that does not escape would have written.
#[cfg(feature = "test-variants")]
fn careless(body: String) -> String {
    use crate::domain::variant::{Check, skips};
    match skips(Check::Escaping) {
        true => body.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'"),
        false => body,
    }
}
