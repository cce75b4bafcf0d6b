//! `/keys/browser`: a page of an application asks for the person's keys, sealed to a key that it made. The person is asked once;
//! the answer goes to the registered address, in its fragment, which browsers send to no server.
//!
//! Whoever leads a person here gets nothing by it: the answer goes where an operator registered it, and only the page that asked
//! knows the state, and opens it.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::key_question::{self, Asking, Said};
use super::page::see_other;
use super::signed_in;
use super::site::Site;
use super::source::source;
use super::uninterrupted::to_the_end;
use crate::db::DbError;
use crate::domain::Source;
use crate::federation::{Federation, KeyQuestion, PageNext, PageQuestion, Refusal};
use crate::sign_in::Parts;
use crate::sign_in::bearer::Purpose;
use crate::sign_in::pending::{self, PendingError};
use crate::sign_in::session::SignedIn;
use crate::sign_in::waiting::Waiter;
use crate::vault::profile::consents::Answer;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use time::Duration;

const AGREE: &str = "/keys/browser/agree";
const CONTINUE: &str = "/keys/browser/continue";

/// How long a question waits for the person.
const LIFETIME: Duration = Duration::minutes(30);

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/keys/browser", web::get().to(ask))
        .route("/keys/browser/continue", web::get().to(proceed))
        .route("/keys/browser/agree", web::get().to(form))
        .route("/keys/browser/agree", web::post().to(submit));
}

#[derive(Deserialize)]
struct WaitingQuery {
    #[serde(default)]
    question: String,
}

#[derive(Deserialize)]
struct AgreeForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    question: String,
    /// Of what stood on the page.
    #[serde(default)]
    mark: String,
    /// `agree`, `later` or `never`.
    #[serde(default)]
    answer: String,
}

/// Who is asked, and what.
struct Asked {
    page: PageQuestion,
    person: SignedIn,
    question: KeyQuestion,
}

async fn ask(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let page = federation.page_question(request.query_string()).await?;
    let person = signed_in::now(&request, &site, &parts).await?;
    match elsewhere(&federation.page_next(&page, person.as_ref())) {
        None => answered(&federation, &page, person.as_ref()).await,
        Some((path, field)) => {
            let token = put_aside(&parts, &page, source(&request)).await?;
            Ok(see_other(&format!("{path}?{field}={token}")))
        }
    }
}

/// After the sign-in, or the answer to the question, back to what it was for.
async fn proceed(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<WaitingQuery>,
) -> Result<HttpResponse, PageError> {
    let page = waiting(&parts, &federation, &query.question).await?;
    let person = signed_in::now(&request, &site, &parts).await?;
    if let Some((path, field)) = elsewhere(&federation.page_next(&page, person.as_ref())) {
        return Ok(see_other(&format!("{path}?{field}={}", query.question)));
    }
    take_away(&parts, source(&request), &query.question).await?;
    answered(&federation, &page, person.as_ref()).await
}

async fn form(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<WaitingQuery>,
) -> Result<HttpResponse, PageError> {
    match asked(&request, &site, &parts, &federation, &query.question).await? {
        Some(asked) => page(&request, &site, &parts, &query.question, &asked, false),
        None => Ok(to_continue(&query.question)),
    }
}

async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<AgreeForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let form = form.into_inner();
    let Some(asked) = asked(&request, &site, &parts, &federation, &form.question).await? else {
        return Ok(to_continue(&form.question));
    };
    let answer = match Said::of(&form.answer) {
        Some(Said::Answer(answer)) => Some(answer),
        Some(Said::Later) => None,
        None => return page(&request, &site, &parts, &form.question, &asked, false),
    };
    // What is agreed to is what stood on the page.
    if answer.is_some() && asked.question.mark != form.mark {
        return page(&request, &site, &parts, &form.question, &asked, true);
    }
    let Asked { page, person, .. } = asked;
    if let Some(answer) = answer {
        let (flow, told, id) = (Federation::clone(&federation), page.clone(), request_id());
        to_the_end(async move { flow.say_of_page(&told, &person, answer, &id).await }).await?;
    }
    if answer == Some(Answer::Agreed) {
        return Ok(to_continue(&form.question));
    }
    take_away(&parts, source(&request), &form.question).await?;
    leave(page.refused(Refusal::Declined))
}

