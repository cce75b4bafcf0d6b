//! Whoever can write to the database, and has what its owner lost: a row of a way in says of itself that it is of another kind while
//! its owner replaces it or takes it away, and says so no more afterwards.

use super::alone::{add_alone, alone};
use crate::support::app::{TestApp, spawn};
use crate::support::both::{add_with_prf_by_both, by_both, change_by_both, chosen};
use crate::support::person::enrol;
use crate::support::ways::{open_vault, type_kit};

const OTHER: &str = "copper lantern walks quietly home";
/// Who writes to the database keeps to none of its constraints.
const FREE: &str = "alter table way_in drop constraint way_in_way_check, drop constraint way_in_locator_check,
     drop constraint way_in_share_check; drop index way_in_one_of_a_kind";

fn becomes(app: &TestApp, from: &str, to: &str) {
    assert_eq!(app.sql(&format!("update way_in set way = '{to}' where way = '{from}'")), 1, "{from} {to}");
}

// Threat: a lost kit hides from its replacement, and opens the account afterwards.
#[test]
fn a_kit_that_says_it_is_something_else_is_replaced_all_the_same() {
    for other in ["passkey", "both", "invitation"] {
        let app = spawn();
        app.sql(FREE);
        let mut ada = enrol(&app, "ada@example.org");
        let lost = ada.make_kit(&app);
        let epoch = ada.known(&app).root_epoch;
        let page = ada.draw_kit(&app);
        becomes(&app, "kit", other);
        assert!(ada.browser.get("/account").text_of("not-whole").is_some(), "its owner is told");
        assert_ne!(ada.change_passphrase(&app, OTHER).status, 303, "and changes nothing else meanwhile");
        assert_eq!(ada.confirm_kit(&page).status, 303);
        assert_eq!((ada.known(&app).root_epoch, app.count("way_in")), (epoch + 1, 2), "{other}: the lost one is gone");
        assert_ne!(type_kit(&app, &lost).1.status, 303);
    }
}

// Threat: the lost kit and the passphrase change places, so that each counts as one, and the passphrase goes in the kit's stead.
#[test]
fn a_kit_and_a_passphrase_that_change_places_are_what_they_were() {
    let app = spawn();
    app.sql(FREE);
    let mut ada = enrol(&app, "ada@example.org");
    let lost = ada.make_kit(&app);
    let page = ada.draw_kit(&app);
    app.sql("update way_in set way = case way when 'kit' then 'passphrase' else 'kit' end");
    assert_eq!(ada.confirm_kit(&page).status, 409, "while the passphrase's row says that it is a kit's");
    app.sql("update way_in set way = case way when 'kit' then 'passphrase' else 'kit' end");
    assert_eq!(ada.confirm_kit(&page).status, 303, "control: as they were, the kit is replaced");
    assert_ne!(type_kit(&app, &lost).1.status, 303);
    assert_eq!(ada.sign_in(&app).status, 303);
}

// Threat: a kit of before is put back beside the present one, and goes in its stead.
#[test]
fn an_older_kit_that_is_put_back_does_not_stand_in_for_the_present_one() {
    let app = spawn();
    app.sql(FREE);
    let mut ada = enrol(&app, "ada@example.org");
    ada.make_kit(&app);
    app.sql(
        "create table kept_way as select * from way_in where way = 'kit'; create table kept_seal as
             select s.* from root_seal s join kept_way w on w.id = s.way_id",
    );
    let lost = ada.make_kit(&app);
    app.sql("insert into way_in select * from kept_way; insert into root_seal select * from kept_seal");
    let epoch = ada.known(&app).root_epoch;
    ada.make_kit(&app);
    assert_eq!((ada.known(&app).root_epoch, app.count("way_in")), (epoch + 1, 2), "neither of the two is left");
    assert_ne!(type_kit(&app, &lost).1.status, 303);
}

// Threat: a passkey that is taken away leaves its way in behind.
#[test]
fn a_passkey_that_says_it_is_something_else_is_taken_away_with_its_way_in() {
    let app = spawn();
    app.sql(FREE);
    let mut ada = enrol(&app, "ada@example.org");
    let mut lost = add_alone(&app, &mut ada, "Phone");
    let before = open_vault(&app, &ada);
    becomes(&app, "passkey", "kit");
    let id = ada.known(&app).passkeys[0].id;
    assert_eq!(ada.change(&app, &format!("/account/passkeys/remove?id={id}"), &[]).status, 303);
    let after = open_vault(&app, &ada);
    assert_eq!((after.root.epoch, app.count("way_in")), (before.root.epoch + 1, 1));
    assert_eq!(alone(&app, &mut lost).1.status, 403);
}

// Threat: a way in of the older passphrase, with a passkey that was lost, hides from the new passphrase; or from the passkey's removal,
// by another salt, of which it is no passkey's.
#[test]
fn one_of_several_that_need_a_passkey_goes_with_its_passphrase_and_with_its_passkey() {
    let app = spawn();
    app.sql(FREE);
    let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
    app.sql("create table first as select id from way_in where way = 'both'");
    let mut lost = add_with_prf_by_both(&app, &mut ada, &mut key, "Lost key");
    let second = "way_in w where way = 'both' and id not in (select id from first)";
    app.sql(&format!("create table second as select * from {second}; create table seal as select s.* from root_seal s join second w on w.id = s.way_id"));
    let relabel = |to: &str| app.sql(&format!("update way_in set way = '{to}' where id in (select id from second)"));
    let path = format!(
        "/account/passkeys/remove?id={}",
        ada.known(&app).passkeys.iter().find(|one| one.name == "Lost key").unwrap().id
    );
    app.sql("update way_in set salt = decode(repeat('07', 16), 'hex') where id in (select id from second)");
    assert_ne!(change_by_both(&mut ada, &mut key, &path, &[]).status, 303, "a way in that is of no passkey");
    app.sql("update way_in w set salt = s.salt from second s where s.id = w.id");
    let older = ada.passphrase.clone();
    relabel("passkey");
    let new = [("new_passphrase", OTHER), ("new_passphrase_confirm", OTHER)];
    assert_eq!(change_by_both(&mut ada, &mut key, "/account/passphrase", &new).status, 303);
    ada.passphrase = OTHER.to_owned();
    relabel("both");
    assert_eq!(app.count("way_in where id in (select id from second)"), 0, "it went with the others");
    // Put back, and those of the new passphrase hidden, so that it is the one that is asked about.
    app.sql(
        "create table fresh as select * from way_in where way = 'both'; create table fresh_seal as
             select s.* from root_seal s join fresh w on w.id = s.way_id; delete from way_in where way = 'both'",
    );
    app.sql("insert into way_in select * from second; insert into root_seal select * from seal");
    assert_eq!(by_both(&app, "ada@example.org", &older, &mut lost).1.status, 403);
    app.sql("delete from way_in where way = 'both'; insert into way_in select * from fresh; insert into root_seal select * from fresh_seal");
    for one in [&mut key, &mut lost] {
        assert_eq!(
            by_both(&app, "ada@example.org", OTHER, one).1.status,
            303,
            "control: both passkeys go with the new one"
        );
    }
}
