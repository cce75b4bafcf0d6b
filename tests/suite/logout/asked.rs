//! Logout that a service provider begins.

use super::{ada_and_portal, code, is_signed_in, sign_on};
use crate::support::browser::Browser;
use crate::support::logout::{Logout, Ours, frames, states};
use crate::support::post::xmlsec_holds;
use crate::support::sp::{Sp, signing};
use time::Duration;

#[test]
fn a_redirected_request_ends_the_session_and_is_answered() {
    let (app, mut ada, portal) = ada_and_portal();
    let named = sign_on(&app, &mut ada, &portal);
    let request = Logout::request(&app, &portal, &named);
    let cookie = ada.browser.cookie("senza_session").unwrap().to_owned();
    let answer = Ours::of(&app, &ada.browser.get(&request.signed_by(signing(), Some("r & s"))));
    assert!(answer.is_signed);
    assert_eq!(answer.location, format!("{}/slo/redirect", portal.entity_id));
    assert_eq!(answer.root("Destination"), answer.location);
    assert_eq!(answer.root("InResponseTo"), request.id);
    assert_eq!(answer.text("Issuer"), format!("{}/saml/metadata", app.base));
    assert_eq!((answer.status(), answer.relay_state.as_deref()), (code("Success", ""), Some("r & s")));
    assert!(!is_signed_in(&mut ada.browser));
    assert_eq!(ada.browser.cookie("senza_session"), None, "the browser is told to forget it");
    ada.browser.set_cookie("senza_session", &cookie);
    assert!(!is_signed_in(&mut ada.browser), "and a copy of the cookie is worth nothing");
}

// A message that arrives by cross-site POST is stored and answered where the session is seen.
#[test]
fn a_posted_request_is_answered_by_post_where_that_is_all_there_is() {
    let (app, mut ada, _) = ada_and_portal();
    let portal = Sp::new("poster").leaving_by(&["POST"]).register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    let request = Logout::request(&app, &portal, &named);
    let page = request.post(&app, &mut ada.browser, &request.enveloped());
    let answer = Ours::of(&app, &page);
    assert_eq!(answer.location, format!("{}/slo/post", portal.entity_id));
    assert_eq!((answer.status(), answer.relay_state.as_deref()), (code("Success", ""), Some("r")));
    assert!(xmlsec_holds(&app, &answer.xml, "LogoutResponse"), "{}", answer.xml);
    let altered = answer.xml.replace("status:Success", "status:Succesx");
    assert!(!xmlsec_holds(&app, &altered, "LogoutResponse"), "control: altered, it does not");
    assert!(!is_signed_in(&mut ada.browser));
}

// SAML core §3.7.1: without a SessionIndex, all sessions of that person with that service provider.
#[test]
fn a_request_works_without_the_cookie_and_without_a_session_index() {
    let (app, mut ada, portal) = ada_and_portal();
    let named = sign_on(&app, &mut ada, &portal);
    let mut request = Logout::request(&app, &portal, &named);
    request.children = named.name_id.clone();
    let answer = Ours::of(&app, &Browser::new(&app.base).get(&request.signed()));
    assert_eq!(answer.status(), code("Success", ""));
    assert!(!is_signed_in(&mut ada.browser));
}

// Threat: a portal sends its own sound request itself, without the person's browser, to learn which other applications
// they use and by what names those know them.
#[test]
fn whoever_does_not_prove_the_session_learns_nothing_of_the_others() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").leaving_by(&["Redirect"]).register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    let secret = sign_on(&app, &mut ada, &other);
    let page = Browser::new(&app.base).get(&Logout::request(&app, &portal, &named).signed());
    let answer = Ours::of(&app, &page);
    assert_eq!(answer.status(), code("Success", "PartialLogout"), "it ended here, and not everywhere");
    assert_eq!(answer.location, format!("{}/slo/redirect", portal.entity_id));
    for told in [&*other.entity_id, &*secret.session_index, "leaving"] {
        assert!(!format!("{page:?}{}", answer.xml).contains(told), "{told}");
    }
    assert!(!is_signed_in(&mut ada.browser));
    // The person's own browser still has the cookie, of a session that has ended: it proves that much.
    let again = ada.browser.get(&Logout::request(&app, &other, &secret).signed());
    assert_eq!(Ours::of(&app, &again).status(), code("Success", ""), "the portal signed itself out before");
}

