//! `/saml/…`: metadata, sign-on by an AuthnRequest, sign-on that begins here, and the page that carries the answer.

use super::context::request_id;
use super::error::PageError;
use super::key_consent;
use super::page::{html, see_other};
use super::page_keys;
use super::signed_in;
use super::site::Site;
use super::source::source;
use super::step_up;
use crate::audit::RequestMark;
use crate::db::{self, DbError, PgConnection};
use crate::domain::variant::{Check, skips};
use crate::domain::{SecretText, Source};
use crate::federation::{Arrival, Coming, Federation, Posted, SignOn, Standing};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::bearer::Purpose;
use crate::sign_in::pending;
use crate::sign_in::session::{self, Presented, SignedIn};
use crate::sign_in::waiting::Waiter;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, ResponseError as _, web};
use askama::Template;
use serde::Deserialize;
use time::Duration;

/// How long a sign-on waits for the person.
const SIGN_ON_LIFETIME: Duration = Duration::minutes(30);

#[derive(Template)]
#[template(path = "saml/post.html")]
pub(super) struct PostPage<'a> {
    pub(super) request_id: &'a str,
    pub(super) name: &'a str,
    pub(super) sentence: Text,
    pub(super) location: &'a str,
    /// The form field that carries the message, and the message.
    pub(super) field: &'static str,
    pub(super) value: &'a str,
    pub(super) relay_state: Option<&'a str>,
}

#[derive(Deserialize)]
pub(super) struct InitQuery {
    #[serde(default)]
    sp: String,
}

#[derive(Deserialize)]
pub(super) struct ContinueQuery {
    #[serde(default)]
    sign_on: String,
}

pub(super) async fn sso(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let presented = signed_in::presented(&request, &site);
    let session = presented.as_ref().map(Presented::id_hash);
    let id = request_id();
    match federation.receive_redirect(request.query_string(), session, coming(&request, &id)).await? {
        Arrival::Refused { posted } => post_page(&posted),
        Arrival::SignOn { sign_on, mark, session } => {
            let person = match presented {
                Some(presented) => signed_in::who(session::open_live(&parts, presented, session).await)?,
                None => None,
            };
            go_on(&parts, &federation, person, &sign_on, Some(mark), source(&request)).await
        }
    }
}

/// A request by the POST binding comes from another site, so that the browser keeps the session's cookie back
/// (`SameSite=Lax`). It waits, and the GET that follows sees the session.
pub(super) async fn sso_by_post(
    request: HttpRequest,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, PageError> {
    let form = posted_form(&request, body)?;
    let id = request_id();
    match federation.receive_post(&form, coming(&request, &id)).await? {
        Arrival::Refused { posted } => post_page(&posted),
        Arrival::SignOn { sign_on, mark, .. } => {
            let token =
                ask(&parts, &federation, (&sign_on, say("flight-asked-once-more")), Some(mark), source(&request))
                    .await?;
            Ok(see_other(&format!("/saml/continue?sign_on={}", token.expose())))
        }
    }
}

/// The octets of a form, as they came.
pub(super) fn posted_form(
    request: &HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<web::Bytes, PageError> {
    if !request.content_type().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(PageError::not_a_form(false, "another content type"));
    }
    body.map_err(|error| {
        let status = error.as_response_error().status_code();
        PageError::not_a_form(status == StatusCode::PAYLOAD_TOO_LARGE, error)
    })
}

pub(super) async fn init(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<InitQuery>,
) -> Result<HttpResponse, PageError> {
    let id = request_id();
    let sign_on = federation.begin_here(&query.sp, coming(&request, &id)).await?;
    let person = signed_in::now(&request, &site, &parts).await?;
    go_on(&parts, &federation, person, &sign_on, None, source(&request)).await
}

/// After the sign-in, back to what it was for.
pub(super) async fn proceed(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<ContinueQuery>,
) -> Result<HttpResponse, PageError> {
    let person = signed_in::now(&request, &site, &parts).await?;
    let sign_on = match waiting(&request, &parts, &federation, &query.sign_on).await {
        Ok(sign_on) => sign_on,
        // Not a sign-on: perhaps a page that waits for keys.
        Err(none) => return page_keys::instead(&parts, &query.sign_on).await?.ok_or(none),
    };
    let next = Next::of(&federation, &sign_on, person.as_ref());
    if let Some(path) = next.page().filter(|_| !sign_on.is_passive()) {
        federation.asks(&sign_on, next.words());
        return Ok(see_other(&format!("{path}?sign_on={}", query.sign_on)));
    }
    take_away(&parts, source(&request), &query.sign_on).await?;
    answered(&federation, person, next, &sign_on, None).await
}

/// A sign-on that waits, with its service provider as it is now. No connection is held when it returns.
pub(super) async fn waiting(
    request: &HttpRequest,
    parts: &Parts,
    federation: &Federation,
    token: &str,
) -> Result<SignOn, PageError> {
    let mut sign_on: SignOn = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::read(parts, &mut db, Purpose::SignOn, token).await?
    };
    federation.resume(&mut sign_on, coming(request, &request_id())).await?;
    Ok(sign_on)
}

