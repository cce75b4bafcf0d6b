//! `/admin/applications/trial`: a sign-on to one, of somebody who was made up.

use super::super::frame::Place;
use super::form::{Asks, Change, Refused, Says, Visit};
use super::proving::Proving;
use super::{one_address, unknown};
use crate::federation::{Posted, Shown, TrialError};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::saml::post_page;
use crate::say;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Trial {
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

impl Change for Trial {
    type Done = Posted;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        let Visit { console, federation, entity_id } = visit;
        let sp = federation.find(entity_id).await?.ok_or_else(unknown)?;
        let proving = Proving::of(console, &says.fault).await?;
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

    async fn change(&self, asks: &Asks) -> Result<Posted, Refused> {
        let Asks { federation, person, entity_id, request_id } = asks;
        let tried = federation.trial((person, self.proof.typed()), entity_id, request_id).await;
        tried.map_err(|error| match error {
            TrialError::Proved(error) => error.into(),
            TrialError::Answer(error) => Refused::Page(error.into()),
            TrialError::Unmet => Refused::Said(say("admin-application-trial-unmet")),
        })
    }

    async fn done(&self, _: Visit<'_>, posted: Posted) -> Result<HttpResponse, PageError> {
        post_page(&posted)
    }
}