// SAML core §3.7.3.2. Threat: somebody is told that all is over, and it is not.
#[test]
fn who_was_not_told_when_the_session_ended_is_told_at_the_next_request() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").leaving_by(&["Redirect"]).register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    sign_on(&app, &mut ada, &other);
    // As a revocation does, which tells nobody.
    app.sql("delete from session");
    assert!(!is_signed_in(&mut ada.browser));
    let asked = ada.browser.get(&Logout::request(&app, &portal, &named).signed());
    let page = ada.browser.get(&asked.location().expect("not an answer yet"));
    assert_eq!((frames(&page).len(), states(&page)[0].0.as_str()), (1, &*other.entity_id));
}

// SAML core §3.7.1: a request names one person and any number of their sessions.
#[test]
fn an_application_is_told_of_every_session_that_ends() {
    let (app, mut ada, _) = ada_and_portal();
    let change = |sp: &mut Sp| sp.name_id_formats = vec![crate::support::sp::PERSISTENT];
    let portal = Sp::new("asking").leaving_by(&["Redirect"]).having(change).register(&app);
    let steady = Sp::new("steady").leaving_by(&["Redirect"]).having(change).register(&app);
    let fleeting = Sp::new("fleeting").leaving_by(&["Redirect"]).register(&app);
    let mut indexes = Vec::new();
    let mut named = None;
    for _ in 0..2 {
        named = Some(sign_on(&app, &mut ada, &portal));
        indexes.push(sign_on(&app, &mut ada, &steady).session_index);
        sign_on(&app, &mut ada, &fleeting);
        let first = std::mem::replace(&mut ada.browser, Browser::new(&app.base));
        assert_eq!(ada.sign_in(&app).status, 303);
        if indexes.len() == 2 {
            ada.browser = first;
        }
    }
    let mut request = Logout::request(&app, &portal, named.as_ref().unwrap());
    request.children = named.unwrap().name_id;
    let asked = ada.browser.get(&request.signed());
    let requests: Vec<Ours> = frames(&ada.browser.get(&asked.location().unwrap()))
        .iter()
        .map(|frame| Ours::of(&app, &ada.browser.get(frame)))
        .collect();
    let to = |sp: &Sp| requests.iter().filter(|one| one.location.starts_with(&sp.entity_id)).collect::<Vec<_>>();
    let [one] = to(&steady)[..] else { panic!("one name, one request") };
    assert!(indexes.iter().all(|index| one.xml.contains(index)), "with both sessions: {}", one.xml);
    assert_eq!(to(&fleeting).len(), 2, "two names, two requests");
}

#[test]
fn only_the_session_that_is_named_ends() {
    let (app, mut ada, portal) = ada_and_portal();
    let first = sign_on(&app, &mut ada, &portal);
    let mut elsewhere = std::mem::replace(&mut ada.browser, Browser::new(&app.base));
    assert_eq!(ada.sign_in(&app).status, 303);
    sign_on(&app, &mut ada, &portal);
    let request = Logout::request(&app, &portal, &first);
    assert_eq!(Ours::of(&app, &elsewhere.get(&request.signed())).status(), code("Success", ""));
    assert!(!is_signed_in(&mut elsewhere));
    assert!(is_signed_in(&mut ada.browser), "the session of her other browser goes on");
}

#[test]
fn who_asks_after_the_session_has_ended_is_told_that_it_has() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").leaving_by(&["Redirect"]).register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    let named_there = sign_on(&app, &mut ada, &other);
    ada.browser.get(&Logout::request(&app, &portal, &named).signed());
    assert!(!is_signed_in(&mut ada.browser));
    let late = Logout::request(&app, &other, &named_there);
    let answer = Ours::of(&app, &ada.browser.get(&late.signed()));
    assert_eq!(answer.status(), code("Success", ""));
}

