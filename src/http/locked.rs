//! `/lock` and `/locked`: leaving a computer that people share, and coming back to it.
//!
//! No page says who is away. What is shown to whoever stands there is a form for the person's own passphrase and code, a
//! button for their passkey, and one for somebody else.

pub(super) mod touch;

use super::browser_name::browser_name;
use super::context::{self, request_id};
use super::error::PageError;
use super::form_token;
use super::headers::asking;
use super::known;
use super::leaving;
use super::login::{let_in, sign_on_token, with_cookie};
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use super::uninterrupted::to_the_end;
use crate::domain::SecretText;
use crate::federation::Federation;
use crate::sign_in::Parts;
use crate::sign_in::attempt::AttemptError;
use crate::sign_in::lock::{self, LockError, Locked};
use crate::sign_in::passkey::RelyingParty;
use crate::sign_in::question::Answered;
use crate::sign_in::second_factor::Second;
use crate::sign_in::session;
use crate::sign_in::visitor::Here;
use crate::vault::passkey::PRF;
use actix_web::cookie::time::Duration;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

pub(super) const COOKIE: &str = "locked";

/// What a browser keeps of a computer that people share.
const SHARED: &str = "shared";
/// As long as browsers keep a cookie (RFC 6265bis §5.5).
const LIFETIME: Duration = Duration::days(400);

#[derive(Default, Deserialize)]
pub(super) struct LockedQuery {
    #[serde(default)]
    sign_on: String,
}

#[derive(Deserialize)]
pub(super) struct BackForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sign_on: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
    /// The token of the question that a passkey answers, as it came.
    #[serde(default)]
    question: String,
    /// What the authenticator said.
    #[serde(default)]
    passkey: SecretText,
}

impl BackForm {
    fn answered(&self) -> Answered<'_> {
        Answered { token: &self.question, message: self.passkey.expose() }
    }
}

#[derive(Template)]
#[template(path = "locked/locked.html")]
struct LockedPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    sign_on: &'a str,
    fault: Fault,
    /// Whom a passkey is asked for; none where there are no passkeys.
    relying_party: Option<&'a str>,
    prf: &'a str,
}

/// What did not work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Refused,
    /// A passkey that was to open the account alone.
    Passkey,
}

#[derive(Template)]
#[template(path = "locked/covered.html")]
struct CoveredPage<'a> {
    request_id: &'a str,
}

/// Whether the browser says that its computer is shared.
pub(super) fn is_shared(request: &HttpRequest, site: &Site) -> bool {
    request.cookie(&site.cookie_name(SHARED)).is_some()
}

/// Lets the browser remember that its computer is shared: the box is ticked for whoever signs in next.
pub(super) fn mark_shared(mut response: HttpResponse, site: &Site) -> HttpResponse {
    let mut cookie = site.cookie(SHARED, "yes".to_owned());
    cookie.set_max_age(LIFETIME);
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}

/// The computer is one person's.
pub(super) fn unmark_shared(response: HttpResponse, site: &Site) -> HttpResponse {
    without(response, site, SHARED)
}

/// Takes a cookie away with a response.
pub(super) fn without(mut response: HttpResponse, site: &Site, cookie: &str) -> HttpResponse {
    if let Err(error) = response.add_cookie(&site.no_cookie(cookie)) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}

/// The cookie of a locked session, as it came.
pub(super) fn cookie(request: &HttpRequest, site: &Site) -> Option<String> {
    request.cookie(&site.cookie_name(COOKIE)).map(|cookie| cookie.value().to_owned())
}

/// The locked session that the browser has, if its time is not over.
pub(super) async fn waiting(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<Option<Locked>, PageError> {
    match cookie(request, site) {
        Some(cookie) => Ok(lock::waiting(parts, &cookie).await?),
        None => Ok(None),
    }
}

/// The Lock button. Its form has no token: the session's cookie does not come with a form of another site (`SameSite=Lax`), and
/// all that one could do is lock.
pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
) -> Result<HttpResponse, PageError> {
    lock_now(&request, &site, &parts, "").await
}

/// Locks the browser's session and leads to the page that says so. Where there is nothing to lock, the sign-in says what is.
pub(super) async fn lock_now(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    sign_on: &str,
) -> Result<HttpResponse, PageError> {
    let Some(cookie) = signed_in::cookie(request, site) else { return Ok(see_other(&address("/login", sign_on))) };
    let (flow, id) = (Parts::clone(parts), request_id());
    let locked = to_the_end(async move { lock::lock(&flow, &cookie, &id).await }).await?;
    let Some(locked) = locked else { return Ok(see_other(&address("/login", sign_on))) };
    let mut response = signed_in::forget(see_other(&address("/locked", sign_on)), site);
    response.add_cookie(&site.cookie(COOKIE, locked.expose().to_owned())).map_err(PageError::internal)?;
    Ok(response)
}

