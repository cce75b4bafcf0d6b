//! `/account`: how a person signs in and what they can change of it, their sessions, what is held about them.

pub(super) mod activity;
pub(super) mod again;
pub(super) mod applications;
pub(super) mod authenticator;
pub(super) mod both;
pub(super) mod change;
pub(super) mod deletion;
pub(super) mod devices;
pub(super) mod export;
pub(super) mod form;
pub(super) mod identifier;
pub(super) mod identity;
pub(super) mod keys;
pub(super) mod kit;
pub(super) mod passkey;
pub(super) mod passkey_name;
pub(super) mod passphrase;
pub(super) mod proof;
pub(super) mod removal;
pub(super) mod sessions;
pub(super) mod stolen;
pub(super) mod tokens;

use self::activity::Shown;
use self::authenticator::Authenticator;
use self::both::{Choose, End, Join};
pub(super) use self::change::fault as change_fault;
use self::deletion::Deletion;
use self::identifier::Identifier;
use self::identity::TakeAway;
use self::kit::{Confirm, Draw};
use self::passkey::{Add, Remove};
use self::passkey_name::Rename;
use self::passphrase::Passphrase;
use self::removal::Removal;
use self::tokens::Make;
pub(super) use self::tokens::{
    Query as TokensQuery, Shown as TokenShown, TIMES as TOKEN_TIMES, ended_at as token_ended_at, words as token_words,
};
use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::login::with_cookie;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use super::when::When;
use crate::federation::Federation;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::again as link;
use crate::sign_in::change::sessions::{Listed, list};
use crate::sign_in::change::{self as changes};
use crate::vault::Way;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::web::ServiceConfig;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

/// Every address below `/account`.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/account", web::get().to(account))
        .route("/account/applications", web::get().to(applications::page))
        .route("/account/devices", web::get().to(devices::page))
        .route("/account/devices", web::post().to(devices::submit))
        .route("/account/keys", web::get().to(keys::page))
        .route("/account/keys", web::post().to(keys::submit))
        .route("/account/activity", web::get().to(activity::page))
        .route("/account/stolen", web::get().to(stolen::stolen))
        .route("/account/passphrase", web::get().to(form::form::<Passphrase>))
        .route("/account/passphrase", web::post().to(form::submit::<Passphrase>))
        .route("/account/identifier", web::get().to(form::form::<Identifier>))
        .route("/account/identifier", web::post().to(form::submit::<Identifier>))
        .route("/account/authenticator", web::get().to(form::form::<Authenticator>))
        .route("/account/authenticator", web::post().to(form::submit::<Authenticator>))
        .route("/account/passkeys", web::get().to(form::form::<Add>))
        .route("/account/passkeys", web::post().to(form::submit::<Add>))
        .route("/account/passkeys/name", web::get().to(form::form::<Rename>))
        .route("/account/passkeys/name", web::post().to(form::submit::<Rename>))
        .route("/account/passkeys/remove", web::get().to(form::form::<Remove>))
        .route("/account/passkeys/remove", web::post().to(form::submit::<Remove>))
        .route("/account/passkeys/join", web::get().to(form::form::<Join>))
        .route("/account/passkeys/join", web::post().to(form::submit::<Join>))
        .route("/account/both", web::get().to(form::form::<Choose>))
        .route("/account/both", web::post().to(form::submit::<Choose>))
        .route("/account/both/end", web::get().to(form::form::<End>))
        .route("/account/both/end", web::post().to(form::submit::<End>))
        .route("/account/kit", web::get().to(kit::page))
        .route("/account/kit", web::post().to(form::submit::<Draw>))
        .route("/account/kit/confirm", web::post().to(form::submit::<Confirm>))
        .route("/account/remove", web::get().to(form::form::<Removal>))
        .route("/account/remove", web::post().to(form::submit::<Removal>))
        .route("/account/sessions", web::post().to(sessions::submit))
        .route("/account/again", web::post().to(again::end))
        .route("/account/tokens", web::get().to(tokens::page))
        .route("/account/tokens/new", web::get().to(form::form::<Make>))
        .route("/account/tokens/new", web::post().to(form::submit::<Make>))
        .route("/account/tokens/end", web::post().to(tokens::end))
        .route("/account/export", web::get().to(export::export))
        .route("/account/identity", web::get().to(form::form::<TakeAway>))
        .route("/account/identity", web::post().to(form::submit::<TakeAway>))
        .route("/account/delete", web::get().to(form::form::<Deletion>))
        .route("/account/delete", web::post().to(form::submit::<Deletion>));
}

