//! `/admin/applications/subscription`: the address at which an application's metadata is looked at again, and looking now.

use super::super::access::Asked;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::proving::{Proving, fault};
use super::{Which, about, is_about_none, one_address, unknown};
use crate::federation::{Federation, Looked, RegistryError, Subscription};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::given_metadata;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;
use url::Url;

/// Octets of an address.
const LONGEST: usize = 2048;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    entity: String,
    /// Empty: it is looked at no more.
    #[serde(default)]
    address: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Deserialize)]
pub(in crate::http) struct LookForm {
    #[serde(default)]
    entity: String,
}

/// What there is already.
struct Known {
    address: String,
    looked_at: Option<When>,
    good_at: Option<When>,
    fault: String,
    /// Where what waits is seen.
    found: Option<String>,
}

#[derive(Template)]
#[template(path = "admin/application_subscription.html")]
struct SubscriptionPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    name: &'a str,
    entity_id: &'a str,
    known: Option<Known>,
    /// As it stands in the form.
    address: &'a str,
    done: &'static str,
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
    show(asked.console(), &federation, &which.entity, None, ("", done(&which.done))).await
}

fn done(word: &str) -> &'static str {
    match word {
        "on" => "It is looked at within a minute, and every few hours from then on.",
        "off" => "It is looked at no more. What is registered stays as it is.",
        "looked" => "It was looked at just now.",
        "busy" => "It was looked at within the last minute, or much is being looked at. Come back in a minute.",
        "approved" => "What was found is registered, and holds from the next sign-on.",
        "dismissed" => "What was found is left. It does not come back, unless something else changes there.",
        _ => "",
    }
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    entity_id: &str,
    typed: Option<&str>,
    (fault, done): (&str, &'static str),
) -> Result<HttpResponse, PageError> {
    let on_file = federation.on_file(entity_id).await?.ok_or_else(unknown)?;
    let known = federation.subscription(entity_id).await?.map(|known| shown(known, entity_id));
    let stands = known.as_ref().map(|known| known.address.clone()).unwrap_or_default();
    let proving = Proving::of(console, fault).await?;
    let page = SubscriptionPage {
        frame: proving.frame(),
        places: proving.places(),
        name: on_file.sp.name(),
        entity_id,
        known,
        address: typed.unwrap_or(&stands),
        done,
        back: one_address(entity_id),
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

fn shown(known: Subscription, entity_id: &str) -> Known {
    Known {
        address: known.address,
        looked_at: known.looked_at.map(When::from),
        good_at: known.good_at.map(When::from),
        fault: if known.fault.is_empty() { known.fault } else { super::add::sentence(&known.fault) },
        found: known.waits.then(|| about("found", entity_id)),
    }
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
    let (address, entity_id) = (form.address.trim(), form.entity.as_str());
    // Also what does not count has no address.
    federation.on_file(entity_id).await?.ok_or_else(unknown)?;
    if !address.is_empty() && !is_address(address) {
        return show(console, &federation, entity_id, Some(address), (NO_ADDRESS, "")).await;
    }
    let (flow, by, id, sent) = (Federation::clone(&federation), Arc::clone(&person), request_id(), Arc::clone(&form));
    let done = to_the_end(async move {
        let wanted = sent.address.trim();
        Ok::<_, PageError>(flow.subscribe_proved((&by, sent.proof.typed()), &sent.entity, wanted, &id).await)
    });
    let word = if address.is_empty() { "off" } else { "on" };
    match done.await? {
        Ok(()) => Ok(see_other(&format!("{}&done={word}", about("subscription", entity_id)))),
        Err(error) => show(console, &federation, entity_id, Some(address), (&fault(error)?, "")).await,
    }
}

const NO_ADDRESS: &str = "That is not an address that can be fetched: it must start with https://, name a host, and hold no user name or password.";

/// What can be said of it without asking anybody; the rest is said by each look.
fn is_address(address: &str) -> bool {
    let is_plain = |url: &Url| url.username().is_empty() && url.password().is_none();
    let fits = address.len() <= LONGEST && !address.contains(char::is_control);
    fits && Url::parse(address).is_ok_and(|url| url.scheme() == "https" && url.host().is_some() && is_plain(&url))
}

/// What is found changes nothing by itself, so that whoever may change applications may look.
pub(in crate::http) async fn look(
    sent: Sent<LookForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    if let Some(list) = is_about_none(&sent.form.entity) {
        return Ok(list);
    }
    let (flow, id, entity) = (Federation::clone(&federation), request_id(), sent.form.entity.clone());
    let fetch = Arc::new(given_metadata::fetched);
    let looked = to_the_end(async move { Ok::<_, PageError>(flow.look_at(&entity, fetch, &id).await) });
    let word = match looked.await? {
        Ok(Looked::Done) => "looked",
        Ok(Looked::Busy) => "busy",
        Ok(Looked::Nowhere) => return Err(unknown()),
        // Somebody chose another address, or decided, meanwhile: the page shows how it is.
        Err(RegistryError::Changed) => "",
        Err(error) => return Err(error.into()),
    };
    Ok(see_other(&format!("{}&done={word}", about("subscription", &sent.form.entity))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_over_https_and_names_a_host_alone() {
        for good in ["https://ward.example/metadata", "https://ward.example:8443/a?b=c"] {
            assert!(is_address(good), "{good}");
        }
        let long = format!("https://ward.example/{}", "a".repeat(LONGEST));
        for bad in
            ["http://ward.example/", "file:///etc/passwd", "ward", "https://", "https://a:b@ward.example/", &long]
        {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
