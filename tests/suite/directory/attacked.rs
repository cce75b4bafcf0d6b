//! Whoever can write to the database: entries that were planted, swapped, edited, put back or taken away.

use super::{account_of, found, listing, search};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{enrol_as, enrol_by, invite};
use data_encoding::HEXLOWER;
use senza::db;
use senza::domain::{AccountId, Handle, SecretText, SystemRandom};
use senza::sign_in::row_macs;
use senza::vault::directory::{Entry, seal_entry};

fn entry(handle: Handle, identifier: &str, name: &str) -> Entry {
    let text = |text: &str| SecretText::new(text.to_owned());
    Entry { handle, identifier: text(identifier), names: vec![text(name)], contacts: Vec::new() }
}

/// Anybody can seal to a public key. Leaves the keeper's MAC as it is.
fn plant(app: &TestApp, account: AccountId, entry: &Entry) {
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let ring = db::keyring::read(&mut db, app.parts.org).await.unwrap().unwrap();
        let (public, octets) = (ring.public.unwrap(), entry.encode().unwrap());
        let sealed = seal_entry(&public, app.parts.org, account, ring.epoch, &octets, &SystemRandom).unwrap();
        let row = db::directory::of_account(&mut db, account).await.unwrap().unwrap();
        db::directory::put(&mut db, &db::directory::DirectoryRow { sealed, epoch: ring.epoch, ..row }).await.unwrap();
    });
}

/// As only the keeper can: what an attack would need.
fn with_the_keepers_mac(app: &TestApp, account: AccountId) {
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let row = db::directory::of_account(&mut db, account).await.unwrap().unwrap();
        let mac = app.parts.keeper.row_mac(row_macs::directory(app.parts.org, &row)).await.unwrap().to_vec();
        db::directory::put(&mut db, &db::directory::DirectoryRow { mac, ..row }).await.unwrap();
    });
}

// Threat: an administrator is led by one person's name to another's account, and restores, or revokes, the wrong one.
#[test]
fn an_entry_that_was_planted_swapped_edited_or_put_back_is_shown_as_nobody_s_and_mended() {
    let app = spawn();
    let mut root = listing(&app, false);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada Lovelace")]);
    enrol_as(&app, "eve@example.org", false, &[("displayName", "Eve Adams")]);
    let account = account_of(&app, "ada@example.org");
    app.sql("create table kept as select * from directory");
    let handle = account.handle;
    plant(&app, account.id, &entry(handle, "eve@example.org", "Ada Lovelace"));
    app.sql("create table planted as select * from directory; delete from directory; insert into directory select * from kept");
    let put_back = "delete from directory; insert into directory select * from kept";
    let mut refused = 0;
    for change in [
        "delete from directory; insert into directory select * from planted",
        "update directory d set (sealed, mac) = (select k.sealed, k.mac from kept k where k.account_id <> d.account_id order by k.account_id limit 1)",
        "update directory set epoch = epoch + 1",
        "update directory set epoch = 0",
        "update directory set epoch = -1",
        "update directory set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1)",
        "update directory set sealed = substring(sealed from 1 for 60)",
        "update directory set sealed = ''",
        "update directory set mac = set_byte(mac, 5, get_byte(mac, 5) # 1)",
        "update account set handle = decode(md5('1') || md5('2'), 'hex') where id = '__ADA__'",
        "update account set inbox_public = '\\x00' where id = '__ADA__'",
    ] {
        let change = change.replace("__ADA__", &account.id.0.to_string());
        app.sql(&change);
        let page = search(&mut root, "ada lovelace");
        assert!(found(&page).is_empty(), "{change}: {}", page.body);
        assert!(page.text_of("unreadable").is_some(), "it is said: {change}: {}", page.body);
        refused += 1;
        app.sql(&format!(
            "{put_back}; update account set handle = '\\x{}', inbox_public = '\\x{}' where id = '{}'",
            HEXLOWER.encode(handle.as_bytes()),
            HEXLOWER.encode(&account.inbox_public),
            account.id.0
        ));
        assert_eq!(found(&search(&mut root, "ada lovelace")), ["ada@example.org"], "control: put back: {change}");
    }
    // Whatever lies there, the person's own session mends it.
    for change in [
        "delete from directory; insert into directory select * from planted",
        "update directory set mac = set_byte(mac, 5, get_byte(mac, 5) # 1)",
        "update directory set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1)",
        "update directory set mark = set_byte(mark, 0, get_byte(mark, 0) # 1)",
        "delete from directory",
    ] {
        app.sql(change);
        assert_eq!(ada.sign_in(&app).status, 303);
        assert_eq!(found(&search(&mut root, "ada lovelace")), ["ada@example.org"], "{change}");
        app.sql(put_back);
    }
    // Without the MAC's check it would succeed: with the keeper's over it, her name leads to another's account.
    plant(&app, account.id, &entry(handle, "eve@example.org", "Ada Lovelace"));
    with_the_keepers_mac(&app, account.id);
    assert_eq!(found(&search(&mut root, "ada lovelace")), ["eve@example.org"], "control: the MAC alone stands between");
    println!("{refused} changes of an entry, none of them shown");
}

