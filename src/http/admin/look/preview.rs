//! The look as it would be, before it is kept. The page holds all of it, and so keeps exactly what was looked at.

use super::super::applications::Proving;
use super::super::frame::{Console, Place, Section};
use super::super::sent::Sent;
use crate::domain::Zone;
use crate::federation::Federation;
use crate::http::account::change::fault;
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::look::{Colour, Logo, Palette, Theme, Tone, name};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::look::{Wanted, choose};
use crate::words::Text;
use actix_web::{HttpResponse, web};
use askama::Template;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde::Deserialize;
use std::sync::Arc;
use time::OffsetDateTime;

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    name: String,
    #[serde(default)]
    colour: String,
    #[serde(default)]
    zone: String,
    /// As we wrote it.
    #[serde(default)]
    logo: String,
    #[serde(default)]
    looked_at: String,
    #[serde(flatten)]
    proof: Proof,
}

/// What a theme makes of the colour.
struct Sample {
    theme: Text,
    ground: &'static str,
    tone: Tone,
    measured: String,
    reached: String,
}

impl From<Tone> for Sample {
    fn from(tone: Tone) -> Self {
        let (theme, ground) = match tone.theme {
            Theme::Light => (say("admin-look-preview-in-light"), "#f7f6f2"),
            Theme::Dark => (say("admin-look-preview-in-dark"), "#12181d"),
        };
        let ratio = |ratio: f64| format!("{:.1}", (ratio * 10.0).floor() / 10.0);
        Self { theme, ground, measured: ratio(tone.measured), reached: ratio(tone.reached), tone }
    }
}

#[derive(Template)]
#[template(path = "admin/look_preview.html")]
struct PreviewPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    looked_at: u64,
    /// What is sent again.
    wanted: &'a Wanted,
    colour: String,
    logo: String,
    /// What is seen.
    name: String,
    accent: Option<String>,
    picture: Option<(String, u16, u16)>,
    samples: Vec<Sample>,
    /// Its name, or nothing.
    zone: &'a str,
    /// What its clocks say.
    now: Text,
}

pub(super) async fn show(
    console: Console<'_>,
    federation: &Federation,
    wanted: &Wanted,
    looked_at: u64,
    fault: &str,
) -> Result<HttpResponse, PageError> {
    let now = console.parts.clock.now();
    let proving = Proving::at(console, Section::Settings, fault).await?;
    let palette = wanted.colour.map(Palette::of);
    let picture = |logo: &Logo| {
        let address = format!("data:{};base64,{}", logo.kind.media_type(), BASE64.encode(&logo.octets));
        (address, logo.width, logo.height)
    };
    let page = PreviewPage {
        frame: proving.frame(),
        places: proving.places(),
        looked_at,
        wanted,
        colour: wanted.colour.map(|colour| colour.to_string()).unwrap_or_default(),
        logo: wanted.logo.as_ref().map(|logo| BASE64URL_NOPAD.encode(&logo.octets)).unwrap_or_default(),
        name: wanted.name.clone().unwrap_or_else(|| federation.publisher().display_name().to_owned()),
        accent: wanted.colour.map(|colour| colour.digits()),
        picture: wanted.logo.as_ref().map(picture),
        zone: wanted.zone.as_ref().map_or("", Zone::name),
        now: clocks(wanted.zone.as_ref(), now),
        samples: palette.into_iter().flat_map(|both| [both.light, both.dark]).map(Sample::from).collect(),
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

/// Before it is kept one sees whether it is the right zone.
fn clocks(zone: Option<&Zone>, now: OffsetDateTime) -> Text {
    let now = When::from(now).by(zone.unwrap_or(&Zone::UTC));
    match zone {
        Some(zone) => say("admin-zone-now-there").with("zone", zone.name()).with("now", now),
        None => say("admin-zone-now-in-utc").with("now", now),
    }
}

pub(super) async fn keep(mut sent: Sent<Form>, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    // Without the version that a page of ours has, it is of none that there ever is.
    let looked_at = sent.form.looked_at.parse().unwrap_or(u64::MAX);
    // Nobody is believed who says that we looked at it: all of it is read once more, as when it was handed in.
    let Some(wanted) = wanted(&sent.form) else { return Err(PageError::expired_form()) };
    let (parts, person, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
    let (proof, kept) = (std::mem::take(&mut sent.form.proof), wanted.clone());
    let work = async move { Ok::<_, PageError>(choose(&parts, &person, proof.typed(), (kept, looked_at), &id).await) };
    match to_the_end(work).await? {
        Ok(()) => Ok(see_other("/admin/settings/look?done=yes")),
        Err(error) => show(sent.console(), &federation, &wanted, looked_at, &fault(error)?.plain()).await,
    }
}

fn wanted(form: &Form) -> Option<Wanted> {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let logo = match said(&form.logo) {
        Some(text) => Some(Logo::read(&BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()?),
        None => None,
    };
    let colour = match said(&form.colour) {
        Some(text) => Some(Colour::parse(&text)?),
        None => None,
    };
    let zone = match said(&form.zone) {
        Some(text) => Some(Zone::named(&text)?),
        None => None,
    };
    Some(Wanted { name: name(&form.name).ok()?, colour, logo, zone })
}
