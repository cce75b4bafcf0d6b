//! The SAML keys in the console: what there is, making a next one, and switching to it, which takes a second person where one is needed.

use super::{Fleet, Held, KeyStepError, KeySteps, kind_of, word};
use crate::audit::Subject;
use crate::db::DbError;
use crate::domain::{AccountId, SigningAlgorithm};
use crate::federation::approvals::{Act, FEDERATION, Standing};
use crate::federation::{ApprovalError, Federation, Outcome, Schedule, Step};
use crate::keeper::{SamlKeyId, SamlKeyKind, SamlKeyState};
use crate::say;
use crate::sign_in::change::{Typed, confirmed, spent};
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use time::OffsetDateTime;

/// A key, for who looks at it.
#[derive(Debug, Clone)]
pub struct KeyLine {
    /// In a word, as `senza keys` says it.
    pub kind: &'static str,
    pub id: String,
    pub state: SamlKeyState,
    pub published: OffsetDateTime,
    pub used: Option<OffsetDateTime>,
    pub former: Option<OffsetDateTime>,
    pub not_after: Option<OffsetDateTime>,
    /// What is to be done next about it, and from when.
    pub next: Option<(Step, OffsetDateTime)>,
    /// It is a next key, every keeper has it, and whoever reads our metadata knows it.
    pub may_be_switched_to: bool,
    /// There is no next key of its kind.
    pub may_be_followed: bool,
}

/// All of them.
#[derive(Debug, Clone)]
pub struct KeysHeld {
    pub keys: Vec<KeyLine>,
    /// Keepers that do not answer, and steps that were interrupted, in sentences.
    pub troubles: Vec<Text>,
}

/// What a switch is called.
pub(in crate::federation) fn title(kind: &str) -> Text {
    match kind_of(kind) {
        Some(SamlKeyKind::Signing(SigningAlgorithm::RsaSha256)) => say("proposals-sign-with-next-rsa-key"),
        Some(SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256)) => say("proposals-sign-with-next-curve-key"),
        Some(SamlKeyKind::Decryption) => say("proposals-encrypt-to-next-key"),
        None => say("proposals-switch-to-next-key"),
    }
}

