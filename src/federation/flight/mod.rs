//! The flight recorder: what became of every request of a sign-on, for whoever has to find out why one failed.
//!
//! A request notes what it brings ([`Seen`]) and how it ended ([`Ended`]), and hands both over without waiting. Off its way they are put
//! into words, masked ([`crate::saml::masked`]), sealed under the day's key, and written with others. The record holds no name, no
//! identifier and no value of anybody's. Why it is so: `docs/decisions/0046-flight-recorder.md`.

mod cause;
mod checks;
mod find;
mod keys;
mod mend;
mod passed;
mod record;
mod recorder;
mod rings;
mod seen;
mod share;
mod text;
mod told;

pub use checks::{Check, Verdict, checks};
pub use find::{Cursor, Found, Listed, Wanted, is_abandoned};
pub use record::{Came, Flight, Sent, Step};
pub(in crate::federation) use seen::{Seen, Trail, Unfound};
pub use share::{Share, Shared};
pub use text::in_text;
pub(in crate::federation) use told::{Answered, Ended};

use self::recorder::Recorder;
use self::told::Landed;
use super::often::Often;
use super::{AnswerError, SignOnError};
use crate::audit::{AuditError, VerifyError};
use crate::db::DbError;
use crate::db::flight::Outcome;
use crate::domain::measures::MEASURES;
use crate::keeper::KeeperError;
use crate::sign_in::Parts;
use crate::vault::seal::SealError;
use std::sync::Arc;

#[derive(Debug, thiserror::Error)]
pub enum FlightError {
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
    #[error(transparent)]
    Verify(#[from] VerifyError),
    #[error("a record could not be sealed: {0}")]
    Seal(#[from] SealError),
    #[error("a record could not be written: {0}")]
    Encode(#[from] serde_json::Error),
    #[error("the day's key does not open")]
    NoKey,
    #[error(transparent)]
    Maker(Box<super::MakerError>),
}

/// Records, and who writes them.
#[derive(Clone)]
pub struct Flights {
    parts: Parts,
    recorder: Option<Recorder>,
    often: Arc<Often>,
}

impl Flights {
    pub(super) fn start(parts: &Parts) -> Self {
        let recorder = (!parts.policy.flight.is_off()).then(|| Recorder::start(parts.clone()));
        Self { parts: parts.clone(), recorder, often: Arc::default() }
    }

    /// Whether anything is recorded.
    pub fn is_on(&self) -> bool {
        self.recorder.is_some()
    }

    /// How many days it is kept.
    pub fn days(&self) -> u16 {
        self.parts.policy.flight.days
    }

    /// Returns once what was noted before is written, or lost.
    pub async fn settled(&self) {
        if let Some(recorder) = &self.recorder {
            recorder.settled().await;
        }
    }

    /// Hands over what became of a request. Of those that anybody can send, one network has no more than a share.
    pub(super) fn note(&self, seen: &Arc<Seen>, trail: Trail, ended: Ended) {
        let Some(recorder) = self.recorder.as_ref().filter(|_| !seen.request_id.is_empty()) else { return };
        let took = seen.began.elapsed();
        let landed = Landed { seen: Arc::clone(seen), trail, ended, took };
        // What comes back has a token that leads to it.
        let is_anybodys = seen.came != Came::Back && !matches!(landed.outcome(), Outcome::Answered | Outcome::Refused);
        if is_anybodys && !self.parts.sources.may_be_noted(seen.source, seen.at) {
            MEASURES.flights_lost.add(1);
            return;
        }
        recorder.take(landed);
    }

    /// A request that a page refused.
    pub(super) fn stopped(&self, seen: &Arc<Seen>, trail: Trail, error: &SignOnError) {
        self.note(seen, trail, Ended::Stopped(cause::of_sign_on(error, seen.unfound)));
    }

    /// An answer that could not be given.
    pub(super) fn unanswered(&self, seen: &Arc<Seen>, trail: Trail, error: &AnswerError) {
        self.note(seen, trail, Ended::Stopped(cause::of_answer(error)));
    }

    /// A request that was used before.
    pub(super) fn replayed(&self, seen: &Arc<Seen>, trail: Trail) {
        self.note(seen, trail, Ended::Stopped(cause::replayed()));
    }

    /// A person who could not be asked.
    pub(super) fn not_asked(&self, seen: &Arc<Seen>, trail: Trail) {
        self.note(seen, trail, Ended::Stopped(cause::not_asked()));
    }
}

/// Carries the keys of the days on, and takes away what is over. Before the keeper's keys of ended sessions are destroyed.
///
/// # Errors
/// Database or keeper away.
pub async fn sweep(parts: &Parts) -> Result<(), FlightError> {
    keys::carry_on(parts).await?;
    rings::trim(parts).await
}
