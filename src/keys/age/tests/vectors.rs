//! The vectors of the Community Cryptography Test Vectors project (`tests/vectors/age/README.md`).

use super::*;
use crate::vault::derive::sha256;
use data_encoding::HEXLOWER;
use std::io::Read;
use std::path::Path;

struct Vector {
    name: String,
    expect: String,
    payload: Option<String>,
    identities: Vec<String>,
    armored: bool,
    file: Vec<u8>,
}

fn read(path: &Path) -> Vector {
    let octets = std::fs::read(path).unwrap();
    let end = octets.windows(2).position(|two| two == b"\n\n").unwrap();
    let head = std::str::from_utf8(&octets[..end]).unwrap();
    let all =
        |key: &'static str| head.lines().filter_map(|line| line.split_once(": ")).filter(move |line| line.0 == key);
    let first = |key: &'static str| all(key).next().map(|line| line.1.to_owned());
    let mut file = octets[end + 2..].to_vec();
    if first("compressed").is_some() {
        let packed = std::mem::take(&mut file);
        flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_end(&mut file).unwrap();
    }
    Vector {
        name: path.file_name().unwrap().to_str().unwrap().to_owned(),
        expect: first("expect").unwrap(),
        payload: first("payload"),
        identities: all("identity").map(|line| line.1.to_owned()).collect(),
        armored: first("armored").is_some(),
        file,
    }
}

fn all() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/age");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_none()).map(|path| read(&path)).collect()
}

/// Whether this is the kind of error that the vector names. A vector counts what is cut within the nonce to the header.
fn is_expected(expect: &str, armored: bool, error: &OpenError) -> bool {
    match expect {
        "no match" => matches!(error, OpenError::NoMatch),
        "HMAC failure" => matches!(error, OpenError::HeaderMac),
        "header failure" => matches!(
            error,
            OpenError::Header(_)
                | OpenError::Version
                | OpenError::NotAge
                | OpenError::Passphrase
                | OpenError::Truncated
        ),
        "armor failure" => armored && matches!(error, OpenError::Armor(_) | OpenError::NotAge | OpenError::Truncated),
        "payload failure" => matches!(
            error,
            OpenError::Altered(_)
                | OpenError::Reordered(_)
                | OpenError::Truncated
                | OpenError::End
                | OpenError::TooLong
                | OpenError::EmptyEnd
        ),
        _ => false,
    }
}

/// Each is opened as it is or refused for its reason, in one piece and octet by octet, and what comes out of it before it fails is what the vector
/// says may come out: no octet of a chunk that is not authentic.
#[test]
fn every_vector_ends_as_it_should() {
    let vectors = all();
    for vector in &vectors {
        let Vector { name, expect, payload, identities, armored, file } = vector;
        // Those with passphrases alone: never opened here.
        let passphrase = identities.is_empty();
        let part_of_all = if file.len() > 4096 { 4093 } else { 1 };
        for part in [part_of_all, usize::MAX] {
            let identities = identities.iter().map(|identity| identity.parse().unwrap()).collect();
            let (plain, opened) = released(identities, file, part);
            match &opened {
                Ok(()) => assert_eq!(expect, "success", "{name}"),
                Err(error) if passphrase => assert!(!matches!(error, OpenError::Altered(_)), "{name}: {error}"),
                Err(error) => assert!(is_expected(expect, *armored, error), "{name}: {expect}, but: {error}"),
            }
            if let (Some(payload), false) = (payload, passphrase) {
                assert_eq!(HEXLOWER.encode(&sha256(&plain)), *payload, "{name}");
            } else {
                assert!(plain.is_empty(), "{name}");
            }
        }
    }
    assert_eq!(vectors.len(), 111);
}
