//! Sending: whom it is for is settled first, and that there is room; then the plaintext comes piece by piece and is sealed. At the end it
//! is kept, or handed back.

use super::folder::Part;
use super::seal::{Sealing, longest};
use super::turns::Turn;
use super::{EnvelopeFlowError, Envelopes, Holder, MOST_KEYS, MOST_PEOPLE, blocking};
use crate::audit::Event;
use crate::db::envelope_key::EnvelopeKeyRow;
use crate::domain::Identifier;
use crate::keys::age::Recipient;
use crate::sign_in::envelope_keys::{OwnKeys, addressee};
use crate::vault::slip::{NAMES, takes};
use std::fs::File;
use std::sync::Arc;
use time::Duration;

/// What a sender asks for.
pub struct Wanted<'a> {
    /// Identifiers and keys, each on its line or between commas.
    pub to: &'a str,
    /// Whether the sender can open it too.
    pub own_copy: bool,
    /// How long it is kept; `None` where it is not.
    pub kept_for: Option<Duration>,
    /// Octets that come at most, where that is known.
    pub expected: Option<u64>,
}

/// An envelope that is being filled.
pub struct Sending {
    pub(super) keys: OwnKeys,
    pub(super) people: Vec<(String, EnvelopeKeyRow)>,
    pub(super) others: Vec<Recipient>,
    pub(super) own_copy: bool,
    pub(super) kept_for: Option<Duration>,
    pub(super) sealing: Option<Sealing>,
    /// It counts as what it may become, until this is dropped or kept.
    pub(super) part: Part,
    pub(super) turn: Turn,
}

/// Ciphertext to be handed out; nothing of it stays.
pub struct Outgoing {
    file: File,
    pub length: u64,
    /// Behind them there may be octets that are no part of it.
    left: u64,
    /// Where it is kept nowhere else.
    _part: Option<Part>,
    _turn: Turn,
}

impl Outgoing {
    pub(super) fn new(file: File, length: u64, part: Option<Part>, turn: Turn) -> Self {
        Self { file, length, left: length, _part: part, _turn: turn }
    }

    /// Its next octets, and itself back; none after the last.
    ///
    /// # Errors
    /// The disk's.
    pub async fn next(mut self) -> Result<(Self, Option<Vec<u8>>), EnvelopeFlowError> {
        const PIECE: u64 = 1 << 18;
        blocking(move || {
            let mut piece = Vec::new();
            let some = PIECE.min(self.left);
            let read = std::io::Read::read_to_end(&mut std::io::Read::take(&mut self.file, some), &mut piece)?;
            self.left = self.left.saturating_sub(read as u64);
            Ok((self, (read > 0).then_some(piece)))
        })
        .await
    }
}

impl Envelopes {
    /// A turn for what is to come, which is taken before anything of it is held.
    ///
    /// # Errors
    /// There are as many transfers under way as may be.
    pub fn turn(&self, person: &impl Holder) -> Result<Turn, EnvelopeFlowError> {
        self.take(person.account())
    }

    /// Settles whom it is for, and that there is room.
    ///
    /// # Errors
    /// An identifier that is nobody's, a key that is none, a quota that is used up.
    pub async fn send(
        &self,
        person: &impl Holder,
        wanted: Wanted<'_>,
        request_id: &str,
    ) -> Result<Sending, EnvelopeFlowError> {
        self.send_in(self.turn(person)?, person, wanted, request_id).await
    }

