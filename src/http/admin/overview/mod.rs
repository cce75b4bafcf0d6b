//! The console's first page: what needs attention, where things are, and figures.

mod chart;
mod figures;
mod waits;

use self::figures::Figures;
use self::waits::Waits;
use super::access::{Asked, Right};
use super::frame::{Frame, Section};
use super::keyring::{Card, card};
use crate::federation::{Counted, Federation};
use crate::http::Expiry;
use crate::http::error::PageError;
use crate::say;
use crate::sign_in::keyring::{extent, view};
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage<'a> {
    frame: &'a Frame,
    /// For whoever may hold the keyring.
    keyring: Option<Card>,
    /// How many changes wait for this person to decide, and how many of their own.
    proposals: Counted,
    /// Pages do not look as an owner chose.
    is_look_broken: bool,
    /// What there is for this person.
    places: Vec<Door>,
    figures: Figures,
    /// Changes of applications that were found, for who may see those.
    waits: Option<Waits>,
}

/// A part of the console, and what it is for.
struct Door {
    href: &'static str,
    label: Text,
    sentence: Text,
}

/// What each part is for.
fn sentence(href: &str) -> Option<Text> {
    Some(match href {
        "/admin/people" => say("admin-overview-invite-somebody-or-help-who"),
        "/admin/applications" => say("admin-overview-which-applications-people-sign-on"),
        "/admin/sign-ons" => say("admin-overview-why-sign-on-failed-by"),
        "/admin/approvals" => say("admin-overview-what-one-administrator-proposed-and"),
        "/admin/audit" => say("admin-overview-what-was-done-here-by"),
        "/admin/settings" => say("admin-overview-who-holds-which-role-how"),
        _ => return None,
    })
}

pub(in crate::http) async fn overview(
    asked: Asked,
    federation: web::Data<Federation>,
    expiry: web::Data<Expiry>,
) -> Result<HttpResponse, PageError> {
    let keyring = match Right::HoldKeyring.is_held_by(&asked.person) {
        true => {
            let view = view(&asked.parts, &asked.person).await?;
            Some(card(&view, &extent(&asked.parts, &view).await?))
        }
        false => None,
    };
    let sees_applications = Right::ReadApplications.is_held_by(&asked.person);
    let (keys, waiting) = match sees_applications {
        false => (None, (Vec::new(), false)),
        true => {
            let keys = match federation.key_dates() {
                Some(known) => known,
                None => federation.look_at_key_dates().await?,
            };
            let waiting = waits::waiting(&federation, &keys).await?;
            (Some(keys), waiting)
        }
    };
    let figures = Figures::of(&asked.parts, &federation, &expiry, keys, &waiting.0).await?;
    let waits = sees_applications.then(|| Waits::of(waiting, &asked.person));
    let proposals = match Right::Approvals.is_held_by(&asked.person) {
        true => federation.count_proposals(&asked.person).await?,
        false => Counted::default(),
    };
    let frame = asked.console().frame(Section::Overview);
    let doors = frame.places.iter().filter_map(|place| {
        Some(Door { href: place.href, label: place.label.clone(), sentence: sentence(place.href)? })
    });
    let body = OverviewPage {
        frame: &frame,
        keyring,
        proposals,
        is_look_broken: asked.parts.look.is_broken(),
        places: doors.collect(),
        figures,
        waits,
    }
    .render()?;
    Ok(frame.answer(StatusCode::OK, body))
}
