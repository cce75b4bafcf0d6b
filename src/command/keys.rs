//! `senza keys`: the SAML keys, for signing and for decryption, and the three steps by which they change. The list needs no database; a step is on
//! record before it is taken.

mod fleet;
mod words;

use self::fleet::{Fleet, Held};
use self::words::{described, kind_of, moment, pem, word};
use super::session::{Session, environment, keeper_place};
use super::{CommandError, KeysCommand, output};
use crate::audit::{Event, Subject};
use crate::config::Config;
use crate::federation::Schedule;
use crate::keeper::{Consent, KeeperError, SamlKeyKind, SamlKeyState};
use crate::startup;
use time::OffsetDateTime;

pub(super) async fn run(config: &Config, command: KeysCommand) -> Result<(), CommandError> {
    let schedule = Schedule::new(config.metadata.valid_days);
    if let KeysCommand::List = command {
        let keeper = startup::keeper(keeper_place(config)?, &environment(config))?;
        return list(&Fleet::of_those_that_answer(&keeper).await?, schedule);
    }
    let session = Session::open(config).await?;
    let done = step(&Steps { session: &session, schedule }, command).await;
    session.close().await?;
    done
}

async fn step(steps: &Steps<'_>, command: KeysCommand) -> Result<(), CommandError> {
    match command {
        KeysCommand::List => Ok(()),
        KeysCommand::Publish { kind } => steps.publish(kind_of(&kind)?).await,
        KeysCommand::Switch { kind, now } => steps.switch(kind_of(&kind)?, now).await,
        KeysCommand::Retire { fingerprint, now, consent } => steps.retire(&fingerprint, now, consent).await,
    }
}

fn list(fleet: &Fleet, schedule: Schedule) -> Result<(), CommandError> {
    let all: Vec<_> = fleet.keys().into_iter().map(|held| held.certificate).collect();
    for key in &all {
        output::line(&described(key, schedule.next(key, &all)))?;
    }
    fleet.silent.iter().for_each(|(name, why)| output::say(&format!("{name} does not answer: {why}")));
    for held in fleet.keys() {
        if let Some(unfinished) = fleet.unfinished(&held) {
            output::say(&unfinished);
        }
    }
    Ok(())
}

/// Why a step that could be taken is not, when it is too early.
fn too_early(what: &str, from: OffsetDateTime, because: &str) -> CommandError {
    let from = moment(from);
    CommandError::Said(format!("It is too early to {what}: {because}. Do it from {from} on, or now with --now."))
}

fn said(words: impl Into<String>) -> CommandError {
    CommandError::Said(words.into())
}

struct Steps<'a> {
    session: &'a Session,
    schedule: Schedule,
}

