//! `/admin/people/find`: one person, by exactly what they sign in with. The page is the answer to a form: nobody stands in an address.

use crate::audit::{DAYS, Event, Recent};
use crate::domain::{AccountState, Identifier, SecretText};
use crate::http::admin::frame::{Console, Frame, Section};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::keeper::KeeperError;
use crate::sign_in::Parts;
use crate::sign_in::directory::Listing;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::people::find::{FindError, Found, find as look_up};
use crate::vault::harden::Way;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use time::Date;

#[derive(Deserialize)]
pub(in crate::http) struct FindForm {
    #[serde(default)]
    identifier: String,
}

/// What a day had of them.
#[derive(Default)]
struct Day {
    signed_in: usize,
    opened: usize,
    refused: usize,
}

#[derive(Template)]
#[template(path = "admin/person.html")]
struct PersonPage<'a> {
    frame: &'a Frame,
    identifier: &'a str,
    /// What was done just now, and what has to be said of it.
    done: &'a str,
    found: Option<Shown<'a>>,
}

/// What the page says of whoever was found.
struct Shown<'a> {
    state: AccountState,
    found: &'a Found,
    /// What has to be said in its own words.
    says: &'static str,
    ways: String,
    factors: String,
    sessions: usize,
    since: Option<When>,
    link_until: Option<When>,
    invited_on: When,
    days: Vec<(When, Day)>,
    looked_at: u16,
    /// What the directory says of them.
    listed: Listed<'a>,
    /// Whether this administrator may act on them.
    may_act: bool,
}

/// What the directory says of somebody; what has to be said where it says nothing.
enum Listed<'a> {
    Off,
    Says(&'static str),
    Entry { names: Vec<&'a str>, contacts: Vec<&'a str> },
}

impl<'a> Listed<'a> {
    fn of(listing: &'a Listing) -> Self {
        match listing {
            Listing::Off => Self::Off,
            Listing::NoPlace => Self::Says("There is one, sealed to a keyring that you do not hold."),
            Listing::Nothing => Self::Says("They have no entry yet: it is written when they sign in next."),
            Listing::Unreadable => Self::Says("Their entry cannot be read. It is written anew when they sign in next."),
            Listing::Entry(entry) => Self::Entry {
                names: entry.names.iter().map(SecretText::expose).collect(),
                contacts: entry.contacts.iter().map(SecretText::expose).collect(),
            },
        }
    }
}

pub(in crate::http) async fn find(sent: Sent<FindForm>) -> Result<HttpResponse, PageError> {
    show(sent.console(), &Arc::clone(&sent.person), &named(&sent.form.identifier)?, "").await
}

/// What was typed, as it finds somebody.
pub(super) fn named(typed: &str) -> Result<Identifier, PageError> {
    Identifier::parse(typed.trim()).map_err(|error| {
        let sentence = format!("Nobody was looked up: {error}.");
        PageError::new(StatusCode::UNPROCESSABLE_ENTITY, "Nobody signs in with this", sentence, "not an identifier")
            .next("Back to people", "/admin/people")
    })
}

/// Looks them up now, and shows how they stand.
pub(super) async fn show(
    console: Console<'_>,
    person: &Arc<crate::sign_in::session::SignedIn>,
    identifier: &Identifier,
    done: &str,
) -> Result<HttpResponse, PageError> {
    let (flow, by, id) = (Parts::clone(console.parts), Arc::clone(person), request_id());
    let whom = Identifier::parse(identifier.as_str()).map_err(PageError::internal)?;
    let found = to_the_end(async move { Ok::<_, PageError>(look_up(&flow, &*by, &whom, &id).await?) }).await?;
    let frame = console.frame(Section::People);
    let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let may_act =
        |found: &Found| !found.is_own && (!(found.opens_console || found.is_console_unknown) || is_owner(&console));
    let shown = found.as_ref().map(|found| Shown::of(found, may_act(found)));
    let body = PersonPage { frame: &frame, identifier: identifier.as_str(), done, found: shown }.render()?;
    Ok(frame.answer(status, body))
}

fn is_owner(console: &Console<'_>) -> bool {
    console.person.has_role(crate::domain::Role::Owner)
}

