//! Sessions end for good: the key of their day is destroyed, and a stolen row with its cookie opens nothing.

use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::enrol;
use senza::domain::{SecretText, Source};
use senza::sign_in::bearer::Purpose;
use senza::sign_in::pending::{self, PendingError};
use senza::sign_in::waiting::Waiter;
use senza::startup::server;
use time::Duration;

fn is_signed_in(app: &TestApp, cookie: &str) -> bool {
    let mut browser = Browser::new(&app.base);
    browser.set_cookie("senza_session", cookie);
    let page = browser.get("/portal");
    assert!(page.status == 200 || page.location().as_deref() == Some("/login"), "{}", page.status);
    page.status == 200
}

// Threat: a copy of the session row and of the cookie, put back after the session was over. The clock is turned back as
// well, so that nothing but the destroyed key stands in the way.
#[test]
fn a_session_of_an_earlier_day_opens_no_more_once_its_key_is_destroyed() {
    let app = spawn();
    // A key is of one day.
    app.clock.not_over_midnight();
    let ada = enrol(&app, "ada@example.org");
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    app.sql("create table stolen as select * from session");
    let return_after = |days: Duration, destroy: bool| {
        app.clock.advance(days);
        app.block_on(server::sweep_rows(&app.parts)).unwrap();
        if destroy {
            app.block_on(server::sweep_keys(&app.parts)).unwrap();
        }
        app.clock.advance(-days);
        app.sql("delete from session");
        app.sql("insert into session select * from stolen");
        is_signed_in(&app, &cookie)
    };
    assert!(return_after(Duration::days(2), false), "control: put back, the row opens while its key is there");
    assert!(return_after(Duration::days(1), true), "control: the key of yesterday is kept");
    assert!(!return_after(Duration::days(2), true));
}

#[test]
fn a_restart_does_not_bring_a_destroyed_key_back() {
    let mut app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    app.sql("create table stolen as select * from session");
    app.restart();
    assert!(is_signed_in(&app, &cookie), "control");
    app.clock.advance(Duration::days(2));
    app.block_on(server::sweep_keys(&app.parts)).unwrap();
    app.restart();
    app.clock.advance(-Duration::days(2));
    assert!(!is_signed_in(&app, &cookie));
}

fn put(app: &TestApp) -> SecretText {
    let put = async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let place = pending::place(&app.parts, Waiter::Source(Source::Unknown)).unwrap();
        pending::put(&app.parts, &mut db, place, Purpose::SignOn, &"waits", Duration::days(30)).await
    };
    app.block_on(put).unwrap()
}

fn read(app: &TestApp, token: &SecretText) -> Result<String, PendingError> {
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        pending::read(&app.parts, &mut db, Purpose::SignOn, token.expose()).await
    })
}

#[test]
fn what_waits_under_a_destroyed_key_is_gone_and_not_an_outage() {
    let app = spawn();
    let token = put(&app);
    app.clock.advance(Duration::days(2));
    assert_eq!(read(&app, &token).unwrap(), "waits", "control");
    app.block_on(server::sweep_keys(&app.parts)).unwrap();
    assert!(matches!(read(&app, &token), Err(PendingError::Gone)));
}

#[test]
fn a_key_ahead_of_the_clock_is_no_outage_either() {
    let app = spawn();
    app.clock.advance(Duration::days(4));
    let token = put(&app);
    let ada = enrol(&app, "ada@example.org");
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    assert!(is_signed_in(&app, &cookie) && read(&app, &token).is_ok(), "control");
    app.clock.advance(-Duration::days(4));
    assert!(!is_signed_in(&app, &cookie));
    assert!(matches!(read(&app, &token), Err(PendingError::Gone)));
}
