//! How a fuzzer's octets are a message: one octet of choices, a few of edits, and the XML. And the mutator that knows so.

use crate::edit;

/// Edits that are done after the message is signed.
pub const EDITS: usize = 3;
/// Further sets of edits that one input leads to.
const VARIATIONS: usize = 15;
pub const HEAD: usize = 2 + EDITS * edit::SIZE;

/// A message and what is to be done with it.
pub struct Input<'d> {
    /// The sender's choices.
    pub choices: u8,
    /// How many of the edits are done.
    pub edits: &'d [u8],
    pub xml: &'d str,
}

impl<'d> Input<'d> {
    pub fn read(data: &'d [u8]) -> Option<Self> {
        let (head, xml) = data.split_at_checked(HEAD)?;
        let count = usize::from(head[1] % 8).min(EDITS);
        let edits = &head[2..2 + count * edit::SIZE];
        Some(Self { choices: head[0], edits, xml: std::str::from_utf8(xml).ok()? })
    }

    /// The text after the edits.
    pub fn edited(&self, xml: &str) -> Vec<u8> {
        let mut xml = xml.as_bytes().to_vec();
        for edit in self.edits.chunks_exact(edit::SIZE) {
            edit::apply(&mut xml, edit.try_into().expect("of that size"));
        }
        xml
    }

    /// The edits, and others that they lead to: many for one signature, which is what takes the time.
    pub fn variations(&self) -> impl Iterator<Item = Vec<u8>> {
        let seed = self.edits.iter().fold(1 << 40, |seed: u64, octet| seed.rotate_left(8) ^ u64::from(*octet));
        let mut next = octets(seed);
        let own = (!self.edits.is_empty()).then(|| self.edits.to_vec());
        let others = if self.edits.is_empty() { 0 } else { VARIATIONS };
        own.into_iter().chain((0..others).map(move |_| {
            let count = 1 + usize::from(next()) % EDITS;
            (0..count * edit::SIZE).map(|_| next()).collect()
        }))
    }
}

/// Half of the time octets are changed as libFuzzer does, else the XML as one that writes XML would.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32, head: usize) -> usize {
    if size <= head || seed.is_multiple_of(2) {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mut next = octets(u64::from(seed));
    // A message that is sound stays so, and is edited after it was signed.
    if head == HEAD && next().is_multiple_of(2) {
        choose(data, &mut next);
        return size;
    }
    let mut xml = data[head..size].to_vec();
    for _ in 0..=next() % 3 {
        edit::apply(&mut xml, std::array::from_fn(|_| next()));
    }
    xml.truncate(max_size - head);
    data[head..head + xml.len()].copy_from_slice(&xml);
    head + xml.len()
}

/// Octets that are different each time (Knuth's generator); no more is needed.
fn octets(seed: u64) -> impl FnMut() -> u8 {
    let mut state = seed | 1 << 40;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    }
}

/// Other choices, or another edit.
fn choose(data: &mut [u8], next: &mut impl FnMut() -> u8) {
    match next() % 4 {
        0 => data[0] = next(),
        1 => data[1] = next() % 4,
        _ => {
            let place = usize::from(next()) % EDITS;
            let at = 2 + edit::SIZE * place;
            data[at..at + edit::SIZE].fill_with(next);
            data[1] = data[1].max(place as u8 + 1);
        }
    }
}
