//! `/admin/people/many`: a list of people to invite, and how far it is.

use super::mail::post;
use super::{hand, refused, unsent};
use crate::domain::Role;
use crate::domain::identifier::Identifiers;
use crate::federation::{is_a_name, short_names};
use crate::http::account::proof::Proof;
use crate::http::admin::access::Asked;
use crate::http::admin::frame::{Console, Frame, Section};
use crate::http::admin::proven::{self, Asks};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::envelopes::small::read_whole;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::page::see_other;
use crate::say;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::people::held::{NotTaken, Stage};
use crate::sign_in::people::list::{Fault, LARGEST, Line, Rules, Wrong, numbers, read};
use crate::sign_in::people::many::{By, stop as stop_list, stop_others};
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpMessage as _, HttpResponse, Responder};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;
use zeroize::Zeroizing;

pub(super) const ADDRESS: &str = "/admin/people/many";
/// So many faults are told in words, the others by the numbers of their lines.
const IN_WORDS: usize = 100;
/// Seconds after which the page of a list that is worked on is shown again.
const AGAIN: HeaderValue = HeaderValue::from_static("5");

pub(in crate::http::admin) fn routes(config: &mut ServiceConfig) {
    config
        .route("/admin/people/many", web::get().to(page))
        .route("/admin/people/many", web::post().to(submit))
        .route("/admin/people/many/begin", web::post().to(begin))
        .route("/admin/people/many/stop", web::post().to(stop))
        .route("/admin/people/many/mail", web::post().to(hand::mail))
        .route("/admin/people/many/letters", web::post().to(hand::letters))
        .route("/admin/people/many/file", web::post().to(hand::file));
}

/// What there is to mend.
#[derive(Default)]
struct Faults {
    in_words: Vec<Text>,
    /// The lines of all others.
    others: String,
    /// Whether nobody more was looked up.
    is_cut: bool,
}

impl Faults {
    fn of(all: &[Fault], is_cut: bool) -> Self {
        let (in_words, others) = all.split_at(all.len().min(IN_WORDS));
        let mut lines: Vec<usize> = others.iter().map(|one| one.line).collect();
        lines.sort_unstable();
        lines.dedup();
        Self { in_words: in_words.iter().map(refused::fault).collect(), others: numbers(&lines), is_cut }
    }
}

#[derive(Template)]
#[template(path = "admin/people_many.html")]
struct ManyPage<'a> {
    frame: &'a Frame,
    stage: &'a Option<Stage>,
    faults: Faults,
    names: String,
    codes: bool,
    codes_alone: bool,
    /// Whether there is a server that takes mail.
    mails: bool,
    /// Whether another's list is worked on, and this administrator may end it.
    ends_others: bool,
}

async fn page(asked: Asked) -> Result<HttpResponse, PageError> {
    show(asked.console(), None)
}

/// `mended` is what is wrong with a list that was sent just now.
fn show(console: Console<'_>, mended: Option<&[Fault]>) -> Result<HttpResponse, PageError> {
    let held = console.parts.lists.stage(console.person.account, console.parts.clock.now());
    let stage = held.filter(|_| mended.is_none());
    let faults = match (mended, &stage) {
        (Some(faults), _) => Faults::of(faults, false),
        (None, Some(Stage::Refused { faults, is_cut })) => Faults::of(faults, *is_cut),
        _ => Faults::default(),
    };
    let (frame, identifiers) = (console.frame(Section::People), console.parts.policy.identifiers);
    let page = ManyPage {
        frame: &frame,
        stage: &stage,
        faults,
        names: short_names().collect::<Vec<_>>().join(", "),
        codes: identifiers.has_codes(),
        codes_alone: identifiers == Identifiers::Code,
        mails: post(console.request).is_some(),
        ends_others: console.person.has_role(Role::Owner)
            && console.parts.lists.are_others_worked_on(console.person.account),
    };
    let body = page.render()?;
    let status = if mended.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut response = frame.answer(status, body);
    let goes_on = match &stage {
        Some(Stage::Working { .. }) => true,
        Some(Stage::Ready(waiting)) => waiting.is_mailing,
        _ => false,
    };
    if goes_on {
        response.headers_mut().insert(header::REFRESH, AGAIN);
    }
    Ok(response)
}

/// Reads the list whole, and keeps it where all of it is as it should be.
async fn submit(asked: Asked, body: web::Payload) -> Result<HttpResponse, PageError> {
    let parts = &asked.parts;
    // A few at a time: each holds some MiB.
    let room = parts.lists.uploading().ok_or_else(|| not_taken(NotTaken::Full))?;
    let form =
        form(&asked, body).await.map_err(|error| error.next(say("admin-people-many-back-to-the-list"), ADDRESS))?;
    form_token::check(&asked.request, &asked.site, &form.token)?;
    let (random, identifiers) = (Arc::clone(&parts.random), parts.policy.identifiers);
    let read = web::block(move || form.list(&Rules { identifiers, is_a_name, random: &*random }));
    let list = read.await.map_err(PageError::internal)?;
    drop(room);
    match list {
        Err(faults) => show(asked.console(), Some(&faults)),
        Ok(lines) => match parts.lists.keep(asked.person.account, lines, parts) {
            Ok(()) => Ok(see_other(ADDRESS)),
            Err(why) => Err(not_taken(why)),
        },
    }
}

