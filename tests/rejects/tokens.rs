//! The controls of programs' tokens: what each would win with the one check taken out.

use crate::support::api::Program;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol, enrol_with};
use crate::support::registering::{ROWS, approve, held_up, of_two, page, proposal};
use crate::swaps::{alone, only_without};
use senza::domain::variant::{Check, skip};
use senza::domain::{Identifier, Role};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::tokens::{self, Administering};
use time::Duration;

fn scene() -> (TestApp, Person) {
    let app = spawn();
    let ada = enrol(&app, "ada");
    (app, ada)
}

fn serves(app: &TestApp, token: &str) -> bool {
    Program::with(app, token).status() == 200
}

// Threat: a database writer gives a token more time than its person did.
#[test]
fn a_token_whose_row_was_edited() {
    let _alone = alone();
    let (app, mut ada) = scene();
    let token = ada.token(&app, &["seal"]);
    app.sql("update api_token set expires_on = expires_on + 1");
    only_without(&[Check::TokenMac], || serves(&app, &token));
}

// Threat: a database writer, who has a token that was ended, puts its row back.
#[test]
fn a_token_that_was_ended_and_put_back() {
    let _alone = alone();
    let (app, mut ada) = scene();
    let token = ada.token(&app, &["seal"]);
    app.sql("create table before as select * from api_token");
    ada.end_token();
    app.sql("delete from api_token");
    app.sql("insert into api_token select * from before");
    // This process has seen that it ended; every other is told by the audit.
    skip(&[Check::TokenPutBack]);
    assert!(!serves(&app, &token), "refused by what is on record");
    only_without(&[Check::TokenPutBack, Check::TokenEndOnRecord], || serves(&app, &token));
}

// Threat: a token is used for what it was not made for, after its time, of somebody frozen, or under keys that were given up.
#[test]
fn a_token_beyond_what_its_person_allowed() {
    let _alone = alone();
    let (app, mut ada) = scene();
    let token = ada.token(&app, &["seal"]);
    only_without(&[Check::TokenMay], || Program::with(&app, &token).get("/envelopes").status == 200);
    // The flag alone: with the flow that freezes, all tokens end.
    app.sql("update account set state = 'frozen'");
    only_without(&[Check::LiveFlag], || serves(&app, &token));
    app.sql("update account set state = 'active'");
    // The same after a way in was taken away: her keys are others.
    ada.make_kit(&app);
    let token = ada.token(&app, &["seal"]);
    app.sql("create table before as select * from api_token");
    assert_eq!(ada.change(&app, "/account/remove", &[]).status, 303);
    app.sql("delete from api_token");
    app.sql("insert into api_token select * from before");
    // This process has seen that it ended as well; another has not.
    skip(&[Check::TokenPutBack, Check::TokenEndOnRecord]);
    assert!(!serves(&app, &token), "refused by what its keys are");
    only_without(&[Check::TokenStanding, Check::TokenPutBack, Check::TokenEndOnRecord], || serves(&app, &token));
    let token = ada.token_of(&app, &["seal"], "day", "");
    app.clock.advance(Duration::hours(24));
    only_without(&[Check::TokenTime], || serves(&app, &token));
}

fn say(app: &TestApp, roles: &[Role]) {
    let said = Grant { roles: Some(roles.to_vec()), ..Grant::default() };
    app.block_on(grant(&app.parts, &Identifier::parse("ada").unwrap(), said, "test")).unwrap();
}

fn lists(app: &TestApp, token: &str) -> bool {
    Program::with(app, token).get("/admin/sign-ons").status == 200
}

