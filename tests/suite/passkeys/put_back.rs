//! Whoever can write to the database, and has the authenticator or the kit that was lost: rows hidden while their owner takes them
//! away, and put back.

use super::alone::{add_alone, alone};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{PASSPHRASE, Person, enrol};
use crate::support::ways::{open_vault, recover, type_kit};

const KEEP: &str = "create table kept_way as select * from way_in where way <> 'passphrase';
     create table kept_seal as select s.* from root_seal s join kept_way w on w.id = s.way_id;
     create table kept_factor as select f.* from factor f join kept_way w on w.id = f.id";
const HIDE: &str = "delete from way_in where way <> 'passphrase'";
const PUT_BACK: &str = "insert into way_in select * from kept_way; insert into root_seal select * from kept_seal";

fn removal(app: &TestApp, ada: &Person) -> String {
    format!("/account/passkeys/remove?id={}", ada.known(app).passkeys[0].id)
}

fn says_that_it_is_not_whole(ada: &mut Person) -> bool {
    ada.browser.get("/account").text_of("not-whole").is_some()
}

// Threat: the owner takes a lost passkey away while its way in is hidden, so that no new root starts; put back, it opens the account.
#[test]
fn a_passkey_whose_way_in_is_hidden_is_not_taken_away_by_halves() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut lost = add_alone(&app, &mut ada, "Phone");
    assert!(!says_that_it_is_not_whole(&mut ada), "control");
    let before = open_vault(&app, &ada);
    app.sql(KEEP);
    app.sql(HIDE);
    assert!(says_that_it_is_not_whole(&mut ada), "its owner is told");
    assert!(ada.known(&app).passkeys[0].opens_alone, "by what is sealed");
    let path = removal(&app, &ada);
    let refused = ada.change(&app, &path, &[]);
    assert_eq!((refused.status, app.count("factor")), (409, 2), "{}", refused.body);
    assert_ne!(
        ada.change_passphrase(&app, "copper lantern walks quietly home").status,
        303,
        "nor is anything else changed"
    );
    app.sql(PUT_BACK);
    assert!(!says_that_it_is_not_whole(&mut ada));
    assert_eq!(alone(&app, &mut lost).1.status, 303, "control: it served all the time");
    assert_eq!(ada.change(&app, &path, &[]).status, 303, "control: whole, it goes");
    let after = open_vault(&app, &ada);
    assert_eq!((after.root.epoch, after.profile.data_seeds.len()), (before.root.epoch + 1, 2));
    assert_eq!(alone(&app, &mut lost).1.status, 403);
}

// Threat: the same with a lost kit, which another is to replace.
#[test]
fn a_kit_whose_row_is_hidden_is_not_replaced_by_halves() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let lost = ada.make_kit(&app);
    let before = open_vault(&app, &ada).root.epoch;
    app.sql(KEEP);
    app.sql(HIDE);
    let page = ada.draw_kit(&app);
    assert_eq!(ada.confirm_kit(&page).status, 409);
    app.sql(PUT_BACK);
    assert_eq!(ada.confirm_kit(&page).status, 303, "control: whole, it is replaced");
    assert_eq!(open_vault(&app, &ada).root.epoch, before + 1);
    assert_ne!(type_kit(&app, &lost).1.status, 303);
}

// Threat: what a recovery took away, which keeps the root, is put back, or was hidden until it was over.
#[test]
fn what_a_recovery_took_away_stays_away_whatever_rows_are_put_back() {
    for is_hidden in [false, true] {
        let app = spawn();
        let mut ada = enrol(&app, "ada@example.org");
        let mut lost = add_alone(&app, &mut ada, "Phone");
        let kit = ada.make_kit(&app);
        app.sql(KEEP);
        if is_hidden {
            app.sql(
                "delete from way_in where way = 'passkey'; delete from factor f using kept_factor k where k.id = f.id",
            );
        }
        let mut ada = recover(&app, "ada@example.org", &kit, PASSPHRASE);
        app.sql(&format!("{PUT_BACK}; insert into factor select * from kept_factor"));
        let before = app.count("audit where event = 'sign-in refused'");
        assert_eq!(alone(&app, &mut lost).1.status, 403, "hidden: {is_hidden}");
        assert_eq!(app.count("audit where event = 'sign-in refused'"), before + 1);
        let (mut browser, accepted) = type_kit(&app, &kit);
        let page = browser.get(&accepted.location().unwrap());
        assert_eq!(page.status, 409, "nor does the kit serve twice: {}", page.body);
        app.sql("delete from way_in w using kept_way k where k.id = w.id; delete from factor f using kept_factor k where k.id = f.id");
        let mut new = add_alone(&app, &mut ada, "New phone");
        assert_eq!(alone(&app, &mut new).1.status, 303, "control: what is named serves");
    }
}

// Threat: a message that lost a race against another use is refused and leaves no trace.
#[test]
fn a_use_that_came_second_is_on_record() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let mut key = add_alone(&app, &mut ada, "Phone");
    // As if somebody else's write were there between reading and writing.
    app.sql(
        "create function test_lost() returns trigger language plpgsql as 'begin return null; end';
         create trigger test_lost before update on factor for each row execute function test_lost()",
    );
    let before = app.count("audit where event = 'sign-in refused'");
    assert_eq!(alone(&app, &mut key).1.status, 403);
    assert_eq!(app.count("audit where event = 'sign-in refused'"), before + 1);
    app.sql("drop trigger test_lost on factor");
    assert_eq!(alone(&app, &mut key).1.status, 303, "control");
}
