//! The ways in that a profile names, and of which kind each is: what a row says of its kind is what whoever writes to the database
//! says of it.

use super::Profile;
use crate::domain::{FactorId, WayId};
use crate::vault::encode::{Reader, lp};
use crate::vault::harden::Way;
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A way in, as its owner's profile names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayIn {
    pub id: WayId,
    /// Its X25519 public key.
    pub public: [u8; 32],
    /// `None` in a profile of version 1.
    pub made_on: Option<Date>,
    /// `None` in a profile of before version 8, until it is next opened for a session or a change.
    pub kind: Option<Way>,
}

/// Each kind's octet; 0 where it is not known.
const KINDS: [(u8, Way); 4] = [(1, Way::Passphrase), (2, Way::Kit), (3, Way::Passkey), (4, Way::Both)];

impl Profile {
    /// Of which kind a way in is that it names.
    pub fn kind_of(&self, id: WayId) -> Option<Way> {
        self.ways.iter().find(|way| way.id == id).and_then(|way| way.kind)
    }

    /// The ways in of a kind.
    pub fn ways_of(&self, kind: Way) -> impl Iterator<Item = WayId> {
        self.ways.iter().filter(move |way| way.kind == Some(kind)).map(|way| way.id)
    }

    /// Whether there is one of which it does not say of which kind it is.
    pub fn lacks_kinds(&self) -> bool {
        self.ways.iter().any(|way| way.kind.is_none())
    }

    /// Learns of which kind its ways in are, in a profile from before that was kept. A passkey's has the id of its factor; of the
    /// others there was one of each kind, and their rows say which. Everybody had one passphrase then: where not exactly one row says that it
    /// is of one, or a row is hidden, somebody has meddled with them, and nothing is learnt. Whether it did.
    pub fn learn_kinds(&mut self, rows: impl Iterator<Item = (WayId, Way)>) -> bool {
        let lacked = self.ways.iter().filter(|way| way.kind.is_none()).count();
        let rows: Vec<(WayId, Way)> = rows.collect();
        let is_there = |way: &WayIn| rows.iter().any(|(id, _)| *id == way.id);
        let is_passphrase = |(id, said): &&(WayId, Way)| {
            *said == Way::Passphrase && self.names(*id) && !self.has_factor(FactorId(id.0))
        };
        if !self.ways.iter().all(is_there) || rows.iter().filter(is_passphrase).count() != 1 {
            return false;
        }
        for (id, said) in rows {
            let is_passkey = self.has_factor(FactorId(id.0));
            let kind = match said {
                _ if is_passkey => Way::Passkey,
                Way::Passphrase | Way::Kit if self.ways_of(said).next().is_none() => said,
                _ => continue,
            };
            if let Some(way) = self.ways.iter_mut().find(|way| way.id == id && way.kind.is_none()) {
                way.kind = Some(kind);
            }
        }
        self.ways.iter().filter(|way| way.kind.is_none()).count() < lacked
    }
}

/// The day as a Julian day number, 32-bit big-endian; nothing where it is not known. The kind as an octet, so that all take the
/// same room.
pub(super) fn encode_way(way: &WayIn) -> Zeroizing<Vec<u8>> {
    let day = way.made_on.map(|day| day.to_julian_day().to_be_bytes());
    let day: &[u8] = day.as_ref().map_or(&[], |day| day.as_slice());
    let kind = KINDS.iter().find(|(_, kind)| way.kind == Some(*kind)).map_or(0, |(octet, _)| *octet);
    Zeroizing::new(lp(&[way.id.as_bytes(), &way.public, day, &[kind]]))
}

pub(super) fn decode_way(octets: &[u8], is_named: bool, has_kinds: bool) -> Option<WayIn> {
    let mut reader = Reader::new(octets);
    let (id, public) = (WayId(Uuid::from_bytes(reader.array()?)), reader.array()?);
    let day = if is_named { reader.part()? } else { &[] };
    let made_on = match day {
        [] => None,
        day => Some(Date::from_julian_day(i32::from_be_bytes(day.try_into().ok()?)).ok()?),
    };
    let kind = match if has_kinds { reader.array()? } else { [0] } {
        [0] => None,
        [octet] => Some(KINDS.iter().find(|(known, _)| *known == octet)?.1),
    };
    reader.is_done().then_some(WayIn { id, public, made_on, kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(octet: u8, kind: Option<Way>) -> WayIn {
        WayIn { id: WayId(Uuid::from_bytes([octet; 16])), public: [octet; 32], made_on: None, kind }
    }

    #[test]
    fn every_kind_is_read_back_and_takes_the_same_room() {
        for kind in [None, Some(Way::Passphrase), Some(Way::Kit), Some(Way::Passkey), Some(Way::Both)] {
            let (octets, before) = (encode_way(&way(1, kind)), way(1, kind));
            assert_eq!((decode_way(&octets, true, true), octets.len()), (Some(before), 4 * 4 + 16 + 32 + 1));
        }
        let mut other = encode_way(&way(1, None));
        *other.last_mut().unwrap() = 5;
        assert_eq!(decode_way(&other, true, true), None, "of a kind that there is not");
    }

    // Threat: whoever writes to the database says of a passkey's row, or of a second one, that it is the passphrase's or the kit's.
    #[test]
    fn kinds_are_learnt_once_and_only_as_they_can_be() {
        let mut profile = super::super::tests::profile();
        profile.ways = [1, 2, 3, 4].map(|octet| way(octet, None)).into();
        profile.factors = vec![FactorId(Uuid::from_bytes([3; 16]))];
        let said = |octet, way| (WayId(Uuid::from_bytes([octet; 16])), way);
        let rows =
            [said(1, Way::Passphrase), said(2, Way::Kit), said(3, Way::Kit), said(4, Way::Kit), said(9, Way::Kit)];
        // The passphrase's row says that it is a kit's, the kit's that it is a passphrase's, one or the other besides, or is hidden.
        let (phrase, kit, key) = (said(1, Way::Passphrase), said(2, Way::Kit), said(3, Way::Passphrase));
        for (first, second) in [
            (said(1, Way::Kit), kit),
            (phrase, said(2, Way::Passphrase)),
            (key, said(2, Way::Passphrase)),
            (phrase, key),
        ] {
            let meddled = [first, second, key, said(4, Way::Kit)];
            assert!(!profile.learn_kinds(meddled.into_iter()), "{first:?} {second:?}");
            assert!(profile.ways.iter().all(|way| way.kind.is_none()));
        }
        assert!(profile.learn_kinds(rows.into_iter()));
        let kinds = |profile: &Profile| profile.ways.iter().map(|way| way.kind).collect::<Vec<_>>();
        assert_eq!(kinds(&profile), [Some(Way::Passphrase), Some(Way::Kit), Some(Way::Passkey), None]);
        assert!(profile.lacks_kinds(), "one is left over");
        let swapped = [said(1, Way::Kit), said(2, Way::Passphrase), said(3, Way::Kit), said(4, Way::Kit)];
        assert!(!profile.learn_kinds(swapped.into_iter()), "what is known stays");
        assert_eq!(profile.kind_of(profile.ways[0].id), Some(Way::Passphrase));
    }
}
