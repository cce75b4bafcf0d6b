//! The site's few files, compiled in.

use super::error::{PageError, not_found};
use actix_web::{HttpRequest, HttpResponse, web};

pub(super) async fn asset(name: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, PageError> {
    let (kind, body) = match name.as_str() {
        "senza.css" => ("text/css; charset=utf-8", include_str!("../../assets/senza.css")),
        "submit.js" => ("text/javascript; charset=utf-8", include_str!("../../assets/submit.js")),
        "leaving.js" => ("text/javascript; charset=utf-8", include_str!("../../assets/leaving.js")),
        "icon.svg" => ("image/svg+xml", include_str!("../../assets/icon.svg")),
        _ => return not_found(request).await,
    };
    Ok(HttpResponse::Ok().content_type(kind).insert_header(("Cache-Control", "public, max-age=300")).body(body))
}
