//! A sign-on and a logout at once: one of them is first, and each knows of the other what it must. An end and its audit row
//! come together.

use super::{ada_and_portal, is_signed_in, sign_on};
use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::logout::{Logout, frames};
use crate::support::person::{PASSPHRASE, Person, enrol};
use crate::support::sp::Sp;
use senza::audit::AuditError;
use senza::federation::{AnswerError, Posted};
use senza::sign_in::session::SignedIn;
use std::thread;
use std::time::{Duration, Instant};

/// Another browser with the same session.
fn twin(app: &TestApp, person: &Person) -> Browser {
    let mut browser = Browser::new(&app.base);
    browser.set_cookie("senza_session", person.browser.cookie("senza_session").unwrap());
    browser
}

fn sign_out(browser: &mut Browser) -> Page {
    let page = browser.get("/logout");
    browser.submit("/logout", &page, &[])
}

/// An answer for a person whose session was read before.
fn answer(app: &TestApp, sp: &Sp, person: &SignedIn) -> Result<Posted, AnswerError> {
    app.block_on(async {
        let sign_on = app.federation.initiate(&sp.entity_id).await.unwrap();
        app.federation.answer(&sign_on, person, None, "test").await
    })
}

fn has_ended(answer: &Result<Posted, AnswerError>) -> bool {
    matches!(answer, Err(AnswerError::Audit(AuditError::Ended)))
}

fn audited(app: &TestApp, event: &str) -> i64 {
    app.count(&format!("audit where event = '{event}'"))
}

// Threat: a sign-on that read the session just before its end answers just after it, and nobody is told of that.
#[test]
fn a_sign_on_whose_session_has_ended_meanwhile_says_nothing() {
    let (app, mut ada, portal) = ada_and_portal();
    let read = ada.signed_in(&app);
    assert!(answer(&app, &portal, &read).unwrap().is_success, "control: while it is live");
    let rows = |app: &TestApp| (audited(app, "signed on"), app.count("participant"), app.count("seen_request"));
    let before = rows(&app);
    assert_eq!(sign_out(&mut ada.browser).status, 303);
    assert!(has_ended(&answer(&app, &portal, &read)));
    assert_eq!(rows(&app), before, "and nothing of it was written");
    // Others in the same commit are not held up, whoever is first.
    let bob = enrol(&app, "bob@example.org").signed_in(&app);
    let both = app.block_on(async {
        let sign_on = app.federation.initiate(&portal.entity_id).await.unwrap();
        let one = |person| app.federation.answer(&sign_on, person, None, "test");
        futures_util::future::join_all([&read, &bob, &read, &bob].map(one)).await
    });
    assert_eq!(both.iter().map(has_ended).collect::<Vec<_>>(), [true, false, true, false]);
    assert_eq!(audited(&app, "signed on"), before.0 + 2);
}

// Threat: a logout looks for whom the session told just before a sign-on under way notes it.
#[test]
fn a_logout_waits_for_a_sign_on_that_is_being_written_and_tells_it() {
    let (app, mut ada, portal) = ada_and_portal();
    app.sql(
        "create function test_slow() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return new; end $$;
         create trigger test_slow before insert on audit for each row when (new.event = 'signed on') execute function test_slow()",
    );
    let mut other = twin(&app, &ada);
    let page = other.get("/logout");
    let request = portal.request(&app).unsigned();
    let answered = thread::scope(|scope| {
        let answer = scope.spawn(|| Answer::of(&ada.browser.get(&request)));
        let begun = Instant::now();
        while app.count("pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()") == 0 {
            assert!(begun.elapsed() < Duration::from_secs(60));
        }
        let out = other.submit("/logout", &page, &[]);
        let leaving = other.follow(out);
        assert_eq!(frames(&leaving).len(), 1, "{}", leaving.body);
        answer.join().unwrap()
    });
    assert!(answered.is_success(), "it was first");
    assert!(!is_signed_in(&mut ada.browser));
}

