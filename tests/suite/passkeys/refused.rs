//! What is refused over HTTP: with one calm sentence to the person, and its reason in the audit.

use super::{Software, add, at_page, first_step, sign_in};
use crate::support::app::{Options, TestApp, spawn, spawn_with};
use crate::support::person::{PASSPHRASE, Person, enrol};
use data_encoding::BASE64URL_NOPAD;

type Attack = fn(&mut Software, &str) -> String;

/// What an attacker makes of a passkey's message, and the word for it in the audit.
const ATTACKS: [(&str, &str, Attack); 9] = [
    ("a sibling domain's origin", "passkey refused: origin", |key, challenge| {
        let own = std::mem::replace(&mut key.origin, "http://portal.localhost".to_owned());
        let said = key.get(challenge);
        key.origin = own;
        said
    }),
    ("the RP id of another host", "passkey refused: origin", |key, challenge| {
        let own = std::mem::replace(&mut key.rp, "portal.localhost".to_owned());
        let said = key.get(challenge);
        key.rp = own;
        said
    }),
    ("a cross-origin frame", "passkey refused: frame", |key, challenge| {
        key.more = r#","crossOrigin":true"#.to_owned();
        let said = key.get(challenge);
        key.more.clear();
        said
    }),
    ("a foreign challenge", "passkey refused: challenge", |key, _| key.get(&BASE64URL_NOPAD.encode(&[7; 32]))),
    ("extensions of 300 octets", "passkey refused: extensions", |key, challenge| {
        key.extensions = [b"\xa1\x61a\x59\x01\x2c".as_slice(), &[0; 300]].concat();
        let said = key.get(challenge);
        key.extensions.clear();
        said
    }),
    ("extensions that are no CBOR", "passkey refused: message", |key, challenge| {
        key.extensions = vec![0xff; 30];
        let said = key.get(challenge);
        key.extensions.clear();
        said
    }),
    ("nobody touched it", "passkey refused: message", |key, challenge| {
        key.flags = 0x04;
        let said = key.get(challenge);
        key.flags = 0x05;
        said
    }),
    ("what is no message", "passkey refused: message", |_, _| "{\"id\":[]}".to_owned()),
    ("a message beyond all size", "passkey refused: message", |key, challenge| {
        format!("{}{}", key.get(challenge), " ".repeat(20_000))
    }),
];

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

#[test]
fn each_attack_is_refused_and_its_reason_is_on_record() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    for (attack, word, make) in ATTACKS {
        for (identifier, passphrase) in [("ada@example.org", PASSPHRASE), ("nobody@example.org", PASSPHRASE)] {
            let before = audited(&app, word);
            let (mut browser, page) = first_step(&app, identifier, passphrase);
            let message = make(&mut key, &page.hidden("challenge").unwrap());
            let refused = browser.submit("/login", &page, &[("passkey", &message)]);
            assert_eq!(refused.status, 403, "{attack}: {}", refused.body);
            assert!(refused.body.contains("That did not work"), "{attack}: {}", refused.body);
            assert_eq!(audited(&app, word), before + 1, "{attack}: {identifier}");
        }
        assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "{attack}: control, without it");
    }
    let activity = ada.browser.get("/account/activity").body;
    assert!(activity.contains("was used on another site"), "its owner is told: {activity}");
}

// Threat: a message that was seen once is sent again.
#[test]
fn a_message_serves_on_its_own_page_and_once() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    let (mut browser, page) = first_step(&app, &ada.identifier, PASSPHRASE);
    let message = key.get(&page.hidden("challenge").unwrap());
    let (mut other, another) = first_step(&app, &ada.identifier, PASSPHRASE);
    let replayed = other.submit("/login", &another, &[("passkey", &message)]);
    assert_eq!((replayed.status, audited(&app, "passkey refused: challenge")), (403, 1), "on another page");
    assert_eq!(browser.submit("/login", &page, &[("passkey", &message)]).status, 303, "control: on its own");
    assert_eq!(browser.submit("/login", &page, &[("passkey", &message)]).status, 410, "once");
}

// Threat: an authenticator was copied.
#[test]
fn a_count_that_goes_back_is_refused_and_its_owner_is_told() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    for _ in 0..3 {
        assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303);
    }
    let ahead = std::mem::replace(&mut key.count, 1);
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 403);
    assert_eq!(audited(&app, "passkey refused: counter"), 1);
    key.count = ahead;
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "control: the one that is ahead");
    assert!(ada.browser.get("/account/activity").body.contains("may have been copied"));
}

// Threat: of two uses of one count at once, both get in.
#[test]
fn of_two_uses_at_once_each_count_serves_once() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    let mut tries: Vec<_> = (0..8).map(|_| first_step(&app, &ada.identifier, PASSPHRASE)).collect();
    let messages: Vec<String> = tries
        .iter()
        .map(|(_, page)| {
            key.count = 1;
            key.get(&page.hidden("challenge").unwrap())
        })
        .collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let all: Vec<_> = tries
            .iter_mut()
            .zip(&messages)
            .map(|((browser, page), message)| {
                scope.spawn(move || browser.submit("/login", page, &[("passkey", message)]).status)
            })
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
}

#[test]
fn a_passkey_that_was_made_elsewhere_is_not_added() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/passkeys");
    let challenge = page.hidden("challenge").unwrap();
    let try_with = |ada: &mut Person, message: &str, word: &str| {
        let before = audited(&app, word);
        let refused = ada.send(&app, "/account/passkeys", &page, &[("passkey", message), ("name", "x")]);
        assert_eq!(refused.status, 422, "{word}: {}", refused.body);
        assert!(refused.text_of("fault").unwrap().contains("could not be accepted"), "{}", refused.body);
        assert_eq!(audited(&app, word), before + 1, "{word}");
        assert_eq!(refused.hidden("challenge").as_deref(), Some(&*challenge), "the same page again");
    };
    let mut key = at_page(&app, &page);
    key.origin = "https://evil.example".to_owned();
    try_with(&mut ada, &key.make(&challenge), "passkey refused: origin");
    let key = at_page(&app, &page);
    try_with(&mut ada, &key.make(&BASE64URL_NOPAD.encode(&[7; 32])), "passkey refused: challenge");
    try_with(&mut ada, "", "passkey refused: message");
    try_with(&mut ada, &key.make_of(&challenge, &key.data(&[])), "passkey refused: message");
    assert_eq!(app.count("factor"), 1);
    let done = ada.send(&app, "/account/passkeys", &page, &[("passkey", &key.make(&challenge)), ("name", "x")]);
    assert_eq!(done.status, 303, "control: {}", done.body);
    // The page is used up.
    let again = ada.send(&app, "/account/passkeys", &page, &[("passkey", &key.make(&challenge)), ("name", "x")]);
    assert_eq!((again.status, app.count("factor")), (410, 2), "{}", again.body);
}

// WebAuthn §5.1.2: an RP id is a domain.
#[test]
fn where_the_address_is_a_number_there_are_no_passkeys_and_the_pages_say_so() {
    let app = spawn_with(Options { known_as: Some("http://127.0.0.1:9"), ..Options::default() });
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.browser.get("/account").text_of("passkeys").unwrap().contains("Passkeys are made for names"));
    assert_eq!(ada.browser.get("/account/passkeys").status, 404);
    let (mut browser, page) = first_step(&app, "ada@example.org", PASSPHRASE);
    assert_eq!(page.hidden("challenge"), None);
    assert_eq!(browser.submit("/login", &page, &[("passkey", "{}")]).status, 403);
    assert_eq!(ada.sign_in(&app).status, 303, "the app serves");
}
