//! What an operator enables, and ends: at once, and only where keys travel encrypted.

use super::{agree, change, enable, is_question, numbers, open, portal, told};
use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::held::Held;
use crate::support::person::enrol;
use crate::support::sp::Sp;
use senza::federation::ScopeError;
use senza::federation::ScopeWanted::{Add, End, Remove, Rotate};
use time::Duration;

#[test]
fn a_rotation_delivers_both_for_its_overlap_and_an_epoch_that_ended_comes_no_more() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    let delivered = |ada: &mut crate::support::person::Person| {
        let page = open(&mut ada.browser, &sp.entity_id);
        assert!(!is_question(&page), "what was agreed to goes on: {}", page.body);
        numbers(&Answer::of(&page), "notes")
    };
    agree(&mut ada.browser, &sp.entity_id);
    change(&app, &sp, "notes", Rotate { overlap: 2 }).unwrap();
    assert_eq!(delivered(&mut ada), ["1.2", "1.1"]);
    app.clock.advance(Duration::days(2));
    assert_eq!(ada.sign_in(&app).status, 303);
    assert_eq!(delivered(&mut ada), ["1.2"], "the overlap is over");
    change(&app, &sp, "notes", Rotate { overlap: 30 }).unwrap();
    assert_eq!(delivered(&mut ada), ["1.3", "1.2"]);
    change(&app, &sp, "notes", End { epoch: 2 }).unwrap();
    assert_eq!(delivered(&mut ada), ["1.3"], "at once");
    change(&app, &sp, "notes", End { epoch: 3 }).unwrap();
    assert_eq!(delivered(&mut ada), [""; 0], "none is left");
    change(&app, &sp, "notes", Rotate { overlap: 30 }).unwrap();
    assert_eq!(delivered(&mut ada), ["1.4"], "and no ended one comes back");
    change(&app, &sp, "notes", Remove).unwrap();
    assert_eq!(delivered(&mut ada), [""; 0]);
    assert_eq!(app.count("audit where event like 'scope %'"), 7);
}

#[test]
fn what_cannot_be_is_refused_and_says_why() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let open = Sp::new("open").told(&["mail"]).register(&app);
    let said = |outcome: Result<_, ScopeError>| outcome.map(|_: senza::keys::scope::Scope| ()).unwrap_err().to_string();
    let plain = |name: &str| Add { plain: Some(name.to_owned()) };
    for (outcome, words) in [
        (change(&app, &open, "notes", Add { plain: None }), "keys would travel in the open"),
        (change(&app, &Sp::new("nobody"), "notes", Add { plain: None }), "no service provider is registered"),
        (change(&app, &sp, "My Notes", Add { plain: None }), "lower-case letters"),
        (change(&app, &sp, "notes", Add { plain: None }), "already"),
        (change(&app, &sp, "files", Rotate { overlap: 1 }), "gets no keys for files"),
        (change(&app, &sp, "files", End { epoch: 1 }), "gets no keys for files"),
        (change(&app, &sp, "notes", End { epoch: 7 }), "epoch 7 is not delivered"),
        (change(&app, &sp, "files", plain("mail")), "cannot carry a key"),
        (change(&app, &sp, "files", plain("senza:role")), "cannot carry a key"),
        (change(&app, &sp, "files", plain("my secret")), "cannot carry a key"),
    ] {
        let why = said(outcome);
        assert!(why.contains(words), "{why}");
    }
    change(&app, &sp, "files", plain("secret")).unwrap();
    assert!(said(change(&app, &sp, "more", plain("secret"))).contains("already carries something else"));
    assert_eq!(app.count("scope"), 2, "nothing of the others was written");
    for n in 0..14 {
        change(&app, &sp, &format!("purpose-{n}"), Add { plain: None }).unwrap();
    }
    assert!(said(change(&app, &sp, "one-more", Add { plain: None })).contains("16 purposes already"));
}

// Threat: a service provider that has lost its key gets keys in the open, through every browser.
#[test]
fn where_the_assertion_would_travel_unencrypted_there_is_no_key() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    let bare = Sp { is_encrypted_to: false, ..sp.clone() }.register(&app);
    let page = open(&mut ada.browser, &bare.entity_id);
    let answer = Answer::of(&page);
    assert!(!answer.response.contains("EncryptedAssertion") && answer.is_success(), "{}", answer.response);
    assert!(told(&answer, "notes").is_empty(), "neither a key nor a question");
    sp.clone().register(&app);
    assert_eq!(numbers(&agree(&mut ada.browser, &sp.entity_id), "notes"), ["1.1"], "control: encrypted, it has one");
}

#[test]
fn who_is_registered_under_the_name_of_one_that_was_removed_begins_without_keys() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    let mut ada = enrol(&app, "ada@example.org");
    agree(&mut ada.browser, &sp.entity_id);
    app.block_on(app.federation.remove(&sp.entity_id, "test")).unwrap();
    sp.clone().register(&app);
    assert!(told(&Answer::of(&open(&mut ada.browser, &sp.entity_id)), "notes").is_empty());
    enable(&app, &sp, "notes");
    assert_eq!(numbers(&agree(&mut ada.browser, &sp.entity_id), "notes"), ["1.2"], "and with another epoch");
}

/// Two at once, of whom the first is in front of the other.
fn at_once<A: Send, B: Send>(
    app: &TestApp,
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    let held = Held::by(app, "select from organisation for no key update");
    std::thread::scope(|scope| {
        let first = scope.spawn(first);
        held.are_waited_for(app, 1);
        let second = scope.spawn(second);
        held.are_waited_for(app, 2);
        held.release(app);
        (first.join().unwrap(), second.join().unwrap())
    })
}

// Threat: each of two operators sees what there was before the other: there are more purposes than may be, or keys for a service provider
// that is gone, and whoever is registered under its name later gets them.
#[test]
fn of_two_operators_at_once_the_second_sees_what_the_first_has_done() {
    let app = spawn();
    let sp = portal(&app, "notes", "notes");
    (0..14).for_each(|n| drop(change(&app, &sp, &format!("purpose-{n}"), Add { plain: None }).unwrap()));
    let add = |purpose: &'static str| {
        let (app, sp) = (&app, &sp);
        move || change(app, sp, purpose, Add { plain: None })
    };
    let (first, second) = at_once(&app, add("one"), add("another"));
    first.expect("control: the sixteenth");
    assert!(matches!(second, Err(ScopeError::ManyPurposes(_))), "{second:?}");
    change(&app, &sp, "one", Remove).unwrap();
    let removing = || app.block_on(app.federation.remove(&sp.entity_id, "test"));
    let (removed, added) = at_once(&app, removing, add("one"));
    assert!(removed.unwrap() && matches!(added, Err(ScopeError::Unknown(_))), "{added:?}");
    assert_eq!(app.count("scope where not is_removed"), 0);
}
