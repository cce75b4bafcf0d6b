//! `/admin/people`: finding somebody, inviting, and helping who has lost everything.

mod act;
pub(super) mod directory;
mod hand;
mod invite;
mod mail;
pub(super) mod many;
mod person;
pub(super) mod refused;
mod unsent;
mod what;

pub(in crate::http) use self::act::{consider, submit};
pub(super) use self::invite::attributes;
pub(in crate::http) use self::invite::invite;
pub(in crate::http) use self::person::find;
pub(in crate::http) use self::refused::not_invited;
pub(in crate::http) use self::what::person_fault;

use super::access::{Asked, Right};
use super::frame::{Console, Frame, Section};
use super::role_boxes::{RoleBox, RoleBoxes};
use crate::domain::identifier::Identifiers;
use crate::http::error::PageError;
use crate::say;
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

/// What has just been done, shown on top.
pub(super) enum Done {
    Nothing,
    /// `sent_to` says where the link went by mail, and is then not shown; `not_sent` why it did not.
    Invited {
        identifier: String,
        link: String,
        is_code: bool,
        sent_to: String,
        not_sent: Option<Text>,
    },
    Withdrawn {
        identifier: String,
        was_open: bool,
    },
    Refused {
        what: Text,
        why: Text,
    },
}

/// What was typed and could not be done: it is shown again.
#[derive(Default)]
pub(super) struct TypedInvitation {
    pub(super) identifier: String,
    pub(super) attributes: String,
    pub(super) login_code: bool,
    pub(super) send_to: String,
    pub(super) roles: RoleBoxes,
}

#[derive(Template)]
#[template(path = "admin/people.html")]
struct PeoplePage<'a> {
    frame: &'a Frame,
    done: &'a Done,
    typed: &'a TypedInvitation,
    /// Where this person may give them.
    roles: Vec<RoleBox>,
    label: Text,
    /// What somebody new will sign in with, and somebody who is known signs in with.
    will_sign_in_with: Text,
    sign_in_with: Text,
    /// Whether login codes are made here, and whether nothing else is.
    codes: bool,
    codes_alone: bool,
    /// Whether there is a server that takes mail.
    mails: bool,
}

pub(in crate::http) async fn page(asked: Asked) -> Result<HttpResponse, PageError> {
    show(asked.console(), StatusCode::OK, &Done::Nothing, &TypedInvitation::default())
}

pub(super) fn show(
    console: Console<'_>,
    status: StatusCode,
    done: &Done,
    typed: &TypedInvitation,
) -> Result<HttpResponse, PageError> {
    let (frame, identifiers) = (console.frame(Section::People), console.parts.policy.identifiers);
    let roles = if Right::Roles.is_held_by(console.person) { typed.roles.shown() } else { Vec::new() };
    let page = PeoplePage {
        frame: &frame,
        done,
        typed,
        roles,
        label: crate::http::login::label(identifiers),
        will_sign_in_with: will_sign_in_with(identifiers),
        sign_in_with: sign_in_with(identifiers),
        codes: identifiers.has_codes(),
        codes_alone: identifiers == Identifiers::Code,
        mails: mail::post(console.request).is_some(),
    };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

fn will_sign_in_with(identifiers: Identifiers) -> Text {
    match identifiers {
        Identifiers::Any => say("admin-people-will-sign-in-with-any"),
        Identifiers::Email => say("admin-people-will-sign-in-with-email"),
        Identifiers::Name => say("admin-people-will-sign-in-with-name"),
        Identifiers::Code => say("admin-people-will-sign-in-with-code"),
    }
}

fn sign_in_with(identifiers: Identifiers) -> Text {
    match identifiers {
        Identifiers::Any => say("admin-people-sign-in-with-any"),
        Identifiers::Email => say("admin-people-sign-in-with-email"),
        Identifiers::Name => say("admin-people-sign-in-with-name"),
        Identifiers::Code => say("admin-people-sign-in-with-code"),
    }
}
