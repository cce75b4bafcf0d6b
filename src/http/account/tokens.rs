//! `/account/tokens`: which programs have a token of a person's, making one, and ending it with one click.

use super::form::{Change, Frame, Visit};
use super::proof::Proof;
use crate::domain::May;
use crate::domain::scope::{Delivery, Purpose};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::spans;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::ChangeError;
use crate::sign_in::change::token::{self, Listed, Made, TokenFault, Wanted};
use crate::sign_in::session::SignedIn;
use crate::vault::api_token::Label;
use crate::vault::profile::consents::Answer;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// How long one may serve.
pub(in crate::http) const TIMES: [(&str, i64); 5] =
    [("day", 1), ("week", 7), ("month", 30), ("quarter", 90), ("year", 365)];

/// One, as pages show it.
pub(in crate::http) struct Shown {
    /// Names it in a form.
    pub(in crate::http) id: String,
    pub(in crate::http) name: Text,
    pub(in crate::http) may: Vec<Text>,
    pub(in crate::http) made_on: Option<When>,
    pub(in crate::http) expires_at: Option<When>,
}

impl From<Listed> for Shown {
    fn from(listed: Listed) -> Self {
        match listed.label {
            Some(label) => Self {
                id: listed.name,
                may: words(&label),
                name: label.name.into(),
                made_on: Some(label.made_on.into()),
                expires_at: Some(label.expires_at.into()),
            },
            None => Self {
                id: listed.name,
                name: say("account-tokens-one-that-is-not-as"),
                may: Vec::new(),
                made_on: None,
                expires_at: None,
            },
        }
    }
}

/// What a program may, in words.
pub(in crate::http) fn words(label: &Label) -> Vec<Text> {
    let word = |may: &May| match (may, &label.key) {
        (May::Seal, _) => say("account-tokens-may-seal"),
        (May::Send, _) => say("account-tokens-may-send"),
        (May::Read, _) => say("account-tokens-may-read"),
        (May::Open, _) => say("account-tokens-may-open"),
        (May::Key, Some((entity_id, purpose, _))) => {
            say("account-tokens-may-have-key").with("purpose", purpose.to_string()).with("application", entity_id)
        }
        (May::Key, None) => say("account-tokens-may-have-a-key"),
        (May::ReadApplications, _) => say("account-tokens-may-read-applications"),
        (May::Applications, _) => say("account-tokens-may-change-applications"),
        (May::Audit, _) => say("account-tokens-may-read-audit"),
        (May::SignOns, _) => say("account-tokens-may-read-sign-ons"),
        (May::FindPeople, _) => say("account-tokens-may-find-people"),
        (May::StopPeople, _) => say("account-tokens-may-stop-people"),
        (May::AdmitPeople, _) => say("account-tokens-may-admit-people"),
    };
    label.may.iter().map(word).collect()
}

#[derive(Template)]
#[template(path = "account/tokens.html")]
struct TokensPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    done: Text,
    all: &'a [Shown],
}

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
}

impl Query {
    /// One was just ended.
    pub(in crate::http) fn is_ended(&self) -> bool {
        self.done == "ended"
    }
}

pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let all: Vec<Shown> = token::list(&parts, &person).await?.into_iter().map(Shown::from).collect();
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = TokensPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        done: if query.is_ended() { say("account-tokens-token-has-ended-whoever-has") } else { Text::default() },
        all: &all,
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

/// The same for the export.
pub(super) async fn exported(parts: &Parts, person: &SignedIn) -> Result<Vec<Value>, PageError> {
    let one = |listed: Listed| {
        listed.label.map(|label| {
            json!({
                "name": label.name,
                "may": words(&label).iter().map(Text::english).collect::<Vec<_>>(),
                "made_on": label.made_on.to_string(),
                "serves_until": label.expires_at.to_string(),
            })
        })
    };
    Ok(token::list(parts, person).await?.into_iter().filter_map(one).collect())
}

#[derive(Deserialize)]
pub(in crate::http) struct EndForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    token: String,
}

pub(in crate::http) async fn end(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<EndForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    ended_at("/account/tokens", &parts, Arc::new(person), form.into_inner().token).await
}

