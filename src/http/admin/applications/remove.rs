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
    /// Of the state that the page was about, by its tag.
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
    looked_at: &'a str,
    /// For which it gets keys of people.
    purposes: Vec<String>,
    back: String,
}

impl Change for Remove {
    type Done = Outcome<bool>;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        let Visit { console, federation, entity_id } = visit;
        // Also one that nobody can be signed on to any more. First, and then what is there: a change in between is noticed.
        let tag = federation.tag(entity_id).await?.ok_or_else(unknown)?;
        let known = federation.find(entity_id).await?;
        let proving = Proving::of(console, &says.fault).await?;
        let page = RemovePage {
            frame: proving.frame(),
            places: proving.places(),
            name: known.as_ref().map_or(entity_id, |sp| sp.name()),
            purposes: known.iter().flat_map(|sp| sp.scopes()).map(|scope| scope.purpose.to_string()).collect(),
            back: one_address(entity_id),
            entity_id,
            looked_at: &tag,
        };
        let body = page.render()?;
        Ok(proving.answer(body))
    }

    async fn change(&self, asks: &Asks) -> Result<Self::Done, Refused> {
        if self.looked_at.is_empty() {
            return Err(PageError::expired_form().into());
        }
        let Asks { federation, person, entity_id, request_id } = asks;
        Ok(federation.remove_proved((person, self.proof.typed()), entity_id, &self.looked_at, request_id).await?)
    }

    async fn done(&self, _: Visit<'_>, done: Self::Done) -> Result<HttpResponse, PageError> {
        Ok(or_proposed(done, |_| see_other("/admin/applications?done=removed")))
    }
}
