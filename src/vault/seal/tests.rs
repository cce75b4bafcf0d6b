use super::*;
use crate::domain::SystemRandom;
use crate::vault::testing::org;
use uuid::Uuid;

mod two_keys;

fn key(octet: u8) -> Secret<32> {
    Secret::new([octet; 32])
}

fn place() -> RecordContext<'static> {
    RecordContext { org: org(), table: "ways", row: b"row", slot: "private", version: 7 }
}

fn sealed(plaintext: &[u8]) -> Vec<u8> {
    seal(&key(1), &place(), plaintext, &SystemRandom).unwrap()
}

#[test]
fn opens_again() {
    for length in [0, 1, 60, 61, 4093, 70_000] {
        let plaintext = vec![0x5a; length];
        assert_eq!(open(&key(1), &place(), &sealed(&plaintext)).unwrap().expose(), plaintext);
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let record = sealed(b"a secret");
    for bit in 0..record.len() * 8 {
        let mut changed = record.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        let expected = match bit / 8 {
            0 => OpenError::Header,
            1..65 => OpenError::Commitment,
            _ => OpenError::Tag,
        };
        assert_eq!(open(&key(1), &place(), &changed).unwrap_err(), expected, "bit {bit}");
    }
}

#[test]
fn every_cut_and_every_addition_is_refused() {
    let record = sealed(b"a secret");
    for end in 0..record.len() {
        assert!(open(&key(1), &place(), &record[..end]).is_err(), "cut at {end}");
    }
    assert_eq!(open(&key(1), &place(), &[record.as_slice(), &[0]].concat()).unwrap_err(), OpenError::Tag);
}

#[test]
fn opens_in_its_own_place_only() {
    let record = sealed(b"a secret");
    let elsewhere = [
        RecordContext { org: OrgId(Uuid::nil()), ..place() },
        RecordContext { table: "factors", ..place() },
        RecordContext { row: b"rox", ..place() },
        RecordContext { slot: "record", ..place() },
        RecordContext { version: 6, ..place() },
        // The same octets with the border between two fields moved.
        RecordContext { table: "waysr", row: b"ow", ..place() },
    ];
    for other in &elsewhere {
        assert_eq!(open(&key(1), other, &record).unwrap_err(), OpenError::Commitment, "{other:?}");
    }
    assert_eq!(open(&key(2), &place(), &record).unwrap_err(), OpenError::Commitment);
    assert!(open(&key(1), &place(), &record).is_ok());
}

#[test]
fn a_long_row_key_is_bound_whole() {
    let mut row = vec![1; 5000];
    let record = seal(&key(1), &RecordContext { row: &row, ..place() }, b"x", &SystemRandom).unwrap();
    assert!(open(&key(1), &RecordContext { row: &row, ..place() }, &record).is_ok());
    row[4999] = 2;
    assert!(open(&key(1), &RecordContext { row: &row, ..place() }, &record).is_err());
}

#[test]
fn length_tells_the_bucket_only() {
    assert_eq!(sealed(b"").len(), 64 + 81);
    assert_eq!(sealed(&[1; 60]).len(), sealed(b"").len());
    assert_eq!(sealed(&[1; 61]).len(), 128 + 81);
    assert!(matches!(seal(&key(1), &place(), &vec![0; (1 << 20) + 1], &SystemRandom), Err(SealError::TooLong(_))));
}

#[test]
fn no_two_records_are_alike() {
    assert_ne!(sealed(b"a secret"), sealed(b"a secret"));
}
