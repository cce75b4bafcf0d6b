//! Keepers in processes of their own, as the server asks them: it spreads, waits within bounds, and asks another when
//! one gives no answer.

mod alarms;
mod endpoint;
mod epochs;
mod link;
mod outcome;
mod questions;
mod saml;
mod wire;

#[cfg(test)]
mod tests;

pub use self::endpoint::{ConnectError, KeeperAt};
#[cfg(test)]
pub(super) use self::{endpoint::greeting, outcome::read_outcome};

use self::endpoint::Endpoint;
use self::link::LinkError;
use super::Health;
use super::error::KeeperError;
use super::measured;
use super::protocol::{AWAY, Alarms, Frame, Greeting, Header, Operation, Reader, Writer};
use crate::domain::{Clock, Secret};
use crate::vault::{AuditHeadsKey, GrantKey};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use tokio::time::{sleep, timeout};

/// How long one keeper may take for an answer. A signature takes a quarter of a millisecond.
const PATIENCE: Duration = Duration::from_millis(1500);
/// The same where a disk is waited for, or an RSA key is made.
const LONG_PATIENCE: Duration = Duration::from_secs(20);
/// How long keepers are asked again when none gave an answer: as long as one takes to start again.
const TRYING: Duration = Duration::from_secs(2);
/// Between two rounds of asking them.
const PAUSE: Duration = Duration::from_millis(50);
/// How long others are asked first.
const SHUNNED: Duration = Duration::from_secs(3);

/// How long an alarm counts as up after the answer that told of it.
const HEARD: Duration = Duration::from_secs(60);

/// Keepers with the same keys.
pub(super) struct Remote {
    keepers: Vec<Arc<Endpoint>>,
    clock: Arc<dyn Clock>,
    next: AtomicUsize,
    /// Which keys they have: those of the first that answered.
    keys: OnceLock<[u8; 32]>,
    /// The newest epoch that any of them was seen to write.
    newest: Arc<AtomicU32>,
    /// When each was last up with an answer.
    alarms: Mutex<[Option<Instant>; Alarms::ALL.len()]>,
    session_keys: Mutex<Vec<(u32, Secret<32>)>>,
    grant_key: OnceLock<GrantKey>,
    audit_heads_key: OnceLock<AuditHeadsKey>,
}

