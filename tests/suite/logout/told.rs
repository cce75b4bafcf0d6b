//! Logout that begins here, and the answers to our requests.

use super::{ada_and_portal, is_signed_in, sign_on};
use crate::support::browser::{Browser, Page};
use crate::support::logout::{Logout, Ours, frames, states};
use crate::support::person::enrol;
use crate::support::sp::{Sp, fresh_id, stranger};
use time::Duration;

fn sign_out(browser: &mut Browser) -> Page {
    let page = browser.get("/logout");
    browser.submit("/logout", &page, &[])
}

#[test]
fn who_opened_nothing_is_signed_out_at_once() {
    let (_app, mut ada, _) = ada_and_portal();
    let page = sign_out(&mut ada.browser);
    assert_eq!((page.status, page.body.contains("You are signed out")), (200, true));
    assert!(!is_signed_in(&mut ada.browser));
}

#[test]
fn every_application_that_was_opened_is_told() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").leaving_by(&["POST"]).register(&app);
    sign_on(&app, &mut ada, &portal);
    let newest = sign_on(&app, &mut ada, &portal);
    sign_on(&app, &mut ada, &other);
    let address = sign_out(&mut ada.browser).location().unwrap();
    assert!(!is_signed_in(&mut ada.browser));
    let frames = frames(&ada.browser.get(&address));
    assert_eq!(frames.len(), 3, "two names at the one, and the other");
    let requests: Vec<Ours> = frames.iter().map(|frame| Ours::of(&app, &ada.browser.get(frame))).collect();
    let to_portal: Vec<&Ours> = requests.iter().filter(|one| one.location.starts_with(&portal.entity_id)).collect();
    assert!(to_portal.iter().all(|one| one.xml.contains(&newest.session_index)));
    assert_ne!(to_portal[0].text("NameID"), to_portal[1].text("NameID"));
    let to_other = requests.iter().find(|one| one.location.starts_with(&other.entity_id)).unwrap();
    assert!(!to_other.xml.contains(&newest.session_index), "no portal learns another's index");
    // SDP-IDP24, SDP-IDP26, SDP-IDP27.
    assert_eq!(to_portal[0].location, format!("{}/slo/redirect", portal.entity_id));
    assert!(requests.iter().all(|one| one.is_signed && one.xml.contains("<saml:NameID ")));
    let done = ada.browser.get(&address.replace("logout=", "logout=A"));
    assert_eq!(done.status, 410, "only the token leads there");
}

// Threat: a page of another site frames ours, or an application breaks out of its frame.
#[test]
fn only_our_own_page_frames_and_what_it_frames_is_held() {
    let (app, mut ada, portal) = ada_and_portal();
    sign_on(&app, &mut ada, &portal);
    let address = sign_out(&mut ada.browser).location().unwrap();
    let page = ada.browser.get(&address);
    assert!(page.header("content-security-policy").unwrap().contains("frame-ancestors 'none'"));
    assert!(page.body.contains("sandbox=\"allow-scripts allow-forms allow-same-origin\""));
    let asked = ada.browser.get(&frames(&page)[0]);
    assert!(asked.header("content-security-policy").unwrap().contains("frame-ancestors 'self'"));
    assert_eq!(asked.header("x-frame-options"), Some("SAMEORIGIN"));
    assert_eq!(ada.browser.get("/login").header("x-frame-options"), Some("DENY"), "control");
}

/// The state of the one participant after an answer.
fn state_after(answer: impl Fn(&crate::support::app::TestApp, &Sp, &str) -> String) -> String {
    let (app, mut ada, portal) = ada_and_portal();
    Sp::new("other").leaving_by(&["Redirect"]).register(&app);
    sign_on(&app, &mut ada, &portal);
    let address = sign_out(&mut ada.browser).location().unwrap();
    let frame = frames(&ada.browser.get(&address)).remove(0);
    let request = Ours::of(&app, &ada.browser.get(&frame));
    ada.browser.get(&answer(&app, &portal, &request.root("ID")));
    states(&ada.browser.get(&address)).remove(0).1
}

