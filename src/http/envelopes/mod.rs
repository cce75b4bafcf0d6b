//! `/envelopes`: what a person has sent and received, sealing for others, opening.

mod age;
pub(super) mod api;
mod error;
mod multipart;
mod names;
mod new;
mod one;
mod open;
mod pace;
pub(in crate::http) mod small;
mod stream;
mod visit;

use self::multipart::{Multipart, MultipartError, Patience};
use super::context::request_id;
use super::error::PageError;
use super::page::{html, see_other};
use super::when::When;
use crate::domain::Clock;
use crate::keys::envelopes::{Entry, Envelopes, Paged, State};
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::vault::slip::Side;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use names::{plain_name, visible};
use pace::Paced;
use serde::Deserialize;
use std::sync::Arc;
use visit::{Visit, here};

/// Every address below `/envelopes`.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/envelopes", web::get().to(list))
        .route("/envelopes/new", web::get().to(new::form))
        .route("/envelopes/new", web::post().to(new::submit))
        .route("/envelopes/file", web::get().to(open::form))
        .route("/envelopes/file", web::post().to(open::submit))
        .route("/envelopes/{id}", web::get().to(one::page))
        .route("/envelopes/{id}/open", web::post().to(one::open))
        .route("/envelopes/{id}/withdraw", web::post().to(one::withdraw))
        .route("/envelopes/{id}/forget", web::post().to(one::forget));
}

/// Where there is a folder for them.
pub(in crate::http) type Kept = web::Data<Option<Envelopes>>;

/// A form with a file, as it comes.
type Sent = Multipart<Paced<web::Payload>>;

fn sent(request: &HttpRequest, body: web::Payload, clock: &Arc<dyn Clock>) -> Result<Sent, MultipartError> {
    let kind = request.headers().get(CONTENT_TYPE);
    Multipart::new(kind.and_then(|kind| kind.to_str().ok()), Paced::new(body, clock), Patience::USUAL)
}

/// Octets that come with a request, where it says so.
fn length(request: &HttpRequest) -> Option<u64> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// One envelope, as pages show it.
struct Shown {
    id: String,
    is_sent: bool,
    with: String,
    what: String,
    sent_at: When,
    expires_at: When,
    state: Text,
    is_good: bool,
    is_openable: bool,
}

impl From<&Entry> for Shown {
    fn from(entry: &Entry) -> Self {
        let slip = &entry.slip;
        let (state, is_good) = state(entry);
        Self {
            id: slip.envelope.to_string(),
            is_sent: entry.is_sent(),
            with: match slip.others.len() {
                0 => "yourself".to_owned(),
                _ => visible(&slip.others.join(", ")),
            },
            what: if slip.name.is_empty() { "A text".to_owned() } else { plain_name(&slip.name) },
            sent_at: slip.sent_at.into(),
            expires_at: slip.expires_at.into(),
            state,
            is_good,
            is_openable: entry.is_openable(),
        }
    }
}

/// What has become of it, in a few words.
fn state(entry: &Entry) -> (Text, bool) {
    match (entry.state, entry.slip.side) {
        (State::Kept { opened: 0 }, Side::Sent { .. }) => (say("envelopes-state-not-opened-yet"), true),
        (State::Kept { .. }, Side::Sent { .. }) => (say("envelopes-state-opened"), true),
        (State::Kept { .. }, Side::Received(_)) if entry.was_opened() => (say("envelopes-state-opened"), true),
        (State::Kept { .. }, Side::Received(_)) => (say("envelopes-state-new"), true),
        (State::Withdrawn { .. }, _) => (say("envelopes-state-withdrawn"), false),
        (State::Over, _) => (say("envelopes-state-over"), false),
        (State::Gone | State::Tampered, _) => (say("envelopes-state-tampered"), false),
    }
}

/// A page of one of the two lists.
struct Column {
    shown: Vec<Shown>,
    page: usize,
    pages: usize,
}

impl From<&Paged> for Column {
    fn from(paged: &Paged) -> Self {
        Self { shown: paged.entries.iter().map(Shown::from).collect(), page: paged.page, pages: paged.pages }
    }
}

#[derive(Template)]
#[template(path = "envelopes/list.html")]
struct ListPage<'a> {
    request_id: &'a str,
    admin: bool,
    done: Text,
    received: &'a Column,
    sent: &'a Column,
    unreadable: usize,
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    done: String,
    #[serde(default = "first")]
    received: usize,
    #[serde(default = "first")]
    sent: usize,
}

fn first() -> usize {
    1
}

async fn list(visit: Visit, query: web::Query<ListQuery>) -> Result<HttpResponse, PageError> {
    let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
    let listed = visit.envelopes()?.list(&person, query.received, query.sent).await?;
    let page = ListPage {
        request_id: &request_id(),
        admin: person.is_administrator(),
        done: if query.done == "forgotten" { say("envelopes-it-is-off-your-list") } else { Text::default() },
        received: &Column::from(&listed.received),
        sent: &Column::from(&listed.sent),
        unreadable: listed.unreadable,
    };
    Ok(html(StatusCode::OK, page.render()?))
}

/// What a person's export has of their envelopes.
pub(super) async fn exported(kept: &Option<Envelopes>, person: &SignedIn) -> Result<Vec<serde_json::Value>, PageError> {
    let Some(envelopes) = kept else { return Ok(Vec::new()) };
    let one = |entry: &Entry| {
        serde_json::json!({
            "direction": if entry.is_sent() { "sent" } else { "received" },
            "with": entry.slip.others,
            "file": entry.slip.name,
            "octets": entry.slip.octets,
            "sent_at": entry.slip.sent_at.to_string(),
            "expires_at": entry.slip.expires_at.to_string(),
            "state": state(entry).0.english(),
        })
    };
    Ok(envelopes.all(person).await?.iter().map(one).collect())
}

/// A number of octets, as people say it.
fn size(octets: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| octets >= *unit) {
        Some((name, unit)) => format!("{:.1} {name}", octets as f64 / *unit as f64),
        None => say("envelopes-octets").with("octets", octets).plain(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_as_people_say_it() {
        assert_eq!((size(3), size(1536), size(1 << 30)), ("3 octets".into(), "1.5 KiB".into(), "1.0 GiB".into()));
    }
}
