//! `/admin/applications/change`: what one may be told, and what is chosen for it. Its metadata stays as it is.

use super::super::access::Asked;
use super::super::approvals::proposed;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::choices::{Chosen, Shown as Choices};
use super::look::UNKNOWN_CHOICE;
use super::proving::{Proving, fault};
use super::{Which, is_about_none, one_address, unknown};
use crate::federation::{Candidate, Federation, Outcome, Shown};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    entity: String,
    /// The version that the page showed.
    #[serde(default)]
    looked_at: String,
    /// Pressed to see what it would be told, and to change nothing.
    #[serde(default)]
    see: String,
    #[serde(flatten)]
    proof: Proof,
    #[serde(flatten)]
    chosen: Chosen,
}

#[derive(Template)]
#[template(path = "admin/application_change.html")]
struct ChangePage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    name: &'a str,
    entity_id: &'a str,
    version: u64,
    choices: Choices,
    preview: Vec<Shown>,
    own: Vec<Shown>,
    back: String,
}

pub(in crate::http) async fn form(
    asked: Asked,
    federation: web::Data<Federation>,
    which: web::Query<Which>,
) -> Result<HttpResponse, PageError> {
    if let Some(list) = is_about_none(&which.entity) {
        return Ok(list);
    }
    let registered = federation.registered(&which.entity).await?.ok_or_else(unknown)?;
    show(asked.console(), &federation, registered.candidate, "").await
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    candidate: Candidate,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let proving = Proving::of(console, fault).await?;
    let page = ChangePage {
        frame: proving.frame(),
        places: proving.places(),
        name: candidate.sp.name(),
        entity_id: candidate.sp.entity_id(),
        version: candidate.version,
        choices: Choices::from(&candidate),
        preview: federation.preview(&candidate.sp),
        own: federation.preview_of(&candidate.sp, console.person),
        back: one_address(candidate.sp.entity_id()),
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
    if let Some(list) = is_about_none(&form.entity) {
        return Ok(list);
    }
    let console = Console { request: &request, site: &site, parts: &parts, person: asker };
    let now = federation.registered(&form.entity).await?.ok_or_else(unknown)?.candidate;
    let Some(choices) = form.chosen.choices() else {
        return show(console, &federation, now, UNKNOWN_CHOICE).await;
    };
    let wanted = federation.consider(&now.metadata, Some(choices.clone())).await?;
    if form.see == "yes" {
        return show(console, &federation, wanted, "").await;
    }
    let Ok(looked_at) = form.looked_at.parse() else { return Err(PageError::expired_form()) };
    let (flow, by, id) = (Federation::clone(&federation), Arc::clone(&person), request_id());
    let (sent, metadata) = (Arc::clone(&form), now.metadata);
    let done = to_the_end(async move {
        let put = flow.put_proved((&by, sent.proof.typed()), &metadata, choices, looked_at, &id).await;
        Ok::<_, PageError>(put)
    });
    match done.await? {
        Ok(Outcome::Done(put)) => Ok(see_other(&format!("{}&done=changed", one_address(&put.entity_id)))),
        Ok(Outcome::Waits(id)) => Ok(proposed(id)),
        Err(error) => show(console, &federation, wanted, &fault(error)?).await,
    }
}
