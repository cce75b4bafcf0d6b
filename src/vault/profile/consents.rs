//! What a person has said about keys for applications, as their own profile keeps it: whoever writes to the database agrees to
//! nothing in their place. Also which keys were delivered, so that they can be told.

use super::parts::{list, wiped};
use crate::domain::scope::{Delivery, ENTITY_ID_MAX, KeyNumber, Purpose};
use crate::domain::{Secret, SecretBytes};
use crate::vault::encode::{Reader, lp};
use time::Date;
use zeroize::Zeroizing;

/// What a person said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The application gets the key.
    Agreed,
    /// It does not, and the person is not asked again.
    Never,
    /// It does not, and the person is asked at the next sign-on.
    Ask,
}

impl Answer {
    const ALL: [Self; 3] = [Self::Agreed, Self::Never, Self::Ask];

    /// The octet for it.
    pub const fn octet(self) -> u8 {
        match self {
            Self::Agreed => 1,
            Self::Never => 2,
            Self::Ask => 3,
        }
    }

    pub fn from_octet(octet: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.octet() == octet)
    }
}

/// What exactly was agreed to: when one of them is another, the person did not agree to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// SHA-256 of the keys that assertions to the service provider are encrypted with.
    pub keys: [u8; 32],
    /// SHA-256 of its metadata as stored.
    pub metadata: [u8; 32],
    /// SHA-256 of what the operator chose for the scope.
    pub terms: [u8; 32],
}

/// A key that was delivered, and the day of the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivered {
    pub number: KeyNumber,
    pub on: Date,
}

/// What a person said about one purpose of one application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    pub entity_id: String,
    pub purpose: Purpose,
    pub delivery: Delivery,
    pub answer: Answer,
    /// When it was said, in seconds since 1970.
    pub at: i64,
    pub fingerprint: Fingerprint,
    /// The highest version of the scope's row that was seen, so that an earlier one does not come back.
    pub seen: u64,
    /// By number, lowest first.
    pub delivered: Vec<Delivered>,
}

impl Consent {
    /// Whether it is about this.
    pub fn is_about(&self, entity_id: &str, purpose: &Purpose, delivery: Delivery) -> bool {
        self.place() == (entity_id, purpose, delivery)
    }

    /// Whether it is about this purpose, in whatever way its keys are delivered.
    pub fn is_of(&self, entity_id: &str, purpose: &Purpose) -> bool {
        self.entity_id == entity_id && self.purpose == *purpose
    }

    fn place(&self) -> (&str, &Purpose, Delivery) {
        (&self.entity_id, &self.purpose, self.delivery)
    }

    /// Notes keys that are about to be delivered. Whether one of them is new.
    pub fn note(&mut self, numbers: impl IntoIterator<Item = KeyNumber>, on: Date) -> bool {
        let before = self.delivered.len();
        for number in numbers {
            if self.delivered.iter().all(|known| known.number != number) {
                self.delivered.push(Delivered { number, on });
            }
        }
        self.delivered.sort_unstable_by_key(|one| one.number);
        self.delivered.len() > before
    }
}

/// What a sign-on needs of a profile to deliver keys: what was agreed to, and what the keys follow from.
#[derive(Debug)]
pub struct Held {
    pub consents: Vec<Consent>,
    /// Newest last.
    pub data_seeds: Vec<Secret<32>>,
}

impl Held {
    /// For a record that is sealed.
    pub fn encode(consents: &[Consent], data_seeds: &[Secret<32>]) -> SecretBytes {
        let seeds: Vec<&[u8]> = data_seeds.iter().map(|seed| seed.expose().as_slice()).collect();
        SecretBytes::new(lp(&[&encode(consents), &Zeroizing::new(lp(&seeds))]))
    }

    /// `None` for octets that [`Held::encode`] would not have written.
    pub fn decode(octets: &SecretBytes) -> Option<Self> {
        let mut reader = Reader::new(octets.expose());
        let consents = decode(reader.part()?)?;
        let data_seeds = list(&mut reader, Secret::from_slice)?;
        reader.is_done().then_some(Self { consents, data_seeds })
    }
}

/// Puts one in the place of what was said before about the same.
pub fn put(consents: &mut Vec<Consent>, consent: Consent) {
    consents.retain(|known| known.place() != consent.place());
    consents.push(consent);
    consents.sort_unstable_by(|one, other| one.place().cmp(&other.place()));
}

/// The [`lp`] list of all, in the order of what they are about.
pub fn encode(consents: &[Consent]) -> Zeroizing<Vec<u8>> {
    let mut ordered: Vec<&Consent> = consents.iter().collect();
    ordered.sort_unstable_by(|one, other| one.place().cmp(&other.place()));
    wiped(ordered.into_iter().map(encode_one))
}

/// `None` for octets that [`encode`] would not have written.
pub fn decode(octets: &[u8]) -> Option<Vec<Consent>> {
    let consents: Vec<Consent> = Reader::new(octets).rest()?.into_iter().map(decode_one).collect::<Option<_>>()?;
    consents.is_sorted_by(|one, next| one.place() < next.place()).then_some(consents)
}

