//! `/admin/applications/engineers`: links by which an application's own engineers see it without an account. Making one shows something
//! to somebody, and takes a proof; ending one does not.

use super::super::access::Asked;
use super::super::frame::{Console, Place};
use super::super::sent::Sent;
use super::proving::{Proving, fault};
use super::{Which, about, is_about_none, one_address, unknown};
use crate::federation::{Federation, PARTNER_LINK_DAYS, PARTNER_LINKS, PartnerLink};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use actix_web::{HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(in crate::http) struct Form {
    #[serde(default)]
    entity: String,
    #[serde(default)]
    days: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Deserialize)]
pub(in crate::http) struct EndForm {
    #[serde(default)]
    entity: String,
    /// Which of its links.
    #[serde(default)]
    link: String,
    /// Pressed to end whatever links there are.
    #[serde(default)]
    all: String,
}

/// A link that still serves.
struct Shown {
    place: String,
    until: When,
}

#[derive(Template)]
#[template(path = "admin/application_engineers.html")]
struct EngineersPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    name: &'a str,
    entity_id: &'a str,
    links: Vec<Shown>,
    /// The one that was made just now: nobody can show it again.
    made: Option<&'a str>,
    done: &'static str,
    days: &'a str,
    longest: u16,
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
    let done = match which.done.as_str() {
        "ended" => "Whoever has that link sees nothing any more.",
        "all" => "Whoever has a link to it that was made until now sees nothing any more.",
        _ => "",
    };
    show(asked.console(), &federation, &which.entity, USUAL_DAYS, Says { done, ..Says::default() }).await
}

/// What became of a form.
#[derive(Default)]
struct Says<'a> {
    fault: &'a str,
    made: Option<&'a str>,
    done: &'static str,
}

async fn show(
    console: Console<'_>,
    federation: &Federation,
    entity_id: &str,
    days: &str,
    says: Says<'_>,
) -> Result<HttpResponse, PageError> {
    let on_file = federation.on_file(entity_id).await?.ok_or_else(unknown)?;
    let links = federation.partner_links(entity_id).await?;
    let proving = Proving::of(console, says.fault).await?;
    let page = EngineersPage {
        frame: proving.frame(),
        places: proving.places(),
        name: on_file.sp.name(),
        entity_id,
        links: links.iter().map(shown).collect(),
        made: says.made,
        done: says.done,
        days,
        longest: PARTNER_LINK_DAYS,
        back: one_address(entity_id),
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

fn shown(link: &PartnerLink) -> Shown {
    Shown { place: HEXLOWER.encode(&link.place), until: link.until.into() }
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
    let (entity_id, typed) = (form.entity.as_str(), form.days.trim());
    let refused = |fault: &'static str| Says { fault, ..Says::default() };
    federation.on_file(entity_id).await?.ok_or_else(unknown)?;
    let Some(days) = typed.parse::<u16>().ok().filter(|days| (1..=PARTNER_LINK_DAYS).contains(days)) else {
        return show(console, &federation, entity_id, typed, refused(DAYS)).await;
    };
    let (flow, by, id, sent) = (Federation::clone(&federation), Arc::clone(&person), request_id(), Arc::clone(&form));
    let done = to_the_end(async move {
        Ok::<_, PageError>(flow.link_partner((&by, sent.proof.typed()), &sent.entity, days, &id).await)
    });
    match done.await? {
        Ok(Some(token)) => {
            let link = format!("{}/partner/{}", site.base(), token.expose());
            show(console, &federation, entity_id, USUAL_DAYS, Says { made: Some(&link), ..Says::default() }).await
        }
        Ok(None) => show(console, &federation, entity_id, typed, refused(TOO_MANY)).await,
        Err(error) => {
            let fault = fault(error)?;
            show(console, &federation, entity_id, typed, Says { fault: &fault, ..Says::default() }).await
        }
    }
}

/// As long as it takes to mend something.
const USUAL_DAYS: &str = "7";
const DAYS: &str = "Say for how many days it is to serve, from 1 to 30.";
const TOO_MANY: &str = "Twenty links show this application already. End one of them first.";
const _: () = assert!(PARTNER_LINK_DAYS == 30 && PARTNER_LINKS == 20);

pub(in crate::http) async fn end(
    sent: Sent<EndForm>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    if let Some(list) = is_about_none(&sent.form.entity) {
        return Ok(list);
    }
    let (flow, by, id) = (Federation::clone(&federation), sent.person.account, request_id());
    let entity = sent.form.entity.clone();
    if sent.form.all == "yes" {
        to_the_end(async move { Ok::<_, PageError>(flow.withdraw_partner_links(&entity, by, &id).await?) }).await?;
        return Ok(see_other(&format!("{}&done=all", about("engineers", &sent.form.entity))));
    }
    let place = HEXLOWER.decode(sent.form.link.as_bytes()).ok().and_then(|place| <[u8; 32]>::try_from(place).ok());
    if let Some(place) = place {
        let ends = async move { Ok::<_, PageError>(flow.withdraw_partner_link((&entity, &place), by, &id).await?) };
        to_the_end(ends).await?;
    }
    Ok(see_other(&format!("{}&done=ended", about("engineers", &sent.form.entity))))
}
