//! Another name for a passkey: its owner's to give, with both factors, and nothing else of it changes.

use super::alone::{add_alone, alone};
use super::{add, sign_in};
use crate::support::app::spawn;
use crate::support::browser::{Browser, Page};
use crate::support::person::enrol;

fn page_of(browser: &mut Browser, old: &str) -> (String, Page) {
    let page = browser.get("/account/passkeys");
    let row = page.body.split("<tr>").find(|row| row.contains(old)).expect("its row");
    let id = row.split("/account/passkeys/name?id=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = browser.get(&format!("/account/passkeys/name?id={id}"));
    assert!(page.body.contains(old), "{}", page.body);
    (id, page)
}

#[test]
fn it_has_its_new_name_and_serves_as_before() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut phone = add_alone(&app, &mut ada, "Phone");
    let mut key = add(&app, &mut ada, "Blue key");
    for (old, new) in [("Phone", "Old phone"), ("Blue key", "Green <key>")] {
        let (_, page) = page_of(&mut ada.browser, old);
        let done = ada.send(&app, "/account/passkeys/name", &page, &[("name", new)]);
        assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=named"), "{}", done.body);
    }
    let page = ada.browser.get("/account/passkeys?done=named");
    assert!(page.body.contains("Old phone") && page.body.contains("Green &#60;key&#62;"), "{}", page.body);
    assert!(!page.body.contains("Blue key") && page.text_of("done").is_some());
    assert_eq!(app.count("audit where event = 'passkey renamed'"), 2);
    assert_eq!(alone(&app, &mut phone).1.location().as_deref(), Some("/portal"));
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303);
}

// Threat: somebody at an open session calls the passkeys by each other's names, so that their owner takes the wrong one away.
#[test]
fn it_takes_both_factors_and_a_passkey_of_ones_own() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    add(&app, &mut ada, "Blue key");
    let (id, page) = page_of(&mut ada.browser, "Blue key");
    for typed in [
        [("passphrase", &*ada.passphrase.clone()), ("code", "000000")],
        [("passphrase", "wrong"), ("code", &*ada.next_code(&app))],
    ] {
        let named = [typed[0], typed[1], ("name", "Mine")];
        assert_eq!(ada.browser.submit("/account/passkeys/name", &page, &named).status, 422);
    }
    let mut bob = enrol(&app, "bob@example.org");
    add(&app, &mut bob, "Bob's");
    let (_, his) = page_of(&mut bob.browser, "Bob");
    assert_ne!(bob.send(&app, "/account/passkeys/name", &his, &[("id", &id), ("name", "Mine")]).status, 303);
    assert!(ada.browser.get("/account/passkeys").body.contains("Blue key"));
    let done = ada.send(&app, "/account/passkeys/name", &page, &[("name", "Mine")]);
    assert_eq!(done.status, 303, "control: {}", done.body);
}
