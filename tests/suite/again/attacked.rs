//! Whoever can write to the database: the keyring, its members, what is kept, and what was exchanged, edited, swapped, made up
//! or put back.

use super::NEW;
use super::handle_of;
use super::keyring::{is_member, member, second};
use crate::support::again::{administrator, begin_again};
use crate::support::app::{TestApp, spawn};
use crate::support::person::{PASSPHRASE, Person, enrol, enrol_as};
use crate::support::ways::{open_vault, type_kit};
use senza::db;
use senza::domain::{Identifier, Secret, SystemRandom};
use senza::sign_in::keyring::reseal;
use senza::sign_in::row_macs;
use senza::vault::keyring::{Kept, open_seed, seal_seed};
use senza::vault::{KeyPair, Way};

const NAMES_STAY: &str = "Their names at applications stay";

fn hex(octets: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(octets)
}

/// Writes the keyring's MAC anew, as only the keeper can: what an attack would need.
fn with_the_keepers_mac(app: &TestApp) {
    let parts = &app.parts;
    app.block_on(async {
        let mut db = parts.pool.acquire().await.unwrap();
        let row = db::keyring::read(&mut db, parts.org).await.unwrap().unwrap();
        let mac = parts.keeper.row_mac(row_macs::keyring(&row)).await.unwrap();
        sqlx::query("update keyring set mac = $1").bind(mac.as_slice()).execute(&mut *db).await.unwrap();
    });
}

// Threat: the public key is exchanged, and every seed that is kept from then on is sealed to a thief.
#[test]
fn a_key_that_was_put_in_the_place_of_the_keyring_s_gets_no_seed() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let mut bob = enrol(&app, "bob@example.org");
    let thief = KeyPair::generate(&SystemRandom).unwrap();
    let mut refused = 0;
    app.sql("create table kept as select * from keyring");
    let changes = [
        format!("public = '\\x{}'", hex(&thief.public)),
        format!("public = '\\x{}', version = version + 1, epoch = epoch + 1", hex(&thief.public)),
        "escrows = false, public = null".to_owned(),
        "version = version + 1".to_owned(),
        "epoch = epoch + 1".to_owned(),
        "elder = '\\x01'".to_owned(),
        "mac = set_byte(mac, 0, get_byte(mac, 0) # 1)".to_owned(),
    ];
    for change in &changes {
        app.sql(&format!("delete from escrow; update keyring set {change}"));
        assert_eq!(ada.sign_in(&app).status, 303, "nobody is kept out by it");
        assert_eq!(app.count("escrow"), 0, "{change}");
        let console = root.browser.get("/admin");
        assert!(console.body.contains("not as this service left it"), "{change}");
        assert!(!root.consider("ada@example.org").body.contains(NAMES_STAY));
        refused += 1;
        app.sql("delete from keyring; insert into keyring select * from kept");
        assert_eq!(ada.sign_in(&app).status, 303);
        assert_eq!(app.count("escrow"), 1, "control: put back, it is believed: {change}");
    }
    // Without the MAC's check it would succeed: with a MAC by the keeper, the thief opens what is written.
    app.sql(&format!("delete from escrow; update keyring set {}", changes[1]));
    with_the_keepers_mac(&app);
    assert_eq!(bob.sign_in(&app).status, 303);
    let stolen = app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let account = open_account(&app, "bob@example.org").await;
        let row = db::escrow::of_account(&mut db, account).await.unwrap().unwrap();
        open_seed(&thief, app.parts.org, account, row.epoch, &row.sealed).is_ok()
    });
    assert!(stolen, "control: the MAC alone stands between");
    println!("{refused} edits of the keyring's row, each refused");
}

async fn open_account(app: &TestApp, identifier: &str) -> senza::domain::AccountId {
    let parts = &app.parts;
    let handle = parts.keeper.handle(parts.org, Identifier::parse(identifier).unwrap().as_str()).await.unwrap();
    let mut db = parts.pool.acquire().await.unwrap();
    db::account::by_handle(&mut db, parts.org, &handle).await.unwrap().unwrap().id
}

