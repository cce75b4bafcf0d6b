//! The site's few files, compiled in.

use super::error::{PageError, not_found};
use super::look;
use crate::look::{Colour, Palette};
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};

const STYLESHEET: &str = include!("../../assets/stylesheet.rs");

/// The script for service providers' pages, with its version in its name.
const KEYS_SCRIPT: &str = "senza-keys-1.js";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/assets/{name}", web::get().to(asset))
        // The one that an owner chose.
        .route("/look/logo", web::get().to(look::logo));
}

/// What follows from a colour, whoever chose it: it is the same on every server, and holds colours alone.
fn accent(name: &str) -> Option<String> {
    let digits = name.strip_prefix("accent-")?.strip_suffix(".css")?;
    let colour = Colour::parse(digits).filter(|colour| colour.digits() == digits)?;
    Some(Palette::of(colour).stylesheet())
}

async fn asset(name: web::Path<String>, request: HttpRequest) -> Result<HttpResponse, PageError> {
    if let Some(sheet) = accent(&name) {
        let kind = ("Cache-Control", "public, max-age=300");
        return Ok(HttpResponse::Ok().content_type("text/css; charset=utf-8").insert_header(kind).body(sheet));
    }
    let (kind, body): (_, &'static [u8]) = match name.as_str() {
        "senza.css" => ("text/css; charset=utf-8", STYLESHEET.as_bytes()),
        "lock.js" => ("text/javascript; charset=utf-8", include_bytes!("../../assets/lock.js")),
        "submit.js" => ("text/javascript; charset=utf-8", include_bytes!("../../assets/submit.js")),
        "saves.js" => ("text/javascript; charset=utf-8", include_bytes!("../../assets/saves.js")),
        "zone.js" => ("text/javascript; charset=utf-8", include_bytes!("../../assets/zone.js")),
        "leaving.js" => ("text/javascript; charset=utf-8", include_bytes!("../../assets/leaving.js")),
        "passkey.js" => ("text/javascript; charset=utf-8", include_bytes!("../../assets/passkey.js")),
        KEYS_SCRIPT => ("text/javascript; charset=utf-8", include_bytes!("../../assets/senza-keys-1.js")),
        "icon.svg" => ("image/svg+xml", include_bytes!("../../assets/icon.svg")),
        "logo.png" => ("image/png", include_bytes!("../../assets/logo.png")),
        _ => return not_found(request).await,
    };
    let mut response = HttpResponse::Ok();
    response.content_type(kind).insert_header(("Cache-Control", "public, max-age=300"));
    if name.as_str() == KEYS_SCRIPT {
        // For other people's pages, which name its hash; it never changes.
        response.insert_header(("Cache-Control", "public, max-age=31536000, immutable"));
        response.insert_header(("Cross-Origin-Resource-Policy", "cross-origin"));
        response.insert_header(("Access-Control-Allow-Origin", "*"));
    }
    if name.as_str() == "logo.png" {
        // Metadata names it: portals and discovery services show it on their own pages.
        response.insert_header(("Cross-Origin-Resource-Policy", "cross-origin"));
    }
    Ok(response.body(body))
}