/// Where the script and the Refresh header of a page at a shared computer lead, and who has locked it. Looking here is not using
/// the session: a page that stands open in another tab keeps nothing alive.
pub(super) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<LockedQuery>,
) -> Result<HttpResponse, PageError> {
    let sign_on = sign_on_token(&query.sign_on);
    if let Some(cookie) = signed_in::cookie(&request, &site) {
        match session::seconds_to_lock(&parts, &cookie).await? {
            Some(0) => return lock_now(&request, &site, &parts, sign_on).await,
            Some(seconds) => return covered(seconds),
            None => {}
        }
    }
    if waiting(&request, &site, &parts).await?.is_none() {
        return Ok(without(see_other(&address("/login", sign_on)), &site, COOKIE));
    }
    show(&request, &site, &parts, StatusCode::OK, sign_on, Fault::None)
}

/// The session goes on in another tab: one press leads back.
fn covered(seconds: i64) -> Result<HttpResponse, PageError> {
    let page = CoveredPage { request_id: &request_id() };
    context::covers_itself(seconds);
    Ok(html(StatusCode::OK, page.render()?))
}

fn show(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    status: StatusCode,
    sign_on: &str,
    fault: Fault,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let page = LockedPage {
        request_id: &request_id(),
        form_token: &token.value,
        sign_on,
        fault,
        relying_party: parts.relying_party.as_ref().map(RelyingParty::id),
        prf: PRF,
    };
    Ok(with_cookie(asking(html(status, page.render()?)), token))
}

/// The same person comes back.
pub(super) async fn come_back(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<BackForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let form = form.into_inner();
    let sign_on = sign_on_token(&form.sign_on).to_owned();
    let Some(locked) = waiting(&request, &site, &parts).await? else {
        return Ok(without(see_other(&address("/login", &sign_on)), &site, COOKIE));
    };
    let (flow, visitor, id) = (Parts::clone(&parts), known::visitor(&request, &site, &parts).await?, request_id());
    let shown = visitor.devices.clone();
    let back = to_the_end(async move {
        let second = match form.passkey.is_empty() {
            true => Second::Code(&form.code),
            false => Second::Passkey(form.answered().at_the_door(&flow, visitor.source).await?),
        };
        Ok::<_, PageError>(lock::come_back(&flow, &locked, &form.passphrase, second, &visitor, &id).await)
    });
    match back.await? {
        Ok(entered) => let_in(&site, &parts, &sign_on, &shown, entered),
        Err(AttemptError::Refused) => show(&request, &site, &parts, StatusCode::FORBIDDEN, &sign_on, Fault::Refused),
        Err(error) => Err(error.into()),
    }
}

/// Somebody else: the session ends, applications are told, and nothing of it stays in the browser.
pub(super) async fn leave(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<BackForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let to_sign_in = see_other(&address("/login", sign_on_token(&form.sign_on)));
    let Some(locked) = waiting(&request, &site, &parts).await? else {
        return Ok(without(to_sign_in, &site, COOKIE));
    };
    let (ours, id, session) = (Federation::clone(&federation), request_id(), locked.id_hash());
    let leaving = to_the_end(async move { ours.sign_out_session(&session, &id).await }).await?;
    let response =
        if leaving.told().is_empty() { to_sign_in } else { leaving::begin(&request, &parts, &leaving).await? };
    let response = form_token::forget(response, &site);
    Ok(without(signed_in::forget(response, &site), &site, COOKIE))
}

pub(super) fn address(path: &str, sign_on: &str) -> String {
    if sign_on.is_empty() { path.to_owned() } else { format!("{path}?sign_on={sign_on}") }
}

impl From<LockError> for PageError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Session(error) => error.into(),
            LockError::Db(error) => error.into(),
            LockError::Keeper(error) => error.into(),
            LockError::Audit(error) => error.into(),
            other => Self::internal(other),
        }
    }
}

/// The browser, where somebody is about to be signed in by another page than the sign-in's.
pub(super) fn here(request: &HttpRequest, site: &Site) -> Here {
    Here {
        previous: signed_in::previous(request, site),
        shared: is_shared(request, site),
        browser: browser_name(request),
    }
}