fn encode_one(consent: &Consent) -> Zeroizing<Vec<u8>> {
    let mut delivered = Vec::with_capacity(consent.delivered.len() * 12);
    for one in &consent.delivered {
        delivered.extend_from_slice(&one.number.generation.to_be_bytes());
        delivered.extend_from_slice(&one.number.epoch.to_be_bytes());
        delivered.extend_from_slice(&one.on.to_julian_day().to_be_bytes());
    }
    Zeroizing::new(lp(&[
        consent.entity_id.as_bytes(),
        consent.purpose.as_str().as_bytes(),
        consent.delivery.word().as_bytes(),
        &[consent.answer.octet()],
        &consent.at.to_be_bytes(),
        &consent.fingerprint.keys,
        &consent.fingerprint.metadata,
        &consent.fingerprint.terms,
        &consent.seen.to_be_bytes(),
        &delivered,
    ]))
}

fn decode_one(octets: &[u8]) -> Option<Consent> {
    let mut reader = Reader::new(octets);
    let consent = Consent {
        entity_id: reader.text().filter(|name| !name.is_empty() && name.len() <= ENTITY_ID_MAX)?,
        purpose: Purpose::parse(&reader.text()?).ok()?,
        delivery: Delivery::from_word(&reader.text()?)?,
        answer: reader.array().and_then(|[octet]| Answer::from_octet(octet))?,
        at: i64::from_be_bytes(reader.array()?),
        fingerprint: Fingerprint { keys: reader.array()?, metadata: reader.array()?, terms: reader.array()? },
        seen: u64::from_be_bytes(reader.array()?),
        delivered: delivered_of(reader.part()?)?,
    };
    reader.is_done().then_some(consent)
}

fn delivered_of(octets: &[u8]) -> Option<Vec<Delivered>> {
    let (numbers, rest) = octets.as_chunks::<12>();
    let one = |[a, b, c, d, e, f, g, h, i, j, k, l]: &[u8; 12]| {
        let number =
            KeyNumber { generation: u32::from_be_bytes([*a, *b, *c, *d]), epoch: u32::from_be_bytes([*e, *f, *g, *h]) };
        Some(Delivered { number, on: Date::from_julian_day(i32::from_be_bytes([*i, *j, *k, *l])).ok()? })
    };
    let delivered: Vec<Delivered> = numbers.iter().map(one).collect::<Option<_>>()?;
    let is_in_order = delivered.is_sorted_by(|one, next| one.number < next.number);
    (rest.is_empty() && is_in_order).then_some(delivered)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use time::macros::date;

    const DAY: Date = date!(2026 - 04 - 11);

    pub(crate) fn consent(entity_id: &str, purpose: &str) -> Consent {
        let number = |generation, epoch| KeyNumber { generation, epoch };
        Consent {
            entity_id: entity_id.into(),
            purpose: Purpose::parse(purpose).unwrap(),
            delivery: Delivery::Assertion,
            answer: Answer::Agreed,
            at: 1_790_000_000,
            fingerprint: Fingerprint { keys: [1; 32], metadata: [2; 32], terms: [3; 32] },
            seen: 4,
            delivered: [number(1, 2), number(2, 1)].map(|number| Delivered { number, on: DAY }).to_vec(),
        }
    }

    #[test]
    fn come_back_from_their_octets_and_from_no_others() {
        let (one, other) = (consent("https://a.example", "notes"), consent("https://b.example", "files"));
        let octets = encode(&[other.clone(), one.clone()]);
        assert_eq!(decode(&octets), Some(vec![one.clone(), other.clone()]));
        assert_eq!(encode(&[one.clone(), other.clone()]), octets, "one encoding");
        assert_eq!(decode(&[]), Some(Vec::new()));
        for end in 1..octets.len() {
            let is_whole = end == encode(std::slice::from_ref(&one)).len();
            assert_eq!(decode(&octets[..end]).is_some(), is_whole, "cut at {end}");
        }
        let (a, b) = (encode_one(&one), encode_one(&other));
        assert_eq!(decode(&lp(&[&b, &a])), None, "another order");
        assert_eq!(decode(&lp(&[&a, &a])), None, "twice");
        let longer = [a.as_slice(), &lp(&[b"more"])].concat();
        assert_eq!(decode(&lp(&[&longer])), None);
        let mut unordered = one;
        unordered.delivered.reverse();
        assert_eq!(decode(&encode(&[unordered])), None);
    }

    #[test]
    fn a_new_answer_takes_the_place_of_the_one_before() {
        let mut all = vec![consent("https://b.example", "notes")];
        put(&mut all, consent("https://a.example", "notes"));
        put(&mut all, Consent { answer: Answer::Never, ..consent("https://b.example", "notes") });
        put(&mut all, Consent { delivery: Delivery::Browser, ..consent("https://b.example", "notes") });
        let answers: Vec<_> = all.iter().map(|one| (one.entity_id.as_str(), one.delivery, one.answer)).collect();
        let b = "https://b.example";
        assert_eq!(
            answers,
            [
                ("https://a.example", Delivery::Assertion, Answer::Agreed),
                (b, Delivery::Assertion, Answer::Never),
                (b, Delivery::Browser, Answer::Agreed)
            ]
        );
    }

    #[test]
    fn a_delivery_is_noted_once() {
        let mut one = consent("https://a.example", "notes");
        let number = |generation, epoch| KeyNumber { generation, epoch };
        let later = DAY.next_day().unwrap();
        assert!(!one.note([number(2, 1), number(1, 2)], later));
        assert!(one.note([number(2, 1), number(1, 1)], later));
        let days: Vec<_> = one.delivered.iter().map(|one| (one.number.to_string(), one.on)).collect();
        assert_eq!(days, [("1.1".into(), later), ("1.2".into(), DAY), ("2.1".into(), DAY)]);
    }
}
