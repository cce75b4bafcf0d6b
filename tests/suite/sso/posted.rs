//! Requests by the POST binding: from another site, without the session's cookie, answered where the cookie is seen.

use super::{ada_and_portal, code, location};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::post::post_message;
use crate::support::sp::Sp;
use time::Duration;

#[test]
fn a_live_session_answers_a_posted_request_signed_or_not() {
    let (app, mut ada, portal) = ada_and_portal();
    let strict = Sp::new("strict").signing_requests().register(&app);
    for (sp, is_signed) in [(&portal, false), (&portal, true), (&strict, true)] {
        let request = sp.request(&app);
        let xml = if is_signed { request.enveloped() } else { request.xml() };
        let answer = Answer::of(&ada.browser.send(&app, &xml, Some("/charts?patient=1&x=<y>")));
        assert!(answer.is_success());
        assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
        assert_eq!(answer.action, sp.default_acs());
        assert_eq!(answer.relay_state.as_deref(), Some("/charts?patient=1&x=<y>"));
    }
    let none = Answer::of(&ada.browser.send(&app, &portal.request(&app).xml(), None));
    assert_eq!(none.relay_state, None, "where there was none, there is none");
}

// A cookie that is SameSite=Lax stays away from the POST and comes with the GET.
#[test]
fn a_post_is_answered_with_a_redirect_whoever_sends_it() {
    let (app, mut ada, portal) = ada_and_portal();
    let with_cookie = |browser: &mut Browser| {
        let message = data_encoding::BASE64.encode(portal.request(&app).xml().as_bytes());
        browser.post("/saml/sso", &[("SAMLRequest", &message)])
    };
    for page in [with_cookie(&mut ada.browser), post_message(&app, &portal.request(&app).xml(), None)] {
        assert_eq!(page.status, 303);
        assert!(location(&page).starts_with("/saml/continue?sign_on="), "{:?}", page.location());
        assert!(Answer::of(&ada.browser.get(&location(&page))).is_success());
    }
}

#[test]
fn who_is_not_signed_in_signs_in_and_the_posted_request_is_answered() {
    let (app, mut ada, portal) = ada_and_portal();
    ada.browser = Browser::new(&app.base);
    let request = portal.request(&app);
    let sent = ada.browser.send(&app, &request.enveloped(), Some("state"));
    assert!(location(&sent).starts_with("/login?sign_on="), "{:?}", sent.location());
    let form = ada.browser.follow(sent);
    let signed_in = ada.fill_in(&app, &form);
    let answer = Answer::of(&ada.browser.follow(signed_in));
    assert!(answer.is_success());
    assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    assert_eq!((answer.action.as_str(), answer.relay_state.as_deref()), (portal.default_acs(), Some("state")));
}

#[test]
fn a_posted_request_that_is_passive_asks_nobody() {
    let (app, mut ada, portal) = ada_and_portal();
    let passive = || portal.request(&app).with("IsPassive", "true");
    assert!(Answer::of(&ada.browser.send(&app, &passive().xml(), None)).is_success(), "control: with a session");
    let request = passive();
    let mut stranger = Browser::new(&app.base);
    let sent = post_message(&app, &request.enveloped(), Some("state"));
    let back = location(&sent);
    let answer = Answer::of(&stranger.after(sent));
    assert_eq!(answer.status(), code("Responder", "NoPassive"));
    assert_eq!((answer.action.as_str(), answer.relay_state.as_deref()), (portal.default_acs(), Some("state")));
    assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    assert_eq!(answer.assertion, None);
    assert_eq!(stranger.get(&back).status, 410, "one request, one answer");
    app.clock.advance(Duration::seconds(5));
    let both = passive().with("ForceAuthn", "true");
    let refused = Answer::of(&ada.browser.send(&app, &both.xml(), None));
    assert_eq!(refused.status(), code("Responder", "NoPassive"));
    assert_eq!(app.count("pending"), 0);
}

#[test]
fn a_posted_request_that_forces_asks_again() {
    let (app, mut ada, portal) = ada_and_portal();
    app.clock.advance(Duration::seconds(5));
    let sent = ada.browser.send(&app, &portal.request(&app).with("ForceAuthn", "true").enveloped(), None);
    assert!(location(&sent).starts_with("/login?sign_on="), "{:?}", sent.location());
    let form = ada.browser.follow(sent);
    app.clock.advance(Duration::seconds(30));
    let signed_in = ada.fill_in(&app, &form);
    assert!(Answer::of(&ada.browser.follow(signed_in)).is_success());
    let control = portal.request(&app).with("ForceAuthn", "false");
    assert!(Answer::of(&ada.browser.send(&app, &control.enveloped(), None)).is_success(), "control");
}

#[test]
fn a_wish_that_cannot_be_met_is_answered_to_the_post_itself() {
    let (app, _, portal) = ada_and_portal();
    let wish = "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName\"/>";
    let answer = Answer::of(&post_message(&app, &portal.request(&app).containing(wish).enveloped(), None));
    assert_eq!(answer.status().1, "InvalidNameIDPolicy");
    assert_eq!(answer.action, portal.default_acs());
}

#[test]
fn a_posted_request_serves_once_by_either_binding() {
    let (app, mut ada, portal) = ada_and_portal();
    let request = portal.request(&app);
    assert_eq!(post_message(&app, &request.xml(), None).status, 303);
    for page in [
        post_message(&app, &request.xml(), None),
        post_message(&app, &request.enveloped(), None),
        ada.browser.get(&request.unsigned()),
    ] {
        assert!(page.status == 409 && page.body.contains("used before"), "{} {}", page.status, page.body);
    }
    let other = portal.request(&app);
    assert!(Answer::of(&ada.browser.get(&other.unsigned())).is_success());
    assert_eq!(post_message(&app, &other.xml(), None).status, 409, "nor one that came by redirect");
    assert!(Answer::of(&ada.browser.send(&app, &portal.request(&app).xml(), None)).is_success(), "control");
}

#[test]
fn our_metadata_names_both_bindings_redirect_first() {
    let (app, mut ada, _) = ada_and_portal();
    let metadata = ada.browser.get("/saml/metadata").body;
    let places: Vec<usize> = ["HTTP-Redirect", "HTTP-POST"]
        .map(|binding| {
            let location = format!("{}/saml/sso", app.base);
            let service = format!(
                "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:{binding}\" Location=\"{location}\">"
            );
            metadata.find(&service).unwrap_or_else(|| panic!("{service} is not in {metadata}"))
        })
        .to_vec();
    assert!(places[0] < places[1]);
}
