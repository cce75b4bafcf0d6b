//! `/admin/settings/keys`: the keys that we sign with and are written to; making a next one, and switching to it.

use super::access::Asked;
use super::applications::Proving;
use super::approvals::{fault, proposed};
use super::frame::{Console, Frame as ConsoleFrame, Place, Section};
use super::sent::Sent;
use crate::federation::key_steps::{kind_of, short_of};
use crate::federation::{Federation, KeyLine, Outcome, Step};
use crate::http::account::form::Frame;
use crate::http::account::proof::Proof;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::keeper::SamlKeyState;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use std::sync::Arc;
use time::OffsetDateTime;

const KEYS: &str = "/admin/settings/keys";

#[derive(Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    done: String,
}

struct Line {
    what: Text,
    fingerprint: String,
    state: Text,
    tone: &'static str,
    since: When,
    end: Option<When>,
    next: Next,
}

/// What is to be done next about a key.
enum Next {
    Nothing,
    /// In a sentence, and when.
    From(Text, When),
    /// From a day on, or before it at this address.
    Due(When, String),
    /// By the button of this name, at this address.
    Now(Text, String),
}

#[derive(Template)]
#[template(path = "admin/keys.html")]
struct KeysPage<'a> {
    frame: &'a ConsoleFrame,
    done: Text,
    keys: Vec<Line>,
    troubles: Vec<Text>,
}

pub(super) async fn page(
    asked: Asked,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let (held, now) = (federation.saml_keys().await?, asked.parts.clock.now());
    let frame = asked.console().frame(Section::Settings);
    let page = KeysPage {
        frame: &frame,
        done: match query.done.as_str() {
            "publish" => say("admin-keys-next-key-is-made-it"),
            "switch" => say("admin-keys-next-key-is-in-use"),
            _ => Text::default(),
        },
        keys: held.keys.iter().map(|key| line(key, now)).collect(),
        troubles: held.troubles,
    };
    let body = page.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

fn line(key: &KeyLine, now: OffsetDateTime) -> Line {
    let (state, tone, since) = match key.state {
        SamlKeyState::InUse => (say("admin-keys-state-in-use"), "good", key.used),
        SamlKeyState::Published => (say("admin-keys-state-next"), "", None),
        SamlKeyState::Former => (say("admin-keys-state-former"), "", key.former),
    };
    Line {
        what: what(key.kind),
        fingerprint: short_of(&key.id),
        state,
        tone,
        since: since.unwrap_or(key.published).into(),
        end: key.not_after.map(When::from),
        next: next(key, now),
    }
}

fn next(key: &KeyLine, now: OffsetDateTime) -> Next {
    let step = |word: &str| format!("{KEYS}/step?step={word}&kind={}&key={}", key.kind, key.id);
    match key.next {
        Some((Step::Publish, from)) if key.may_be_followed && now < from => {
            Next::Due(from.date().into(), step("publish"))
        }
        _ if key.may_be_followed => Next::Now(say("admin-keys-make-next-one"), step("publish")),
        _ if key.may_be_switched_to => Next::Now(say("admin-keys-switch-to-it"), step("switch")),
        Some((Step::Switch, from)) => Next::From(say("admin-keys-it-can-be-switched-to"), from.into()),
        Some((Step::Retire, from)) => Next::From(say("admin-keys-it-can-be-destroyed-on"), from.into()),
        Some((Step::Publish, _)) | None => Next::Nothing,
    }
}

fn what(kind: &str) -> Text {
    match kind {
        "rsa" => say("admin-keys-signatures-rsa"),
        "ec" => say("admin-keys-signatures-elliptic-curve"),
        _ => say("admin-keys-what-applications-encrypt-to-us"),
    }
}

/// Which step, in an address or a form.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    step: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    key: String,
}

#[derive(Template)]
#[template(path = "admin/key_step.html")]
struct StepPage<'a> {
    frame: Frame<'a>,
    places: &'a [Place],
    which: &'a Which,
    what: Text,
    fingerprint: String,
    switches: bool,
}

pub(super) async fn consider(asked: Asked, which: web::Query<Which>) -> Result<HttpResponse, PageError> {
    if kind_of(&which.kind).is_none() || !["publish", "switch"].contains(&which.step.as_str()) {
        return Ok(see_other(KEYS));
    }
    show(asked.console(), &which, "").await
}

async fn show(console: Console<'_>, which: &Which, fault: &str) -> Result<HttpResponse, PageError> {
    let proving = Proving::at(console, Section::Settings, fault).await?;
    let page = StepPage {
        frame: proving.frame(),
        places: proving.places(),
        which,
        what: what(&which.kind),
        fingerprint: short_of(&which.key),
        switches: which.step == "switch",
    };
    let body = page.render()?;
    Ok(proving.answer(body))
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(flatten)]
    which: Which,
    #[serde(flatten)]
    proof: Proof,
}

pub(super) async fn submit(sent: Sent<Form>, federation: web::Data<Federation>) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form } = sent;
    let console = Console { request: &request, site: &site, parts: &parts, person: &person };
    let Some(kind) = kind_of(&form.which.kind) else { return Ok(see_other(KEYS)) };
    let (form, flow, by, id) = (Arc::new(form), Federation::clone(&federation), Arc::clone(&person), request_id());
    let sent = Arc::clone(&form);
    let done = to_the_end(async move {
        let proof = (&*by, sent.proof.typed());
        Ok::<_, PageError>(match sent.which.step.as_str() {
            "publish" => flow.publish_key(proof, kind, &id).await.map(Outcome::Done),
            // Whatever else it says asks for the step that takes a second person.
            _ => flow.switch_key(proof, kind, &sent.which.key, &id).await,
        })
    });
    match done.await? {
        Ok(Outcome::Done(())) => {
            Ok(see_other(&format!("{KEYS}?done={}", if form.which.step == "publish" { "publish" } else { "switch" })))
        }
        Ok(Outcome::Waits(id)) => Ok(proposed(id)),
        Err(error) => show(console, &form.which, &fault(error)?.plain()).await,
    }
}
