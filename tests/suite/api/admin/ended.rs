//! What ends a token for the console: each from that moment on. What ends any token ends it as well (`api::ended`).

use super::{BOXES, give, serves};
use crate::support::api::Program;
use crate::support::app::{TestApp, spawn};
use crate::support::person::{Person, enrol_with};
use senza::domain::{Attribute, Identifier, Role};
use senza::sign_in::grant::{Grant, grant};
use senza::sign_in::revocation;
use time::Duration;

fn two() -> (TestApp, Person, Person) {
    let app = spawn();
    let root = enrol_with(&app, "root", &[Role::Owner]);
    let ada = enrol_with(&app, "ada", &[Role::Federation]);
    (app, root, ada)
}

fn served(app: &TestApp, person: &mut Person) -> String {
    let token = person.console_token(app, &["read_applications"]);
    assert!(serves(app, &token), "control: it serves until it ends");
    token
}

// Threats: whoever lost a role, or whose account was stopped, goes on with a program; another role brings one back.
#[test]
fn whoever_loses_the_role_or_the_account_has_tokens_that_do_nothing() {
    let (app, mut root, mut ada) = two();
    let own = ada.token(&app, &["seal"]);
    let mine = || Program::with(&app, &own).status();
    for boxes in [&["auditor"][..], &["auditor"], &["federation", "auditor"], &["federation"]] {
        let token = served(&app, &mut ada);
        give(&app, &mut root, "ada", boxes);
        assert!(!serves(&app, &token), "an owner has said what she may: {boxes:?}");
        assert_eq!(mine(), 200, "what is her own is not the console's");
    }
    let token = served(&app, &mut ada);
    give(&app, &mut root, "ada", &[]);
    assert!(!serves(&app, &token), "no role");
    give(&app, &mut root, "ada", &["federation"]);
    assert!(!serves(&app, &token), "and the same one again");
    // What is said of her besides is no role.
    let token = served(&app, &mut ada);
    let attributes = vec![Attribute { name: "mail".into(), values: vec!["ada@example.org".into()] }];
    app.block_on(grant(&app.parts, &ada_name(), Grant { attributes, ..Grant::default() }, "test")).unwrap();
    assert!(serves(&app, &token), "control: an attribute");
    // The command line takes the role.
    let taken = Grant { roles: Some(Vec::new()), ..Grant::default() };
    app.block_on(grant(&app.parts, &ada_name(), taken, "test")).unwrap();
    assert!(!serves(&app, &token), "taken at the machine");
    // A role that ends by itself.
    let until = app.parts.clock.now() + Duration::hours(2);
    let lapses = Grant { roles: Some(vec![Role::Federation]), expires: Some(until), ..Grant::default() };
    app.block_on(grant(&app.parts, &ada_name(), lapses, "test")).unwrap();
    let token = served(&app, &mut ada);
    app.clock.advance(Duration::hours(1));
    assert!(serves(&app, &token), "control");
    app.clock.advance(Duration::hours(1));
    assert!(!serves(&app, &token), "lapsed");
    // That is noted at her next sign-in; another role, by either way, brings the token back no more.
    assert_eq!(ada.sign_in(&app).status, 303);
    let again = Grant { roles: Some(vec![Role::Auditor]), ..Grant::default() };
    app.block_on(grant(&app.parts, &ada_name(), again, "test")).unwrap();
    assert!(!serves(&app, &token), "lapsed, and another role by the command");
    give(&app, &mut root, "ada", &["federation"]);
    assert!(!serves(&app, &token), "lapsed, and another role by the page");
    served(&app, &mut ada);
    assert_eq!((mine(), app.findings().len()), (200, 0));
}

fn ada_name() -> Identifier {
    Identifier::parse("ada").unwrap()
}

