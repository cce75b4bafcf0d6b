//! `/keys/agree`: before a sign-on goes on, the person says whether the application gets a key. It opens either way.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::key_question::{self, Asking, Said};
use super::page::see_other;
use super::saml::{post_page, take_away, waiting};
use super::signed_in;
use super::site::Site;
use super::source::source;
use super::uninterrupted::to_the_end;
use crate::federation::{Federation, KeyQuestion, SignOn, Standing};
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

pub(super) const ADDRESS: &str = "/keys/agree";

#[derive(Deserialize)]
pub(super) struct AgreeQuery {
    #[serde(default)]
    sign_on: String,
}

#[derive(Deserialize)]
pub(super) struct AgreeForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sign_on: String,
    #[serde(default)]
    purpose: String,
    /// Of what stood on the page.
    #[serde(default)]
    mark: String,
    /// `agree`, `later` or `never`.
    #[serde(default)]
    answer: String,
}

/// Who is asked, about what, and what for.
struct Asked {
    sign_on: SignOn,
    person: SignedIn,
    question: KeyQuestion,
}

pub(super) async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<AgreeQuery>,
) -> Result<HttpResponse, PageError> {
    match asked(&request, &site, &parts, &federation, &query.sign_on).await? {
        Ok(asked) => page(&request, &site, &parts, &query.sign_on, &asked, false),
        Err(elsewhere) => Ok(elsewhere),
    }
}

pub(super) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<AgreeForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let form = form.into_inner();
    let asked = match asked(&request, &site, &parts, &federation, &form.sign_on).await? {
        Ok(asked) => asked,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let answer = match Said::of(&form.answer) {
        Some(Said::Answer(answer)) => answer,
        // Nothing is asked for this sign-on any more.
        Some(Said::Later) => {
            take_away(&parts, source(&request), &form.sign_on).await?;
            return post_page(&federation.answer(&asked.sign_on, &asked.person, None, &request_id()).await?);
        }
        None => return page(&request, &site, &parts, &form.sign_on, &asked, false),
    };
    // Another tab has answered already, or it is offered no more: on to what is next.
    if asked.question.purpose.as_str() != form.purpose {
        return Ok(see_other(&format!("/saml/continue?sign_on={}", form.sign_on)));
    }
    // What is agreed to is what stood on the page.
    if asked.question.mark != form.mark {
        return page(&request, &site, &parts, &form.sign_on, &asked, true);
    }
    let (flow, id) = (Federation::clone(&federation), request_id());
    let Asked { sign_on, person, question } = asked;
    to_the_end(async move { flow.say_of_key(&sign_on, &person, (&question, answer), &id).await }).await?;
    Ok(see_other(&format!("/saml/continue?sign_on={}", form.sign_on)))
}

/// The sign-on that waits in this tab and what its person is asked; or where to go when that is nothing.
async fn asked(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    federation: &Federation,
    token: &str,
) -> Result<Result<Asked, HttpResponse>, PageError> {
    let sign_on = waiting(request, parts, federation, token).await?;
    let proceed = || Ok(Err(see_other(&format!("/saml/continue?sign_on={token}"))));
    let Some(person) = signed_in::now(request, site, parts).await? else { return proceed() };
    if !matches!(federation.standing(&sign_on, &person), Standing::Met(_)) {
        return proceed();
    }
    match federation.key_question(&sign_on, &person) {
        Some(question) => Ok(Ok(Asked { sign_on, person, question })),
        None => proceed(),
    }
}

fn page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    sign_on: &str,
    asked: &Asked,
    is_other: bool,
) -> Result<HttpResponse, PageError> {
    let (waits, name, question) = (("sign_on", sign_on), asked.sign_on.name(), &asked.question);
    let asking = Asking { action: ADDRESS, waits, name, question, back: None, is_other };
    key_question::page(request, site, parts, asking)
}
