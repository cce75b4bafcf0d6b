//! Turning a template into a response.

use super::context::request_id;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

/// Something to say, and one way forward.
pub(super) struct Notice<'a> {
    pub title: &'a str,
    pub sentence: &'a str,
    pub next: Option<(&'a str, &'a str)>,
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage<'a> {
    request_id: &'a str,
    notice: &'a Notice<'a>,
}

pub(super) fn render(status: StatusCode, notice: &Notice<'_>) -> HttpResponse {
    let page = NoticePage { request_id: &request_id(), notice };
    // A template of a few words, without filters, does not fail; if it did, the words go out plain.
    let body = page.render().unwrap_or_else(|_| notice.sentence.to_owned());
    html(status, body)
}

/// An HTML response.
pub(super) fn html(status: StatusCode, body: String) -> HttpResponse {
    #[cfg(feature = "test-variants")]
    let body = careless(body);
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(body)
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
