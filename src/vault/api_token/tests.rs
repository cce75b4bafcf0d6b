use super::*;
use crate::domain::scope::{Delivery, KeyNumber, Purpose};
use crate::domain::{AccountId, SystemRandom};
use crate::vault::scoped_key::ScopedKey;
use time::macros::{date, datetime};
use uuid::Uuid;

fn org() -> OrgId {
    OrgId(Uuid::from_u128(1))
}

fn held(may: Vec<May>) -> Held {
    Held {
        account: AccountId(Uuid::from_u128(2)),
        may,
        expires_at: datetime!(2026-12-01 10:00 UTC),
        inbox: [3; 32],
        generation: 2,
        files_public: [4; 32],
        slips_public: [5; 32],
        known_as: "Ada (ada@example.org)".to_owned(),
        files: vec![Secret::new([6; 32]), Secret::new([7; 32])],
        slips: vec![Secret::new([8; 32])],
        key: Some(HeldKey {
            entity_id: "https://a.example".to_owned(),
            purpose: Purpose::parse("notes").unwrap(),
            delivery: Delivery::Assertion,
            keys: vec![ScopedKey { number: KeyNumber { generation: 2, epoch: 1 }, key: Secret::new([9; 32]) }],
        }),
        console: None,
    }
}

fn for_the_console() -> Held {
    Held { console: Some(HeldInbox { private: Secret::new([10; 32]), seen: 7 }), ..held(May::OF_CONSOLE.to_vec()) }
}

#[test]
fn comes_back_from_its_text_and_from_no_other() {
    let token = Token::random([1; 32], &SystemRandom);
    let text = token.text();
    let again = Token::parse(text.expose()).unwrap();
    assert_eq!((again.place(), again.verifier()), (token.place(), token.verifier()));
    let without = text.expose().strip_prefix("senza_").unwrap();
    for bad in
        ["", "senza_", without, &text.expose()[..91], &format!("{}A", text.expose()), &format!(" {}", text.expose())]
    {
        assert!(Token::parse(bad).is_none(), "{bad}");
    }
}

// Threat: whoever has the database opens what a token holds; a row is moved, put back at another version, or its scopes relabelled.
#[test]
fn opens_with_its_token_and_the_keeper_at_its_place_alone() {
    let (token, answer) = (Token::random([1; 32], &SystemRandom), Secret::new([2; 32]));
    let sealed = seal_held(&token, &answer, (org(), 1), &held(vec![May::Read]), &SystemRandom).unwrap();
    let opened = open_held(&token, &answer, (org(), 1), &sealed).unwrap();
    assert_eq!((opened.may, opened.files.len(), opened.key.unwrap().keys.len()), (vec![May::Read], 2, 1));
    let other = Token::random([1; 32], &SystemRandom);
    let elsewhere = Token::new([9; 32], token.key.duplicate());
    for (what, token, answer, version) in [
        ("another token", &other, &answer, 1),
        ("another place", &elsewhere, &answer, 1),
        ("another keeper", &token, &Secret::new([3; 32]), 1),
        ("another version", &token, &answer, 2),
    ] {
        assert!(open_held(token, answer, (org(), version), &sealed).is_err(), "{what}");
    }
    assert!(!other.matches(&token.verifier()) && token.matches(&token.verifier()));
    assert_ne!(token.verifier(), token.digest());
}

// Threat: a token that was made for envelopes opens the console, or one for the console opens more than the inbox.
#[test]
fn an_inbox_is_held_by_a_token_for_the_console_alone() {
    let (token, answer) = (Token::random([1; 32], &SystemRandom), Secret::new([2; 32]));
    let again = |held: &Held| {
        let sealed = seal_held(&token, &answer, (org(), 1), held, &SystemRandom).unwrap();
        open_held(&token, &answer, (org(), 1), &sealed).unwrap()
    };
    assert!(again(&held(vec![May::Read])).console.is_none());
    let opened = again(&for_the_console());
    let inbox = opened.console.unwrap();
    assert_eq!((inbox.private.expose(), inbox.seen, opened.may), (&[10; 32], 7, May::OF_CONSOLE.to_vec()));
    let words: std::collections::HashSet<&str> = May::ALL.into_iter().map(May::word).collect();
    assert_eq!(words.len(), May::ALL.len());
    assert!(May::ALL.into_iter().all(|may| May::from_word(may.word()) == Some(may)));
}

// Threat: the length of what a token holds tells what it is for.
#[test]
fn all_are_of_one_length() {
    let (token, answer) = (Token::random([1; 32], &SystemRandom), Secret::new([2; 32]));
    let length = |held: &Held| seal_held(&token, &answer, (org(), 1), held, &SystemRandom).unwrap().len();
    let little = Held { files: Vec::new(), slips: Vec::new(), key: None, ..held(vec![May::Seal]) };
    assert_eq!(length(&little), length(&held(May::ALL.to_vec())));
    assert_eq!(length(&little), length(&for_the_console()), "those of administrators as well");
}

#[test]
fn a_label_is_for_its_person_and_place() {
    let (inbox, other) = (KeyPair::generate(&SystemRandom).unwrap(), KeyPair::generate(&SystemRandom).unwrap());
    let label = Label {
        name: "Nightly backup".to_owned(),
        may: vec![May::Send, May::Key],
        key: Some(("https://a.example".to_owned(), Purpose::parse("notes").unwrap(), Delivery::Browser)),
        made_on: date!(2026 - 11 - 26),
        expires_at: datetime!(2026-12-01 10:00 UTC),
    };
    let sealed = seal_label(&inbox.public, (org(), &[1; 32], 1), &label, &SystemRandom).unwrap();
    assert_eq!(open_label(&inbox, (org(), &[1; 32], 1), &sealed).unwrap(), label);
    assert!(open_label(&other, (org(), &[1; 32], 1), &sealed).is_err());
    assert!(open_label(&inbox, (org(), &[2; 32], 1), &sealed).is_err());
    let long = Label { name: "x".repeat(2000), ..label };
    assert!(seal_label(&inbox.public, (org(), &[1; 32], 1), &long, &SystemRandom).is_err());
}
