//! Whoever can write to the database gives an account another person's name: what is then done by name must not be done to it.

use super::{NEW, handle_of};
use crate::support::again::{administrator, begin_again};
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{PASSPHRASE, Person, enrol, invite};
use crate::support::ways::open_vault;
use senza::db;
use senza::db::account::AccountRow;
use senza::domain::{AccountId, Identifier, Role, SystemRandom};
use senza::sign_in::again::{self, AgainError, By, Offer};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::invitation::Invitee;
use senza::sign_in::{revocation, row_macs};
use senza::vault::keyring::{Kept, seal_seed};
use time::Duration;

const NOT_OURS: &str = "not as this service left it";

fn of(name: &str) -> Identifier {
    Identifier::parse(name).unwrap()
}

fn row_of(app: &TestApp, name: &str) -> AccountRow {
    let handle = handle_of(app, name);
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        db::account::by_handle(&mut db, app.parts.org, &handle).await.unwrap().unwrap()
    })
}

/// Each of two accounts gets the other's name; twice is as before.
fn swap(app: &TestApp, one: AccountId, other: AccountId) {
    app.sql(&format!(
        "create table names as select id, handle from account where id in ('{}', '{}');
         update account a set handle = sha256(a.handle) from names n where n.id = a.id;
         update account a set handle = n.handle from names n, names m where m.id = a.id and n.id <> m.id;
         drop table names",
        one.0, other.0
    ));
}

/// Takes the check of the account's row out: has the keeper say that what the database says of this name is so.
pub(crate) fn bless(app: &TestApp, name: &str) {
    let mut account = row_of(app, name);
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let items = db::inbox::of_account(&mut db, account.id).await.unwrap();
        account.inbox_mac = app.parts.keeper.row_mac(row_macs::inbox(&account, &items)).await.unwrap().to_vec();
        db::account::update_inbox(&mut db, &account).await.unwrap();
    });
}

fn command(app: &TestApp, name: &str) -> Result<again::Offered, AgainError> {
    let invitee = Invitee { identifier: of(name), roles: Vec::new(), attributes: Vec::new() };
    app.block_on(again::offer(&app.parts, &By::Command, Offer { invitee, accepts_new_person: true }, "test"))
}

fn make_administrator() -> Grant {
    Grant { roles: Some(vec![Role::Owner]), ..Grant::default() }
}

fn states(app: &TestApp) -> i64 {
    app.count("account where state = 'active'")
}

// Threat: Mallory writes her handle into Victor's row, asks honestly for a link to begin again, and begins again as Victor.
#[test]
fn a_link_asked_for_by_a_swapped_name_is_not_made() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let victor = enrol(&app, "victor");
    enrol(&app, "mallory");
    let (his, hers) = (row_of(&app, "victor").id, row_of(&app, "mallory").id);
    let seed = open_vault(&app, &victor).profile.identity_seed;
    swap(&app, his, hers);
    for path in ["/admin/again", "/admin/again/link"] {
        let page = root.console(path, &[("identifier", "mallory"), ("new_person", "yes")]);
        assert_eq!(page.status, 409, "{}", page.body);
        assert!(page.body.contains("changed by another hand"), "{}", page.body);
    }
    assert!(command(&app, "mallory").err().unwrap().to_string().contains(NOT_OURS));
    assert_eq!(app.count("invitation"), 0);
    // Were the keeper not asked who is who, what is kept says under whose name it was: nobody gets another's seed.
    bless(&app, "mallory");
    let said = root.consider("mallory");
    assert!(said.body.contains("become a new person at every application"), "{}", said.body);
    let link = root.link_again(&app, "mallory", false, &[]);
    assert_eq!(
        Browser::new(&app.base).get(&link).status,
        200,
        "control: the MAC alone keeps the account itself from her"
    );
    app.sql("delete from invitation");
    // And were that not compared either, she would be Victor.
    app.block_on(async {
        let mut db = app.parts.pool.acquire().await.unwrap();
        let ring = db::keyring::read(&mut db, app.parts.org).await.unwrap().unwrap();
        let handle = app.parts.keeper.handle(app.parts.org, "mallory").await.unwrap();
        let kept = Kept { seed: seed.duplicate(), handle };
        let sealed = seal_seed(&ring.public.unwrap(), app.parts.org, his, ring.epoch, &kept, &SystemRandom).unwrap();
        let mut row = db::escrow::EscrowRow { account: his, epoch: ring.epoch, sealed, mac: Vec::new() };
        row.mac = app.parts.keeper.row_mac(row_macs::escrow(app.parts.org, &row)).await.unwrap().to_vec();
        db::escrow::put(&mut db, &row).await.unwrap();
    });
    let link = root.link_again(&app, "mallory", true, &[]);
    let as_victor = begin_again(&app, "mallory", &link, NEW);
    assert_eq!(open_vault(&app, &as_victor).profile.identity_seed, seed, "control: both checks out, and she is him");
}

