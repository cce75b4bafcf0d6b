//! `/saml/slo`: logout requests of service providers, and their answers to ours.

use super::context::request_id;
use super::error::PageError;
use super::headers::framed_by_us;
use super::leaving::{self, signed_out};
use super::page::{self, Notice, see_other};
use super::saml::posted_form;
use super::signed_in;
use super::site::Site;
use super::source::source;
use super::uninterrupted::to_the_end;
use crate::db::DbError;
use crate::federation::{AskedLogout, Browser, Federation, Left, LogoutArrival, LogoutOutcome};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::bearer::Purpose;
use crate::sign_in::pending;
use crate::sign_in::waiting::Waiter;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use time::Duration;

/// How long a posted request waits for the GET on which the session is seen.
const LIFETIME: Duration = Duration::minutes(5);

#[derive(Deserialize)]
pub(super) struct ContinueQuery {
    #[serde(default)]
    logout: String,
}

pub(super) async fn by_redirect(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    match federation.receive_logout_redirect(request.query_string()).await? {
        LogoutArrival::Answered { name, outcome } => Ok(answered(&name, outcome)),
        LogoutArrival::Asked(asked) => go_on(&request, &site, &parts, &federation, asked).await,
    }
}

/// A request by the POST binding comes from another site, so that the browser keeps the session's cookie back
/// (`SameSite=Lax`). It waits, and the GET that follows sees the session.
pub(super) async fn by_post(
    request: HttpRequest,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    body: Result<web::Bytes, actix_web::Error>,
) -> Result<HttpResponse, PageError> {
    let form = posted_form(&request, body)?;
    match federation.receive_logout_post(&form).await? {
        LogoutArrival::Answered { name, outcome } => Ok(answered(&name, outcome)),
        LogoutArrival::Asked(asked) => {
            let place = pending::place(&parts, Waiter::Source(source(&request)))?;
            let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
            let token = pending::put(&parts, &mut db, place, Purpose::Logout, &asked, LIFETIME).await?;
            Ok(see_other(&format!("/saml/slo/continue?logout={}", token.expose())))
        }
    }
}

pub(super) async fn proceed(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<ContinueQuery>,
) -> Result<HttpResponse, PageError> {
    let asked: AskedLogout = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::take(&parts, &mut db, Waiter::Source(source(&request)), Purpose::Logout, &query.logout).await?
    };
    go_on(&request, &site, &parts, &federation, asked).await
}

async fn go_on(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    federation: &Federation,
    asked: AskedLogout,
) -> Result<HttpResponse, PageError> {
    let browser = Browser {
        session: signed_in::id_hash(request, site),
        is_signed_in: signed_in::now(request, site, parts).await?.is_some(),
    };
    let is_theirs = asked.names(&browser);
    let (ours, id) = (federation.clone(), request_id());
    let left = to_the_end(async move { ours.leave(&asked, &browser, &id).await }).await?;
    let response = match left {
        Left::Leaving(leaving) => leaving::begin(request, parts, &leaving).await?,
        Left::Answer(sent) => leaving::send(sent)?,
        Left::Done => signed_out(),
    };
    Ok(if is_theirs { signed_in::forget(response, site) } else { response })
}

/// Mostly in a frame that nobody sees; in a tab of its own where a person followed the link to try again.
fn answered(name: &str, outcome: LogoutOutcome) -> HttpResponse {
    let (title, sentence) = match outcome {
        LogoutOutcome::SignedOut => (say("slo-signed-out-there"), say("slo-has-signed-you-out-you").with("name", name)),
        LogoutOutcome::Partly => (say("slo-signed-out-there"), say("slo-has-signed-you-out-but").with("name", name)),
        LogoutOutcome::Refused => (say("slo-not-signed-out-there"), say("slo-did-not-sign-you-out").with("name", name)),
    };
    framed_by_us(page::render(StatusCode::OK, &Notice { title, sentence, next: None }))
}
