//! `/login`: identifier, passphrase and code in one form; an empty code leads everyone to the same second step.

use super::context::request_id;
use super::error::PageError;
use super::form_token::{self, FormToken};
use super::headers::asking;
use super::known;
use super::locked;
use super::page::{html, see_other};
use super::signed_in::{self, Seen};
use super::site::Site;
use super::uninterrupted::to_the_end;
use crate::db::DbError;
use crate::domain::identifier::{IdentifierError, Identifiers};
use crate::domain::{Identifier, SecretText};
use crate::keeper::Device;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::attempt::{self, AttemptError, Previous};
use crate::sign_in::bearer::{Bearer, Purpose};
use crate::sign_in::change::sessions;
use crate::sign_in::passkey::RelyingParty;
use crate::sign_in::passphrase::first_step;
use crate::sign_in::second_factor::{Presented, Second};
use crate::sign_in::visitor::{Entered, Trying, Visitor};
use crate::vault::passkey::PRF;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct LoginQuery {
    #[serde(default)]
    sign_on: String,
    /// Leads to the second step.
    #[serde(default)]
    attempt: String,
}

/// All fields of both steps; absent ones are empty.
#[derive(Deserialize)]
pub(super) struct LoginForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sign_on: String,
    #[serde(default)]
    attempt: String,
    #[serde(default)]
    identifier: String,
    #[serde(default)]
    passphrase: SecretText,
    #[serde(default)]
    code: SecretText,
    /// Other people use the computer too.
    #[serde(default)]
    shared: String,
    /// What an authenticator said, in the place of a code.
    #[serde(default)]
    passkey: SecretText,
}

#[derive(Template)]
#[template(path = "login/first.html")]
struct FirstPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    sign_on: &'a str,
    identifier: &'a str,
    label: Text,
    /// In the place of what people sign in with, codes alone.
    codes: bool,
    fault: Fault,
    /// Whom a passkey is asked for; none where there are no passkeys.
    relying_party: Option<&'a str>,
    prf: &'a str,
    /// The box that says so is ticked.
    shared: bool,
    /// After how many minutes it locks itself at most.
    shared_for: u16,
}

/// What did not work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    Refused,
    /// A passkey that was to open an account alone.
    Passkey,
    /// The check of a login code does not fit: known without asking whether there is such a person.
    MistypedCode,
    /// The session before was not used for too long.
    Idle,
}

