//! `/admin/people/act`: what is about to be done to somebody's account, in words; and doing it.

use super::person::{self, named};
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
use crate::sign_in::Parts;
use crate::sign_in::change::known;
use crate::sign_in::change::person::{Act, Done, act as flow};
use crate::sign_in::grant::Grant;
use crate::sign_in::revocation::Flag;
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

#[derive(Clone, Copy)]
enum Kind {
    Move(Flag),
    EndSessions,
    Say,
}

impl Kind {
    /// Whether it gives something: then the page asks for a fresh proof.
    fn gives(self) -> bool {
        matches!(self, Self::Move(Flag::Restore) | Self::Say)
    }
}

/// What a button asks for, and what the page says before it is done.
struct What {
    word: &'static str,
    kind: Kind,
    title: &'static str,
    button: &'static str,
    follows: &'static [&'static str],
    /// What it does not do.
    stays: &'static [&'static str],
}

const ALL: [What; 5] = [
    What {
        word: "revoke",
        kind: Kind::Move(Flag::Revoke),
        title: "Revoke their account",
        button: "Revoke it",
        follows: &[
            "They cannot sign in any more, from the next request on, anywhere.",
            "Their sessions here, their tokens for programs and an open link end at once.",
            "It stays so until somebody restores it. Nothing of their account is deleted.",
        ],
        stays: &[
            "Applications keep sessions of their own until those end, and the keys that they were given.",
            "Envelopes that were sealed to them stay sealed to them.",
        ],
    },
    What {
        word: "freeze",
        kind: Kind::Move(Flag::Freeze),
        title: "Freeze their account",
        button: "Freeze it",
        follows: &[
            "They cannot sign in, from the next request on, until somebody restores the account. For a lost telephone, or while something is looked into.",
            "Their sessions here, their tokens for programs and an open link end at once.",
        ],
        stays: &["Applications keep sessions of their own until those end, and the keys that they were given."],
    },
    What {
        word: "restore",
        kind: Kind::Move(Flag::Restore),
        title: "Restore their account",
        button: "Restore it",
        follows: &[
            "They can sign in again, with the passphrase and factors that they had.",
            "Who had never set their account up can be invited again.",
        ],
        stays: &[
            "No session, token or link of before comes back.",
            "If somebody else knows their passphrase or has their device, that somebody can try again too.",
        ],
    },
    What {
        word: "end-sessions",
        kind: Kind::EndSessions,
        title: "End their sessions",
        button: "End their sessions",
        follows: &[
            "Wherever they are signed in here, they are signed out at once; their tokens for programs end too.",
            "They can sign in again right away.",
        ],
        stays: &[
            "Applications keep sessions of their own until those end.",
            "Who knows their passphrase and has their second factor signs in again: freeze the account if that may be somebody else.",
        ],
    },
    What {
        word: "say",
        kind: Kind::Say,
        title: "What applications may learn about them",
        button: "Put it into their inbox",
        follows: &[
            "It is sealed to them: nobody reads it here again, you neither.",
            "It holds at their next sign-on, also in a session that is open. They see in their activity that something was said.",
        ],
        stays: &["What applications have learned before, they may still know."],
    },
];

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
    show(&sent, what, "").await
}

/// Does it, and shows how they stand then.
pub(in crate::http) async fn submit(mut sent: Sent<ActForm>) -> Result<HttpResponse, PageError> {
    let (what, whom) = (what(&sent.form)?, named(&sent.form.identifier)?);
    let act = match act(what, &sent.form) {
        Ok(act) => act,
        Err(fault) => return show(&sent, what, &fault).await,
    };
    let (parts, person, id) = (Parts::clone(&sent.parts), Arc::clone(&sent.person), request_id());
    let proof = std::mem::take(&mut sent.form.proof);
    let work = async move {
        let done = flow(&parts, &person, proof.typed(), &whom, act, &id).await;
        Ok::<_, PageError>((whom, done))
    };
    match to_the_end(work).await? {
        (whom, Ok(done)) => person::show(sent.console(), &sent.person, &whom, &says(done)).await,
        // Nothing was done.
        (_, Err(error)) => show(&sent, what, &fault(error)?.plain()).await,
    }
}

fn what(form: &ActForm) -> Result<&'static What, PageError> {
    ALL.iter().find(|what| what.word == form.act).ok_or_else(|| {
        let sentence = "The form asks for something that there is not. Nothing was done. Look the person up again.";
        PageError::new(StatusCode::UNPROCESSABLE_ENTITY, "No such thing", sentence, "no such act")
            .next("Back to people", "/admin/people")
    })
}

/// The error is a sentence for the page.
fn act(what: &What, form: &ActForm) -> Result<Act, String> {
    Ok(match what.kind {
        Kind::Move(flag) => Act::Move(flag),
        Kind::EndSessions => Act::EndSessions,
        Kind::Say => Act::Say(grant(form)?),
    })
}

fn grant(form: &ActForm) -> Result<Grant, String> {
    let name = form.name.trim();
    if name.is_empty() {
        return Err("Choose what it is that you say: a name of the list, or its full name.".to_owned());
    }
    if !is_a_name(name) {
        return Err(format!(
            "“{name}” is not known here. Choose a name of the list, or write the full one, which has a colon in it."
        ));
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
fn expires(typed: &str) -> Result<Option<OffsetDateTime>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let day = Date::parse(typed.trim(), format_description!("[year]-[month]-[day]")).ok();
    let end = day.and_then(Date::next_day).map(|next| next.with_time(Time::MIDNIGHT).assume_utc());
    end.map(Some).ok_or_else(|| "Write the day as year, month and day: 2027-01-31.".to_owned())
}

fn says(done: Done) -> String {
    let ended = |many: u64| match many {
        0 => "No session of theirs was open here.".to_owned(),
        1 => "1 session of theirs ended here.".to_owned(),
        many => format!("{many} sessions of theirs ended here."),
    };
    match done {
        Done::Moved { flag: Flag::Revoke, sessions, .. } => format!("Their account is revoked. {}", ended(sessions)),
        Done::Moved { flag: Flag::Freeze, sessions, .. } => format!("Their account is frozen. {}", ended(sessions)),
        Done::Moved { flag: Flag::Restore, is_enrolled: true, .. } => "They can sign in again.".to_owned(),
        Done::Moved { flag: Flag::Restore, is_enrolled: false, .. } => {
            "They never set their account up, and the link they had is gone: invite them again.".to_owned()
        }
        Done::Ended(sessions) => ended(sessions),
        Done::Said => "It lies in their inbox, and holds at their next sign-on.".to_owned(),
    }
}

async fn show(sent: &Sent<ActForm>, what: &What, fault: &str) -> Result<HttpResponse, PageError> {
    let (parts, person) = (&sent.parts, &sent.person);
    let known = known(parts, person).await?;
    let is_refused = known.needs_both && fault == refused().plain();
    let fault = if is_refused { refused_both() } else { fault.into() };
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
