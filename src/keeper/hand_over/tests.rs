use super::*;
use crate::domain::SystemRandom;
use crate::keeper::testing::TestFolder;
use crate::keeper::{Lying, SealedBy, keys_at};
use std::fs;

const NOTHING: Unsealing = Unsealing::Nothing;

fn asked(folder: &TestFolder) -> Request {
    request(&folder.path, &SystemRandom).unwrap()
}

fn given(from: &TestFolder, to: &Request) -> Vec<u8> {
    give(&from.path, &NOTHING, to, &SystemRandom).unwrap()
}

fn taken(folder: &TestFolder, given: &[u8]) -> Result<(), HandOverError> {
    take(&folder.path, given, &NOTHING, &SystemRandom)
}

#[test]
fn a_new_keeper_takes_the_keys_and_the_file_opens_once() {
    let (old, new, late) = (TestFolder::new(), TestFolder::new(), TestFolder::new());
    let keys = old.keeper();
    let request = asked(&new);
    assert_eq!(asked(&new), request, "the same until it is answered");
    let carried = Request::parse(&format!("{}\n", request.line())).unwrap();
    assert!(carried == request && carried.is_fingerprint(&request.fingerprint().replace(' ', "").to_uppercase()));
    let file = given(&old, &carried);
    fs::copy(new.path.join("request.key"), late.path.with_extension("copy")).unwrap();
    taken(&new, &file).unwrap();
    assert_eq!(new.keeper().fingerprint(), keys.fingerprint());
    assert_eq!(fs::read(new.path.join("keys.json")).unwrap(), fs::read(old.path.join("keys.json")).unwrap());
    // The request's key is gone: the same file opens nowhere, and what was made cannot be taken again.
    assert!(!new.path.join("request.key").exists());
    assert!(matches!(taken(&new, &file), Err(HandOverError::HasKeys)));
    fs::remove_file(new.path.join("keys.json")).unwrap();
    assert!(matches!(taken(&new, &file), Err(HandOverError::NotAsked)));
    assert!(asked(&new) != request);
    assert!(matches!(taken(&new, &file), Err(HandOverError::Other)));
    // Control: it was the key alone that opened it.
    fs::rename(late.path.with_extension("copy"), new.path.join("request.key")).unwrap();
    taken(&new, &file).unwrap();
}

// Threat: the answer to a request was copied on its way, and the disk is read later: the request's key must lie there no
// longer than it takes to have keys.
#[test]
fn no_key_of_a_request_lies_beside_keys_once_a_keeper_has_started() {
    let (old, new, fresh) = (TestFolder::new(), TestFolder::new(), TestFolder::new());
    drop(old.keeper());
    let file = given(&old, &asked(&new));
    let (key, aside) = (new.path.join("request.key"), new.path.join("aside"));
    fs::copy(&key, &aside).unwrap();
    taken(&new, &file).unwrap();
    // As a kill between the two leaves it: the keys written, the request's key not destroyed.
    fs::rename(&aside, &key).unwrap();
    drop(new.keeper());
    assert!(!key.exists());
    // Keys that are made beside a request; and one that was never finished.
    asked(&fresh);
    fs::copy(fresh.path.join("request.key"), fresh.path.join("request.key.new")).unwrap();
    drop(fresh.keeper());
    assert!(!fresh.path.join("request.key").exists() && !fresh.path.join("request.key.new").exists());
}

#[test]
fn nothing_of_the_keys_is_readable_on_the_way() {
    let (old, new) = (TestFolder::new(), TestFolder::new());
    drop(old.keeper());
    let file = given(&old, &asked(&new));
    for (name, secret) in crate::keeper::secrets_at_rest(&old.path, &NOTHING).unwrap() {
        let text = data_encoding::BASE64.encode(secret.expose());
        assert!(!file.windows(secret.expose().len()).any(|octets| octets == secret.expose()), "{name}");
        assert!(!file.windows(text.len()).any(|octets| octets == text.as_bytes()), "{name}");
    }
    assert!(!file.windows(7).any(|octets| octets == b"version"), "nor what it is");
    let plain = fs::read(old.path.join("keys.json")).unwrap();
    assert!(plain.windows(7).any(|octets| octets == b"version"), "control: it stands in the key file");
}

