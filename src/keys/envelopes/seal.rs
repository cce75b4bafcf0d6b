//! Sealing into a file, a piece at a time. Only ciphertext is written.

use crate::domain::{Random, random};
use crate::keys::age::{Recipient, SealError, Sealer};
use crate::keys::envelopes::folder::room;
use crate::vault::KeyPair;
use openssl::sha::Sha256;
use std::fs::File;
use std::io::{self, Write};

/// Stanzas of a file, whoever it is for.
const FEWEST: usize = 4;

#[derive(Debug, thiserror::Error)]
pub enum SealingError {
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error("the file is longer than {0} octets")]
    TooLong(u64),
    #[error("the disk: {0}")]
    Disk(#[from] io::Error),
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Of the plaintext.
    pub octets: u64,
    /// Of the ciphertext.
    pub length: u64,
    /// SHA-256 of the ciphertext.
    pub digest: [u8; 32],
}

/// How long a file at most becomes that is sealed to so many: each needs a stanza of 99 octets, and each chunk of 64 KiB sixteen octets.
pub(super) fn longest(recipients: usize, plain: u64) -> u64 {
    let stanzas = recipients.next_power_of_two().max(FEWEST) as u64;
    plain.saturating_add((plain / (1 << 16) + 1) * 16).saturating_add(stanzas * 99 + 256)
}

pub(super) struct Sealing {
    sealer: Sealer,
    file: File,
    out: Vec<u8>,
    hash: Sha256,
    octets: u64,
    length: u64,
    most: u64,
}

impl Sealing {
    /// To these, and to some whom nobody is, so that a copy of the file does not say how many there are.
    pub(super) fn begin(to: &[Recipient], file: File, most: u64, random: &dyn Random) -> Result<Self, SealingError> {
        let mut all = to.to_vec();
        while all.len() < to.len().next_power_of_two().max(FEWEST) {
            let nobody = KeyPair::generate(random).map_err(|_| SealError::NoRecipient)?;
            // Not always the last ones.
            let at =
                usize::from(u8::from_be_bytes(random::octets(random))).checked_rem(all.len() + 1).unwrap_or_default();
            all.insert(at, Recipient::new(nobody.public));
        }
        let (header, sealer) = Sealer::new(&all, random)?;
        let mut sealing = Self { sealer, file, out: Vec::new(), hash: Sha256::new(), octets: 0, length: 0, most };
        sealing.out = header;
        sealing.write()?;
        Ok(sealing)
    }

    pub(super) fn push(&mut self, plain: &[u8]) -> Result<(), SealingError> {
        self.octets = self.octets.saturating_add(plain.len() as u64);
        if self.octets > self.most {
            return Err(SealingError::TooLong(self.most));
        }
        self.sealer.push(plain, &mut self.out)?;
        self.write()
    }

    pub(super) fn finish(self) -> Result<(Sealed, File), SealingError> {
        let Self { sealer, mut file, mut out, mut hash, octets, mut length, .. } = self;
        sealer.finish(&mut out)?;
        hash.update(&out);
        file.write_all(&out)?;
        length = length.saturating_add(out.len() as u64);
        Ok((Sealed { octets, length, digest: hash.finish() }, file))
    }

    fn write(&mut self) -> Result<(), SealingError> {
        self.hash.update(&self.out);
        self.file.write_all(&self.out)?;
        self.length = self.length.saturating_add(self.out.len() as u64);
        self.out.clear();
        Ok(())
    }
}

/// Random octets behind the ciphertext, up to its room: nobody without a key can tell where it ends.
pub(super) fn pad(file: &mut File, length: u64, random: &dyn Random) -> io::Result<u64> {
    let (room, mut piece) = (room(length), vec![0; 1 << 16]);
    let mut missing = room - length;
    while missing > 0 {
        let some = usize::try_from(missing).unwrap_or(piece.len()).min(piece.len());
        let Some(octets) = piece.get_mut(..some) else { break };
        random.fill(octets);
        file.write_all(octets)?;
        missing -= some as u64;
    }
    Ok(room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;

    // What is reserved is enough: otherwise more could lie there than may.
    #[test]
    fn no_file_becomes_longer_than_was_reserved_and_few_octets_are_reserved_in_vain() {
        for (people, plain) in [(1, 0), (1, 65_535), (4, 65_536), (5, 65_537), (40, 300_000)] {
            let to: Vec<Recipient> =
                (0..people).map(|_| Recipient::new(KeyPair::generate(&SystemRandom).unwrap().public)).collect();
            let mut sealing = Sealing::begin(&to, tempfile::tempfile().unwrap(), 1 << 20, &SystemRandom).unwrap();
            sealing.push(&vec![7; plain]).unwrap();
            let (sealed, most) = (sealing.finish().unwrap().0.length, longest(people, plain as u64));
            assert!(sealed <= most && most < sealed + 300, "{people} {plain}: {sealed} {most}");
        }
    }
}
