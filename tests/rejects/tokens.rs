//! The controls of programs' tokens: what each would win with the one check taken out.

use crate::support::api::Program;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol};
use crate::swaps::{alone, only_without};
use senza::domain::variant::{Check, skip};
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
    only_without(&[Check::TokenPutBack], || serves(&app, &token));
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
    skip(&[Check::TokenPutBack]);
    assert!(!serves(&app, &token), "refused by what its keys are");
    only_without(&[Check::TokenStanding, Check::TokenPutBack], || serves(&app, &token));
    let token = ada.token_of(&app, &["seal"], "day", "");
    app.clock.advance(Duration::hours(24));
    only_without(&[Check::TokenTime], || serves(&app, &token));
}
