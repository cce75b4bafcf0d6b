//! Whoever can write to the database puts back what was there before a person began again: a session, a link, a number.

use super::{NEW, audited, handle_of};
use crate::support::again::{administrator, begin_again};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::enrol;
use senza::audit::Finding;
use senza::domain::Identifier;
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::session::LOOK_AGAIN;
use time::Duration;

/// Everything that hangs on accounts, in the order in which it can be put in.
const TABLES: [&str; 9] =
    ["account", "way_in", "root_seal", "factor", "profile", "inbox_item", "invitation", "escrow", "directory"];

/// A copy of every table, for a thief to put back.
fn steal(app: &TestApp, name: &str) {
    for table in TABLES.iter().chain(&["session"]) {
        app.sql(&format!("create table {name}_{table} as select * from {table}"));
    }
}

/// Puts accounts back as they were, whole.
fn put_back(app: &TestApp, name: &str) {
    app.sql("delete from account");
    for table in TABLES {
        app.sql(&format!("insert into {table} select * from {name}_{table}"));
    }
}

// Threat: a thief kept the row and the cookie of a session of before. The person began again because of the thief, and the
// session is put in beside the new vault, with the numbers by which it would be told set back.
#[test]
fn a_session_of_the_vault_of_before_is_none_whatever_numbers_are_set_back() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    assert!(ada.is_signed_in());
    steal(&app, "old");
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let mut back = begin_again(&app, "ada@example.org", &link, NEW);
    app.sql("create table now_account as select * from account; create table now_profile as select * from profile");
    let profile = "version = o.version from old_profile o where o.account_id = p.account_id";
    let account = "inbox_version = o.inbox_version from old_account o where o.id = a.id";
    let mut refused = 0;
    for numbers in [
        format!("update profile p set {profile}; update account a set {account}"),
        format!("update profile p set root_epoch = o.root_epoch, {profile}; update account a set {account}"),
        format!(
            "update profile p set root_epoch = o.root_epoch, {profile}; update account a set inbox_mac = o.inbox_mac, {account}"
        ),
        format!(
            "update profile p set root_epoch = o.root_epoch, {profile};
             update account a set inbox_mac = o.inbox_mac, inbox_public = o.inbox_public, {account}"
        ),
        // And the profile of before beside the new account.
        format!("update profile p set root_epoch = o.root_epoch, sealed = o.sealed, {profile}"),
    ] {
        app.sql("insert into session select * from old_session on conflict do nothing");
        app.sql(&numbers);
        assert!(!ada.is_signed_in(), "{numbers}");
        refused += 1;
        app.sql("update profile p set (root_epoch, version, sealed) = (select root_epoch, version, sealed from now_profile n where n.account_id = p.account_id);
                 update account a set (inbox_public, inbox_version, inbox_mac) = (select inbox_public, inbox_version, inbox_mac from now_account n where n.id = a.id)");
        assert!(back.is_signed_in(), "control: put back, the new one goes on");
    }
    // What is left is the whole account of before: see docs/threats.md.
    put_back(&app, "old");
    app.sql("insert into session select * from old_session on conflict do nothing");
    assert!(ada.is_signed_in(), "control: it is the same row and cookie");
    println!("{refused} ways of setting numbers back, and the session of before is none each time");
}

