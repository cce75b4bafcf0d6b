//! `/healthz`: the process answers. `/readyz`: it could sign somebody in.

use crate::sign_in::Parts;
use actix_web::{HttpResponse, web};

pub(super) async fn alive() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok\n")
}

pub(super) async fn ready(parts: web::Data<Parts>) -> HttpResponse {
    match crate::db::ready(&parts.pool).await {
        Ok(()) => HttpResponse::Ok().content_type("text/plain").body("ready\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable()
                .insert_header(("Retry-After", "5"))
                .content_type("text/plain")
                .body("the database is away\n")
        }
    }
}
