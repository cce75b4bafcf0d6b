//! Links are handed over: as often as it takes, to whoever proved who they are, until they say that they have them, sign out, or half an
//! hour is over.

use super::held::{Ended, Lists, State};
use super::letters::{Letters, Mailing};
use crate::domain::AccountId;
use time::OffsetDateTime;

impl Lists {
    /// How many links wait to be handed over, and are not being sent.
    pub fn ready(&self, by: AccountId, now: OffsetDateTime) -> Option<usize> {
        let held = self.held(now);
        let State::Ready(letters) = &held.get(&by)?.state else { return None };
        letters.are_ready().then_some(letters.all.len())
    }

    /// Whether it was this session that proved who it is for what is held. Another proves it once more.
    pub fn is_of(&self, by: AccountId, session: &[u8; 32]) -> bool {
        self.locked().get(&by).is_none_or(|one| one.session == *session)
    }

    /// Hands the links over, and keeps them: what is on its way may be lost.
    pub fn hand<T>(&self, by: AccountId, now: OffsetDateTime, to: impl FnOnce(&str, &Letters) -> T) -> Option<T> {
        let mut held = self.held(now);
        let one = held.get_mut(&by)?;
        let State::Ready(letters) = &mut one.state else { return None };
        if !letters.are_ready() {
            return None;
        }
        let handed = to(&one.id, letters);
        letters.handed = true;
        Some(handed)
    }

    /// Lets go of the links of a session that ended by its person's own word: how many, that nobody has. What is being sent ends with the
    /// message that is on its way.
    pub fn forget(&self, by: AccountId, session: &[u8; 32]) -> usize {
        let mut held = self.locked();
        let Some(one) = held.get_mut(&by).filter(|one| one.session == *session) else { return 0 };
        let State::Ready(letters) = &mut one.state else { return 0 };
        if let Mailing::Sending(run) | Mailing::Stopping(run) = letters.mailing {
            (letters.mailing, letters.is_over) = (Mailing::Stopping(run), true);
            return 0;
        }
        let Ended::Links(lost) = letters.dropped() else { return 0 };
        held.remove(&by);
        lost
    }
}

impl Letters {
    fn are_ready(&self) -> bool {
        self.mailing == Mailing::No && !self.all.is_empty()
    }

    /// Whether nobody has taken them yet.
    pub(super) fn are_nobodys(&self) -> bool {
        !self.handed && !self.all.is_empty()
    }

    /// What is lost with them.
    pub(super) fn dropped(&self) -> Ended {
        Ended::Links(if self.are_nobodys() { self.all.len() } else { 0 })
    }
}