#[test]
fn the_others_are_told_before_who_asked_is_answered() {
    let (app, mut ada, portal) = ada_and_portal();
    let others = [
        Sp::new("redirected").leaving_by(&["POST", "Redirect"]).register(&app),
        Sp::new("posted").leaving_by(&["POST", "SOAP"]).register(&app),
    ];
    let named = sign_on(&app, &mut ada, &portal);
    let named_there: Vec<_> = others.iter().map(|sp| sign_on(&app, &mut ada, sp)).collect();
    let asked = ada.browser.get(&Logout::request(&app, &portal, &named).signed());
    let address = asked.location().unwrap();
    assert!(address.starts_with("/logout/leaving?logout="), "{address}");
    assert!(!is_signed_in(&mut ada.browser), "the session here has ended already");
    let page = ada.browser.get(&address);
    let frames = frames(&page);
    assert_eq!((frames.len(), states(&page).iter().filter(|(_, state)| state == "being told").count()), (2, 2));
    // In the order of their entityIDs.
    for (frame, (sp, named)) in frames.iter().rev().zip(others.iter().zip(&named_there)) {
        let request = Ours::of(&app, &ada.browser.get(frame));
        assert!(request.is_signed && request.location.starts_with(&sp.entity_id), "{}", request.location);
        assert!(request.xml.contains(&format!(">{}</samlp:SessionIndex>", named.session_index)));
        assert!(named.name_id.contains(&format!(">{}</saml:NameID>", request.text("NameID"))), "{}", request.xml);
        let response = Logout::response(&app, sp, &request.root("ID"), &["Success"]);
        assert_eq!(Browser::new(&app.base).get(&response.signed()).status, 200);
    }
    let page = ada.browser.get(&address);
    assert!(states(&page).iter().all(|(_, state)| state == "signed out"), "{:?}", states(&page));
    let answer = Ours::of(&app, &ada.browser.submit("/logout/finish", &page, &[]));
    assert_eq!((answer.status(), answer.location), (code("Success", ""), format!("{}/slo/redirect", portal.entity_id)));
}

// SAML core §3.7.3.2: a session authority that could not reach everyone says PartialLogout.
#[test]
fn one_that_does_not_answer_breaks_nothing_and_is_said() {
    let (app, mut ada, portal) = ada_and_portal();
    let silent = Sp::new("silent").leaving_by(&["Redirect"]).register(&app);
    let without = Sp::new("without").register(&app);
    let fine = Sp::new("fine").leaving_by(&["Redirect"]).register(&app);
    let refusing = Sp::new("refusing").leaving_by(&["Redirect"]).register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    for sp in [&silent, &without, &fine, &refusing] {
        sign_on(&app, &mut ada, sp);
    }
    let asked = ada.browser.get(&Logout::request(&app, &portal, &named).signed());
    let address = asked.location().unwrap();
    for frame in frames(&ada.browser.get(&address)) {
        let request = Ours::of(&app, &ada.browser.get(&frame));
        for (sp, codes) in [(&fine, &["Success"][..]), (&refusing, &["Responder", "RequestDenied"])] {
            if request.location.starts_with(&sp.entity_id) {
                let response = Logout::response(&app, sp, &request.root("ID"), codes);
                assert_eq!(ada.browser.get(&response.signed()).status, 200);
            }
        }
    }
    app.clock.advance(Duration::seconds(10));
    let page = ada.browser.get(&address);
    let state = |sp: &Sp| states(&page).into_iter().find(|(name, _)| *name == sp.entity_id).unwrap().1;
    assert_eq!(state(&fine), "signed out");
    assert_eq!(state(&silent), "no answer");
    assert_eq!(state(&without), "cannot be told");
    assert_eq!(state(&refusing), "did not sign you out");
    assert!(frames(&page).is_empty(), "nobody is asked for ever");
    assert!(!page.body.contains("submit.js"), "the person reads it first");
    let answer = Ours::of(&app, &ada.browser.submit("/logout/finish", &page, &[]));
    assert_eq!(answer.status(), code("Success", "PartialLogout"));
}

// SAML V2.0 Asynchronous Single Logout Protocol Extension §2.2: such a request gets no LogoutResponse.
#[test]
fn who_does_not_wait_for_an_answer_gets_none() {
    let (app, mut ada, portal) = ada_and_portal();
    let other = Sp::new("other").leaving_by(&["Redirect"]).register(&app);
    let extension = "<samlp:Extensions><aslo:Asynchronous xmlns:aslo=\"urn:oasis:names:tc:SAML:2.0:protocol:ext:async-slo\"/>\
                     </samlp:Extensions>";
    for is_told in [false, true] {
        let named = sign_on(&app, &mut ada, &portal);
        if is_told {
            sign_on(&app, &mut ada, &other);
        }
        let mut request = Logout::request(&app, &portal, &named);
        request.children = format!("{extension}{}", request.children);
        let page = ada.browser.get(&request.signed());
        let page = if is_told { ada.browser.get(&page.location().unwrap()) } else { page };
        assert!(page.status == 200 && page.body.contains("signed out"), "{}", page.body);
        assert!(!page.body.contains("/logout/finish"), "nobody waits: {}", page.body);
        assert!(!is_signed_in(&mut ada.browser));
        assert_eq!(ada.sign_in(&app).status, 303);
    }
}
