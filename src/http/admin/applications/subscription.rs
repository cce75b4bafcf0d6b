//! `/admin/applications/subscription`: the address at which an application's metadata is looked at again, and looking now.

use super::super::frame::Place;
use super::form::{Asks, Change, Refused, Says, Visit};
use super::proving::Proving;
use super::{about, one_address, unknown};
use crate::federation::{Looked, RegistryError, Subscription, sentence};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::given_metadata;
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;
use url::Url;

/// Octets of an address.
const LONGEST: usize = 2048;

#[derive(Deserialize)]
pub(super) struct Subscribe {
    /// Empty: it is looked at no more.
    #[serde(default)]
    address: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Deserialize)]
pub(super) struct Look {}

/// What there is already.
struct Known {
    address: String,
    looked_at: Option<When>,
    good_at: Option<When>,
    fault: Text,
    /// Where what waits is seen.
    found: Option<String>,
    is_left: bool,
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
    done: Text,
    back: String,
}

fn done(word: &str) -> Text {
    match word {
        "on" => say("admin-application-subscription-on"),
        "off" => say("admin-application-subscription-off"),
        "looked" => say("admin-application-subscription-looked"),
        "busy" => say("admin-application-subscription-busy"),
        "approved" => say("admin-application-subscription-approved"),
        "dismissed" => say("admin-application-subscription-dismissed"),
        _ => Text::default(),
    }
}

async fn show(visit: Visit<'_>, typed: Option<&str>, (fault, done): (&Text, Text)) -> Result<HttpResponse, PageError> {
    let Visit { console, federation, entity_id } = visit;
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
        fault: if known.fault.is_empty() { Text::default() } else { sentence(&known.fault) },
        found: known.waits.then(|| about("found", entity_id)),
        is_left: known.is_left,
    }
}

impl Change for Subscribe {
    type Done = ();

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        show(visit, says.sent.map(|sent| sent.address.trim()), (&says.fault, done(says.word))).await
    }

    async fn change(&self, asks: &Asks) -> Result<(), Refused> {
        let (Asks { federation, person, entity_id, request_id }, address) = (asks, self.address.trim());
        // Also what does not count has no address.
        federation.on_file(entity_id).await?.ok_or_else(unknown)?;
        if !address.is_empty() && !is_address(address) {
            return Err(Refused::Said(say("admin-application-subscription-no-address")));
        }
        let proof = (&**person, self.proof.typed());
        Ok(federation.subscribe_proved(proof, entity_id, address, request_id).await?)
    }

    async fn done(&self, visit: Visit<'_>, (): ()) -> Result<HttpResponse, PageError> {
        Ok(visit.to("subscription", if self.address.trim().is_empty() { "off" } else { "on" }))
    }
}

/// What can be said of it without asking anybody; the rest is said by each look.
fn is_address(address: &str) -> bool {
    let is_plain = |url: &Url| url.username().is_empty() && url.password().is_none();
    let fits = address.len() <= LONGEST && !address.contains(char::is_control);
    fits && Url::parse(address).is_ok_and(|url| url.scheme() == "https" && url.host().is_some() && is_plain(&url))
}

/// What is found changes nothing by itself, so that whoever may change applications may look.
impl Change for Look {
    /// In a word.
    type Done = &'static str;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        show(visit, None, (&says.fault, done(says.word))).await
    }

    async fn change(&self, asks: &Asks) -> Result<Self::Done, Refused> {
        let fetch = Arc::new(given_metadata::fetched);
        match asks.federation.look_at(&asks.entity_id, fetch, &asks.request_id).await {
            Ok(Looked::Done) => Ok("looked"),
            Ok(Looked::Busy) => Ok("busy"),
            Ok(Looked::Nowhere) => Err(unknown().into()),
            // Somebody chose another address, or decided, meanwhile: the page shows how it is.
            Err(RegistryError::Changed) => Ok(""),
            Err(error) => Err(error.into()),
        }
    }

    async fn done(&self, visit: Visit<'_>, word: Self::Done) -> Result<HttpResponse, PageError> {
        Ok(visit.to("subscription", word))
    }
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
