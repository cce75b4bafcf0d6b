//! `/admin/applications/found`: what was found at an application's address, beside what is registered; approved exactly as it was shown,
//! or left.

use super::super::approvals::address as proposal;
use super::super::frame::Place;
use super::about;
use super::form::{Asks, Change, Refused, Says, Visit, or_proposed};
use super::proving::Proving;
use crate::federation::{Difference, Found, Outcome, Put, RegistryError, Section as Checks, sentence};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Approve {
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
pub(super) struct Dismiss {
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
    about_keys: Option<&'a Text>,
    unusable: Option<Text>,
    /// Where exactly this waits already for a second person.
    proposed: Option<String>,
    sections: &'a [Checks],
    back: String,
}

/// Where nothing waits any more, the page of the address says so.
async fn show(visit: Visit<'_>, fault: &Text) -> Result<HttpResponse, PageError> {
    let Visit { console, federation, entity_id } = visit;
    let back = about("subscription", entity_id);
    let Some(found) = federation.found(entity_id).await? else { return Ok(see_other(&back)) };
    let Found { unusable, name, sections, digest, version, address, found_at, differences, about_keys, proposed } =
        &found;
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
        about_keys: about_keys.as_ref(),
        unusable: unusable.as_ref().map(sentence),
        proposed: proposed.map(proposal),
        sections,
        back,
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

impl Change for Approve {
    type Done = Outcome<Put>;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        show(visit, &says.fault).await
    }

    async fn change(&self, asks: &Asks) -> Result<Self::Done, Refused> {
        let Asks { federation, person, entity_id, request_id } = asks;
        let Ok(looked_at) = self.looked_at.parse() else { return Err(PageError::expired_form().into()) };
        let seen = (self.found.as_str(), looked_at);
        Ok(federation.approve_proved((person, self.proof.typed()), entity_id, seen, request_id).await?)
    }

    async fn done(&self, visit: Visit<'_>, done: Self::Done) -> Result<HttpResponse, PageError> {
        Ok(or_proposed(done, |_| visit.to("subscription", "approved")))
    }
}

/// It takes no proof: all stays as it is.
impl Change for Dismiss {
    type Done = ();

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        show(visit, &says.fault).await
    }

    async fn change(&self, asks: &Asks) -> Result<(), Refused> {
        let Asks { federation, person, entity_id, request_id } = asks;
        match federation.dismiss(entity_id, &self.found, person.account, request_id).await {
            // Something else waits now, or nothing: that is what there is to see.
            Err(RegistryError::Changed) => Err(Refused::Said(say("admin-application-found-stale"))),
            done => Ok(done?),
        }
    }

    async fn done(&self, visit: Visit<'_>, (): ()) -> Result<HttpResponse, PageError> {
        Ok(visit.to("subscription", "dismissed"))
    }
}
