//! Scoped keys: one for each person, application, purpose, generation of the data seed and epoch, and none leads to another.

use crate::domain::Secret;
use crate::domain::scope::{Delivery, ENTITY_ID_MAX, KeyNumber, Purpose};
use crate::vault::derive::hkdf_expand;
use crate::vault::encode::lp;
use crate::vault::labels;
use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD};
use zeroize::Zeroizing;

/// What a key is for. How it is delivered is in the label: whoever switches a scope's delivery gets other keys, never those
/// that the other way had promised to keep from them.
#[derive(Debug, Clone, Copy)]
pub struct ScopedFor<'a> {
    entity_id: &'a str,
    purpose: &'a Purpose,
    delivery: Delivery,
}

impl<'a> ScopedFor<'a> {
    /// `None` for an entityID that is too long for a derivation.
    pub fn new(entity_id: &'a str, purpose: &'a Purpose, delivery: Delivery) -> Option<Self> {
        (entity_id.len() <= ENTITY_ID_MAX).then_some(Self { entity_id, purpose, delivery })
    }

    fn info(&self, epoch: u32) -> Vec<u8> {
        let label = match self.delivery {
            Delivery::Assertion => labels::SCOPED_KEY_ASSERTION,
            Delivery::Browser => labels::SCOPED_KEY_BROWSER,
        };
        let named = lp(&[label.as_bytes(), self.entity_id.as_bytes(), self.purpose.as_str().as_bytes()]);
        [named.as_slice(), &epoch.to_be_bytes()].concat()
    }
}

/// A scoped key with its number.
#[derive(Debug)]
pub struct ScopedKey {
    pub number: KeyNumber,
    pub key: Secret<32>,
}

impl ScopedKey {
    /// `HKDF-Expand(D, lp(label ‖ entityID ‖ purpose) ‖ epoch)`, of the data seed of this generation.
    pub fn derive(data_seed: &Secret<32>, scoped: &ScopedFor<'_>, number: KeyNumber) -> Self {
        Self { number, key: hkdf_expand(data_seed, &scoped.info(number.epoch)) }
    }

    /// `generation.epoch.check`. The check, of 40 bits, follows from the key: a person who lost every way in and began again has
    /// other keys under the numbers of before.
    pub fn id(&self) -> String {
        let check = hkdf_expand(&self.key, &lp(&[labels::SCOPED_KEY_CHECK.as_bytes()]));
        let [a, b, c, d, e, ..] = *check.expose();
        format!("{}.{}", self.number, BASE32_NOPAD.encode(&[a, b, c, d, e]).to_ascii_lowercase())
    }

    /// The key as text: base64url without padding, 43 characters.
    pub fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64URL_NOPAD.encode(self.key.expose()))
    }
}

/// The keys of these epochs under every generation of the data seed, elders included, newest first: the first is the one to
/// seal with.
pub fn all_of(data_seeds: &[Secret<32>], scoped: &ScopedFor<'_>, epochs: &[u32]) -> Vec<ScopedKey> {
    let mut epochs = epochs.to_vec();
    epochs.sort_unstable_by(|one, other| other.cmp(one));
    epochs.dedup();
    let generations = (1..).zip(data_seeds).collect::<Vec<(u32, _)>>();
    let each = generations.into_iter().rev();
    let of = |(generation, seed)| {
        epochs.iter().map(move |&epoch| ScopedKey::derive(seed, scoped, KeyNumber { generation, epoch }))
    };
    each.flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn purpose(word: &str) -> Purpose {
        Purpose::parse(word).unwrap()
    }

    // Threat: one application's key opens what another, another purpose or another person's was to keep; or a scope whose delivery
    // is switched gives the server what only the page was to have.
    #[test]
    fn every_part_gives_another_key() {
        let (notes, files) = (purpose("notes"), purpose("files"));
        let sp = "https://sp.example/saml";
        let mut keys = HashSet::new();
        for seed in [1, 2] {
            for entity_id in [sp, "https://sp.example/sam", "https://sp.example/samln"] {
                for purpose in [&notes, &files] {
                    for delivery in Delivery::ALL {
                        let scoped = ScopedFor::new(entity_id, purpose, delivery).unwrap();
                        for epoch in [1, 2, 256] {
                            let number = KeyNumber { generation: 1, epoch };
                            let one = ScopedKey::derive(&Secret::new([seed; 32]), &scoped, number);
                            assert!(keys.insert(*one.key.expose()), "{seed} {scoped:?} {epoch}");
                        }
                    }
                }
            }
        }
        assert_eq!(keys.len(), 2 * 3 * 2 * 2 * 3);
    }

    #[test]
    fn all_come_newest_first() {
        let notes = purpose("notes");
        let scoped = ScopedFor::new("https://sp.example/saml", &notes, Delivery::Assertion).unwrap();
        let keys = all_of(&[Secret::new([1; 32]), Secret::new([2; 32])], &scoped, &[3, 5, 3]);
        let numbers: Vec<String> = keys.iter().map(|key| key.number.to_string()).collect();
        assert_eq!(numbers, ["2.5", "2.3", "1.5", "1.3"]);
        let oldest = ScopedKey::derive(&Secret::new([1; 32]), &scoped, KeyNumber { generation: 1, epoch: 3 });
        assert_eq!(keys[3].key, oldest.key);
        assert!(all_of(&[], &scoped, &[1]).is_empty() && all_of(&[Secret::new([1; 32])], &scoped, &[]).is_empty());
    }

    #[test]
    fn an_id_tells_keys_of_one_number_apart_and_a_key_prints_redacted() {
        let notes = purpose("notes");
        let scoped = ScopedFor::new("https://sp.example/saml", &notes, Delivery::Assertion).unwrap();
        let number = KeyNumber { generation: 1, epoch: 1 };
        let [one, other] = [1, 2].map(|seed| ScopedKey::derive(&Secret::new([seed; 32]), &scoped, number));
        assert_ne!(one.id(), other.id());
        let rest = one.id();
        assert!(rest.starts_with("1.1.") && rest.len() == 12, "{rest}");
        assert_eq!(one.text().len(), 43);
        assert!(!format!("{one:?}").contains(one.text().as_str()) && format!("{one:?}").contains("redacted"));
    }

    #[test]
    fn a_name_that_is_too_long_for_a_derivation_has_none() {
        let (notes, long) = (purpose(&"a".repeat(24)), "u".repeat(ENTITY_ID_MAX));
        let scoped = ScopedFor::new(&long, &notes, Delivery::Assertion).unwrap();
        assert!(scoped.info(u32::MAX).len() <= crate::vault::derive::LONGEST_INFO);
        assert!(ScopedFor::new(&format!("{long}u"), &notes, Delivery::Assertion).is_none());
    }
}