/// Why one keeper gave no answer.
#[derive(Debug, thiserror::Error)]
enum NoAnswer {
    #[error("{0}")]
    Connect(#[from] ConnectError),
    #[error("{0}")]
    Link(#[from] LinkError),
    #[error("no answer came within {} ms", .0.as_millis())]
    Late(Duration),
    #[error("its token does not answer, or lacks a key; its own log says why")]
    Token,
}

impl Remote {
    pub(super) fn new(keepers: impl Iterator<Item = KeeperAt>, clock: Arc<dyn Clock>) -> Self {
        Self {
            keepers: keepers.map(Endpoint::new).map(Arc::new).collect(),
            clock,
            next: AtomicUsize::new(0),
            keys: OnceLock::new(),
            newest: Arc::default(),
            alarms: Mutex::default(),
            session_keys: Mutex::default(),
            grant_key: OnceLock::new(),
            audit_heads_key: OnceLock::new(),
        }
    }

    /// As [`try_ask`](Self::try_ask), counted and timed.
    async fn ask<T>(
        &self,
        operation: Operation,
        write: impl Fn(&mut Writer<'_>),
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, KeeperError> {
        let began = Instant::now();
        let answered = self.try_ask(operation, write, read).await;
        measured::note(measured::kind(operation), began, &answered);
        answered
    }

    /// Asks one keeper, and another when it gives no answer. `write` puts the operation's fields, `read` takes the answer's.
    async fn try_ask<T>(
        &self,
        operation: Operation,
        write: impl Fn(&mut Writer<'_>),
        read: impl Fn(&mut Reader<'_>) -> Option<T>,
    ) -> Result<T, KeeperError> {
        let mut question = question(operation, write)?;
        let until = Instant::now() + TRYING;
        // Those that were away, or put back to an older file: another may have the epoch.
        let mut lacking: Vec<&Endpoint> = Vec::new();
        loop {
            let (mut last, mut unknown) = (None, None);
            for keeper in self.in_turn() {
                if lacking.iter().any(|one| std::ptr::eq(*one, keeper)) {
                    continue;
                }
                match self.ask_one(keeper, operation, &mut question).await {
                    Ok(frame) => match self.understand(&frame, &read) {
                        // Another may have it, while a step of the keys goes from one to the next.
                        Err(error @ (KeeperError::UnknownEpoch(_) | KeeperError::UnknownSamlKey)) => {
                            lacking.push(keeper);
                            unknown = Some(error);
                        }
                        answered => return answered,
                    },
                    Err(NoAnswer::Late(_) | NoAnswer::Link(_)) if !operation.may_repeat() => {
                        return Err(KeeperError::Interrupted);
                    }
                    Err(error) => {
                        tracing::warn!(keeper = %keeper, ?operation, %error, "a keeper gave no answer");
                        keeper.shun(SHUNNED);
                        last = Some(error);
                    }
                }
            }
            match unknown {
                // Which keys there are can be asked of those that answer; what lies in a row cannot.
                Some(KeeperError::UnknownSamlKey) => return Err(KeeperError::UnknownSamlKey),
                Some(error) if last.is_none() => return Err(error),
                _ => {}
            }
            if Instant::now() >= until {
                return Err(KeeperError::Away(
                    last.map_or_else(|| "none is configured".to_owned(), |error| error.to_string()),
                ));
            }
            sleep(PAUSE).await;
        }
    }

    /// Asks every keeper: what must happen at each.
    async fn ask_all(&self, operation: Operation, write: impl Fn(&mut Writer<'_>)) -> Result<(), KeeperError> {
        let mut question = question(operation, write)?;
        let mut result = Ok(());
        for keeper in &self.keepers {
            let answered = match self.ask_one(keeper, operation, &mut question).await {
                Ok(frame) => self.understand(&frame, |_| Some(())),
                Err(error) => Err(KeeperError::Away(format!("{keeper}: {error}"))),
            };
            result = result.and(answered);
        }
        result
    }

    async fn ask_one(&self, keeper: &Endpoint, operation: Operation, question: &mut Frame) -> Result<Frame, NoAnswer> {
        let answer = self.answer_of(keeper, operation, question).await;
        keeper.note(
            answer.as_ref().ok().map(|frame| frame.header().map_or(Alarms::NONE, |it| Alarms::from_octet(it.alarms))),
        );
        answer
    }

    async fn answer_of(
        &self,
        keeper: &Endpoint,
        operation: Operation,
        question: &mut Frame,
    ) -> Result<Frame, NoAnswer> {
        let link = keeper.link(|greeting| self.has_our_keys(greeting)).await?;
        let answer = link.ask(question, operation)?;
        let patience = if operation.is_slow() { LONG_PATIENCE } else { PATIENCE };
        match timeout(patience, answer).await {
            Ok(answered) => self.unless_away(answered.map_err(|_| LinkError::Lost)?),
            Err(_) => {
                // Answers come in order: whoever asks after this one would wait for it as well.
                link.give_up();
                Err(NoAnswer::Late(patience))
            }
        }
    }

    /// A keeper without its token is no keeper for the moment.
    fn unless_away(&self, frame: Frame) -> Result<Frame, NoAnswer> {
        match frame.header() {
            Ok(header) if header.outcome == AWAY => {
                self.hear(Alarms::from_octet(header.alarms));
                Err(NoAnswer::Token)
            }
            _ => Ok(frame),
        }
    }

    fn understand<T>(&self, frame: &Frame, read: impl Fn(&mut Reader<'_>) -> Option<T>) -> Result<T, KeeperError> {
        let header = frame.header().map_err(|_| KeeperError::Failed)?;
        self.hear(Alarms::from_octet(header.alarms));
        let mut fields = frame.reader();
        if header.outcome != 0 {
            return Err(outcome::read_outcome(header.outcome, fields).unwrap_or(KeeperError::Failed));
        }
        let answer = read(&mut fields).ok_or(KeeperError::Failed)?;
        fields.end().ok_or(KeeperError::Failed)?;
        Ok(answer)
    }

    /// Those that have answered lately first, and each of them first in its turn.
    fn in_turn(&self) -> Vec<&Endpoint> {
        let first = self.next.fetch_add(1, Ordering::Relaxed).checked_rem(self.keepers.len()).unwrap_or_default();
        let mut turn: Vec<&Endpoint> =
            self.keepers.iter().map(|keeper| &**keeper).cycle().skip(first).take(self.keepers.len()).collect();
        turn.sort_by_key(|keeper| keeper.is_shunned());
        turn
    }

    /// All keepers must have the keys of the first that answered: those the database was found to belong to.
    fn has_our_keys(&self, greeting: &Greeting) -> bool {
        *self.keys.get_or_init(|| greeting.keys) == greeting.keys
    }

    pub(super) fn health(&self) -> Vec<Health> {
        self.keepers.iter().map(|keeper| keeper.health()).collect()
    }

    pub(super) fn fingerprint(&self) -> Option<[u8; 32]> {
        self.keys.get().copied()
    }

    /// When the certificate is over that is shown to keepers on other machines, where there are such.
    pub(super) fn certificate_not_after(&self) -> Option<OffsetDateTime> {
        self.keepers.iter().find_map(|keeper| keeper.certificate_not_after())
    }

    /// Each of those that were up with an answer of the last minute.
    pub(super) fn alarms(&self) -> Alarms {
        let heard = self.alarms.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let up = Alarms::ALL.into_iter().zip(*heard).filter(|(_, at)| at.is_some_and(|at| now - at < HEARD));
        up.fold(Alarms::NONE, |all, (one, _)| all.and(one))
    }

    fn hear(&self, alarms: Alarms) {
        if alarms == Alarms::NONE {
            return;
        }
        let mut heard = self.alarms.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, one) in heard.iter_mut().zip(Alarms::ALL) {
            if alarms.has(one) {
                *at = Some(Instant::now());
            }
        }
    }
}

/// The frame of a question, still without its number. What does not fit into one is not sent.
fn question(operation: Operation, write: impl Fn(&mut Writer<'_>)) -> Result<Frame, KeeperError> {
    let mut frame = Frame::new(Header { operation, outcome: 0, alarms: 0, number: 0 });
    let mut fields = frame.writer();
    write(&mut fields);
    if fields.fits() { Ok(frame) } else { Err(KeeperError::TooLong) }
}