// Threat: the person's page takes a forged entry for theirs, or fails for a broken one.
#[test]
fn a_broken_entry_is_named_on_its_person_s_page_which_stands_all_the_same() {
    let app = spawn();
    let mut root = listing(&app, false);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada Lovelace")]);
    let account = account_of(&app, "ada@example.org");
    let mut said = || {
        let page = root.console("/admin/people/find", &[("identifier", "ada@example.org")]);
        assert_eq!(page.status, 200, "{}", page.body);
        page.body.split("id=\"directory\"").nth(1).unwrap().split("</dd>").next().unwrap().to_owned()
    };
    assert!(said().contains("Ada Lovelace"), "control");
    app.sql("update directory set sealed = substring(sealed from 1 for 60)");
    assert!(said().contains("cannot be read"));
    app.sql("delete from directory");
    assert!(said().contains("no entry yet"));
    assert_eq!(ada.sign_in(&app).status, 303);
    plant(&app, account.id, &entry(account.handle, "ada@example.org", "Mallory"));
    assert!(said().contains("cannot be read"));
    with_the_keepers_mac(&app, account.id);
    assert!(said().contains("Mallory"), "control: the MAC alone stands between");
}

// Threat: the answer is flipped, so that names are written, or said to be kept by nobody, without an owner.
#[test]
fn nobody_turns_it_on_or_off_by_the_database() {
    let app = spawn();
    let mut root = listing(&app, true);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("displayName", "Ada Lovelace")]);
    app.sql("create table kept as select * from keyring");
    for change in ["directory = false", "directory = false, escrows = false, public = null", "escrows = false"] {
        app.sql(&format!("update keyring set {change}; delete from directory"));
        assert_eq!(ada.sign_in(&app).status, 303, "nobody is kept out by it");
        assert_eq!(app.count("directory"), 0, "nothing is written to what is not as we left it: {change}");
        assert!(root.browser.get("/admin").body.contains("not as this service left it"), "{change}");
        assert!(root.browser.get("/admin/settings/directory").body.contains("not as this service left it"));
        assert!(found(&search(&mut root, "lovelace")).is_empty());
        app.sql("delete from keyring; insert into keyring select * from kept");
        assert_eq!(ada.sign_in(&app).status, 303);
        assert_eq!(found(&search(&mut root, "lovelace")), ["ada@example.org"], "control: {change}");
    }
    // On again by hand, where an owner had turned it off.
    assert_eq!(super::turn(&app, &mut root, false).status, 303);
    app.sql("update keyring set directory = true");
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(app.count("directory"), 0);
    app.sql("delete from keyring; insert into keyring select * from kept");
    root.browser.get("/admin");
    assert_eq!(app.count("directory"), 0, "put back to when it was on: she has seen a later one");
}

// Threat: a keyring's row is put back, with the key of somebody who has left, and whoever is invited next is sealed to it.
#[test]
fn an_invitation_seals_nothing_to_a_keyring_that_was_put_back() {
    let app = spawn();
    let mut root = listing(&app, false);
    app.sql("create table kept as select * from keyring");
    assert_eq!(super::turn(&app, &mut root, false).status, 303);
    app.sql("delete from keyring; insert into keyring select * from kept");
    let link = invite(&app, "carl@example.org", false, &[("displayName", "Carl")]);
    assert_eq!(app.count("directory"), 0, "nobody's memory judges it there");
    // What is not prevented, as for seeds: whoever comes for the first time has seen no later one.
    enrol_by(&app, "carl@example.org", &link);
    assert_eq!(app.count("directory"), 1, "control: it is the row of before, which the keeper vouches for");
}