#[derive(Template)]
#[template(path = "login/second.html")]
struct SecondPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    sign_on: &'a str,
    attempt: &'a str,
    /// Whom a passkey is asked for, and what it is to answer; none where there are no passkeys.
    relying_party: Option<&'a str>,
    challenge: &'a str,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<LoginQuery>,
) -> Result<HttpResponse, PageError> {
    if Bearer::parse(&query.attempt).is_some() {
        return second_page(&request, &site, &parts, &query).await;
    }
    match signed_in::look(&request, &site, &parts).await? {
        Seen::Person if query.sign_on.is_empty() => return Ok(see_other("/portal")),
        Seen::Idle => {
            end_idle(&request, &site, &parts).await?;
            let sign_on = sign_on_token(&query.sign_on);
            let page = first_page(&request, &site, &parts, StatusCode::OK, Typed { sign_on, ..typed(Fault::Idle) })?;
            return Ok(signed_in::forget(page, &site));
        }
        Seen::Unattended => return locked::lock_now(&request, &site, &parts, sign_on_token(&query.sign_on)).await,
        Seen::Nobody if locked::waiting(&request, &site, &parts).await?.is_some() => {
            return Ok(see_other(&locked::address("/locked", sign_on_token(&query.sign_on))));
        }
        Seen::Person | Seen::Nobody => {}
    }
    first_page(
        &request,
        &site,
        &parts,
        StatusCode::OK,
        Typed { sign_on: sign_on_token(&query.sign_on), ..typed(Fault::None) },
    )
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<LoginForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let form = form.into_inner();
    let sign_on = sign_on_token(&form.sign_on).to_owned();
    let (previous, visitor) = (signed_in::previous(&request, &site), known::visitor(&request, &site, &parts).await?);
    let shown = visitor.devices.clone();
    // The second step's form has no such box: what the first one said, the browser remembers.
    let is_ticked = !form.shared.is_empty() || (!form.attempt.is_empty() && locked::is_shared(&request, &site));
    let marked = |response| if is_ticked { locked::mark_shared(response, &site) } else { response };
    let work = sign_in(Parts::clone(&parts), form, visitor, previous, request_id());
    match to_the_end(async move { Ok::<_, PageError>(work.await) }).await? {
        // A page of its own, so that the Back button leads to a page and not to a question about sending again.
        Ok(Outcome::SecondStep(attempt)) => {
            Ok(marked(see_other(&format!("/login?attempt={}&sign_on={sign_on}", attempt.expose()))))
        }
        Ok(Outcome::SignedIn(entered)) => Ok(marked(let_in(&site, &parts, &sign_on, &shown, entered)?)),
        Ok(Outcome::Refused(identifier)) => {
            tracing::info!("sign-in refused");
            let typed = Typed { sign_on: &sign_on, identifier: &identifier, fault: Fault::Refused, shared: is_ticked };
            first_page(&request, &site, &parts, StatusCode::FORBIDDEN, typed)
        }
        Ok(Outcome::MistypedCode(identifier)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let typed =
                Typed { sign_on: &sign_on, identifier: &identifier, fault: Fault::MistypedCode, shared: is_ticked };
            first_page(&request, &site, &parts, status, typed)
        }
        Err(error) => Err(error.into()),
    }
}

/// What nobody used for too long ends where it is told; a clock that is put back brings nothing of it back.
async fn end_idle(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<(), PageError> {
    let Some(cookie) = signed_in::cookie(request, site) else { return Ok(()) };
    let (flow, id) = (Parts::clone(parts), request_id());
    to_the_end(async move { sessions::end_idle(&flow, &cookie, &id).await }).await
}

/// On with what somebody came for, signed in.
pub(super) fn let_in(
    site: &Site,
    parts: &Parts,
    sign_on: &str,
    shown: &[Device],
    entered: Entered,
) -> Result<HttpResponse, PageError> {
    let Entered { session, device } = entered;
    let mut response = see_other(&destination(sign_on));
    let cookie = site.cookie(signed_in::COOKIE, session.expose().to_owned());
    response.add_cookie(&cookie).map_err(|error| {
        PageError::new(StatusCode::INTERNAL_SERVER_ERROR, say("login-no-session"), say("login-try-again"), error)
    })?;
    let response = locked::without(response, site, locked::COOKIE);
    Ok(known::remember(response, site, shown, Some(device), parts.clock.now().date()))
}

enum Outcome {
    SecondStep(SecretText),
    SignedIn(Entered),
    /// With the identifier as it was typed, for the form.
    Refused(String),
    MistypedCode(String),
}

async fn sign_in(
    parts: Parts,
    form: LoginForm,
    visitor: Visitor,
    previous: Option<String>,
    request_id: String,
) -> Result<Outcome, AttemptError> {
    let mut shown = form.identifier.clone();
    let step = if form.attempt.is_empty() {
        let identifier = match Identifier::parse(&form.identifier) {
            Err(IdentifierError::MistypedCode) => return Ok(Outcome::MistypedCode(shown)),
            // What cannot be an identifier is nobody's: it takes the same way as one that is unknown.
            parsed => parsed.or_else(|_| Identifier::parse("\u{fffd}")).map_err(|_| AttemptError::Refused)?,
        };
        let mut step = first_step(&parts, &identifier, &form.passphrase, Trying::Visitor(&visitor)).await?;
        step.shared = !form.shared.is_empty();
        step
    } else {
        let step = attempt::resume(&parts, &form.attempt, visitor.source).await?;
        shown.clone_from(&step.identifier);
        step
    };
    if form.attempt.is_empty() && form.code.is_empty() {
        return Ok(Outcome::SecondStep(attempt::put_aside(&parts, &step, visitor.source).await?));
    }
    let (second, previous) = (second(&parts, &form), Previous::Cookie(previous.as_deref()));
    match attempt::second_step(&parts, step, second, visitor.source, previous, &request_id).await {
        Ok(entered) => Ok(Outcome::SignedIn(entered)),
        Err(AttemptError::Refused) => Ok(Outcome::Refused(shown)),
        Err(error) => Err(error),
    }
}

/// A passkey answers on the page of the second step alone, whose token has its challenge.
fn second<'a>(parts: &Parts, form: &'a LoginForm) -> Second<'a> {
    match Bearer::parse(&form.attempt) {
        Some(token) if !form.passkey.is_empty() && parts.relying_party.is_some() => {
            let challenge = token.challenge(Purpose::Attempt);
            Second::Passkey(Presented { message: form.passkey.expose(), challenge })
        }
        _ => Second::Code(&form.code),
    }
}

