//! A frame: 2,048 octets in either direction, whatever is asked or answered. `docs/keeper.md` has its layout.
//!
//! There is no length in it, so none can be wrong: fewer octets are no frame, and what is too much begins the next one.

use super::fields::{Reader, Writer};
use super::operation::Operation;
use zeroize::Zeroize;

/// Octets of every frame.
pub(crate) const FRAME: usize = 2048;
const HEADER: usize = 16;
/// Octets for an operation's fields.
#[cfg(test)]
pub(crate) const PAYLOAD: usize = FRAME - HEADER;
const MAGIC: [u8; 3] = *b"SZK";
const VERSION: u8 = 1;

/// Why a frame is none. The other side is not spoken to any further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFrame {
    #[error("it does not begin as a frame does")]
    Magic,
    #[error("it is of version {0}, and this program knows version {VERSION} only")]
    Version(u8),
    #[error("it asks for operation {0}, which there is not")]
    Operation(u8),
    #[error("its number is {got} where {expected} was due: it was sent before, or another was lost")]
    Number { got: u64, expected: u64 },
    #[error("its fields are malformed, or something follows them")]
    Fields,
    #[error("it answers operation {0}, which was not asked")]
    Answer(u8),
    #[error("it was cut short")]
    Short,
}

/// The octets of one frame. Wiped when dropped: keys travel in some.
pub(crate) struct Frame(Box<[u8; FRAME]>);

impl Drop for Frame {
    fn drop(&mut self) {
        wipe(&mut *self.0);
    }
}

/// Overwrites what is not zero, octet by octet. Most of a frame is zero: what is behind its fields is only looked at.
pub(crate) fn wipe(frame: &mut [u8]) {
    let behind = frame.rchunks_exact(64).take_while(|octets| **octets == [0; 64]).count();
    let filled = frame.len() - behind * 64;
    frame.iter_mut().take(filled).for_each(Zeroize::zeroize);
}

/// What stands before an operation's fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) operation: Operation,
    pub(crate) outcome: u8,
    pub(crate) alarms: u8,
    pub(crate) number: u64,
}

/// What a keeper says first on every connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Greeting {
    /// The number of the first request; random, so that no frame of another connection fits.
    pub(crate) first: u64,
    /// Which keys this keeper has: the same for all keepers of a fleet, and derived from them.
    pub(crate) keys: [u8; 32],
}

impl Frame {
    pub(crate) fn new(header: Header) -> Self {
        let mut frame = Self(Box::new([0; FRAME]));
        frame.begin(header);
        frame
    }

    /// Writes what stands before the fields.
    pub(crate) fn begin(&mut self, header: Header) {
        let [a, b, c] = MAGIC;
        let Header { operation, outcome, alarms, number } = header;
        let start = [a, b, c, VERSION, operation as u8, outcome, alarms, 0];
        self.0.iter_mut().zip(start.into_iter().chain(number.to_be_bytes())).for_each(|(to, from)| *to = from);
    }

    /// The frame that these octets are; `None` unless there are exactly [`FRAME`] of them.
    pub(crate) fn from_octets(octets: &[u8]) -> Option<Self> {
        let mut frame = Self(Box::new([0; FRAME]));
        (octets.len() == FRAME).then(|| frame.0.copy_from_slice(octets)).map(|()| frame)
    }

    pub(crate) fn octets(&self) -> &[u8; FRAME] {
        &self.0
    }

    /// # Errors
    /// What it begins with is not of this version, or names no operation.
    pub(crate) fn header(&self) -> Result<Header, BadFrame> {
        let [a, b, c, version, operation, outcome, alarms, zero, number @ .., _] =
            self.0.first_chunk::<17>().ok_or(BadFrame::Short)?;
        if [*a, *b, *c] != MAGIC {
            return Err(BadFrame::Magic);
        }
        if *version != VERSION {
            return Err(BadFrame::Version(*version));
        }
        let known = Operation::from_octet(*operation).ok_or(BadFrame::Operation(*operation))?;
        if *zero != 0 {
            return Err(BadFrame::Fields);
        }
        Ok(Header { operation: known, outcome: *outcome, alarms: *alarms, number: u64::from_be_bytes(*number) })
    }

    /// Reads the operation's fields.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader::new(self.0.get(HEADER..).unwrap_or_default())
    }

    /// Writes the operation's fields.
    pub(crate) fn writer(&mut self) -> Writer<'_> {
        Writer::new(self.0.get_mut(HEADER..).unwrap_or_default())
    }
}

impl Greeting {
    pub(crate) fn frame(self) -> Frame {
        let mut frame =
            Frame::new(Header { operation: Operation::Greeting, outcome: 0, alarms: 0, number: self.first });
        frame.writer().put(&self.keys);
        frame
    }
}