/// Ends one, from the page at this address, which says so then.
pub(in crate::http) async fn ended_at(
    address: &'static str,
    parts: &Parts,
    person: Arc<SignedIn>,
    name: String,
) -> Result<HttpResponse, PageError> {
    let (flow, id) = (parts.clone(), request_id());
    let ended = to_the_end(async move { token::end(&flow, &person, &name, &id).await }).await?;
    Ok(see_other(&if ended { format!("{address}?done=ended") } else { address.to_owned() }))
}

/// One is to be made.
#[derive(Deserialize)]
pub(in crate::http) struct Make {
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
    seal: String,
    send: String,
    read: String,
    open: String,
    /// `delivery purpose entityID`.
    key: String,
}

/// A key that a program may be given.
struct Offered {
    value: String,
    words: String,
}

#[derive(Template)]
#[template(path = "account/token_new.html")]
struct NewPage<'a> {
    frame: Frame<'a>,
    chosen: &'a Chosen,
    times: [(&'static str, Text); 5],
    keys: &'a [Offered],
}

#[derive(Template)]
#[template(path = "account/token_made.html")]
struct MadePage<'a> {
    frame: Frame<'a>,
    token: &'a str,
    name: &'a str,
    may: &'a [Text],
    expires_at: When,
    base: &'a str,
}

/// Those that applications have had, by the person's own agreement.
fn offered(person: &SignedIn) -> Vec<Offered> {
    let said = person.held_keys().map(|held| held.consents).unwrap_or_default();
    let had = said.into_iter().filter(|one| one.answer == Answer::Agreed && !one.delivered.is_empty());
    let one = |consent: crate::vault::profile::consents::Consent| Offered {
        value: format!("{} {} {}", consent.delivery.word(), consent.purpose, consent.entity_id),
        words: format!("{}: {}", consent.entity_id, consent.purpose),
    };
    had.map(one).collect()
}

impl Chosen {
    fn may(&self) -> Vec<May> {
        let each = [(&self.seal, May::Seal), (&self.send, May::Send), (&self.read, May::Read), (&self.open, May::Open)];
        let mut may: Vec<May> = each.into_iter().filter(|(box_, _)| *box_ == "yes").map(|(_, may)| may).collect();
        // Whoever opens them has to find them.
        if may.contains(&May::Open) {
            may.push(May::Read);
        }
        may
    }

    fn key(&self) -> Result<Option<(&str, Purpose, Delivery)>, TokenFault> {
        if self.key.is_empty() {
            return Ok(None);
        }
        let mut parts = self.key.splitn(3, ' ');
        let mut part = || parts.next().ok_or(TokenFault::NoKey);
        let delivery = Delivery::from_word(part()?).ok_or(TokenFault::NoKey)?;
        let purpose = Purpose::parse(part()?).map_err(|_| TokenFault::NoKey)?;
        Ok(Some((part()?, purpose, delivery)))
    }
}

impl Change for Make {
    type Query = Chosen;
    type Done = Made;

    fn form_token(&self) -> &str {
        &self.form_token
    }

    fn again(&self) -> Chosen {
        self.chosen.clone()
    }

    async fn page(visit: Visit<'_>, frame: Frame<'_>, chosen: &Chosen) -> Result<String, PageError> {
        let times = TIMES.map(|(word, days)| (word, spans::days(days)));
        Ok(NewPage { frame, chosen, times, keys: &offered(visit.person) }.render()?)
    }

    async fn change(&self, parts: &Parts, person: SignedIn, request_id: &str) -> Result<Made, ChangeError> {
        let days = TIMES.iter().find(|(word, _)| *word == self.chosen.time).map_or(0, |(_, days)| *days);
        let (may, key) = (self.chosen.may(), self.chosen.key()?);
        let wanted = Wanted { name: &self.chosen.name, may: &may, days, key };
        token::make(parts, &person, self.proof.typed(), &wanted, request_id).await
    }

    fn done(site: &Site, frame: Frame<'_>, made: Made) -> Result<HttpResponse, PageError> {
        let page = MadePage {
            frame,
            token: made.token.expose(),
            name: &made.label.name,
            may: &words(&made.label),
            expires_at: made.label.expires_at.into(),
            base: site.base(),
        };
        Ok(html(StatusCode::OK, page.render()?))
    }
}
