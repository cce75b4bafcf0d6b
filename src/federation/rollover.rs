//! When the SAML keys may take their next step, by what service providers hold of our metadata. Pure.
//!
//! A next key is published, signs when every copy of the metadata without it is over, and the former one goes when
//! nothing that it signed is under way any more. For decryption it is the other way round: a next key waits for keepers alone, and
//! the former one for the last copy of the metadata that gives it.

use crate::keeper::{SamlCertificate, SamlKeyFacts, SamlKeyKind, SamlKeyState};
use crate::saml::assertion::Validity;
use crate::saml::metadata::CACHE_DURATION;
use time::{Duration, OffsetDateTime};

/// A step that an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Publish,
    Switch,
    Retire,
}

/// How far service providers' clocks may be off, and how long a server may not have noticed.
const CLOCKS: Duration = Duration::minutes(5);
/// A next key is due so long before it must sign, besides what metadata takes to get around.
const IN_GOOD_TIME: Duration = Duration::days(60);

/// How long what we publish may be held.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    metadata: Duration,
}

impl Schedule {
    /// By `[metadata] valid_days`.
    pub fn new(valid_days: Option<u16>) -> Self {
        // With a validUntil a copy counts until then at the longest, and that lies up to a day further off than the days say.
        // Without one there is cacheDuration alone, and what a proxy in between kept for as long may be handed on.
        let metadata = valid_days.map_or(CACHE_DURATION * 2, |days| Duration::days(i64::from(days) + 1));
        Self { metadata }
    }

    /// How long a copy of the metadata may be held.
    pub fn metadata(&self) -> Duration {
        self.metadata
    }

    /// From when a next key may sign.
    pub fn switch_from(&self, next: &SamlKeyFacts) -> OffsetDateTime {
        match next.kind {
            SamlKeyKind::Signing(_) => next.published + self.metadata,
            // Metadata gives it from then on, and every keeper has it.
            SamlKeyKind::Decryption => next.published,
        }
    }

    /// From when a former key may go: what it signed last is over by then, and so is every copy of the metadata that does not
    /// know the key that signs now, also where that was switched to early.
    pub fn retire_from(&self, former: &SamlKeyFacts, in_use: &SamlKeyFacts) -> OffsetDateTime {
        let metadata = match former.kind {
            SamlKeyKind::Signing(_) => Duration::ZERO,
            // Whoever holds the last copy that gives the former key encrypts to it until the copy is over.
            SamlKeyKind::Decryption => self.metadata,
        };
        let messages = former.former.map(|since| since + metadata + Validity::LONGEST + CLOCKS);
        let metadata = in_use.published + self.metadata;
        messages.map_or(metadata, |messages| messages.max(metadata))
    }

    /// What is to be done next about a key, and from when; nothing while something else comes first.
    pub fn next(&self, key: &SamlCertificate, all: &[SamlCertificate]) -> Option<(Step, OffsetDateTime)> {
        let other = |state| all.iter().find(|other| other.facts.is(key.facts.kind, state));
        match key.facts.state {
            SamlKeyState::Published => Some((Step::Switch, self.switch_from(&key.facts))),
            SamlKeyState::Former => {
                let in_use = other(SamlKeyState::InUse)?;
                Some((Step::Retire, self.retire_from(&key.facts, &in_use.facts)))
            }
            SamlKeyState::InUse if other(SamlKeyState::Published).is_some() => None,
            SamlKeyState::InUse => Some((Step::Publish, key.not_after()? - self.metadata - IN_GOOD_TIME)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SigningAlgorithm;
    use crate::keeper::SamlKeyId;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-04-11 12:00 UTC);

    fn facts(state: SamlKeyState) -> SamlKeyFacts {
        let kind = SigningAlgorithm::RsaSha256.into();
        let id = SamlKeyId([state as u8; 32]);
        SamlKeyFacts { id, kind, state, published: NOW, used: None, former: None }
    }

    #[test]
    fn what_is_published_says_how_long_to_wait() {
        let next = facts(SamlKeyState::Published);
        assert_eq!(Schedule::new(None).switch_from(&next), NOW + Duration::hours(2));
        // validUntil is a midnight at least fourteen days off: fifteen at most.
        assert_eq!(Schedule::new(Some(14)).switch_from(&next), NOW + Duration::days(15));
    }

    #[test]
    fn a_former_key_waits_for_its_messages_and_for_metadata_that_does_not_know_the_new_one() {
        let schedule = Schedule::new(None);
        let former = |at| SamlKeyFacts { former: Some(at), ..facts(SamlKeyState::Former) };
        let in_use = facts(SamlKeyState::InUse);
        let late = NOW + Duration::days(3);
        assert_eq!(schedule.retire_from(&former(late), &in_use), late + Duration::minutes(10));
        // Switched to at once, after it was published.
        assert_eq!(schedule.retire_from(&former(NOW), &in_use), NOW + Duration::hours(2));
    }

    #[test]
    fn a_key_for_decryption_waits_for_nobody_before_it_is_given_and_for_every_copy_of_the_metadata_before_it_goes() {
        let of = |state| SamlKeyFacts { kind: SamlKeyKind::Decryption, ..facts(state) };
        let schedule = Schedule::new(Some(14));
        assert_eq!(schedule.switch_from(&of(SamlKeyState::Published)), NOW);
        let late = NOW + Duration::days(3);
        let former = SamlKeyFacts { former: Some(late), ..of(SamlKeyState::Former) };
        let from = late + Duration::days(15) + Duration::minutes(10);
        assert_eq!(schedule.retire_from(&former, &of(SamlKeyState::InUse)), from);
    }
}
