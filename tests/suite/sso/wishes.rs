//! What a request may wish for: done, or refused with the status that says so; never ignored.

use super::{ada_and_portal, code, location};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::sp::{Request, TRANSIENT, UNSPECIFIED};
use time::Duration;

pub(super) fn asking_for(request: Request, comparison: &str, classes: &[&str]) -> Request {
    let classes: String =
        classes.iter().map(|class| format!("<saml:AuthnContextClassRef>{class}</saml:AuthnContextClassRef>")).collect();
    let wish = format!("<samlp:RequestedAuthnContext{comparison}>{classes}</samlp:RequestedAuthnContext>");
    request.containing(&wish)
}

fn named(request: Request, format: &str) -> Request {
    request.containing(&format!("<samlp:NameIDPolicy Format=\"{format}\"/>"))
}

#[test]
fn force_authn_asks_again() {
    let (app, mut ada, portal) = ada_and_portal();
    let before = Answer::of(&ada.browser.get(&portal.request(&app).unsigned()));
    let mut instants = vec![before.attribute("AuthnStatement", "AuthnInstant").unwrap()];
    for yes in ["true", "1"] {
        app.clock.advance(Duration::seconds(5));
        let asked = ada.browser.get(&portal.request(&app).with("ForceAuthn", yes).unsigned());
        let token = location(&asked);
        assert!(token.starts_with("/login?sign_on="), "{token}");
        // The session that was there does not serve, however the person gets there.
        let around = ada.browser.get(&token.replace("/login", "/saml/continue"));
        assert!(location(&around).starts_with("/login"), "{:?}", around.location());
        let form = ada.browser.follow(asked);
        let signed_in = ada.fill_in(&app, &form);
        let answer = Answer::of(&ada.browser.follow(signed_in));
        assert!(answer.is_success());
        // SDP-IDP07: "a fresh value".
        let fresh = answer.attribute("AuthnStatement", "AuthnInstant").unwrap();
        assert!(!instants.contains(&fresh), "{fresh} was said before: {instants:?}");
        instants.push(fresh);
    }
    for no in ["false", "0"] {
        let request = portal.request(&app).with("ForceAuthn", no);
        assert!(Answer::of(&ada.browser.get(&request.unsigned())).is_success(), "control");
    }
}

#[test]
fn is_passive_asks_nobody() {
    let (app, mut ada, portal) = ada_and_portal();
    let passive = || portal.request(&app).with("IsPassive", "true");
    assert!(Answer::of(&ada.browser.get(&passive().unsigned())).is_success(), "control: with a session it is answered");
    let request = passive();
    let answer = Answer::of(&Browser::new(&app.base).get(&request.unsigned_with("state")));
    assert_eq!(answer.status(), code("Responder", "NoPassive"));
    assert_eq!((answer.action.as_str(), answer.relay_state.as_deref()), (portal.default_acs(), Some("state")));
    assert_eq!(answer.frame("InResponseTo").as_deref(), Some(&*request.id));
    assert_eq!(answer.assertion, None);
    app.clock.advance(Duration::seconds(5));
    let both = passive().with("ForceAuthn", "true");
    assert_eq!(Answer::of(&ada.browser.get(&both.unsigned())).status(), code("Responder", "NoPassive"));
}

pub(super) const MFA: &str = "https://refeds.org/profile/mfa";
pub(super) const PASSWORD: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
const X509: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509";

