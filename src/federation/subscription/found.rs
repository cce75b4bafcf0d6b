//! What was found at an address and waits: shown beside what is registered, approved exactly as it was shown, or dismissed.

use super::super::check::{self, Section};
use super::super::difference::{Difference, differences, whole};
use super::super::meaning::Meaning;
use super::super::on_file::OnFile;
use super::super::partner::may_connect;
use super::super::said::{metadata_error, options_error};
use super::super::{Federation, Outcome, ProvedError, Put, RegistryError, ServiceProvider};
use super::moment;
use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::domain::AccountId;
use crate::saml::metadata::{AcceptPolicy, PublicKey, parse_sp};
use crate::sign_in::change::Typed;
use crate::sign_in::session::SignedIn;
use crate::vault::derive::sha256;
use crate::words::Text;
use data_encoding::HEXLOWER;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Metadata that holds longer than this needs no longer end yet.
const SOON: Duration = Duration::days(30);

/// What waits to be approved.
pub struct Found {
    /// Why it cannot be approved, if it cannot: it may have been good when it was found.
    pub unusable: Option<Text>,
    /// What it is called today.
    pub name: String,
    /// The check list, as it would be.
    pub sections: Vec<Section>,
    /// Names exactly the octets that were found, for the form.
    pub digest: String,
    /// The version of the row that it takes the place of.
    pub version: u64,
    pub address: String,
    pub found_at: Option<OffsetDateTime>,
    pub differences: Vec<Difference>,
    /// People who agreed to give it a key are asked anew, or it gets none any more.
    pub about_keys: Option<Text>,
    /// Under which exactly this is proposed already, and waits for a second person.
    pub proposed: Option<Uuid>,
}

/// That something waits, for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundChange {
    pub entity_id: String,
    pub name: String,
    pub found_at: Option<OffsetDateTime>,
    /// Uses whose key ends soon, and that the found metadata has a later key for: `signing`, `encryption`.
    pub mends: Vec<&'static str>,
}

impl Federation {
    /// # Errors
    /// Database or keeper away.
    pub async fn found(&self, entity_id: &str) -> Result<Option<Found>, RegistryError> {
        let Some(row) = self.subscription_row(entity_id).await? else { return Ok(None) };
        let (Some(found), Some(on_file)) = (row.found, self.on_file(entity_id).await?) else { return Ok(None) };
        let Some(after) = read(&on_file, &found).filter(|_| waits(&on_file, &found)) else { return Ok(None) };
        let (now, choices) = (self.parts.clock.now(), &on_file.choices);
        let policy = AcceptPolicy { allow_http_acs: choices.allow_http_acs };
        let parsed = parse_sp(&found, &policy, now);
        let checked = parsed.as_ref().map(|parsed| choices.options.check(&parsed.metadata));
        let unusable = match checked {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(options_error(error)),
            Err(error) => Some(metadata_error(error)),
        };
        let proposed = match &parsed {
            Ok(parsed) => self.proposed_put(entity_id, &parsed.stored_xml).await?,
            Err(_) => None,
        };
        let notes = parsed.map(|parsed| parsed.notes).unwrap_or_default();
        let about_keys = match self.find(entity_id).await? {
            Some(known) => super::super::notes::about_keys(&known, sha256(&found), &after),
            None => None,
        };
        Ok(Some(Found {
            unusable,
            sections: check::about(&after, &notes, Some(&on_file.sp), choices.allow_http_acs, now),
            name: on_file.sp.name().to_owned(),
            digest: HEXLOWER.encode(&sha256(&found)),
            version: on_file.version,
            address: row.address,
            found_at: moment(row.found_at),
            differences: {
                let mut all = differences(&on_file.sp, &after);
                all.push(whole(&on_file.metadata, &found));
                all
            },
            about_keys,
            proposed,
        }))
    }

