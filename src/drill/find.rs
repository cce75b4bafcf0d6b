//! One automaton over every form of every secret.
//!
//! The automaton knows only the first octets of each form, in lower case, which bounds its size; what follows is
//! compared at the place of a match. It holds those octets for as long as the drill runs, unlike the forms, unwiped.

use super::dump::DumpError;
use super::encodings::{Encoding, Form, forms};
use super::known::Known;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::HashMap;

/// Octets of each form in the automaton.
const ANCHOR: usize = 16;

/// Why the drill came to no result.
#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    #[error(transparent)]
    Dump(#[from] DumpError),
    #[error("the search over all known secrets cannot be built: {0}")]
    Search(#[from] aho_corasick::BuildError),
}

/// A form of a known secret within a haystack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Which secret, by its place in the list of known ones.
    pub(crate) secret: usize,
    pub(crate) encoding: Encoding,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

struct Candidate {
    secret: usize,
    form: Form,
}

pub(crate) struct Finder {
    anchors: AhoCorasick,
    /// For each anchor, the forms that begin with it.
    candidates: Vec<Vec<Candidate>>,
    lowered: Vec<u8>,
    pub(crate) forms: u64,
    pub(crate) longest: usize,
    /// How many matches are expected for each random octet searched.
    pub(crate) chance: f64,
}

impl Finder {
    pub(crate) fn new(known: &[Known]) -> Result<Self, DrillError> {
        let mut anchors: Vec<Vec<u8>> = Vec::new();
        let mut places: HashMap<Vec<u8>, usize> = HashMap::new();
        let mut candidates: Vec<Vec<Candidate>> = Vec::new();
        let (mut count, mut longest, mut chance) = (0_u64, 0, 0.0);
        for (secret, one) in known.iter().enumerate() {
            for form in forms(one.secret()) {
                count = count.saturating_add(1);
                longest = longest.max(form.octets.expose().len());
                chance += form.chance();
                let anchor: Vec<u8> = form.octets.expose().iter().take(ANCHOR).map(u8::to_ascii_lowercase).collect();
                let place = *places.entry(anchor).or_insert_with_key(|anchor| {
                    anchors.push(anchor.clone());
                    candidates.push(Vec::new());
                    candidates.len().saturating_sub(1)
                });
                if let Some(list) = candidates.get_mut(place) {
                    list.push(Candidate { secret, form });
                }
            }
        }
        let anchors = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(anchors)?;
        Ok(Self { anchors, candidates, lowered: Vec::new(), forms: count, longest, chance })
    }

    /// Calls `each` with every match, overlapping ones too.
    pub(crate) fn each(&mut self, haystack: &[u8], mut each: impl FnMut(Hit)) {
        self.lowered.clear();
        self.lowered.extend_from_slice(haystack);
        self.lowered.make_ascii_lowercase();
        for anchor in self.anchors.find_overlapping_iter(&self.lowered) {
            let list = self.candidates.get(anchor.pattern().as_usize()).map(Vec::as_slice).unwrap_or_default();
            for candidate in list {
                let octets = candidate.form.octets.expose();
                let end = anchor.start().saturating_add(octets.len());
                let Some(there) = haystack.get(anchor.start()..end) else { continue };
                if there == octets || (candidate.form.any_case && there.eq_ignore_ascii_case(octets)) {
                    let (secret, encoding) = (candidate.secret, candidate.form.encoding);
                    each(Hit { secret, encoding, start: anchor.start(), end });
                }
            }
        }
    }

    /// The plainest match of each secret, in the order of the known ones.
    pub(crate) fn plainest(&mut self, haystack: &[u8]) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        self.each(haystack, |hit| hits.push(hit));
        hits.sort_by_key(|hit| (hit.secret, hit.encoding, hit.start));
        hits.dedup_by_key(|hit| hit.secret);
        hits
    }
}
