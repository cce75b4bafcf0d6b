//! A place on the keyring that was left behind in a vault that is lost.

use super::NEW;
use super::keyring::{is_member, member, second};
use crate::support::again::{administrator, begin_again};
use crate::support::app::spawn;
use crate::support::person::enrol_as;
use senza::sign_in::keyring::{Holder, view};

const LEFT: &str = "does not hold it any more";

// Threat: an administrator loses her device and begins again; who found it keeps her key of the keyring, which every new key of
// the keyring is then sealed to.
#[test]
fn a_place_of_who_began_again_is_shown_and_gets_no_new_key() {
    let app = spawn();
    let mut root = administrator(&app, true);
    second(&app, &mut root, "eve@example.org");
    let mut mia = second(&app, &mut root, "mia@example.org");
    // Another root in the same vault, which is no beginning.
    mia.make_kit(&app);
    assert_eq!(mia.change(&app, "/account/remove", &[]).status, 303);
    let (ghost, ..) = member(&app, &root, "eve@example.org").unwrap();
    assert!(!root.browser.get("/admin").body.contains(LEFT), "control");
    app.sql("create table before as select id, inbox_public from account");
    let link = root.link_again(&app, "eve@example.org", true, &[("admin", "yes")]);
    let mut eve = begin_again(&app, "eve@example.org", &link, NEW);
    assert!(root.browser.get("/admin").body.contains(LEFT));
    let page = root.browser.get("/admin/keyring").body;
    assert_eq!(page.matches("began again</span>").count(), 1, "{page}");
    // She asks for another, and waits.
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    let listed = app.block_on(view(&app.parts, &root.signed_in(&app))).unwrap().listed;
    let hers = listed.iter().find(|one| one.is_waiting).unwrap();
    let form = [("member", hers.id.to_string()), ("fingerprint", hers.fingerprint.clone())];
    assert_eq!(listed.iter().filter(|one| one.holder == Some(Holder::BegunAgain)).count(), 1);
    assert_eq!(app.count("keyring_member"), 4);
    // Somebody sets the account back so that the place would be hers still: nothing is sealed to it.
    app.sql("create table now as select id, inbox_public from account");
    let set = |from: &str| {
        app.sql(&format!("update account a set inbox_public = b.inbox_public from {from} b where a.id = b.id"))
    };
    set("before");
    assert!(root.browser.get("/admin/keyring").body.contains("changed by another hand"));
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[]).status, 409);
    set("now");
    // For the same administrators: without her place of before.
    let done = root.proven(&app, "/admin/keyring/rekey", &[]);
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(app.count("keyring_member"), 3);
    assert_eq!(
        app.count(&format!("keyring_member where id = '{ghost}'")),
        0,
        "the key she left behind opens nothing that comes"
    );
    assert!(!root.browser.get("/admin").body.contains(LEFT));
    assert!(is_member(&app, &mia), "control: who changed a way in keeps her place");
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, &**value)).collect();
    assert_eq!(root.proven(&app, "/admin/keyring/admit", &fields).status, 303, "control: her new place went along");
    assert!(is_member(&app, &eve));
}

// Threat: the same, of a place that still waited.
#[test]
fn a_place_that_waited_is_not_given_to_who_has_begun_again_since() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    let (id, fingerprint, is_waiting) = member(&app, &root, "eve@example.org").unwrap();
    assert!(is_waiting);
    app.sql("create table kept as select * from account");
    app.sql("create table kept_items as select * from inbox_item");
    let link = root.link_again(&app, "eve@example.org", true, &[("admin", "yes")]);
    begin_again(&app, "eve@example.org", &link, NEW);
    let id = id.to_string();
    let form = [("member", &*id), ("fingerprint", &*fingerprint)];
    assert_eq!(root.proven(&app, "/admin/keyring/admit", &form).status, 409);
    assert_eq!(app.count("keyring_member where sealed is not null"), 1, "root's");
    app.sql(
        "delete from inbox_item; insert into inbox_item select * from kept_items;
         update account a set inbox_public = b.inbox_public, inbox_mac = b.inbox_mac, inbox_version = b.inbox_version
         from kept b where a.id = b.id",
    );
    assert_eq!(
        root.proven(&app, "/admin/keyring/admit", &form).status,
        303,
        "control: only the beginning stood between"
    );
}
