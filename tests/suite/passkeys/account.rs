//! A person's own passkeys: added and taken away with both factors, listed, and what becomes of them with other changes.

use super::{add, at_page, sign_in};
use crate::support::app::spawn;
use crate::support::person::{PASSPHRASE, enrol};
use crate::support::ways::recover;
use crate::ways::factors::rows;
use senza::sign_in::totp;
use time::Duration;

const NEW_PASSPHRASE: &str = "copper lantern walks quietly home";

// Threat: someone at an open browser adds a passkey of their own.
#[test]
fn a_passkey_is_added_with_both_factors_and_not_without() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let page = ada.browser.get("/account/passkeys");
    let message = at_page(&app, &page).make(&page.hidden("challenge").unwrap());
    let before = rows(&app);
    let code = ada.next_code(&app);
    for (passphrase, code) in [("not the passphrase", &*code), (PASSPHRASE, "000000"), ("", "")] {
        let typed = [("passphrase", passphrase), ("code", code), ("passkey", &*message)];
        let refused = ada.browser.submit("/account/passkeys", &page, &typed);
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(rows(&app), before, "nothing was written");
    }
    assert_eq!(app.count("audit where event = 'change refused'"), 3);
    let done = ada.send(&app, "/account/passkeys", &page, &[("passkey", &message)]);
    assert_eq!(done.status, 303, "control: {}", done.body);
    // Nor by the page of somebody else.
    let mut bob = enrol(&app, "bob@example.org");
    let page = bob.browser.get("/account/passkeys");
    let message = at_page(&app, &page).make(&page.hidden("challenge").unwrap());
    let theirs = ada.browser.get("/account/passkeys");
    let mixed = [("passkey", &*message), ("page", &page.hidden("page").unwrap())];
    assert_eq!(ada.send(&app, "/account/passkeys", &theirs, &mixed).status, 410);
}

#[test]
fn passkeys_are_listed_and_taken_away_one_by_one() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut blue = add(&app, &mut ada, "Blue key");
    let mut green = add(&app, &mut ada, "  <b>Green</b>  ");
    let page = ada.browser.get("/account/passkeys");
    assert!(page.body.contains("Blue key") && page.body.contains("&#60;b&#62;Green&#60;/b&#62;"), "{}", page.body);
    assert!(ada.browser.get("/account").text_of("passkeys").unwrap().contains("You have 2"));
    let known = ada.known(&app);
    assert_eq!((known.passkeys.len(), known.factors, known.root_epoch), (2, 3, 1));
    let id = known.passkeys.iter().find(|one| one.name == "Blue key").unwrap().id;
    let path = format!("/account/passkeys/remove?id={id}");
    let done = {
        let page = ada.browser.get(&path);
        assert!(page.body.contains("Blue key"), "{}", page.body);
        ada.send(&app, "/account/passkeys/remove", &page, &[])
    };
    assert_eq!(done.location().as_deref(), Some("/account/passkeys?done=removed"), "{}", done.body);
    assert_eq!(ada.browser.get(&path).status, 404, "it is gone");
    assert_eq!(sign_in(&app, &mut ada, &mut blue).status, 403);
    assert_eq!(sign_in(&app, &mut ada, &mut green).status, 303, "control: the other serves");
    assert_eq!(app.count("audit where event = 'passkey removed'"), 1);
    // Somebody else's cannot be taken away.
    let mut bob = enrol(&app, "bob@example.org");
    let theirs = ada.known(&app).passkeys[0].id.to_string();
    add(&app, &mut bob, "Red key");
    let own = bob.known(&app).passkeys[0].id;
    let page = bob.browser.get(&format!("/account/passkeys/remove?id={own}"));
    assert_eq!(bob.send(&app, "/account/passkeys/remove", &page, &[("id", &theirs)]).status, 404);
    assert_eq!(app.count("factor where kind = 'passkey'"), 2);
}

#[test]
fn an_account_has_room_for_eight() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut keys: Vec<_> = (0..8).map(|n| add(&app, &mut ada, &format!("Key {n}"))).collect();
    let page = ada.browser.get("/account/passkeys");
    let message = at_page(&app, &page).make(&page.hidden("challenge").unwrap());
    let refused = ada.send(&app, "/account/passkeys", &page, &[("passkey", &message)]);
    assert!(refused.status == 422 && refused.text_of("fault").unwrap().contains("no room"), "{}", refused.body);
    assert!(keys.iter_mut().all(|key| sign_in(&app, &mut ada, key).status == 303), "each of the eight serves");
}

#[test]
fn a_passkey_outlives_other_changes_and_ends_with_a_recovery() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 303);
    ada.passphrase = NEW_PASSPHRASE.to_owned();
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "after a new passphrase");
    assert_eq!(ada.change(&app, "/account/identifier", &[("new_identifier", "lovelace")]).status, 303);
    ada.identifier = "lovelace".to_owned();
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "under another identifier");
    let page = ada.browser.get("/account/authenticator");
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    app.clock.advance(Duration::seconds(30));
    let (code, new_code) = (app.code(&ada.seed), app.code(&seed));
    let typed = [("passphrase", NEW_PASSPHRASE), ("code", &*code), ("new_code", &*new_code)];
    assert_eq!(ada.browser.submit("/account/authenticator", &page, &typed).status, 303);
    ada.seed = seed;
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "beside another app");
    // A new root, of a kit that takes another's place.
    app.clock.advance(Duration::seconds(30));
    ada.make_kit(&app);
    let kit = ada.make_kit(&app);
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "under another root");
    assert_eq!(ada.known(&app).passkeys.len(), 1);
    let mut back = recover(&app, "lovelace", &kit, PASSPHRASE);
    assert_eq!((app.count("factor"), back.known(&app).passkeys.len()), (1, 0));
    assert_eq!(sign_in(&app, &mut back, &mut key).status, 403, "what was lost is worth nothing");
    assert_eq!(back.sign_in(&app).status, 303);
    let mut another = add(&app, &mut back, "Red key");
    assert_eq!(sign_in(&app, &mut back, &mut another).status, 303, "control: a new one is");
}
