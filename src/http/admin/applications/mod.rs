//! `/admin/applications`: the service providers. Which there are, what each is told, adding one after a look at what it is, changing,
//! trying and removing one. Nobody reads XML here.

mod add;
mod change;
mod choices;
mod connect;
mod engineers;
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
use crate::http::page::see_other;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use serde::Deserialize;

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
        .route("/admin/applications/change", web::get().to(change::form))
        .route("/admin/applications/change", web::post().to(change::submit))
        .route("/admin/applications/subscription", web::get().to(subscription::form))
        .route("/admin/applications/subscription", web::post().to(subscription::submit))
        .route("/admin/applications/subscription/look", web::post().to(subscription::look))
        .route("/admin/applications/found", web::get().to(found::form))
        .route("/admin/applications/found", web::post().to(found::submit))
        .route("/admin/applications/found/dismiss", web::post().to(found::dismiss))
        .route("/admin/applications/engineers", web::get().to(engineers::form))
        .route("/admin/applications/engineers", web::post().to(engineers::submit))
        .route("/admin/applications/engineers/end", web::post().to(engineers::end))
        .route("/admin/applications/trial", web::get().to(trial::form))
        .route("/admin/applications/trial", web::post().to(trial::submit))
        .route("/admin/applications/remove", web::get().to(remove::form))
        .route("/admin/applications/remove", web::post().to(remove::submit));
}

/// Which one a page is about.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    entity: String,
    #[serde(default)]
    done: String,
}

/// The page of one. An entityID is public, and names no person.
fn one_address(entity_id: &str) -> String {
    about("one", entity_id)
}

pub(super) fn about(page: &str, entity_id: &str) -> String {
    let entity: String = url::form_urlencoded::byte_serialize(entity_id.as_bytes()).collect();
    format!("/admin/applications/{page}?entity={entity}")
}

/// A page about no one in particular is the list.
fn is_about_none(entity_id: &str) -> Option<HttpResponse> {
    entity_id.is_empty().then(|| see_other("/admin/applications"))
}

fn unknown() -> PageError {
    let sentence = "No application is connected under this entityID. It may have been removed meanwhile.";
    PageError::new(StatusCode::NOT_FOUND, "No such application", sentence, "no such service provider")
        .next("All applications", "/admin/applications")
}
