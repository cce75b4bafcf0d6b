//! `/admin/service-provider`: the whole in one form, for whoever does it by program: metadata, choices and proof at once. People go by the
//! check list.

use super::super::approvals::proposed;
use super::super::frame::Console;
use super::super::sent::Sent;
use super::add;
use super::choices::Chosen;
use super::look::unknown_choice;
use super::one_address;
use super::proving::fault;
use crate::federation::{Federation, Outcome, sentence};
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::given_metadata;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::words::Text;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    metadata: String,
    /// Where to fetch it, instead.
    #[serde(default)]
    metadata_url: String,
    #[serde(flatten)]
    proof: Proof,
    #[serde(flatten)]
    chosen: Chosen,
}

pub(in crate::http) async fn submit(
    sent: Sent<Form>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, mut form } = sent;
    let console = Console { request: &request, site: &site, parts: &parts, person: &person };
    let refused = |why: Text| add::refused(console, &federation, why);
    let metadata = match given_metadata::given(std::mem::take(&mut form.metadata), &form.metadata_url).await? {
        Ok(metadata) => metadata,
        Err(why) => return refused(why),
    };
    let Some(choices) = form.chosen.choices() else { return refused(unknown_choice()) };
    let looked_at = match federation.consider(&metadata, Some(choices.clone())).await {
        Ok(candidate) => candidate.version,
        Err(error) => {
            return match error.about_metadata() {
                Some(why) => refused(sentence(&why)),
                None => Err(error.into()),
            };
        }
    };
    let (flow, by, id, form) = (Federation::clone(&federation), Arc::clone(&person), request_id(), Arc::new(form));
    let done = to_the_end(async move {
        let put = flow.put_proved((&by, form.proof.typed()), &metadata, choices, looked_at, &id).await;
        Ok::<_, PageError>(put)
    });
    match done.await? {
        Ok(Outcome::Done(put)) => Ok(see_other(&format!("{}&done=connected", one_address(&put.entity_id)))),
        Ok(Outcome::Waits(id)) => Ok(proposed(id)),
        Err(error) => refused(fault(error)?),
    }
}
