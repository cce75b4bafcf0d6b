//! `/admin/keyring`: the question that is asked once, who holds the keyring, and making it anew.

mod card;
pub(super) mod forms;

pub(super) use self::card::{Card, card};

use super::access::{Asked, Right};
use super::frame::{Console, Frame, Section};
use crate::domain::AccountState;
use crate::http::error::PageError;
use crate::http::when::When;
use crate::say;
use crate::sign_in::keyring::{Extent, Fault, Holder, KeyringFlowError, Listed, Me, Ring, View, extent, view};
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

struct Row {
    id: String,
    name: String,
    fingerprint: String,
    is_waiting: bool,
    is_me: bool,
    /// Why she should go, or empty.
    remark: Text,
}

#[derive(Template)]
#[template(path = "admin/keyring.html")]
struct KeyringPage<'a> {
    frame: &'a Frame,
    /// Who may not, sees how it stands, and asks for a place.
    may_change: bool,
    state: State<'a>,
    rows: &'a [Row],
    extent: Extent,
    counted_at: Option<When>,
    /// Whether names are kept by it, and whether there is a directory.
    escrows: bool,
    lists: bool,
    entries_behind: i64,
    /// Somebody whose role was withdrawn may have the key.
    is_key_due: bool,
    fault: Text,
    done: Text,
}

enum State<'a> {
    Asked,
    Off,
    Broken(Text),
    Outside,
    Waiting(&'a str),
    Member { is_unfinished: bool },
}

fn state(view: &View) -> State<'_> {
    match (&view.ring, &view.me) {
        (Ring::NotAsked, _) => State::Asked,
        (Ring::Off(_), _) => State::Off,
        (Ring::Broken(fault), _) => State::Broken(match fault {
            Fault::Edited => say("admin-keyring-row-that-says-what-was"),
            Fault::PutBack { .. } => say("admin-keyring-row-that-says-what-was-chosen"),
            Fault::Gone => say("admin-keyring-this-question-was-answered-before"),
        }),
        (Ring::On(row, _), Me::Member(_)) => State::Member { is_unfinished: row.elder.is_some() },
        (Ring::On(..), Me::Waiting(fingerprint)) => State::Waiting(fingerprint),
        (Ring::On(..), Me::Outside) => State::Outside,
    }
}

fn row(listed: &Listed) -> Row {
    Row {
        id: listed.id.to_string(),
        name: listed.name.as_ref().map_or_else(String::new, |name| name.expose().to_owned()),
        fingerprint: listed.fingerprint.clone(),
        is_waiting: listed.is_waiting,
        is_me: listed.is_me,
        remark: match listed.holder {
            Some(Holder::Same(AccountState::Active)) | None => Text::default(),
            Some(Holder::Same(AccountState::Revoked)) => say("admin-keyring-remark-revoked"),
            Some(Holder::Same(AccountState::Frozen)) => say("admin-keyring-remark-frozen"),
            Some(Holder::Same(AccountState::Invited)) => say("admin-keyring-remark-not-enrolled"),
            Some(Holder::BegunAgain) => say("admin-keyring-remark-began-again"),
            Some(Holder::Gone) => say("admin-keyring-remark-account-deleted"),
            Some(Holder::Tampered) => say("admin-keyring-remark-changed"),
        },
    }
}

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
}

pub(in crate::http) async fn page(asked: Asked, query: web::Query<Query>) -> Result<HttpResponse, PageError> {
    let done = match query.done.as_str() {
        "on" => say("admin-keyring-from-now-on-names-are"),
        "off" => say("admin-keyring-no-names-are-kept-what"),
        "joined" => say("admin-keyring-now-somebody-who-holds-keyring"),
        "admitted" => say("admin-keyring-they-hold-keyring-now"),
        "rekeyed" => say("admin-keyring-keyring-has-new-key"),
        "started" => say("admin-keyring-there-is-new-keyring-and"),
        _ => Text::default(),
    };
    show(asked.console(), StatusCode::OK, done, Text::default()).await
}

async fn show(console: Console<'_>, status: StatusCode, done: Text, fault: Text) -> Result<HttpResponse, PageError> {
    let view = view(console.parts, console.person).await?;
    let extent = extent(console.parts, &view).await?;
    let frame = console.frame(Section::Settings);
    let rows: Vec<Row> = view.listed.iter().map(row).collect();
    let page = KeyringPage {
        frame: &frame,
        may_change: Right::Keyring.is_held_by(console.person),
        state: state(&view),
        rows: &rows,
        extent,
        counted_at: extent.counted_at.map(When::from),
        escrows: view.ring.escrows(),
        lists: view.ring.lists(),
        entries_behind: view.entries.behind,
        is_key_due: view.is_key_due,
        fault,
        done,
    };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

/// The page again, with what is to be mended.
async fn mend(console: Console<'_>, fault: Text) -> Result<HttpResponse, PageError> {
    show(console, StatusCode::UNPROCESSABLE_ENTITY, Text::default(), fault).await
}

impl From<KeyringFlowError> for PageError {
    fn from(error: KeyringFlowError) -> Self {
        let page = |title: Text, sentence: Text, error: KeyringFlowError| {
            Self::new(StatusCode::CONFLICT, title, sentence, error)
                .next(say("admin-keyring-card-keyring"), "/admin/keyring")
        };
        match error {
            KeyringFlowError::Session => Self::sign_in_gone(error),
            KeyringFlowError::Changed => page(
                say("admin-keyring-keyring-was-changed-meanwhile"),
                say("admin-keyring-somebody-else-was-first-or"),
                error,
            ),
            KeyringFlowError::Off => page(
                say("admin-keyring-there-is-no-keyring"),
                say("admin-keyring-this-organisation-keeps-neither"),
                error,
            ),
            KeyringFlowError::NotAMember => page(
                say("admin-keyring-card-you-do-not-hold-keyring"),
                say("admin-keyring-only-administrator-who-holds-it"),
                error,
            ),
            KeyringFlowError::Unfinished => page(
                say("admin-keyring-keyring-is-still-being-made"),
                say("admin-keyring-something-is-still-sealed"),
                error,
            ),
            KeyringFlowError::Nobody => page(
                say("admin-keyring-you-cannot-take-yourself-off"),
                say("admin-keyring-somebody-else-who-holds-keyring"),
                error,
            ),
            KeyringFlowError::Db(error) => error.into(),
            KeyringFlowError::Keeper(error) => error.into(),
            KeyringFlowError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}
