//! `/admin/applications/change`: what one may be told, and what is chosen for it. Its metadata stays as it is.

use super::super::frame::Place;
use super::choices::{Chosen, Shown as Choices};
use super::form::{Asks, Change, Refused, Says, Visit, or_proposed};
use super::look::unknown_choice;
use super::proving::Proving;
use super::{one_address, unknown};
use crate::federation::{Candidate, Federation, Outcome, Put, Shown};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::words::Text;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Choose {
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

/// What came of what was chosen.
pub(super) enum Done {
    /// It is to be seen first.
    Seen,
    Put(Outcome<Put>),
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

impl Change for Choose {
    type Done = Done;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        let Visit { console, federation, entity_id } = visit;
        let now = registered(federation, entity_id).await?;
        let choices = says.sent.and_then(|sent| sent.chosen.choices());
        let candidate = match choices {
            Some(choices) => federation.consider(&now.metadata, Some(choices)).await?,
            None => now,
        };
        let proving = Proving::of(console, &says.fault).await?;
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

    async fn change(&self, asks: &Asks) -> Result<Done, Refused> {
        let Asks { federation, person, entity_id, request_id } = asks;
        let metadata = registered(federation, entity_id).await?.metadata;
        let Some(choices) = self.chosen.choices() else { return Err(Refused::Said(unknown_choice())) };
        // What cannot be chosen is a page of its own, whether it is to be seen first or not.
        federation.consider(&metadata, Some(choices.clone())).await?;
        if self.see == "yes" {
            return Ok(Done::Seen);
        }
        let Ok(looked_at) = self.looked_at.parse() else { return Err(PageError::expired_form().into()) };
        let proof = (&**person, self.proof.typed());
        Ok(Done::Put(federation.put_proved(proof, &metadata, choices, looked_at, request_id).await?))
    }

    async fn done(&self, visit: Visit<'_>, done: Done) -> Result<HttpResponse, PageError> {
        match done {
            Done::Seen => Self::page(visit, Says { word: "", sent: Some(self), fault: Text::default() }).await,
            Done::Put(put) => Ok(or_proposed(put, |_| visit.to("one", "changed"))),
        }
    }
}

async fn registered(federation: &Federation, entity_id: &str) -> Result<Candidate, PageError> {
    Ok(federation.registered(entity_id).await?.ok_or_else(unknown)?.candidate)
}