#[test]
fn a_token_for_the_console_ends_as_any_token_does() {
    let (app, _root, mut ada) = two();
    // One click, on either page.
    let token = served(&app, &mut ada);
    let page = ada.browser.get("/admin/settings/tokens");
    assert!(page.body.contains("Repository") && page.body.contains("see in the console"), "{}", page.body);
    let done = ada.browser.submit("/admin/settings/tokens/end", &page, &[]);
    assert_eq!(done.location().as_deref(), Some("/admin/settings/tokens?done=ended"));
    assert!(!serves(&app, &token));
    let token = served(&app, &mut ada);
    assert!(ada.browser.get("/account/tokens").body.contains("Repository"), "her own page has all of them");
    ada.end_token();
    assert!(!serves(&app, &token) && ada.browser.get("/admin/settings/tokens").text_of("none").is_some());
    // What is her own is not on the console's page.
    let own = ada.token(&app, &["seal"]);
    assert!(ada.browser.get("/admin/settings/tokens").text_of("none").is_some());
    // Frozen, and restored; revoked, and restored.
    for stop in [true, false] {
        let token = served(&app, &mut ada);
        match stop {
            true => app.block_on(revocation::freeze(&app.parts, &ada_name(), "test")).unwrap(),
            false => app.block_on(revocation::revoke(&app.parts, &ada_name(), "test")).unwrap(),
        };
        assert!(!serves(&app, &token));
        app.block_on(revocation::restore(&app.parts, &ada_name(), "test")).unwrap();
        assert!(!serves(&app, &token), "restoring brings none back");
        assert_eq!(ada.sign_in(&app).status, 303);
    }
    assert_eq!(Program::with(&app, &own).status(), 401);
    // Signed out everywhere.
    let token = served(&app, &mut ada);
    let page = ada.browser.get("/account");
    assert_eq!(ada.browser.submit("/account/sessions", &page, &[("session", "all")]).status, 200);
    assert!(!serves(&app, &token));
    // Its time.
    assert_eq!(ada.sign_in(&app).status, 303);
    let token = ada.console_token_of(&app, &["read_applications"], "day");
    app.clock.advance(Duration::hours(23));
    assert!(serves(&app, &token), "control: a day is not over");
    app.clock.advance(Duration::hours(1));
    assert!(!serves(&app, &token), "over");
}

// Threat: a form that was made up gives a program what no role of its sender's does.
#[test]
fn a_token_is_for_what_its_makers_roles_do_and_is_made_with_a_proof() {
    let (app, mut root, mut ada) = two();
    let all: Vec<&str> = BOXES.iter().map(|(field, _)| *field).collect();
    let words = |token: &str| Program::with(&app, token).get("/me").json()["may"].as_array().unwrap().len();
    assert_eq!((words(&root.console_token(&app, &all)), words(&ada.console_token(&app, &all))), (7, 3));
    for (typed, said) in [
        (&[("name", " "), ("time", "day"), ("applications", "yes")][..], "name"),
        (&[("name", "x"), ("time", "day")], "what the program may"),
        (&[("name", "x"), ("time", "day"), ("find_people", "yes")], "what the program may"),
        (&[("name", "x"), ("time", "century"), ("applications", "yes")], "how long"),
    ] {
        let page = ada.change(&app, "/admin/settings/tokens/new", typed);
        let fault = page.text_of("fault").unwrap();
        assert!(page.status == 422 && fault.contains(said), "{fault}");
    }
    let page = ada.browser.get("/admin/settings/tokens/new");
    let wrong =
        [("name", "x"), ("time", "day"), ("applications", "yes"), ("passphrase", "not it at all"), ("code", "000000")];
    let refused = ada.browser.submit("/admin/settings/tokens/new", &page, &wrong);
    assert!(refused.status == 422 && refused.body.contains("value=\"x\"") && refused.body.contains("checked"));
    // Eight, beside those that are her own.
    (1..8).for_each(|_| drop(served(&app, &mut ada)));
    let page = ada.change(&app, "/admin/settings/tokens/new", &[("name", "x"), ("time", "day"), ("sign_ons", "yes")]);
    assert!(page.text_of("fault").unwrap().contains("as many tokens"), "{}", page.body);
    ada.token(&app, &["seal"]);
}

// Threat: a token that has ended costs the keeper and the audit without end, where one that serves is bounded.
#[test]
fn a_token_that_has_ended_is_asked_about_no_more_often_than_one_that_serves() {
    let (app, _root, mut ada) = two();
    let (token, other) = (served(&app, &mut ada), served(&app, &mut ada));
    app.clock.stop();
    ada.end_token();
    let ended = [&token, &other].into_iter().find(|token| !serves(&app, token)).unwrap();
    let asked = |token: &str| Program::with(&app, token).get("/admin/application?entity_id=x").status;
    let all: Vec<u16> = (0..130).map(|_| asked(ended)).collect();
    assert!(
        all[..100].iter().all(|status| *status == 401) && all[125..].iter().all(|status| *status == 429),
        "{all:?}"
    );
    let still = if *ended == token { &other } else { &token };
    assert_eq!(asked(still), 404, "control: another of hers has its own");
}
