//! Signing on at a service provider: what it asked for, answered once, at a place that is registered.

mod attributes;
mod choices;
mod names;
mod once;
mod posted;
mod step_up;
mod told;
mod wishes;

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::{Browser, Page};
use crate::support::person::{Person, enrol};
use crate::support::sp::{Sp, percent};
use senza::domain::Clock;
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// Someone signed in, and a portal.
fn ada_and_portal() -> (TestApp, Person, Sp) {
    let app = spawn();
    let ada = enrol(&app, "ada@example.org");
    let portal = Sp::new("portal").register(&app);
    (app, ada, portal)
}

fn code(top: &str, second: &str) -> (String, String) {
    (top.to_owned(), second.to_owned())
}

/// Where a page without an answer leads.
fn location(page: &Page) -> String {
    page.location().unwrap_or_else(|| panic!("{} {}", page.status, page.body))
}

#[test]
fn a_live_session_answers_a_signed_and_an_unsigned_request_at_once() {
    let (app, mut ada, portal) = ada_and_portal();
    let strict = Sp::new("strict").signing_requests().register(&app);
    for (sp, is_signed) in [(&portal, false), (&portal, true), (&strict, true)] {
        let request = sp.request(&app);
        let path = if is_signed { request.signed() } else { request.unsigned() };
        let answer = Answer::of(&ada.browser.get(&path));
        assert!(answer.is_success(), "{}", answer.response);
        assert_eq!(answer.action, sp.default_acs());
        assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    }
}

// SAML core §2.5, profiles §4.1.4.2: for whom, in answer to what, and until when.
#[test]
fn an_answer_says_whom_it_is_for_and_until_when() {
    let (app, mut ada, portal) = ada_and_portal();
    let request = portal.request(&app);
    let answer = Answer::of(&ada.browser.get(&request.unsigned()));
    let entity_id = format!("{}/saml/metadata", app.base);
    assert!(answer.response.contains(&format!(">{entity_id}</saml:Issuer><ds:Signature")), "{}", answer.response);
    assert_eq!(answer.text("Issuer"), entity_id);
    assert_eq!(answer.frame("Destination").as_deref(), Some(portal.default_acs()));
    assert_eq!(answer.text("Audience"), portal.entity_id);
    let confirmation = |name| answer.attribute("SubjectConfirmationData", name).unwrap();
    assert_eq!(confirmation("Recipient"), portal.default_acs());
    assert_eq!(confirmation("InResponseTo"), request.id);
    let at = |text: String| OffsetDateTime::parse(&text, &Rfc3339).unwrap();
    let now = app.clock.now();
    for until in [confirmation("NotOnOrAfter"), answer.attribute("Conditions", "NotOnOrAfter").unwrap()] {
        let left = at(until) - now;
        assert!(left > Duration::minutes(1) && left <= Duration::minutes(5), "{left}");
    }
    assert!(at(answer.attribute("Conditions", "NotBefore").unwrap()) <= now);
    assert!(at(answer.attribute("AuthnStatement", "AuthnInstant").unwrap()) <= now);
    assert!(answer.attribute("AuthnStatement", "SessionIndex").is_some_and(|index| !index.is_empty()));
    assert_eq!(answer.text("AuthnContextClassRef"), "https://refeds.org/profile/mfa");
    let id = answer.attribute("Assertion", "ID").unwrap();
    assert_ne!(Some(&id), answer.frame("ID").as_ref());
    let again = Answer::of(&ada.browser.get(&portal.request(&app).unsigned()));
    assert_ne!(again.attribute("Assertion", "ID").unwrap(), id, "a fresh id each time");
}

#[test]
fn who_is_not_signed_in_signs_in_and_comes_back() {
    let (app, mut ada, portal) = ada_and_portal();
    ada.browser = Browser::new(&app.base);
    let request = portal.request(&app);
    let sent = ada.browser.get(&request.signed_with("/charts?patient=1"));
    assert!(location(&sent).starts_with("/login?sign_on="), "{:?}", sent.location());
    let form = ada.browser.follow(sent);
    let signed_in = ada.fill_in(&app, &form);
    let answer = Answer::of(&ada.browser.follow(signed_in));
    assert!(answer.is_success());
    assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    assert_eq!(
        (answer.action.as_str(), answer.relay_state.as_deref()),
        (portal.default_acs(), Some("/charts?patient=1"))
    );
}

#[test]
fn two_tabs_sign_on_at_two_portals_side_by_side() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").register(&app);
    ada.browser = Browser::new(&app.base);
    let (first, second) = (portal.request(&app), other.request(&app));
    let one = ada.browser.get(&first.unsigned_with("one"));
    let two = ada.browser.get(&second.unsigned_with("two"));
    let (one, two) = (location(&one), location(&two));
    let form = ada.browser.get(&two);
    let signed_in = ada.fill_in(&app, &form);
    let second_answer = Answer::of(&ada.browser.follow(signed_in));
    let first_answer = Answer::of(&ada.browser.get(&one.replace("/login", "/saml/continue")));
    for (answer, request, sp, tab) in [(first_answer, first, portal, "one"), (second_answer, second, other, "two")] {
        assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
        assert_eq!((answer.text("Audience"), answer.relay_state.as_deref()), (sp.entity_id, Some(tab)));
    }
}

#[test]
fn a_sign_on_can_begin_here() {
    let (app, mut ada, portal) = ada_and_portal();
    let path = format!("/saml/init?sp={}", percent(&portal.entity_id));
    let answer = Answer::of(&ada.browser.get(&path));
    assert!(answer.is_success());
    assert_eq!((answer.action.as_str(), answer.relay_state.as_deref()), (portal.default_acs(), None));
    assert_eq!(answer.frame("InResponseTo"), None, "nothing was asked");
    assert_eq!(answer.attribute("SubjectConfirmationData", "InResponseTo"), None);
    ada.browser = Browser::new(&app.base);
    let form = ada.browser.get(&path);
    let form = ada.browser.follow(form);
    let signed_in = ada.fill_in(&app, &form);
    assert!(Answer::of(&ada.browser.follow(signed_in)).is_success(), "also by way of the sign-in");
}

#[test]
fn relay_state_comes_back_exactly() {
    let (app, mut ada, portal) = ada_and_portal();
    let long = "x".repeat(1024);
    let odd = "a b+c%20d&e=f;\"'<i>é漢\u{1F511}#/?:@~";
    for relay_state in [odd, "", "ss:mem:0123", "https://elsewhere.example/?a=1&b=2", &long] {
        let paths = [portal.request(&app).unsigned_with(relay_state), portal.request(&app).signed_with(relay_state)];
        for path in paths {
            let answer = Answer::of(&ada.browser.get(&path));
            assert_eq!(answer.relay_state.as_deref(), Some(relay_state));
        }
    }
    let none = Answer::of(&ada.browser.get(&portal.request(&app).unsigned()));
    assert_eq!(none.relay_state, None, "where there was none, there is none");
}
