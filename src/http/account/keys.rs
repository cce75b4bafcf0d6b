//! `/account/keys`: which applications get keys, since when, which were delivered, and ending it.

use crate::domain::scope::{Delivery, Purpose};
use crate::federation::Federation;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::keys::consent::{self, Change};
use crate::keys::shown::{Key, KeyState, Said};
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, token};
use crate::sign_in::session::SignedIn;
use crate::vault::profile::consents::Answer;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;
use serde_json::{Value, json};
use time::OffsetDateTime;

struct Shown {
    name: String,
    entity_id: String,
    purpose: String,
    delivery: &'static str,
    /// How it stands, in a sentence.
    state: Text,
    /// What the moment is of.
    said: Text,
    at: When,
    delivered: Vec<KeyShown>,
    can_end: bool,
    can_ask: bool,
}

struct KeyShown {
    id: String,
    on: When,
    is_live: bool,
}

#[derive(Template)]
#[template(path = "account/keys.html")]
struct KeysPage<'a> {
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

#[derive(Deserialize)]
pub(in crate::http) struct KeysForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    sp: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    delivery: String,
    /// `end`, or `ask` for being asked again.
    #[serde(default, rename = "do")]
    what: String,
}

pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let all: Vec<Shown> = federation.said_of_keys(&person).await?.into_iter().map(Shown::from).collect();
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = KeysPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        done: match query.done.as_str() {
            "ended" => say("account-keys-it-has-ended-from-now"),
            "ask" => say("account-keys-you-are-asked-again-when"),
            _ => Text::default(),
        },
        all: &all,
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

pub(in crate::http) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<KeysForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let (wish, done) = match form.what.as_str() {
        "end" => (Change::End, "ended"),
        "ask" => (Change::AskAgain, "ask"),
        _ => return Ok(see_other("/account/keys")),
    };
    let (Ok(purpose), Some(delivery)) = (Purpose::parse(&form.purpose), Delivery::from_word(&form.delivery)) else {
        return Ok(see_other("/account/keys"));
    };
    let change = async move {
        let changed = consent::change(&flow, &person, (&form.sp, &purpose, delivery), wish, &id).await?;
        if wish == Change::End {
            token::end_of_key(&flow, &person, (&form.sp, &purpose, delivery), &id).await?;
        }
        Ok::<_, ChangeError>(changed)
    };
    // Another tab may have been first: the page shows how it stands.
    let changed = to_the_end(change).await?;
    Ok(see_other(&if changed { format!("/account/keys?done={done}") } else { "/account/keys".to_owned() }))
}

impl From<Said> for Shown {
    fn from(said: Said) -> Self {
        let Said { name, consent, state, delivered } = said;
        let at = OffsetDateTime::from_unix_timestamp(consent.at).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Self {
            name,
            state: words(state, consent.delivery),
            said: if consent.answer == Answer::Agreed {
                say("account-keys-you-agreed")
            } else {
                say("account-keys-you-said-so")
            },
            at: at.into(),
            can_end: consent.answer != Answer::Never,
            can_ask: consent.answer == Answer::Never,
            delivered: delivered
                .into_iter()
                .map(|Key { id, on, is_live }| KeyShown { id, on: on.into(), is_live })
                .collect(),
            purpose: consent.purpose.to_string(),
            delivery: consent.delivery.word(),
            entity_id: consent.entity_id,
        }
    }
}

fn words(state: KeyState, delivery: Delivery) -> Text {
    match state {
        KeyState::Delivered if delivery == Delivery::Browser => say("account-keys-its-page-gets-key-whenever"),
        KeyState::Delivered => say("account-keys-it-gets-key-with-each"),
        KeyState::Changed => say("account-keys-you-had-agreed-and-application"),
        KeyState::Never => say("account-keys-it-gets-no-key-and"),
        KeyState::Ask => say("account-keys-it-gets-no-key-you"),
        KeyState::Gone => say("account-keys-it-gets-no-key-any"),
    }
}

/// The same for the export: without the keys themselves, which follow from what only a sign-in opens.
pub(super) async fn exported(federation: &Federation, person: &SignedIn) -> Result<Vec<Value>, PageError> {
    let one = |said: Said| {
        let delivered: Vec<Value> =
            said.delivered.iter().map(|key| json!({ "key": key.id, "first_on": key.on.to_string() })).collect();
        let shown = Shown::from(said);
        json!({
            "application": shown.name,
            "entity_id": shown.entity_id,
            "purpose": shown.purpose,
            "delivery": shown.delivery,
            "state": shown.state.english(),
            "keys_delivered": delivered,
        })
    };
    Ok(federation.said_of_keys(person).await?.into_iter().map(one).collect())
}