// Threat: the answer is deleted, so that it is asked again as if for the first time; or put back to the key of somebody who
// has left.
#[test]
fn an_answer_that_is_gone_or_put_back_is_noticed_and_not_asked_again_silently() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let eve = second(&app, &mut root, "eve@example.org");
    let mut ada = enrol(&app, "ada@example.org");
    app.sql("create table old_ring as select * from keyring");
    let (id, ..) = member(&app, &root, "eve@example.org").unwrap();
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[("member", &id.to_string())]).status, 303);
    drop(eve);
    assert_eq!(ada.sign_in(&app).status, 303);
    app.sql("create table new_ring as select * from keyring");
    for (change, what) in
        [("", "the answer is gone"), ("insert into keyring select * from old_ring", "put back to an earlier")]
    {
        app.sql(&format!("delete from escrow; delete from keyring; {change}"));
        let page = root.browser.get("/admin/keyring").body;
        assert!(page.contains(what) && !root.browser.get("/admin").body.contains("One question first"), "{page}");
        assert_eq!(ada.sign_in(&app).status, 303);
        assert_eq!(app.count("escrow"), 0, "who has seen a later one seals nothing to it: {what}");
        let unknowing = root.proven(&app, "/admin/keyring/choice", &[("keep", "yes")]);
        assert_eq!(unknowing.status, 422, "{}", unknowing.body);
        app.sql("delete from keyring; insert into keyring select * from new_ring");
        assert_eq!(ada.sign_in(&app).status, 303);
        assert_eq!(app.count("escrow"), 1, "control");
    }
    // What then: it is answered again, knowingly, and nothing of the broken row is taken over.
    app.sql("update keyring set version = 9223372036854775807");
    assert_eq!(root.answer(&app, true).status, 303);
    assert!(is_member(&app, &root));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.consider("ada@example.org").body.contains(NAMES_STAY));
}

// Threat: a place on the keyring is made up, or another's key put into a place that waits.
#[test]
fn a_member_who_was_made_up_or_exchanged_gets_nothing() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    assert_eq!(eve.console("/admin/keyring/join", &[]).status, 303);
    let thief = KeyPair::generate(&SystemRandom).unwrap();
    let (id, fingerprint, _) = member(&app, &root, "eve@example.org").unwrap();
    let id = id.to_string();
    let form = [("member", &*id), ("fingerprint", &*fingerprint)];
    app.sql("create table kept as select * from keyring_member");
    let mut refused = 0;
    for change in [
        format!("update keyring_member set public = '\\x{}' where sealed is null", hex(&thief.public)),
        "update keyring_member set label = (select label from keyring_member where sealed is not null) where sealed is null".into(),
        "update keyring_member set id = gen_random_uuid() where sealed is null".into(),
        "update keyring_member set epoch = epoch + 1 where sealed is null".into(),
        "update keyring_member set sealed = (select sealed from keyring_member where sealed is not null) where sealed is null".into(),
    ] {
        app.sql(&change);
        assert!(member(&app, &root, "eve@example.org").is_none_or(|(_, known, _)| known == fingerprint), "{change}");
        assert_eq!(root.proven(&app, "/admin/keyring/admit", &form).status, 409, "{change}");
        assert!(!is_member(&app, &eve), "{change}");
        refused += 1;
        app.sql("delete from keyring_member; insert into keyring_member select * from kept");
    }
    app.sql(&format!(
        "insert into keyring_member select gen_random_uuid(), org_id, epoch, '\\x{}', null, label, mac from kept limit 1",
        hex(&thief.public)
    ));
    // A new key is sealed to those alone whom this service wrote: two of three rows come along.
    assert_eq!(root.proven(&app, "/admin/keyring/rekey", &[]).status, 303);
    assert_eq!(app.count("keyring_member"), 2);
    assert_eq!(app.count(&format!("keyring_member where public = '\\x{}'", hex(&thief.public))), 0);
    let (_, fingerprint, _) = member(&app, &root, "eve@example.org").unwrap();
    assert_eq!(
        root.proven(&app, "/admin/keyring/admit", &[("member", &*id), ("fingerprint", &*fingerprint)]).status,
        303
    );
    assert!(is_member(&app, &eve), "control: untouched, she is admitted");
    println!("{} members edited or made up, each refused", refused + 1);
}

