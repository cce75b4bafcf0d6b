//! The text form of a file: strict PEM (RFC 7468, section 3, figure 3) with the label `AGE ENCRYPTED FILE`, both ways.
//!
//! "ASCII armored files are malleable unless care is taken to reject any data before and after the PEM encoding, a strict PEM parser is
//! used, and canonical base64 is enforced." So they are here; whitespace before and after is allowed, and lines may end with CRLF.

use crate::keys::age::error::OpenError;
use data_encoding::BASE64;

const BEGIN: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
const END: &[u8] = b"-----END AGE ENCRYPTED FILE-----";
/// "Generators MUST wrap the base64-encoded lines so that each line consists of exactly 64 characters except for the final line".
const COLUMNS: usize = 64;
/// Octets that a line of 64 characters stands for.
const LINE: usize = 48;
/// Whitespace before and after, each.
const MAX_BLANKS: usize = 1024;

/// Puts a file, as it comes, into its text form.
#[derive(Debug, Default)]
pub struct Armorer {
    begun: bool,
    held: Vec<u8>,
}

impl Armorer {
    pub fn push(&mut self, mut octets: &[u8], out: &mut Vec<u8>) {
        self.begin(out);
        while self.held.len() + octets.len() >= LINE {
            let (part, rest) = octets.split_at(LINE - self.held.len());
            if self.held.is_empty() {
                encode(part, out);
            } else {
                self.held.extend_from_slice(part);
                encode(&self.held, out);
                self.held.clear();
            }
            octets = rest;
        }
        self.held.extend_from_slice(octets);
    }

    pub fn finish(mut self, out: &mut Vec<u8>) {
        self.begin(out);
        if !self.held.is_empty() {
            encode(&self.held, out);
        }
        out.extend_from_slice(END);
        out.push(b'\n');
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        if !std::mem::replace(&mut self.begun, true) {
            out.extend_from_slice(BEGIN);
            out.push(b'\n');
        }
    }
}

/// One line.
fn encode(octets: &[u8], out: &mut Vec<u8>) {
    let at = out.len();
    out.resize(at + BASE64.encode_len(octets.len()), 0);
    if let Some(place) = out.get_mut(at..) {
        BASE64.encode_mut(octets, place);
    }
    out.push(b'\n');
}

/// Takes a file, as it comes, out of its text form.
#[derive(Debug, Default)]
pub(super) struct Dearmorer {
    at: At,
    line: Vec<u8>,
    blanks: usize,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum At {
    #[default]
    Before,
    Begin,
    Body,
    /// A line came that can only be the last.
    LastLine,
    After,
}

impl Dearmorer {
    pub(super) fn push(&mut self, mut octets: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        while !octets.is_empty() {
            octets = match self.at {
                At::Before | At::After => self.blank(octets)?,
                At::Begin | At::Body | At::LastLine => self.line(octets, out)?,
            };
        }
        Ok(())
    }

    /// The last line needs no end.
    pub(super) fn finish(&mut self) -> Result<(), OpenError> {
        if matches!(self.at, At::Body | At::LastLine) && without_cr(&self.line) == END {
            self.at = At::After;
        }
        match self.at {
            At::After => Ok(()),
            At::Before => Err(OpenError::NotAge),
            At::Begin | At::Body | At::LastLine => Err(OpenError::Truncated),
        }
    }

    /// Whitespace around the whole.
    fn blank<'a>(&mut self, octets: &'a [u8]) -> Result<&'a [u8], OpenError> {
        let count = octets.iter().take_while(|octet| matches!(octet, b' ' | b'\t' | b'\r' | b'\n')).count();
        self.blanks += count;
        if self.blanks > MAX_BLANKS {
            return Err(OpenError::Armor("there is too much white space around it"));
        }
        let rest = octets.get(count..).unwrap_or_default();
        if !rest.is_empty() {
            match self.at {
                At::Before => (self.at, self.blanks) = (At::Begin, 0),
                _ => return Err(OpenError::Armor("something follows its last line")),
            }
        }
        Ok(rest)
    }

    fn line<'a>(&mut self, octets: &'a [u8], out: &mut Vec<u8>) -> Result<&'a [u8], OpenError> {
        let end = octets.iter().position(|octet| *octet == b'\n');
        let (part, rest) = octets.split_at(end.map_or(octets.len(), |end| end + 1));
        // Its characters, and CR and LF.
        if self.line.len() + part.len() > COLUMNS + 2 {
            return Err(match self.at {
                At::Begin => OpenError::Armor("its first line is not the one that such a file has"),
                _ => OpenError::Armor("a line is longer than 64 characters"),
            });
        }
        self.line.extend_from_slice(part);
        if end.is_some() {
            let line = std::mem::take(&mut self.line);
            let taken = self.take(without_cr(line.strip_suffix(b"\n").unwrap_or(&line)), out);
            self.line = line;
            self.line.clear();
            taken?;
        }
        Ok(rest)
    }

    fn take(&mut self, line: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        match self.at {
            At::Begin if line == BEGIN => self.at = At::Body,
            At::Begin => return Err(OpenError::Armor("its first line is not the one that such a file has")),
            _ if line == END => self.at = At::After,
            At::LastLine => return Err(OpenError::Armor("a line follows one that is shorter")),
            _ => {
                decode(line, out)?;
                if line.len() < COLUMNS || line.contains(&b'=') {
                    self.at = At::LastLine;
                }
            }
        }
        Ok(())
    }
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A line of the body. The decoder refuses what is not canonical, but takes several padded texts one after another: so padding is looked
/// for before the last four characters.
fn decode(line: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
    let bad = OpenError::Armor("a line is not base64 as it should be");
    let Some((before, _)) = line.split_last_chunk::<4>().filter(|_| line.len() <= COLUMNS) else { return Err(bad) };
    if before.contains(&b'=') {
        return Err(bad);
    }
    let at = out.len();
    let Ok(room) = BASE64.decode_len(line.len()) else { return Err(bad) };
    out.resize(at + room, 0);
    match BASE64.decode_mut(line, out.get_mut(at..).unwrap_or_default()) {
        Ok(length) => out.truncate(at + length),
        Err(_) => {
            out.truncate(at);
            return Err(bad);
        }
    }
    Ok(())
}
