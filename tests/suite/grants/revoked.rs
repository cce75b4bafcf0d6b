//! A revoked person's next request anywhere is refused; restored, they have what they had, and no session of before.

use super::{WARD, ada_of_ward_one, given, grant, ward};
use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::person::{PASSPHRASE, enrol_as};
use crate::support::post::post_message;
use crate::support::sp::percent;
use senza::domain::Identifier;
use senza::sign_in::revocation::{self, RevocationError};
use time::Duration;

fn ada() -> Identifier {
    Identifier::parse("ada@example.org").unwrap()
}

fn revoke(app: &TestApp) {
    app.block_on(revocation::revoke(&app.parts, &ada(), "test")).unwrap();
}

fn restore(app: &TestApp) {
    app.block_on(revocation::restore(&app.parts, &ada(), "test")).unwrap();
}

#[test]
fn the_next_request_anywhere_is_refused() {
    let (app, _, sp) = ada_of_ward_one();
    let mut ada = enrol_as(&app, "admin@example.org", true, &[]);
    let session = ada.browser.cookie("senza_session").unwrap().to_owned();
    let pages = ["/portal", "/account", "/account/stolen", "/admin"];
    let init = format!("/saml/init?sp={}", percent(&sp.entity_id));
    for page in pages {
        assert_eq!(ada.browser.get(page).status, 200, "control: {page}");
    }
    assert!(Answer::of(&ada.browser.get(&init)).is_success(), "control");
    let console = ada.browser.get("/admin/people");
    let logout = ada.browser.get("/logout");
    assert!(logout.body.contains("<form"), "control: somebody is signed in, and is asked");
    let token = console.hidden("form_token").unwrap();
    let passphrase = ada.passphrase.clone();
    let mut invite = |identifier| {
        let (code, proof) = (ada.next_code(&app), ("passphrase", &*passphrase));
        ada.browser
            .post("/admin/invite", &[("form_token", &*token), ("identifier", identifier), proof, ("code", &*code)])
            .status
    };
    assert_eq!(invite("bob@example.org"), 200, "control");
    // As on another server, where the session's row is still in a copy: the flag alone stands in the way.
    app.sql("create table sessions as select * from session");
    let admin = Identifier::parse("admin@example.org").unwrap();
    assert_eq!(app.block_on(revocation::revoke(&app.parts, &admin, "test")).unwrap(), 1);
    app.sql("insert into session select * from sessions where id_hash not in (select id_hash from session)");

    assert_eq!(invite("eve@example.org"), 403, "an open page of the console does nothing any more");
    for page in pages {
        assert_eq!(ada.browser.get(page).location().as_deref(), Some("/login"), "{page}");
    }
    for path in [&init, &sp.request(&app).unsigned()] {
        let waits = ada.browser.get(path);
        assert!(waits.location().unwrap().starts_with("/login?sign_on="), "{:?}", waits.location());
        let form = ada.browser.follow(waits);
        assert_eq!(ada.fill_in(&app, &form).status, 403);
    }
    ada.browser.set_cookie("senza_session", &session);
    let left = ada.browser.get("/logout");
    assert!(left.body.contains("You are signed out"), "{}", left.body);
    ada.browser.set_cookie("senza_session", &session);
    let left = ada.browser.submit("/logout", &logout, &[]);
    assert!(left.body.contains("You are signed out"), "{}", left.body);
}

#[test]
fn a_sign_on_that_waits_is_not_answered() {
    let (app, mut ada, sp) = ada_of_ward_one();
    // By POST the request waits although she is signed in: the session is seen on the GET that follows.
    let waits = post_message(&app, &sp.request(&app).xml(), None);
    let waiting = waits.location().unwrap();
    assert!(waiting.starts_with("/saml/continue?sign_on="), "{waiting}");
    revoke(&app);
    let next = ada.browser.get(&waiting).location().unwrap();
    assert!(next.starts_with("/login?sign_on="), "{next}");
    let form = ada.browser.get(&next);
    assert_eq!(ada.fill_in(&app, &form).status, 403);
    restore(&app);
    assert_eq!(ada.fill_in(&app, &form).location(), Some(waiting.clone()), "control: restored, she goes on");
    assert!(Answer::of(&ada.browser.get(&waiting)).is_success());
}

#[test]
fn who_is_revoked_between_the_two_steps_of_a_sign_in_does_not_get_in() {
    let (app, ada, _) = ada_of_ward_one();
    let second_step = |app: &TestApp| {
        let mut browser = Browser::new(&app.base);
        let page = browser.get("/login");
        let typed = [("identifier", "ada@example.org"), ("passphrase", PASSPHRASE), ("code", "")];
        let next = browser.submit("/login", &page, &typed).location().unwrap();
        let page = browser.get(&next);
        (browser, page)
    };
    for is_revoked in [true, false] {
        let (mut browser, page) = second_step(&app);
        if is_revoked {
            revoke(&app);
        }
        app.clock.advance(Duration::seconds(30));
        let status = browser.submit("/login", &page, &[("code", &app.code(&ada.seed))]).status;
        assert_eq!(status, if is_revoked { 403 } else { 303 }, "revoked: {is_revoked}");
        if is_revoked {
            restore(&app);
        }
    }
}

#[test]
fn restored_they_have_what_they_had_and_no_session_of_before() {
    let (app, mut ada, sp) = ada_of_ward_one();
    let before = Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).pairwise_id();
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    app.sql("create table sessions as select * from session");
    for state in ["revoked", "frozen"] {
        match state {
            "revoked" => revoke(&app),
            _ => drop(app.block_on(revocation::freeze(&app.parts, &self::ada(), "test")).unwrap()),
        }
        assert_eq!(ada.sign_in(&app).status, 403, "{state}");
        grant(&app, "ada@example.org", given(&[(WARD, state)])).unwrap();
        app.sql("insert into session select * from sessions");
        restore(&app);
        ada.browser.set_cookie("senza_session", &cookie);
        assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"), "{state}");
        assert_eq!(ada.sign_in(&app).status, 303, "{state}");
        assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some(state), "what was granted meanwhile holds");
        assert_eq!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).pairwise_id(), before);
    }
    let again = app.block_on(revocation::restore(&app.parts, &self::ada(), "test"));
    assert!(matches!(again, Err(RevocationError::NothingToRestore)));
}

// The audit row is durable before the flag moves: without the one there is not the other.
#[test]
fn a_flag_does_not_move_without_its_audit_row() {
    let (app, mut ada, _) = ada_of_ward_one();
    app.close_audit();
    assert!(app.block_on(revocation::revoke(&app.parts, &self::ada(), "test")).is_err());
    assert!(grant(&app, "ada@example.org", given(&[(WARD, "two")])).is_err());
    app.open_audit();
    assert_eq!(ada.browser.get("/portal").status, 200, "nothing happened");
    revoke(&app);
    assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"), "control");
}