#[test]
fn a_changed_bit_or_a_missing_end_changes_nothing_in_the_folder() {
    let (old, new) = (TestFolder::new(), TestFolder::new());
    drop(old.keeper());
    let file = given(&old, &asked(&new));
    for at in (0..file.len()).step_by(7).chain(0..43).chain([file.len() - 1]) {
        let mut changed = file.clone();
        changed[at] ^= 1;
        let refused = taken(&new, &changed).expect_err("a changed bit");
        let said = match at {
            0..10 => matches!(refused, HandOverError::NoGift),
            10..42 => matches!(refused, HandOverError::Other),
            _ => matches!(refused, HandOverError::Damaged),
        };
        assert!(said, "octet {at}: {refused}");
        assert!(taken(&new, &file[..at]).is_err(), "{at}");
    }
    assert_eq!(keys_at(&new.path).unwrap(), Lying::NoKeys);
    taken(&new, &file).expect("control: as it was given");
}

// Threat: on its way the request is exchanged, and the keys are wrapped for whoever did that.
#[test]
fn an_exchanged_request_has_another_fingerprint_and_serves_its_maker_alone() {
    let (old, new, thief) = (TestFolder::new(), TestFolder::new(), TestFolder::new());
    drop(old.keeper());
    let (honest, other) = (asked(&new), asked(&thief));
    assert!(!other.is_fingerprint(&honest.fingerprint()) && honest.is_fingerprint(&honest.fingerprint()));
    assert!(!honest.is_fingerprint("") && !honest.is_fingerprint(&honest.fingerprint()[..20]));
    let file = given(&old, &other);
    assert!(matches!(taken(&new, &file), Err(HandOverError::Other)));
    taken(&thief, &file).expect("control: without the comparison the keys would be the thief's");
    let groups = honest.fingerprint();
    assert_eq!((groups.len(), groups.split(' ').count()), (24, 5));
}

#[test]
fn keys_that_are_there_are_left_as_they_are() {
    let (old, new) = (TestFolder::new(), TestFolder::new());
    drop(old.keeper());
    let request_of_new = asked(&new);
    let file = given(&old, &request_of_new);
    let own = new.keeper().fingerprint();
    assert!(matches!(taken(&new, &file), Err(HandOverError::HasKeys)));
    assert!(matches!(request(&new.path, &SystemRandom), Err(HandOverError::HasKeys)));
    assert_eq!(new.keeper().fingerprint(), own);
    let empty = TestFolder::new();
    assert!(matches!(give(&empty.path, &NOTHING, &request_of_new, &SystemRandom), Err(HandOverError::NoKeys)));
}

#[test]
fn only_a_whole_request_is_one() {
    let folder = TestFolder::new();
    let line = asked(&folder).line();
    for wrong in [
        "",
        &line[..line.len() - 1],
        &line[..line.len() - 2],
        &format!("{line}00"),
        &format!("{line}\n\n"),
        &format!(" {line}"),
        &line.replace("request-1", "request-2"),
        &line.to_uppercase(),
    ] {
        assert!(matches!(Request::parse(wrong), Err(HandOverError::NoRequest)), "{wrong}");
    }
    assert!(Request::parse(&line).is_ok());
    // A point of small order: what is sealed to it anybody opens.
    let (old, weak) = (TestFolder::new(), Request::of([0; 32]));
    drop(old.keeper());
    assert!(matches!(give(&old.path, &NOTHING, &weak, &SystemRandom), Err(HandOverError::Wrap(_))));
}

#[test]
fn a_sealed_keeper_gives_and_a_new_one_takes_sealed() {
    let (old, new) = (TestFolder::new(), TestFolder::new());
    let by = |octet| Unsealing::Credential(SecretBytes::new(vec![octet; 32]));
    drop(old.keeper());
    crate::keeper::seal_keys(&old.path, &NOTHING, &by(1), &SystemRandom).unwrap();
    let to = asked(&new);
    assert!(matches!(give(&old.path, &by(2), &to, &SystemRandom), Err(HandOverError::Sealed(_))));
    let file = give(&old.path, &by(1), &to, &SystemRandom).unwrap();
    take(&new.path, &file, &by(9), &SystemRandom).unwrap();
    assert_eq!(keys_at(&new.path).unwrap(), Lying::Sealed(SealedBy::Credential));
    assert!(crate::keeper::secrets_at_rest(&new.path, &by(9)).is_ok());
}

// Threat: what a program makes of an older key file is new each time, so that two that were given it are two keepers.
#[test]
fn keys_of_an_older_version_are_not_given() {
    let (old, new) = (TestFolder::new(), TestFolder::new());
    drop(old.keeper());
    let path = old.path.join("keys.json");
    let text = crate::keeper::testing::as_version_1(&fs::read_to_string(&path).unwrap());
    fs::write(&path, text).unwrap();
    assert!(matches!(give(&old.path, &NOTHING, &asked(&new), &SystemRandom), Err(HandOverError::Old)));
    drop(old.keeper());
    give(&old.path, &NOTHING, &asked(&new), &SystemRandom).expect("control: once a keeper has completed it");
}
