//! Whoever can write to the database: a scope that was edited, made up, deleted or put back brings nobody a key.

use super::{agree, change, numbers, open, portal, say, told};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use senza::audit::Finding;
use senza::federation::ScopeWanted::{End, Remove, Rotate};

fn delivered(ada: &mut Person, sp: &Sp) -> Vec<String> {
    numbers(&Answer::of(&open(&mut ada.browser, &sp.entity_id)), "notes")
}

// Threat: an edited row brings a key to a service provider that no operator enabled, or an epoch that ended.
#[test]
fn a_scope_that_was_edited_or_made_up_does_not_exist() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let other = Sp::new("other").encrypted_to().register(&app);
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    for (change, undo) in [
        ("delivery = 'browser'", "delivery = 'assertion'"),
        ("epoch = 2", "epoch = 1"),
        ("is_ended = true", "is_ended = false"),
        ("former = '{7}', former_until = '{2999-01-01}'", "former = '{}', former_until = '{}'"),
        ("plain = 'secret'", "plain = null"),
        ("is_removed = true", "is_removed = false"),
        ("purpose = 'files'", "purpose = 'notes'"),
        ("version = version + 9", "version = version - 9"),
        ("mac = set_byte(mac, 0, get_byte(mac, 0) # 1)", "mac = set_byte(mac, 0, get_byte(mac, 0) # 1)"),
    ] {
        app.sql(&format!("update scope set {change}"));
        assert_eq!(delivered(&mut ada, &sp), [""; 0], "{change}");
        app.sql(&format!("update scope set {undo}"));
        assert_eq!(delivered(&mut ada, &sp), ["1.1"], "control: put back, it is there again: {undo}");
    }
    app.sql(&format!(
        "insert into scope select org_id, '{}', purpose, version, delivery, epoch, is_ended, former, former_until, plain,
                is_removed, mac from scope",
        other.entity_id
    ));
    let page = open(&mut ada.browser, &other.entity_id);
    assert!(Answer::of(&page).is_success(), "copied to another, it is none: nobody is asked");
}

fn keep(app: &TestApp) {
    app.sql("create table kept as select * from scope");
}

fn put_back(app: &TestApp) {
    app.sql("delete from scope; insert into scope select * from kept");
}

// Threat: what an operator ended comes back with the row of before, whose MAC is right.
#[test]
fn a_scope_that_was_deleted_brings_nothing_and_one_that_was_put_back_neither() {
    let mut app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    change(&app, &sp, "notes", Rotate { overlap: 30 }).unwrap();
    assert_eq!(delivered(&mut ada, &sp), ["1.2", "1.1"]);
    keep(&app);
    app.sql("delete from scope");
    assert_eq!(delivered(&mut ada, &sp), [""; 0]);
    put_back(&app);
    assert_eq!(delivered(&mut ada, &sp), ["1.2", "1.1"], "control: the row as it was");
    change(&app, &sp, "notes", End { epoch: 1 }).unwrap();
    assert_eq!(delivered(&mut ada, &sp), ["1.2"]);
    put_back(&app);
    assert_eq!(delivered(&mut ada, &sp), [""; 0], "this process has seen a later one");
    app.restart();
    assert_eq!(delivered(&mut ada, &sp), [""; 0], "and so has her own profile");
}

#[test]
fn a_removed_scope_that_was_put_back_asks_nobody_who_was_served_by_it() {
    let mut app = spawn();
    let sp = portal(&app, "notes", "notes");
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let page = open(&mut bob.browser, &sp.entity_id);
    keep(&app);
    change(&app, &sp, "notes", Remove).unwrap();
    assert_eq!(delivered(&mut ada, &sp), [""; 0]);
    put_back(&app);
    assert_eq!(delivered(&mut ada, &sp), [""; 0], "nobody is asked");
    let answered = bob.browser.submit("/keys/agree", &page, &[("answer", "agree")]);
    assert!(told(&Answer::of(&bob.browser.follow(answered)), "notes").is_empty());
    app.restart();
    assert_eq!(delivered(&mut bob, &sp), [""; 0], "nor by a process that has seen no other: the audit has");
    // Taken out there as well, it is the older whole, for who was not served since; and the audit is not whole any more.
    app.sql("delete from audit where event = 'scope removed'");
    app.restart();
    let page = open(&mut bob.browser, &sp.entity_id);
    assert_eq!(numbers(&Answer::of(&say(&mut bob.browser, &page, "agree")), "notes"), ["1.1"]);
    assert!(matches!(app.findings()[..], [Finding::Removed { .. }]), "{:?}", app.findings());
}
