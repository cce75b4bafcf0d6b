//! Whoever writes to the database puts no name, colour or logo on the page on which everybody signs in.

use super::look::{DRAWING, KEEP, LOOK, choose, hand_in, root};
use crate::support::app::{Options, TestApp, spawn, spawn_in};
use crate::support::browser::Browser;
use crate::support::person::enrol_with;
use senza::db::look::{self, LookRow};
use senza::domain::Role;
use senza::sign_in::row_macs;

fn login(app: &TestApp) -> String {
    app.block_on(app.parts.look.look_again(&app.parts)).unwrap();
    Browser::new(&app.base).get("/login").body
}

const BUILT_IN: &str = "<a class=\"wordmark\" href=\"/\">Senza</a>";

// Threat: a bank's name and logo above our form, by a row that somebody edited, made up or put back. Control: the same row with the keeper's
// MAC over it is shown, before and after; without the check, `rejects` sees the edited one shown.
#[test]
fn nobody_changes_what_pages_look_like_by_writing_to_the_database() {
    let mut app = spawn();
    let mut root = root(&app);
    assert_eq!(choose(&app, &mut root, &[("name", "Of before")], Some(DRAWING)).status, 303);
    app.sql("create table elder as select * from organisation_look");
    assert_eq!(choose(&app, &mut root, &[("name", "A hospital"), ("colour", "#123456")], None).status, 303);
    assert!(login(&app).contains("Sign in to <bdi>A hospital"), "control");
    let attacks = [
        ("edited", "update organisation_look set name = 'A bank', mac = sha256(mac)"),
        ("a colour", "update organisation_look set colour = '#ff0000', version = version + 1"),
        ("a logo", "update organisation_look set logo = '\\x3c737667', mac = sha256(mac)"),
        ("made up", "update organisation_look set name = 'A bank', version = version + 7"),
        ("a number that is none", "update organisation_look set name = 'A bank', version = -1"),
        ("a number at the end", "update organisation_look set name = 'A bank', version = 9223372036854775807"),
        ("gone", "delete from organisation_look"),
        ("put back", "delete from organisation_look; insert into organisation_look select * from elder"),
    ];
    for (name, attack) in attacks {
        app.sql("create table kept as select * from organisation_look");
        app.sql(attack);
        let page = login(&app);
        assert!(page.contains(BUILT_IN) && !page.contains("accent-") && !page.contains("A bank"), "{name}: {page}");
        assert_eq!(Browser::new(&app.base).get("/look/logo").status, 404, "{name}");
        root.sign_in(&app);
        assert!(root.browser.get(LOOK).text_of("broken").is_some(), "{name}: the console says so");
        if name != "put back" {
            // Whoever starts anew remembers nothing: a look that an owner chose once is shown again, which is said in the decision.
            app.restart();
            assert!(login(&app).contains(BUILT_IN), "{name}: after a start");
        }
        app.sql("delete from organisation_look; insert into organisation_look select * from kept; drop table kept");
        assert!(login(&app).contains("Sign in to <bdi>A hospital"), "{name}: and it can be put right");
    }
    // Under the same number and MAC a server goes on with what it has believed; one that starts believes none of it, whichever column it is.
    for column in [
        "name = 'A bank'",
        "colour = '#ff0000'",
        "zone = 'Europe/Rome'",
        "logo = '\\x3c737667'",
        "version = version + 1",
    ] {
        app.sql("create table kept as select * from organisation_look");
        app.sql(&format!("update organisation_look set {column}"));
        app.restart();
        assert!(login(&app).contains(BUILT_IN), "{column}");
        app.sql("delete from organisation_look; insert into organisation_look select * from kept; drop table kept");
        assert!(login(&app).contains("Sign in to <bdi>A hospital"), "control: {column}");
    }
    app.sql("update organisation_look set name = 'A bank', version = 9223372036854775807");
    assert!(login(&app).contains(BUILT_IN));
    root.sign_in(&app);
    let console = root.browser.get("/admin").body;
    assert!(console.contains("changed by another hand"), "{console}");
    assert_eq!(choose(&app, &mut root, &[("name", "A hospital")], None).status, 303, "and an owner puts it right");
    assert!(login(&app).contains("Sign in to <bdi>A hospital"));
}

// A logo that a later program does not take: the rest of the look stays.
#[test]
fn a_part_that_is_not_taken_any_more_is_left_out_alone() {
    let app = spawn();
    app.block_on(async {
        let mut row = LookRow {
            org: app.parts.org,
            version: 1,
            name: Some("A hospital".to_owned()),
            colour: Some("#123456".to_owned()),
            zone: Some("Atlantis/Poseidonis".to_owned()),
            logo: Some(b"<svg/>".to_vec()),
            mac: Vec::new(),
        };
        row.mac = app.parts.keeper.row_mac(row_macs::organisation_look(&row)).await.unwrap().to_vec();
        let mut db = app.parts.pool.acquire().await.unwrap();
        look::put(&mut db, &row).await.unwrap();
    });
    let page = login(&app);
    assert!(page.contains("Sign in to <bdi>A hospital") && page.contains("accent-123456.css"), "{page}");
    assert!(!page.contains("/look/logo") && !app.parts.look.is_broken());
}

#[test]
fn another_server_takes_it_up_and_an_earlier_one_never_comes_back() {
    let app = spawn();
    let mut root = root(&app);
    let keys = tempfile::tempdir().unwrap();
    let copied =
        std::process::Command::new("cp").arg("-a").arg(app.keeper_dir.path().join("keeper")).arg(keys.path()).status();
    assert!(copied.unwrap().success());
    let other = spawn_in(app.database.clone(), keys, Options::default());
    assert!(login(&other).contains(BUILT_IN));
    assert_eq!(choose(&app, &mut root, &[("name", "First")], None).status, 303);
    assert!(login(&other).contains("Sign in to <bdi>First"));
    app.sql("create table elder as select * from organisation_look");
    assert_eq!(choose(&app, &mut root, &[("name", "Second")], None).status, 303);
    assert!(login(&other).contains("Sign in to <bdi>Second"));
    // Control: this very row was shown.
    app.sql("delete from organisation_look; insert into organisation_look select * from elder");
    for server in [&app, &other] {
        assert!(login(server).contains(BUILT_IN) && server.parts.look.is_broken());
    }
}

// Threat: somebody at an open screen, or who is no owner, chooses the name on the page on which everybody signs in.
#[test]
fn only_an_owner_with_a_fresh_proof_changes_it() {
    let app = spawn();
    let mut root = root(&app);
    let form = root.browser.get(LOOK);
    let preview = hand_in(&mut root, &form, &[("name", "A bank")], None);
    let unproven = root.browser.submit(KEEP, &preview, &[]);
    assert!(unproven.status == 422 && app.count("organisation_look") == 0, "{}", unproven.body);
    let mut desk = enrol_with(&app, "desk", &[Role::HelpDesk]);
    let token = desk.browser.get("/admin/people").hidden("form_token").unwrap();
    let refused = desk.browser.post(KEEP, &[("form_token", &*token), ("name", "A bank"), ("looked_at", "0")]);
    assert!(refused.status == 403 && app.count("organisation_look") == 0, "{} {}", refused.status, refused.body);
    let strange = root.browser.post(KEEP, &[("name", "A bank"), ("looked_at", "0")]);
    assert_eq!((strange.status, app.count("organisation_look")), (400, 0), "a form from elsewhere");
    assert_eq!(root.send(&app, KEEP, &preview, &[]).status, 303, "control");
}
