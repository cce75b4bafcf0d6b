//! The profile: what a person's own root keeps of them, and the identifiers that follow from it.
//!
//! Encoded as nested [`lp`] lists rather than by a general library, so that every buffer is known and wiped.

pub mod consents;
pub mod devices;
mod parts;
mod ways;

use self::consents::Consent;
use self::devices::NamedDevice;
use self::parts::{
    decode_attribute, decode_limits, decode_note, encode_attribute, encode_limits, encode_note, list, padded, secret,
    unpadded, wiped,
};
pub use self::ways::WayIn;
use self::ways::{decode_way, encode_way};
use crate::domain::{Attribute, FactorId, Limits, MemberId, Secret, SecretBytes, SecretText, WayId};
use crate::vault::encode::{Reader, lp};
use uuid::Uuid;
use zeroize::Zeroizing;

/// The encoding's version, its first part. Earlier ones are read and not written: the first did not list the items that
/// count, neither it nor the second named the identifier or the days on which ways in were made, the third
/// knew of no keyring, none of devices or of how long sessions last, the fifth named no factors, the sixth knew of no keys for
/// applications, and the seventh did not say of which kind a way in is.
const VERSION: u8 = 8;

/// What is sealed under an account's root.
#[derive(Debug)]
pub struct Profile {
    /// What the person says of themselves; may be empty. Administered attributes come through the inbox.
    pub attributes: Vec<Attribute>,
    /// The ways in: a new root is sealed to each.
    pub ways: Vec<WayIn>,
    /// What the person signs in with: a new passphrase is stretched with it. Empty in a profile of version 1, until the
    /// next sign-in.
    pub identifier: SecretText,
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
    /// What is to be remembered of the administrators' keyring.
    pub keyring: KeyringNote,
    /// How long the person's sessions last by the latest choice that they signed in under.
    pub limits: LimitsNote,
    /// The browsers that they have signed in with.
    pub devices: Vec<NamedDevice>,
    /// The second factors. Empty in a profile of before version 6, until it is next opened for a session or a change: everybody
    /// has one.
    pub factors: Vec<FactorId>,
    /// What the person said about keys for applications.
    pub consents: Vec<Consent>,
}

/// The latest choice of how long sessions last that a person has signed in under: it holds for them where the database says
/// that there was an earlier one, or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LimitsNote {
    /// 0 for none.
    pub version: u64,
    pub limits: Option<Limits>,
}

/// What a profile remembers of the administrators' keyring. Takes the same room in everybody's.
#[derive(Debug, Default)]
pub struct KeyringNote {
    /// Her own place on it, of an administrator who has one.
    pub member: Option<Membership>,
    /// The highest version of the keyring's row that was seen, so that an earlier one does not come back; 0 for none.
    pub seen: u64,
    /// SHA-256 of the escrowed seed's row as it was last written; zeros where none was.
    pub escrow: [u8; 32],
}

/// An administrator's place on the keyring.
#[derive(Debug)]
pub struct Membership {
    pub id: MemberId,
    /// The private half of the key that the keyring is sealed to.
    pub private: Secret<32>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    #[error("the profile has encoding version {0:?}, which this program does not know")]
    Version(Vec<u8>),
    #[error("the profile's {0} cannot be read")]
    Malformed(&'static str),
}

impl Profile {
    /// Whether it names a way in: the owner has it, whatever rows there are.
    pub fn names(&self, id: WayId) -> bool {
        self.ways.iter().any(|way| way.id == id)
    }

    /// Whether it names a factor: one that it does not is none, whatever rows there are.
    pub fn has_factor(&self, id: FactorId) -> bool {
        self.factors.contains(&id)
    }

    /// Names the factors in a profile that is from before they were named: those that have rows. Whether it did.
    pub fn learn_factors(&mut self, rows: impl Iterator<Item = FactorId>) -> bool {
        let is_of_before = self.factors.is_empty();
        if is_of_before {
            self.factors.extend(rows);
        }
        is_of_before && !self.factors.is_empty()
    }