// Threat: the same, and only put back after the link was looked at, or before it is used.
#[test]
fn a_link_serves_no_account_whose_name_was_swapped_after_it_was_made() {
    let app = spawn();
    let mut root = administrator(&app, true);
    enrol(&app, "victor");
    enrol(&app, "mallory");
    let (his, hers) = (row_of(&app, "victor").id, row_of(&app, "mallory").id);
    let link = root.link_again(&app, "mallory", true, &[]);
    let newcomer = invite(&app, "new", false, &[]);
    app.sql("update account set handle = sha256(handle) where state = 'invited'");
    assert_eq!(Browser::new(&app.base).get(&newcomer).status, 410, "of somebody new too");
    swap(&app, his, hers);
    assert_eq!(Browser::new(&app.base).get(&link).status, 410);
    swap(&app, his, hers);
    let mut browser = Browser::new(&app.base);
    let page = browser.get(&link);
    assert_eq!(page.status, 200, "control: put back, it serves");
    swap(&app, his, hers);
    assert_eq!(crate::support::again::send(&app, &mut browser, &page, &link, NEW, true).1.status, 410);
    swap(&app, his, hers);
    assert_eq!(begin_again(&app, "mallory", &link, NEW).passphrase, NEW, "control");
}

// Threat: a role that is granted to one, and a revocation that is meant for one, reach another.
#[test]
fn a_role_a_revocation_and_an_invitation_reach_nobody_by_a_swapped_name() {
    let app = spawn();
    enrol(&app, "alice");
    let mut mallory = enrol(&app, "mallory");
    let (hers, mallorys) = (row_of(&app, "alice").id, row_of(&app, "mallory").id);
    swap(&app, hers, mallorys);
    let parts = &app.parts;
    let refused: Vec<String> = [
        app.block_on(grant(parts, &of("alice"), make_administrator(), "test")).unwrap_err().to_string(),
        app.block_on(revocation::revoke(parts, &of("mallory"), "test")).unwrap_err().to_string(),
        app.block_on(revocation::freeze(parts, &of("mallory"), "test")).unwrap_err().to_string(),
    ]
    .into();
    app.sql("update account set state = 'revoked'");
    let restored = app.block_on(revocation::restore(parts, &of("mallory"), "test")).unwrap_err().to_string();
    app.sql("update account set state = 'invited'");
    let invitee = Invitee { identifier: of("mallory"), roles: vec![Role::Owner], attributes: Vec::new() };
    let invited =
        app.block_on(senza::sign_in::invitation::invite(parts, invitee, None, "test")).err().unwrap().to_string();
    app.sql("update account set state = 'active'");
    for said in refused.iter().chain([&restored, &invited]) {
        assert!(said.contains(NOT_OURS), "{said}");
    }
    assert_eq!((states(&app), app.count("session"), app.count("inbox_item")), (2, 2, 2), "and nothing was written");
    // Without the check it would succeed.
    bless(&app, "alice");
    app.block_on(grant(parts, &of("alice"), make_administrator(), "test")).unwrap();
    assert_eq!(mallory.browser.get("/admin").status, 200, "control: it is Mallory who holds the role");
    bless(&app, "mallory");
    app.block_on(revocation::revoke(parts, &of("mallory"), "test")).unwrap();
    let alices = app.count(&format!("account where id = '{}' and state = 'revoked'", hers.0));
    assert_eq!((alices, mallory.is_signed_in()), (1, true), "control: it is Alice who is revoked");
}

