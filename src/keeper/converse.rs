//! A connection in memory, for the fuzz target: what is sent is octets, and so is what is answered.

use super::embedded::Embedded;
use super::process::talk;
use std::io;

struct Peer<'a> {
    sent: &'a [u8],
    answered: Vec<u8>,
}

/// A whole connection with these octets as all that the peer sends, the first question's number being 0.
pub fn converse(keys: &Embedded, sent: &[u8]) -> Vec<u8> {
    let mut peer = Peer { sent, answered: Vec::new() };
    talk(keys, &mut peer, &|_| Ok(()), 0);
    peer.answered
}

impl io::Read for Peer<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.sent.read(room)
    }
}

impl io::Write for Peer<'_> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.answered.write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
