//! The parts of a profile as octets: each is written in one way only, and read back from nothing else.

use super::{KeyringNote, LimitsNote, Membership};
use crate::domain::identifier::IDENTIFIER_MAX;
use crate::domain::{Attribute, Limits, MemberId, Secret, SecretText};
use crate::vault::encode::{Reader, lp};
use uuid::Uuid;
use zeroize::Zeroizing;

pub(super) fn encode_attribute(attribute: &Attribute) -> Zeroizing<Vec<u8>> {
    let parts: Vec<&[u8]> =
        std::iter::once(&attribute.name).chain(&attribute.values).map(|text| text.as_bytes()).collect();
    Zeroizing::new(lp(&parts))
}

pub(super) fn decode_attribute(octets: &[u8]) -> Option<Attribute> {
    let mut reader = Reader::new(octets);
    let name = reader.text()?;
    let mut values = Vec::new();
    while !reader.is_done() {
        values.push(reader.text()?);
    }
    Some(Attribute { name, values })
}

/// The longest identifier's room whatever its length, so that a profile's size does not tell it.
pub(super) fn padded(identifier: &SecretText) -> Zeroizing<Vec<u8>> {
    let room = IDENTIFIER_MAX.max(identifier.expose().len());
    let mut octets = Zeroizing::new(Vec::with_capacity(room));
    octets.extend_from_slice(identifier.expose().as_bytes());
    octets.resize(room, 0);
    octets
}

pub(super) fn unpadded(part: Option<&[u8]>) -> Option<SecretText> {
    let part = part.filter(|part| part.len() == IDENTIFIER_MAX)?;
    // An identifier has no control characters, so no zeros of its own.
    let text = std::str::from_utf8(part).ok()?.trim_end_matches('\0');
    (!text.contains('\0')).then(|| SecretText::new(text.to_owned()))
}

/// `member id (16) ‖ its private key (32) ‖ seen (8) ‖ escrow (32)`; zeros for no membership.
pub(super) fn encode_note(note: &KeyringNote) -> Zeroizing<Vec<u8>> {
    let nobody = (MemberId(Uuid::nil()), Secret::new([0; 32]));
    let (id, private) = note.member.as_ref().map_or((&nobody.0, &nobody.1), |member| (&member.id, &member.private));
    let parts = [id.as_bytes().as_slice(), private.expose(), &note.seen.to_be_bytes(), &note.escrow];
    Zeroizing::new(parts.concat())
}

pub(super) fn decode_note(octets: &[u8]) -> Option<KeyringNote> {
    let (id, rest) = octets.split_first_chunk()?;
    let (private, rest) = rest.split_first_chunk::<32>()?;
    let (seen, escrow) = rest.split_first_chunk()?;
    let id = MemberId(Uuid::from_bytes(*id));
    let member = (!id.0.is_nil()).then(|| Membership { id, private: Secret::new(*private) });
    if member.is_none() && private.iter().any(|octet| *octet != 0) {
        return None;
    }
    Some(KeyringNote { member, seen: u64::from_be_bytes(*seen), escrow: escrow.try_into().ok()? })
}

/// `version (8) ‖ longest ‖ idle ‖ idle at a shared computer`, minutes of 16 bits; zeros for none.
pub(super) fn encode_limits(note: &LimitsNote) -> Vec<u8> {
    let minutes = note.limits.map_or([0; 3], |limits| [limits.longest(), limits.idle(), limits.shared_idle()]);
    note.version.to_be_bytes().into_iter().chain(minutes.into_iter().flat_map(u16::to_be_bytes)).collect()
}

pub(super) fn decode_limits(octets: &[u8]) -> Option<LimitsNote> {
    let (version, minutes) = octets.split_first_chunk()?;
    let version = u64::from_be_bytes(*version);
    let [a, b, c, d, e, f] = *minutes else { return None };
    let [longest, idle, shared_idle] = [[a, b], [c, d], [e, f]].map(u16::from_be_bytes);
    match (version, longest, idle, shared_idle) {
        (0, 0, 0, 0) => Some(LimitsNote::default()),
        (0, ..) => None,
        _ => Some(LimitsNote { version, limits: Some(Limits::new(longest, idle, shared_idle).ok()?) }),
    }
}

pub(super) fn secret(part: Option<&[u8]>) -> Option<Secret<32>> {
    Secret::from_slice(part?)
}

/// The [`lp`] list of encoded entries, each of which is wiped after.
pub(super) fn wiped(entries: impl Iterator<Item = Zeroizing<Vec<u8>>>) -> Zeroizing<Vec<u8>> {
    let entries: Vec<_> = entries.collect();
    let parts: Vec<&[u8]> = entries.iter().map(|entry| entry.as_slice()).collect();
    Zeroizing::new(lp(&parts))
}

pub(super) fn list<T>(reader: &mut Reader<'_>, entry: impl Fn(&[u8]) -> Option<T>) -> Option<Vec<T>> {
    Reader::new(reader.part()?).rest()?.into_iter().map(entry).collect()
}
