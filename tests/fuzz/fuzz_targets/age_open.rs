//! A file in the age format. First octet even: as it comes. Odd: one that was sealed here, with octets changed, cut off or added; what says where
//! comes first.
//!
//! Whatever it is: what comes out is the beginning of what was sealed; a file that opens to its end is, octet for octet, the one that was sealed; and it
//! makes no difference in what parts it comes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use senza_fuzz::age::{Armorer, Identity, Opener, Sealer};
use senza_fuzz::domain::{Secret, SystemRandom};
use senza_fuzz::vault::KeyPair;

/// The one of the vectors, so that they open.
const VECTORS: &str = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

fn identity() -> Identity {
    KeyPair::from_private(Secret::new([7; 32])).expect("a key").into()
}

/// What came out, and whether it opened to its end.
fn opened(identity: Identity, file: &[u8], part: usize) -> (Vec<u8>, bool) {
    let (mut opener, mut plain) = (Opener::new(vec![identity]), Vec::new());
    let pushed = file.chunks(part).try_for_each(|part| opener.push(part, &mut plain));
    let whole = pushed.and_then(|()| opener.finish(&mut plain)).is_ok();
    (plain, whole)
}

fn sealed(plain: &[u8], as_text: bool) -> Vec<u8> {
    let (mut file, mut sealer) = Sealer::new(&[identity().recipient()], &SystemRandom).expect("a recipient");
    sealer.push(plain, &mut file).expect("sealed");
    sealer.finish(&mut file).expect("sealed");
    if !as_text {
        return file;
    }
    let (mut armorer, mut text) = (Armorer::default(), Vec::new());
    armorer.push(&file, &mut text);
    armorer.finish(&mut text);
    text
}

fuzz_target!(|data: &[u8]| {
    senza_fuzz::planted!(AgeHeaderMac);
    let [kind, rest @ ..] = data else { return };
    if kind % 2 == 0 {
        let one = opened(VECTORS.parse().expect("an identity"), rest, usize::MAX);
        assert_eq!(one, opened(VECTORS.parse().expect("an identity"), rest, 3), "in parts");
        return;
    }
    let [high, low, change, rest @ ..] = rest else { return };
    let as_text = kind & 2 != 0;
    // Some are longer than a chunk.
    let plain = if kind & 4 != 0 { rest.repeat(70_000 / rest.len().max(1)) } else { rest.to_vec() };
    let file = sealed(&plain, as_text);
    let at = usize::from(u16::from_be_bytes([*high, *low])) % (file.len() + 1);
    let mut other = file.clone();
    match other.get_mut(at) {
        Some(octet) if kind & 8 == 0 => *octet ^= change,
        _ if kind & 16 == 0 => other.truncate(at),
        _ => other.insert(at, *change),
    }
    let (out, whole) = opened(identity(), &other, usize::MAX);
    assert!(plain.starts_with(&out), "what came out is not what was sealed");
    // White space around the text, and how its lines end, are nobody's to see.
    let same =
        |file: &[u8]| file.iter().filter(|octet| !as_text || !octet.is_ascii_whitespace()).copied().collect::<Vec<_>>();
    if whole {
        assert_eq!(out, plain);
        assert!(same(&other) == same(&file), "another file, and it opened");
    }
});
