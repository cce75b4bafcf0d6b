//! What the codec promises: the community's vectors, the age tool as a second opinion, and what becomes of damaged files.

use super::*;
use crate::domain::SystemRandom;

mod damage;
mod keys;
mod tool;
mod vectors;

/// Plaintext that is nowhere twice the same.
fn text(length: usize) -> Vec<u8> {
    (0_u32..).flat_map(u32::to_be_bytes).take(length).collect()
}

fn identity() -> Identity {
    crate::vault::KeyPair::generate(&SystemRandom).unwrap().into()
}

/// The same key once more: an opener takes what it is given.
fn again(identity: &Identity) -> Identity {
    identity.text().expose().parse().unwrap()
}

/// Sealed in parts of this length.
fn sealed_in_parts(to: &[Recipient], plain: &[u8], part: usize) -> Vec<u8> {
    let (mut file, mut sealer) = Sealer::new(to, &SystemRandom).unwrap();
    for part in plain.chunks(part) {
        sealer.push(part, &mut file).unwrap();
    }
    sealer.finish(&mut file).unwrap();
    file
}

fn sealed(to: &Identity, plain: &[u8]) -> Vec<u8> {
    sealed_in_parts(&[to.recipient()], plain, usize::MAX)
}

fn armored(file: &[u8], part: usize) -> Vec<u8> {
    let (mut armorer, mut text) = (Armorer::default(), Vec::new());
    file.chunks(part).for_each(|part| armorer.push(part, &mut text));
    armorer.finish(&mut text);
    text
}

/// What came out, whatever became of it, and what became of it.
fn released(identities: Vec<Identity>, file: &[u8], part: usize) -> (Vec<u8>, Result<(), OpenError>) {
    let (mut opener, mut plain) = (Opener::new(identities), Vec::new());
    let pushed = file.chunks(part).try_for_each(|part| opener.push(part, &mut plain));
    let opened = pushed.and_then(|()| opener.finish(&mut plain));
    (plain, opened)
}

fn opened(identity: &Identity, file: &[u8]) -> Result<Vec<u8>, OpenError> {
    let (plain, opened) = released(vec![again(identity)], file, usize::MAX);
    opened.map(|()| plain)
}

#[test]
fn what_was_sealed_opens_however_it_comes() {
    let all = [identity(), identity(), identity()];
    let to: Vec<Recipient> = all.iter().map(Identity::recipient).collect();
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073, 200_000] {
        for part in [1021, 65_536, usize::MAX] {
            let plain = text(length);
            let file = sealed_in_parts(&to, &plain, part);
            for identity in &all {
                assert!(released(vec![again(identity)], &file, part).0 == plain, "{length} by {part}");
            }
            let (out, opened) = released(vec![identity(), again(&all[2])], &armored(&file, part), part);
            assert!(opened.is_ok() && out == plain, "{length} by {part} as text");
        }
    }
    assert!(matches!(opened(&identity(), &sealed(&all[0], b"not yours")), Err(OpenError::NoMatch)));
}

#[test]
fn nothing_is_sealed_that_nobody_or_everybody_could_open() {
    let seal = |to: &[Recipient]| Sealer::new(to, &SystemRandom).map(|_| ());
    assert!(matches!(seal(&[]), Err(SealError::NoRecipient)));
    // RFC 7748's points of small order: with them every secret is zero.
    assert!(matches!(seal(&[Recipient::new([0; 32])]), Err(SealError::Key(KeyError::SmallOrder))));
    let many = vec![identity().recipient(); MAX_STANZAS + 1];
    assert!(matches!(seal(&many), Err(SealError::TooManyRecipients)));
    assert!(seal(&many[1..]).is_ok(), "control: as many as are allowed, and they open");
}

/// A file key or nonce that came twice would open one file with another's.
#[test]
fn no_two_files_share_anything() {
    let identity = identity();
    let (one, two) = (sealed(&identity, b"the same"), sealed(&identity, b"the same"));
    let lines = |file: &[u8]| file.split(|octet| *octet == b'\n').map(<[u8]>::to_vec).collect::<Vec<_>>();
    assert!(lines(&one).iter().skip(1).all(|line| !lines(&two).contains(line)));
}
