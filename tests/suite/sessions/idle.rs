//! A session that nobody uses ends, and what was waiting for it goes on waiting.

use super::{app, minutes};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use crate::ways::halfway::FAILPOINTS;
use time::Duration;

fn sealed(app: &TestApp) -> Vec<u8> {
    app.block_on(sqlx::query_scalar("select sealed from session").fetch_one(&app.parts.pool)).unwrap()
}

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

// Threat: somebody sits down at a computer that its user left.
#[test]
fn a_session_that_is_not_used_ends_and_says_so_once() {
    let app = app(30);
    let mut ada = enrol(&app, "ada@example.org");
    for _ in 0..4 {
        minutes(&app, 26);
        assert!(ada.is_signed_in(), "used again and again, it goes on");
    }
    minutes(&app, 30);
    assert_eq!(ada.browser.get("/account").location().as_deref(), Some("/login"));
    let page = ada.browser.get("/login");
    assert!(page.status == 200 && page.text_of("idle").unwrap().contains("Nothing happened here for a while"));
    assert!(ada.browser.cookie("senza_session").is_none() && app.count("session") == 0);
    assert_eq!(audited(&app, "session not used"), 1);
    assert!(ada.browser.get("/login").text_of("idle").is_none(), "it is said once");
    assert_eq!(ada.fill_in(&app, &page).status, 303);
    assert!(ada.browser.get("/account/activity").body.contains("not used for a while"));
    // Control: without such a limit nothing ends of it.
    let endless = spawn();
    let mut ada = enrol(&endless, "ada@example.org");
    endless.clock.advance(Duration::hours(11));
    assert!(ada.is_signed_in());
    endless.clock.advance(Duration::hours(1));
    assert!(!ada.is_signed_in(), "but its longest");
}

#[test]
fn a_sign_on_waits_while_the_person_signs_in_again() {
    let app = app(30);
    let sp = Sp::new("portal").register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    minutes(&app, 31);
    let asked = ada.browser.get(&sp.request(&app).unsigned());
    let page = ada.browser.follow(asked);
    assert!(page.text_of("idle").unwrap().contains("still waiting"), "{}", page.body);
    let signed_in = ada.fill_in(&app, &page);
    assert!(Answer::of(&ada.browser.follow(signed_in)).is_success());
    minutes(&app, 20);
    assert!(Answer::of(&ada.browser.get(&sp.request(&app).unsigned())).is_success(), "control");
    minutes(&app, 20);
    assert!(ada.is_signed_in(), "to open an application is to use it");
}

#[test]
fn a_request_that_forbids_asking_is_told_that_nobody_is_signed_in() {
    let app = app(30);
    let sp = Sp::new("portal").register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    let passive = |ada: &mut Person| {
        Answer::of(&ada.browser.get(&sp.request(&app).with("IsPassive", "true").unsigned())).is_success()
    };
    assert!(passive(&mut ada), "control");
    minutes(&app, 30);
    assert!(!passive(&mut ada));
}

// How precise: a tenth of the limit. Without a limit a use is noted when the account is looked at again, and never else.
#[test]
fn a_use_is_written_now_and_then_and_not_each_time() {
    let app = app(30);
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.is_signed_in());
    let before = sealed(&app);
    app.clock.advance(Duration::seconds(140));
    assert!(ada.is_signed_in());
    assert_eq!(sealed(&app), before, "170 seconds after the first use");
    app.clock.advance(Duration::seconds(10));
    assert!(ada.is_signed_in());
    assert_ne!(sealed(&app), before, "180 seconds after it");
    let endless = spawn();
    let mut ada = enrol(&endless, "ada@example.org");
    let before = sealed(&endless);
    endless.clock.advance(Duration::minutes(4));
    assert!(ada.is_signed_in());
    assert_eq!(sealed(&endless), before);
}

// Threat: a clock that was ahead for a while leaves a session behind that outlasts its limit.
#[test]
fn a_clock_that_is_put_back_brings_no_session_back() {
    let app = app(30);
    let mut ada = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    minutes(&app, 180);
    assert_eq!(ada.browser.get("/portal").location().as_deref(), Some("/login"));
    assert!(ada.browser.get("/login").text_of("idle").is_some());
    let mut late = bob.elsewhere(&app);
    minutes(&app, -180);
    assert!(!ada.is_signed_in(), "it was told that it ended");
    assert!(!late.is_signed_in(), "begun in the future");
    assert!(bob.is_signed_in(), "control: nobody looked, and it was used just now");
}

#[test]
fn the_end_of_an_unused_session_is_whole_or_not_at_all() {
    let app = app(30);
    let mut ada = enrol(&app, "ada@example.org");
    minutes(&app, 31);
    app.sql(FAILPOINTS);
    let mut failed = 0;
    for (at, cuts) in [(1, false), (1, true), (2, false)] {
        app.sql(&format!(
            "select setval('test_statement', 1, false); update test_failpoint set at = {at}, cuts = {cuts}"
        ));
        let page = ada.browser.get("/login");
        app.sql("update test_failpoint set at = 0");
        if page.status == 200 {
            assert!(at == 2 && app.count("session") == 0, "control: it has one statement");
        } else {
            failed += 1;
            assert!(page.status >= 500 && app.count("session") == 1 && !ada.is_signed_in());
        }
    }
    assert_eq!(failed, 2);
    app.close_audit();
    let mut bob = enrol_without_audit(&app);
    let page = bob.browser.get("/login");
    assert!(page.status >= 500 && app.count("session") == 1, "nothing ends that cannot be put on record");
}

/// Signed in while there was an audit, and idle now that there is none.
fn enrol_without_audit(app: &TestApp) -> Person {
    app.open_audit();
    let bob = enrol(app, "bob@example.org");
    minutes(app, 31);
    app.close_audit();
    bob
}
