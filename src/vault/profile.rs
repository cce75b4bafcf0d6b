//! The profile: what a person's own root keeps of them, and the identifiers that follow from it.
//!
//! Encoded as nested [`lp`] lists rather than by a general library, so that every buffer is known and wiped.

use crate::domain::{Attribute, Secret, SecretBytes, WayId};
use crate::vault::encode::{Reader, lp};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The encoding's version, its first part. Version 1, which is read, did not list the items that count.
const VERSION: u8 = 2;

/// What is sealed under an account's root.
#[derive(Debug)]
pub struct Profile {
    /// What the person says of themselves; may be empty. Administered attributes come through the inbox.
    pub attributes: Vec<Attribute>,
    /// The ways in and their X25519 public keys: a new root is sealed to each.
    pub ways: Vec<(WayId, [u8; 32])>,
    /// `I`: all pairwise identifiers follow from it. It never changes.
    pub identity_seed: Secret<32>,
    /// `D` and its elders, newest last: scoped keys follow from them.
    pub data_seeds: Vec<Secret<32>>,
    /// The highest grant sequence seen, so that older grants do not come back.
    pub grant_sequence: u64,
    /// The inbox items that counted when the inbox was last read, in order: of all up to `grant_sequence`, no others do.
    pub granted: Vec<Uuid>,
    /// The private key of the account's inbox.
    pub inbox_private: Secret<32>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    #[error("the profile has encoding version {0:?}, which this program does not know")]
    Version(Vec<u8>),
    #[error("the profile's {0} cannot be read")]
    Malformed(&'static str),
}

impl Profile {
    /// The canonical encoding: two equal profiles give the same octets.
    pub fn encode(&self) -> SecretBytes {
        let attributes = wiped(self.attributes.iter().map(encode_attribute));
        let ways = wiped(self.ways.iter().map(|(id, public)| Zeroizing::new(lp(&[id.as_bytes(), public]))));
        let granted: Vec<&[u8]> = self.granted.iter().map(|id| id.as_bytes().as_slice()).collect();
        let seeds: Vec<&[u8]> = self.data_seeds.iter().map(|seed| seed.expose().as_slice()).collect();
        SecretBytes::new(lp(&[
            &[VERSION],
            &attributes,
            &ways,
            self.identity_seed.expose(),
            &Zeroizing::new(lp(&seeds)),
            &self.grant_sequence.to_be_bytes(),
            self.inbox_private.expose(),
            &lp(&granted),
        ]))
    }

