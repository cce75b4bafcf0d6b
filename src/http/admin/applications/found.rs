//! `/admin/applications/found`: what was found at an application's address, beside what is registered; approved exactly as it was shown,
//! or left.

use super::super::access::Asked;
use super::super::approvals::proposed;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::proving::{Proving, fault};
use super::{Which, about, is_about_none};
use crate::federation::{Difference, Federation, Found, Outcome, RegistryError, Section as Checks};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    entity: String,
    /// Names exactly what the page showed.
    #[serde(default)]
    found: String,
    /// The version that the page said it takes the place of.
    #[serde(default)]
    looked_at: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Deserialize)]
pub(in crate::http) struct DismissForm {
    #[serde(default)]
    entity: String,
    #[serde(default)]
    found: String,
}

#[derive(Template)]
#[template(path = "admin/application_found.html")]
struct FoundPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    name: &'a str,
    entity_id: &'a str,
    address: &'a str,
    found_at: Option<When>,
    digest: &'a str,
    version: u64,
    differences: &'a [Difference],
    about_keys: Option<&'a str>,
    unusable: Option<String>,
    sections: &'a [Checks],
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

/// Where nothing waits any more, the page of the address says so.
async fn show(
    console: Console<'_>,
    federation: &Federation,
    entity_id: &str,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let back = about("subscription", entity_id);
    let Some(found) = federation.found(entity_id).await? else { return Ok(see_other(&back)) };
    let Found { unusable, name, sections, digest, version, address, found_at, differences, about_keys } = &found;
    let proving = Proving::of(console, fault).await?;
    let page = FoundPage {
        frame: proving.frame(),
        places: proving.places(),
        name,
        entity_id,
        address,
        found_at: found_at.map(When::from),
        digest,
        version: *version,
        differences,
        about_keys: about_keys.as_deref(),
        unusable: unusable.as_deref().map(super::add::sentence),
        sections,
        back,
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
    let Ok(looked_at) = form.looked_at.parse::<u64>() else { return Err(PageError::expired_form()) };
    let (flow, by, id, sent) = (Federation::clone(&federation), Arc::clone(&person), request_id(), Arc::clone(&form));
    let done = to_the_end(async move {
        let seen = (sent.found.as_str(), looked_at);
        Ok::<_, PageError>(flow.approve_proved((&by, sent.proof.typed()), &sent.entity, seen, &id).await)
    });
    match done.await? {
        Ok(Outcome::Done(_)) => Ok(see_other(&format!("{}&done=approved", about("subscription", &form.entity)))),
        // It does not hold yet, and is not said to.
        Ok(Outcome::Waits(id)) => Ok(proposed(id)),
        Err(error) => show(console, &federation, &form.entity, &fault(error)?).await,
    }
}

/// It takes no proof: all stays as it is.
pub(in crate::http) async fn dismiss(
    sent: Sent<DismissForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let entity_id = sent.form.entity.as_str();
    if let Some(list) = is_about_none(entity_id) {
        return Ok(list);
    }
    let (flow, by, id) = (Federation::clone(&federation), sent.person.account, request_id());
    let (entity, digest) = (sent.form.entity.clone(), sent.form.found.clone());
    let done = to_the_end(async move { Ok::<_, PageError>(flow.dismiss(&entity, &digest, by, &id).await) });
    match done.await? {
        Ok(()) => Ok(see_other(&format!("{}&done=dismissed", about("subscription", entity_id)))),
        // Something else waits now, or nothing: that is what there is to see.
        Err(RegistryError::Changed) => {
            let console = sent.console();
            show(console, &federation, entity_id, STALE).await
        }
        Err(error) => Err(error.into()),
    }
}

const STALE: &str = "Something else was found meanwhile, and nothing of yours was done. What stands here now is as it is: look again, and decide again.";
