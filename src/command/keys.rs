//! `senza keys`: the SAML keys, for signing and for decryption, and the three steps by which they change. The list needs no database; a step is on
//! record before it is taken.

mod words;

use self::words::{described, moment, pem};
use super::session::{Session, environment, keeper_place};
use super::{CommandError, output};
use crate::audit::Subject;
use crate::config::Config;
use crate::federation::Schedule;
use crate::federation::key_steps::{Fleet, Held, KeyStepError, KeySteps, events, kind_of, retired, short, word};
use crate::keeper::{Consent, KeeperError, SamlKeyKind, SamlKeyState};
use crate::startup;
use clap::Subcommand;
use time::OffsetDateTime;

#[derive(Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// One line for each, in the order in which they are published, with tabs between: rsa, ec or encryption; in-use, published
    /// or former; SHA-256 of the certificate; since when it is published, in use, former; until when the certificate holds; the next step,
    /// and from when it is due.
    List,
    /// Make a next key, which is published beside the one in use and signs nothing; prints its certificate. For encryption: that
    /// keepers decrypt with it and the metadata does not give it yet.
    Publish {
        #[arg(value_parser = ["rsa", "ec", "encryption"])]
        kind: String,
    },
    /// Let the next key sign in the place of the one in use, once service providers must have read of it. For encryption: let the
    /// metadata give it in the place of the one in use.
    Switch {
        #[arg(value_parser = ["rsa", "ec", "encryption"])]
        kind: String,
        /// Although a service provider may not have read of it, and would refuse what it signs.
        #[arg(long)]
        now: bool,
    },
    /// Destroy a key that is not in use: a former one, once nothing that it signed, or was encrypted to it, is under way; or a next one, in place of
    /// switching to it.
    Retire {
        /// What `senza keys list` shows in the third column, or its beginning.
        fingerprint: String,
        /// Although something that it signed may still be under way.
        #[arg(long)]
        now: bool,
        /// What `senza keeper consent --saml-key FINGERPRINT` prints where a keeper's keys lie. A keeper inside the server needs none.
        #[arg(long, value_name = "CODE")]
        consent: Option<Consent>,
    },
}

pub(super) async fn run(config: &Config, command: KeysCommand) -> Result<(), CommandError> {
    let schedule = Schedule::new(config.metadata.valid_days);
    if let KeysCommand::List = command {
        let keeper = startup::keeper(keeper_place(config)?, &environment(config))?;
        return list(&Fleet::of_those_that_answer(&keeper).await.map_err(in_words)?, schedule);
    }
    let session = Session::open(config).await?;
    let done = step(&Steps { session: &session, schedule }, command).await;
    session.close().await?;
    done
}

async fn step(steps: &Steps<'_>, command: KeysCommand) -> Result<(), CommandError> {
    match command {
        KeysCommand::List => Ok(()),
        KeysCommand::Publish { kind } => steps.publish(known(&kind)?).await,
        KeysCommand::Switch { kind, now } => steps.switch(known(&kind)?, now).await,
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
            output::say(&unfinished.english());
        }
    }
    Ok(())
}

/// Why a step that could be taken is not, when it is too early.
fn too_early(what: &str, from: OffsetDateTime, because: &str) -> CommandError {
    let from = moment(from);
    CommandError::Said(format!("It is too early to {what}: {because}. Do it from {from} on, or now with --now."))
}

/// What keeps a step from being taken, and how it can be taken all the same.
fn in_words(error: KeyStepError) -> CommandError {
    match error {
        KeyStepError::Early(from) => {
            let because = "a service provider may hold metadata without the next key, and would refuse what it signs";
            too_early("switch", from, because)
        }
        other => CommandError::said(other),
    }
}

fn known(word_of_it: &str) -> Result<SamlKeyKind, CommandError> {
    kind_of(word_of_it).ok_or_else(|| said(format!("{word_of_it} is not a kind of key; say rsa, ec or encryption")))
}

fn said(words: impl Into<String>) -> CommandError {
    CommandError::Said(words.into())
}

struct Steps<'a> {
    session: &'a Session,
    schedule: Schedule,
}

impl Steps<'_> {
    /// Taken by the operator: nobody's in the console.
    fn steps(&self) -> KeySteps<'_> {
        KeySteps { parts: &self.session.parts, schedule: self.schedule, by: Subject::Nobody }
    }

    fn now(&self) -> OffsetDateTime {
        self.session.parts.clock.now()
    }

    async fn publish(&self, of: SamlKeyKind) -> Result<(), CommandError> {
        let next = self.steps().publish(of).await.map_err(in_words)?;
        let from = moment(self.schedule.switch_from(&next.certificate.facts));
        words::published(of, word(of), &from).iter().for_each(|line| output::say(line));
        output::raw(pem(&next.certificate.der).as_bytes())
    }

    async fn switch(&self, of: SamlKeyKind, now: bool) -> Result<(), CommandError> {
        let steps = self.steps();
        let next = steps.to_switch(of, now).await.map_err(in_words)?;
        let id = next.1;
        steps.switch(of, next).await.map_err(in_words)?;
        output::say(&words::switched(of, id));
        let fleet = steps.fleet().await.map_err(in_words)?;
        let all: Vec<_> = fleet.keys().into_iter().map(|held| held.certificate).collect();
        for former in all.iter().filter(|key| key.facts.is(of, SamlKeyState::Former)) {
            if let Some((_, from)) = self.schedule.next(former, &all) {
                let (former, from) = (short(former.facts.id), moment(from));
                output::say(&format!("From {from} on the former one can go: `senza keys retire {former}`."));
            }
        }
        Ok(())
    }

    async fn retire(&self, beginning: &str, now: bool, consent: Option<Consent>) -> Result<(), CommandError> {
        let fleet = self.steps().fleet().await.map_err(in_words)?;
        let held = fleet.named(beginning).map_err(in_words)?;
        let facts = held.certificate.facts;
        let (id, kind) = (facts.id, word(facts.kind));
        if !held.is_nowhere(SamlKeyState::InUse) {
            let way = match fleet.key(facts.kind, SamlKeyState::Published).map_err(in_words)? {
                Some(_) => format!("switch first, with `senza keys switch {kind}`"),
                None => format!("publish a next one first, with `senza keys publish {kind}`"),
            };
            return Err(said(format!("{id} is the key in use, so it cannot be retired: {way}.")));
        }
        self.check_time(&fleet, &held, now)?;
        if consent.is_none() && !self.session.parts.keeper.is_embedded() {
            return Err(CommandError::said(KeeperError::NoConsent));
        }
        self.steps().record(events(facts.kind).retired, &format!("{kind} {}", short(id))).await.map_err(in_words)?;
        for (_, keeper) in fleet.keepers() {
            retired(keeper.retire_saml_key(id, consent).await).map_err(in_words)?;
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
        let Some(in_use) = fleet.key(facts.kind, SamlKeyState::InUse).map_err(in_words)? else { return Ok(()) };
        let from = self.schedule.retire_from(facts, &in_use.certificate.facts);
        if self.now() < from {
            return Err(too_early("retire it", from, words::why_not_yet(facts.kind)));
        }
        Ok(())
    }
}