// Threat: what a session has opened is asserted although the account no longer stands so, and no number says it.
#[test]
fn whatever_moves_in_an_account_is_seen_at_the_next_request() {
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    app.sql("create table now_account as select * from account; create table now_profile as select * from profile");
    for (table, change) in [
        ("profile", "sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1)"),
        ("profile", "root_epoch = root_epoch + 1"),
        ("account", "inbox_mac = set_byte(inbox_mac, 0, get_byte(inbox_mac, 0) # 1)"),
        ("account", "inbox_version = inbox_version + 1"),
        ("account", "handle = sha256(handle)"),
    ] {
        app.sql(&format!("update {table} set {change}"));
        assert!(!ada.is_signed_in(), "{change}");
        app.sql("update profile set (root_epoch, sealed) = (select root_epoch, sealed from now_profile);
                 update account set (handle, inbox_version, inbox_mac) = (select handle, inbox_version, inbox_mac from now_account)");
        assert!(ada.is_signed_in(), "control: put back: {change}");
    }
}

// Threat: the inbox's rows, which a sign-on does not read, are changed under a session that has seen nothing move.
#[test]
fn what_a_sign_on_does_not_read_is_looked_at_again_within_minutes() {
    let app = spawn();
    app.clock.not_over_midnight();
    let mut ada = enrol(&app, "ada@example.org");
    let sealed = |app: &TestApp| -> Vec<u8> {
        app.block_on(sqlx::query_scalar("select sealed from session").fetch_one(&app.parts.pool)).unwrap()
    };
    assert!(ada.is_signed_in());
    let first = sealed(&app);
    app.sql("create table kept as select * from inbox_item; delete from inbox_item");
    app.clock.advance(LOOK_AGAIN - Duration::seconds(31));
    assert!(ada.is_signed_in(), "control: nobody has looked yet");
    assert_eq!(sealed(&app), first, "and a sign-on writes no session's row");
    app.clock.advance(Duration::seconds(31));
    assert!(!ada.is_signed_in(), "an item that counted is gone");
    app.sql("insert into inbox_item select * from kept");
    assert!(ada.is_signed_in(), "control: put back");
    assert_ne!(sealed(&app), first);
}

// Threat: a link that ended, since something was said after it was made, is made good by one number.
#[test]
fn a_link_that_ended_is_not_made_good_by_setting_numbers_back() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", true, &[("admin", "yes")]);
    let get = |app: &TestApp| Browser::new(&app.base).get(&link).status;
    assert_eq!(get(&app), 200, "control");
    app.sql("create table old_account as select * from account; create table old_item as select * from inbox_item");
    let no_role = Grant { roles: Some(Vec::new()), ..Grant::default() };
    app.block_on(grant(&app.parts, &Identifier::parse("ada@example.org").unwrap(), no_role, "test")).unwrap();
    assert_eq!(get(&app), 410);
    for numbers in ["inbox_version = o.inbox_version", "inbox_version = o.inbox_version, inbox_mac = o.inbox_mac"] {
        app.sql("create table now_account as select * from account");
        app.sql(&format!("update account a set {numbers} from old_account o where o.id = a.id"));
        assert_eq!(get(&app), 410, "{numbers}");
        app.sql("update account a set inbox_version = n.inbox_version, inbox_mac = n.inbox_mac from now_account n where n.id = a.id; drop table now_account");
    }
    app.sql(
        "update account a set inbox_version = o.inbox_version, inbox_mac = o.inbox_mac from old_account o where o.id = a.id;
         delete from inbox_item; insert into inbox_item select * from old_item",
    );
    assert_eq!(get(&app), 200, "control: the account's row and all its items, as they were, make it the link of then");
}

// Threat: a link that was used is put back with the whole account. Nothing in the database tells; the audit does.
#[test]
fn a_used_link_that_was_put_back_with_its_account_is_named_by_the_audit() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "ada@example.org");
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    steal(&app, "old");
    begin_again(&app, "ada@example.org", &link, NEW);
    // A further link, honestly used: no finding.
    let second = root.link_again(&app, "ada@example.org", true, &[]);
    begin_again(&app, "ada@example.org", &second, "granite violin under seven moons");
    app.clock.advance(Duration::hours(20));
    assert_eq!((app.findings(), audited(&app, "re-enrolled")), (Vec::new(), 2), "control: a link each");
    assert_eq!(Browser::new(&app.base).get(&link).status, 410);
    put_back(&app, "old");
    begin_again(&app, "ada@example.org", &link, "copper violin under seven moons");
    let found = app.findings();
    let hers = handle_of(&app, "ada@example.org");
    assert!(matches!(&found[..], [Finding::Unlinked { handle, .. }] if *handle == hers), "{found:?}");
    assert!(found[0].to_string().contains("with a link that had been used before"), "{}", found[0]);
}
