//! A file that somebody brings, to be opened for them: verified from end to end, and nothing of it stays.

use super::folder::Part;
use super::open::{Opening, verify};
use super::turns::Turn;
use super::{EnvelopeFlowError, Envelopes, Holder, SealingError, blocking};
use crate::audit::Event;
use std::io;
use std::sync::Arc;

/// What may be around what a file has: header, tags, and lines of its text form.
const AROUND: u64 = 1 << 26;

/// Ciphertext that somebody is bringing.
pub struct Brought {
    part: Option<Part>,
    length: u64,
    most: u64,
    turn: Turn,
}

impl Envelopes {
    /// Takes ciphertext in a turn, of which so many octets come at most where that is known.
    ///
    /// # Errors
    /// The disk's; too much is under way; there is no room.
    pub async fn bring(&self, mut turn: Turn, expected: Option<u64>) -> Result<Brought, EnvelopeFlowError> {
        let most = self.quotas.file.saturating_add(AROUND);
        let octets = expected.map_or(most, |expected| expected.min(most));
        if !turn.reserve(octets, 0, self.quotas.person.max(most)) {
            return Err(EnvelopeFlowError::Busy);
        }
        let part = self.reserve(octets).await?;
        Ok(Brought { part: Some(part), length: 0, most: octets, turn })
    }

    /// Verifies what was brought from end to end.
    ///
    /// # Errors
    /// See [`OpeningError`](super::OpeningError).
    pub async fn open_brought(
        &self,
        person: &impl Holder,
        brought: Brought,
        request_id: &str,
    ) -> Result<(Opening, Turn), EnvelopeFlowError> {
        let keys = self.keys(person).await?;
        let Brought { part, length, turn, .. } = brought;
        let part = part.ok_or(EnvelopeFlowError::Failed)?;
        let random = Arc::clone(&self.parts.random);
        let opened = blocking(move || {
            let file = part.file.try_clone()?;
            Ok(verify(file, length, None, &keys.files, &*random)?.of(part))
        })
        .await;
        let event = if opened.is_ok() { Event::EnvelopeOpened } else { Event::EnvelopeRefused };
        self.record(event, person.account(), request_id).await?;
        self.still(person).await?;
        Ok((opened?, turn))
    }
}

impl Brought {
    /// Takes the next octets.
    ///
    /// # Errors
    /// The disk's; more than a file may have.
    pub async fn push(&mut self, octets: Vec<u8>) -> Result<(), EnvelopeFlowError> {
        self.length = self.length.saturating_add(octets.len() as u64);
        if self.length > self.most {
            return Err(SealingError::TooLong(self.most).into());
        }
        let mut part = self.part.take().ok_or(EnvelopeFlowError::Failed)?;
        let written = blocking(move || {
            io::Write::write_all(&mut part.file, &octets)?;
            Ok(part)
        });
        self.part = Some(written.await?);
        Ok(())
    }
}
