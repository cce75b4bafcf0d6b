//! `/admin/applications`: the service providers. Which there are, what each is told, adding one after a look at what it is, changing,
//! trying and removing one. Nobody reads XML here.

mod add;
mod change;
mod choices;
mod connect;
mod engineers;
mod form;
mod found;
mod list;
mod look;
mod one;
mod proving;
mod remove;
mod subscription;
mod trial;

pub(super) use self::proving::Proving;

use crate::http::error::PageError;
use crate::say;
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};

/// Every address of it. Each has a line in the table of rights too.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/applications", web::get().to(list::page))
        .route("/admin/service-provider", web::post().to(connect::submit))
        .route("/admin/applications/one", web::get().to(one::page))
        .route("/admin/applications/add", web::get().to(add::form))
        .route("/admin/applications/add", web::post().to(add::submit))
        .route("/admin/applications/look", web::get().to(look::page))
        .route("/admin/applications/look", web::post().to(look::submit))
        .route("/admin/applications/change", web::get().to(form::form::<change::Choose>))
        .route("/admin/applications/change", web::post().to(form::submit::<change::Choose>))
        .route("/admin/applications/subscription", web::get().to(form::form::<subscription::Subscribe>))
        .route("/admin/applications/subscription", web::post().to(form::submit::<subscription::Subscribe>))
        .route("/admin/applications/subscription/look", web::post().to(form::submit::<subscription::Look>))
        .route("/admin/applications/found", web::get().to(form::form::<found::Approve>))
        .route("/admin/applications/found", web::post().to(form::submit::<found::Approve>))
        .route("/admin/applications/found/dismiss", web::post().to(form::submit::<found::Dismiss>))
        .route("/admin/applications/engineers", web::get().to(form::form::<engineers::Link>))
        .route("/admin/applications/engineers", web::post().to(form::submit::<engineers::Link>))
        .route("/admin/applications/engineers/end", web::post().to(form::submit::<engineers::End>))
        .route("/admin/applications/trial", web::get().to(form::form::<trial::Trial>))
        .route("/admin/applications/trial", web::post().to(form::submit::<trial::Trial>))
        .route("/admin/applications/remove", web::get().to(form::form::<remove::Remove>))
        .route("/admin/applications/remove", web::post().to(form::submit::<remove::Remove>));
}

/// The page of one. An entityID is public, and names no person.
fn one_address(entity_id: &str) -> String {
    about("one", entity_id)
}

pub(super) fn about(page: &str, entity_id: &str) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/admin/applications/{page}?entity={entity}")
}

fn unknown() -> PageError {
    let sentence = say("admin-applications-unknown");
    PageError::new(StatusCode::NOT_FOUND, say("admin-applications-no-such"), sentence, "no such service provider")
        .next(say("admin-applications-all"), "/admin/applications")
}
