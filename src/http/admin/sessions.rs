//! `/admin/sessions`: how long sessions last here.

use super::frame::{Place, Section, places};
use crate::domain::limits::{Limits, LimitsError};
use crate::http::account::form::{Change, Frame, Visit};
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::site::Site;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::session_limits::{self, Held};
use crate::sign_in::session::SignedIn;
use actix_web::HttpResponse;
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(in crate::http) struct Sessions {
    #[serde(default)]
    form_token: String,
    /// Minutes, as they were typed.
    #[serde(default)]
    longest: String,
    #[serde(default)]
    idle: String,
    #[serde(default)]
    shared_idle: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Default, Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "admin/sessions.html")]
struct SessionsPage<'a> {
    frame: Frame<'a>,
    places: Vec<Place>,
    held: Held,
    done: bool,
}

impl Change for Sessions {
    type Query = Query;
    type Done = ();

    fn form_token(&self) -> &str {
        &self.form_token
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, query: &Query) -> Result<String, PageError> {
        let held = session_limits::held(visit.parts, visit.person).await?;
        let places = places(visit.person, Section::Settings);
        Ok(SessionsPage { frame, places, held, done: query.done == "yes" }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<(), ChangeError> {
        let limits = Limits::new(minutes(&self.longest), minutes(&self.idle), minutes(&self.shared_idle))?;
        session_limits::choose(parts, &person, self.proof.typed(), limits, request_id).await
    }

    fn done(_: &Site, _: Frame<'_>, (): ()) -> Result<HttpResponse, PageError> {
        Ok(see_other("/admin/sessions?done=yes"))
    }
}

/// What is no number is as absurd as none.
fn minutes(typed: &str) -> u16 {
    typed.trim().parse().unwrap_or(0)
}

/// What is to be mended, in words.
pub(in crate::http) fn fault(error: LimitsError) -> String {
    let said = error.to_string();
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
