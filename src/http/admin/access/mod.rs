//! Who may open which address of the console. Deny by default: an address without a line in the [table](table::TABLE) opens to nobody,
//! whatever its handler does, and a test holds the table to the routes and to `docs/console.md`.
//!
//! A page is asked for through [`Asked`], a form comes through [`Sent`](super::sent::Sent) or is a `Change` of `account/form`: each of
//! them looks its own right up here. [`needs`] is for a further right, within a handler.

mod right;
mod table;

pub use self::right::Right;
pub(super) use self::table::opens;
pub use self::table::{Line, TABLE};

use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::signed_in;
use crate::http::site::Site;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::http::StatusCode;
use actix_web::{Error, FromRequest, HttpRequest, web};
use std::pin::Pin;

/// Where the console lies.
const CONSOLE: &str = "/admin";

/// A further right, where a page's own is not enough for all that can be done on it.
///
/// # Errors
/// Their roles do not have it.
pub(super) fn needs(person: &SignedIn, right: Right) -> Result<(), PageError> {
    if right.is_held_by(person) { Ok(()) } else { Err(not_for_this_account(person)) }
}

/// Whether somebody may open the very address that is asked for. What is no part of the console has rules of its own.
///
/// # Errors
/// It is of the console, and their roles do not open it.
pub(in crate::http) fn admits(request: &HttpRequest, person: &SignedIn) -> Result<(), PageError> {
    if !request.path().starts_with(CONSOLE) || here(request).is_some_and(|right| right.is_held_by(person)) {
        return Ok(());
    }
    Err(not_for_this_account(person))
}

/// The right that the address and method of a request take.
fn here(request: &HttpRequest) -> Option<Right> {
    table::right(request.method().as_str(), &request.match_pattern()?)
}

/// Who is there at this moment, and holds the right that the request's own line in the table names. Also for whatever took so long that it
/// may have changed.
///
/// # Errors
/// Nobody is signed in, or their roles do not have it.
pub(super) async fn entered(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<SignedIn, PageError> {
    let person = signed_in::now(request, site, parts).await?.ok_or_else(signed_out)?;
    admits(request, &person).map(|()| person)
}

/// A page of the console, asked for by somebody who may see it.
pub(in crate::http) struct Asked {
    pub(super) request: HttpRequest,
    pub(super) site: web::Data<Site>,
    pub(super) parts: web::Data<Parts>,
    pub(super) person: SignedIn,
}

impl FromRequest for Asked {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let site: web::Data<Site> = web::Data::extract(&request).await?;
            let parts: web::Data<Parts> = web::Data::extract(&request).await?;
            let Some(person) = signed_in::now(&request, &site, &parts).await? else {
                return Err(InternalError::from_response("nobody is signed in", see_other("/login")).into());
            };
            admits(&request, &person)?;
            Ok(Self { request, site, parts, person })
        })
    }
}

/// Of a form that was sent: what it would have changed is as it was, and what was typed is where it was typed.
fn signed_out() -> PageError {
    let sentence = say("admin-access-your-session-ended-before-this");
    PageError::new(StatusCode::FORBIDDEN, say("admin-access-you-are-signed-out"), sentence, "no session")
        .next(say("admin-access-sign-in"), "/login")
}

fn not_for_this_account(person: &SignedIn) -> PageError {
    let page = |sentence: Text, next: Text, to: &str| {
        PageError::new(
            StatusCode::FORBIDDEN,
            say("admin-access-not-for-this-account"),
            sentence,
            "no role that opens it",
        )
        .next(next, to)
    };
    match person.is_administrator() {
        true => page(say("admin-access-your-role-does-not-open"), say("admin-access-console"), CONSOLE),
        false => {
            page(say("admin-access-this-page-is-for-administrators"), say("admin-access-your-applications"), "/portal")
        }
    }
}
