//! The steps by which the SAML keys change, taken at every keeper: a next key is made, and switched to. A former one is destroyed by the
//! operator alone, with the keeper's consent (`senza keys retire`).
//!
//! A step is on record before it is taken: whatever stops in between, it can be finished by the same step.

mod console;
mod fleet;

pub(super) use self::console::title;
pub use self::console::{KeyLine, KeysHeld};
pub(crate) use self::fleet::{Fleet, Held, retired};

use super::Schedule;
use crate::audit::{AuditError, Event, Subject};
use crate::domain::SigningAlgorithm;
use crate::keeper::{KeeperError, SamlKeyId, SamlKeyKind, SamlKeyState};
use crate::say;
use crate::sign_in::Parts;
use crate::words::Text;
use time::OffsetDateTime;

/// Hexadecimal digits that tell a key from the others, and are written where there is little room.
const SHORT: usize = 16;

/// Why a step was not taken, or not everywhere.
#[derive(Debug, thiserror::Error)]
pub enum KeyStepError {
    /// In a sentence for whoever takes it.
    #[error("{}", .0.english())]
    Said(Text),
    #[error("{}", early().english())]
    Early(OffsetDateTime),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

fn early() -> Text {
    say("key-steps-early")
}

/// There was one, when the step began.
fn gone() -> KeyStepError {
    KeyStepError::Said(say("key-steps-gone"))
}

impl KeyStepError {
    /// For whoever wants it taken.
    pub fn said(&self) -> Text {
        match self {
            Self::Said(said) => said.clone(),
            Self::Early(_) => early(),
            Self::Keeper(_) | Self::Audit(_) => self.to_string().into(),
        }
    }
}

/// The word for a key of this kind.
pub(crate) fn word(kind: SamlKeyKind) -> &'static str {
    match kind {
        SamlKeyKind::Signing(SigningAlgorithm::RsaSha256) => "rsa",
        SamlKeyKind::Signing(SigningAlgorithm::EcdsaSha256) => "ec",
        SamlKeyKind::Decryption => "encryption",
    }
}

/// The kind that has this word.
pub(crate) fn kind_of(word_of_it: &str) -> Option<SamlKeyKind> {
    SamlKeyKind::ALL.into_iter().find(|one| word(*one) == word_of_it)
}

/// A fingerprint's beginning.
pub(crate) fn short(id: SamlKeyId) -> String {
    short_of(&id.to_string())
}

/// The same of one that is written down.
pub(crate) fn short_of(fingerprint: &str) -> String {
    fingerprint.chars().take(SHORT).collect()
}

/// What is on record of each step.
pub(crate) struct Events {
    pub(crate) published: Event,
    pub(crate) switched: Event,
    pub(crate) retired: Event,
}

pub(crate) fn events(of: SamlKeyKind) -> Events {
    let (published, switched, retired) = match of {
        SamlKeyKind::Signing(_) => (Event::SamlKeyPublished, Event::SamlKeySwitched, Event::SamlKeyRetired),
        SamlKeyKind::Decryption => {
            (Event::DecryptionKeyPublished, Event::DecryptionKeySwitched, Event::DecryptionKeyRetired)
        }
    };
    Events { published, switched, retired }
}

/// Taken by somebody, by what service providers hold of our metadata.
pub(crate) struct KeySteps<'a> {
    pub(crate) parts: &'a Parts,
    pub(crate) schedule: Schedule,
    pub(crate) by: Subject,
}

impl KeySteps<'_> {
    /// All keepers, each of which has to answer.
    pub(crate) async fn fleet(&self) -> Result<Fleet, KeyStepError> {
        Fleet::of_all(&self.parts.keeper).await
    }

    /// First of all: what happens to the keys is on record, whatever stops in between.
    pub(crate) async fn record(&self, event: Event, which: &str) -> Result<(), KeyStepError> {
        Ok(self.parts.record(event, self.by, which).await?)
    }

    /// Makes a next key, and sees to it that every keeper has it.
    pub(crate) async fn publish(&self, of: SamlKeyKind) -> Result<Held, KeyStepError> {
        let fleet = self.fleet().await?;
        let kind = word(of);
        let next = match fleet.key(of, SamlKeyState::Published)? {
            Some(next) if fleet.has_everywhere(&next) => {
                let id = next.certificate.facts.id;
                let already = say("key-steps-published-already").with("kind", kind).with("id", id.to_string());
                return Err(KeyStepError::Said(already));
            }
            Some(next) => {
                self.record(events(of).published, kind).await?;
                next.certificate.facts.id
            }
            None => {
                self.record(events(of).published, kind).await?;
                fleet.first()?.publish_saml_key(of).await?
            }
        };
        fleet.pass_on(next).await?;
        let fleet = self.fleet().await?;
        let next = fleet.key(of, SamlKeyState::Published)?.filter(|next| fleet.has_everywhere(next));
        next.ok_or_else(gone)
    }

    /// The next key, if it can be switched to: every keeper has it, and everybody knows it, unless that is to be so `now`.
    pub(crate) async fn to_switch(&self, of: SamlKeyKind, now: bool) -> Result<(Fleet, SamlKeyId), KeyStepError> {
        let fleet = self.fleet().await?;
        let kind = word(of);
        let none = || KeyStepError::Said(say("key-steps-no-next").with("kind", kind));
        let next = fleet.next(of)?.ok_or_else(none)?;
        if !fleet.has_everywhere(&next) {
            return Err(KeyStepError::Said(fleet.unfinished(&next).unwrap_or_default()));
        }
        let from = self.schedule.switch_from(&next.certificate.facts);
        // Once it signs anywhere there is nothing left to wait for.
        if !now && next.is_nowhere(SamlKeyState::InUse) && self.parts.clock.now() < from {
            return Err(KeyStepError::Early(from));
        }
        Ok((fleet, next.certificate.facts.id))
    }

    /// Switches to a key that can be, at every keeper.
    pub(crate) async fn switch(&self, of: SamlKeyKind, (fleet, id): (Fleet, SamlKeyId)) -> Result<(), KeyStepError> {
        self.record(events(of).switched, &format!("{} {}", word(of), short(id))).await?;
        for (_, keeper) in fleet.keepers() {
            keeper.switch_saml_key(id).await?;
        }
        Ok(())
    }
}
