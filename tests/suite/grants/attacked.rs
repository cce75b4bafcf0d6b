//! Whoever can write to the database: inboxes that were swapped, edited, cut, put back, or given rows of before.

use super::{WARD, ada_of_ward_one, given, grant, roles, ward, withdrawn};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol, enrol_as};
use crate::support::sp::Sp;
use senza::db;
use senza::domain::Identifier;
use senza::sign_in::row_macs;

/// A copy of what the service wrote of inboxes, for a thief to put back.
fn steal(app: &TestApp, name: &str) {
    app.sql(&format!("create table {name}_items as select * from inbox_item"));
    app.sql(&format!("create table {name}_accounts as select id, inbox_mac, inbox_version from account"));
}

fn put_back(app: &TestApp, name: &str) {
    app.sql(&format!("delete from inbox_item; insert into inbox_item select * from {name}_items"));
    app.sql(&format!(
        "update account a set inbox_mac = s.inbox_mac, inbox_version = s.inbox_version from {name}_accounts s where s.id = a.id"
    ));
}

/// Takes the check of the account's row out: has the keeper say that what lies there is as the service left it.
fn bless(app: &TestApp, identifier: &str) {
    app.block_on(async {
        let identifier = Identifier::parse(identifier).unwrap();
        let handle = app.parts.keeper.handle(app.parts.org, identifier.as_str()).await.unwrap();
        let mut db = app.parts.pool.acquire().await.unwrap();
        let mut account = db::account::by_handle(&mut db, app.parts.org, &handle).await.unwrap().unwrap();
        let items = db::inbox::of_account(&mut db, account.id).await.unwrap();
        account.inbox_mac = app.parts.keeper.row_mac(row_macs::inbox(&account, &items)).await.unwrap().to_vec();
        db::account::update_inbox(&mut db, &account).await.unwrap();
    });
}

/// Neither a session that must look again nor a new one comes to be.
fn is_refused(app: &TestApp, person: &mut Person, sp: &Sp) -> bool {
    let page = person.browser.get(&sp.request(app).unsigned());
    let session = std::mem::replace(&mut person.browser, crate::support::browser::Browser::new(&app.base));
    let sign_in = person.sign_in(app);
    person.browser = session;
    page.status == 500 && sign_in.status == 500
}

// Threat: the newest row is deleted before the person comes, so that what it took away lives on.
#[test]
fn a_row_deleted_before_it_was_seen_is_missed() {
    let (app, mut ada, sp) = ada_of_ward_one();
    app.sql("create table before as select id from inbox_item");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    app.sql("create table cut as select * from inbox_item where id not in (select id from before)");
    app.sql("delete from inbox_item where id in (select id from cut)");
    assert!(is_refused(&app, &mut ada, &sp));
    app.sql("insert into inbox_item select * from cut");
    assert_eq!(ward(&app, &mut ada, &sp), None, "control: put back, it says what it says");
}

#[test]
fn control_without_the_macs_check_the_deleted_row_would_not_be_missed() {
    let (app, mut ada, sp) = ada_of_ward_one();
    app.sql("create table before as select id from inbox_item");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    app.sql("delete from inbox_item where id not in (select id from before)");
    bless(&app, "ada@example.org");
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("one"));
}

// Threat: a whole older inbox, with the row that vouched for it, is put back.
#[test]
fn an_older_whole_inbox_is_refused_once_a_newer_was_seen() {
    let (app, mut ada, sp) = ada_of_ward_one();
    steal(&app, "older");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    put_back(&app, "older");
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("one"), "control: nobody saw the newer, and nothing tells");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp), None);
    put_back(&app, "older");
    assert!(is_refused(&app, &mut ada, &sp));
}

// Threat: the same, and an operator's next grant vouches for it again, as one that nobody saw before.
#[test]
fn what_was_superseded_does_not_come_back_on_the_back_of_a_newer_grant() {
    let (app, mut ada, sp) = ada_of_ward_one();
    steal(&app, "older");
    grant(&app, "ada@example.org", withdrawn(WARD)).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp), None);
    put_back(&app, "older");
    for _ in 0..5 {
        grant(&app, "ada@example.org", given(&[("mail", "ada@example.org")])).unwrap();
    }
    assert!(is_refused(&app, &mut ada, &sp));
}

