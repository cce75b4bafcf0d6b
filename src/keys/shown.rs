//! What a person sees of what they said about keys.

use super::consent::Position;
use crate::vault::profile::consents::{Answer, Consent, Delivered, Held};
use crate::vault::scoped_key::{ScopedFor, ScopedKey};
use time::Date;

/// How it stands with one application and purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    Delivered,
    /// The person agreed to something else than there is.
    Changed,
    Never,
    Ask,
    /// It is offered no more.
    Gone,
}

/// What a person said, and what came of it.
pub struct Said {
    /// What people call the application.
    pub name: String,
    pub consent: Consent,
    pub state: KeyState,
    /// Newest first.
    pub delivered: Vec<Key>,
}

/// A key that was delivered.
pub struct Key {
    pub id: String,
    /// The day of the first time.
    pub on: Date,
    /// It comes with each sign-on or answer still.
    pub is_live: bool,
}

impl Said {
    /// `offered` is how it stands and which epochs are live, `None` where nothing is offered.
    pub fn new(name: String, consent: Consent, offered: Option<(Position, Vec<u32>)>, held: &Held) -> Self {
        let (position, live) = offered.unzip();
        let state = match (consent.answer, position) {
            (Answer::Never, _) => KeyState::Never,
            (_, None | Some(Position::PutBack)) => KeyState::Gone,
            (Answer::Ask, _) => KeyState::Ask,
            (Answer::Agreed, Some(Position::Agreed)) => KeyState::Delivered,
            (Answer::Agreed, Some(Position::Ask(_) | Position::Never)) => KeyState::Changed,
        };
        let live = live.filter(|_| state == KeyState::Delivered).unwrap_or_default();
        let delivered = keys(&consent, held, &live);
        Self { name, consent, state, delivered }
    }
}

fn keys(consent: &Consent, held: &Held, live: &[u32]) -> Vec<Key> {
    let Some(scoped) = ScopedFor::new(&consent.entity_id, &consent.purpose, consent.delivery) else {
        return Vec::new();
    };
    let key = |one: &Delivered| {
        let generation = usize::try_from(one.number.generation).ok()?.checked_sub(1)?;
        let seed = held.data_seeds.get(generation)?;
        let id = ScopedKey::derive(seed, &scoped, one.number).id();
        Some(Key { id, on: one.on, is_live: live.contains(&one.number.epoch) })
    };
    consent.delivered.iter().rev().filter_map(key).collect()
}
