//! `/envelopes/{id}`: one envelope; opening it, withdrawing it, taking it off the list.

use super::names::{plain_name, visible};
use super::pace::Watch;
use super::visit::Visit;
use super::{Shown, size, stream};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::uninterrupted::to_the_end;
use crate::keys::envelopes::{Entry, EnvelopeFlowError, Envelopes, LONGEST_TEXT, Opening, State};
use crate::say;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use data_encoding::HEXLOWER;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A recipient, as the sender sees them.
struct To {
    name: String,
    /// `None` for a key of another program's.
    opened: Option<bool>,
}

#[derive(Template)]
#[template(path = "envelopes/one.html")]
struct OnePage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    done: Text,
    one: &'a Shown,
    to: &'a [To],
    size: String,
    digest: String,
    /// Whether it can still be withdrawn, and whether somebody has it already.
    is_kept: bool,
    is_withdrawn: bool,
    some_opened: bool,
    /// Whether this person had opened it.
    was_opened: bool,
    /// Whether the row is as this service left it.
    is_tampered: bool,
}

#[derive(Template)]
#[template(path = "envelopes/text.html")]
struct TextPage<'a> {
    request_id: &'a str,
    admin: bool,
    one: Option<&'a Shown>,
    text: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    done: String,
    #[serde(default)]
    sent: String,
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sent: String,
}

pub(super) async fn page(
    visit: Visit,
    path: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = visit.person().await? else { return Ok(see_other("/login")) };
    let entry = visit.envelopes()?.entry(&person, id(&path)?, query.sent == "yes").await?;
    let token = visit.token();
    let page = OnePage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        done: match query.done.as_str() {
            "sent" => say("envelopes-one-it-is-sealed-and-kept"),
            "withdrawn" => say("envelopes-one-it-is-withdrawn-nobody-opens"),
            _ => Text::default(),
        },
        one: &Shown::from(&entry),
        to: &recipients(&entry),
        size: size(entry.slip.octets),
        digest: HEXLOWER.encode(&entry.slip.digest),
        is_kept: entry.is_kept(),
        is_withdrawn: matches!(entry.state, State::Withdrawn { .. }),
        some_opened: opened(&entry) != 0,
        was_opened: entry.was_opened(),
        is_tampered: matches!(entry.state, State::Gone | State::Tampered),
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

fn id(path: &str) -> Result<Uuid, PageError> {
    Ok(Uuid::try_parse(path).map_err(|_| EnvelopeFlowError::None)?)
}

fn opened(entry: &Entry) -> u32 {
    match entry.state {
        State::Kept { opened } | State::Withdrawn { opened } => opened,
        _ => 0,
    }
}

fn recipients(entry: &Entry) -> Vec<To> {
    if !entry.is_sent() {
        return Vec::new();
    }
    let mask = opened(entry);
    let numbered = (0_u32..).zip(&entry.slip.others);
    let one = |(bit, name): (u32, &String)| To {
        name: visible(name),
        opened: (!name.starts_with("age1")).then(|| mask.checked_shr(bit).unwrap_or_default() & 1 == 1),
    };
    numbered.map(one).collect()
}

/// Whose form came, and for which envelope; none where nobody is signed in.
async fn acting(visit: &Visit, path: &str, form: &Form) -> Result<Option<(SignedIn, Uuid)>, PageError> {
    visit.check(&form.form_token)?;
    let person = visit.person().await?;
    person.map(|person| Ok((person, id(path)?))).transpose()
}

pub(super) async fn open(
    visit: Visit,
    path: web::Path<String>,
    form: web::Form<Form>,
) -> Result<HttpResponse, PageError> {
    let Some((person, id)) = acting(&visit, &path, &form).await? else { return Ok(see_other("/login")) };
    let (envelopes, request_id) = visit.work()?;
    let clock = Arc::clone(&visit.parts.clock);
    let admin = person.is_administrator();
    let opened = to_the_end(async move {
        let opened = envelopes.open(&person, id, &request_id).await?;
        Ok::<_, EnvelopeFlowError>((opened, Watch::over(&envelopes, person, &clock)))
    });
    let ((entry, opening, turn), watch) = opened.await?;
    if entry.slip.name.is_empty() {
        return text(opening, admin, Some(&Shown::from(&entry))).await;
    }
    Ok(stream::opened(&plain_name(&entry.slip.name), opening, turn, watch))
}

/// A text that was verified to its end, shown as text.
async fn text(mut opening: Opening, admin: bool, one: Option<&Shown>) -> Result<HttpResponse, PageError> {
    let mut all = Zeroizing::new(Vec::new());
    loop {
        let (next, part) = Envelopes::next_part(opening).await?;
        let Some(part) = part.map(Zeroizing::new) else { break };
        all.extend_from_slice(&part);
        if all.len() > LONGEST_TEXT * 2 {
            return Err(PageError::internal("a text is longer than any that is sent"));
        }
        opening = next;
    }
    let text = String::from_utf8_lossy(&all);
    let page = TextPage { request_id: &request_id(), admin, one, text: &text };
    Ok(html(StatusCode::OK, page.render()?))
}

pub(super) async fn withdraw(
    visit: Visit,
    path: web::Path<String>,
    form: web::Form<Form>,
) -> Result<HttpResponse, PageError> {
    let Some((person, id)) = acting(&visit, &path, &form).await? else { return Ok(see_other("/login")) };
    let (envelopes, request_id) = visit.work()?;
    to_the_end(async move { envelopes.withdraw(&person, id, &request_id).await }).await?;
    Ok(see_other(&format!("/envelopes/{id}?done=withdrawn&sent=yes")))
}

pub(super) async fn forget(
    visit: Visit,
    path: web::Path<String>,
    form: web::Form<Form>,
) -> Result<HttpResponse, PageError> {
    let Some((person, id)) = acting(&visit, &path, &form).await? else { return Ok(see_other("/login")) };
    visit.envelopes()?.forget(&person, id, form.sent == "yes").await?;
    Ok(see_other("/envelopes?done=forgotten"))
}