    /// The same, in a turn that was taken before.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_in(
        &self,
        mut turn: Turn,
        person: &impl Holder,
        wanted: Wanted<'_>,
        request_id: &str,
    ) -> Result<Sending, EnvelopeFlowError> {
        let (people, others) = self.recipients(person, wanted.to, request_id).await?;
        if people.is_empty() && others.is_empty() && !wanted.own_copy {
            return Err(EnvelopeFlowError::Nobody);
        }
        let keys = self.keys(person).await?;
        let mut to: Vec<Recipient> = people.iter().map(|(_, row)| Recipient::new(row.public)).collect();
        to.extend(&others);
        if wanted.own_copy {
            to.push(Recipient::new(keys.files_public));
        }
        let most = wanted.expected.map_or(self.quotas.file, |expected| expected.min(self.quotas.file));
        let octets = longest(to.len(), most);
        let kept = if wanted.kept_for.is_some() { self.kept_by(person, &keys).await? } else { 0 };
        if !turn.reserve(octets, kept, self.quotas.person) {
            return Err(EnvelopeFlowError::Quota("octets"));
        }
        let part = self.reserve(octets).await?;
        let (random, most) = (Arc::clone(&self.parts.random), self.quotas.file.min(most));
        let file = part.file.try_clone()?;
        let sealing = blocking(move || Ok(Sealing::begin(&to, file, most, &*random)?)).await?;
        let (own_copy, kept_for) = (wanted.own_copy, wanted.kept_for);
        Ok(Sending { keys, people, others, own_copy, kept_for, sealing: Some(sealing), part, turn })
    }

    /// The key of whoever signs in with this, for who seals a file without us.
    ///
    /// # Errors
    /// Nobody who could open it does; too many were looked up.
    pub async fn recipient(
        &self,
        person: &impl Holder,
        identifier: &str,
        request_id: &str,
    ) -> Result<Recipient, EnvelopeFlowError> {
        let (_, row) = self.look_up(person, identifier, request_id).await?;
        Ok(Recipient::new(row.public))
    }

    async fn recipients(
        &self,
        person: &impl Holder,
        typed: &str,
        request_id: &str,
    ) -> Result<(Vec<(String, EnvelopeKeyRow)>, Vec<Recipient>), EnvelopeFlowError> {
        let (mut people, mut others) = (Vec::<(String, EnvelopeKeyRow)>::new(), Vec::new());
        for one in typed.split([',', ';', '\n', '\r']).map(str::trim).filter(|one| !one.is_empty()) {
            if people.len() >= MOST_PEOPLE || others.len() >= MOST_KEYS {
                return Err(EnvelopeFlowError::TooMany);
            }
            if one.starts_with("age1") {
                let key = one.parse::<Recipient>().map_err(EnvelopeFlowError::Key)?;
                others.push(key);
                continue;
            }
            let (shown, row) = self.look_up(person, one, request_id).await?;
            if people.iter().all(|(_, known)| known.account != row.account) {
                people.push((shown, row));
            }
        }
        let names = people.iter().map(|(name, _)| takes(name)).chain(others.iter().map(|key| takes(&key.to_string())));
        if names.sum::<usize>() > NAMES { Err(EnvelopeFlowError::Names) } else { Ok((people, others)) }
    }

    /// A signed-in person is told plainly that somebody is not known here: a message that is lost in silence is worse. So each of
    /// them may look up only so many, and each look-up is on record.
    async fn look_up(
        &self,
        person: &impl Holder,
        typed: &str,
        request_id: &str,
    ) -> Result<(String, EnvelopeKeyRow), EnvelopeFlowError> {
        if !self.turns.look_up(person.account(), self.parts.clock.now()) {
            return Err(EnvelopeFlowError::LookUps);
        }
        let found = match Identifier::parse(typed) {
            Ok(identifier) => addressee(&self.parts, &identifier).await?,
            Err(_) => None,
        };
        let event = if found.is_some() { Event::RecipientFound } else { Event::RecipientUnknown };
        self.record(event, person.account(), request_id).await?;
        let row = found.ok_or_else(|| EnvelopeFlowError::UnknownRecipient(typed.to_owned()))?;
        Ok((crate::domain::identifier::shown(typed).to_owned(), row))
    }
}

impl Sending {
    /// Takes the next octets of the plaintext.
    ///
    /// # Errors
    /// More than a file may have; the disk's.
    pub async fn push(&mut self, plain: zeroize::Zeroizing<Vec<u8>>) -> Result<(), EnvelopeFlowError> {
        let mut sealing = self.sealing.take().ok_or(EnvelopeFlowError::Failed)?;
        let pushed = blocking(move || {
            sealing.push(&plain)?;
            Ok(sealing)
        });
        self.sealing = Some(pushed.await?);
        Ok(())
    }
}