// Who ends a session waits for the audit; the audit must not wait for them, nor anybody else's sign-on.
#[test]
fn an_end_under_way_holds_nobody_up() {
    let (app, ada, portal) = ada_and_portal();
    let (ada, bob) = (ada.signed_in(&app), enrol(&app, "bob@example.org").signed_in(&app));
    let mut ending = app.block_on(app.parts.pool.begin()).unwrap();
    let delete = sqlx::query("delete from session where id_hash = $1").bind(ada.id_hash().to_vec());
    assert_eq!(app.block_on(delete.execute(&mut *ending)).unwrap().rows_affected(), 1);
    let begun = Instant::now();
    assert!(has_ended(&answer(&app, &portal, &ada)), "the end is first");
    assert!(answer(&app, &portal, &bob).unwrap().is_success);
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    app.block_on(ending.rollback()).unwrap();
    assert!(answer(&app, &portal, &ada).unwrap().is_success, "control: it did not end after all");
}

// An end that is not in the audit is none, whoever wishes it.
#[test]
fn a_session_ends_together_with_its_audit_row_or_not_at_all() {
    let (app, mut ada, portal) = ada_and_portal();
    let mut other = ada.elsewhere(&app);
    let named = sign_on(&app, &mut ada, &portal);
    app.sql(
        "create function test_fail() returns trigger language plpgsql as $$ begin raise exception 'failpoint'; end $$;
         create trigger test_fail before insert on audit for each row execute function test_fail()",
    );
    let page = ada.browser.get("/account");
    let token = page.hidden("form_token").unwrap();
    let name = page.hidden_fields().into_iter().find(|(name, value)| name == "session" && value != "all").unwrap().1;
    let end = |ada: &mut Person, name: &str| {
        ada.browser.post("/account/sessions", &[("form_token", &*token), ("session", name)]).status
    };
    assert_eq!(sign_out(&mut ada.browser).status, 503);
    assert_eq!((end(&mut ada, &name), end(&mut ada, "all")), (503, 503));
    assert_eq!(ada.browser.get(&Logout::request(&app, &portal, &named).signed()).status, 503);
    assert!(ada.is_signed_in() && other.is_signed_in(), "and the person was told that nothing has ended");
    app.sql("drop trigger test_fail on audit");
    assert_eq!((end(&mut ada, &name), ada.is_signed_in(), other.is_signed_in()), (303, true, false), "control");
    assert_eq!(sign_out(&mut ada.browser).status, 303);
    assert_eq!((app.count("session"), audited(&app, "signed out"), audited(&app, "sessions ended")), (0, 1, 1));
}

// A cookie that opens its row no more still ends it, and that is on record too.
#[test]
fn a_row_that_its_cookie_does_not_open_goes_with_a_row_in_the_audit() {
    let (app, mut ada, _) = ada_and_portal();
    let page = ada.browser.get("/logout");
    app.sql("update session set sealed = set_byte(sealed, 60, get_byte(sealed, 60) # 1)");
    assert!(!ada.is_signed_in());
    assert_eq!(ada.browser.submit("/logout", &page, &[]).status, 200);
    assert_eq!((app.count("session"), audited(&app, "signed out")), (0, 1));
}

// At a workstation that people share, one signs in over the other's open session.
#[test]
fn whose_session_gave_way_to_another_person_finds_it_in_their_activity() {
    let (app, mut ada, _) = ada_and_portal();
    let mut bob = enrol(&app, "bob@example.org");
    let mut elsewhere = ada.elsewhere(&app);
    // The sign-in page was open in a second tab.
    let token = ada.browser.get("/account").hidden("form_token").unwrap();
    std::mem::swap(&mut ada.browser, &mut bob.browser);
    let sign_in_there = |bob: &mut Person| {
        let code = bob.next_code(&app);
        let typed =
            [("form_token", &*token), ("identifier", "bob@example.org"), ("passphrase", PASSPHRASE), ("code", &code)];
        assert_eq!(bob.browser.post("/login", &typed).status, 303);
    };
    sign_in_there(&mut bob);
    assert!(bob.is_signed_in());
    let seen = elsewhere.browser.get("/account/activity").body;
    assert!(seen.contains("Your session ended") && seen.contains("with the same browser"), "{seen}");
    assert_eq!(audited(&app, "gave way"), 1);
    sign_in_there(&mut bob);
    assert_eq!(audited(&app, "gave way"), 1, "control: over one's own session, that one signed in says it");
}