// Threats: a token for the console, of somebody whose role was taken, whose row is put back; one whose person's roles of before are put
// back; one that is used for more than its person's role does.
#[test]
fn a_token_for_the_console_beyond_what_its_persons_roles_do() {
    let _alone = alone();
    let app = spawn();
    let mut ada = enrol_with(&app, "ada", &[Role::Federation]);
    let token = ada.console_token(&app, &["sign_ons"]);
    assert!(lists(&app, &token), "control: her role does it");
    app.sql("create table before as select * from api_token");
    app.sql("create table account_before as select * from account");
    app.sql("create table inbox_before as select * from inbox_item");
    say(&app, &[]);
    app.sql("delete from api_token");
    app.sql("insert into api_token select * from before");
    // This process has seen that it ended; another has not, and looks at the roles.
    skip(&[Check::TokenPutBack, Check::TokenEndOnRecord]);
    assert!(!lists(&app, &token), "refused by her roles");
    only_without(&[Check::TokenRoles, Check::TokenPutBack, Check::TokenEndOnRecord], || lists(&app, &token));
    // The help desk has no list of them.
    say(&app, &[Role::HelpDesk]);
    let token = ada.console_token(&app, &["sign_ons"]);
    only_without(&[Check::TokenRoles], || lists(&app, &token));
    // Nor with what was said of her before the token was made.
    app.sql(
        "update account set inbox_mac = b.inbox_mac, inbox_version = b.inbox_version from account_before b where b.id = account.id",
    );
    app.sql("delete from inbox_item");
    app.sql("insert into inbox_item select * from inbox_before");
    only_without(&[Check::TokenRoles], || lists(&app, &token));
}

fn by_token(app: &TestApp, token: &str) -> Administering {
    app.block_on(async {
        let bearing = tokens::bearing(&app.parts, token).await.unwrap();
        Administering::by(&app.parts, bearing).await.unwrap()
    })
}

// Threat: what was begun with a token that ends meanwhile is done.
#[test]
fn a_token_for_the_console_that_was_ended_meanwhile() {
    let _alone = alone();
    let app = spawn();
    let mut ada = enrol_with(&app, "ada", &[Role::Owner]);
    let token = ada.console_token(&app, &["applications"]);
    let by = by_token(&app, &token);
    // A transaction is let go of where it was begun.
    let begins = || app.block_on(async { by.begin(&app.parts).await.is_ok() });
    assert!(begins(), "control: it serves");
    ada.end_token();
    only_without(&[Check::TokenStill], begins);
    // Begun before, and committed after.
    only_without(&[Check::TokenStill], || {
        let token = ada.console_token(&app, &["applications"]);
        let begun = app.block_on(by_token(&app, &token).begin(&app.parts)).unwrap();
        ada.end_token();
        app.block_on(begun.commit(&app.parts)).is_ok()
    });
}

// Threat: a program with an owner's token lets a dismissed administrator in again, with their role.
#[test]
fn a_token_acts_on_nobody_who_opens_the_console() {
    let _alone = alone();
    let app = spawn();
    let mut root = enrol_with(&app, "root", &[Role::Owner]);
    enrol_with(&app, "ada", &[Role::Auditor]);
    let program = Program::with(&app, &root.console_token(&app, &["stop_people"]));
    let body = serde_json::json!({ "identifier": "ada" });
    only_without(&[Check::ByHand], || program.post_json("/admin/people/freeze", &body).status == 200);
}

// Threat: what a program proposed with a stolen token is done, although its person ended it before somebody approved, or while they did.
#[test]
fn a_proposal_whose_token_has_ended() {
    let _alone = alone();
    let (app, mut root, _eve, mut fed, sp) = of_two();
    let mut round = 0;
    let mut proposed = |fed: &mut Person| {
        // Each another: what was done once is not proposed again.
        round += 1;
        let told = if round % 2 == 0 { "mail" } else { "sn" };
        let program = Program::with(&app, &fed.console_token(&app, &["applications"]));
        let saw = program.tag(&sp);
        page(&proposal(&program.put(&sp, Some(("If-Match", &saw)), serde_json::json!({ "attributes": [told] }))))
    };
    only_without(&[Check::ProposalToken], || {
        let page = proposed(&mut fed);
        fed.end_token();
        approve(&app, &mut root, &page)
    });
    only_without(&[Check::ProposalToken], || {
        let page = proposed(&mut fed);
        held_up(&app, ROWS, || approve(&app, &mut root, &page), || fed.end_token())
    });
}
