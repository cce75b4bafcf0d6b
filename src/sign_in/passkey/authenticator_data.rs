//! Authenticator data (WebAuthn §6.1): what the authenticator signs, beside what the browser saw.

use super::cbor::{self, Item};
use super::rule::Rule;

/// §6.5.1: "credentialIdLength … Value MUST be ≤ 1023".
pub(super) const LONGEST_ID: usize = 1023;
/// Of what the extensions say, nothing is used; the longest that are known say a few dozen octets.
const LONGEST_EXTENSIONS: usize = 256;
/// Where the flags lie, after the hash of the RP id; and the one for a new passkey's data.
const FLAGS: usize = 32;
const ATTESTED: u8 = 1 << 6;

/// Read whole: nothing is left over.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    pub(super) rp_id_hash: &'a [u8; 32],
    pub(super) is_user_present: bool,
    pub(super) is_user_verified: bool,
    pub(super) may_be_backed_up: bool,
    pub(super) is_backed_up: bool,
    pub(super) count: u32,
    pub(super) attested: Option<Attested<'a>>,
}

/// A new passkey (§6.5.1).
#[derive(Debug)]
pub(super) struct Attested<'a> {
    pub(super) aaguid: &'a [u8; 16],
    pub(super) id: &'a [u8],
    /// The public key, a COSE_Key as it came.
    pub(super) key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Of a passkey that is used.
    ///
    /// # Errors
    /// As [`Self::read`]; `Message` too for a new passkey's data, none of which is read.
    pub(super) fn of_assertion(octets: &'a [u8]) -> Result<Self, Rule> {
        // §6.1: "For assertion signatures, the AT flag MUST NOT be set and the attestedCredentialData MUST NOT be included."
        Rule::Message.require(octets.get(FLAGS).is_some_and(|flags| flags & ATTESTED == 0))?;
        Self::read(octets)
    }

    /// # Errors
    /// `Message` for anything that is not of the form; `Extensions` for more than an honest authenticator says there.
    pub(super) fn read(octets: &'a [u8]) -> Result<Self, Rule> {
        let (rp_id_hash, rest) = octets.split_first_chunk().ok_or(Rule::Message)?;
        let (flags, rest) = rest.split_first().ok_or(Rule::Message)?;
        let (count, rest) = rest.split_first_chunk::<4>().ok_or(Rule::Message)?;
        let has = |bit: u8| flags & 1 << bit != 0;
        let (attested, rest) = match has(6) {
            true => Attested::read(rest).map(|(attested, rest)| (Some(attested), rest)).ok_or(Rule::Message)?,
            false => (None, rest),
        };
        if has(7) {
            Rule::Extensions.require(rest.len() <= LONGEST_EXTENSIONS)?;
            Rule::Message.require(matches!(cbor::only(rest), Some(Item::Map(_))))?;
        } else {
            Rule::Message.require(rest.is_empty())?;
        }
        Ok(Self {
            rp_id_hash,
            is_user_present: has(0),
            is_user_verified: has(2),
            may_be_backed_up: has(3),
            is_backed_up: has(4),
            count: u32::from_be_bytes(*count),
            attested,
        })
    }
}

impl<'a> Attested<'a> {
    fn read(octets: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (aaguid, rest) = octets.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (id, rest) = rest.split_at_checked(length).filter(|_| (1..=LONGEST_ID).contains(&length))?;
        let (_, after) = cbor::first(rest)?;
        let key = rest.get(..rest.len() - after.len())?;
        Some((Self { aaguid, id, key }, after))
    }
}
