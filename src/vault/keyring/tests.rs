use super::*;
use crate::domain::SystemRandom;
use crate::vault::testing::{account, org};

fn member(octet: u8) -> MemberId {
    MemberId(Uuid::from_bytes([octet; 16]))
}

fn pair(octet: u8) -> KeyPair {
    KeyPair::from_private(Secret::new([octet; 32])).unwrap()
}

#[test]
fn a_seed_opens_for_its_keyring_account_epoch_and_organisation_and_for_no_other() {
    let (ring, seed) = (pair(1), Kept { seed: Secret::new([9; 32]), handle: Handle([8; 32]) });
    let sealed = seal_seed(&ring.public, org(), account(), 3, &seed, &SystemRandom).unwrap();
    assert_eq!(open_seed(&ring, org(), account(), 3, &sealed).unwrap(), seed, "control");
    assert!(open_seed(&pair(2), org(), account(), 3, &sealed).is_err(), "another keyring");
    assert!(open_seed(&ring, org(), AccountId(Uuid::nil()), 3, &sealed).is_err(), "another account");
    assert!(open_seed(&ring, org(), account(), 4, &sealed).is_err(), "another epoch");
    assert!(open_seed(&ring, OrgId(Uuid::nil()), account(), 3, &sealed).is_err(), "another organisation");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(open_seed(&ring, org(), account(), 3, &changed).is_err(), "octet {at}");
    }
}

#[test]
fn the_keyring_opens_for_its_member_and_only_as_the_one_whose_public_half_is_known() {
    let (own, ring) = (pair(1), pair(2));
    let sealed = seal_to_member(&own.public, org(), member(3), 1, &ring, &SystemRandom).unwrap();
    let opened = open_as_member(&own, org(), member(3), 1, &sealed, &ring.public).unwrap();
    assert_eq!(opened.private, ring.private);
    assert!(open_as_member(&pair(4), org(), member(3), 1, &sealed, &ring.public).is_err(), "another member's key");
    assert!(open_as_member(&own, org(), member(4), 1, &sealed, &ring.public).is_err(), "another member's row");
    assert!(open_as_member(&own, org(), member(3), 2, &sealed, &ring.public).is_err(), "another epoch");
    // Whoever knows her public key can seal another keyring to her: its public half is not the one that is known.
    assert!(open_as_member(&own, org(), member(3), 1, &sealed, &pair(5).public).is_err(), "another public half");
}

#[test]
fn an_elder_key_opens_for_the_present_keyring_alone() {
    let (elder, ring) = (pair(1), pair(2));
    let sealed = seal_elder(&ring.public, org(), 2, &elder, &SystemRandom).unwrap();
    assert_eq!(open_elder(&ring, org(), 2, &sealed).unwrap().private, elder.private);
    assert!(open_elder(&elder, org(), 2, &sealed).is_err());
    assert!(open_elder(&ring, org(), 3, &sealed).is_err());
}

#[test]
fn a_label_says_who_and_its_length_does_not() {
    let ring = pair(1);
    let label = |name: &str| {
        let label = Label { account: account(), inbox_public: [7; 32], name: SecretText::new(name.to_owned()) };
        seal_label(&ring.public, org(), member(3), 1, &label, &SystemRandom).unwrap()
    };
    let opened = open_label(&ring, org(), member(3), 1, &label("ada@example.org")).unwrap();
    assert_eq!((opened.account, opened.inbox_public, opened.name.expose()), (account(), [7; 32], "ada@example.org"));
    assert_eq!(label("a").len(), label(&"ä".repeat(200)).len());
    let long = open_label(&ring, org(), member(3), 1, &label(&format!("x{}", "ä".repeat(200)))).unwrap();
    assert_eq!(long.name.expose().len(), 253, "cut between characters");
    assert!(open_label(&ring, org(), member(4), 1, &label("a")).is_err());
    assert!(open_label(&pair(2), org(), member(3), 1, &label("a")).is_err());
}

#[test]
fn a_fingerprint_is_of_one_key_and_member() {
    let one = fingerprint(org(), member(1), &[7; 32]);
    assert_eq!((one.len(), one.split(' ').count()), (19, 4));
    assert_ne!(one, fingerprint(org(), member(1), &[8; 32]));
    assert_ne!(one, fingerprint(org(), member(2), &[7; 32]));
}
