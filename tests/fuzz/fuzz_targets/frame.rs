//! What a peer sends to a keeper: octets as they come (first octet even), or frames that begin as they should, with fields
//! of the fuzzer's (odd): an operation, a length, that many octets, and so on.
//!
//! Whatever it is: the keeper answers with its greeting and whole frames, one at most for each that was sent, with the
//! numbers that were due; and none of its secrets is in them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use senza_fuzz::NOW;
use senza_fuzz::domain::SystemRandom;
use senza_fuzz::domain::clock::FixedClock;
use senza_fuzz::keeper::{Embedded, Limits, Unsealing, converse, secrets_at_rest};
use std::sync::{Arc, OnceLock};

const FRAME: usize = 2048;

struct Keeper {
    keys: Embedded,
    secrets: Vec<Vec<u8>>,
}

fn keeper() -> &'static Keeper {
    static KEEPER: OnceLock<Keeper> = OnceLock::new();
    KEEPER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("senza-fuzz-keeper-{}", std::process::id()));
        let limits = Limits {
            handles_per_second: u32::MAX,
            handle_burst: u32::MAX,
            hardenings_per_minute: u32::MAX,
            alarm_per_minute: u32::MAX,
            ..Limits::default()
        };
        let keys = Embedded::open_with_limits(&folder, Arc::new(SystemRandom), Arc::new(FixedClock(NOW)), limits).unwrap();
        let secrets = secrets_at_rest(&folder, &Unsealing::Nothing).unwrap();
        // Sixteen octets of each that are nobody else's to know: of an EC key in DER they stand in its middle, before the
        // public half, which is in its certificate.
        let part = |octets: &[u8]| match octets.len() {
            100..200 => octets[40..56].to_vec(),
            length => octets[length - 16..].to_vec(),
        };
        let secrets = secrets.iter().map(|(_, secret)| part(secret.expose())).collect();
        Keeper { keys, secrets }
    })
}

fn has(octets: &[u8], secret: &[u8]) -> bool {
    octets.windows(secret.len()).any(|some| some == secret)
}

fn framed(mut data: &[u8]) -> Vec<u8> {
    let mut sent = Vec::new();
    for number in 0_u64..8 {
        let [operation, high, low, rest @ ..] = data else { break };
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(FRAME - 16).min(rest.len());
        let (fields, after) = rest.split_at(length);
        let mut frame = [0; FRAME];
        frame[..5].copy_from_slice(&[b'S', b'Z', b'K', 1, *operation % 64]);
        frame[8..16].copy_from_slice(&number.to_be_bytes());
        frame[16..16 + length].copy_from_slice(fields);
        sent.extend_from_slice(&frame);
        data = after;
    }
    sent
}

fuzz_target!(|data: &[u8]| {
    let [kind, rest @ ..] = data else { return };
    let sent = if kind % 2 == 0 { rest.to_vec() } else { framed(rest) };
    let Keeper { keys, secrets } = keeper();
    let answered = converse(keys, &sent);
    assert!(answered.len() % FRAME == 0 && answered.len() / FRAME <= 1 + sent.len() / FRAME);
    for (number, (question, answer)) in sent.chunks_exact(FRAME).zip(answered.chunks_exact(FRAME).skip(1)).enumerate() {
        assert_eq!(answer[..5], question[..5], "it answers what was asked");
        assert_eq!(answer[8..16], (number as u64).to_be_bytes());
    }
    // The fuzzer sees what is compared here, and comes to send it: a wrapped key that is under the newest epoch already, or under a
    // later one, is answered with its own octets (`Rewrap`), and tells nobody anything.
    for secret in secrets.iter().filter(|secret| !has(&sent, secret)) {
        assert!(!has(&answered, secret), "a secret left the keeper");
    }
});