/// Where a page's question leads on that was taken for a sign-on; `None` when the token leads to neither.
pub(super) async fn instead(parts: &Parts, token: &str) -> Result<Option<HttpResponse>, PageError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    match pending::read::<PageQuestion>(parts, &mut db, Purpose::PageKeys, token).await {
        Ok(_) => Ok(Some(to_continue(token))),
        Err(PendingError::Gone) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Where the person is asked, and under which name the token goes there; none where there is nothing to ask.
fn elsewhere(next: &PageNext) -> Option<(&'static str, &'static str)> {
    match next {
        PageNext::SignIn => Some(("/login", "sign_on")),
        PageNext::Ask(_) => Some((AGREE, "question")),
        PageNext::Answer | PageNext::Refuse(_) => None,
    }
}

/// To the registered address, with the keys or a word that says why not.
async fn answered(
    federation: &Federation,
    page: &PageQuestion,
    person: Option<&SignedIn>,
) -> Result<HttpResponse, PageError> {
    match (federation.page_next(page, person), person) {
        (PageNext::Answer, Some(person)) => leave(federation.answer_page(page, person, &request_id()).await?),
        (PageNext::Refuse(refusal), _) => leave(page.refused(refusal)),
        // Both were seen to by whoever called.
        (PageNext::SignIn | PageNext::Ask(_) | PageNext::Answer, _) => {
            Err(PageError::sign_in_gone("a page's question cannot be answered now"))
        }
    }
}

/// The address is not in any log of ours: its fragment has the keys.
fn leave(address: Option<String>) -> Result<HttpResponse, PageError> {
    let gone = || PageError::sign_in_gone("what the page asked for is not enabled any more");
    address.map(|address| see_other(&address)).ok_or_else(gone)
}

fn to_continue(token: &str) -> HttpResponse {
    see_other(&format!("{CONTINUE}?question={token}"))
}

async fn put_aside(parts: &Parts, page: &PageQuestion, source: Source) -> Result<String, PageError> {
    let place = pending::place(parts, Waiter::Source(source))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    Ok(pending::put(parts, &mut db, place, Purpose::PageKeys, page, LIFETIME).await?.expose().to_owned())
}

/// A question that waits, with its service provider as it is now. No connection is held when it returns.
async fn waiting(parts: &Parts, federation: &Federation, token: &str) -> Result<PageQuestion, PageError> {
    let mut page: PageQuestion = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::read(parts, &mut db, Purpose::PageKeys, token).await?
    };
    federation.look_up(page.sign_on_mut()).await?;
    Ok(page)
}

/// Before it is answered: one question, one answer.
async fn take_away(parts: &Parts, source: Source, token: &str) -> Result<(), PageError> {
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    pending::take::<PageQuestion>(parts, &mut db, Waiter::Source(source), Purpose::PageKeys, token).await?;
    Ok(())
}

/// What the person is asked; `None` when that is nothing, or nobody is signed in.
async fn asked(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    federation: &Federation,
    token: &str,
) -> Result<Option<Asked>, PageError> {
    let page = waiting(parts, federation, token).await?;
    let person = signed_in::now(request, site, parts).await?;
    Ok(match (federation.page_next(&page, person.as_ref()), person) {
        (PageNext::Ask(question), Some(person)) => Some(Asked { page, person, question }),
        _ => None,
    })
}

fn page(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    token: &str,
    asked: &Asked,
    is_other: bool,
) -> Result<HttpResponse, PageError> {
    let (waits, name, question) = (("question", token), asked.page.name(), &asked.question);
    let back = Some(asked.page.return_to().unwrap_or_default());
    key_question::page(request, site, parts, Asking { action: AGREE, waits, name, question, back, is_other })
}
