//! What ends a token: each from that moment on.

use super::{ALL, two};
use crate::support::api::Program;
use crate::support::app::TestApp;
use crate::support::person::Person;
use crate::support::ways::recover;
use senza::domain::Identifier;
use senza::keys::envelopes::{EnvelopeFlowError, Wanted};
use senza::sign_in::{revocation, tokens};
use time::Duration;
use zeroize::Zeroizing;

fn serves(app: &TestApp, token: &str) -> bool {
    let status = Program::with(app, token).status();
    assert!(status == 200 || status == 401, "{status}");
    status == 200
}

fn served(app: &TestApp, person: &mut Person) -> String {
    let token = person.token(app, &ALL);
    assert!(serves(app, &token), "control: it serves until it ends");
    token
}

/// What the person does in their account.
fn by_herself(app: &TestApp, ada: &mut Person) {
    // One click.
    let token = served(app, ada);
    assert!(ada.browser.get("/account/tokens").body.contains("Nightly"));
    ada.end_token();
    assert!(!serves(app, &token));
    assert!(ada.browser.get("/account/tokens").text_of("none").is_some());
    // A way in is taken away: the account has another root and data seed.
    ada.make_kit(app);
    let token = served(app, ada);
    assert_eq!(ada.change_passphrase(app, "horse piano velvet monday").status, 303);
    ada.passphrase = "horse piano velvet monday".to_owned();
    assert!(serves(app, &token), "a new passphrase changes none of the keys");
    // Whoever knew it may have made one: it goes with the sessions of other browsers.
    let phrase = "window saddle thirty comet";
    let typed = [("new_passphrase", phrase), ("new_passphrase_confirm", phrase), ("others", "end")];
    assert_eq!(ada.change(app, "/account/passphrase", &typed).status, 303);
    ada.passphrase = phrase.to_owned();
    assert!(!serves(app, &token), "signed out everywhere else");
    let token = served(app, ada);
    let page = ada.browser.get("/account");
    assert_eq!(ada.browser.submit("/account/sessions", &page, &[("session", "all")]).status, 200);
    assert!(!serves(app, &token), "signed out everywhere");
    assert_eq!(ada.sign_in(app).status, 303);
    let token = served(app, ada);
    assert_eq!(ada.change(app, "/account/remove", &[]).status, 303);
    assert!(!serves(app, &token), "a way in taken away");
}

/// What is done to it.
fn by_her_organisation(app: &TestApp, ada: &mut Person) {
    // The organisation freezes the account; after it is restored it needs another token.
    let token = served(app, ada);
    let name = Identifier::parse("ada@example.org").unwrap();
    app.block_on(revocation::freeze(&app.parts, &name, "test")).unwrap();
    assert!(!serves(app, &token), "frozen");
    app.block_on(revocation::restore(&app.parts, &name, "test")).unwrap();
    assert!(!serves(app, &token), "and restored");
    assert_eq!(ada.sign_in(app).status, 303);
    let token = served(app, ada);
    app.block_on(revocation::revoke(&app.parts, &name, "test")).unwrap();
    app.block_on(revocation::restore(&app.parts, &name, "test")).unwrap();
    assert!(!serves(app, &token), "revoked");
}

// Threat: a program goes on after its person, or their organisation, has said no.
#[test]
fn a_token_ends_by_each_of_these() {
    let (app, mut ada, mut ben) = two();
    let bens = served(&app, &mut ben);
    by_herself(&app, &mut ada);
    by_her_organisation(&app, &mut ada);
    // A recovery kit is used.
    assert_eq!(ada.sign_in(&app).status, 303);
    let kit = ada.make_kit(&app);
    let token = served(&app, &mut ada);
    let mut ada = recover(&app, "ada@example.org", &kit, "lantern copper bridge nine");
    assert!(!serves(&app, &token), "recovered");
    // Its time.
    app.clock.advance(Duration::seconds(30));
    let token = ada.token_of(&app, &ALL, "day", "");
    app.clock.advance(Duration::hours(23));
    assert!(serves(&app, &token), "control: a day is not over");
    app.clock.advance(Duration::hours(1));
    assert!(!serves(&app, &token), "over");
    // The account is deleted: nothing of its tokens stays.
    assert_eq!(ada.sign_in(&app).status, 303);
    let token = served(&app, &mut ada);
    assert_eq!(ada.change(&app, "/account/delete", &[]).status, 200);
    assert!(!serves(&app, &token), "deleted");
    assert_eq!(app.count("api_token"), 1, "ben's");
    assert!(serves(&app, &bens), "whatever became of hers");
    // Another identifier: it would go on sending under this one.
    assert_eq!(ben.sign_in(&app).status, 303);
    assert_eq!(ben.change(&app, "/account/identifier", &[("new_identifier", "benjamin@example.org")]).status, 303);
    assert!(!serves(&app, &bens), "renamed");
}