// Threat: whoever is not the application says in its name that it signed somebody out.
#[test]
fn an_answer_counts_only_from_who_was_asked_and_signed() {
    let success = |app: &_, sp: &_, id: &_| Logout::response(app, sp, id, &["Success"]);
    assert_eq!(state_after(|app, sp, id| success(app, sp, id).signed()), "signed out", "control");
    assert_eq!(state_after(|app, sp, id| success(app, sp, id).unsigned()), "being told");
    assert_eq!(state_after(|app, sp, id| success(app, sp, id).signed_by(stranger(), None)), "being told");
    assert_eq!(state_after(|app, sp, _| success(app, sp, &fresh_id()).signed()), "being told");
    assert_eq!(state_after(|app, _, id| success(app, &Sp::new("other"), id).signed()), "being told");
    let misdirected = |app: &_, sp: &_, id: &_| {
        let mut answer = success(app, sp, id);
        answer.destination = Some("https://elsewhere.example/slo".to_owned());
        answer.signed()
    };
    assert_eq!(state_after(misdirected), "being told");
    let partly = |app: &_, sp: &_, id: &_| Logout::response(app, sp, id, &["Success", "PartialLogout"]).signed();
    assert_eq!(state_after(partly), "signed out there, not everywhere behind it");
}

#[test]
fn who_refused_in_a_frame_can_be_told_again() {
    let (app, mut ada, portal) = ada_and_portal();
    sign_on(&app, &mut ada, &portal);
    let address = sign_out(&mut ada.browser).location().unwrap();
    let frame = frames(&ada.browser.get(&address)).remove(0);
    let mut answered = |codes: &[&str]| {
        let request = Ours::of(&app, &ada.browser.get(&frame));
        let id = request.root("ID");
        ada.browser.get(&Logout::response(&app, &portal, &id, codes).signed());
        (id, states(&ada.browser.get(&address)).remove(0).1)
    };
    let (first, state) = answered(&["Responder"]);
    assert_eq!(state, "did not sign you out");
    let (second, state) = answered(&["Success"]);
    assert_eq!(state, "signed out", "the best answer counts");
    assert_ne!(first, second, "a request of its own each time");
    let late = Logout::response(&app, &portal, &first, &["Success"]).signed();
    ada.browser.get(&late);
    assert_eq!(app.count("participant"), 0, "who was signed out need not be told again");
    assert_eq!(app.count("logout_answer"), 2, "an answer makes no row");
}

#[test]
fn an_answer_by_post_counts_too() {
    let (app, mut ada, _) = ada_and_portal();
    let portal = Sp::new("poster").leaving_by(&["POST"]).register(&app);
    sign_on(&app, &mut ada, &portal);
    let address = sign_out(&mut ada.browser).location().unwrap();
    let frame = frames(&ada.browser.get(&address)).remove(0);
    let request = Ours::of(&app, &ada.browser.get(&frame));
    let response = Logout::response(&app, &portal, &request.root("ID"), &["Success"]);
    let page = response.post(&app, &mut ada.browser, &response.enveloped());
    assert_eq!((page.status, page.header("x-frame-options")), (200, Some("SAMEORIGIN")));
    assert_eq!(states(&ada.browser.get(&address))[0].1, "signed out");
}

#[test]
fn a_participant_that_was_removed_meanwhile_is_said_to_be_out_of_reach() {
    let (app, mut ada, portal) = ada_and_portal();
    sign_on(&app, &mut ada, &portal);
    app.block_on(app.federation.remove(&portal.entity_id, "test")).unwrap();
    let address = sign_out(&mut ada.browser).location().unwrap();
    let page = ada.browser.get(&address);
    assert_eq!((states(&page)[0].1.as_str(), frames(&page).len()), ("cannot be told", 0));
}

// Threat: whoever writes to the database moves records, to have others signed out or to learn whom a session told.
#[test]
fn a_record_that_was_moved_or_made_up_is_nobodys() {
    let (app, mut ada, portal) = ada_and_portal();
    let mut mallory = enrol(&app, "mallory");
    let named = sign_on(&app, &mut ada, &portal);
    let mallorys = sign_on(&app, &mut mallory, &portal);
    app.sql("update participant p set sealed = (select o.sealed from participant o where o.locator <> p.locator)");
    let request = Logout::request(&app, &portal, &mallorys);
    let refused = Ours::of(&app, &Browser::new(&app.base).get(&request.signed()));
    assert_eq!(refused.status(), super::code("Requester", "UnknownPrincipal"));
    assert!(is_signed_in(&mut ada.browser) && is_signed_in(&mut mallory.browser));
    app.sql("update participant p set sealed = (select o.sealed from participant o where o.locator <> p.locator)");
    let request = Logout::request(&app, &portal, &named);
    assert_eq!(Ours::of(&app, &ada.browser.get(&request.signed())).status(), super::code("Success", ""), "control");
    app.clock.advance(Duration::days(2));
    app.block_on(senza::startup::server::sweep_rows(&app.parts)).unwrap();
    assert_eq!((app.count("participant"), app.count("logout_answer")), (0, 0), "nothing stays for ever");
}
