//! A passkey in the place of the code.

use super::{Software, add, first_step, sign_in};
use crate::sign_in::{LOG_WRITES, without_tokens};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{PASSPHRASE, enrol};
use crate::support::sp::Sp;

#[test]
fn a_passkey_takes_the_place_of_the_code_and_the_code_still_serves() {
    let app = spawn();
    let portal = Sp::new("portal").register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let by_code = Answer::of(&ada.browser.get(&portal.request(&app).unsigned())).pairwise_id();
    let mut key = add(&app, &mut ada, "Blue key");
    for _ in 0..3 {
        let done = sign_in(&app, &mut ada, &mut key);
        assert_eq!(done.location().as_deref(), Some("/portal"), "{}", done.body);
    }
    let answer = Answer::of(&ada.browser.get(&portal.request(&app).unsigned()));
    assert_eq!(answer.pairwise_id(), by_code, "the same person");
    assert_eq!(ada.sign_in(&app).status, 303, "the app still serves");
    assert_eq!(app.count("audit where event = 'passkey added'"), 1);
    assert_eq!(app.count("factor where kind = 'passkey'"), 1);
}

fn tried(
    app: &TestApp,
    identifier: &str,
    passphrase: &str,
    with: impl FnOnce(&Page) -> (&'static str, String),
) -> Page {
    let (mut browser, page) = first_step(app, identifier, passphrase);
    let (field, value) = with(&page);
    browser.submit("/login", &page, &[(field, &value)])
}

fn challenge(page: &Page) -> String {
    page.hidden("challenge").unwrap()
}

// Threat: a stranger learns from the second step who exists, who has a passkey, or which half of a guess was right; also one
// who watches the database.
#[test]
fn the_second_step_tells_nobody_apart_who_tries_a_passkey() {
    let app = spawn();
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let mut key = add(&app, &mut ada, "Blue key");
    let mut others = add(&app, &mut bob, "Green key");
    let plain = |page: &Page| without_tokens(page);
    let with_passkey = first_step(&app, "ada@example.org", PASSPHRASE).1;
    let without = first_step(&app, "eve@example.org", PASSPHRASE).1;
    assert_eq!(plain(&with_passkey), plain(&without));
    assert!(with_passkey.hidden("challenge").unwrap() != without.hidden("challenge").unwrap(), "one for each page");

    app.sql(LOG_WRITES);
    let mut seen = Vec::new();
    let mut note = |page: Page| {
        let query = "select what from test_writes order by n";
        let writes: Vec<String> = app.block_on(sqlx::query_scalar(query).fetch_all(&app.parts.pool)).unwrap();
        app.sql("truncate test_writes");
        seen.push((plain(&page), writes));
    };
    note(tried(&app, "ada@example.org", PASSPHRASE, |_| ("code", "000000".into())));
    note(tried(&app, "ada@example.org", "wrong horse piano", |page| ("passkey", key.get(&challenge(page)))));
    note(tried(&app, "eve@example.org", PASSPHRASE, |page| ("passkey", key.get(&challenge(page)))));
    note(tried(&app, "ada@example.org", PASSPHRASE, |page| ("passkey", others.get(&challenge(page)))));
    note(tried(&app, "ada@example.org", PASSPHRASE, |page| {
        let mut forged = Software::new(&app.base, "localhost", &key.user);
        forged.id.clone_from(&key.id);
        ("passkey", forged.get(&challenge(page)))
    }));
    for one in &seen {
        assert_eq!(one.0.0, 403);
        assert_eq!(one, &seen[0]);
    }
    let writes = seen[0].1.len();
    assert!(writes >= 3, "control: writes are seen: {:?}", seen[0].1);
    let good = tried(&app, "ada@example.org", PASSPHRASE, |page| ("passkey", key.get(&challenge(page))));
    assert_eq!(good.status, 303, "control: {}", good.body);
    assert_eq!(app.count("audit where event = 'sign-in refused'"), 5);
}

// Threat: a page sends credential ids, and a stranger learns who has which authenticator.
#[test]
fn no_page_and_no_row_has_a_credential_id_or_a_public_key() {
    use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303);
    let mut pages = first_step(&app, "ada@example.org", PASSPHRASE).1.body;
    for path in ["/account", "/account/passkeys", "/account/export", "/account/stolen", "/login"] {
        pages += &ada.browser.get(path).body;
    }
    assert!(pages.contains("Blue key"), "control: its owner sees its name");
    let coordinates = key.cose()[10..42].to_vec();
    for secret in [&key.id, &coordinates, &key.user] {
        for text in [BASE64.encode(secret), BASE64URL_NOPAD.encode(secret), HEXLOWER.encode(secret)] {
            assert!(!pages.contains(&text), "{text}");
        }
    }
}
