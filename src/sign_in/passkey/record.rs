//! What is kept of a passkey, in its factor's record. Takes the same room whatever authenticator it is of.
//!
//! `lp(version, id, key, count, flags, AAGUID, user handle, name, day)`, and zeros up to [`ROOM`]; version 2 has the share key's
//! public half besides, in room of its own behind that.

use super::USER_HANDLE;
use super::authenticator_data::LONGEST_ID;
use super::public_key::LONGEST as LONGEST_KEY;
use crate::domain::{Secret, SecretBytes};
use crate::vault::encode::lp;
use time::Date;
use zeroize::Zeroizing;

const VERSION: u8 = 1;
/// Of one whose PRF gave a key.
const WITH_SHARE_KEY: u8 = 2;
/// What that takes besides.
const SHARE_KEY_ROOM: usize = 4 + 32;
/// As much as the longest needs: nine lengths, version, id, key, count, flags, AAGUID, user handle, name and day.
pub(crate) const ROOM: usize = 9 * 4 + 1 + LONGEST_ID + LONGEST_KEY + 4 + 1 + 16 + USER_HANDLE + LONGEST_NAME + 4;
/// Octets of a name.
pub(crate) const LONGEST_NAME: usize = 120;

/// A passkey as it is known.
#[derive(Debug)]
pub(crate) struct Passkey {
    /// The credential id. Of 1 to 1,023 octets.
    pub(crate) id: Vec<u8>,
    /// The public key, a COSE_Key.
    pub(crate) key: Vec<u8>,
    /// How often it was used, as its authenticator counts; zero where that does not count.
    pub(crate) count: u32,
    /// Whether it may be on more than one device, and is (BE and BS, WebAuthn §6.1.3).
    pub(crate) may_be_backed_up: bool,
    pub(crate) is_backed_up: bool,
    /// Whether the authenticator asked for a finger, a face or a PIN when it was made.
    pub(crate) verifies_user: bool,
    /// The authenticator's model, where it says so.
    pub(crate) aaguid: [u8; 16],
    /// Whether the model was proved when the passkey was made.
    pub(crate) is_attested: bool,
    pub(crate) user: Secret<USER_HANDLE>,
    /// What its owner calls it.
    pub(crate) name: String,
    pub(crate) made_on: Date,
    /// To what shares are sealed that it opens (`vault::both`); none where its PRF gave no key, or none that is remembered.
    pub(crate) share_key: Option<[u8; 32]>,
}

impl Passkey {
    pub(crate) fn encode(&self) -> SecretBytes {
        let flags = [self.may_be_backed_up, self.is_backed_up, self.verifies_user, self.is_attested];
        let flags = flags.iter().rev().fold(0_u8, |all, flag| all << 1 | u8::from(*flag));
        let version = if self.share_key.is_some() { WITH_SHARE_KEY } else { VERSION };
        let mut whole = Zeroizing::new(lp(&[
            &[version],
            &self.id,
            &self.key,
            &self.count.to_be_bytes(),
            &[flags],
            &self.aaguid,
            self.user.expose(),
            self.name.as_bytes(),
            &self.made_on.to_julian_day().to_be_bytes(),
        ]));
        let mut room = ROOM;
        if let Some(key) = self.share_key {
            whole = Zeroizing::new([whole.as_slice(), &lp(&[&key])].concat());
            room = ROOM + SHARE_KEY_ROOM;
        }
        let mut octets = Vec::with_capacity(room.max(whole.len()));
        octets.extend_from_slice(&whole);
        octets.resize(room.max(whole.len()), 0);
        SecretBytes::new(octets)
    }

    /// `None` for anything that [`Self::encode`] would not write.
    pub(crate) fn decode(octets: &SecretBytes) -> Option<Self> {
        use crate::vault::encode::Reader;
        let mut reader = Reader::new(octets.expose());
        let [version] = reader.array::<1>().filter(|version| [[VERSION], [WITH_SHARE_KEY]].contains(version))?;
        let (id, key) = (reader.part()?.to_vec(), reader.part()?.to_vec());
        let count = u32::from_be_bytes(reader.array()?);
        let [flags] = reader.array()?;
        let has = |bit: u8| flags & 1 << bit != 0;
        let passkey = Self {
            id,
            key,
            count,
            may_be_backed_up: has(0),
            is_backed_up: has(1),
            verifies_user: has(2),
            is_attested: has(3),
            aaguid: reader.array()?,
            user: Secret::new(reader.array()?),
            name: reader.text()?,
            made_on: Date::from_julian_day(i32::from_be_bytes(reader.array()?)).ok()?,
            share_key: if version == WITH_SHARE_KEY { Some(reader.array()?) } else { None },
        };
        (passkey.encode().expose() == octets.expose()).then_some(passkey)
    }

    /// As it was, used once more.
    pub(crate) fn used(self, used: super::Used) -> Self {
        Self { count: used.count, is_backed_up: used.is_backed_up, ..self }
    }
}
