//! `/admin/settings/look`: what the organisation is called on its pages, their colour and their logo, and the zone of its times. What is handed in is shown first, as
//! pages would be, and kept by a second form that takes a fresh proof.

mod given;
mod preview;
mod untaken;

use self::given::{Fault, Given, Typed};
use super::access::Asked;
use super::frame::{Console, Frame, Section};
use crate::domain::Zone;
use crate::federation::Federation;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::house::House;
use crate::sign_in::look::LookError;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{self, ServiceConfig};
use askama::Template;
use serde::Deserialize;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/settings/look", web::get().to(form))
        .route("/admin/settings/look", web::post().to(submit))
        .route("/admin/settings/look/keep", web::post().to(preview::keep));
}

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "admin/look.html")]
struct LookPage<'a> {
    frame: &'a Frame,
    /// The version that this form is made from.
    looked_at: u64,
    typed: &'a Typed,
    /// What the operator set, where an owner chose nothing.
    operators: Option<String>,
    house: House,
    /// To choose from.
    zones: Vec<String>,
    faults: &'a [Fault],
    done: bool,
    is_broken: bool,
}

async fn form(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    // Another server may have kept another look a moment ago.
    asked.parts.look.look_again(&asked.parts).await?;
    let typed = Typed::of(&federation.look());
    show(asked.console(), &federation, &typed, &[], query.done == "yes")
}

fn show(
    console: Console<'_>,
    federation: &Federation,
    typed: &Typed,
    faults: &[Fault],
    done: bool,
) -> Result<HttpResponse, PageError> {
    let frame = console.frame(Section::Settings);
    let page = LookPage {
        frame: &frame,
        looked_at: federation.look().version,
        typed,
        operators: federation.publisher().name.clone(),
        house: House::of(federation),
        zones: Zone::names(),
        faults,
        done,
        is_broken: console.parts.look.is_broken(),
    };
    let body = page.render()?;
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(frame.answer(status, body))
}

/// What was handed in, as pages would look; nothing is kept.
async fn submit(
    asked: Asked,
    federation: web::Data<Federation>,
    body: web::Payload,
) -> Result<HttpResponse, PageError> {
    let Given { form_token, looked_at, typed, file, without_logo } = Given::read(&asked, body).await?;
    form_token::check(&asked.request, &asked.site, &form_token)?;
    asked.parts.look.look_again(&asked.parts).await?;
    let held = federation.look();
    if looked_at.parse() != Ok(held.version) {
        let stale = Fault::stale();
        return show(asked.console(), &federation, &Typed::of(&held), &[stale], false);
    }
    match given::wanted(&typed, &file, without_logo, &held) {
        Ok(wanted) => preview::show(asked.console(), &federation, &wanted, held.version, "").await,
        Err(faults) => show(asked.console(), &federation, &typed, &faults, false),
    }
}

impl From<LookError> for PageError {
    fn from(error: LookError) -> Self {
        match error {
            LookError::Db(error) => error.into(),
            LookError::Keeper(error) => error.into(),
        }
    }
}
