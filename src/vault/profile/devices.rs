//! The browsers that a person has signed in with, as their own profile names them. The room is everybody's: a profile's size does
//! not tell how many there are, or what they are called.

use crate::domain::DeviceId;
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

/// How many are named; who signs in with one more loses the one that was used longest ago.
pub const MOST: usize = 12;
/// Octets of a name.
pub const NAME_MAX: usize = 64;
/// Id, two days, name.
const ONE: usize = 16 + 4 + 4 + NAME_MAX;
pub(super) const ROOM: usize = MOST * ONE;

/// One browser.
#[derive(Clone, PartialEq, Eq)]
pub struct NamedDevice {
    /// As the browser's own cookie has it.
    pub id: DeviceId,
    pub first_on: Date,
    pub last_on: Date,
    name: String,
}

impl std::fmt::Debug for NamedDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NamedDevice([redacted])")
    }
}

impl NamedDevice {
    /// Of a name what can stand in one line and has room.
    pub fn new(id: DeviceId, name: &str, today: Date) -> Self {
        let mut device = Self { id, first_on: today, last_on: today, name: String::new() };
        device.rename(name);
        device
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn rename(&mut self, name: &str) {
        self.name.clear();
        for character in name.trim().chars().filter(|character| !character.is_control()) {
            if self.name.len() + character.len_utf8() > NAME_MAX {
                break;
            }
            self.name.push(character);
        }
    }
}

/// Notes that a person has signed in with a browser. Returns the id of the one that had to make room, and whether anything is
/// other than before.
pub fn note(devices: &mut Vec<NamedDevice>, id: DeviceId, name: &str, today: Date) -> (Option<DeviceId>, bool) {
    if let Some(known) = devices.iter_mut().find(|device| device.id == id) {
        let is_renamed = !name.is_empty() && known.name != name;
        let is_news = known.last_on < today || is_renamed;
        known.last_on = known.last_on.max(today);
        if is_renamed {
            known.rename(name);
        }
        return (None, is_news);
    }
    let full = devices.len() >= MOST;
    let oldest = devices.iter().enumerate().min_by_key(|(_, device)| device.last_on).map(|(at, _)| at);
    let gone = oldest.filter(|_| full).map(|at| devices.remove(at).id);
    devices.push(NamedDevice::new(id, name, today));
    (gone, true)
}

pub(super) fn encode(devices: &[NamedDevice]) -> Zeroizing<Vec<u8>> {
    let mut octets = Zeroizing::new(Vec::with_capacity(ROOM));
    for device in devices.iter().take(MOST) {
        let from = octets.len();
        octets.extend_from_slice(device.id.as_bytes());
        octets.extend_from_slice(&device.first_on.to_julian_day().to_be_bytes());
        octets.extend_from_slice(&device.last_on.to_julian_day().to_be_bytes());
        octets.extend_from_slice(device.name.as_bytes());
        octets.resize(from + ONE, 0);
    }
    octets.resize(ROOM, 0);
    octets
}

/// `None` for octets that [`encode`] would not have written.
pub(super) fn decode(octets: &[u8]) -> Option<Vec<NamedDevice>> {
    if octets.len() != ROOM {
        return None;
    }
    let mut devices = Vec::new();
    let mut slots = octets.chunks_exact(ONE);
    for slot in slots.by_ref().take_while(|slot| slot.iter().any(|octet| *octet != 0)) {
        devices.push(decode_one(slot)?);
    }
    // Behind the last one there is nothing.
    (encode(&devices).as_slice() == octets).then_some(devices)
}

fn decode_one(slot: &[u8]) -> Option<NamedDevice> {
    let (id, rest) = slot.split_first_chunk::<16>()?;
    let (first, rest) = rest.split_first_chunk::<4>()?;
    let (last, name) = rest.split_first_chunk::<4>()?;
    let day = |octets: &[u8; 4]| Date::from_julian_day(i32::from_be_bytes(*octets)).ok();
    let name = std::str::from_utf8(name).ok()?.trim_end_matches('\0');
    let device = NamedDevice {
        id: DeviceId(Uuid::from_bytes(*id)),
        first_on: day(first)?,
        last_on: day(last)?,
        name: name.to_owned(),
    };
    (!device.id.0.is_nil() && !name.chars().any(char::is_control)).then_some(device)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    const DAY: Date = date!(2026 - 04 - 11);

    fn id(n: u8) -> DeviceId {
        DeviceId(Uuid::from_bytes([n; 16]))
    }

    #[test]
    fn come_back_from_their_octets_and_from_no_others() {
        let devices = vec![NamedDevice::new(id(1), "Änni's browser", DAY), NamedDevice::new(id(2), "", DAY)];
        let octets = encode(&devices);
        assert_eq!((octets.len(), decode(&octets)), (ROOM, Some(devices.clone())));
        assert_eq!(decode(&encode(&[])), Some(Vec::new()));
        assert_eq!(decode(&octets[1..]), None);
        for (at, octet) in [(30, b'\n'), (24 + NAME_MAX - 1, 1), (ONE * 2 + 20, 1), (ROOM - 1, 7), (16, 0x80)] {
            let mut other = octets.to_vec();
            other[at] = octet;
            assert_eq!(decode(&other), None, "{at}");
        }
    }

    #[test]
    fn a_name_is_one_line_and_has_its_room() {
        let mut device = NamedDevice::new(id(1), " ward\u{7}\n 3 ", DAY);
        assert_eq!(device.name(), "ward 3");
        device.rename(&"ä".repeat(40));
        assert_eq!(device.name(), "ä".repeat(32), "whole characters");
        assert_eq!(decode(&encode(&[device.clone()])), Some(vec![device]));
    }

    #[test]
    fn the_one_that_was_used_longest_ago_makes_room() {
        let mut devices = Vec::new();
        for n in 1..=12 {
            assert_eq!(note(&mut devices, id(n), "", DAY), (None, true));
        }
        assert_eq!(note(&mut devices, id(1), "", DAY), (None, false), "once a day");
        let tomorrow = DAY.next_day().unwrap();
        assert_eq!(note(&mut devices, id(1), "", tomorrow), (None, true));
        assert_eq!(note(&mut devices, id(1), "", DAY), (None, false), "the clock went back");
        assert_eq!(note(&mut devices, id(1), "Firefox", DAY), (None, true), "it says another name");
        assert_eq!(note(&mut devices, id(1), "", DAY), (None, false));
        assert_eq!(devices[0].name(), "Firefox");
        assert_eq!(note(&mut devices, id(13), "", tomorrow), (Some(id(2)), true));
        assert_eq!((devices.len(), devices[0].id, devices[0].last_on), (12, id(1), tomorrow));
    }
}
