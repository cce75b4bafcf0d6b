//! `/api/v1`: keys and envelopes for programs, by a token of their person's. What each address takes and answers stands in
//! `/api/v1/openapi.json`; `docs/api.md` is for who writes such a program.
//!
//! No cookie is looked at here, and no page of another site is let read an answer. What concerns envelopes is beside their pages.

mod admin;
mod bearer;
mod body;
mod few;
mod keys;
mod me;
mod problem;
mod query;
mod turns;

pub use self::admin::{Line as ApiLine, TABLE as ADMIN};
pub(in crate::http) use self::bearer::bearing;
pub(in crate::http) use self::body::json;
pub(in crate::http) use self::problem::{Problem, of_envelope};
pub(in crate::http) use self::turns::Turns;

use super::envelopes::api as envelopes;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, Resource, web};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What every address here takes and answers.
const DESCRIPTION: &str = include_str!("openapi.json");

/// Every address below `/api/v1`.
pub(super) fn routes(config: &mut ServiceConfig) {
    let each = [
        at("/openapi.json", "GET").route(web::get().to(description)),
        at("/me", "GET").route(web::get().to(me::me)),
        at("/recipients", "POST").route(web::post().to(envelopes::recipient)),
        at("/envelopes", "GET, POST").route(web::get().to(envelopes::list)).route(web::post().to(envelopes::send)),
        at("/envelopes/{id}", "GET, DELETE")
            .route(web::get().to(envelopes::one))
            .route(web::delete().to(envelopes::withdraw)),
        at("/envelopes/{id}/content", "GET").route(web::get().to(envelopes::content)),
        at("/envelopes/{id}/sealed", "GET").route(web::get().to(envelopes::sealed)),
        at("/keys", "GET").route(web::get().to(keys::list)),
        at("/keys/{id}", "GET").route(web::get().to(keys::one)),
    ];
    let scope = web::scope("/api/v1").default_service(web::to(problem::no_such_address));
    config.service(each.into_iter().chain(admin::resources()).fold(scope, |scope, resource| scope.service(resource)));
}

/// An address and the methods that it takes.
fn at(path: &'static str, methods: &'static str) -> Resource {
    let description = problem::description_of(path);
    web::resource(path).default_service(web::to(move || async move {
        let mut response = Problem::method(description).response();
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(methods));
        response
    }))
}

async fn description() -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(DESCRIPTION)
}

/// A moment as answers have it.
pub(in crate::http) fn moment(at: OffsetDateTime) -> String {
    at.replace_nanosecond(0).unwrap_or(at).format(&Rfc3339).unwrap_or_default()
}
