//! `/admin/applications/engineers`: links by which an application's own engineers see it without an account. Making one shows something
//! to somebody, and takes a proof; ending one does not.

use super::super::frame::Place;
use super::form::{Asks, Change, Refused, Says, Visit};
use super::proving::Proving;
use super::{one_address, unknown};
use crate::domain::SecretText;
use crate::federation::{PARTNER_LINK_DAYS, PARTNER_LINKS, PartnerLink};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use actix_web::HttpResponse;
use askama::Template;
use data_encoding::HEXLOWER;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Link {
    #[serde(default)]
    days: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Deserialize)]
pub(super) struct End {
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
    done: Text,
    days: &'a str,
    longest: u16,
    back: String,
}

/// What the page says besides.
struct Beside<'a> {
    days: &'a str,
    made: Option<&'a str>,
    done: Text,
}

async fn show(visit: Visit<'_>, fault: &Text, beside: Beside<'_>) -> Result<HttpResponse, PageError> {
    let Visit { console, federation, entity_id } = visit;
    let on_file = federation.on_file(entity_id).await?.ok_or_else(unknown)?;
    let links = federation.partner_links(entity_id).await?;
    let proving = Proving::of(console, fault).await?;
    let page = EngineersPage {
        frame: proving.frame(),
        places: proving.places(),
        name: on_file.sp.name(),
        entity_id,
        links: links.iter().map(shown).collect(),
        made: beside.made,
        done: beside.done,
        days: beside.days,
        longest: PARTNER_LINK_DAYS,
        back: one_address(entity_id),
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

fn done(word: &str) -> Text {
    match word {
        "ended" => say("admin-application-engineers-ended"),
        "all" => say("admin-application-engineers-all-ended"),
        _ => Text::default(),
    }
}

fn shown(link: &PartnerLink) -> Shown {
    Shown { place: HEXLOWER.encode(&link.place), until: link.until.into() }
}

impl Change for Link {
    /// Its token.
    type Done = SecretText;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        let days = says.sent.map_or(USUAL_DAYS, |sent| sent.days.trim());
        show(visit, &says.fault, Beside { days, made: None, done: done(says.word) }).await
    }

    async fn change(&self, asks: &Asks) -> Result<SecretText, Refused> {
        let Asks { federation, person, entity_id, request_id } = asks;
        federation.on_file(entity_id).await?.ok_or_else(unknown)?;
        let days = self.days.trim().parse::<u16>().ok().filter(|days| (1..=PARTNER_LINK_DAYS).contains(days));
        let Some(days) = days else { return Err(Refused::Said(say("admin-application-engineers-days"))) };
        let made = federation.link_partner((person, self.proof.typed()), entity_id, days, request_id).await?;
        made.ok_or_else(|| Refused::Said(say("admin-application-engineers-too-many")))
    }

    async fn done(&self, visit: Visit<'_>, token: SecretText) -> Result<HttpResponse, PageError> {
        let link = format!("{}/partner/{}", visit.console.site.base(), token.expose());
        show(visit, &Text::default(), Beside { days: USUAL_DAYS, made: Some(&link), done: Text::default() }).await
    }
}

/// As long as it takes to mend something.
const USUAL_DAYS: &str = "7";
/// As the messages say it.
const _: () = assert!(PARTNER_LINK_DAYS == 30 && PARTNER_LINKS == 20);

impl Change for End {
    /// In a word.
    type Done = &'static str;

    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError> {
        show(visit, &says.fault, Beside { days: USUAL_DAYS, made: None, done: done(says.word) }).await
    }

    async fn change(&self, asks: &Asks) -> Result<Self::Done, Refused> {
        let (Asks { federation, entity_id, request_id, .. }, by) = (asks, asks.person.account);
        if self.all == "yes" {
            federation.withdraw_partner_links(entity_id, by, request_id).await?;
            return Ok("all");
        }
        let place = HEXLOWER.decode(self.link.as_bytes()).ok().and_then(|place| <[u8; 32]>::try_from(place).ok());
        if let Some(place) = place {
            federation.withdraw_partner_link((entity_id, &place), by, request_id).await?;
        }
        Ok("ended")
    }

    async fn done(&self, visit: Visit<'_>, word: Self::Done) -> Result<HttpResponse, PageError> {
        Ok(visit.to("engineers", word))
    }
}
