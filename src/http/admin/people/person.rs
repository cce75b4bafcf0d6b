//! `/admin/people/find`: one person, by exactly what they sign in with. The page is the answer to a form: nobody stands in an address.

use super::refused;
use crate::audit::{DAYS, Event, Recent};
use crate::domain::{AccountState, Identifier, SecretText};
use crate::http::admin::frame::{Console, Frame, Section};
use crate::http::admin::sent::Sent;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::{When, day_there};
use crate::keeper::KeeperError;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::directory::Listing;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::people::find::{FindError, Found, find as look_up};
use crate::vault::harden::Way;
use crate::words::Text;
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
    done: Text,
    found: Option<Shown<'a>>,
}

/// What the page says of whoever was found.
struct Shown<'a> {
    state: AccountState,
    found: &'a Found,
    /// What has to be said in its own words.
    says: Text,
    ways: Text,
    factors: Text,
    /// How many, and since when where there are any.
    sessions: Text,
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
    Says(Text),
    Entry { names: Vec<&'a str>, contacts: Vec<&'a str> },
}

impl<'a> Listed<'a> {
    fn of(listing: &'a Listing) -> Self {
        match listing {
            Listing::Off => Self::Off,
            Listing::NoPlace => Self::Says(say("admin-person-sealed-to-a-keyring")),
            Listing::Nothing => Self::Says(say("admin-person-no-entry-yet")),
            Listing::Unreadable => Self::Says(say("admin-person-entry-cannot-be-read")),
            Listing::Entry(entry) => Self::Entry {
                names: entry.names.iter().map(SecretText::expose).collect(),
                contacts: entry.contacts.iter().map(SecretText::expose).collect(),
            },
        }
    }
}

pub(in crate::http) async fn find(sent: Sent<FindForm>) -> Result<HttpResponse, PageError> {
    show(sent.console(), &Arc::clone(&sent.person), &named(&sent.form.identifier)?, Text::default()).await
}

/// What was typed, as it finds somebody.
pub(super) fn named(typed: &str) -> Result<Identifier, PageError> {
    Identifier::parse(typed.trim()).map_err(|error| {
        let sentence = say("admin-person-nobody-was-looked-up").with("why", refused::identifier(error));
        let title = say("admin-person-nobody-signs-in-with-this");
        PageError::new(StatusCode::UNPROCESSABLE_ENTITY, title, sentence, "not an identifier")
            .next(say("admin-people-back-to-people"), "/admin/people")
    })
}

/// Looks them up now, and shows how they stand.
pub(super) async fn show(
    console: Console<'_>,
    person: &Arc<crate::sign_in::session::SignedIn>,
    identifier: &Identifier,
    done: Text,
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
            sessions: sessions(found),
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

fn sessions(found: &Found) -> Text {
    let many = found.sessions.len();
    match found.sessions.iter().min() {
        None => many.to_string().into(),
        Some(since) => say("admin-person-sessions-since").with("sessions", many).with("since", When::from(*since)),
    }
}

fn says(found: &Found) -> Text {
    match (found.state, found.is_enrolled) {
        (AccountState::Active, _) => say("admin-person-can-sign-in"),
        (AccountState::Invited, _) => say("admin-person-is-invited"),
        (AccountState::Frozen, _) => say("admin-person-is-frozen"),
        (AccountState::Revoked, true) => say("admin-person-is-revoked"),
        (AccountState::Revoked, false) => say("admin-person-was-revoked-before"),
    }
}

/// How their account can be opened. A way that needs two things is counted by its passkeys.
fn ways(all: &[Way]) -> Text {
    let count = |way: Way| all.iter().filter(|one| **one == way).count();
    let some = [
        (count(Way::Passphrase), say("admin-person-way-passphrase")),
        (count(Way::Both), say("admin-person-way-both")),
        (count(Way::Passkey), say("admin-person-way-passkey")),
        (count(Way::Kit), say("admin-person-way-kit")),
    ];
    let some = some.into_iter().filter(|(many, _)| *many > 0).map(|(_, words)| words);
    let all = some.rev().reduce(|more, first| say("admin-person-ways").with("first", first).with("more", more));
    all.unwrap_or_else(|| say("admin-person-none-yet"))
}

fn factors(found: &Found) -> Text {
    let apps = || say("admin-person-apps").with("apps", found.apps);
    let passkeys = || say("admin-person-passkeys").with("passkeys", found.passkeys);
    match (found.apps, found.passkeys) {
        (0, 0) => say("admin-person-none-yet"),
        (_, 0) => apps(),
        (0, _) => passkeys(),
        _ => say("admin-person-apps-and-passkeys").with("apps", apps()).with("passkeys", passkeys()),
    }
}

/// Their sign-ons by day, the latest first: how many, and not at which applications.
fn days(recent: &Recent) -> Vec<(When, Day)> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for one in &recent.recorded {
        let Some(event) = one.event else { continue };
        let day = days.entry(day_there(one.at)).or_default();
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
    days.into_iter().rev().map(|(day, what)| (When::day(day), what)).collect()
}

impl From<FindError> for PageError {
    fn from(error: FindError) -> Self {
        match error {
            FindError::Keeper(error @ KeeperError::Budget(_)) => {
                let (title, sentence) =
                    (say("admin-person-no-more-look-ups"), say("admin-person-look-ups-are-used-up"));
                Self::new(StatusCode::TOO_MANY_REQUESTS, title, sentence, error)
                    .next(say("admin-people-back-to-people"), "/admin/people")
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
