//! Files in the age format that were tampered with: refused, and opened as soon as the check that refused them is out.

use crate::SWITCH;
use senza::domain::SystemRandom;
use senza::domain::variant::{Check, skip};
use senza::keys::age::{Identity, Opener, Sealer};
use std::sync::PoisonError;

const CHUNK: usize = 65_536 + 16;
const SECRET: &str = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

fn sealed(length: usize) -> Vec<u8> {
    let to = SECRET.parse::<Identity>().unwrap().recipient();
    let plain: Vec<u8> = (0_u32..).flat_map(u32::to_be_bytes).take(length).collect();
    let (mut file, mut sealer) = Sealer::new(&[to], &SystemRandom).unwrap();
    sealer.push(&plain, &mut file).unwrap();
    sealer.finish(&mut file).unwrap();
    file
}

fn opens(file: &[u8]) -> bool {
    let (mut opener, mut plain) = (Opener::new(vec![SECRET.parse().unwrap()]), Vec::new());
    opener.push(file, &mut plain).is_ok() && opener.finish(&mut plain).is_ok()
}

/// What becomes of a file, and of where its chunks begin.
type Attack = fn(Vec<u8>, usize) -> Vec<u8>;

/// Each is made by whoever has no key, out of one that was sealed.
#[test]
fn files_that_were_tampered_with() {
    let _alone = SWITCH.lock().unwrap_or_else(PoisonError::into_inner);
    let length = 3 * 65_536;
    let header = |file: &[u8]| file.len() - 3 * CHUNK;
    let attacks: [(&str, Check, Attack); 4] = [
        ("a recipient was added to the list", Check::AgeHeaderMac, |file, _| {
            let at = b"age-encryption.org/v1\n".len();
            [&file[..at], b"-> somebody else\n\n", &file[at..]].concat()
        }),
        ("a bit of a chunk was turned over", Check::AgeTag, |mut file, header| {
            file[header + 1000] ^= 1;
            file
        }),
        ("two chunks were exchanged", Check::AgeOrder, |file, header| {
            let chunk = |at: usize| &file[header + at * CHUNK..][..CHUNK];
            [&file[..header], chunk(1), chunk(0), chunk(2)].concat()
        }),
        ("the last chunk was cut off", Check::AgeEnd, |file, header| file[..header + 2 * CHUNK].to_vec()),
    ];
    for (what, check, attack) in attacks {
        // Sealed by the same variant: what a check looks at was written by its other half.
        let tried = |without: &[Check]| {
            skip(without);
            let file = sealed(length);
            assert!(opens(&file), "control: {what}, not done");
            let header = header(&file);
            let opened = opens(&attack(file, header));
            skip(&[]);
            opened
        };
        assert!(!tried(&[]), "{what}: refused");
        assert!(tried(&[check]), "{what}: without {check:?} it opens");
        println!("{what:<40} refused, and not without {check:?}");
    }
}
