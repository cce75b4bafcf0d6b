//! `/api/v1/admin`: a part of the console for programs, by a token that an administrator made there. What each address takes and answers
//! stands in `/api/v1/admin/openapi.json`; `docs/api.md` is for who writes such a program.
//!
//! The flows are the pages' own, with who acts in the place of who is signed in. No identifier of a person stands in an address.

mod applications;
mod apply;
mod audit;
mod change;
mod fault;
mod people;
mod program;
mod registration;
mod sign_ons;
mod table;

pub use self::table::{Line, TABLE};

use self::program::Program;
use super::at;
use super::problem::Problem;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpResponse, Resource, web};

/// What every address here takes and answers.
const DESCRIPTION: &str = include_str!("openapi.json");

/// Every address below `/api/v1/admin`.
pub(super) fn resources() -> Vec<Resource> {
    vec![
        at("/admin/openapi.json", "GET").route(web::get().to(description)),
        at("/admin/applications", "GET").route(web::get().to(applications::list)),
        at("/admin/application", "GET, PUT, DELETE")
            .route(web::get().to(applications::one))
            .route(web::put().to(change::put))
            .route(web::delete().to(change::remove)),
        at("/admin/apply", "POST").route(web::post().to(apply::apply)),
        at("/admin/people/find", "POST").route(web::post().to(people::find)),
        at("/admin/people/revoke", "POST").route(web::post().to(people::revoke)),
        at("/admin/people/freeze", "POST").route(web::post().to(people::freeze)),
        at("/admin/people/end-sessions", "POST").route(web::post().to(people::end_sessions)),
        at("/admin/people/restore", "POST").route(web::post().to(people::restore)),
        at("/admin/people/invite", "POST").route(web::post().to(people::invite)),
        at("/admin/audit", "GET").route(web::get().to(audit::list)),
        at("/admin/audit/person", "POST").route(web::post().to(audit::person)),
        at("/admin/sign-ons", "GET").route(web::get().to(sign_ons::list)),
        at("/admin/sign-ons/{id}", "GET").route(web::get().to(sign_ons::one)),
    ]
}

async fn description() -> HttpResponse {
    HttpResponse::Ok().insert_header((CONTENT_TYPE, "application/json")).body(DESCRIPTION)
}
