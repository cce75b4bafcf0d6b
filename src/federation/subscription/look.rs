//! Looking at an address: in the background, some hours after the last time, or because somebody asks. One look at a time for each
//! address, on however many servers, and few at a time on one server.

use super::super::meaning::Meaning;
use super::super::on_file::OnFile;
use super::super::said::{metadata_error, options_error};
use super::super::{Federation, RegistryError, ServiceProvider};
use super::{found, micros};
use crate::audit::{Event, Subject};
use crate::db::subscription::{SubscriptionRow, Turn};
use crate::db::{self, DbError};
use crate::domain::random;
use crate::saml::metadata::{AcceptPolicy, parse_sp};
use crate::say;
use crate::words::Text;
use std::sync::Arc;
use time::{Duration, OffsetDateTime};
use tokio::sync::SemaphorePermit;

/// Gets what is at an address, or says why not. It may wait, for a while.
pub type Fetch = Arc<dyn Fn(&str) -> Result<Vec<u8>, Text> + Send + Sync>;

/// Between two looks at an address, at least; and as much again in part, so that not all come at once.
const EACH: Duration = Duration::hours(6);
/// After the beginning of a look nobody else begins one so long: a fetch is given up before.
const TURN: Duration = Duration::minutes(1);
/// A turn is never so far away: what says so was not written by this service.
const NEVER: Duration = Duration::days(1);
/// Looks under way on one server, because somebody asked; beside the one in the background.
pub(in crate::federation) const AT_ONCE: usize = 2;
/// Octets of a found document: as many as the console takes by hand.
const LONGEST: usize = 512 * 1024;
/// Characters of a sentence about what went wrong.
const LONGEST_FAULT: usize = 400;

/// What became of a wish to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looked {
    Done,
    /// Somebody looks at it at this moment, or did within the minute.
    Busy,
    /// There is none, or none that counts.
    Nowhere,
}

/// What becomes of what somebody has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    Stays,
    ComesBack,
}

/// What came of a fetch.
enum Came {
    /// It says what is registered, or what was dismissed.
    Nothing,
    /// It says what waits already.
    Same,
    Other {
        metadata: Vec<u8>,
        /// Not only that it holds longer than what waits already.
        is_new: bool,
    },
}

impl Federation {
    /// Looks at the one whose turn it is; false where it is nobody's.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn look_at_next(&self, fetch: Fetch) -> Result<bool, RegistryError> {
        let claimed = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::subscription::claim_due(&mut db, self.parts.org, self.turn()).await?
        };
        let Some(entity_id) = claimed else { return Ok(false) };
        match self.look_now(&entity_id, fetch, Left::Stays, "").await {
            // Somebody chose another address meanwhile, or ended it.
            Ok(_) | Err(RegistryError::Changed) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Looks at one now, unless somebody does. Whoever looks by hand is shown also what somebody has left before.
    ///
    /// # Errors
    /// Database or keeper away; `Changed`: somebody chose another address meanwhile.
    pub async fn look_at(&self, entity_id: &str, fetch: Fetch, request_id: &str) -> Result<Looked, RegistryError> {
        if self.subscription_row(entity_id).await?.is_none() {
            return Ok(Looked::Nowhere);
        }
        let Some(_one) = self.may_look() else { return Ok(Looked::Busy) };
        let is_ours = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::subscription::claim(&mut db, self.parts.org, entity_id, self.turn()).await?
        };
        if !is_ours {
            return Ok(Looked::Busy);
        }
        self.look_now(entity_id, fetch, Left::ComesBack, request_id).await
    }

    /// Few at a time: whoever asks for many looks does not keep threads from others.
    fn may_look(&self) -> Option<SemaphorePermit<'_>> {
        self.looks.try_acquire().ok()
    }

    fn turn(&self) -> Turn {
        let now = self.parts.clock.now();
        // Up to four and a half hours.
        let late = u16::from_be_bytes(random::octets(&*self.parts.random)) / 4;
        Turn { now, held: now + TURN, next: now + EACH + Duration::seconds(late.into()), never: now + NEVER }
    }

    async fn look_now(
        &self,
        entity_id: &str,
        fetch: Fetch,
        left: Left,
        request_id: &str,
    ) -> Result<Looked, RegistryError> {
        let Some(mut row) = self.subscription_row(entity_id).await? else { return Ok(Looked::Nowhere) };
        let address = row.address.clone();
        // No connection is held meanwhile.
        let fetched = tokio::task::spawn_blocking(move || fetch(&address)).await;
        let fetched = fetched.unwrap_or_else(|_| Err(say("subscriptions-broken-off")));
        let now = self.parts.clock.now();
        if left == Left::ComesBack {
            row.dismissed.clear();
        }
        let weighed = match (fetched, self.on_file(entity_id).await?) {
            (Ok(octets), Some(on_file)) => weighed(&row, &on_file, &octets, now),
            (Ok(_), None) => Err(say("subscriptions-nothing-to-compare")),
            (Err(why), _) => Err(why),
        };
        if matches!(weighed, Ok(Came::Other { is_new: true, .. })) {
            self.record(Event::SubscriptionFound, Subject::Nobody, entity_id, request_id).await?;
        }
        let why = note(&mut row, weighed, now);
        row.why = self.sealed_why(entity_id, &why).await?;
        self.note_row(row).await?;
        Ok(Looked::Done)
    }
}

