//! `/logout/…`: the page on which everyone is told that a session has ended, each in a frame of their own, so that one
//! that is broken breaks nothing.

use super::context::request_id;
use super::error::PageError;
use super::headers::{framed_by_us, framing};
use super::page::{self, Notice, html, see_other};
use super::saml::PostPage;
use super::site::Site;
use super::source::source;
use crate::db::DbError;
use crate::federation::{Federation, Leaving, Left, LogoutState, Sent};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::bearer::Purpose;
use crate::sign_in::pending;
use crate::sign_in::waiting::Waiter;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use time::Duration;

/// How long the page can be opened again.
const LIFETIME: Duration = Duration::minutes(10);

#[derive(Deserialize)]
pub(super) struct LeavingQuery {
    #[serde(default)]
    logout: String,
    /// Which of those who are told.
    #[serde(default)]
    at: usize,
}

struct Row<'a> {
    at: usize,
    name: &'a str,
    words: Text,
    badge: &'static str,
    may_retry: bool,
}

#[derive(Template)]
#[template(path = "logout/leaving.html")]
struct LeavingPage<'a> {
    request_id: &'a str,
    token: &'a str,
    rows: &'a [Row<'a>],
    /// Those to be told in frames.
    asking: &'a [(usize, &'a str)],
    all: bool,
    /// Whether a service provider waits for the outcome.
    requested: bool,
}

/// Lets a logout wait under a token, and leads to its page.
pub(super) async fn begin(request: &HttpRequest, parts: &Parts, leaving: &Leaving) -> Result<HttpResponse, PageError> {
    let place = pending::place(parts, Waiter::Source(source(request)))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    let token = pending::put(parts, &mut db, place, Purpose::Leaving, leaving, LIFETIME).await?;
    Ok(see_other(&format!("/logout/leaving?logout={}", token.expose())))
}

async fn read(parts: &Parts, token: &str) -> Result<Leaving, PageError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    pending::read(parts, &mut db, Purpose::Leaving, token).await.map_err(PageError::logout_gone)
}

pub(super) async fn progress(
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<LeavingQuery>,
) -> Result<HttpResponse, PageError> {
    let leaving = read(&parts, &query.logout).await?;
    let states = federation.logout_states(&leaving).await?;
    let told = || leaving.told().iter().zip(&states).enumerate();
    let rows: Vec<Row<'_>> = told().map(|(at, (one, state))| row(at, one.name(), *state)).collect();
    let waiting = told().filter(|(_, (_, state))| **state == LogoutState::Asking);
    let asking: Vec<(usize, &str)> = waiting.map(|(at, (one, _))| (at, one.name())).collect();
    let page = LeavingPage {
        request_id: &request_id(),
        token: &query.logout,
        rows: &rows,
        asking: &asking,
        all: leaving.is_complete(&states),
        requested: leaving.requester().is_some(),
    };
    Ok(framing(html(StatusCode::OK, page.render()?), site.is_secure()))
}

fn row(at: usize, name: &str, state: LogoutState) -> Row<'_> {
    let (words, badge, may_retry) = match state {
        LogoutState::Asking => (say("leaving-state-being-told"), "", false),
        LogoutState::SignedOut => (say("leaving-state-signed-out"), "good", false),
        LogoutState::Partly => (say("leaving-state-signed-out-partly"), "caution", false),
        LogoutState::Refused => (say("leaving-state-refused"), "bad", true),
        LogoutState::Silent => (say("leaving-state-no-answer"), "caution", true),
        LogoutState::Cannot => (say("leaving-state-cannot-be-told"), "caution", false),
    };
    Row { at, name, words, badge, may_retry }
}

/// What a frame holds at first: our request on its way to one of them.
pub(super) async fn ask(
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<LeavingQuery>,
) -> Result<HttpResponse, PageError> {
    let leaving = read(&parts, &query.logout).await?;
    Ok(framed_by_us(send(federation.logout_request(&leaving, query.at).await?)?))
}

/// Back to the service provider that began it, with what became of it.
pub(super) async fn finish(
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<LeavingQuery>,
) -> Result<HttpResponse, PageError> {
    let leaving = read(&parts, &form.logout).await?;
    let states = federation.logout_states(&leaving).await?;
    match federation.answer_logout(&leaving, leaving.is_complete(&states)).await? {
        Left::Answer(sent) => send(sent),
        Left::Leaving(_) | Left::Done => Ok(signed_out()),
    }
}

/// A message leaves through the browser.
pub(super) fn send(sent: Sent) -> Result<HttpResponse, PageError> {
    match sent {
        Sent::Redirect(location) => Ok(see_other(&location)),
        Sent::Form { name, field, location, value, relay_state } => {
            let page = PostPage {
                request_id: &request_id(),
                name: &name,
                sentence: say("leaving-you-are-signed-out-here"),
                location: &location,
                field,
                value: &value,
                relay_state: relay_state.as_deref(),
            };
            Ok(html(StatusCode::OK, page.render()?))
        }
    }
}

pub(super) fn signed_out() -> HttpResponse {
    let notice = Notice {
        title: say("leaving-you-are-signed-out"),
        sentence: say("leaving-your-session-here-has-ended"),
        next: Some((say("leaving-sign-in-again"), "/login")),
    };
    page::render(StatusCode::OK, &notice)
}
