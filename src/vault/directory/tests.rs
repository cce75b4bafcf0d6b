use super::*;
use crate::domain::SystemRandom;
use crate::domain::identifier::IDENTIFIER_MAX;
use crate::vault::KeyPair;
use crate::vault::testing::{account, org};
use uuid::Uuid;

fn text(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

fn entry(identifier: &str, names: &[&str], contacts: &[&str]) -> Entry {
    let all = |texts: &[&str]| texts.iter().map(|one| text(one)).collect();
    Entry { handle: Handle([8; 32]), identifier: text(identifier), names: all(names), contacts: all(contacts) }
}

fn exposed(texts: &[SecretText]) -> Vec<&str> {
    texts.iter().map(SecretText::expose).collect()
}

#[test]
fn reads_back_what_it_wrote() {
    let octets = entry("änni@example.org", &["Änni <b>Müller</b>", "Müller"], &["a@example.org"]).encode().unwrap();
    let read = Entry::decode(&octets).unwrap();
    assert_eq!((read.handle, read.identifier.expose()), (Handle([8; 32]), "änni@example.org"));
    assert_eq!(exposed(&read.names), ["Änni <b>Müller</b>", "Müller"]);
    assert_eq!((exposed(&read.contacts), read.called()), (vec!["a@example.org"], "Änni <b>Müller</b>"));
    assert_eq!(entry("änni", &[], &[]).called(), "änni");
}

// Threat: the sizes of rows tell who has a long name, or many telephones.
#[test]
fn every_entry_has_one_size() {
    let long = "ö".repeat(300);
    let many: Vec<&str> = vec![&long; 40];
    let identifier = "a".repeat(IDENTIFIER_MAX);
    let pair = KeyPair::from_private(Secret::new([1; 32])).unwrap();
    for one in [entry("", &[], &[]), entry(&identifier, &many, &many), entry("a", &["b"], &many)] {
        let octets = one.encode().unwrap();
        assert_eq!(octets.expose().len(), ROOM);
        let sealed = seal_entry(&pair.public, org(), account(), 1, &octets, &SystemRandom).unwrap();
        assert_eq!(sealed.len(), 1_138);
        let read = Entry::decode(&octets).unwrap();
        assert_eq!(read.identifier.expose(), one.identifier.expose(), "this is never cut");
        assert!(exposed(&read.names).iter().chain(&exposed(&read.contacts)).all(|kept| kept.len() <= LONGEST));
    }
    assert!(entry(&"a".repeat(ROOM), &[], &[]).encode().is_err());
}

#[test]
fn refuses_what_it_would_not_write() {
    let octets = entry("ada", &["Ada"], &[]).encode().unwrap().expose().to_vec();
    for end in 0..octets.len() {
        assert!(Entry::decode(&SecretBytes::new(octets[..end].to_vec())).is_err(), "cut at {end}");
    }
    let mut padding = octets.clone();
    *padding.last_mut().unwrap() = 1;
    assert!(Entry::decode(&SecretBytes::new(padding)).is_err());
    assert!(Entry::decode(&SecretBytes::new([octets, vec![0; 4]].concat())).is_err());
}

#[test]
fn an_entry_opens_for_its_keyring_account_epoch_and_organisation_and_for_no_other() {
    let pair = |octet: u8| KeyPair::from_private(Secret::new([octet; 32])).unwrap();
    let opener = |octet: u8| Opener::new(&pair(octet)).unwrap();
    let octets = entry("ada", &["Ada"], &[]).encode().unwrap();
    let sealed = seal_entry(&pair(1).public, org(), account(), 3, &octets, &SystemRandom).unwrap();
    let opened = open_entry(&opener(1), org(), account(), 3, &sealed).unwrap();
    assert_eq!(opened.expose(), octets.expose(), "control");
    assert!(open_entry(&opener(2), org(), account(), 3, &sealed).is_err(), "another keyring");
    assert!(open_entry(&opener(1), org(), AccountId(Uuid::nil()), 3, &sealed).is_err(), "another account");
    assert!(open_entry(&opener(1), org(), account(), 4, &sealed).is_err(), "another epoch");
    assert!(open_entry(&opener(1), OrgId(Uuid::nil()), account(), 3, &sealed).is_err(), "another organisation");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open_entry(&opener(1), org(), account(), 3, &changed).is_err(), "octet {at}");
    }
}

#[test]
fn a_mark_is_of_one_seed_row_mac_and_content() {
    let (one, other) = (entry("ada", &["Ada"], &[]), entry("ada", &["Eve"], &[]));
    let (one, other) = (one.encode().unwrap(), other.encode().unwrap());
    let seed = Secret::new([5; 32]);
    let own = mark(&seed, &[1; 32], &[2; 32], &one);
    assert_eq!(own, mark(&seed, &[1; 32], &[2; 32], &one));
    assert_ne!(own, mark(&Secret::new([6; 32]), &[1; 32], &[2; 32], &one));
    assert_ne!(own, mark(&seed, &[3; 32], &[2; 32], &one));
    assert_ne!(own, mark(&seed, &[1; 32], &[3; 32], &one));
    assert_ne!(own, mark(&seed, &[1; 32], &[2; 32], &other));
}

#[test]
fn prints_no_name() {
    let printed = format!("{:?}", entry("ada", &["Perpetua"], &["a@example.org"]));
    assert!(!printed.contains("Perpetua") && !printed.contains("ada") && !printed.contains("example"), "{printed}");
}
