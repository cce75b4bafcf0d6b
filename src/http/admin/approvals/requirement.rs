//! `/admin/settings/approvals`: whether what changes trust needs a second person. Both ways it is a proposal to another owner.

use super::super::access::Asked;
use super::super::applications::Proving;
use super::super::frame::{Console, Place, Section};
use super::super::sent::Sent;
use super::{fault, proposed};
use crate::federation::Federation;
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Form {
    /// `yes` or `no`.
    #[serde(default)]
    needed: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "admin/second_person.html")]
struct RequirementPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    is_needed: bool,
}

pub(super) async fn page(asked: Asked, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    show(asked.console(), &federation, "").await
}

async fn show(console: Console<'_>, federation: &Federation, fault: &str) -> Result<HttpResponse, PageError> {
    let is_needed = federation.needs_second_person().await?;
    let proving = Proving::at(console, Section::Settings, fault).await?;
    let body = RequirementPage { frame: proving.frame(), places: proving.places(), is_needed }.render()?;
    Ok(proving.answer(body))
}

pub(super) async fn submit(sent: Sent<Form>, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form } = sent;
    let console = Console { request: &request, site: &site, parts: &parts, person: &person };
    let needed = match form.needed.as_str() {
        "yes" => true,
        "no" => false,
        _ => return show(console, &federation, &say("admin-approvals-requirement-say-which-of-two-it").plain()).await,
    };
    let (flow, by, id) = (Federation::clone(&federation), Arc::clone(&person), request_id());
    let done = to_the_end(async move {
        Ok::<_, PageError>(flow.propose_requirement((&by, form.proof.typed()), needed, &id).await)
    });
    match done.await? {
        Ok(id) => Ok(proposed(id)),
        Err(error) => show(console, &federation, &fault(error)?.plain()).await,
    }
}
