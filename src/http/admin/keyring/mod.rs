//! `/admin/keyring`: the question that is asked once, who holds the keyring, and making it anew.

mod card;
pub(super) mod forms;

pub(super) use self::card::{Card, card};

use super::access::{Asked, Right};
use super::frame::{Console, Frame, Section};
use crate::domain::AccountState;
use crate::http::error::PageError;
use crate::http::when::When;
use crate::sign_in::keyring::{Extent, Fault, Holder, KeyringFlowError, Listed, Me, Ring, View, extent, view};
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
    remark: &'static str,
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
    fault: &'a str,
    done: &'static str,
}

enum State<'a> {
    Asked,
    Off,
    Broken(&'static str),
    Outside,
    Waiting(&'a str),
    Member { is_unfinished: bool },
}

fn state(view: &View) -> State<'_> {
    match (&view.ring, &view.me) {
        (Ring::NotAsked, _) => State::Asked,
        (Ring::Off(_), _) => State::Off,
        (Ring::Broken(fault), _) => State::Broken(match fault {
            Fault::Edited => "The row that says what was chosen was edited or made up.",
            Fault::PutBack { .. } => "The row that says what was chosen was put back to an earlier one.",
            Fault::Gone => "This question was answered before, and the answer is gone from the database.",
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
            Some(Holder::Same(AccountState::Active)) | None => "",
            Some(Holder::Same(AccountState::Revoked)) => "revoked",
            Some(Holder::Same(AccountState::Frozen)) => "frozen",
            Some(Holder::Same(AccountState::Invited)) => "not enrolled",
            Some(Holder::BegunAgain) => "began again",
            Some(Holder::Gone) => "account deleted",
            Some(Holder::Tampered) => "changed by another hand",
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
        "on" => "From now on names are kept, each as its person signs in next. You hold the keyring.",
        "off" => "No names are kept. What was kept of them is deleted.",
        "joined" => "Now somebody who holds the keyring admits you.",
        "admitted" => "They hold the keyring now.",
        "rekeyed" => "The keyring has a new key.",
        "started" => "There is a new keyring, and you hold it. What is kept by it is kept anew as people sign in next.",
        _ => "",
    };
    show(asked.console(), StatusCode::OK, done, "").await
}

async fn show(
    console: Console<'_>,
    status: StatusCode,
    done: &'static str,
    fault: &str,
) -> Result<HttpResponse, PageError> {
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
        fault,
        done,
    };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

/// The page again, with what is to be mended.
async fn mend(console: Console<'_>, fault: &str) -> Result<HttpResponse, PageError> {
    show(console, StatusCode::UNPROCESSABLE_ENTITY, "", fault).await
}

impl From<KeyringFlowError> for PageError {
    fn from(error: KeyringFlowError) -> Self {
        let page = |title, sentence: &'static str, error: KeyringFlowError| {
            Self::new(StatusCode::CONFLICT, title, sentence, error).next("The keyring", "/admin/keyring")
        };
        match error {
            KeyringFlowError::Session => Self::sign_in_gone(error),
            KeyringFlowError::Changed => page(
                "The keyring was changed meanwhile",
                "Somebody else was first, or what you were shown is not so any more. Nothing of this was done. Look at it again.",
                error,
            ),
            KeyringFlowError::Off => page(
                "There is no keyring",
                "This organisation keeps neither names nor a directory, so nobody holds a keyring. Nothing was done.",
                error,
            ),
            KeyringFlowError::NotAMember => page(
                "You do not hold the keyring",
                "Only an administrator who holds it can do this. Nothing was done. Ask for a place on it.",
                error,
            ),
            KeyringFlowError::Unfinished => page(
                "The keyring is still being made anew",
                "Something is still sealed to the former key. Let that come to its end first, then try again.",
                error,
            ),
            KeyringFlowError::Nobody => page(
                "You cannot take yourself off",
                "Somebody else who holds the keyring does that. Nothing was done.",
                error,
            ),
            KeyringFlowError::Db(error) => error.into(),
            KeyringFlowError::Keeper(error) => error.into(),
            KeyringFlowError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}
