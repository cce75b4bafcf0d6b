//! The extensions of a certificate, in DER (ITU-T X.690 §8, §10; RFC 5280 §4.1): OpenSSL's crate does not hand them out. The
//! certificate was parsed by OpenSSL before, and is encoded by it again: both read the same octets.

/// RFC 5280 §4.2.1.9, id-ce-basicConstraints, 2.5.29.19.
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];

const BOOLEAN: u8 = 0x01;
const OCTET_STRING: u8 = 0x04;
const OBJECT_IDENTIFIER: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
/// `[0]` and `[3]` of a TBSCertificate.
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;

#[derive(Debug)]
pub(super) struct Extension<'a> {
    id: &'a [u8],
    pub(super) is_critical: bool,
    value: &'a [u8],
}

/// `None` for what is not of the form, and where an extension stands twice (RFC 5280 §4.2: "A certificate MUST NOT include more
/// than one instance of a particular extension").
pub(super) fn extensions(certificate: &[u8]) -> Option<Vec<Extension<'_>>> {
    let (whole, rest) = of(SEQUENCE, certificate)?;
    let (mut fields, _) = of(SEQUENCE, whole).filter(|_| rest.is_empty())?;
    if let Some((_, after)) = of(VERSION, fields) {
        fields = after;
    }
    // Serial number, signature, issuer, validity, subject, its public key.
    for _ in 0..6 {
        fields = element(fields)?.2;
    }
    while !fields.is_empty() {
        let (kind, content, after) = element(fields)?;
        if kind == EXTENSIONS {
            return all(of(SEQUENCE, content).filter(|(_, rest)| rest.is_empty())?.0);
        }
        fields = after;
    }
    Some(Vec::new())
}

fn all(mut list: &[u8]) -> Option<Vec<Extension<'_>>> {
    let mut found: Vec<Extension<'_>> = Vec::new();
    while !list.is_empty() {
        let (one, after) = of(SEQUENCE, list)?;
        let (id, rest) = of(OBJECT_IDENTIFIER, one)?;
        let (is_critical, rest) = match of(BOOLEAN, rest) {
            Some((value, rest)) => (value != [0], rest),
            None => (false, rest),
        };
        let (value, rest) = of(OCTET_STRING, rest)?;
        if !rest.is_empty() || found.iter().any(|other| other.id == id) {
            return None;
        }
        found.push(Extension { id, is_critical, value });
        list = after;
    }
    Some(found)
}

pub(super) fn find<'a, 'b>(extensions: &'b [Extension<'a>], id: &[u8]) -> Option<&'b Extension<'a>> {
    extensions.iter().find(|extension| extension.id == id)
}

/// Whether Basic Constraints say that it is an authority's; `None` where they are not there, or say something else.
pub(super) fn basic_constraints(extensions: &[Extension<'_>]) -> Option<bool> {
    let (content, rest) = of(SEQUENCE, find(extensions, BASIC_CONSTRAINTS)?.value)?;
    match of(BOOLEAN, content) {
        _ if !rest.is_empty() => None,
        Some(([0xff], _)) => Some(true),
        // "FALSE" is the default and left out in DER; some write it.
        Some(([0], [])) => Some(false),
        None if content.is_empty() => Some(false),
        _ => None,
    }
}

impl<'a> Extension<'a> {
    /// The octets in the OCTET STRING that the value is.
    pub(super) fn octets(&self) -> Option<&'a [u8]> {
        of(OCTET_STRING, self.value).filter(|(_, rest)| rest.is_empty()).map(|(content, _)| content)
    }
}

/// The content of an element of that kind, and what follows it.
fn of(expected: u8, octets: &[u8]) -> Option<(&[u8], &[u8])> {
    element(octets).filter(|(kind, ..)| *kind == expected).map(|(_, content, rest)| (content, rest))
}

/// X.690 §8.1.3, §10.1: a definite length, in the fewest octets.
fn element(octets: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (kind, rest) = octets.split_first()?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = match *first {
        short @ ..=0x7f => (usize::from(short), rest),
        0x81 => {
            let (length, rest) = rest.split_first()?;
            (usize::from(*length), rest)
        }
        0x82 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*length)), rest)
        }
        _ => return None,
    };
    let is_shortest = match *first {
        0x81 => length >= 0x80,
        0x82 => length >= 0x100,
        _ => true,
    };
    let (content, rest) = rest.split_at_checked(length).filter(|_| is_shortest)?;
    Some((*kind, content, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate of nothing but what is looked at.
    fn certificate(list: &[u8]) -> Vec<u8> {
        let wrap = |kind: u8, content: &[u8]| [&[kind, u8::try_from(content.len()).unwrap()], content].concat();
        let fields =
            [b"\xa0\x03\x02\x01\x02".as_slice(), &[0x05, 0].repeat(6), &wrap(0xa3, &wrap(0x30, list))].concat();
        wrap(0x30, &wrap(0x30, &fields))
    }

    #[test]
    fn what_is_not_of_the_form_has_no_extensions() {
        let good = b"\x30\x09\x06\x03\x55\x1d\x13\x04\x02\x30\x00";
        let read = |list: &[u8]| extensions(&certificate(list)).map(|found| basic_constraints(&found));
        assert_eq!(read(good), Some(Some(false)), "control");
        assert_eq!(read(b""), Some(None), "none are there");
        assert_eq!(read(b"\x30\x0f\x06\x03\x55\x1d\x13\x01\x01\xff\x04\x05\x30\x03\x01\x01\xff"), Some(Some(true)));
        let bad: [(&str, &[u8]); 6] = [
            ("twice", &good.repeat(2)),
            ("something after the value", b"\x30\x0b\x06\x03\x55\x1d\x13\x04\x02\x30\x00\x05\x00"),
            ("no value", b"\x30\x05\x06\x03\x55\x1d\x13"),
            ("cut short", &good[..10]),
            ("an indefinite length", b"\x30\x80\x06\x03\x55\x1d\x13\x04\x02\x30\x00\x00\x00"),
            ("a length that is longer than it need be", b"\x30\x81\x09\x06\x03\x55\x1d\x13\x04\x02\x30\x00"),
        ];
        for (what, list) in bad {
            assert_eq!(read(list), None, "{what}");
        }
        for odd in [
            b"\x30\x0c\x06\x03\x55\x1d\x13\x04\x05\x30\x03\x01\x01\x7f".as_slice(),
            b"\x30\x0b\x06\x03\x55\x1d\x13\x04\x04\x30\x00\x05\x00",
        ] {
            assert_eq!(read(odd), Some(None), "neither true nor false");
        }
        let whole = certificate(good);
        for end in 0..whole.len() {
            assert!(extensions(&whole[..end]).is_none(), "cut at {end}");
        }
        assert!(extensions(&[whole, vec![0]].concat()).is_none(), "an octet after it");
    }
}
