//! The dump's text as it stands: comments, definitions, statements and the escaped rows, searched in large pieces that
//! overlap, so that a secret over several lines is found too.

use super::encodings::Encoding;
use super::find::{Finder, Hit};
use std::collections::HashSet;

/// Octets searched at once.
const PIECE: usize = 1 << 20;

/// A known secret in the text.
pub(crate) struct InText {
    pub(crate) line: u64,
    pub(crate) secret: usize,
    pub(crate) encoding: Encoding,
}

pub(crate) struct Text {
    piece: Vec<u8>,
    first_line: u64,
    /// Octets at the start of the piece that the piece before ended with.
    overlap: usize,
    /// Found in a value of that line already, by line and secret.
    in_values: HashSet<(u64, usize)>,
}

impl Text {
    pub(crate) fn new() -> Self {
        Self { piece: Vec::with_capacity(PIECE), first_line: 1, overlap: 0, in_values: HashSet::new() }
    }

    /// Adds a line with its end; true when [`Text::search`] is due.
    pub(crate) fn push(&mut self, line: &[u8]) -> bool {
        self.piece.extend_from_slice(line);
        self.piece.len() >= PIECE
    }

    /// The same secret on the same line is then not reported a second time.
    pub(crate) fn found_in_value(&mut self, line: u64, secret: usize) {
        self.in_values.insert((line, secret));
    }

    /// Searches what has come since the last time. The plainest match of each secret in each line.
    pub(crate) fn search(&mut self, finder: &mut Finder) -> Vec<InText> {
        let mut hits: Vec<Hit> = Vec::new();
        finder.each(&self.piece, |hit| {
            if hit.end > self.overlap {
                hits.push(hit);
            }
        });
        let ends: Vec<usize> = if hits.is_empty() { Vec::new() } else { self.line_ends().collect() };
        let line_of = |hit: &Hit| {
            let before = ends.partition_point(|&end| end < hit.start);
            self.first_line.saturating_add(u64::try_from(before).unwrap_or(u64::MAX))
        };
        let mut found: Vec<InText> = hits
            .iter()
            .map(|hit| InText { line: line_of(hit), secret: hit.secret, encoding: hit.encoding })
            .filter(|found| !self.in_values.contains(&(found.line, found.secret)))
            .collect();
        found.sort_by_key(|found| (found.line, found.secret, found.encoding));
        found.dedup_by_key(|found| (found.line, found.secret));
        self.keep_overlap(finder.longest.saturating_sub(1));
        found
    }

    fn line_ends(&self) -> impl Iterator<Item = usize> {
        self.piece.iter().enumerate().filter(|(_, octet)| **octet == b'\n').map(|(at, _)| at)
    }

    fn keep_overlap(&mut self, longest: usize) {
        let dropped = self.piece.len().saturating_sub(longest);
        let lines = self.piece.drain(..dropped).filter(|&octet| octet == b'\n').count();
        self.first_line = self.first_line.saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
        self.overlap = self.piece.len();
        let first_line = self.first_line;
        self.in_values.retain(|(line, _)| *line >= first_line);
    }
}

/// The octets of each `\x…` in a line outside COPY, as INSERT statements and large objects write them.
pub(crate) fn hex_octets(line: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let starts = line.windows(2).enumerate().filter(|(_, pair)| *pair == br"\x").map(|(at, _)| at);
    starts.filter_map(|start| {
        let rest = line.get(start.checked_add(2)?..)?;
        let digits = rest.iter().take_while(|octet| octet.is_ascii_hexdigit()).count();
        let digits = rest.get(..digits - digits % 2)?;
        let octets = data_encoding::HEXLOWER_PERMISSIVE.decode(digits).ok()?;
        (octets.len() >= super::known::SHORTEST).then_some(octets)
    })
}
