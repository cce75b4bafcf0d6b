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
    /// Ids of the keys that were delivered, newest first, and the day of the first time.
    pub delivered: Vec<(String, Date)>,
}

impl Said {
    /// `position` is `None` where nothing is offered.
    pub fn new(name: String, consent: Consent, position: Option<Position>, held: &Held) -> Self {
        let state = match (consent.answer, position) {
            (Answer::Never, _) => KeyState::Never,
            (_, None | Some(Position::PutBack)) => KeyState::Gone,
            (Answer::Ask, _) => KeyState::Ask,
            (Answer::Agreed, Some(Position::Agreed)) => KeyState::Delivered,
            (Answer::Agreed, Some(Position::Ask(_) | Position::Never)) => KeyState::Changed,
        };
        let delivered = ids(&consent, held);
        Self { name, consent, state, delivered }
    }
}

fn ids(consent: &Consent, held: &Held) -> Vec<(String, Date)> {
    let Some(scoped) = ScopedFor::new(&consent.entity_id, &consent.purpose, consent.delivery) else {
        return Vec::new();
    };
    let id = |one: &Delivered| {
        let generation = usize::try_from(one.number.generation).ok()?.checked_sub(1)?;
        let seed = held.data_seeds.get(generation)?;
        Some((ScopedKey::derive(seed, &scoped, one.number).id(), one.on))
    };
    consent.delivered.iter().rev().filter_map(id).collect()
}
