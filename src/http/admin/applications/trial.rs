//! `/admin/applications/trial`: a sign-on to one, of somebody who was made up.

use super::super::access::Asked;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::proving::{Proving, fault};
use super::{Which, is_about_none, one_address, unknown};
use crate::federation::{Federation, Shown, TrialError};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::saml::post_page;
use crate::http::uninterrupted::to_the_end;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    entity: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "admin/application_trial.html")]
struct TrialPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    name: &'a str,
    entity_id: &'a str,
    preview: Vec<Shown>,
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
    let sp = federation.find(entity_id).await?.ok_or_else(unknown)?;
    let proving = Proving::of(console, fault).await?;
    let page = TrialPage {
        frame: proving.frame(),
        places: proving.places(),
        name: sp.name(),
        entity_id,
        preview: federation.preview(&sp),
        back: one_address(entity_id),
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
    let (flow, by, id, sent) = (Federation::clone(&federation), Arc::clone(&person), request_id(), Arc::clone(&form));
    let done =
        to_the_end(async move { Ok::<_, PageError>(flow.trial((&by, sent.proof.typed()), &sent.entity, &id).await) });
    let fault = match done.await? {
        Ok(posted) => return post_page(&posted),
        Err(TrialError::Proved(error)) => fault(error)?,
        Err(TrialError::Answer(error)) => return Err(error.into()),
        Err(TrialError::Unmet) => UNMET.to_owned(),
    };
    show(console, &federation, &form.entity, &fault).await
}

const UNMET: &str = "Nobody who was made up can be signed on there as it is set up: its NameID or its way of signing in cannot be given. Look at what is chosen for it.";
