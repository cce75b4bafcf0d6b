//! CBOR (RFC 8949) as authenticators write it: the CTAP2 canonical form, and nothing else.
//!
//! Definite lengths, the shortest form of each number, no tags and no floating point; no key twice in a map; nested four
//! deep at the most (CTAP 2.2 §8).

/// One data item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item<'a> {
    Integer(i64),
    Octets(&'a [u8]),
    Text(&'a str),
    List(Vec<Item<'a>>),
    Map(Vec<(Item<'a>, Item<'a>)>),
    /// false, true, null or undefined.
    Simple(u8),
}

/// CTAP 2.2 §8: "The depth of nested CBOR structures used by all message encodings is limited to at most four (4) levels".
const DEEPEST: u8 = 4;
/// Of a map; an honest one has five. Each key is compared with all before it.
const MOST_ENTRIES: u64 = 32;

/// The first item, and what follows it. `None` for anything but the canonical form.
pub(super) fn first(octets: &[u8]) -> Option<(Item<'_>, &[u8])> {
    item(octets, DEEPEST)
}

/// The one item that the octets are.
pub(super) fn only(octets: &[u8]) -> Option<Item<'_>> {
    first(octets).filter(|(_, rest)| rest.is_empty()).map(|(item, _)| item)
}

impl<'a> Item<'a> {
    /// A map's value.
    pub(super) fn get(&self, key: &Item<'_>) -> Option<&Item<'a>> {
        let Self::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn octets(&self) -> Option<&'a [u8]> {
        match self {
            Self::Octets(octets) => Some(octets),
            _ => None,
        }
    }

    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }
}

fn item(octets: &[u8], depth: u8) -> Option<(Item<'_>, &[u8])> {
    let (head, rest) = octets.split_first()?;
    let (kind, short) = (head >> 5, head & 31);
    let (number, rest) = argument(short, rest)?;
    match kind {
        0 => Some((Item::Integer(i64::try_from(number).ok()?), rest)),
        1 => Some((Item::Integer(-1 - i64::try_from(number).ok()?), rest)),
        2 => string(number, rest).map(|(octets, rest)| (Item::Octets(octets), rest)),
        3 => {
            let (octets, rest) = string(number, rest)?;
            Some((Item::Text(std::str::from_utf8(octets).ok()?), rest))
        }
        4 => list(number, rest, depth.checked_sub(1)?),
        5 => map(number, rest, depth.checked_sub(1)?),
        7 if (20..=23).contains(&short) => Some((Item::Simple(short), rest)),
        _ => None,
    }
}

/// A head's number: in the head itself, or in the one, two, four or eight octets after it, never in more than it needs.
fn argument(short: u8, rest: &[u8]) -> Option<(u64, &[u8])> {
    let wide = |length: usize, least: u64| {
        let (octets, rest) = rest.split_at_checked(length)?;
        let number = octets.iter().fold(0_u64, |number, octet| number << 8 | u64::from(*octet));
        (number >= least).then_some((number, rest))
    };
    match short {
        0..=23 => Some((short.into(), rest)),
        24 => wide(1, 24),
        25 => wide(2, 1 << 8),
        26 => wide(4, 1 << 16),
        27 => wide(8, 1 << 32),
        _ => None,
    }
}

fn string(length: u64, rest: &[u8]) -> Option<(&[u8], &[u8])> {
    rest.split_at_checked(usize::try_from(length).ok()?)
}

fn list(length: u64, mut rest: &[u8], depth: u8) -> Option<(Item<'_>, &[u8])> {
    // Grows with what is there, whatever length is claimed.
    let mut items = Vec::new();
    for _ in 0..length {
        let (next, after) = item(rest, depth)?;
        items.push(next);
        rest = after;
    }
    Some((Item::List(items), rest))
}

fn map(length: u64, mut rest: &[u8], depth: u8) -> Option<(Item<'_>, &[u8])> {
    if length > MOST_ENTRIES {
        return None;
    }
    let mut entries: Vec<(Item<'_>, Item<'_>)> = Vec::new();
    for _ in 0..length {
        let (key, after) = item(rest, depth)?;
        let (value, after) = item(after, depth)?;
        if entries.iter().any(|(known, _)| *known == key) {
            return None;
        }
        entries.push((key, value));
        rest = after;
    }
    Some((Item::Map(entries), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(hex: &str) -> Option<Vec<u8>> {
        data_encoding::HEXLOWER.decode(hex.as_bytes()).ok()
    }

    // RFC 8949 appendix A, those of its examples that the canonical form has.
    #[test]
    fn reads_the_examples_of_the_rfc() {
        let good = [
            ("00", Item::Integer(0)),
            ("1818", Item::Integer(24)),
            ("1b000000e8d4a51000", Item::Integer(1_000_000_000_000)),
            ("3903e7", Item::Integer(-1000)),
            ("f5", Item::Simple(21)),
            ("4401020304", Item::Octets(&[1, 2, 3, 4])),
            ("62c3bc", Item::Text("\u{fc}")),
            ("8301820203820405", {
                let pair = |a, b| Item::List(vec![Item::Integer(a), Item::Integer(b)]);
                Item::List(vec![Item::Integer(1), pair(2, 3), pair(4, 5)])
            }),
            ("a201020304", {
                let pair = |a, b| (Item::Integer(a), Item::Integer(b));
                Item::Map(vec![pair(1, 2), pair(3, 4)])
            }),
        ];
        for (hex, expected) in good {
            assert_eq!(only(&read(hex).unwrap()), Some(expected), "{hex}");
        }
    }

    // Threat: two readers of one message see two things.
    #[test]
    fn refuses_what_is_not_canonical() {
        let bad = [
            ("1817", "a number longer than it need be"),
            ("190017", "likewise, in two octets"),
            ("5f42010243030405ff", "an indefinite length"),
            ("9fff", "an indefinite list"),
            ("c074", "a tag"),
            ("fb3ff199999999999a", "floating point"),
            ("f818", "another simple value"),
            ("a201020103", "a key twice"),
            ("62ff", "cut short"),
            ("61ff", "not UTF-8"),
            ("8181818180", "nested five deep"),
            ("0000", "two items"),
            ("", "nothing"),
            ("1bffffffffffffffff", "a number beyond 63 bits"),
            ("5affffffff", "more octets than there are"),
            ("9bffffffffffffffff", "more items than there are"),
        ];
        for (hex, what) in bad {
            assert_eq!(only(&read(hex).unwrap()), None, "{what}");
        }
        assert!(only(&read("81818180").unwrap()).is_some(), "control: four deep");
    }

    // Threat: thousands of keys, each to be compared with all before it.
    #[test]
    fn a_map_has_so_many_keys_at_most() {
        let map = |entries: u8| [vec![0xb8, entries], (0..entries).flat_map(|n| [0x41, n, 0]).collect()].concat();
        assert!(only(&map(32)).is_some(), "control");
        assert_eq!(only(&map(33)), None);
    }

    #[test]
    fn garbage_is_refused_and_ends_nothing() {
        let mut state = 7_u64;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as u8
        };
        for _ in 0..20_000 {
            let octets: Vec<u8> = (0..usize::from(next() % 40)).map(|_| next()).collect();
            let _ = first(&octets);
        }
    }
}