// Threat: two people's kept seeds are exchanged, or a seed of the thief's own choosing is planted: after the next link one
// is known at applications as somebody else.
#[test]
fn a_seed_that_was_planted_swapped_edited_or_put_back_is_not_given_back() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let (mut ada, mut bob) = (enrol(&app, "ada@example.org"), enrol(&app, "bob@example.org"));
    let account = app.block_on(open_account(&app, "ada@example.org"));
    let ring = app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        db::keyring::read(&mut db, app.parts.org).await.unwrap().unwrap()
    });
    // Anybody can seal to a public key.
    let planted = Secret::new([7; 32]);
    let kept = Kept { seed: planted.duplicate(), handle: handle_of(&app, "ada@example.org") };
    let sealed = seal_seed(&ring.public.unwrap(), app.parts.org, account, ring.epoch, &kept, &SystemRandom).unwrap();
    let planted_row = format!("update escrow set sealed = '\\x{}' where account_id = '{}'", hex(&sealed), account.0);
    app.sql("create table kept as select * from escrow");
    let put_back = "delete from escrow; insert into escrow select * from kept";
    let mut refused = 0;
    for change in [
        planted_row.as_str(),
        "create table pair as select * from escrow; update escrow e set (sealed, mac) = (select sealed, mac from pair p where p.account_id <> e.account_id limit 1); drop table pair",
        "update escrow set epoch = epoch + 1",
        "update escrow set epoch = 0",
        "update escrow set sealed = set_byte(sealed, 100, get_byte(sealed, 100) # 1)",
        "update escrow set sealed = substring(sealed from 1 for 60)",
        "update escrow set mac = set_byte(mac, 5, get_byte(mac, 5) # 1)",
        "delete from escrow",
    ] {
        app.sql(change);
        assert!(!root.consider("ada@example.org").body.contains(NAMES_STAY), "{change}");
        refused += 1;
        app.sql(put_back);
        assert!(root.consider("ada@example.org").body.contains(NAMES_STAY), "control: put back: {change}");
    }
    // Whatever lies there, the person's own session mends it.
    app.sql(&planted_row);
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.consider("ada@example.org").body.contains(NAMES_STAY));
    // Without the MAC's check it would succeed: with the keeper's MAC over it, the planted seed is taken.
    app.sql(&planted_row);
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let row = db::escrow::of_account(&mut db, account).await.unwrap().unwrap();
        let mac = app.parts.keeper.row_mac(row_macs::escrow(app.parts.org, &row)).await.unwrap().to_vec();
        db::escrow::put(&mut db, &db::escrow::EscrowRow { mac, ..row }).await.unwrap();
    });
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let back = begin_again(&app, "ada@example.org", &link, NEW);
    assert_eq!(open_vault(&app, &back).profile.identity_seed, planted, "control: the MAC alone stands between");
    assert!(bob.is_signed_in());
    println!("{refused} changes of what is kept, each refused");
}

// Threat: the seed of a person of before comes back under who is a new one.
#[test]
fn a_seed_of_before_is_mended_by_the_new_person_s_session() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let mut eve = enrol_as(&app, "eve@example.org", true, &[]);
    let before = open_vault(&app, &ada).profile.identity_seed;
    app.sql("create table kept as select * from escrow");
    let link = eve.link_again(&app, "ada@example.org", false, &[]);
    ada = begin_again(&app, "ada@example.org", &link, NEW);
    let now = open_vault(&app, &ada).profile.identity_seed;
    assert_ne!(now, before);
    app.sql("delete from escrow; insert into escrow select * from kept");
    assert_eq!(ada.sign_in(&app).status, 303);
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let back = begin_again(&app, "ada@example.org", &link, "granite violin under seven moons");
    assert_eq!(open_vault(&app, &back).profile.identity_seed, now);
}

