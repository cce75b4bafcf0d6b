//! `/envelopes`: what a person has sent and received, sealing for others, opening.

pub(super) mod api;
mod error;
mod multipart;
mod new;
mod one;
mod open;
mod stream;

use self::multipart::{Multipart, MultipartError};
use super::context::request_id;
use super::error::PageError;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use super::when::When;
use crate::keys::envelopes::{Entry, Envelopes, State};
use crate::sign_in::Parts;
use crate::sign_in::invitation::ADMIN;
use crate::sign_in::session::SignedIn;
use crate::vault::slip::Side;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

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

fn here(envelopes: &Option<Envelopes>) -> Result<&Envelopes, PageError> {
    envelopes.as_ref().ok_or_else(|| {
        let sentence = "The people who run this service have not turned envelopes on.";
        PageError::new(StatusCode::NOT_FOUND, "No envelopes here", sentence, "no folder")
    })
}

/// A form with a file, as it comes.
type Sent = Multipart<web::Payload>;

fn sent(request: &HttpRequest, body: web::Payload) -> Result<Sent, MultipartError> {
    let kind = request.headers().get(CONTENT_TYPE);
    Multipart::new(kind.and_then(|kind| kind.to_str().ok()), body)
}

/// One envelope, as pages show it.
struct Shown {
    id: String,
    is_sent: bool,
    with: String,
    what: String,
    sent_at: When,
    expires_at: When,
    state: &'static str,
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
                _ => slip.others.join(", "),
            },
            what: if slip.name.is_empty() { "A text".to_owned() } else { slip.name.clone() },
            sent_at: slip.sent_at.into(),
            expires_at: slip.expires_at.into(),
            state,
            is_good,
            is_openable: entry.is_openable(),
        }
    }
}

/// What has become of it, in a few words.
fn state(entry: &Entry) -> (&'static str, bool) {
    match (entry.state, entry.slip.side) {
        (State::Kept { opened: 0 }, Side::Sent { .. }) => ("not opened yet", true),
        (State::Kept { .. }, Side::Sent { .. }) => ("opened", true),
        (State::Kept { .. }, Side::Received(_)) if entry.was_opened() => ("opened", true),
        (State::Kept { .. }, Side::Received(_)) => ("new", true),
        (State::Withdrawn { .. }, _) => ("withdrawn", false),
        (State::Over, _) => ("over", false),
        (State::Gone | State::Tampered, _) => ("not as it was left", false),
    }
}

#[derive(Template)]
#[template(path = "envelopes/list.html")]
struct ListPage<'a> {
    request_id: &'a str,
    admin: bool,
    done: &'static str,
    received: &'a [Shown],
    sent: &'a [Shown],
    unreadable: usize,
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(default)]
    done: String,
}

async fn list(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    kept: Kept,
    query: web::Query<ListQuery>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let listed = here(&kept)?.list(&person).await?;
    let (sent, received): (Vec<Shown>, Vec<Shown>) =
        listed.entries.iter().map(Shown::from).partition(|one| one.is_sent);
    let page = ListPage {
        request_id: &request_id(),
        admin: person.has_role(ADMIN),
        done: if query.done == "forgotten" { "It is off your list." } else { "" },
        received: &received,
        sent: &sent,
        unreadable: listed.unreadable,
    };
    Ok(html(StatusCode::OK, page.render()?))
}

/// What a person's export has of their envelopes.
pub(super) async fn exported(kept: &Option<Envelopes>, person: &SignedIn) -> Result<Vec<serde_json::Value>, PageError> {
    let Some(envelopes) = kept else { return Ok(Vec::new()) };
    let listed = envelopes.list(person).await?;
    let one = |entry: &Entry| {
        serde_json::json!({
            "direction": if entry.is_sent() { "sent" } else { "received" },
            "with": entry.slip.others,
            "file": entry.slip.name,
            "octets": entry.slip.octets,
            "sent_at": entry.slip.sent_at.to_string(),
            "expires_at": entry.slip.expires_at.to_string(),
            "state": state(entry).0,
        })
    };
    Ok(listed.entries.iter().map(one).collect())
}

/// A number of octets, as people say it.
fn size(octets: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| octets >= *unit) {
        Some((name, unit)) => format!("{:.1} {name}", octets as f64 / *unit as f64),
        None => format!("{octets} octets"),
    }
}

/// A file's name without what a file system or a header could take for something else.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !c.is_control() && !"\"<>|:*?".contains(*c)).collect();
    let mut end = kept.len().min(crate::keys::envelopes::LONGEST_NAME);
    while !kept.is_char_boundary(end) {
        end -= 1;
    }
    let kept = kept.get(..end).unwrap_or_default().trim_matches(['.', ' ']).to_owned();
    if kept.is_empty() { "file".to_owned() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: a sender chooses a name that leaves the folder of downloads, or adds a header.
    #[test]
    fn a_name_is_a_name() {
        for (given, kept) in [
            ("befund.pdf", "befund.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\y.exe", "y.exe"),
            ("a\r\nSet-Cookie: b=c", "aSet-Cookie b=c"),
            ("\"quoted\"", "quoted"),
            ("..", "file"),
            ("", "file"),
        ] {
            assert_eq!(plain_name(given), kept);
        }
        assert!(plain_name(&"ü".repeat(300)).len() <= 200);
        assert_eq!((size(3), size(1536), size(1 << 30)), ("3 octets".into(), "1.5 KiB".into(), "1.0 GiB".into()));
    }
}