/// Why it came to nothing; empty where it did not.
fn note(row: &mut SubscriptionRow, weighed: Result<Came, Text>, now: OffsetDateTime) -> Text {
    (row.looked_at, row.fault) = (Some(micros(now)), String::new());
    match weighed {
        Ok(came) => {
            row.good_at = row.looked_at;
            match came {
                Came::Nothing => (row.found, row.found_at) = (None, None),
                Came::Same => {}
                Came::Other { metadata, is_new } => {
                    row.found = Some(metadata);
                    row.found_at = if is_new { row.looked_at } else { row.found_at };
                }
            }
            Text::default()
        }
        // What was found before waits on.
        Err(why) => short(why),
    }
}

/// On one line, and not without an end, whatever it quotes.
fn short(why: Text) -> Text {
    let whole = why.english();
    let short: String = whole.chars().filter(|c| !c.is_control()).take(LONGEST_FAULT).collect();
    if short == whole { why } else { short.into() }
}

/// What of it is to wait; or a sentence why it cannot be used.
fn weighed(row: &SubscriptionRow, on_file: &OnFile, octets: &[u8], now: OffsetDateTime) -> Result<Came, Text> {
    if octets.len() > LONGEST {
        return Err(say("subscriptions-too-long"));
    }
    let policy = AcceptPolicy { allow_http_acs: on_file.choices.allow_http_acs };
    let parsed = parse_sp(octets, &policy, now).map_err(|error| metadata_error(&error))?;
    if parsed.metadata.entity_id != row.entity_id {
        let other: String = parsed.metadata.entity_id.chars().take(200).collect();
        return Err(say("subscriptions-another").with("entity-id", other));
    }
    let options = on_file.choices.options;
    options.check(&parsed.metadata).map_err(options_error)?;
    let sp = ServiceProvider::new(parsed.metadata, on_file.choices.released.clone(), options);
    if found::says_the_same(&on_file.sp, &sp, now) || found::is_dismissed(&row.dismissed, &on_file.sp, &sp, now) {
        return Ok(Came::Nothing);
    }
    let waits = row.found.as_deref().and_then(|found| found::read(on_file, found));
    let (waits, says) = (waits.map(|waits| Meaning::of(&waits)), Meaning::of(&sp));
    let is_new = waits.is_none_or(|waits| waits.but_end != says.but_end);
    Ok(if waits == Some(says) { Came::Same } else { Came::Other { metadata: parsed.stored_xml, is_new } })
}
