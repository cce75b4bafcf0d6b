//! The portal's pages: which template, with which words.

use crate::decrypt::DecryptError;
use crate::http::{KEYS_SCRIPT, NOTE_SCRIPT};
use crate::idp::IdentityProvider;
use crate::notes::Note;
use crate::portal::PortalError;
use crate::response::ResponseError;
use crate::sign_in::{Attribute, SignIn, moment};
use actix_web::http::StatusCode;
use askama::Template;
use openssl::sha::sha384;

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome<'a> {
    site: &'a str,
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedIn<'a> {
    sign_in: &'a SignIn,
    pairwise_id: Option<&'a str>,
    attributes: Vec<&'a Attribute>,
    at: String,
    until: Option<String>,
    stolen: String,
    idp: &'a str,
}

#[derive(Template)]
#[template(path = "note.html")]
struct NotePage<'a> {
    keys_script: &'a str,
    note_script: &'a str,
    /// Where the provider is.
    site: &'a str,
    idp: &'a str,
    sp: &'a str,
    purpose: &'a str,
    /// Whose key it must be.
    subject: &'a str,
    note: Option<&'a Note>,
}

#[derive(Template)]
#[template(path = "signed_out.html")]
struct SignedOut<'a> {
    site: &'a str,
    /// What the provider says: whether everyone was told. `None`: it was not asked.
    everywhere: Option<bool>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct Problem<'a> {
    heading: &'a str,
    sentence: &'a str,
    /// What the identity provider itself said, if it did.
    said: Option<String>,
    retry: bool,
    request_id: Option<&'a str>,
}

pub(crate) fn welcome(idp: &IdentityProvider) -> askama::Result<String> {
    Welcome { site: idp.site() }.render()
}

pub(crate) fn signed_in(sign_in: &SignIn, idp: &IdentityProvider, entity_id: &str) -> askama::Result<String> {
    let pairwise_id = sign_in.pairwise_id();
    SignedIn {
        sign_in,
        pairwise_id,
        attributes: sign_in.attributes.iter().collect(),
        at: moment(sign_in.at),
        until: sign_in.until.map(moment),
        stolen: idp.stolen_page(entity_id),
        idp: &idp.entity_id,
    }
    .render()
}

/// What the key is for: `senza demo` enables it under this word.
const PURPOSE: &str = "notes";

pub(crate) fn note(
    person: &str,
    note: Option<&Note>,
    idp: &IdentityProvider,
    entity_id: &str,
) -> askama::Result<String> {
    NotePage {
        keys_script: &integrity(KEYS_SCRIPT),
        note_script: &integrity(NOTE_SCRIPT),
        site: idp.site(),
        idp: idp.site(),
        sp: entity_id,
        purpose: PURPOSE,
        subject: person,
        note,
    }
    .render()
}

/// As the page says it of a script, so that no other runs in its place.
fn integrity(script: &str) -> String {
    format!("sha384-{}", data_encoding::BASE64.encode(&sha384(script.as_bytes())))
}

pub(crate) fn signed_out(idp: &IdentityProvider, everywhere: Option<bool>) -> askama::Result<String> {
    SignedOut { site: idp.site(), everywhere }.render()
}

pub(crate) fn nothing_here() -> askama::Result<String> {
    let sentence = "The demo portal has one page that matters, and this is not it.";
    Problem { heading: "There is nothing at this address", sentence, said: None, retry: false, request_id: None }
        .render()
}

/// The visitor's page for an error: no cause, no code, a way forward.
pub(crate) fn problem(error: &PortalError, request_id: &str) -> askama::Result<String> {
    let (heading, sentence) = words(error);
    let said = match error {
        PortalError::Response(ResponseError::NotSuccess { code, message }) => Some(format!("{message} ({code})")),
        _ => None,
    };
    Problem { heading, sentence, said, retry: true, request_id: Some(request_id) }.render()
}

pub(crate) fn status(error: &PortalError) -> StatusCode {
    match error {
        PortalError::NotReady => StatusCode::SERVICE_UNAVAILABLE,
        PortalError::Request(_) | PortalError::Random(_) => StatusCode::INTERNAL_SERVER_ERROR,
        PortalError::Response(ResponseError::NotSuccess { .. }) | PortalError::AnotherBrowser => StatusCode::FORBIDDEN,
        _ => StatusCode::BAD_REQUEST,
    }
}

fn words(error: &PortalError) -> (&'static str, &'static str) {
    match error {
        PortalError::NotReady => (
            "The portal is still starting",
            "It has not heard from the identity provider yet. Try again in a few seconds.",
        ),
        PortalError::Request(_) | PortalError::Random(_) => (
            "Something went wrong in the portal",
            "It could not start a sign-in. Try again; if that does not help, tell whoever runs this portal.",
        ),
        PortalError::Response(ResponseError::NotSuccess { .. }) => (
            "You were not signed in",
            "The identity provider did not sign you in, and says why below. You can start again.",
        ),
        PortalError::Response(ResponseError::Stale(_)) => (
            "This sign-in took too long to arrive",
            "The answer from the identity provider is not fresh. Start again; it takes a moment only.",
        ),
        PortalError::Logout(_) | PortalError::NowhereToAnswer => (
            "The portal did not accept this sign-out",
            "What arrived is not a sound message from the identity provider to this portal. Whoever was signed in here still is.",
        ),
        PortalError::UnknownRequest | PortalError::Replayed | PortalError::NothingToClaim => (
            "This sign-in was used already, or was not started here",
            "Each answer from the identity provider serves once, for the portal that asked. Start again from here.",
        ),
        PortalError::Unmet => (
            "You were not signed in in the way this portal asked for",
            "The answer says that less was done than this portal needs, so you are not signed in. Start again.",
        ),
        PortalError::AnotherBrowser => (
            "This sign-in was started in another browser",
            "To protect you, only the browser that began a sign-in may finish it. Start again in this one.",
        ),
        PortalError::Decrypt(DecryptError::InTheClear) => (
            "The answer came without its envelope",
            "This portal takes encrypted answers only. Whoever runs the identity provider should load this portal's metadata again.",
        ),
        PortalError::Decrypt(_) => (
            "The answer cannot be opened",
            "It is encrypted to a key that this portal does not have. Whoever runs the identity provider should load this portal's \
             metadata again.",
        ),
        _ => (
            "The portal did not accept this answer",
            "What arrived is not a sound answer from the identity provider to this portal, so you are not signed in. Start again.",
        ),
    }
}