// Threat: an edited row stops a new key half-way, or is carried over to it.
#[test]
fn a_row_that_was_edited_is_given_up_when_the_keyring_is_made_anew() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let account = app.block_on(open_account(&app, "ada@example.org"));
    let signed_in = root.signed_in(&app);
    for is_planted in [false, true] {
        let ring = app.block_on(async {
            let mut db = app.parts.pool.acquire().await.unwrap();
            db::keyring::read(&mut db, app.parts.org).await.unwrap().unwrap()
        });
        let seed = Kept { seed: Secret::new([7; 32]), handle: handle_of(&app, "ada@example.org") };
        let planted =
            seal_seed(&ring.public.unwrap(), app.parts.org, account, ring.epoch, &seed, &SystemRandom).unwrap();
        let sealed = if is_planted {
            format!("'\\x{}'", hex(&planted))
        } else {
            "set_byte(sealed, 90, get_byte(sealed, 90) # 1)".to_owned()
        };
        app.sql(&format!("update escrow set sealed = {sealed} where account_id = '{}'", account.0));
        app.block_on(senza::sign_in::keyring::rekey(&app.parts, &signed_in, &[], "test")).unwrap();
        let done = app.block_on(reseal(&app.parts, &signed_in, 10, 10)).unwrap();
        assert_eq!((done.resealed, done.given_up, done.left), (1, 1, 0));
        assert!(!root.consider("ada@example.org").body.contains(NAMES_STAY));
        assert_eq!(ada.sign_in(&app).status, 303);
    }
    assert_eq!(ada.sign_in(&app).status, 303);
    assert!(root.consider("ada@example.org").body.contains(NAMES_STAY), "kept again from her next sign-in on");
}

// Threat: a thief with the lost kit, or passphrase and phone, puts rows of the old vault back beside the new one.
#[test]
fn rows_of_the_vault_of_before_open_nothing_beside_the_new_one() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada@example.org");
    let kit = ada.make_kit(&app);
    let tables = ["way_in", "root_seal", "factor", "profile", "inbox_item", "session"];
    for table in tables {
        app.sql(&format!("create table old_{table} as select * from {table}"));
    }
    let link = root.link_again(&app, "ada@example.org", true, &[]);
    let mut back = begin_again(&app, "ada@example.org", &link, NEW);
    let account = app.block_on(open_account(&app, "ada@example.org")).0;
    // The old kit's way in and seal, beside the new passphrase's.
    app.sql(&format!(
        "insert into way_in select * from old_way_in where way = 'kit';
         insert into root_seal select s.* from old_root_seal s join old_way_in w on w.id = s.way_id where w.way = 'kit';
         insert into session select * from old_session where account_id = '{account}'"
    ));
    let (mut browser, accepted) = type_kit(&app, &kit);
    let page = accepted.location().map(|to| browser.get(&to));
    assert!(page.is_none_or(|page| page.status >= 400), "it opens a root of before, and no profile");
    assert!(!ada.is_signed_in(), "a session of before is of another root");
    assert!(back.is_signed_in(), "control");
    // The old passphrase's way in and the old factor in the place of the new ones.
    app.sql(&format!(
        "delete from way_in where account_id = '{account}'; delete from factor where account_id = '{account}';
         insert into way_in select * from old_way_in where account_id = '{account}' and way = 'passphrase';
         insert into root_seal select s.* from old_root_seal s join old_way_in w on w.id = s.way_id
             where w.account_id = '{account}' and w.way = 'passphrase';
         insert into factor select * from old_factor where account_id = '{account}'"
    ));
    assert_eq!(ada.passphrase, PASSPHRASE);
    assert_ne!(ada.sign_in(&app).status, 303, "the profile is not under that root");
    // And the old inbox: its MAC went with it.
    app.sql(&format!(
        "insert into inbox_item select * from old_inbox_item where account_id = '{account}' on conflict do nothing"
    ));
    app.sql(&format!("update account set inbox_version = inbox_version + 1 where id = '{account}'"));
    assert!(!back.is_signed_in(), "items of before do not count, and are noticed");
    assert_eq!(Way::Kit.label(), "kit");
    let _: &Person = &back;
}