/// What was sent.
#[derive(Default)]
struct Form {
    token: String,
    file: Zeroizing<Vec<u8>>,
    typed: Zeroizing<Vec<u8>>,
}

impl Form {
    fn list(&self, rules: &Rules<'_>) -> Result<Vec<Line>, Vec<Fault>> {
        let fault = |what| Err(vec![Fault { line: 0, what }]);
        let is_blank = |octets: &[u8]| octets.iter().all(u8::is_ascii_whitespace);
        match (is_blank(&self.file), is_blank(&self.typed)) {
            (true, true) => fault(Wrong::NoList),
            (false, false) => fault(Wrong::TwoLists),
            (false, true) => read(&self.file, rules),
            (true, false) => read(&self.typed, rules),
        }
    }
}

/// A form with a file, or one without, as programs send it.
async fn form(asked: &Asked, body: web::Payload) -> Result<Form, PageError> {
    let mut form = Form::default();
    if asked.request.content_type().eq_ignore_ascii_case("multipart/form-data") {
        // One octet more than is taken, so that the refusal says why.
        for part in read_whole(&asked.request, body, &asked.parts.clock, LARGEST + 1).await? {
            match part.name.as_str() {
                "form_token" => form.token = String::from_utf8_lossy(&part.octets).into_owned(),
                "file" => form.file = part.octets,
                "list" => form.typed = part.octets,
                _ => return Err(PageError::not_a_form(false, "it has a field that ours has not")),
            }
        }
        return Ok(form);
    }
    let octets = body.to_bytes_limited(LARGEST).await.map_err(|_| PageError::not_a_form(true, "too long"))?;
    let octets = octets.map_err(|error| PageError::not_a_form(false, error))?;
    for (name, value) in url::form_urlencoded::parse(&octets) {
        match &*name {
            "form_token" => form.token = value.into_owned(),
            "list" => form.typed = Zeroizing::new(value.into_owned().into_bytes()),
            _ => {}
        }
    }
    Ok(form)
}

#[derive(Deserialize)]
struct BeginForm {
    /// Which list was looked at.
    #[serde(default)]
    list: String,
    #[serde(flatten)]
    proof: Proof,
}

/// Begins to work on the list that was looked at, once its administrator has proved who they are.
async fn begin(mut sent: Sent<BeginForm>) -> Result<HttpResponse, PageError> {
    let (parts, account) = (sent.parts.clone(), sent.person.account);
    let people = parts.lists.waiting(account, &sent.form.list, parts.clock.now()).map_err(not_taken)?;
    // Before the proof, which is refused where anything of her account has moved since this request began.
    let by = By::of(&parts, &sent.person).await.map_err(InvitationError::from)?;
    let by = by.ok_or_else(|| not_taken(NotTaken::Gone))?;
    let proof = std::mem::take(&mut sent.form.proof);
    let asks = Asks {
        section: Section::People,
        action: "/admin/people/many/begin",
        back: ADDRESS,
        title: say("admin-people-many-invite-many-people"),
        sentence: say("admin-people-many-get-a-link").with("people", people),
        button: say("admin-people-many-invite-them"),
        fields: vec![("list", &sent.form.list)],
    };
    if let Some(page) = proven::asked(&sent, proof, asks).await? {
        return Ok(page);
    }
    let session = *sent.person.id_hash();
    parts.lists.begin(by, &sent.form.list, session, &parts, request_id()).map_err(not_taken)?;
    Ok(see_other(ADDRESS))
}

pub(super) fn not_taken(why: NotTaken) -> PageError {
    let (status, title, sentence) = match why {
        NotTaken::Busy => (
            StatusCode::CONFLICT,
            say("admin-people-many-one-list-at-a-time"),
            say("admin-people-many-a-list-is-being-worked-on"),
        ),
        NotTaken::Full => (
            StatusCode::CONFLICT,
            say("admin-people-many-others-lists-are-waiting"),
            say("admin-people-many-as-many-lists-as-there-is-room-for"),
        ),
        NotTaken::Gone => (
            StatusCode::GONE,
            say("admin-people-many-this-list-is-not-here"),
            say("admin-people-many-a-list-waits-for-ten-minutes"),
        ),
        NotTaken::Waiting => (
            StatusCode::CONFLICT,
            say("admin-people-many-links-wait-for-you"),
            say("admin-people-many-links-would-be-lost"),
        ),
        NotTaken::NothingToSend => (
            StatusCode::GONE,
            say("admin-people-many-nothing-to-send"),
            say("admin-people-many-no-link-has-an-address"),
        ),
        NotTaken::Told => (
            StatusCode::TOO_MANY_REQUESTS,
            say("admin-people-many-too-many-lists"),
            say("admin-people-many-five-lists-within-an-hour"),
        ),
    };
    PageError::new(status, title, sentence, why).next(say("admin-people-many-back-to-the-list"), ADDRESS)
}

/// What is to be ended: what the page showed, and nothing that has become of it since.
#[derive(Deserialize)]
struct StopForm {
    #[serde(default)]
    list: String,
    #[serde(default)]
    what: String,
}

async fn stop(sent: Sent<StopForm>) -> Result<impl Responder, PageError> {
    let StopForm { list, what } = &sent.form;
    match what.as_str() {
        "others" => stop_others(&sent.parts, &sent.person, &request_id()).await?,
        what => stop_list(&sent.parts, sent.person.account, list, what, &request_id()).await?,
    }
    Ok(see_other(ADDRESS))
}
