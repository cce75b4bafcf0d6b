//! `/admin/sessions`: how long sessions last here.

use super::frame::{Place, Section, places};
use crate::domain::limits::{Limits, LimitsError};
use crate::http::account::form::{Change, Frame, Visit};
use crate::http::account::proof::Proof;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::site::Site;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::session_limits::{self, Held};
use crate::sign_in::session::SignedIn;
use crate::words::Text;
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
    /// The version of the choice that the page showed.
    #[serde(default)]
    looked_at: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Default, Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
    /// Of a form that is shown again: never in an address.
    #[serde(skip)]
    typed: Option<Minutes>,
}

/// As they were typed, or as they hold.
#[derive(Clone)]
struct Minutes {
    longest: String,
    idle: String,
    shared_idle: String,
}

impl Minutes {
    fn of(limits: Limits) -> Self {
        Self {
            longest: limits.longest().to_string(),
            idle: limits.idle().to_string(),
            shared_idle: limits.shared_idle().to_string(),
        }
    }
}

#[derive(Template)]
#[template(path = "admin/sessions.html")]
struct SessionsPage<'a> {
    frame: Frame<'a>,
    places: Vec<Place>,
    held: Held,
    typed: Minutes,
    done: bool,
}

impl Change for Sessions {
    type Query = Query;
    type Done = ();

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> Query {
        let (longest, idle, shared_idle) = (self.longest.clone(), self.idle.clone(), self.shared_idle.clone());
        Query { done: String::new(), typed: Some(Minutes { longest, idle, shared_idle }) }
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, query: &Query) -> Result<String, PageError> {
        let held = session_limits::held(visit.parts, visit.person).await?;
        let places = places(visit.person, Section::Settings);
        let typed = query.typed.clone().unwrap_or_else(|| Minutes::of(held.limits));
        Ok(SessionsPage { frame, places, held, typed, done: query.done == "yes" }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<(), ChangeError> {
        let limits = Limits::new(minutes(&self.longest), minutes(&self.idle), minutes(&self.shared_idle))?;
        // Without the version that a page of ours has, it is none of ours.
        let looked_at = self.looked_at.parse().map_err(|_| ChangeError::Expired)?;
        session_limits::choose(parts, &person, self.proof.typed(), (limits, looked_at), request_id).await
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
pub(in crate::http) fn fault(error: LimitsError) -> Text {
    match error {
        LimitsError::Longest => say("admin-sessions-fault-longest")
            .with("shortest", Limits::SHORTEST)
            .with("most", Limits::MOST)
            .with("hours", Limits::MOST / 60),
        LimitsError::Idle => say("admin-sessions-fault-idle"),
        LimitsError::SharedIdle => say("admin-sessions-fault-shared-idle").with("most", Limits::MOST_SHARED),
    }
}
