//! `/admin/settings/tokens`: which programs have a token with which they act in the console, as far as its maker's roles go; making one,
//! and ending it with one click. Everybody sees and ends their own alone: they lie sealed to them.

use super::access::{Asked, Right};
use super::frame::{self, Place, Section};
use super::sent::Sent;
use crate::domain::May;
use crate::http::account::form::{Change, Frame, Visit};
use crate::http::account::proof::Proof;
use crate::http::account::{TOKEN_TIMES, TokenShown, TokensQuery, token_ended_at, token_words};
use crate::http::error::PageError;
use crate::http::page::html;
use crate::http::site::Site;
use crate::http::spans;
use crate::http::when::When;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::token::{self, Made, Wanted};
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;

/// The field's name, and what it lets a program do.
const OFFERED: [(&str, May); 7] = [
    ("read_applications", May::ReadApplications),
    ("applications", May::Applications),
    ("audit", May::Audit),
    ("sign_ons", May::SignOns),
    ("find_people", May::FindPeople),
    ("stop_people", May::StopPeople),
    ("admit_people", May::AdmitPeople),
];

/// What each lets a program do, and what takes the place of a second factor there.
fn offer(may: May) -> Text {
    match may {
        May::ReadApplications => say("admin-tokens-offer-read-applications"),
        May::Applications => say("admin-tokens-offer-applications"),
        May::Audit => say("admin-tokens-offer-audit"),
        May::SignOns => say("admin-tokens-offer-sign-ons"),
        May::FindPeople => say("admin-tokens-offer-find-people"),
        May::StopPeople => say("admin-tokens-offer-stop-people"),
        May::AdmitPeople => say("admin-tokens-offer-admit-people"),
        May::Seal | May::Send | May::Read | May::Open | May::Key => Text::default(),
    }
}

/// The right in the console that a token needs for it, at each request.
fn right_of(may: May) -> Option<Right> {
    Some(match may {
        May::ReadApplications => Right::ReadApplications,
        May::Applications => Right::Applications,
        May::Audit => Right::Audit,
        May::SignOns => Right::SignOns,
        May::FindPeople | May::StopPeople | May::AdmitPeople => Right::People,
        May::Seal | May::Send | May::Read | May::Open | May::Key => return None,
    })
}

#[derive(Template)]
#[template(path = "admin/tokens.html")]
struct TokensPage<'a> {
    frame: &'a frame::Frame,
    done: Text,
    all: &'a [TokenShown],
}

pub(in crate::http) async fn page(asked: Asked, query: web::Query<TokensQuery>) -> Result<HttpResponse, PageError> {
    let listed = token::list_of_console(&asked.parts, &asked.person).await?;
    let all: Vec<TokenShown> = listed.into_iter().map(TokenShown::from).collect();
    let frame = asked.console().frame(Section::Settings);
    let done = if query.is_ended() { say("admin-tokens-token-has-ended-whoever-has") } else { Text::default() };
    let body = TokensPage { frame: &frame, done, all: &all }.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

#[derive(Deserialize)]
pub(in crate::http) struct EndForm {
    #[serde(default)]
    token: String,
}

pub(in crate::http) async fn end(sent: Sent<EndForm>) -> Result<HttpResponse, PageError> {
    token_ended_at("/admin/settings/tokens", &sent.parts, Arc::clone(&sent.person), sent.form.token).await
}

/// One is to be made.
#[derive(Deserialize)]
pub(in crate::http) struct MakeForConsole {
    #[serde(default)]
    form_token: String,
    #[serde(flatten)]
    proof: Proof,
    #[serde(flatten)]
    chosen: Chosen,
}

/// What was chosen, also when the page has to be shown again.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::http) struct Chosen {
    name: String,
    time: String,
    read_applications: String,
    applications: String,
    audit: String,
    sign_ons: String,
    find_people: String,
    stop_people: String,
    admit_people: String,
}

impl Chosen {
    fn is_ticked(&self, may: May) -> bool {
        let field = match may {
            May::ReadApplications => &self.read_applications,
            May::Applications => &self.applications,
            May::Audit => &self.audit,
            May::SignOns => &self.sign_ons,
            May::FindPeople => &self.find_people,
            May::StopPeople => &self.stop_people,
            May::AdmitPeople => &self.admit_people,
            May::Seal | May::Send | May::Read | May::Open | May::Key => return false,
        };
        field == "yes"
    }

    /// Of what their roles do: the form offers nothing else, and a form that was made up gets nothing else.
    fn may(&self, person: &SignedIn) -> Vec<May> {
        let mut may: Vec<May> = offered(person).filter(|(_, may)| self.is_ticked(*may)).map(|(_, may)| may).collect();
        // Whoever changes one says which version they saw.
        if may.contains(&May::Applications) {
            may.push(May::ReadApplications);
        }
        may
    }
}

fn offered(person: &SignedIn) -> impl Iterator<Item = (&'static str, May)> {
    OFFERED.into_iter().filter(|(_, may)| right_of(*may).is_some_and(|right| right.is_held_by(person)))
}

/// A box to tick.
struct Box_ {
    field: &'static str,
    words: Text,
    is_ticked: bool,
}

#[derive(Template)]
#[template(path = "admin/token_new.html")]
struct NewPage<'a> {
    frame: Frame<'a>,
    places: Vec<Place>,
    chosen: &'a Chosen,
    boxes: Vec<Box_>,
    times: [(&'static str, Text); 5],
}

#[derive(Template)]
#[template(path = "admin/token_made.html")]
struct MadePage<'a> {
    frame: Frame<'a>,
    token: &'a str,
    name: &'a str,
    may: &'a [Text],
    expires_at: When,
    base: &'a str,
}

impl Change for MakeForConsole {
    type Query = Chosen;
    type Done = Made;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> Chosen {
        self.chosen.clone()
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, chosen: &Chosen) -> Result<String, PageError> {
        let one = |(field, may)| Box_ { field, words: offer(may), is_ticked: chosen.is_ticked(may) };
        let page = NewPage {
            frame,
            places: frame::places(visit.person, Section::Settings),
            chosen,
            boxes: offered(visit.person).map(one).collect(),
            times: TOKEN_TIMES.map(|(word, days)| (word, spans::days(days))),
        };
        Ok(page.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<Made, ChangeError> {
        let days = TOKEN_TIMES.iter().find(|(word, _)| *word == self.chosen.time).map_or(0, |(_, days)| *days);
        let may = self.chosen.may(&person);
        let wanted = Wanted { name: &self.chosen.name, may: &may, days, key: None };
        token::make(parts, &person, self.proof.typed(), &wanted, request_id).await
    }

    fn done(site: &Site, frame: Frame<'_>, made: Made) -> Result<HttpResponse, PageError> {
        let page = MadePage {
            frame,
            token: made.token.expose(),
            name: &made.label.name,
            may: &token_words(&made.label),
            expires_at: made.label.expires_at.into(),
            base: site.base(),
        };
        Ok(html(StatusCode::OK, page.render()?))
    }
}
