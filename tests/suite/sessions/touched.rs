//! Coming back to a locked computer by one touch of a passkey that opens the account alone.

use super::shared::{LOCKED, SESSION, ada_at_the_ward, audited, press_lock, sign_in_shared, ward};
use crate::passkeys::Software;
use crate::passkeys::alone::{PRF, add_alone, with_prf};
use crate::support::answer::Answer;
use crate::support::app::TestApp;
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol};
use crate::support::sp::Sp;
use serde_json::Value;

/// What a passkey says to a question of the locked page, and the fields that go with it.
struct Touch {
    page: Page,
    question: String,
    message: String,
}

fn touch(browser: &mut Browser, key: &mut Software) -> Touch {
    let page = browser.get("/locked");
    assert_eq!(page.status, 200, "{}", page.body);
    let token = page.hidden("form_token").unwrap();
    let asked = browser.post("/login/passkey/question", &[("form_token", &token)]);
    let said: Value = serde_json::from_str(&asked.body).unwrap();
    let message = with_prf(&key.get(said["challenge"].as_str().unwrap()), PRF);
    Touch { page, question: said["question"].as_str().unwrap().to_owned(), message }
}

fn send(browser: &mut Browser, touch: &Touch) -> Page {
    let typed = [("question", &*touch.question), ("passkey", &*touch.message)];
    browser.submit("/locked/passkey", &touch.page, &typed)
}

/// Ada at the ward's computer, with a passkey that opens her account alone.
fn ada(app: &TestApp) -> (Person, Software) {
    let mut ada = ada_at_the_ward(app);
    let key = add_alone(app, &mut ada, "Badge");
    (ada, key)
}

// Threat: whoever has a passkey of their own touches it at somebody's locked computer, and is in that session.
#[test]
fn one_touch_brings_back_its_owner_and_nobody_else() {
    let app = ward();
    let sp = Sp::new("portal").register(&app);
    let (mut ada, mut key) = ada(&app);
    let mut bob = enrol(&app, "bob@example.org");
    let mut other = add_alone(&app, &mut bob, "Bob's");
    let index = |page: &Page| Answer::of(page).attribute("AuthnStatement", "SessionIndex");
    let before = index(&ada.browser.get(&sp.request(&app).unsigned()));
    press_lock(&mut ada);
    let foreign = touch(&mut ada.browser, &mut other);
    let refused = send(&mut ada.browser, &foreign);
    assert_eq!((refused.status, refused.text_of("refused").is_some()), (403, true), "{}", refused.body);
    assert!(ada.browser.cookie(SESSION).is_none() && !refused.body.contains("bob"));
    assert_eq!(audited(&app, "session unlocked"), 0);
    let own = touch(&mut ada.browser, &mut key);
    let back = send(&mut ada.browser, &own);
    assert_eq!(back.location().as_deref(), Some("/portal"), "{}", back.body);
    assert!(ada.is_signed_in() && ada.browser.cookie(LOCKED).is_none());
    assert_eq!(audited(&app, "session unlocked"), 1);
    assert!(ada.browser.get("/portal").header("refresh").is_some(), "it locks itself as before");
    assert_eq!(index(&ada.browser.get(&sp.request(&app).unsigned())), before, "applications know it as before");
    let mut elsewhere = Browser::new(&app.base);
    assert_eq!(sign_in_shared(&app, &bob, &mut elsewhere).status, 303, "control: Bob's own account is as it was");
}

// Threat: what a passkey said once is kept, and sent again when the computer is locked the next time.
#[test]
fn an_answer_serves_once_and_only_where_something_is_locked() {
    let app = ward();
    let (mut ada, mut key) = ada(&app);
    press_lock(&mut ada);
    let first = touch(&mut ada.browser, &mut key);
    let elsewhere = Browser::new(&app.base).post("/locked/passkey", &[("passkey", &first.message)]);
    assert_eq!(elsewhere.status, 400, "a form from elsewhere");
    assert_eq!(send(&mut ada.browser, &first).status, 303, "control: once");
    press_lock(&mut ada);
    let again = touch(&mut ada.browser, &mut key);
    let replayed = Touch { question: first.question, message: first.message, page: again.page.clone() };
    assert_ne!(send(&mut ada.browser, &replayed).status, 303);
    let mixed = Touch { question: again.question.clone(), message: replayed.message, page: again.page.clone() };
    assert_eq!(send(&mut ada.browser, &mixed).status, 403, "an answer to another question");
    assert!(!ada.is_signed_in());
    let fresh = touch(&mut ada.browser, &mut key);
    assert_eq!(send(&mut ada.browser, &fresh).status, 303, "control: a fresh one");
    let late = send(&mut ada.browser, &fresh);
    assert_eq!(late.location().as_deref(), Some("/login"), "nothing is locked any more");
}
