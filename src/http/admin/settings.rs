//! `/admin/settings`: how all is set, and where each of it is changed.

use super::access::{Asked, Right};
use super::frame::{Frame, Section};
use crate::domain::Limits;
use crate::http::error::PageError;
use crate::sign_in::change::session_limits;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

#[derive(Template)]
#[template(path = "admin/settings.html")]
struct SettingsPage<'a> {
    frame: &'a Frame,
    limits: Limits,
    may_change: bool,
    may_give_roles: bool,
    may_hold_keyring: bool,
    may_change_keyring: bool,
    may_change_keys: bool,
}

pub(in crate::http) async fn page(asked: Asked) -> Result<HttpResponse, PageError> {
    let held = session_limits::held(&asked.parts, &asked.person).await?;
    let (frame, person) = (asked.console().frame(Section::Settings), &asked.person);
    let page = SettingsPage {
        frame: &frame,
        limits: held.limits,
        may_change: Right::Settings.is_held_by(person),
        may_give_roles: Right::Roles.is_held_by(person),
        may_hold_keyring: Right::HoldKeyring.is_held_by(person),
        may_change_keyring: Right::Keyring.is_held_by(person),
        may_change_keys: Right::Keys.is_held_by(person),
    };
    let body = page.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}