// Threat: somebody signs in under a name that was written over another's account.
#[test]
fn a_swapped_name_signs_nobody_in() {
    let app = spawn();
    let mut victor = enrol(&app, "victor");
    let mut mallory = enrol(&app, "mallory");
    let (his, hers) = (row_of(&app, "victor").id, row_of(&app, "mallory").id);
    swap(&app, his, hers);
    // One passphrase for both, and neither opens the other's account: it is stretched with the name, for the account.
    assert_eq!((victor.passphrase.as_str(), mallory.passphrase.as_str()), (PASSPHRASE, PASSPHRASE));
    assert_eq!((mallory.sign_in(&app).status, victor.sign_in(&app).status), (403, 403));
    // Nor with the keeper's word that the names are so, nor with her own way in in the place of his.
    app.sql("create table ways as select * from way_in");
    bless(&app, "mallory");
    assert_eq!(mallory.sign_in(&app).status, 403);
    app.sql(&format!(
        "update way_in set (salt, wrapped_kw, verifier, sealed_private) =
             (select salt, wrapped_kw, verifier, sealed_private from ways where account_id = '{}')",
        hers.0
    ));
    assert_ne!(mallory.sign_in(&app).status, 303);
    app.sql("update way_in w set (salt, wrapped_kw, verifier, sealed_private) = (select salt, wrapped_kw, verifier, sealed_private from ways o where o.id = w.id)");
    swap(&app, his, hers);
    bless(&app, "victor");
    app.clock.advance(Duration::hours(1));
    assert_eq!((mallory.sign_in(&app).status, victor.sign_in(&app).status), (303, 303), "control: put back, both do");
}

#[test]
fn another_identifier_is_vouched_for_anew_and_what_is_kept_goes_by_it() {
    let app = spawn();
    let mut root = administrator(&app, true);
    let mut ada = enrol(&app, "ada");
    let seed = open_vault(&app, &ada).profile.identity_seed;
    assert_eq!(ada.change(&app, "/account/identifier", &[("new_identifier", "lovelace")]).status, 303);
    ada.identifier = "lovelace".to_owned();
    assert!(ada.is_signed_in() && ada.elsewhere(&app).sign_in(&app).status == 303);
    app.block_on(grant(&app.parts, &of("lovelace"), make_administrator(), "test")).unwrap();
    assert_eq!(ada.browser.get("/admin").status, 200);
    let link = root.link_again(&app, "lovelace", true, &[]);
    let back = begin_again(&app, "lovelace", &link, NEW);
    assert_eq!(open_vault(&app, &back).profile.identity_seed, seed);
}

// Threat: a name that somebody gave up is given back to them, with the row that once vouched for it, to get what is meant for
// who has it now.
#[test]
fn a_name_of_before_put_back_with_its_row_is_noticed_by_whoever_opens_the_account() {
    let app = spawn();
    let mut mallory = enrol(&app, "ada");
    app.sql("create table older as select * from account");
    assert_eq!(mallory.change(&app, "/account/identifier", &[("new_identifier", "mallory")]).status, 303);
    mallory.identifier = "mallory".to_owned();
    let mut elsewhere: Person = mallory.elsewhere(&app);
    assert_eq!(elsewhere.sign_in(&app).status, 303, "control");
    app.sql(
        "update account a set handle = o.handle, inbox_mac = o.inbox_mac, inbox_version = o.inbox_version
         from older o where o.id = a.id",
    );
    assert_eq!(mallory.browser.get("/portal").status, 500, "it is below what her profile has seen");
    // Also when an honest grant has vouched for the row once more.
    app.block_on(grant(&app.parts, &of("ada"), make_administrator(), "test")).unwrap();
    assert_eq!(mallory.browser.get("/admin").status, 500);
    mallory.identifier = "ada".to_owned();
    assert_eq!(mallory.sign_in(&app).status, 403);
}
