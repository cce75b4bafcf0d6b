//! The SAML keys that a keeper has destroyed, by name, so that none comes back from a keeper that has not destroyed it yet.
//! Nothing in it is secret.

use super::keys::Keys;
use super::saml_key::SamlKey;
use super::saml_keys::{SamlKeyId, not_before};
use time::OffsetDateTime;

/// Names that are kept. Whoever has keys made and destroyed without end fills no file with them: a name that falls out leaves its
/// age behind, and what is no younger is not taken.
pub(super) const MOST_RETIRED: usize = 64;

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Retired {
    /// In the order in which they were destroyed.
    pub(super) keys: Vec<RetiredKey>,
    /// The youngest of those whose names fell out was made then.
    pub(super) older: Option<OffsetDateTime>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct RetiredKey {
    pub(super) id: SamlKeyId,
    /// When its certificate begins.
    pub(super) made: OffsetDateTime,
}

impl Retired {
    pub(super) fn has_number(&self, number: u32) -> bool {
        self.keys.iter().any(|key| key.id.number() == number)
    }

    /// Whether a key was destroyed here, or may have been.
    pub(super) fn has(&self, key: &SamlKey) -> bool {
        let (id, made) = (key.id(), not_before(&key.certificate));
        self.keys.iter().any(|gone| gone.id == id) || self.older.is_some_and(|older| made.is_none_or(|at| at <= older))
    }

    fn add(&mut self, key: RetiredKey) {
        self.keys.push(key);
        let over = self.keys.len().saturating_sub(MOST_RETIRED);
        let fallen = self.keys.drain(..over).map(|gone| gone.made).max();
        self.older = self.older.max(fallen);
    }
}

impl Keys {
    /// To be said of a key before it goes.
    pub(super) fn note_retired(&mut self, id: SamlKeyId) {
        if let Some(key) = self.saml.iter().find(|key| key.id() == id) {
            let made = not_before(&key.certificate).unwrap_or(key.published);
            self.saml_retired.add(RetiredKey { id, made });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SigningAlgorithm, SystemRandom};
    use crate::keeper::saml_keys::SamlKeyState;
    use crate::keeper::testing::NOW;
    use time::Duration;

    fn made(at: OffsetDateTime) -> SamlKey {
        SamlKey::generate(SigningAlgorithm::EcdsaSha256, SamlKeyState::Published, &SystemRandom, at).unwrap()
    }

    // Threat: so many keys are made and destroyed that the name of the one to be brought back falls out, or the file grows
    // until no keeper reads it.
    #[test]
    fn a_name_that_falls_out_leaves_its_age_behind() {
        let mut keys = Keys::generate(&SystemRandom, NOW, &None).unwrap();
        let (first, younger) = (made(NOW), made(NOW + Duration::HOUR));
        let id = first.id();
        keys.saml.push(first);
        keys.note_retired(id);
        let first = keys.saml.pop().unwrap();
        assert!(keys.saml_retired.has(&first) && !keys.saml_retired.has(&younger));
        assert_eq!(keys.saml_retired.older, None);
        for n in 1..=u8::try_from(MOST_RETIRED).unwrap() {
            keys.saml_retired.add(RetiredKey { id: SamlKeyId([n; 32]), made: NOW + Duration::seconds(n.into()) });
        }
        assert_eq!(keys.saml_retired.keys.len(), MOST_RETIRED);
        assert!(!keys.saml_retired.has_number(id.number()), "control: the name fell out");
        assert!(keys.saml_retired.has(&first) && !keys.saml_retired.has(&younger));
        let again = Keys::decode(&keys.encode().unwrap()).unwrap();
        assert_eq!(again.saml_retired, keys.saml_retired, "as it lies on disk");
    }

    #[test]
    fn a_file_of_before_there_were_names_is_read_and_written_without() {
        let text =
            String::from_utf8(Keys::generate(&SystemRandom, NOW, &None).unwrap().encode().unwrap().to_vec()).unwrap();
        assert!(!text.contains("retired"));
        assert_eq!(Keys::decode(text.as_bytes()).unwrap().saml_retired, Retired::default());
    }
}
