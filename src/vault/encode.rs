//! The one encoding under every derivation and record: a list of parts, each with its length before it, so that no two
//! different lists give the same octets.

/// Each part as a 32-bit big-endian length followed by its octets.
///
/// The result's capacity is exact: the vector never grows, so a caller that wipes it leaves no copy behind.
pub fn lp(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|part| part.len() + 4).sum());
    for part in parts {
        // Inputs are capped far below 4 GiB where they come in; a longer one would be refused by every reader.
        out.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend_from_slice(part);
    }
    out
}

/// Reads what [`lp`] wrote. Every method gives `None` where the octets are not of that form.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets }
    }

    /// The next part.
    pub(crate) fn part(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (part, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        Some(part)
    }

    /// The next part, which must have exactly `N` octets.
    pub(crate) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.part()?.try_into().ok()
    }

    /// The next part as UTF-8.
    pub(crate) fn text(&mut self) -> Option<String> {
        std::str::from_utf8(self.part()?).ok().map(str::to_owned)
    }

    /// All remaining parts.
    pub(crate) fn rest(mut self) -> Option<Vec<&'a [u8]>> {
        let mut parts = Vec::new();
        while !self.is_done() {
            parts.push(self.part()?);
        }
        Some(parts)
    }

    /// Whether everything was read. A record with octets left over is refused.
    pub(crate) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_lists_differ() {
        assert_eq!(lp(&[b"ab", b""]), [0, 0, 0, 2, b'a', b'b', 0, 0, 0, 0]);
        assert_ne!(lp(&[b"ab", b"c"]), lp(&[b"a", b"bc"]));
        assert_ne!(lp(&[b"", b"a"]), lp(&[b"a", b""]));
        // The control: plain concatenation cannot tell these apart.
        assert_eq!([b"ab".as_slice(), b"c"].concat(), [b"a".as_slice(), b"bc"].concat());
    }

    #[test]
    fn reads_back_and_refuses_what_is_cut_short() {
        let octets = lp(&[b"one", b"", b"three"]);
        assert_eq!(Reader::new(&octets).rest(), Some(vec![b"one".as_slice(), b"", b"three"]));
        for end in 1..octets.len() {
            let whole_parts = end == 7 || end == 11;
            assert_eq!(Reader::new(&octets[..end]).rest().is_some(), whole_parts, "cut at {end}");
        }
        assert_eq!(Reader::new(&[0xff, 0xff, 0xff, 0xff, 1]).part(), None);
    }

    #[test]
    fn capacity_is_exact() {
        let octets = lp(&[&[1; 100], &[2; 1000]]);
        assert_eq!(octets.capacity(), octets.len());
    }
}
