use super::*;
use crate::domain::SystemRandom;
use crate::keeper::testing::{NOW, as_version_1};

fn fresh() -> (Keys, String) {
    let keys = Keys::generate(&SystemRandom, NOW, &None).unwrap();
    let text = String::from_utf8(keys.encode().unwrap().to_vec()).unwrap();
    (keys, text)
}

#[test]
fn reads_back_what_it_wrote() {
    let (keys, text) = fresh();
    let again = Keys::decode(text.as_bytes()).unwrap();
    assert_eq!(*again.encode().unwrap(), text.as_bytes());
    assert!(again.handle == keys.handle && again.sessions.link == keys.sessions.link && again.logout == keys.logout);
    assert!(text.len() < ROOM / 2);
    let read = Keys::decode_or_upgrade(text.as_bytes(), &SystemRandom, NOW, &None).unwrap();
    assert!(!read.is_upgraded && read.keys.logout == keys.logout);
}

#[test]
fn refuses_what_it_does_not_know() {
    let (_, text) = fresh();
    let changed = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        Keys::decode_or_upgrade(text.replacen(from, to, 1).as_bytes(), &SystemRandom, NOW, &None).err()
    };
    assert!(changed("\"version\": 2", "\"version\": 2 ").is_none());
    for unknown in [0, 3, 20] {
        let refused = changed("\"version\": 2", &format!("\"version\": {unknown}, \"new\": 3"));
        assert!(matches!(refused, Some(KeyFileError::Version(version)) if version == unknown), "{unknown}");
    }
    assert!(matches!(changed("\"version\": 2", "\"version\": 1"), Some(KeyFileError::Malformed { .. })));
    assert!(matches!(changed("\"audit\"", "\"audio\""), Some(KeyFileError::Malformed { .. })));
    assert!(matches!(changed("\"row\": \"", "\"row\": \"AAAA"), Some(KeyFileError::Wrong("row key"))));
    assert!(matches!(changed("\"logout\": \"", "\"logout\": \"AAAA"), Some(KeyFileError::Wrong("logout key"))));
    assert!(matches!(changed("\"in-use\"", "\"in-store\""), Some(KeyFileError::Malformed { .. })));
    assert!(matches!(changed("\"in-use\"", "\"published\""), Some(KeyFileError::Wrong("list of SAML keys"))));
    assert!(matches!(Keys::decode(&text.as_bytes()[..40]), Err(KeyFileError::Malformed { .. })));
}

#[test]
fn a_complaint_quotes_no_key() {
    let (_, text) = fresh();
    let secret = text.split('"').nth(5).unwrap();
    assert!(secret.len() == 44);
    let error = Keys::decode(text.replacen(secret, &format!("{secret}!"), 1).as_bytes()).err().unwrap();
    assert!(!error.to_string().contains(&secret[..8]) && !format!("{error:?}").contains(&secret[..8]));
}

#[test]
fn a_file_of_version_1_keeps_what_it_has_and_gets_what_it_lacks() {
    let (keys, text) = fresh();
    let old = as_version_1(&text);
    let read = Keys::decode_or_upgrade(old.as_bytes(), &SystemRandom, NOW, &None).unwrap();
    assert!(read.is_upgraded);
    assert!(read.keys.handle == keys.handle && read.keys.hardening[0].key == keys.hardening[0].key);
    assert!(read.keys.logout != keys.logout, "it had none");
    assert_eq!(read.keys.saml[0].certificate, keys.saml[0].certificate);
    assert!(read.keys.saml[1].is(SigningAlgorithm::EcdsaSha256, SamlKeyState::InUse));
    assert!(matches!(Keys::decode(old.as_bytes()), Err(KeyFileError::PutBack)));
    assert!(Keys::decode(&read.keys.encode().unwrap()).is_ok());
}

/// The drill looks for each of them: whoever adds a secret to the file adds it there.
#[test]
fn every_secret_of_the_file_is_listed() {
    let (_, text) = fresh();
    let listed: Vec<String> =
        secrets_of(text.as_bytes()).unwrap().iter().map(|(_, s)| data_encoding::BASE64.encode(s.expose())).collect();
    let certificates: Vec<&str> = text.lines().filter(|line| line.contains("\"certificate\"")).collect();
    let octets = text.lines().filter(|line| line.split('"').nth(3).is_some_and(|value| value.len() > 40));
    let secret: Vec<&str> = octets.filter(|line| !certificates.contains(line)).collect();
    assert_eq!(secret.len(), listed.len());
    assert!(secret.iter().all(|line| listed.iter().any(|one| line.contains(one))), "{secret:?}");
    // As many as there were, fewer by the three that version 1 did not have.
    assert_eq!(secrets_of(as_version_1(&text).as_bytes()).unwrap().len(), listed.len() - 3);
}

/// A file of before there were dates: what is in use is as old as its certificate, and a next key counts as published from
/// now on.
#[test]
fn dates_that_an_older_file_lacks_are_written_down_once() {
    let (mut keys, _) = fresh();
    keys.saml
        .push(SamlKey::generate(SigningAlgorithm::RsaSha256, SamlKeyState::Published, &SystemRandom, NOW).unwrap());
    let mut file: serde_json::Value = serde_json::from_slice(&keys.encode().unwrap()).unwrap();
    for key in file["saml"].as_array_mut().unwrap() {
        ["published", "used"].iter().for_each(|field| drop(key.as_object_mut().unwrap().remove(*field)));
    }
    file.as_object_mut().unwrap().remove("saml_step").unwrap();
    let later = NOW + time::Duration::days(9);
    let read = Keys::decode_or_upgrade(file.to_string().as_bytes(), &SystemRandom, later, &None).unwrap();
    assert!(read.is_upgraded);
    let made = NOW - time::Duration::HOUR;
    let dates: Vec<_> = read.keys.saml.iter().map(|key| (key.published, key.used)).collect();
    assert_eq!(dates, [(made, Some(made)), (made, Some(made)), (made, Some(made)), (later, None)]);
    let again =
        Keys::decode_or_upgrade(&read.keys.encode().unwrap(), &SystemRandom, later + time::Duration::DAY, &None)
            .unwrap();
    assert!(!again.is_upgraded && again.keys.saml[3].published == later);
}

/// A file of before there were keys for decryption is read as it is: each keeper of a fleet would make another.
#[test]
fn a_file_without_a_key_for_decryption_is_one_and_one_without_a_key_to_sign_with_is_none() {
    for (kind, is_one) in SamlKeyKind::ALL.into_iter().zip([false, false, true]) {
        let (mut keys, _) = fresh();
        keys.saml.retain(|key| key.kind != kind);
        let file = keys.encode().unwrap();
        assert_eq!(Keys::decode(&file).is_ok(), is_one, "{kind}");
        let read = Keys::decode_or_upgrade(&file, &SystemRandom, NOW, &None);
        assert_eq!(read.is_ok_and(|read| !read.is_upgraded && read.keys.saml.len() == 2), is_one, "{kind}");
    }
}

#[test]
fn two_next_keys_of_a_kind_are_no_key_file() {
    let (mut keys, _) = fresh();
    for times in 1..=2 {
        let algorithm = SigningAlgorithm::EcdsaSha256;
        keys.saml.push(SamlKey::generate(algorithm, SamlKeyState::Published, &SystemRandom, NOW).unwrap());
        assert_eq!(Keys::decode(&keys.encode().unwrap()).is_ok(), times == 1);
    }
}
