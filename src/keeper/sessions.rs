//! Session epoch keys from a one-way ratchet: each day's key follows from the chain, no earlier one follows from a later
//! link. Why a ratchet: `docs/decisions/0003-session-epochs-ratchet.md`.

use crate::domain::Secret;
use crate::keeper::error::KeeperError;
use crate::vault::derive::hkdf_expand;
use crate::vault::encode::lp;
use crate::vault::labels;
use time::macros::date;
use time::{Date, OffsetDateTime};

/// The day of epoch 0.
const FIRST_DAY: Date = date!(2026 - 01 - 01);
/// How many epochs ahead of the clock a key is given out: servers' clocks differ, and a session begun now may want the
/// next day's key; more would only help whoever collects keys.
pub(super) const AHEAD: u32 = 2;

/// The session epoch of a moment: whole days, in UTC, since 2026-01-01; 0 before.
pub fn session_epoch(now: OffsetDateTime) -> u32 {
    let day = now.to_offset(time::UtcOffset::UTC).date();
    u32::try_from((day - FIRST_DAY).whole_days()).unwrap_or_default()
}

/// The day of an epoch.
pub fn day_of_epoch(epoch: u32) -> Date {
    FIRST_DAY.checked_add(time::Duration::days(epoch.into())).unwrap_or(Date::MAX)
}

/// The oldest kept link. Older links, and with them older keys, are gone once it moves on.
pub(super) struct Chain {
    pub(super) epoch: u32,
    pub(super) link: Secret<32>,
}

impl Chain {
    /// The key of an epoch; `now` is the clock's.
    pub(super) fn key(&self, epoch: u32, now: u32) -> Result<Secret<32>, KeeperError> {
        let link = self.link_at(epoch, now.saturating_add(AHEAD), now)?;
        Ok(expand(&link, labels::KEEPER_SESSION))
    }

    /// The chain with every link before `epoch` left out. An epoch it has left out already changes nothing.
    pub(super) fn without_before(&self, epoch: u32, now: u32) -> Result<Self, KeeperError> {
        let epoch = epoch.max(self.epoch);
        // Never past today: sessions that begin now need their key.
        Ok(Self { epoch, link: self.link_at(epoch, now.max(self.epoch), now)? })
    }

    fn link_at(&self, epoch: u32, last: u32, now: u32) -> Result<Secret<32>, KeeperError> {
        if epoch > last {
            return Err(KeeperError::SessionAhead { asked: epoch, now });
        }
        let steps =
            epoch.checked_sub(self.epoch).ok_or(KeeperError::SessionRetired { asked: epoch, oldest: self.epoch })?;
        Ok((0..steps).fold(self.link.duplicate(), |link, _| expand(&link, labels::KEEPER_SESSION_NEXT)))
    }
}

fn expand(link: &Secret<32>, label: &str) -> Secret<32> {
    hkdf_expand(link, &lp(&[label.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn chain() -> Chain {
        Chain { epoch: 100, link: Secret::new([1; 32]) }
    }

    #[test]
    fn epochs_are_days() {
        assert_eq!(session_epoch(datetime!(2026-01-01 00:00 UTC)), 0);
        assert_eq!(session_epoch(datetime!(2026-01-01 23:59:59 UTC)), 0);
        assert_eq!(session_epoch(datetime!(2026-01-02 00:30 +01:00)), 0);
        assert_eq!(session_epoch(datetime!(2026-04-11 12:00 UTC)), 100);
        assert_eq!(session_epoch(datetime!(2025-12-31 23:59 UTC)), 0);
    }

    #[test]
    fn a_chain_that_moved_on_gives_the_same_later_keys() {
        let later = chain().without_before(103, 110).unwrap();
        assert_eq!(later.epoch, 103);
        for epoch in 103..=112 {
            assert_eq!(later.key(epoch, 110).unwrap(), chain().key(epoch, 110).unwrap());
        }
        assert_ne!(chain().key(103, 110).unwrap(), chain().key(104, 110).unwrap());
    }

    #[test]
    fn a_chain_that_moved_on_gives_no_earlier_key() {
        let later = chain().without_before(103, 110).unwrap();
        assert!(matches!(later.key(102, 110), Err(KeeperError::SessionRetired { asked: 102, oldest: 103 })));
        // The control: before it moved on it did.
        assert!(chain().key(102, 110).is_ok());
        // Moving back is not possible.
        assert_eq!(later.without_before(100, 110).unwrap().epoch, 103);
        // The link itself has changed: nothing of the older one is kept.
        assert_ne!(later.link, chain().link);
    }

    #[test]
    fn no_key_lies_more_than_two_days_ahead() {
        assert!(chain().key(112, 110).is_ok());
        assert!(matches!(chain().key(113, 110), Err(KeeperError::SessionAhead { asked: 113, now: 110 })));
        assert!(matches!(chain().without_before(111, 110), Err(KeeperError::SessionAhead { .. })));
        assert!(chain().key(u32::MAX, 110).is_err());
    }
}