impl Federation {
    fn key_steps(&self, by: Subject) -> KeySteps<'_> {
        KeySteps { parts: &self.parts, schedule: Schedule::new(self.publisher.valid_days), by }
    }

    /// What the keepers say that answer.
    ///
    /// # Errors
    /// None of them does.
    pub async fn saml_keys(&self) -> Result<KeysHeld, KeyStepError> {
        let fleet = Fleet::of_those_that_answer(&self.parts.keeper).await?;
        let schedule = Schedule::new(self.publisher.valid_days);
        let now = self.parts.clock.now();
        let held = fleet.keys();
        let silent = |(name, why): &(String, String)| say("key-steps-silent").with("name", name).with("why", why);
        let mut troubles: Vec<Text> = fleet.silent.iter().map(silent).collect();
        troubles.extend(held.iter().filter_map(|one| fleet.unfinished(one)));
        let everywhere: Vec<bool> = held.iter().map(|one| fleet.has_everywhere(one)).collect();
        let all: Vec<_> = held.into_iter().map(|one| one.certificate).collect();
        let keys = all.iter().zip(everywhere).map(|(key, is_everywhere)| {
            let facts = key.facts;
            let next = schedule.next(key, &all);
            let is_due = matches!(next, Some((Step::Switch, from)) if from <= now);
            let is_followed = all.iter().any(|other| other.facts.is(facts.kind, SamlKeyState::Published));
            KeyLine {
                kind: word(facts.kind),
                id: facts.id.to_string(),
                state: facts.state,
                published: facts.published,
                used: facts.used,
                former: facts.former,
                not_after: key.not_after(),
                next,
                may_be_switched_to: is_due && is_everywhere && fleet.silent.is_empty(),
                may_be_followed: facts.state == SamlKeyState::InUse && !is_followed && fleet.silent.is_empty(),
            }
        });
        Ok(KeysHeld { keys: keys.collect(), troubles })
    }

    /// Makes a next key, by somebody who proves who they are. It signs nothing yet.
    ///
    /// # Errors
    /// See [`ApprovalError`].
    pub async fn publish_key(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        kind: SamlKeyKind,
        request_id: &str,
    ) -> Result<(), ApprovalError> {
        // Deny by default.
        if !FEDERATION.iter().any(|role| person.has_role(*role)) {
            return Err(ApprovalError::NotAllowed);
        }
        spent(&self.parts, person, typed, request_id).await?;
        self.key_steps(Subject::Account(person.account)).publish(kind).await?;
        Ok(())
    }

    /// Switches to the next key of a kind, which is the one that was looked at, by somebody who proves who they are; or proposes it.
    ///
    /// # Errors
    /// See [`ApprovalError`].
    pub async fn switch_key(
        &self,
        (person, typed): (&SignedIn, Typed<'_>),
        kind: SamlKeyKind,
        looked_at: &str,
        request_id: &str,
    ) -> Result<Outcome<()>, ApprovalError> {
        // Deny by default.
        if !FEDERATION.iter().any(|role| person.has_role(*role)) {
            return Err(ApprovalError::NotAllowed);
        }
        // What cannot be switched to costs no code.
        let steps = self.key_steps(Subject::Account(person.account));
        let next = self.next_key(&steps, kind, looked_at).await?;
        let in_use = next.0.key(kind, SamlKeyState::InUse)?.map(|held| held.certificate.facts.id.to_string());
        let mut transaction = confirmed(&self.parts, person, typed, request_id).await?;
        if self.is_second_person_needed(&mut transaction).await? {
            let (kind, key, from) = (word(kind).to_owned(), looked_at.to_owned(), in_use.unwrap_or_default());
            let act = Act::SwitchKey { kind, key, from };
            return Ok(Outcome::Waits(self.propose(transaction, person, act, request_id).await?));
        }
        steps.switch(kind, next).await?;
        transaction.commit().await.map_err(DbError::from)?;
        Ok(Outcome::Done(()))
    }

    async fn next_key(
        &self,
        steps: &KeySteps<'_>,
        kind: SamlKeyKind,
        key: &str,
    ) -> Result<(Fleet, SamlKeyId), ApprovalError> {
        let (fleet, id) = steps.to_switch(kind, false).await?;
        match id.to_string() == key {
            true => Ok((fleet, id)),
            false => Err(ApprovalError::Stale),
        }
    }

    /// Whether every keeper uses this key already.
    async fn is_in_use(&self, steps: &KeySteps<'_>, kind: SamlKeyKind, key: &str) -> Result<bool, KeyStepError> {
        let fleet = steps.fleet().await?;
        let held = fleet.key(kind, SamlKeyState::InUse)?;
        let is_it = |held: &Held| held.certificate.facts.id.to_string() == key;
        Ok(held.is_some_and(|held| {
            is_it(&held) && fleet.has_everywhere(&held) && held.is_nowhere(SamlKeyState::Published)
        }))
    }

    /// Whether the key that was proposed is the next one still, and can be switched to.
    pub(in crate::federation) async fn key_standing(&self, kind: &str, key: &str, from: &str) -> Standing {
        let Some(kind) = kind_of(kind) else { return Standing::Over(say("proposals-unknown-kind-of-key")) };
        let steps = self.key_steps(Subject::Nobody);
        match self.is_in_use(&steps, kind, key).await {
            // Taken, and not on record to its end.
            Ok(true) => return Standing::Open,
            Ok(false) => {}
            Err(error) => return Standing::NotNow(error.said()),
        }
        match self.next_key(&steps, kind, key).await {
            Ok((fleet, _)) => match fleet.key(kind, SamlKeyState::InUse) {
                // Or its own, where a switch was interrupted.
                Ok(Some(held)) if [from, key].contains(&&*held.certificate.facts.id.to_string()) => Standing::Open,
                Ok(_) => Standing::Stale,
                Err(error) => Standing::NotNow(error.said()),
            },
            Err(ApprovalError::Stale) => Standing::Stale,
            Err(ApprovalError::Key(error)) => Standing::NotNow(error.said()),
            Err(error) => Standing::NotNow(error.to_string().into()),
        }
    }

    /// Switches as two people want it. On record by itself, before it is so.
    pub(in crate::federation) async fn apply_switch(
        &self,
        (kind, key): (&str, &str),
        by: AccountId,
    ) -> Result<(), ApprovalError> {
        let kind = kind_of(kind).ok_or(ApprovalError::Unreadable)?;
        let steps = self.key_steps(Subject::Account(by));
        if self.is_in_use(&steps, kind, key).await? {
            return Ok(());
        }
        let next = self.next_key(&steps, kind, key).await?;
        Ok(steps.switch(kind, next).await?)
    }
}