/// Before it is answered: one request, one answer.
pub(super) async fn take_away(parts: &Parts, source: Source, token: &str) -> Result<(), PageError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    pending::take::<SignOn>(parts, &mut db, Waiter::Source(source), Purpose::SignOn, token).await?;
    Ok(())
}

/// What comes next for a sign-on.
#[derive(Clone, Copy)]
enum Next {
    Answer,
    /// Whether the application gets a key.
    Agree,
    StepUp,
    SignIn,
}

impl Next {
    fn of(federation: &Federation, sign_on: &SignOn, person: Option<&SignedIn>) -> Self {
        match person.map(|person| federation.standing(sign_on, person)) {
            Some(Standing::Met(_)) => {
                let asks = person.is_some_and(|person| federation.key_question(sign_on, person).is_some());
                if asks { Self::Agree } else { Self::Answer }
            }
            Some(Standing::StepUp(_)) => Self::StepUp,
            Some(Standing::SignIn) | None => Self::SignIn,
        }
    }

    /// What the person is asked, for the record of it.
    fn words(self) -> Text {
        match self {
            Self::Answer => Text::default(),
            Self::Agree => say("flight-asked-agree"),
            Self::StepUp => say("flight-asked-step-up"),
            Self::SignIn => say("flight-asked-sign-in"),
        }
    }

    /// Where the person is asked; none where there is nothing to ask.
    fn page(self) -> Option<&'static str> {
        match self {
            Self::Answer => None,
            Self::Agree => Some(key_consent::ADDRESS),
            Self::StepUp => Some(step_up::ADDRESS),
            Self::SignIn => Some("/login"),
        }
    }
}

/// Answers at once where a session allows it; else puts the sign-on aside and asks the person.
async fn go_on(
    parts: &Parts,
    federation: &Federation,
    person: Option<SignedIn>,
    sign_on: &SignOn,
    mark: Option<RequestMark>,
    source: Source,
) -> Result<HttpResponse, PageError> {
    let next = Next::of(federation, sign_on, person.as_ref());
    match next.page().filter(|_| !sign_on.is_passive()) {
        None => answered(federation, person, next, sign_on, mark).await,
        Some(path) => {
            let token = ask(parts, federation, (sign_on, next.words()), mark, source).await?;
            Ok(see_other(&format!("{path}?sign_on={}", token.expose())))
        }
    }
}

/// The answer where nobody has to be asked, or nobody may be.
async fn answered(
    federation: &Federation,
    person: Option<SignedIn>,
    next: Next,
    sign_on: &SignOn,
    mark: Option<RequestMark>,
) -> Result<HttpResponse, PageError> {
    let is_signed_in = person.is_some();
    match (person, next) {
        (Some(person), Next::Answer) => post_page(&federation.answer(sign_on, &person, mark, &request_id()).await?),
        _ => post_page(&federation.refuse_passive(sign_on, is_signed_in, mark, &request_id()).await?),
    }
}

/// Lets a sign-on wait while the person is asked, and has that recorded.
async fn ask(
    parts: &Parts,
    federation: &Federation,
    (sign_on, what): (&SignOn, Text),
    mark: Option<RequestMark>,
    source: Source,
) -> Result<SecretText, PageError> {
    let token = put_aside(parts, sign_on, mark, source).await;
    match &token {
        Ok(_) => federation.asks(sign_on, what),
        Err(error) => federation.asks_in_vain(sign_on, error.status_code() == StatusCode::CONFLICT),
    }
    token
}

/// What is recorded of a request beside what it says.
fn coming<'a>(request: &HttpRequest, request_id: &'a str) -> Coming<'a> {
    Coming { request_id, source: source(request) }
}

/// Lets a sign-on wait; the token leads back to it.
async fn put_aside(
    parts: &Parts,
    sign_on: &SignOn,
    mark: Option<RequestMark>,
    source: Source,
) -> Result<SecretText, PageError> {
    // Before the mark: a request that found no room may come again.
    let place = pending::place(parts, Waiter::Source(source))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    if let Some(mark) = mark {
        first_time(parts, &mut db, mark).await?;
    }
    Ok(pending::put(parts, &mut db, place, Purpose::SignOn, sign_on, SIGN_ON_LIFETIME).await?)
}

/// A request that has to wait is marked before it waits.
async fn first_time(parts: &Parts, db: &mut PgConnection, mark: RequestMark) -> Result<(), PageError> {
    let until = parts.clock.now() + SIGN_ON_LIFETIME;
    let fresh = db::seen_request::mark(db, &[mark.0.to_vec()], until).await?;
    if fresh.is_empty() && !skips(Check::Replay) { Err(PageError::answered_before()) } else { Ok(()) }
}

pub(super) fn post_page(posted: &Posted) -> Result<HttpResponse, PageError> {
    let sentence =
        if posted.is_success { say("saml-you-are-signed-in-application") } else { say("saml-this-sign-on-cannot-be") };
    let page = PostPage {
        request_id: &request_id(),
        name: &posted.name,
        sentence,
        location: &posted.location,
        field: "SAMLResponse",
        value: &posted.saml_response,
        relay_state: posted.relay_state.as_deref(),
    };
    Ok(html(StatusCode::OK, page.render()?))
}
