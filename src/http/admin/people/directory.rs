//! `/admin/people/directory`: people by name. What is looked for is posted, and so is what leads on to somebody: no address says either.

use crate::domain::AccountState;
use crate::http::admin::access::{Asked, Right, entered};
use crate::http::admin::directory::counted;
use crate::http::admin::frame::{Console, Frame, Section};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::directory::{DirectoryError, Hit, MOST, Query, SHOWN, Searched, extent, search};
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct SearchForm {
    #[serde(default)]
    words: String,
}

/// Somebody who was found.
struct Row<'a> {
    called: &'a str,
    identifier: &'a str,
    /// Where they cannot sign in, why; else empty.
    remark: Text,
}

#[derive(Template)]
#[template(path = "admin/people_directory.html")]
struct DirectoryPage<'a> {
    frame: &'a Frame,
    state: State<'a>,
    words: &'a str,
    fault: Text,
    /// Who may turn it on, and see how it is set.
    may_choose: bool,
    most: i64,
    shown: usize,
}

enum State<'a> {
    Off,
    NoPlace,
    TooMany,
    /// Nobody was looked for yet.
    Asks {
        listed: String,
        people: String,
        is_whole: bool,
    },
    Found {
        rows: Vec<Row<'a>>,
        has_more: bool,
        of: i64,
        unreadable: usize,
    },
}

pub(in crate::http) async fn page(asked: Asked) -> Result<HttpResponse, PageError> {
    start(asked.console(), StatusCode::OK, "", Text::default()).await
}

/// The form, with what is to be mended.
async fn start(console: Console<'_>, status: StatusCode, words: &str, fault: Text) -> Result<HttpResponse, PageError> {
    let state = match extent(console.parts).await? {
        None => State::Off,
        Some(counts) if counts.listed > MOST => State::TooMany,
        Some(counts) => State::Asks {
            listed: counted(counts.listed).plain(),
            people: counted(counts.people).plain(),
            is_whole: counts.listed >= counts.people,
        },
    };
    show(console, status, state, words, fault)
}

pub(in crate::http) async fn submit(sent: Sent<SearchForm>) -> Result<HttpResponse, PageError> {
    let words = sent.form.words.trim();
    let Some(query) = Query::parse(words) else {
        let fault = say("admin-people-directory-type-two-letters");
        return start(sent.console(), StatusCode::UNPROCESSABLE_ENTITY, words, fault).await;
    };
    let (flow, person, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
    let searched = to_the_end(async move { search(&flow, &person, query, &id).await }).await?;
    // It may have taken a while: whoever's session was ended meanwhile, or role withdrawn, is told nothing.
    entered(&sent.request, &sent.site, &sent.parts).await?;
    let state = match &searched {
        Searched::Off => State::Off,
        Searched::NoPlace => State::NoPlace,
        Searched::TooMany => State::TooMany,
        Searched::Found(found) => State::Found {
            rows: found.hits.iter().map(row).collect(),
            has_more: found.has_more,
            of: found.of,
            unreadable: found.unreadable,
        },
    };
    show(sent.console(), StatusCode::OK, state, words, Text::default())
}

fn row(hit: &Hit) -> Row<'_> {
    let remark = match hit.state {
        AccountState::Active => Text::default(),
        AccountState::Invited => say("admin-people-directory-invited"),
        AccountState::Frozen => say("admin-people-directory-frozen"),
        AccountState::Revoked => say("admin-people-directory-revoked"),
    };
    Row { called: hit.called.expose(), identifier: hit.identifier.expose(), remark }
}

fn show(
    console: Console<'_>,
    status: StatusCode,
    state: State<'_>,
    words: &str,
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let frame = console.frame(Section::People);
    let may_choose = Right::Keyring.is_held_by(console.person);
    let page = DirectoryPage { frame: &frame, state, words, fault, may_choose, most: MOST, shown: SHOWN };
    let body = page.render()?;
    Ok(frame.answer(status, body))
}

impl From<DirectoryError> for PageError {
    fn from(error: DirectoryError) -> Self {
        match error {
            DirectoryError::Keyring(error) => error.into(),
            DirectoryError::Busy => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                say("admin-people-directory-others-are-searching"),
                say("admin-people-directory-one-search-at-a-time"),
                error,
            )
            .next(say("admin-people-directory-the-directory"), "/admin/people/directory"),
            DirectoryError::Db(error) => error.into(),
            DirectoryError::Keeper(error) => error.into(),
            DirectoryError::Audit(error) => error.into(),
            DirectoryError::Ended => Self::internal(error),
        }
    }
}
