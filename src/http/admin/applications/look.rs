//! `/admin/applications/look`: the check list of metadata that waits, what to let the application know, and the button that registers
//! it. What is registered is exactly what lies sealed under the page's token, and only where nobody else was first.

use super::super::access::Asked;
use super::super::approvals::proposed;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::choices::{Chosen, Shown as Choices};
use super::one_address;
use super::proving::{Proving, fault};
use crate::db::DbError;
use crate::domain::AccountId;
use crate::federation::{Candidate, Federation, Mark, Outcome, Section as Checks, Shown, count_marks};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::bearer::Purpose;
use crate::sign_in::pending::{self, PendingError};
use crate::sign_in::waiting::Waiter;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use time::Duration;

/// As long as it takes to ask somebody.
const LIFETIME: Duration = Duration::hours(1);

/// Metadata that waits.
#[derive(Serialize, Deserialize)]
pub(super) struct Waiting {
    pub(super) metadata: String,
    /// Where it was fetched from; empty where it was not.
    pub(super) address: String,
    /// The account of who gave it: nobody else registers it.
    pub(super) by: [u8; 16],
}

pub(super) async fn put_aside(parts: &Parts, by: AccountId, waiting: &Waiting) -> Result<String, PageError> {
    let place = pending::place(parts, Waiter::Account(by))?;
    let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
    Ok(pending::put(parts, &mut db, place, Purpose::Metadata, waiting, LIFETIME).await?.expose().to_owned())
}

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    metadata: String,
}

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    /// Leads to the metadata.
    #[serde(default)]
    metadata: String,
    /// The version that the page said it takes the place of.
    #[serde(default)]
    looked_at: String,
    /// Pressed to see what it would be told, and to register nothing.
    #[serde(default)]
    see: String,
    #[serde(flatten)]
    proof: Proof,
    #[serde(flatten)]
    chosen: Chosen,
}

#[derive(Template)]
#[template(path = "admin/application_look.html")]
struct LookPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    token: &'a str,
    name: &'a str,
    entity_id: &'a str,
    version: u64,
    changes: &'a Option<Vec<Text>>,
    sections: &'a [Checks],
    looks: usize,
    choices: Choices,
    preview: Vec<Shown>,
    own: Vec<Shown>,
    address: &'a str,
}

pub(in crate::http) async fn page(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let waiting = waiting(&asked.parts, asked.person.account, &query.metadata).await?;
    let candidate = federation.consider(waiting.metadata.as_bytes(), None).await?;
    show(asked.console(), &federation, (&query.metadata, &waiting), candidate, &Text::default()).await
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    (token, waiting): (&str, &Waiting),
    candidate: Candidate,
    fault: &Text,
) -> Result<HttpResponse, PageError> {
    let proving = Proving::of(console, fault).await?;
    let page = LookPage {
        frame: proving.frame(),
        places: proving.places(),
        token,
        name: candidate.sp.name(),
        entity_id: candidate.sp.entity_id(),
        version: candidate.version,
        changes: &candidate.changes,
        looks: count_marks(&candidate.sections, Mark::Look),
        sections: &candidate.sections,
        choices: Choices::from(&candidate),
        preview: federation.preview(&candidate.sp),
        own: federation.preview_of(&candidate.sp, console.person),
        address: &waiting.address,
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

pub(in crate::http) async fn submit(
    sent: Sent<Form>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form } = sent;
    let (form, asker) = (Arc::new(form), &person);
    let console = Console { request: &request, site: &site, parts: &parts, person: asker };
    let waiting = waiting(&parts, person.account, &form.metadata).await?;
    let Some(choices) = form.chosen.choices() else {
        let candidate = federation.consider(waiting.metadata.as_bytes(), None).await?;
        return show(console, &federation, (&form.metadata, &waiting), candidate, &unknown_choice()).await;
    };
    let candidate = federation.consider(waiting.metadata.as_bytes(), Some(choices.clone())).await?;
    let seen = (form.metadata.as_str(), &waiting);
    if form.see == "yes" {
        return show(console, &federation, seen, candidate, &Text::default()).await;
    }
    let Ok(looked_at) = form.looked_at.parse() else { return Err(PageError::expired_form()) };
    let (flow, by, id, text) =
        (Federation::clone(&federation), Arc::clone(&person), request_id(), waiting.metadata.clone());
    let (sent, pool) = (Arc::clone(&form), Parts::clone(&parts));
    let done = to_the_end(async move {
        let put = flow.put_proved((&by, sent.proof.typed()), text.as_bytes(), choices, looked_at, &id).await;
        if put.is_ok() {
            let mut db = pool.pool.acquire().await.map_err(DbError::from)?;
            let waiter = Waiter::Account(by.account);
            // It is registered: that its copy was taken away meanwhile changes nothing.
            let _ = pending::take::<Waiting>(&pool, &mut db, waiter, Purpose::Metadata, &sent.metadata).await;
        }
        Ok::<_, PageError>(put)
    });
    match done.await? {
        Ok(Outcome::Done(put)) => Ok(see_other(&format!("{}&done=connected", one_address(&put.entity_id)))),
        Ok(Outcome::Waits(id)) => Ok(proposed(id)),
        Err(error) => show(console, &federation, seen, candidate, &fault(error)?).await,
    }
}

pub(super) fn unknown_choice() -> Text {
    say("admin-application-look-unknown-choice")
}

/// What the token leads to, for whoever put it aside.
async fn waiting(parts: &Parts, by: AccountId, token: &str) -> Result<Waiting, PageError> {
    let read = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        pending::read::<Waiting>(parts, &mut db, Purpose::Metadata, token).await
    };
    match read {
        Ok(waiting) if waiting.by == *by.as_bytes() => Ok(waiting),
        Ok(_) => Err(over("another account's")),
        Err(PendingError::Gone) => Err(over("nothing waits")),
        Err(error) => Err(error.into()),
    }
}

fn over(cause: &str) -> PageError {
    let sentence = say("admin-application-look-over");
    PageError::new(StatusCode::GONE, say("admin-application-look-nothing-waits"), sentence, cause)
        .next(say("admin-application-add-title"), "/admin/applications/add")
}
