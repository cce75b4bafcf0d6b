//! Whoever can write to the database: kits, seals, factors and profiles in each other's places, or a little changed.

use crate::support::app::spawn;
use crate::support::person::{Person, enrol};
use crate::support::ways::type_kit;

// Threat: a thief puts their own kit's row, or a part of it, into another person's account.
#[test]
fn a_kit_put_into_anothers_account_opens_nothing() {
    let app = spawn();
    let (mut ada, mut mallory) = (enrol(&app, "ada@example.org"), enrol(&app, "mallory"));
    let (hers, theirs) = (ada.make_kit(&app), mallory.make_kit(&app));
    let mut refused = 0;
    for columns in ["locator", "wrapped_kw", "verifier", "wrapped_kw, verifier", "wrapped_kw, verifier, sealed_private"]
    {
        // Through a place that no constraint minds.
        let swap = if columns == "locator" {
            "create table test_kits as select id, locator from way_in where way = 'kit';
             update way_in set locator = '\\x00' || locator where way = 'kit';
             update way_in w set locator = (select k.locator from test_kits k where k.id <> w.id) where way = 'kit';
             drop table test_kits"
                .to_owned()
        } else {
            format!(
                "update way_in w set ({columns}) = (select {columns} from way_in o where o.way = 'kit' and o.id <> w.id) where way = 'kit'"
            )
        };
        app.sql(&swap);
        for kit in [&hers, &theirs] {
            assert_ne!(type_kit(&app, kit).1.status, 303, "{columns}");
            refused += 1;
        }
        app.sql(&swap);
        assert_eq!(type_kit(&app, &hers).1.status, 303, "control: put back, it opens: {columns}");
    }
    // The whole row, moved.
    app.sql("drop index way_in_one_of_a_kind");
    app.sql("update way_in w set account_id = (select id from account a where a.id <> w.account_id) where way = 'kit'");
    for kit in [&hers, &theirs] {
        assert_ne!(type_kit(&app, kit).1.status, 303);
        refused += 1;
    }
    println!("{refused} kits in another's place, all refused");
}

// Threat: a row is edited so that another kit, or any, opens the account.
#[test]
fn a_kit_whose_row_was_edited_opens_nothing() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    for (column, change) in [
        ("verifier", "set_byte(verifier, 0, get_byte(verifier, 0) # 1)"),
        ("locator", "set_byte(locator, 0, get_byte(locator, 0) # 1)"),
        ("wrapped_kw", "set_byte(wrapped_kw, 50, get_byte(wrapped_kw, 50) # 1)"),
        ("wrapped_kw", "substring(wrapped_kw from 1 for 3)"),
        ("sealed_private", "set_byte(sealed_private, 70, get_byte(sealed_private, 70) # 1)"),
    ] {
        app.sql("drop table if exists test_kept; create table test_kept as select * from way_in");
        app.sql(&format!("update way_in set {column} = {change} where way = 'kit'"));
        assert_ne!(type_kit(&app, &kit).1.status, 303, "{column} = {change}");
        app.sql(&format!("update way_in w set {column} = kept.{column} from test_kept kept where kept.id = w.id"));
        assert_eq!(type_kit(&app, &kit).1.status, 303, "control: put back, it opens: {column}");
    }
}

// Threat: an older profile, root or factor is put back, or one of another account.
#[test]
fn what_a_change_wrote_cannot_be_put_back_in_part() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    ada.make_kit(&app);
    app.sql(
        "create table old_profile as select * from profile; create table old_seal as select * from root_seal;
             create table old_factor as select * from factor",
    );
    assert_eq!(ada.change(&app, "/account/remove", &[]).status, 303);
    let signs_in = |ada: &mut Person| ada.sign_in(&app).status == 303;
    assert!(signs_in(&mut ada), "control");
    for (change, undo) in [
        ("update profile set sealed = (select sealed from old_profile)", "profile"),
        (
            "update profile set (root_epoch, version, sealed) = (select root_epoch, version, sealed from old_profile)",
            "profile",
        ),
        (
            "update root_seal s set (root_epoch, sealed) = (select root_epoch, sealed from old_seal o where o.way_id = s.way_id)",
            "root_seal",
        ),
        ("update root_seal s set sealed = (select sealed from old_seal o where o.way_id = s.way_id)", "root_seal"),
    ] {
        app.sql(&format!("drop table if exists kept; create table kept as select * from {undo}"));
        app.sql(change);
        assert!(!signs_in(&mut ada), "{change}");
        app.sql(match undo {
            "profile" => {
                "update profile set (root_epoch, version, sealed) = (select root_epoch, version, sealed from kept)"
            }
            _ => "update root_seal set (root_epoch, sealed) = (select root_epoch, sealed from kept)",
        });
        assert!(signs_in(&mut ada), "control: put back, it opens: {change}");
    }
    // A factor's wrapping of before opens under its factor key, which did not change, but no change builds on it.
    app.sql("update factor set for_root = (select for_root from old_factor)");
    assert!(signs_in(&mut ada));
    assert_eq!(ada.change_passphrase(&app, super::NEW_PASSPHRASE).status, 500);
    assert!(signs_in(&mut ada), "and nothing of it was done");
}
