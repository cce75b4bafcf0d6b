//! The controls of the swaps: what somebody who can write to the database would win, with the one check taken out.

use crate::SWITCH;
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::both::{add_with_prf_by_both, by_both, change_by_both, chosen};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol, enrol_as, invite};
use crate::support::sp::Sp;
use crate::support::ways::type_kit;
use senza::audit::Audit;
use senza::db;
use senza::domain::variant::{Check, skip};
use senza::domain::{Clock as _, Identifier, SystemRandom, random};
use senza::sign_in::grant::{self, Grant};
use senza::vault::inbox::{Item, ROLE, Said, seal_item};

/// Tries an attack with every check, with these out, and with every check again: it succeeds in the middle alone.
pub(crate) fn only_without(checks: &[Check], mut attack: impl FnMut() -> bool) {
    skip(&[]);
    assert!(!attack(), "refused, as long as {checks:?} are made");
    skip(checks);
    let succeeds = attack();
    skip(&[]);
    assert!(succeeds, "control: without {checks:?} it succeeds");
    assert!(!attack(), "and is refused again");
}

pub(crate) fn alone() -> std::sync::MutexGuard<'static, ()> {
    SWITCH.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

// Threat: an edited row tells a portal more.
#[test]
fn an_edited_service_provider() {
    let _alone = alone();
    let app = spawn();
    let sp = Sp::new("portal").register(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org")]);
    app.sql("update service_provider set released = '{mail}'");
    only_without(&[Check::ProviderMac], || {
        // Read anew, and not as it was believed before.
        app.sql("update service_provider set version = version + 1");
        let page = ada.browser.get(&sp.request(&app).unsigned());
        Answer::read(&page).is_some_and(|answer| !answer.told().is_empty() && answer.told().len() > 1)
    });
}

// Threat: a link lives on.
#[test]
fn an_invitation_that_was_edited() {
    let _alone = alone();
    let app = spawn();
    let link = invite(&app, "ada", false, &[]);
    app.sql("update invitation set expires_on = expires_on + 1000");
    only_without(&[Check::InvitationMac], || Browser::new(&app.base).get(&link).status == 200);
}

// Threat: another name stands above the form on which everybody signs in.
#[test]
fn a_look_that_nobody_chose() {
    let _alone = alone();
    let app = spawn();
    app.sql("insert into organisation_look (org_id, version, name, mac) select id, 1, 'A bank', sha256(mac) from organisation");
    only_without(&[Check::LookMac], || {
        app.sql("update organisation_look set version = version + 1, mac = sha256(mac)");
        app.block_on(app.parts.look.look_again(&app.parts)).unwrap();
        Browser::new(&app.base).get("/login").body.contains("Sign in to <bdi>A bank")
    });
}

fn ward(app: &TestApp, ada: &mut Person, sp: &Sp) -> Option<String> {
    let answer = Answer::read(&ada.browser.get(&sp.request(app).unsigned()))?;
    answer.told().remove("ward").map(|values| values.concat())
}

// Threat: what took a right away is deleted.
#[test]
fn a_withdrawal_that_was_deleted() {
    let _alone = alone();
    let app = spawn();
    let sp = Sp::new("portal").told(&["ward"]).register(&app);
    let mut ada = enrol_as(&app, "ada@example.org", false, &[("ward", "one")]);
    app.sql("create table before as select id from inbox_item");
    let withdrawn = Grant { withdrawn: vec!["ward".to_owned()], ..Grant::default() };
    let identifier = Identifier::parse("ada@example.org").unwrap();
    app.block_on(grant::grant(&app.parts, &identifier, withdrawn, "test")).unwrap();
    app.sql("delete from inbox_item where id not in (select id from before)");
    skip(&[]);
    assert_eq!(ward(&app, &mut ada, &sp), None, "refused");
    skip(&[Check::InboxMac]);
    let told = ward(&app, &mut ada, &sp);
    skip(&[]);
    assert_eq!(told.as_deref(), Some("one"), "control: it lives on");
}

// Threat: a role that nobody granted is sealed to somebody's inbox, whose key lies in the open.
#[test]
fn a_role_that_was_made_up() {
    let _alone = alone();
    let app = spawn();
    let mut mallory = enrol(&app, "mallory");
    let item = Item {
        id: random::uuid(&SystemRandom),
        sequence: 100,
        name: ROLE.to_owned(),
        said: Said::Values(vec!["admin".to_owned()]),
        expires: None,
    };
    app.block_on(async {
        let handle = app.parts.keeper.handle(app.parts.org, "mallory").await.unwrap();
        let mut db = app.parts.pool.acquire().await.unwrap();
        let account = db::account::by_handle(&mut db, app.parts.org, &handle).await.unwrap().unwrap();
        let sealed = seal_item(&account.inbox_public, account.org, account.id, &item, &[7; 64], &SystemRandom).unwrap();
        db::inbox::insert(&mut db, account.id, &db::inbox::InboxRow { id: item.id, sealed }).await.unwrap();
    });
    app.sql("update account set inbox_version = 100");
    let mut opens = |checks: &[Check]| {
        skip(checks);
        let status = mallory.browser.get("/admin").status;
        skip(&[]);
        status == 200
    };
    assert!(!opens(&[]) && !opens(&[Check::InboxMac]), "each of two checks is enough");
    assert!(opens(&[Check::InboxMac, Check::GrantSignature]), "control: without both she is an administrator");
}

// Threat: a session's row is moved to another account, whose every page its cookie then opens.
#[test]
fn a_session_that_was_moved() {
    let _alone = alone();
    // Each of two checks is enough: the seal's place, and that its account stands as it did.
    for without in [&[][..], &[Check::SealedPlace], &[Check::Standing], &[Check::SealedPlace, Check::Standing]] {
        // Sealed and opened alike.
        skip(without);
        let app = spawn();
        enrol(&app, "ada@example.org");
        let mut mallory = enrol(&app, "mallory");
        let own = mallory.signed_in(&app).account;
        app.sql(&format!(
            "update session set account_id = (select id from account where id <> '{}') where account_id = '{}'",
            own.0, own.0
        ));
        let status = mallory.browser.get("/portal").status;
        skip(&[]);
        assert_eq!(status == 200, without.len() == 2, "without {without:?}: {status}");
    }
}

// Threat: a row of the audit is edited.
#[test]
fn an_edited_audit_row() {
    let _alone = alone();
    let app = spawn();
    enrol(&app, "ada@example.org");
    app.sql("update audit set event = 'restored' where seq = 1");
    only_without(&[Check::AuditLink], || {
        let audit =
            Audit { pool: &app.parts.pool, keeper: &app.parts.keeper, org: app.parts.org, now: app.clock.now() };
        app.block_on(audit.verify(None, &mut |_| ())).unwrap().findings == 0
    });
}

// Threat: a row asks for more memory than the machine has.
#[test]
fn a_cost_above_all_bounds() {
    let _alone = alone();
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    // A little above the bound, so that the control can be afforded.
    app.sql("update way_in set memory_kib = 262145");
    only_without(&[Check::StretchCost], || {
        // Stretched, and then refused as any wrong passphrase; with the bound, not even tried.
        ada.sign_in(&app).status == 403
    });
}

// Threat: an older passphrase, which somebody has learnt, opens the account again once its rows are put back.
#[test]
fn a_way_in_that_was_replaced_and_put_back() {
    let _alone = alone();
    let app = spawn();
    let mut ada = enrol(&app, "ada@example.org");
    let older = ada.passphrase.clone();
    app.sql(
        "create table kept_way as select * from way_in; create table kept_seal as select * from root_seal;
             create table kept_factor as select * from factor",
    );
    assert_eq!(ada.change_passphrase(&app, "copper lantern walks quietly home").status, 303);
    app.sql(
        "delete from way_in; delete from factor; insert into way_in select * from kept_way;
             insert into root_seal select * from kept_seal; insert into factor select * from kept_factor",
    );
    ada.passphrase = older;
    only_without(&[Check::NamedWay], || ada.sign_in(&app).status == 303);
}

// Threat: a lost kit says that it is something else while another replaces it, and opens the account afterwards.
#[test]
fn a_kit_that_was_relabelled_while_it_was_replaced() {
    let _alone = alone();
    only_without(&[Check::WayKind], || {
        let app = spawn();
        app.sql("drop index way_in_one_of_a_kind");
        let mut ada = enrol(&app, "ada@example.org");
        let lost = ada.make_kit(&app);
        let page = ada.draw_kit(&app);
        app.sql("update way_in set way = 'passkey' where way = 'kit'");
        assert_eq!(ada.confirm_kit(&page).status, 303);
        app.sql("update way_in set way = 'kit' where way = 'passkey'");
        type_kit(&app, &lost).1.status == 303
    });
}

// Threat: a way in of the older passphrase, and of a passkey that was lost, does the same while the passphrase is changed.
#[test]
fn one_that_needs_a_passkey_and_was_relabelled_while_the_passphrase_was_changed() {
    let _alone = alone();
    only_without(&[Check::WayKind], || {
        let app = spawn();
        app.sql(
            "alter table way_in drop constraint way_in_locator_check, drop constraint way_in_share_check;
             drop index way_in_one_of_a_kind",
        );
        let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
        app.sql("create table first as select id from way_in where way = 'both'");
        let mut lost = add_with_prf_by_both(&app, &mut ada, &mut key, "Lost key");
        app.sql("update way_in set way = 'passkey' where way = 'both' and id not in (select id from first)");
        let new = "copper lantern walks quietly home";
        let typed = [("new_passphrase", new), ("new_passphrase_confirm", new)];
        assert_eq!(change_by_both(&mut ada, &mut key, "/account/passphrase", &typed).status, 303);
        app.sql("delete from way_in where way = 'both'");
        app.sql("update way_in set way = 'both' where way = 'passkey'");
        by_both(&app, "ada@example.org", &ada.passphrase, &mut lost).1.status == 303
    });
}

// Threat: who loses a passkey that the passphrase needs loses the account.
#[test]
fn the_kit_of_somebody_whose_passphrase_needs_a_passkey() {
    let _alone = alone();
    only_without(&[Check::KitBesidePrf], || {
        let app = spawn();
        let (mut ada, mut key, _) = chosen(&app, "ada@example.org");
        change_by_both(&mut ada, &mut key, "/account/remove", &[("way", "kit")]).status == 303
    });
}
