//! An operation's fields: numbers big-endian, octets as they are, texts with their length before them, zeros at the end.

/// Reads fields in order. `None` wherever there is not what should be there.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(octets: &'a [u8]) -> Self {
        Self(octets)
    }

    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        self.take().map(|[octet]| octet)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    /// Octets with their length before them.
    pub(crate) fn octets(&mut self) -> Option<&'a [u8]> {
        let length = usize::from(self.take().map(u16::from_be_bytes)?);
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.octets()?).ok()
    }

    /// Whether nothing but zeros follows: what one side means and the other does not read would be a hidden way.
    pub(crate) fn end(self) -> Option<()> {
        self.0.iter().all(|octet| *octet == 0).then_some(())
    }
}

/// Writes fields in order. What does not fit is noticed at the end.
pub(crate) struct Writer<'a> {
    room: &'a mut [u8],
    is_full: bool,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(room: &'a mut [u8]) -> Self {
        Self { room, is_full: false }
    }

    pub(crate) fn put(&mut self, octets: &[u8]) {
        match std::mem::take(&mut self.room).split_at_mut_checked(octets.len()) {
            Some((place, rest)) => {
                place.copy_from_slice(octets);
                self.room = rest;
            }
            None => self.is_full = true,
        }
    }

    /// With their length before them.
    pub(crate) fn octets(&mut self, octets: &[u8]) {
        match u16::try_from(octets.len()) {
            Ok(length) => {
                self.put(&length.to_be_bytes());
                self.put(octets);
            }
            Err(_) => self.is_full = true,
        }
    }

    /// Whether all of it is in the frame.
    pub(crate) fn fits(self) -> bool {
        !self.is_full
    }
}
