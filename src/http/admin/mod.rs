//! `/admin`: invite people, help who lost everything, connect service providers, hold the keyring. Only for who holds the role.

mod again;
mod invite;
mod keyring;
mod overview;
mod sent;
mod service_provider;
mod sessions;

pub(super) use self::sessions::fault as limits_fault;

use self::sessions::Sessions;
use super::account::form;
use super::error::PageError;
use super::signed_in;
use super::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::session::SignedIn;
use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};

/// The console's addresses.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin", web::get().to(overview::overview))
        .route("/admin/invite", web::post().to(invite::invite))
        .route("/admin/service-provider", web::post().to(service_provider::put_service_provider))
        .route("/admin/again", web::post().to(again::consider))
        .route("/admin/again/link", web::post().to(again::link))
        .route("/admin/again/withdraw", web::post().to(again::withdraw))
        .route("/admin/sessions", web::get().to(form::form::<Sessions>))
        .route("/admin/sessions", web::post().to(form::submit::<Sessions>))
        .route("/admin/keyring", web::get().to(keyring::page))
        .route("/admin/keyring/choice", web::post().to(keyring::forms::choose))
        .route("/admin/keyring/join", web::post().to(keyring::forms::ask))
        .route("/admin/keyring/admit", web::post().to(keyring::forms::admit_member))
        .route("/admin/keyring/rekey", web::post().to(keyring::forms::make_anew))
        .route("/admin/keyring/reseal", web::post().to(keyring::forms::go_on))
        .route("/admin/keyring/start", web::post().to(keyring::forms::start));
}

/// Deny by default: everything here asks this first, and what is posted through [`sent::Sent`].
async fn administrator(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<SignedIn, PageError> {
    match signed_in::now(request, site, parts).await? {
        Some(person) if person.has_role(ADMIN) => Ok(person),
        _ => Err(not_for_this_account()),
    }
}

fn not_for_this_account() -> PageError {
    let sentence = "This page is for administrators. If you should be one, ask whoever runs this service.";
    PageError::new(StatusCode::FORBIDDEN, "Not for this account", sentence, "no administrator's session")
        .next("Your applications", "/portal")
}