impl Steps<'_> {
    /// All keepers, each of which has to answer.
    async fn fleet(&self) -> Result<Fleet, CommandError> {
        Fleet::of_all(&self.session.parts.keeper).await
    }

    fn now(&self) -> OffsetDateTime {
        self.session.parts.clock.now()
    }

    /// First of all: what happens to the keys is on record, whatever stops in between.
    async fn record(&self, event: Event, which: &str) -> Result<(), CommandError> {
        self.session.parts.record(event, Subject::Nobody, which).await.map_err(CommandError::said)
    }

    async fn publish(&self, of: SamlKeyKind) -> Result<(), CommandError> {
        let fleet = self.fleet().await?;
        let kind = word(of);
        let next = match fleet.key(of, SamlKeyState::Published)? {
            Some(next) if fleet.has_everywhere(&next) => {
                let id = next.certificate.facts.id;
                return Err(said(format!(
                    "A next {kind} key is published already: {id}. Switch to it, or retire it first."
                )));
            }
            Some(next) => {
                self.record(words::events(of).published, kind).await?;
                next.certificate.facts.id
            }
            None => {
                self.record(words::events(of).published, kind).await?;
                fleet.first()?.publish_saml_key(of).await.map_err(CommandError::said)?
            }
        };
        fleet.pass_on(next).await?;
        let fleet = self.fleet().await?;
        let next = fleet.key(of, SamlKeyState::Published)?.filter(|next| fleet.has_everywhere(next));
        let next = next.ok_or_else(|| said("the next key is gone again: somebody has retired it meanwhile"))?;
        let from = moment(self.schedule.switch_from(&next.certificate.facts));
        words::published(of, kind, &from).iter().for_each(|line| output::say(line));
        output::raw(pem(&next.certificate.der).as_bytes())
    }

    async fn switch(&self, of: SamlKeyKind, now: bool) -> Result<(), CommandError> {
        let fleet = self.fleet().await?;
        let kind = word(of);
        let next = fleet.next(of)?.ok_or_else(|| {
            said(format!(
                "There is no next {kind} key to switch to: publish one first, with `senza keys publish {kind}`."
            ))
        })?;
        let id = next.certificate.facts.id;
        if !fleet.has_everywhere(&next) {
            return Err(said(fleet.unfinished(&next).unwrap_or_default()));
        }
        let from = self.schedule.switch_from(&next.certificate.facts);
        // Once it signs anywhere there is nothing left to wait for.
        if !now && next.is_nowhere(SamlKeyState::InUse) && self.now() < from {
            let because = "a service provider may hold metadata without the next key, and would refuse what it signs";
            return Err(too_early("switch", from, because));
        }
        self.record(words::events(of).switched, &format!("{kind} {}", words::short(id))).await?;
        for (_, keeper) in fleet.keepers() {
            keeper.switch_saml_key(id).await.map_err(CommandError::said)?;
        }
        output::say(&words::switched(of, id));
        let fleet = self.fleet().await?;
        let all: Vec<_> = fleet.keys().into_iter().map(|held| held.certificate).collect();
        for former in all.iter().filter(|key| key.facts.is(of, SamlKeyState::Former)) {
            if let Some((_, from)) = self.schedule.next(former, &all) {
                let (former, from) = (words::short(former.facts.id), moment(from));
                output::say(&format!("From {from} on the former one can go: `senza keys retire {former}`."));
            }
        }
        Ok(())
    }

    async fn retire(&self, beginning: &str, now: bool, consent: Option<Consent>) -> Result<(), CommandError> {
        let fleet = self.fleet().await?;
        let held = fleet.named(beginning)?;
        let facts = held.certificate.facts;
        let (id, kind) = (facts.id, word(facts.kind));
        if !held.is_nowhere(SamlKeyState::InUse) {
            let way = match fleet.key(facts.kind, SamlKeyState::Published)? {
                Some(_) => format!("switch first, with `senza keys switch {kind}`"),
                None => format!("publish a next one first, with `senza keys publish {kind}`"),
            };
            return Err(said(format!("{id} is the key in use, so it cannot be retired: {way}.")));
        }
        self.check_time(&fleet, &held, now)?;
        if consent.is_none() && !self.session.parts.keeper.is_embedded() {
            return Err(CommandError::said(KeeperError::NoConsent));
        }
        self.record(words::events(facts.kind).retired, &format!("{kind} {}", words::short(id))).await?;
        for (_, keeper) in fleet.keepers() {
            fleet::retired(keeper.retire_saml_key(id, consent).await)?;
        }
        output::say(&format!("{id} is destroyed on every keeper, and the metadata goes without it within seconds."));
        output::say("A key in a token is still there: `senza keeper token` on the keeper's machine names it.");
        Ok(())
    }

    /// A next key has signed nothing; and what is gone somewhere is to go everywhere.
    fn check_time(&self, fleet: &Fleet, held: &Held, now: bool) -> Result<(), CommandError> {
        let facts = &held.certificate.facts;
        if now || facts.state != SamlKeyState::Former || !fleet.has_everywhere(held) {
            return Ok(());
        }
        let Some(in_use) = fleet.key(facts.kind, SamlKeyState::InUse)? else { return Ok(()) };
        let from = self.schedule.retire_from(facts, &in_use.certificate.facts);
        if self.now() < from {
            return Err(too_early("retire it", from, words::why_not_yet(facts.kind)));
        }
        Ok(())
    }
}