#[test]
fn an_authentication_context_is_met_or_refused() {
    let (app, mut ada, portal) = ada_and_portal();
    let mut ask = |comparison, classes: &[&str]| {
        let request = asking_for(portal.request(&app), comparison, classes);
        Answer::of(&ada.browser.get(&request.unsigned()))
    };
    for (comparison, classes, told) in [
        ("", &[MFA][..], MFA),
        ("", &[PASSWORD], PASSWORD),
        ("", &[X509, PASSWORD], PASSWORD),
        (" Comparison=\"exact\"", &[PASSWORD, MFA], PASSWORD),
        (" Comparison=\"minimum\"", &[PASSWORD], MFA),
        (" Comparison=\"better\"", &[PASSWORD], MFA),
    ] {
        let answer = ask(comparison, classes);
        assert!(answer.is_success(), "{comparison} {classes:?}: {:?}", answer.status());
        assert_eq!(answer.text("AuthnContextClassRef"), told, "{comparison} {classes:?}");
    }
    for (comparison, classes) in
        [("", &[X509][..]), (" Comparison=\"better\"", &[MFA]), (" Comparison=\"minimum\"", &[X509])]
    {
        let answer = ask(comparison, classes);
        assert_eq!(answer.status(), code("Responder", "NoAuthnContext"), "{comparison} {classes:?}");
        assert_eq!((answer.action.as_str(), answer.assertion.as_deref()), (portal.default_acs(), None));
    }
}

#[test]
fn a_name_id_format_is_given_or_refused() {
    let (app, mut ada, portal) = ada_and_portal();
    for fine in [TRANSIENT, UNSPECIFIED] {
        let answer = Answer::of(&ada.browser.get(&named(portal.request(&app), fine).unsigned()));
        assert!(answer.is_success(), "{fine}");
        assert_eq!(answer.attribute("NameID", "Format").as_deref(), Some(TRANSIENT));
    }
    for strange in [
        "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        "urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted",
        "urn:example:made-up",
    ] {
        let answer = Answer::of(&ada.browser.get(&named(portal.request(&app), strange).unsigned()));
        assert_eq!(answer.status(), code("Requester", "InvalidNameIDPolicy"), "{strange}");
        assert_eq!(answer.assertion, None);
    }
    let anothers = "<samlp:NameIDPolicy SPNameQualifier=\"https://other.example/saml\"/>";
    let answer = Answer::of(&ada.browser.get(&portal.request(&app).containing(anothers).unsigned()));
    assert_eq!(answer.status(), code("Requester", "InvalidNameIDPolicy"));
}

#[test]
fn what_is_not_done_here_is_refused_with_a_response() {
    let (app, mut ada, portal) = ada_and_portal();
    let subject = "<saml:Subject><saml:EncryptedID/></saml:Subject>";
    let conditions = "<saml:Conditions NotOnOrAfter=\"2099-01-01T00:00:00Z\"/>";
    for wish in [subject, conditions] {
        let answer = Answer::of(&ada.browser.get(&portal.request(&app).containing(wish).unsigned()));
        assert_eq!(answer.status(), code("Requester", "RequestUnsupported"), "{wish}");
        assert_eq!(answer.action, portal.default_acs());
    }
}

#[test]
fn the_answer_goes_where_the_request_says_by_url_by_index_or_by_default() {
    let (app, mut ada, portal) = ada_and_portal();
    const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    let mut answered_at = |request: Request| {
        let answer = Answer::of(&ada.browser.get(&request.unsigned()));
        assert!(answer.is_success());
        assert_eq!(answer.frame("Destination").as_deref(), Some(&*answer.action));
        assert_eq!(answer.attribute("SubjectConfirmationData", "Recipient").as_deref(), Some(&*answer.action));
        answer.action
    };
    assert_eq!(answered_at(portal.request(&app)), portal.default_acs());
    assert_eq!(answered_at(portal.request(&app).with("ProtocolBinding", POST)), portal.default_acs());
    for (index, location, _) in &portal.acs {
        let by_index = portal.request(&app).with("AssertionConsumerServiceIndex", index.to_string());
        let by_url = portal.request(&app).with("AssertionConsumerServiceURL", location);
        assert_eq!((answered_at(by_index), answered_at(by_url.clone())), (location.clone(), location.clone()));
        assert_eq!(
            answered_at(Request { id: crate::support::sp::fresh_id(), ..by_url }.with("ProtocolBinding", POST)),
            *location
        );
    }
}