/// Only what looks like one of our tokens is put back into a page or an address.
pub(super) fn sign_on_token(text: &str) -> &str {
    if Bearer::parse(text).is_some() { text } else { "" }
}

fn destination(sign_on: &str) -> String {
    if sign_on.is_empty() { "/portal".to_owned() } else { format!("/saml/continue?sign_on={sign_on}") }
}

/// What the page shows again.
pub(super) struct Typed<'a> {
    pub(super) sign_on: &'a str,
    pub(super) identifier: &'a str,
    pub(super) fault: Fault,
    pub(super) shared: bool,
}

/// How the field is called in which people type what they sign in with.
pub(super) fn label(identifiers: Identifiers) -> Text {
    match identifiers {
        Identifiers::Any => say("login-label-any"),
        Identifiers::Email => say("login-label-email"),
        Identifiers::Name => say("login-label-name"),
        Identifiers::Code => say("login-label-code"),
    }
}

/// Nothing yet.
pub(super) fn typed(fault: Fault) -> Typed<'static> {
    Typed { sign_on: "", identifier: "", fault, shared: false }
}

pub(super) fn first_page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    status: StatusCode,
    typed: Typed<'_>,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let Typed { sign_on, identifier, fault, shared } = typed;
    let shared = shared || (matches!(fault, Fault::None | Fault::Idle) && locked::is_shared(request, site));
    let identifier: String = identifier.chars().take(254).collect();
    let identifiers = parts.policy.identifiers;
    let page = FirstPage {
        request_id: &request_id(),
        form_token: &token.value,
        sign_on,
        identifier: &identifier,
        label: label(identifiers),
        codes: identifiers == Identifiers::Code,
        fault,
        relying_party: parts.relying_party.as_ref().map(RelyingParty::id),
        prf: PRF,
        shared,
        shared_for: parts.policy.limits.shared_idle(),
    };
    Ok(with_cookie(asking(html(status, page.render()?)), token))
}

async fn second_page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    query: &LoginQuery,
) -> Result<HttpResponse, PageError> {
    let sign_on = sign_on_token(&query.sign_on);
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    if !attempt::is_waiting(parts, &mut db, &query.attempt).await? {
        return Ok(see_other(&format!("/login?sign_on={sign_on}")));
    }
    let token = form_token::issue(request, site, &*parts.random);
    let challenge = Bearer::parse(&query.attempt).map(|attempt| attempt.challenge(Purpose::Attempt));
    let page = SecondPage {
        request_id: &request_id(),
        form_token: &token.value,
        sign_on,
        attempt: &query.attempt,
        relying_party: parts.relying_party.as_ref().map(RelyingParty::id),
        challenge: &BASE64URL_NOPAD.encode(&challenge.unwrap_or_default()),
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

/// Sets the form's cookie where the browser has none.
pub(super) fn with_cookie(mut response: HttpResponse, token: FormToken) -> HttpResponse {
    if let Some(cookie) = token.cookie
        && let Err(error) = response.add_cookie(&cookie)
    {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}