// Threat: what was begun with a token that ends meanwhile is finished.
#[test]
fn what_is_under_way_ends_with_its_token() {
    let (app, mut ada, _ben) = two();
    for ends in [false, true] {
        let token = ada.token(&app, &["send"]);
        let sent = app.block_on(async {
            let bearing = tokens::bearing(&app.parts, &token).await.unwrap();
            let wanted =
                Wanted { to: "ben@example.org", own_copy: false, kept_for: Some(Duration::hours(1)), expected: None };
            let mut sending = app.envelopes.send(&bearing, wanted, "test").await.unwrap();
            sending.push(Zeroizing::new(b"a text".to_vec())).await.unwrap();
            (bearing, sending)
        });
        if ends {
            ada.end_token();
            // The first of the list may be the other one: both.
            ada.end_token();
        }
        let (bearing, sending) = sent;
        let kept = app.block_on(app.envelopes.keep(&bearing, sending, "", "test"));
        assert_eq!(kept.is_ok(), !ends, "{kept:?}");
        assert!(!ends || matches!(kept, Err(EnvelopeFlowError::Ended)));
    }
    assert_eq!(app.count("envelope"), 1);
}

// Threat: tokens without end.
#[test]
fn there_are_sixteen_and_what_is_wrong_is_said() {
    let (app, mut ada, _ben) = two();
    for (typed, said) in [
        (&[("name", " "), ("time", "day"), ("send", "yes")][..], "name"),
        (&[("name", "x"), ("time", "day")], "what the program may"),
        (&[("name", "x"), ("time", "century"), ("send", "yes")], "how long"),
        (&[("name", "x"), ("time", "day"), ("key", "assertion notes https://nowhere.example")], "no key of yours"),
    ] {
        let page = ada.change(&app, "/account/tokens/new", typed);
        let fault = page.text_of("fault").unwrap();
        assert!(page.status == 422 && fault.contains(said), "{fault}");
    }
    let first = ada.token(&app, &["seal"]);
    (1..16).for_each(|_| drop(ada.token(&app, &["seal"])));
    let page = ada.change(&app, "/account/tokens/new", &[("name", "x"), ("time", "day"), ("seal", "yes")]);
    assert!(page.text_of("fault").unwrap().contains("as many tokens"), "{}", page.body);
    assert!(page.body.contains("value=\"x\""), "what was chosen stays");
    // A shorter one in the place of a longer: its row stays as long, for who remembers the one of before. It is its label that says
    // when the place is free.
    ada.end_token();
    ada.token_of(&app, &["seal"], "day", "");
    assert_eq!(app.count("(select distinct expires_on from api_token) as days"), 1);
    app.clock.advance(Duration::hours(25));
    assert_eq!(ada.sign_in(&app).status, 303);
    let token = ada.token(&app, &["seal"]);
    assert!(serves(&app, &token));
    let wrong = ada.browser.get("/account/tokens/new");
    let typed = [("name", "x"), ("time", "day"), ("seal", "yes"), ("passphrase", "not it at all"), ("code", "000000")];
    assert_eq!(ada.browser.submit("/account/tokens/new", &wrong, &typed).status, 422);
    assert_eq!((app.count("api_token"), first.len()), (16, 92));
}
