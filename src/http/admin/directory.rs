//! `/admin/settings/directory`: whether there is a directory of people, what that changes, and how far it has filled.

use super::access::Asked;
use super::frame::{Console, Frame, Section};
use super::proven::{self, Asks};
use super::sent::Sent;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::directory::MOST;
use crate::sign_in::keyring::{Me, Ring, View, choose_directory, view};
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "admin/directory.html")]
struct DirectoryPage<'a> {
    frame: &'a Frame,
    state: State,
    /// As words: more than are counted are as many.
    listed: Text,
    people: Text,
    is_whole: bool,
    is_too_many: bool,
    most: i64,
    fault: Text,
    done: Text,
}

enum State {
    /// The question about names at applications comes first.
    NotAsked,
    /// The keyring's row is not as this service left it.
    Broken,
    Off,
    On {
        /// Whether who looks holds the keyring, and can search.
        holds: bool,
        is_unfinished: bool,
    },
}

/// Of what is counted no further than anybody searches.
pub(super) fn counted(many: i64) -> Text {
    if many > MOST { say("admin-directory-more-than").with("most", MOST) } else { many.to_string().into() }
}

fn state(view: &View) -> State {
    match &view.ring {
        Ring::NotAsked => State::NotAsked,
        Ring::Broken(_) => State::Broken,
        Ring::On(row, _) if row.directory => {
            State::On { holds: matches!(view.me, Me::Member(_)), is_unfinished: row.elder.is_some() }
        }
        Ring::On(..) | Ring::Off(_) => State::Off,
    }
}

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
}

pub(in crate::http) async fn page(asked: Asked, query: web::Query<Query>) -> Result<HttpResponse, PageError> {
    let done = match query.done.as_str() {
        "on" => say("admin-directory-is-on"),
        "off" => say("admin-directory-is-off"),
        _ => Text::default(),
    };
    show(asked.console(), StatusCode::OK, done, Text::default()).await
}

async fn show(console: Console<'_>, status: StatusCode, done: Text, fault: Text) -> Result<HttpResponse, PageError> {
    let view = view(console.parts, console.person).await?;
    let frame = console.frame(Section::Settings);
    let page = DirectoryPage {
        frame: &frame,
        state: state(&view),
        listed: counted(view.entries.listed),
        people: counted(view.entries.people),
        is_whole: view.entries.listed >= view.entries.people,
        is_too_many: view.entries.listed > MOST,
        most: MOST,
        fault,
        done,
    };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

async fn mend(console: Console<'_>, fault: Text) -> Result<HttpResponse, PageError> {
    show(console, StatusCode::UNPROCESSABLE_ENTITY, Text::default(), fault).await
}

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    /// `yes` or `no`.
    #[serde(default)]
    directory: String,
    /// That what it means was read.
    #[serde(default)]
    understood: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

pub(in crate::http) async fn submit(mut sent: Sent<Form>) -> Result<HttpResponse, PageError> {
    let proof = std::mem::take(&mut sent.form.proof);
    let on = match sent.form.directory.as_str() {
        "yes" => true,
        "no" => false,
        _ => return mend(sent.console(), say("admin-directory-choose-on-or-off")).await,
    };
    let Some(understood) = &sent.form.understood else {
        return mend(sent.console(), say("admin-directory-tick-box-that-says")).await;
    };
    let (sentence, button) = match on {
        true => (say("admin-directory-from-now-on-there-is"), say("admin-directory-turn-it-on")),
        false => (say("admin-directory-all-entries-are-deleted"), say("admin-directory-turn-it-off")),
    };
    let asks = Asks {
        section: Section::Settings,
        action: "/admin/settings/directory",
        back: "/admin/settings/directory",
        title: say("admin-directory-directory-of-people"),
        sentence,
        button,
        fields: vec![("directory", &*sent.form.directory), ("understood", understood)],
    };
    if let Some(page) = proven::asked(&sent, proof, asks).await? {
        return Ok(page);
    }
    let (flow, id, person) = (Parts::clone(&sent.parts), request_id(), Arc::clone(&sent.person));
    to_the_end(async move { choose_directory(&flow, &person, on, &id).await }).await?;
    Ok(see_other(if on { "/admin/settings/directory?done=on" } else { "/admin/settings/directory?done=off" }))
}