    /// Registers what waits, by somebody who proves who they are and has seen exactly that: `digest` and `looked_at` are the page's. It
    /// goes the way of every change by hand: [`Federation::put_proved`].
    ///
    /// # Errors
    /// See [`ProvedError`]; `Changed` where something else waits now, or is registered.
    pub async fn approve_proved(
        &self,
        proof: (&SignedIn, Typed<'_>),
        entity_id: &str,
        (digest, looked_at): (&str, u64),
        request_id: &str,
    ) -> Result<Outcome<Put>, ProvedError> {
        may_connect(proof.0)?;
        let row = self.subscription_row(entity_id).await?;
        let found = row.and_then(|row| row.found).filter(|found| HEXLOWER.encode(&sha256(found)) == digest);
        let on_file = self.on_file(entity_id).await?.filter(|on_file| on_file.version == looked_at);
        let (Some(found), Some(on_file)) = (found, on_file) else { return Err(RegistryError::Changed.into()) };
        // It waits already, for another than whoever proposed it.
        if let Some(waits) = self.proposed_put(entity_id, &found).await? {
            return Ok(Outcome::Waits(waits));
        }
        let put = self.put_proved(proof, &found, on_file.choices, looked_at, request_id).await?;
        // It waits no more, unless a second person has to agree. Where that cannot be written, the next look does it.
        if matches!(put, Outcome::Done(_))
            && let Err(error) = self.forget_found(entity_id, digest).await
        {
            tracing::debug!(%error, "what was approved still stands in its row");
        }
        Ok(put)
    }

    async fn forget_found(&self, entity_id: &str, digest: &str) -> Result<(), RegistryError> {
        let Some(mut row) = self.subscription_row(entity_id).await? else { return Ok(()) };
        let found = row.found.take().filter(|found| HEXLOWER.encode(&sha256(found)) == digest);
        row.found_at = None;
        if found.is_some() { self.note_row(row).await } else { Ok(()) }
    }

    /// Lets what waits wait no more, also when it is found again, until somebody looks by hand. It takes no proof: all stays as it is, and
    /// whoever looks sees it again.
    ///
    /// # Errors
    /// Database or keeper away; `Changed` where something else waits now.
    pub async fn dismiss(
        &self,
        entity_id: &str,
        digest: &str,
        by: AccountId,
        request_id: &str,
    ) -> Result<(), RegistryError> {
        let (Some(mut row), Some(on_file)) = (self.subscription_row(entity_id).await?, self.on_file(entity_id).await?)
        else {
            return Err(RegistryError::Changed);
        };
        let found = row.found.take().filter(|found| HEXLOWER.encode(&sha256(found)) == digest);
        let Some(found) = found.and_then(|found| read(&on_file, &found)) else { return Err(RegistryError::Changed) };
        let says = Meaning::of(&found);
        (row.dismissed, row.found_at) = ([says.whole, says.but_end].concat(), None);
        self.record(Event::SubscriptionDismissed, Subject::Account(by), entity_id, request_id).await?;
        self.note_row(row).await
    }

    /// So many of what waits, that of these service providers first; and whether there is more.
    ///
    /// # Errors
    /// Database or keeper away.
    pub async fn waiting(&self, first: &[String], most: u16) -> Result<(Vec<FoundChange>, bool), RegistryError> {
        let mut rows = {
            let mut db = self.parts.pool.acquire().await.map_err(DbError::from)?;
            db::subscription::waiting(&mut db, self.parts.org, first, i64::from(most) + 1).await?
        };
        let is_cut = rows.len() > usize::from(most);
        rows.truncate(most.into());
        let mut all = Vec::new();
        for row in rows {
            // Before anything of it is read.
            if !self.counts(&row).await? {
                continue;
            }
            let Some(on_file) = self.on_file(&row.entity_id).await? else { continue };
            let Some(after) = row.found.as_deref().and_then(|found| read(&on_file, found)) else { continue };
            if Meaning::of(&after) != Meaning::of(&on_file.sp) {
                let mends = mends(&on_file.sp, &after, self.parts.clock.now());
                let name = on_file.sp.name().to_owned();
                all.push(FoundChange { found_at: moment(row.found_at), entity_id: row.entity_id, name, mends });
            }
        }
        Ok((all, is_cut))
    }
}

/// Found metadata with what was chosen for the one that is registered; as of a day on which nothing was over, so that it can be shown.
pub(super) fn read(on_file: &OnFile, found: &[u8]) -> Option<ServiceProvider> {
    let policy = AcceptPolicy { allow_http_acs: on_file.choices.allow_http_acs };
    let parsed = parse_sp(found, &policy, OffsetDateTime::UNIX_EPOCH).ok()?;
    let is_it = parsed.metadata.entity_id == on_file.sp.entity_id();
    let choices = &on_file.choices;
    is_it.then(|| ServiceProvider::new(parsed.metadata, choices.released.clone(), choices.options))
}

/// Whether it says something else than what is registered.
pub(super) fn waits(on_file: &OnFile, found: &[u8]) -> bool {
    read(on_file, found).is_some_and(|after| Meaning::of(&after) != Meaning::of(&on_file.sp))
}

/// Whether there is nothing to decide. Many publish metadata that holds a day longer each day: as long as what is registered holds for a
/// month, that alone is no change.
pub(super) fn says_the_same(before: &ServiceProvider, after: &ServiceProvider, now: OffsetDateTime) -> bool {
    let (old, new) = (Meaning::of(before), Meaning::of(after));
    let lasts = match (before.metadata().valid_until, after.metadata().valid_until) {
        (Some(before), Some(after)) => after > before,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => true,
    };
    old == new || (old.but_end == new.but_end && lasts && holds_on(before, now))
}

/// Whether it was looked at and left already. It comes back when only that it holds longer has changed, and what is registered ends soon.
pub(super) fn is_dismissed(
    dismissed: &[u8],
    before: &ServiceProvider,
    after: &ServiceProvider,
    now: OffsetDateTime,
) -> bool {
    let says = Meaning::of(after);
    let Some((whole, but_end)) = dismissed.split_at_checked(says.whole.len()) else { return false };
    whole == says.whole || (but_end == says.but_end && holds_on(before, now))
}

fn holds_on(sp: &ServiceProvider, now: OffsetDateTime) -> bool {
    sp.metadata().valid_until.is_none_or(|until| until - now > SOON)
}

/// Of which uses the last key ends soon, and later after it.
fn mends(before: &ServiceProvider, after: &ServiceProvider, now: OffsetDateTime) -> Vec<&'static str> {
    let (old, new) = (before.metadata(), after.metadata());
    let signing = (last(old.signing_keys.iter()), last(new.signing_keys.iter()));
    let encryption =
        (last(old.encryption_keys.iter().map(|key| key.key())), last(new.encryption_keys.iter().map(|key| key.key())));
    let ends = |(before, after): (End, End)| matches!((before, after), (End::At(before), after) if before - now < SOON && after > End::At(before));
    [("signing", signing), ("encryption", encryption)]
        .into_iter()
        .filter(|(_, pair)| ends(*pair))
        .map(|(serves, _)| serves)
        .collect()
}

/// When the last of some keys ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    NoKey,
    At(OffsetDateTime),
    Never,
}

fn last<'a>(keys: impl Iterator<Item = &'a PublicKey>) -> End {
    keys.map(|key| key.certificate().map_or(End::Never, |facts| End::At(facts.not_after))).max().unwrap_or(End::NoKey)
}