impl<'a> Shown<'a> {
    fn of(found: &'a Found, may_act: bool) -> Self {
        Self {
            state: found.state,
            found,
            says: says(found),
            ways: ways(&found.ways),
            factors: factors(found),
            sessions: found.sessions.len(),
            since: found.sessions.iter().min().copied().map(When::from),
            link_until: found.link_until.map(When::from),
            invited_on: found.invited_on.into(),
            days: days(&found.recent),
            looked_at: DAYS,
            listed: Listed::of(&found.listing),
            may_act,
        }
    }

    fn is(&self, state: &str) -> bool {
        self.state.as_str() == state
    }
}

fn says(found: &Found) -> &'static str {
    match (found.state, found.is_enrolled) {
        (AccountState::Active, _) => "They can sign in.",
        (AccountState::Invited, _) => "They are invited, and have not set their account up yet.",
        (AccountState::Frozen, _) => "Their account is frozen: they cannot sign in until somebody restores it.",
        (AccountState::Revoked, true) => "Their account is revoked: they cannot sign in until somebody restores it.",
        (AccountState::Revoked, false) => "They were revoked before they had set their account up.",
    }
}

/// How their account can be opened. A way that needs two things is counted by its passkeys.
fn ways(all: &[Way]) -> String {
    let count = |way: Way| all.iter().filter(|one| **one == way).count();
    let some = [
        (count(Way::Passphrase), "a passphrase with a second factor"),
        (count(Way::Both), "a passphrase with a passkey, both needed"),
        (count(Way::Passkey), "a passkey alone"),
        (count(Way::Kit), "a recovery kit"),
    ];
    let some: Vec<&str> = some.into_iter().filter(|(many, _)| *many > 0).map(|(_, words)| words).collect();
    if some.is_empty() { "none yet".to_owned() } else { some.join("; ") }
}

fn factors(found: &Found) -> String {
    let plural = |many: usize, one: &str, more: &str| match many {
        0 => None,
        1 => Some(format!("1 {one}")),
        many => Some(format!("{many} {more}")),
    };
    let apps = plural(found.apps, "authenticator app", "authenticator apps");
    let passkeys = plural(found.passkeys, "passkey", "passkeys");
    let all: Vec<String> = [apps, passkeys].into_iter().flatten().collect();
    if all.is_empty() { "none yet".to_owned() } else { all.join(", ") }
}

/// Their sign-ons by day, the latest first: how many, and not at which applications.
fn days(recent: &Recent) -> Vec<(When, Day)> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for one in &recent.recorded {
        let Some(event) = one.event else { continue };
        let day = days.entry(one.at.date()).or_default();
        match event {
            Event::SignedIn | Event::Enrolled | Event::Reenrolled | Event::Recovered | Event::SessionUnlocked => {
                day.signed_in += 1;
            }
            Event::SignedOn => day.opened += 1,
            Event::SignInRefused | Event::StepUpRefused | Event::SignOnRefused | Event::RecoveryRefused => {
                day.refused += 1;
            }
            other if other.as_str().starts_with("passkey refused") => day.refused += 1,
            _ => {}
        }
    }
    days.retain(|_, day| day.signed_in + day.opened + day.refused > 0);
    days.into_iter().rev().map(|(day, what)| (day.into(), what)).collect()
}

impl From<FindError> for PageError {
    fn from(error: FindError) -> Self {
        match error {
            FindError::Keeper(error @ KeeperError::Budget(_)) => {
                let sentence = "The keeper answers only so many look-ups in a while, for everybody together, so that nobody can go through a list of names. They are used up just now. Nobody was looked up. Wait a minute, then try again; if you looked up nobody yourself, tell whoever runs this service.";
                Self::new(StatusCode::TOO_MANY_REQUESTS, "No more look-ups for now", sentence, error)
                    .next("Back to people", "/admin/people")
            }
            FindError::Inbox(error) => InvitationError::from(error).into(),
            FindError::Directory(error) => error.into(),
            FindError::Verify(error) => error.into(),
            FindError::Db(error) => error.into(),
            FindError::Keeper(error) => error.into(),
            FindError::Audit(error) => error.into(),
        }
    }
}
