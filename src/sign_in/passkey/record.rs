//! What is kept of a passkey, in its factor's record. Takes the same room whatever authenticator it is of.
//!
//! `lp(version, id, key, count, flags, AAGUID, user handle, name, day)`, and zeros up to [`ROOM`].

use super::USER_HANDLE;
use super::authenticator_data::LONGEST_ID;
use super::public_key::LONGEST as LONGEST_KEY;
use crate::domain::{Secret, SecretBytes};
use crate::vault::encode::lp;
use time::Date;
use zeroize::Zeroizing;

const VERSION: u8 = 1;
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
}

impl Passkey {
    pub(crate) fn encode(&self) -> SecretBytes {
        let flags = [self.may_be_backed_up, self.is_backed_up, self.verifies_user, self.is_attested];
        let flags = flags.iter().rev().fold(0_u8, |all, flag| all << 1 | u8::from(*flag));
        let whole = Zeroizing::new(lp(&[
            &[VERSION],
            &self.id,
            &self.key,
            &self.count.to_be_bytes(),
            &[flags],
            &self.aaguid,
            self.user.expose(),
            self.name.as_bytes(),
            &self.made_on.to_julian_day().to_be_bytes(),
        ]));
        let mut octets = Vec::with_capacity(ROOM.max(whole.len()));
        octets.extend_from_slice(&whole);
        octets.resize(ROOM.max(whole.len()), 0);
        SecretBytes::new(octets)
    }

    /// `None` for anything that [`Self::encode`] would not write.
    pub(crate) fn decode(octets: &SecretBytes) -> Option<Self> {
        use crate::vault::encode::Reader;
        let mut reader = Reader::new(octets.expose());
        reader.array::<1>().filter(|version| *version == [VERSION])?;
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
        };
        (passkey.encode().expose() == octets.expose()).then_some(passkey)
    }

    /// As it was, used once more.
    pub(crate) fn used(self, used: super::Used) -> Self {
        Self { count: used.count, is_backed_up: used.is_backed_up, ..self }
    }
}
