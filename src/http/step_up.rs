//! `/step-up`: what a session lacks for one application is asked for; a passphrase never without a second factor.

use super::account::change::{self, signed_on};
use super::account::form::relying_party;
use super::account::proof::Proof;
use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::headers::asking;
use super::login::with_cookie;
use super::page::{html, see_other};
use super::saml::{post_page, take_away, waiting};
use super::signed_in;
use super::site::Site;
use super::source::source;
use super::uninterrupted::to_the_end;
use crate::federation::{Federation, SignOn, Standing};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, Known, known};
use crate::sign_in::session::SignedIn;
use crate::sign_in::step_up::{Missing, prove};
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

pub(super) const ADDRESS: &str = "/step-up";

#[derive(Deserialize)]
pub(super) struct StepUpQuery {
    #[serde(default)]
    sign_on: String,
}

#[derive(Deserialize)]
pub(super) struct StepUpForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sign_on: String,
    #[serde(flatten)]
    proof: Proof,
    /// Of the button that goes back without it.
    #[serde(default)]
    decline: String,
}

#[derive(Template)]
#[template(path = "login/step_up.html")]
struct StepUpPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    sign_on: &'a str,
    /// What people call the application.
    name: &'a str,
    missing: Missing,
    /// Whom a passkey is asked for; none where the person has none.
    relying_party: Option<&'a str>,
    /// Whether one of them opens the account alone, and alone suffices.
    alone: bool,
    /// Whether no code serves: the passphrase needs a passkey beside it.
    sole: bool,
    /// What did not work; empty at first.
    fault: Text,
}

/// Who is asked, for what, and what for.
struct Asked {
    sign_on: SignOn,
    person: SignedIn,
    missing: Missing,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<StepUpQuery>,
) -> Result<HttpResponse, PageError> {
    match asked(&request, &site, &parts, &federation, &query.sign_on).await? {
        Ok(asked) => {
            let known = known(&parts, &asked.person).await?;
            page(&request, &site, &parts, (&query.sign_on, &asked.sign_on), (asked.missing, &known), Text::default())
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<StepUpForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let StepUpForm { sign_on: token, proof, decline, .. } = form.into_inner();
    let Asked { sign_on, person, missing } = match asked(&request, &site, &parts, &federation, &token).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if !decline.is_empty() {
        take_away(&parts, source(&request), &token).await?;
        return post_page(&federation.refuse_unproved(&sign_on, &request_id()).await?);
    }
    let (flow, id, known) = (Parts::clone(&parts), request_id(), known(&parts, &person).await?);
    let proved = to_the_end(async move {
        match prove(&flow, person, missing, proof.typed(), &id).await {
            Err(error @ (ChangeError::Refused | ChangeError::SignInAgain)) => Ok(Err(error)),
            other => other.map(Ok),
        }
    });
    match proved.await? {
        Ok(cookie) => signed_on(see_other(&format!("/saml/continue?sign_on={token}")), &site, &cookie),
        // A session that cannot be asked: a sign-in asks for everything.
        Err(ChangeError::SignInAgain) => Ok(see_other(&format!("/login?sign_on={token}"))),
        Err(_) => {
            tracing::info!("step-up refused");
            page(&request, &site, &parts, (&token, &sign_on), (missing, &known), refused(missing, known.needs_both))
        }
    }
}

/// The sign-on that waits in this tab and what its person lacks; or where to go when that is nothing, or more than can be
/// asked here.
async fn asked(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    federation: &Federation,
    token: &str,
) -> Result<Result<Asked, HttpResponse>, PageError> {
    let sign_on = waiting(request, parts, federation, token).await?;
    let person = signed_in::now(request, site, parts).await?;
    let elsewhere = |page| Ok(Err(see_other(&format!("{page}?sign_on={token}"))));
    let Some(person) = person else { return elsewhere("/login") };
    match federation.standing(&sign_on, &person) {
        Standing::Met(_) => elsewhere("/saml/continue"),
        Standing::SignIn => elsewhere("/login"),
        Standing::StepUp(missing) => Ok(Ok(Asked { sign_on, person, missing })),
    }
}

/// One sentence for what was asked: where that was two things, it does not tell which was wrong.
fn refused(missing: Missing, needs_both: bool) -> Text {
    match missing {
        Missing::Passphrase | Missing::Both if needs_both => change::refused_both(),
        Missing::Passphrase | Missing::Both => change::refused(),
        Missing::Second => say("step-up-code-or-passkey-is-not"),
    }
}

fn page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    (sign_on, waiting): (&str, &SignOn),
    (missing, known): (Missing, &Known),
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let token = form_token::issue(request, site, &*parts.random);
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::FORBIDDEN };
    let page = StepUpPage {
        request_id: &request_id(),
        form_token: &token.value,
        sign_on,
        name: waiting.name(),
        missing,
        relying_party: relying_party(parts, known),
        alone: missing.lets_a_passkey_alone() && known.passkeys.iter().any(|one| one.opens_alone),
        sole: missing.asks_for_passphrase() && known.needs_both,
        fault,
    };
    let page = html(status, page.render()?);
    Ok(with_cookie(if relying_party(parts, known).is_some() { asking(page) } else { page }, token))
}
