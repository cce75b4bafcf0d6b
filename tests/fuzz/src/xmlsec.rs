//! libxmlsec1, the other reader, in this process.

use crate::signer;
use std::ffi::c_int;
use std::sync::OnceLock;

/// More than a message's canonical form may be.
const ROOM: usize = 1 << 19;

unsafe extern "C" {
    fn senza_xmlsec_init(pem: *const u8, length: usize) -> c_int;
    fn senza_xmlsec_verify(
        xml: *const u8,
        length: usize,
        buffers: *const *mut u8,
        lengths: *mut usize,
        room: usize,
    ) -> c_int;
    fn senza_xmlsec_sign(xml: *const u8, length: usize, out: *mut u8, room: usize) -> usize;
}

/// What it read of a message whose signature it found sound.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    pub digested: Vec<u8>,
    pub id: Vec<u8>,
    pub issuer: Vec<u8>,
}

fn ready() {
    static READY: OnceLock<()> = OnceLock::new();
    READY.get_or_init(|| {
        let pem = signer::key().private_key_to_pem_pkcs8().expect("PEM");
        // SAFETY: the buffer lives through the call; this is the only call of it.
        let status = unsafe { senza_xmlsec_init(pem.as_ptr(), pem.len()) };
        assert_eq!(status, 0, "libxmlsec1 starts");
    });
}

/// `None` when it does not accept the message.
pub fn verify(xml: &[u8]) -> Option<Accepted> {
    ready();
    let mut rooms = [vec![0_u8; ROOM], vec![0; ROOM], vec![0; ROOM]];
    let buffers = rooms.each_mut().map(|room| room.as_mut_ptr());
    let mut lengths = [usize::MAX; 3];
    // SAFETY: three buffers of ROOM octets and three lengths, as the function wants them.
    let answer = unsafe { senza_xmlsec_verify(xml.as_ptr(), xml.len(), buffers.as_ptr(), lengths.as_mut_ptr(), ROOM) };
    if answer != 1 {
        return None;
    }
    for (room, length) in rooms.iter_mut().zip(lengths) {
        room.truncate(if length == usize::MAX { 0 } else { length });
    }
    let [digested, id, issuer] = rooms;
    Some(Accepted { digested, id, issuer })
}

/// Fills in a template.
pub fn sign(xml: &[u8]) -> Option<Vec<u8>> {
    ready();
    let mut out = vec![0; ROOM];
    // SAFETY: a buffer of ROOM octets.
    let length = unsafe { senza_xmlsec_sign(xml.as_ptr(), xml.len(), out.as_mut_ptr(), ROOM) };
    if length == usize::MAX {
        return None;
    }
    out.truncate(length);
    Some(out)
}