    /// Reads what [`Profile::encode`] wrote.
    ///
    /// # Errors
    /// Another version, and any octets that `encode` would not have written.
    pub fn decode(octets: &SecretBytes) -> Result<Self, ProfileError> {
        use ProfileError::Malformed;
        let mut reader = Reader::new(octets.expose());
        let version = reader.part().ok_or(Malformed("version"))?;
        let lists_items = version == [VERSION];
        if !lists_items && version != [1] {
            // At most a few octets of it: it is not secret, but neither is it trusted.
            return Err(ProfileError::Version(version.iter().take(8).copied().collect()));
        }
        let mut profile = Self {
            attributes: list(&mut reader, decode_attribute).ok_or(Malformed("attributes"))?,
            ways: list(&mut reader, decode_way).ok_or(Malformed("ways in"))?,
            identity_seed: secret(reader.part()).ok_or(Malformed("identity seed"))?,
            data_seeds: list(&mut reader, |part| secret(Some(part))).ok_or(Malformed("data seeds"))?,
            grant_sequence: reader.array().map(u64::from_be_bytes).ok_or(Malformed("grant sequence"))?,
            inbox_private: secret(reader.part()).ok_or(Malformed("inbox key"))?,
            granted: Vec::new(),
        };
        if lists_items {
            profile.granted = list(&mut reader, |part| Uuid::from_slice(part).ok()).ok_or(Malformed("items"))?;
        }
        if reader.is_done() { Ok(profile) } else { Err(Malformed("end")) }
    }
}

fn encode_attribute(attribute: &Attribute) -> Zeroizing<Vec<u8>> {
    let parts: Vec<&[u8]> =
        std::iter::once(&attribute.name).chain(&attribute.values).map(|text| text.as_bytes()).collect();
    Zeroizing::new(lp(&parts))
}

fn decode_attribute(octets: &[u8]) -> Option<Attribute> {
    let mut reader = Reader::new(octets);
    let name = reader.text()?;
    let mut values = Vec::new();
    while !reader.is_done() {
        values.push(reader.text()?);
    }
    Some(Attribute { name, values })
}

fn decode_way(octets: &[u8]) -> Option<(WayId, [u8; 32])> {
    let mut reader = Reader::new(octets);
    let way = (WayId(Uuid::from_bytes(reader.array()?)), reader.array()?);
    reader.is_done().then_some(way)
}

fn secret(part: Option<&[u8]>) -> Option<Secret<32>> {
    Secret::from_slice(part?)
}

/// The [`lp`] list of encoded entries, each of which is wiped after.
fn wiped(entries: impl Iterator<Item = Zeroizing<Vec<u8>>>) -> Zeroizing<Vec<u8>> {
    let entries: Vec<_> = entries.collect();
    let parts: Vec<&[u8]> = entries.iter().map(|entry| entry.as_slice()).collect();
    Zeroizing::new(lp(&parts))
}

fn list<T>(reader: &mut Reader<'_>, entry: impl Fn(&[u8]) -> Option<T>) -> Option<Vec<T>> {
    Reader::new(reader.part()?).rest()?.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        Profile {
            attributes: vec![
                Attribute { name: "nickname".into(), values: vec!["Änni".into(), String::new()] },
                Attribute { name: "pronouns".into(), values: Vec::new() },
            ],
            ways: vec![(WayId(Uuid::from_bytes([1; 16])), [2; 32]), (WayId(Uuid::from_bytes([3; 16])), [4; 32])],
            identity_seed: Secret::new([5; 32]),
            data_seeds: vec![Secret::new([6; 32]), Secret::new([7; 32])],
            grant_sequence: u64::MAX,
            granted: vec![Uuid::from_bytes([9; 16]), Uuid::from_bytes([10; 16])],
            inbox_private: Secret::new([8; 32]),
        }
    }

    #[test]
    fn reads_back_what_it_wrote() {
        let (before, octets) = (profile(), profile().encode());
        let after = Profile::decode(&octets).unwrap();
        assert_eq!(after.attributes, before.attributes);
        assert_eq!(after.ways, before.ways);
        assert_eq!(after.data_seeds, before.data_seeds);
        assert_eq!((after.grant_sequence, after.granted), (before.grant_sequence, before.granted));
        assert_eq!(after.inbox_private, before.inbox_private);
        assert_eq!(profile().encode().expose(), octets.expose());
    }

    #[test]
    fn reads_what_version_1_wrote() {
        let octets = profile().encode();
        let mut parts = Reader::new(octets.expose()).rest().unwrap();
        parts[0] = &[1];
        parts.pop();
        let after = Profile::decode(&SecretBytes::new(lp(&parts))).unwrap();
        assert_eq!((after.grant_sequence, after.granted), (u64::MAX, Vec::new()));
        assert_eq!(after.inbox_private, profile().inbox_private);
    }

    #[test]
    fn refuses_what_it_would_not_write() {
        let octets = profile().encode();
        for end in 0..octets.expose().len() {
            assert!(Profile::decode(&SecretBytes::new(octets.expose()[..end].to_vec())).is_err(), "cut at {end}");
        }
        let longer = SecretBytes::new([octets.expose(), &lp(&[b"more"])].concat());
        assert_eq!(Profile::decode(&longer).unwrap_err(), ProfileError::Malformed("end"));
        let newer = SecretBytes::new(lp(&[&[3], b"other"]));
        assert_eq!(Profile::decode(&newer).unwrap_err(), ProfileError::Version(vec![3]));
    }

    #[test]
    fn prints_no_secret() {
        let text = format!("{:?}", profile());
        assert!(!text.contains("nni") && !text.contains("5, 5") && !text.contains("8, 8"), "{text}");
    }
}