    /// The canonical encoding: two equal profiles give the same octets.
    pub fn encode(&self) -> SecretBytes {
        let attributes = wiped(self.attributes.iter().map(encode_attribute));
        let ways = wiped(self.ways.iter().map(encode_way));
        let granted: Vec<&[u8]> = self.granted.iter().map(|id| id.as_bytes().as_slice()).collect();
        let factors: Vec<&[u8]> = self.factors.iter().map(|id| id.as_bytes().as_slice()).collect();
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
            &padded(&self.identifier),
            &encode_note(&self.keyring),
            &encode_limits(&self.limits),
            &devices::encode(&self.devices),
            &lp(&factors),
            &consents::encode(&self.consents),
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
        // At most a few octets of it: it is not secret, but neither is it trusted.
        let unknown = || ProfileError::Version(version.iter().take(8).copied().collect());
        let [version @ 1..=VERSION] = *version else { return Err(unknown()) };
        let (lists_items, is_named, knows_keyring, knows_devices) =
            (version > 1, version > 2, version > 3, version > 4);
        let (names_factors, knows_consents, has_kinds) = (version > 5, version > 6, version > 7);
        let mut profile = Self {
            attributes: list(&mut reader, decode_attribute).ok_or(Malformed("attributes"))?,
            ways: list(&mut reader, |part| decode_way(part, is_named, has_kinds)).ok_or(Malformed("ways in"))?,
            identity_seed: secret(reader.part()).ok_or(Malformed("identity seed"))?,
            data_seeds: list(&mut reader, |part| secret(Some(part))).ok_or(Malformed("data seeds"))?,
            grant_sequence: reader.array().map(u64::from_be_bytes).ok_or(Malformed("grant sequence"))?,
            inbox_private: secret(reader.part()).ok_or(Malformed("inbox key"))?,
            granted: Vec::new(),
            identifier: SecretText::default(),
            keyring: KeyringNote::default(),
            limits: LimitsNote::default(),
            devices: Vec::new(),
            factors: Vec::new(),
            consents: Vec::new(),
        };
        if lists_items {
            profile.granted = list(&mut reader, |part| Uuid::from_slice(part).ok()).ok_or(Malformed("items"))?;
        }
        if is_named {
            profile.identifier = unpadded(reader.part()).ok_or(Malformed("identifier"))?;
        }
        if knows_keyring {
            profile.keyring = reader.part().and_then(decode_note).ok_or(Malformed("keyring"))?;
        }
        if knows_devices {
            profile.limits = reader.part().and_then(decode_limits).ok_or(Malformed("limits"))?;
            profile.devices = reader.part().and_then(devices::decode).ok_or(Malformed("devices"))?;
        }
        if names_factors {
            let factor = |part: &[u8]| Uuid::from_slice(part).ok().map(FactorId);
            profile.factors = list(&mut reader, factor).ok_or(Malformed("factors"))?;
        }
        if knows_consents {
            profile.consents = reader.part().and_then(consents::decode).ok_or(Malformed("consents"))?;
        }
        if reader.is_done() { Ok(profile) } else { Err(Malformed("end")) }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::DeviceId;
    use crate::domain::identifier::IDENTIFIER_MAX;
    use crate::vault::harden::Way;
    use time::macros::date;

    pub(in crate::vault::profile) fn profile() -> Profile {
        Profile {
            attributes: vec![
                Attribute { name: "nickname".into(), values: vec!["Änni".into(), String::new()] },
                Attribute { name: "pronouns".into(), values: Vec::new() },
            ],
            ways: vec![
                WayIn {
                    id: WayId(Uuid::from_bytes([1; 16])),
                    public: [2; 32],
                    made_on: Some(date!(2026 - 04 - 11)),
                    kind: Some(Way::Passphrase),
                },
                WayIn { id: WayId(Uuid::from_bytes([3; 16])), public: [4; 32], made_on: None, kind: Some(Way::Kit) },
            ],
            identifier: SecretText::new("änni@example.org".into()),
            identity_seed: Secret::new([5; 32]),
            data_seeds: vec![Secret::new([6; 32]), Secret::new([7; 32])],
            grant_sequence: u64::MAX,
            granted: vec![Uuid::from_bytes([9; 16]), Uuid::from_bytes([10; 16])],
            inbox_private: Secret::new([8; 32]),
            keyring: KeyringNote {
                member: Some(Membership { id: MemberId(Uuid::from_bytes([11; 16])), private: Secret::new([12; 32]) }),
                seen: 13,
                escrow: [14; 32],
            },
            limits: LimitsNote { version: 15, limits: Limits::new(600, 30, 5).ok() },
            devices: vec![NamedDevice::new(DeviceId(Uuid::from_bytes([16; 16])), "Änni's", date!(2026 - 04 - 11))],
            factors: vec![FactorId(Uuid::from_bytes([17; 16])), FactorId(Uuid::from_bytes([18; 16]))],
            consents: vec![consents::tests::consent("https://sp.example/saml", "notes")],
        }
    }

    #[test]
    fn reads_back_what_it_wrote() {
        let (before, octets) = (profile(), profile().encode());
        let after = Profile::decode(&octets).unwrap();
        assert_eq!(after.attributes, before.attributes);
        assert_eq!(after.ways, before.ways);
        assert_eq!(after.identifier.expose(), before.identifier.expose());
        assert_eq!(after.data_seeds, before.data_seeds);
        assert_eq!((after.grant_sequence, after.granted), (before.grant_sequence, before.granted));
        assert_eq!(after.inbox_private, before.inbox_private);
        assert_eq!((after.limits, after.devices, after.factors), (before.limits, before.devices, before.factors));
        assert_eq!(after.consents, before.consents);
        assert_eq!((after.keyring.seen, after.keyring.escrow), (13, [14; 32]));
        let (member, known) = (after.keyring.member.unwrap(), before.keyring.member.unwrap());
        assert_eq!((member.id, member.private), (known.id, known.private));
        assert_eq!(profile().encode().expose(), octets.expose());
    }

    #[test]
    fn refuses_what_it_would_not_write() {
        let octets = profile().encode();
        for end in 0..octets.expose().len() {
            assert!(Profile::decode(&SecretBytes::new(octets.expose()[..end].to_vec())).is_err(), "cut at {end}");
        }
        let longer = SecretBytes::new([octets.expose(), &lp(&[b"more"])].concat());
        assert_eq!(Profile::decode(&longer).unwrap_err(), ProfileError::Malformed("end"));
        let newer = SecretBytes::new(lp(&[&[9], b"other"]));
        assert_eq!(Profile::decode(&newer).unwrap_err(), ProfileError::Version(vec![9]));
    }

    #[test]
    fn reads_what_earlier_versions_wrote() {
        let (unnamed, named) = (lp(&[&lp(&[&[1; 16], &[2; 32]])]), lp(&[&lp(&[&[1; 16], &[2; 32], &[]])]));
        let (items, name, note) = (lp(&[&[9; 16]]), [0; IDENTIFIER_MAX], [0; 88]);
        let limits = encode_limits(&LimitsNote::default());
        let devices = devices::encode(&[]);
        let consents = consents::encode(&[]);
        for version in [1, 2, 3, 4, 5, 6, 7] {
            let way = if version >= 3 { &named } else { &unnamed };
            let first = [version];
            let seeds = lp(&[&[6; 32]]);
            let parts: [&[u8]; 14] = [
                &first,
                &[],
                way,
                &[5; 32],
                &seeds,
                &[0; 8],
                &[8; 32],
                &items,
                &name,
                &note,
                &limits,
                &devices,
                &[],
                &consents,
            ];
            let octets = lp(&parts[..[7, 8, 9, 10, 12, 13, 14][usize::from(version) - 1]]);
            let mut old = Profile::decode(&SecretBytes::new(octets)).unwrap();
            assert_eq!((old.ways[0].public, old.ways[0].made_on), ([2; 32], None));
            assert!(old.lacks_kinds());
            assert_eq!((old.granted.len(), old.identifier.is_empty()), (usize::from(version > 1), true));
            assert!(old.keyring.member.is_none() && old.keyring.seen == 0);
            assert!(old.devices.is_empty() && old.limits == LimitsNote::default() && old.consents.is_empty());
            let (own, other) = (FactorId(Uuid::from_bytes([17; 16])), FactorId(Uuid::from_bytes([18; 16])));
            assert!(!old.has_factor(own) && !old.learn_factors([].into_iter()));
            assert!(old.learn_factors([own].into_iter()) && !old.learn_factors([other].into_iter()), "once");
            let new = Profile::decode(&old.encode()).unwrap();
            assert!(new.has_factor(own) && !new.has_factor(other));
            assert_eq!((new.ways, new.identity_seed, new.granted), (old.ways, old.identity_seed, old.granted));
        }
    }

    // Threat: the sizes of profiles tell who is an administrator.
    #[test]
    fn its_length_does_not_tell_whether_the_person_is_on_the_keyring() {
        let nobody = Profile { keyring: KeyringNote::default(), ..profile() };
        assert_eq!(nobody.encode().expose().len(), profile().encode().expose().len());
    }

    #[test]
    fn its_length_does_not_tell_the_identifier_s() {
        let length = |identifier: &str| {
            Profile { identifier: SecretText::new(identifier.into()), ..profile() }.encode().expose().len()
        };
        assert_eq!(length("a"), length(&"a".repeat(IDENTIFIER_MAX)));
    }

    // Threat: the sizes of profiles tell who works at many computers.
    #[test]
    fn its_length_does_not_tell_how_many_devices_there_are() {
        let none = Profile { devices: Vec::new(), limits: LimitsNote::default(), ..profile() };
        assert_eq!(none.encode().expose().len(), profile().encode().expose().len());
    }

    #[test]
    fn refuses_limits_that_cannot_be() {
        let octets = encode_limits(&LimitsNote { version: 15, limits: Limits::new(600, 30, 5).ok() });
        assert!(decode_limits(&octets).is_some(), "control");
        for at in [8, 10, 12] {
            let mut other = octets.clone();
            other[at] = 0xff;
            assert_eq!(decode_limits(&other), None, "{at}");
        }
        assert_eq!(decode_limits(&[0, 0, 0, 0, 0, 0, 0, 0, 2, 88, 0, 30, 0, 5]), None, "of no version");
        assert_eq!(decode_limits(&octets[1..]), None);
    }

    #[test]
    fn prints_no_secret() {
        let text = format!("{:?}", profile());
        assert!(!text.contains("nni") && !text.contains("5, 5") && !text.contains("8, 8"), "{text}");
    }
}
