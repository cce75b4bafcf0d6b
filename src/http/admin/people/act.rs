//! `/admin/people/act`: what is about to be done to somebody's account, in words; and doing it.

use super::person::{self, named};
use super::what::{Kind, What, says};
use crate::domain::Attribute;
use crate::federation::{is_a_name, short_names};
use crate::http::account::change::{fault, refused, refused_both};
use crate::http::account::form::{self, relying_party};
use crate::http::account::proof::Proof;
use crate::http::admin::frame::{Place, Section, places};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::headers::asking;
use crate::http::login::with_cookie;
use crate::http::page::html;
use crate::http::uninterrupted::to_the_end;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::known;
use crate::sign_in::change::person::{Act, act as flow};
use crate::sign_in::grant::Grant;
use crate::words::Text;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;
use time::macros::format_description;
use time::{Date, OffsetDateTime, Time};

#[derive(Deserialize)]
pub(in crate::http) struct ActForm {
    #[serde(default)]
    identifier: String,
    /// One of [`What`]'s words.
    #[serde(default)]
    act: String,
    /// Of an attribute: its name, its values one a line, and the last day on which it is said.
    #[serde(default)]
    name: String,
    #[serde(default)]
    values: String,
    #[serde(default)]
    expires: String,
    #[serde(flatten)]
    proof: Proof,
}

#[derive(Template)]
#[template(path = "admin/person_act.html")]
struct ActPage<'a> {
    frame: form::Frame<'a>,
    places: Vec<Place>,
    identifier: &'a str,
    what: &'a What,
    form: &'a ActForm,
    /// Whether it needs a fresh proof.
    gives: bool,
    names: Vec<&'static str>,
}

impl ActPage<'_> {
    fn is_said(&self) -> bool {
        matches!(self.what.kind, Kind::Say)
    }
}

/// What it means, before it is done.
pub(in crate::http) async fn consider(sent: Sent<ActForm>) -> Result<HttpResponse, PageError> {
    let what = what(&sent.form)?;
    show(&sent, &what, Text::default()).await
}

/// Does it, and shows how they stand then.
pub(in crate::http) async fn submit(mut sent: Sent<ActForm>) -> Result<HttpResponse, PageError> {
    let (what, whom) = (what(&sent.form)?, named(&sent.form.identifier)?);
    let act = match act(&what, &sent.form) {
        Ok(act) => act,
        Err(fault) => return show(&sent, &what, fault).await,
    };
    let (parts, person, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
    let proof = std::mem::take(&mut sent.form.proof);
    let work = async move {
        let done = flow(&parts, &person, proof.typed(), &whom, act, &id).await;
        Ok::<_, PageError>((whom, done))
    };
    match to_the_end(work).await? {
        (whom, Ok(done)) => person::show(sent.console(), &sent.person, &whom, says(done)).await,
        // Nothing was done.
        (_, Err(error)) => show(&sent, &what, fault(error)?).await,
    }
}

fn what(form: &ActForm) -> Result<What, PageError> {
    What::named(&form.act).ok_or_else(|| {
        let (title, sentence) =
            (say("admin-person-act-no-such-thing"), say("admin-person-act-form-asks-for-something"));
        PageError::new(StatusCode::UNPROCESSABLE_ENTITY, title, sentence, "no such act")
            .next(say("admin-people-back-to-people"), "/admin/people")
    })
}

/// The error is for the page.
fn act(what: &What, form: &ActForm) -> Result<Act, Text> {
    Ok(match what.kind {
        Kind::Move(flag) => Act::Move(flag),
        Kind::EndSessions => Act::EndSessions,
        Kind::Say => Act::Say(grant(form)?),
    })
}

fn grant(form: &ActForm) -> Result<Grant, Text> {
    let name = form.name.trim();
    if name.is_empty() {
        return Err(say("admin-person-act-choose-what-you-say"));
    }
    if !is_a_name(name) {
        return Err(say("admin-person-act-name-is-not-known").with("name", name));
    }
    let values = form.values.lines().map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    let values: Vec<String> = values.collect();
    if values.is_empty() {
        return Ok(Grant { withdrawn: vec![name.to_owned()], expires: expires(&form.expires)?, ..Grant::default() });
    }
    let attributes = vec![Attribute { name: name.to_owned(), values }];
    Ok(Grant { attributes, expires: expires(&form.expires)?, ..Grant::default() })
}

/// A day counts through its end, in UTC.
fn expires(typed: &str) -> Result<Option<OffsetDateTime>, Text> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day = Date::parse(typed.trim(), format_description!("[year]-[month]-[day]")).ok();
    let end = day.and_then(Date::next_day).map(|next| next.with_time(Time::MIDNIGHT).assume_utc());
    end.map(Some).ok_or_else(|| say("admin-person-act-write-the-day"))
}

async fn show(sent: &Sent<ActForm>, what: &What, fault: Text) -> Result<HttpResponse, PageError> {
    let (parts, person) = (&sent.parts, &sent.person);
    let known = known(parts, person).await?;
    let fault = if known.needs_both && fault == refused() { refused_both() } else { fault };
    let token = form_token::issue(&sent.request, &sent.site, &*parts.random);
    let gives = what.kind.gives();
    let asks = relying_party(parts, &known).filter(|_| gives);
    let frame = form::Frame {
        request_id: request_id(),
        form_token: &token.value,
        admin: true,
        fault: fault.clone(),
        identifier: known.shown(),
        relying_party: asks,
        needs_both: known.needs_both,
    };
    let places = places(person, Section::People);
    let identifier = sent.form.identifier.trim();
    let names = short_names().collect();
    let body = ActPage { frame, places, identifier, what, form: &sent.form, gives, names }.render()?;
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = html(status, body);
    // Its script asks for a question.
    Ok(with_cookie(if asks.is_some() { asking(page) } else { page }, token))
}
