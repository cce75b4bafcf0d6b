//! `/admin/applications/remove`: one goes, with its keys.

use super::super::access::Asked;
use super::super::approvals::proposed;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::proving::{Proving, fault};
use super::{Which, is_about_none, one_address, unknown};
use crate::federation::{Federation, Outcome};
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
    /// The version of the row that the page was about.
    #[serde(default)]
    looked_at: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "admin/application_remove.html")]
struct RemovePage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    name: &'a str,
    entity_id: &'a str,
    version: u64,
    has_keys: bool,
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
    show(asked.console(), &federation, &which.entity, "").await
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    entity_id: &str,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    // Also one that nobody can be signed on to any more.
    let version = federation.version(entity_id).await?.ok_or_else(unknown)?;
    let known = federation.find(entity_id).await?;
    let proving = Proving::of(console, fault).await?;
    let page = RemovePage {
        frame: proving.frame(),
        places: proving.places(),
        name: known.as_ref().map_or(entity_id, |sp| sp.name()),
        has_keys: known.as_ref().is_some_and(|sp| !sp.scopes().is_empty()),
        back: one_address(entity_id),
        entity_id,
        version,
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
    let Ok(looked_at) = form.looked_at.parse() else { return Err(PageError::expired_form()) };
    let console = Console { request: &request, site: &site, parts: &parts, person: asker };
    let (flow, by, id, sent) = (Federation::clone(&federation), Arc::clone(&person), request_id(), Arc::clone(&form));
    let done = to_the_end(async move {
        Ok::<_, PageError>(flow.remove_proved((&by, sent.proof.typed()), &sent.entity, looked_at, &id).await)
    });
    match done.await? {
        Ok(Outcome::Done(_)) => Ok(see_other("/admin/applications?done=removed")),
        Ok(Outcome::Waits(id)) => Ok(proposed(id)),
        Err(error) => show(console, &federation, &form.entity, &fault(error)?).await,
    }
}
