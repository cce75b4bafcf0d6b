//! Second factors that their owner has taken away, and whose rows whoever can write to the database has kept: put back, they are
//! none; and a row that is hidden is noticed.

use super::{Software, add, sign_in};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Page;
use crate::support::person::{Person, enrol};
use crate::support::ways::open_vault;
use senza::sign_in::totp;

const KEEP: &str = "create table kept_factor as select * from factor";
const PUT_BACK: &str = "insert into factor select * from kept_factor on conflict do nothing";
const NEW_PASSPHRASE: &str = "copper lantern walks quietly home";

fn take_away(app: &TestApp, ada: &mut Person) {
    let path = format!("/account/passkeys/remove?id={}", ada.known(app).passkeys[0].id);
    assert_eq!(ada.change(app, &path, &[]).status, 303);
}

/// Ada, her lost passkey and what still serves her; the passkey is taken away, and its row kept.
fn lost_passkey() -> (TestApp, Person, Software) {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut lost = add(&app, &mut ada, "Lost key");
    assert_eq!(sign_in(&app, &mut ada, &mut lost).status, 303, "control: it served");
    app.sql(KEEP);
    take_away(&app, &mut ada);
    (app, ada, lost)
}

// Threat: whoever has a lost passkey, and can write to the database, puts its row back after its owner has taken it away.
#[test]
fn a_passkey_that_was_taken_away_serves_no_more_whatever_rows_are_put_back() {
    let (app, mut ada, mut lost) = lost_passkey();
    app.sql(PUT_BACK);
    assert_eq!(app.count("factor"), 2, "control: the row is there");
    let before = app.count("audit where event = 'sign-in refused'");
    assert_eq!(sign_in(&app, &mut ada, &mut lost).status, 403);
    assert_eq!(app.count("audit where event = 'sign-in refused'"), before + 1);
    assert_eq!(ada.sign_in(&app).status, 303, "the code serves");
    assert_eq!((ada.known(&app).passkeys.len(), ada.known(&app).factors), (0, 1), "nor is it on her page");
    let mut new = add(&app, &mut ada, "New key");
    assert_eq!(sign_in(&app, &mut ada, &mut new).status, 303, "control: one that is named serves");
    assert_eq!(app.count("factor"), 2, "and what is not goes with the next change");
}

/// Connects another app, and keeps the row of the one before.
fn another_app(app: &TestApp, ada: &mut Person) -> Person {
    app.sql(KEEP);
    let page = ada.browser.get("/account/authenticator");
    let seed = totp::seed_of_uri(&page.text_of("totp-uri").unwrap()).unwrap();
    let old = ada.elsewhere(app);
    app.clock.advance(time::Duration::seconds(30));
    let (code, new_code) = (app.code(&ada.seed), app.code(&seed));
    let typed = [("passphrase", &*ada.passphrase), ("code", &*code), ("new_code", &*new_code)];
    assert_eq!(ada.browser.submit("/account/authenticator", &page, &typed).status, 303);
    ada.seed = seed;
    old
}

// Threat: the same with the telephone that the app before was on, whose codes would serve again.
#[test]
fn an_app_that_was_replaced_serves_no_more_whatever_rows_are_put_back() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    // Signed in before, with the old app: for changes, and at a stale session.
    let mut old = another_app(&app, &mut ada);
    assert_eq!(ada.sign_in(&app).status, 303, "control: the new app serves");
    app.sql("create table kept_new as select * from factor; delete from factor");
    app.sql(PUT_BACK);
    assert_eq!(old.change(&app, "/account/kit", &[]).status, 422, "no change with its code");
    assert_eq!(old.sign_in(&app).status, 403, "no sign-in");
    app.sql("delete from factor; insert into factor select * from kept_new");
    app.clock.advance(time::Duration::seconds(30));
    assert_eq!(ada.sign_in(&app).status, 303, "control");
    assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 303, "control");
}

fn says_that_it_is_not_whole(page: &Page) -> bool {
    page.text_of("not-whole").is_some()
}

// Threat: a factor's row is hidden while its owner takes the passkey away, so that nothing of it is done, and put back.
#[test]
fn a_factor_whose_row_is_hidden_is_noticed_and_nothing_is_changed() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add(&app, &mut ada, "Blue key");
    assert!(!says_that_it_is_not_whole(&ada.browser.get("/account")), "control");
    app.sql(KEEP);
    app.sql("delete from factor where kind = 'passkey'");
    assert!(says_that_it_is_not_whole(&ada.browser.get("/account")), "its owner is told");
    let refused = ada.change_passphrase(&app, NEW_PASSPHRASE);
    assert_eq!(refused.status, 409, "{}", refused.body);
    app.sql(PUT_BACK);
    assert!(!says_that_it_is_not_whole(&ada.browser.get("/account")));
    assert_eq!(sign_in(&app, &mut ada, &mut key).status, 303, "control: it is as it was");
    assert_eq!(ada.change_passphrase(&app, NEW_PASSPHRASE).status, 303, "control: whole, it is changed");
}

// A profile of before factors were named learns them from what there is at the next sign-in, and at an opening of a session.
#[test]
fn a_profile_of_before_learns_its_factors_once() {
    let (app, mut ada, mut lost) = lost_passkey();
    for opened_by_a_session in [false, true] {
        let mut before = open_vault(&app, &ada);
        assert_eq!(before.profile.factors.len(), 1);
        before.profile.factors.clear();
        before.write(&app);
        if opened_by_a_session {
            assert!(ada.is_signed_in());
        } else {
            assert_eq!(ada.sign_in(&app).status, 303);
        }
        assert_eq!(open_vault(&app, &ada).profile.factors, ids_of_rows(&app));
    }
    app.sql(PUT_BACK);
    assert_eq!(sign_in(&app, &mut ada, &mut lost).status, 403, "it learns once");
    assert_eq!(ada.sign_in(&app).status, 303, "control");
}

/// The ids of the factors that have rows.
fn ids_of_rows(app: &TestApp) -> Vec<senza::domain::FactorId> {
    let ids: Vec<uuid::Uuid> =
        app.block_on(sqlx::query_scalar("select id from factor order by id").fetch_all(&app.parts.pool)).unwrap();
    ids.into_iter().map(senza::domain::FactorId).collect()
}
