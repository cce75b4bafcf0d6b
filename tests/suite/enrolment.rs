//! Enrolment: one link, one person, once.

use crate::support::app::spawn;
use crate::support::browser::Browser;
use crate::support::person::{PASSPHRASE, enrol, enrol_as, invite};
use senza::domain::Identifier;
use senza::sign_in::invitation::{self, Invitee};
use senza::sign_in::totp;
use time::Duration;

#[test]
fn a_person_enrols_and_signs_in_without_javascript() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    assert_eq!(ada.browser.get("/portal").status, 200, "enrolment ends signed in");
    let signed_in = ada.sign_in(&app);
    assert_eq!(signed_in.location().as_deref(), Some("/portal"));
    assert_eq!(ada.browser.get("/portal").status, 200);
}

#[test]
fn a_link_serves_once() {
    let app = spawn();
    let link = invite(&app, "ada@example.org", false, &[]);
    let (mut first, mut second) = (Browser::new(&app.base), Browser::new(&app.base));
    let (one, two) = (first.get(&link), second.get(&link));
    let code = |page: &crate::support::browser::Page| {
        app.code(&totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap())
    };
    let typed = |code: String| {
        [("passphrase", PASSPHRASE.to_owned()), ("passphrase_confirm", PASSPHRASE.to_owned()), ("code", code)]
    };
    let send = |browser: &mut Browser, page, fields: [(&str, String); 3]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.submit(&link, page, &fields)
    };
    assert_eq!(send(&mut first, &one, typed(code(&one))).status, 303);
    let refused = send(&mut second, &two, typed(code(&two)));
    assert_eq!(refused.status, 410);
    assert!(refused.body.contains("no longer serves"), "{}", refused.body);
    assert_eq!(second.get(&link).status, 410);
}

#[test]
fn a_link_ends_after_72_hours_and_a_newer_one_replaces_it() {
    let app = spawn();
    let old = invite(&app, "ada@example.org", false, &[]);
    assert_eq!(Browser::new(&app.base).get(&old).status, 200);
    let new = invite(&app, "Ada@Example.org", false, &[]);
    assert_eq!(Browser::new(&app.base).get(&old).status, 410);
    app.clock.advance(Duration::hours(71));
    assert_eq!(Browser::new(&app.base).get(&new).status, 200);
    app.clock.advance(Duration::hours(2));
    assert_eq!(Browser::new(&app.base).get(&new).status, 410);
}

#[test]
fn what_needs_mending_is_said_and_the_authenticator_stays_connected() {
    let app = spawn();
    let link = invite(&app, "ada@example.org", false, &[]);
    let mut browser = Browser::new(&app.base);
    let page = browser.get(&link);
    let uri = page.text_of("totp-uri").unwrap();
    let seed = totp::seed_of_uri(&uri).unwrap();
    let code = app.code(&seed);
    for (passphrase, confirm, code, said) in [
        ("tiny-thing", "tiny-thing", &*code, "too short"),
        (PASSPHRASE, "something else entirely", &*code, "not the same"),
        ("passwordpassword", "passwordpassword", &*code, "too easy to guess"),
        (PASSPHRASE, PASSPHRASE, "000000", "does not fit"),
    ] {
        let typed = [("passphrase", passphrase), ("passphrase_confirm", confirm), ("code", code)];
        let again = browser.submit(&link, &page, &typed);
        assert_eq!(again.status, 422);
        assert!(again.body.contains(said), "{said}: {}", again.body);
        assert_eq!(again.text_of("totp-uri").unwrap(), uri);
        assert!(!again.body.contains(passphrase), "a passphrase is not sent back");
    }
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert_eq!(browser.submit(&link, &page, &typed).status, 303);
}

#[test]
fn attributes_and_roles_of_an_invitation_arrive_through_the_inbox() {
    let app = spawn();
    let mut ada = enrol_as(&app, "ada@example.org", true, &[("mail", "ada@example.org"), ("mail", "ada@example.net")]);
    let account = ada.browser.get("/account");
    assert!(account.body.contains("ada@example.org, ada@example.net"), "{}", account.body);
    assert_eq!(ada.browser.get("/admin").status, 200);
    let mut bob = enrol(&app, "bob@example.org");
    assert_eq!(bob.browser.get("/admin").status, 403);
}

// Threat: somebody who can write to the database makes an invitation's row lead to another account, or makes one up.
#[test]
fn an_invitation_that_the_keeper_did_not_write_does_not_exist() {
    let app = spawn();
    let (mine, theirs) = (invite(&app, "mallory", false, &[]), invite(&app, "ada", true, &[]));
    assert_eq!(Browser::new(&app.base).get(&mine).status, 200, "control: it opens as long as nobody touched it");
    app.sql("update invitation set expires_on = expires_on + 1000");
    assert_eq!(Browser::new(&app.base).get(&mine).status, 410);
    assert_eq!(Browser::new(&app.base).get(&theirs).status, 410);
    app.sql("update invitation set expires_on = expires_on - 1000");
    assert_eq!(Browser::new(&app.base).get(&mine).status, 200, "control: put back, it opens again");
}

// The audit row is durable before there is an account, and before it is somebody's: without the one there is not the other.
#[test]
fn nobody_is_invited_or_enrolled_who_cannot_be_put_on_record() {
    let app = spawn();
    let link = invite(&app, "ada@example.org", false, &[]);
    app.close_audit();
    let identifier = Identifier::parse("bob@example.org").unwrap();
    let invitee = Invitee { identifier, roles: Vec::new(), attributes: Vec::new() };
    assert!(app.block_on(invitation::invite(&app.parts, invitee, None, "test")).is_err());
    assert_eq!(app.count("account"), 1, "nobody was invited");
    let mut browser = Browser::new(&app.base);
    let page = browser.get(&link);
    let code = app.code(&totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap());
    let typed = [("passphrase", PASSPHRASE), ("passphrase_confirm", PASSPHRASE), ("code", &*code)];
    assert!(browser.submit(&link, &page, &typed).status >= 500);
    assert_eq!(app.count("profile") + app.count("session") + app.count("account where state = 'active'"), 0);
    app.open_audit();
    assert_eq!(browser.submit(&link, &page, &typed).status, 303, "control: the same page serves then");
    assert_eq!(app.count("account where state = 'active'"), 1);
}
