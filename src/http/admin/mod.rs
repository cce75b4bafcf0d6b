//! `/admin`: the console. Each address opens to those alone whose role holds its right: see [`access`].

mod access;
mod again;
mod applications;
mod approvals;
mod audit;
mod directory;
mod frame;
mod keyring;
mod keys;
mod look;
mod overview;
mod people;
mod proven;
mod role_boxes;
mod roles;
mod sent;
mod sessions;
mod settings;
mod sign_ons;
mod tokens;

pub use self::access::Right;
pub(super) use self::access::admits;
pub use self::access::{Line as ConsoleLine, TABLE as CONSOLE};
pub(super) use self::approvals::fault as approval_fault;
pub(super) use self::audit::{Query as AuditQuery, optional_day};
pub(super) use self::people::{not_invited, person_fault};
pub(super) use self::sessions::fault as limits_fault;
pub(super) use self::sign_ons::{Stage, stages};

use self::roles::Roles;
use self::sessions::Sessions;
use self::tokens::MakeForConsole;
use super::account::form;
use actix_web::web::{self, ServiceConfig};

/// The console's addresses. Each has a line in [`CONSOLE`] too.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin", web::get().to(overview::overview))
        .route("/admin/people", web::get().to(people::page))
        .route("/admin/people/find", web::post().to(people::find))
        .route("/admin/people/act", web::post().to(people::consider))
        .route("/admin/people/act/confirm", web::post().to(people::submit))
        .route("/admin/people/directory", web::get().to(people::directory::page))
        .route("/admin/people/directory", web::post().to(people::directory::submit))
        .configure(people::many::routes)
        .route("/admin/invite", web::post().to(people::invite))
        .route("/admin/again", web::post().to(again::consider))
        .route("/admin/again/link", web::post().to(again::link))
        .route("/admin/again/withdraw", web::post().to(again::withdraw))
        .configure(applications::routes)
        .route("/admin/sign-ons", web::get().to(sign_ons::page))
        .route("/admin/sign-ons/find", web::post().to(sign_ons::find))
        .route("/admin/sign-ons/link", web::post().to(sign_ons::link))
        .route("/admin/sign-ons/withdraw", web::post().to(sign_ons::withdraw))
        .route("/admin/audit", web::get().to(audit::page))
        .route("/admin/audit/person", web::post().to(audit::look_up))
        .route("/admin/audit/file", web::post().to(audit::take))
        .configure(approvals::routes)
        .route("/admin/settings", web::get().to(settings::page))
        .route("/admin/settings/keys", web::get().to(keys::page))
        .route("/admin/settings/keys/step", web::get().to(keys::consider))
        .route("/admin/settings/keys/step", web::post().to(keys::submit))
        .configure(look::routes)
        .route("/admin/settings/roles", web::get().to(form::form::<Roles>))
        .route("/admin/settings/roles", web::post().to(form::submit::<Roles>))
        .route("/admin/settings/tokens", web::get().to(tokens::page))
        .route("/admin/settings/tokens/new", web::get().to(form::form::<MakeForConsole>))
        .route("/admin/settings/tokens/new", web::post().to(form::submit::<MakeForConsole>))
        .route("/admin/settings/tokens/end", web::post().to(tokens::end))
        .route("/admin/settings/directory", web::get().to(directory::page))
        .route("/admin/settings/directory", web::post().to(directory::submit))
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
