//! `/admin/applications/remove`: one goes, with its keys.

use super::super::frame::Place;
use super::form::{Asks, Change, Refused, Says, Visit, or_proposed};
use super::proving::Proving;
use super::{one_address, unknown};
use crate::federation::Outcome;
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::page::see_other;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Remove {
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

impl Change for Remove {
    type Done = Outcome<bool>;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        let Visit { console, federation, entity_id } = visit;
        // Also one that nobody can be signed on to any more.
        let version = federation.version(entity_id).await?.ok_or_else(unknown)?;
        let known = federation.find(entity_id).await?;
        let proving = Proving::of(console, &says.fault).await?;
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

    async fn change(&self, asks: &Asks) -> Result<Self::Done, Refused> {
        let Ok(looked_at) = self.looked_at.parse() else { return Err(PageError::expired_form().into()) };
        let Asks { federation, person, entity_id, request_id } = asks;
        Ok(federation.remove_proved((person, self.proof.typed()), entity_id, looked_at, request_id).await?)
    }

    async fn done(&self, _: Visit<'_>, done: Self::Done) -> Result<HttpResponse, PageError> {
        Ok(or_proposed(done, |_| see_other("/admin/applications?done=removed")))
    }
}