#[derive(Template)]
#[template(path = "account/account.html")]
struct AccountPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    done: Text,
    identifier: &'a str,
    passphrase: Option<Since>,
    kit: Option<Since>,
    passkeys: usize,
    /// Whether the passphrase opens nothing without one of them.
    needs_both: bool,
    has_passkeys: bool,
    /// How many of them are of models that are not accepted.
    not_accepted: usize,
    signed_in_at: When,
    ends_at: When,
    sessions: &'a [ShownSession],
    activity: Shown,
    attributes: &'a [(String, String)],
    /// Until when a link would let the account begin again.
    begins_again: Option<When>,
    names_are_kept: bool,
    is_listed: bool,
    /// Whether each of the person's ways in has its row.
    is_whole: bool,
}

/// Since when a way in is there; an account from before may not know.
struct Since(Option<When>);

struct ShownSession {
    name: String,
    began_on: When,
    is_this: bool,
}

#[derive(Deserialize)]
pub(super) struct AccountQuery {
    /// What was done just now.
    #[serde(default)]
    done: String,
}

pub(super) async fn account(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    query: web::Query<AccountQuery>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let known = changes::known(&parts, &person).await?;
    let sessions: Vec<ShownSession> = list(&parts, &person).await?.into_iter().map(ShownSession::from).collect();
    let activity = activity::in_short(&parts, &federation, &person, &known).await?;
    let attributes: Vec<(String, String)> =
        person.attributes().iter().map(|one| (one.name.clone(), one.values.join(", "))).collect();
    let since = |way: Way| {
        let found = known.ways.iter().find(|(one, _)| *one == way);
        found.map(|(_, day)| Since(day.map(When::from)))
    };
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = AccountPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        done: done(&query.done),
        identifier: known.identifier.expose(),
        passphrase: if known.needs_both { since(Way::Both) } else { since(Way::Passphrase) },
        kit: since(Way::Kit),
        passkeys: known.passkeys.len(),
        needs_both: known.needs_both,
        not_accepted: known.passkeys.iter().filter(|one| !one.is_accepted).count(),
        has_passkeys: parts.relying_party.is_some(),
        signed_in_at: person.authn_instant().into(),
        ends_at: person.ends_at().into(),
        sessions: &sessions,
        activity,
        attributes: &attributes,
        begins_again: link::open_until(&parts, &person).await?.map(When::from),
        names_are_kept: known.names_are_kept,
        is_listed: known.is_listed,
        is_whole: known.is_whole,
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

impl From<Listed> for ShownSession {
    fn from(listed: Listed) -> Self {
        Self { name: listed.name, began_on: listed.began_on.into(), is_this: listed.is_this }
    }
}

fn done(what: &str) -> Text {
    match what {
        "passphrase" => say("account-your-passphrase-is-changed-one"),
        "identifier" => say("account-you-sign-in-with-another"),
        "authenticator" => say("account-your-new-authenticator-app-is"),
        "kit" => say("account-your-recovery-kit-is-ready"),
        "removed" => say("account-recovery-kit-opens-nothing-any"),
        "both" => say("account-your-passphrase-opens-your-account"),
        "code" => say("account-your-passphrase-opens-your-account-with"),
        "link" => say("account-link-serves-no-more-your"),
        "session" => say("account-session-has-ended"),
        _ => Text::default(),
    }
}