#[test]
fn a_superseded_row_put_back_by_itself_is_refused_by_each_of_two_checks() {
    let (app, mut ada, sp) = ada_of_ward_one();
    app.sql("create table old as select * from inbox_item");
    grant(&app, "ada@example.org", given(&[(WARD, "two")])).unwrap();
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("two"));
    app.sql("create table now as select * from inbox_item");
    app.sql("insert into inbox_item select * from old where id not in (select id from now)");
    assert_eq!(ada.sign_in(&app).status, 500, "not as the service left it");
    bless(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 500, "and were it so, the profile knows that it did not count");
    app.sql("delete from inbox_item where id not in (select id from now)");
    bless(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 303, "control");
    assert_eq!(ward(&app, &mut ada, &sp).as_deref(), Some("two"));
}

// Threat: something that counts is made to vanish.
#[test]
fn a_row_that_counted_is_missed() {
    let (app, mut ada, _) = ada_of_ward_one();
    app.sql("create table all_items as select * from inbox_item");
    app.sql("delete from inbox_item where id = (select min(id::text)::uuid from inbox_item)");
    assert_eq!(ada.sign_in(&app).status, 500);
    bless(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 500, "were the row's MAC not looked at, the profile knows");
    app.sql("insert into inbox_item select * from all_items on conflict do nothing");
    bless(&app, "ada@example.org");
    assert_eq!(ada.sign_in(&app).status, 303, "control");
}

// Threat: any row in any other place, of the same person or of another, cut short, changed by a bit, or made up.
#[test]
fn every_row_in_every_other_place_and_every_edit_is_refused() {
    let app = spawn();
    let mut people = [
        enrol_as(&app, "ada@example.org", true, &[(WARD, "one"), ("mail", "ada@example.org")]),
        enrol_as(&app, "eve@example.org", false, &[(WARD, "two"), ("mail", "eve@example.org")]),
    ];
    grant(&app, "eve@example.org", roles(&[])).unwrap();
    assert!(people.iter_mut().all(|person| person.sign_in(&app).status == 303), "and what was superseded is swept");
    let rows: Vec<(sqlx::types::Uuid, Vec<u8>)> = app.block_on(async {
        sqlx::query_as("select id, sealed from inbox_item order by id").fetch_all(&app.parts.pool).await.unwrap()
    });
    app.sql("create table whole as select * from inbox_item");
    let mut tried = 0;
    for (id, _) in &rows {
        let others = rows.iter().filter(|(other, _)| other != id).map(|(_, sealed)| sealed.clone());
        let own = &rows.iter().find(|(one, _)| one == id).unwrap().1;
        let mut flipped = own.clone();
        flipped[own.len() / 2] ^= 1;
        for sealed in others.chain([own[..own.len() - 1].to_vec(), Vec::new(), flipped]) {
            app.sql(&format!(
                "update inbox_item set sealed = '\\x{}' where id = '{id}'",
                data_encoding::HEXLOWER.encode(&sealed)
            ));
            // Blessed by the keeper, so that the seal and the signature stand alone.
            for identifier in ["ada@example.org", "eve@example.org"] {
                bless(&app, identifier);
            }
            let statuses: Vec<u16> = people.iter_mut().map(|person| person.sign_in(&app).status).collect();
            assert!(statuses.contains(&500), "{id}: {statuses:?}");
            tried += 1;
            app.sql("delete from inbox_item; insert into inbox_item select * from whole");
        }
    }
    for identifier in ["ada@example.org", "eve@example.org"] {
        bless(&app, identifier);
    }
    assert!(people.iter_mut().all(|person| person.sign_in(&app).status == 303), "control: each in its own place opens");
    println!("{tried} inbox rows in other places or edited: refused each time");
}

// Threat: the key that is sealed to is exchanged, so that what is granted next can be read.
#[test]
fn nothing_is_put_into_an_inbox_whose_key_or_items_are_not_ours() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    enrol(&app, "eve@example.org");
    for change in [
        "inbox_public = (select inbox_public from account o where o.id <> account.id)",
        "inbox_version = inbox_version + 1",
        "inbox_mac = (select inbox_mac from account o where o.id <> account.id)",
    ] {
        app.sql("create table kept as select id, inbox_public, inbox_mac, inbox_version from account");
        app.sql(&format!("update account set {change}"));
        let refused = grant(&app, "ada@example.org", given(&[(WARD, "two")])).unwrap_err();
        assert!(refused.to_string().contains("not as this service left it"), "{change}: {refused}");
        assert_eq!(ada.sign_in(&app).status, 500, "{change}");
        app.sql(
            "update account a set inbox_public = k.inbox_public, inbox_mac = k.inbox_mac, inbox_version = k.inbox_version
             from kept k where k.id = a.id",
        );
        app.sql("drop table kept");
    }
    grant(&app, "ada@example.org", given(&[(WARD, "two")])).unwrap();
    assert_eq!(ada.sign_in(&app).status, 303, "control");
}
