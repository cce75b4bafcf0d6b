//! Logout requests that end nothing, and say why.

use super::{ada_and_portal, code, is_signed_in, sign_on};
use crate::support::browser::Browser;
use crate::support::logout::{Logout, Named, Ours};
use crate::support::person::enrol;
use crate::support::sp::{Sp, deflate, instant, stranger};
use data_encoding::BASE64;
use senza::domain::Clock;
use time::Duration;

/// Spoils a sound request; returns the path and query by which it arrives.
type Spoil = fn(&crate::support::app::TestApp, Logout) -> String;

const REFUSED: &[(&str, u16, &str, Spoil)] = &[
    ("unsigned", 400, "must be, which some service providers have a setting of its own for", |_, request| {
        request.unsigned()
    }),
    ("by a key that no metadata names", 400, "does not hold", |_, request| request.signed_by(stranger(), None)),
    ("expired", 400, "has expired", |app, mut request| {
        request.attributes = vec![("NotOnOrAfter", instant(app.clock.now() - Duration::seconds(181)))];
        request.signed()
    }),
    ("misdirected", 400, "not for this identity provider", |_, mut request| {
        request.destination = Some("https://elsewhere.example/saml/slo".to_owned());
        request.signed()
    }),
    ("meant for the sign-on", 400, "not for this identity provider", |_, mut request| {
        request.destination = request.destination.map(|to| to.replace("/slo", "/sso"));
        request.signed()
    }),
    ("without Destination", 400, "no Destination", |_, mut request| {
        request.destination = None;
        request.signed()
    }),
    ("stale", 400, "too old", |app, mut request| {
        request.issue_instant = instant(app.clock.now() - Duration::minutes(9));
        request.signed()
    }),
    ("from the future", 400, "issued in the future", |app, mut request| {
        request.issue_instant = instant(app.clock.now() + Duration::minutes(9));
        request.signed()
    }),
    ("by an unknown issuer", 404, "not connected here", |_, mut request| {
        request.issuer = "https://unknown.example/saml".to_owned();
        request.signed()
    }),
    ("by another portal's issuer", 400, "does not hold", |_, mut request| {
        request.issuer = Sp::new("foreign").entity_id;
        request.signed_by(stranger(), None)
    }),
    ("without a name", 400, "names nobody", |_, mut request| {
        request.children = String::new();
        request.signed()
    }),
    ("with an empty name", 400, "names nobody", |_, mut request| {
        request.children = "<saml:NameID/>".to_owned();
        request.signed()
    }),
    ("with a comment in the name", 400, "comment", |_, mut request| {
        request.children = request.children.replace("</saml:NameID>", "<!-- -->x</saml:NameID>");
        request.signed()
    }),
    ("with two names", 400, "must not hold", |_, mut request| {
        request.children = request.children.clone() + &request.children;
        request.signed()
    }),
    ("with an encrypted name that is none", 400, "has no EncryptedData", |_, mut request| {
        request.children = "<saml:EncryptedID/>".to_owned();
        request.signed()
    }),
    ("naming a thousand sessions", 400, "more than 64 sessions", |_, mut request| {
        request.children.push_str(&"<samlp:SessionIndex>x</samlp:SessionIndex>".repeat(1000));
        request.signed()
    }),
    ("with a NotOnOrAfter that is no time", 400, "NotOnOrAfter", |_, mut request| {
        request.attributes = vec![("NotOnOrAfter", "tomorrow".to_owned())];
        request.signed()
    }),
    ("an AuthnRequest", 400, "where LogoutRequest or LogoutResponse was expected", |_, mut request| {
        request.element = "AuthnRequest";
        request.signed()
    }),
    ("sent as a response", 400, "where LogoutRequest or LogoutResponse was expected", |_, mut request| {
        request.field = "SAMLResponse";
        request.signed()
    }),
    ("with a response beside it", 400, "both a SAMLRequest and a SAMLResponse", |_, request| {
        request.signed() + "&SAMLResponse=AAAA"
    }),
    ("with its name altered after signing", 400, "does not hold", |_, mut request| {
        let sound = request.signed();
        request.children = request.children.replace("NameID>", "NameID >");
        let (_, signature) = sound.split_once("&SigAlg").unwrap();
        format!("{}&SigAlg{signature}", request.unsigned())
    }),
];

#[test]
fn a_request_that_is_not_sound_ends_nothing_and_is_told_why() {
    let (app, mut ada, portal) = ada_and_portal();
    Sp::new("foreign").register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    for (name, status, words, spoil) in REFUSED {
        let path = spoil(&app, Logout::request(&app, &portal, &named));
        let page = ada.browser.get(&path);
        assert_eq!(page.status, *status, "{name}: {}", page.body);
        assert!(page.body.contains(words), "{name}: {words:?} is not in {}", page.body);
        assert!(is_signed_in(&mut ada.browser), "{name}");
    }
    let sound = Logout::request(&app, &portal, &named).signed();
    assert_eq!(Ours::of(&app, &ada.browser.get(&sound)).status(), code("Success", ""), "control");
    assert!(!is_signed_in(&mut ada.browser), "control: a sound one ends it");
}

#[test]
fn a_posted_request_that_is_not_sound_ends_nothing() {
    let (app, mut ada, portal) = ada_and_portal();
    let named = sign_on(&app, &mut ada, &portal);
    let request = Logout::request(&app, &portal, &named);
    let sound = request.enveloped();
    let compressed = BASE64.encode(&deflate(sound.as_bytes()));
    let page = Browser::new(&app.base).post("/saml/slo", &[("SAMLRequest", &compressed)]);
    assert!(page.status == 400 && page.body.contains("which only the Redirect binding does"), "{}", page.body);
    for (words, xml) in [
        ("not signed", request.xml()),
        ("altered after it was signed", sound.replacen("Version=", "Reason=\"x\" Version=", 1)),
    ] {
        let page = request.post(&app, &mut ada.browser, &xml);
        assert!(page.status == 400 && page.body.contains(words), "{words}: {}", page.body);
    }
    assert!(is_signed_in(&mut ada.browser));
    let page = request.post(&app, &mut ada.browser, &sound);
    assert_eq!(Ours::of(&app, &page).status(), code("Success", ""), "control");
}

// Threat: Mallory takes the link by which a portal signs Mallory out, and has Ada open it; or a portal names a person of
// another portal's.
#[test]
fn a_request_for_anothers_session_ends_neither() {
    let (app, mut ada, portal) = ada_and_portal();
    let foreign = Sp::new("foreign").leaving_by(&["Redirect"]).register(&app);
    let mut mallory = enrol(&app, "mallory");
    let adas = sign_on(&app, &mut ada, &portal);
    let mallorys = sign_on(&app, &mut mallory, &portal);
    let refused = |browser: &mut Browser, request: &Logout| {
        let answer = Ours::of(&app, &browser.get(&request.signed()));
        assert_eq!(answer.status(), code("Requester", "UnknownPrincipal"));
        answer.text("StatusMessage")
    };
    let why = refused(&mut ada.browser, &Logout::request(&app, &portal, &mallorys));
    assert!(why.contains("another session than the one of the browser"), "{why}");
    let why = refused(&mut ada.browser, &Logout::request(&app, &foreign, &adas));
    assert!(why.contains("nobody is signed on"), "{why}");
    let other_index = Named { name_id: adas.name_id.clone(), session_index: mallorys.session_index.clone() };
    refused(&mut ada.browser, &Logout::request(&app, &portal, &other_index));
    let other_format = Named {
        name_id: adas.name_id.replace("nameid-format:transient", "nameid-format:persistent"),
        session_index: adas.session_index.clone(),
    };
    refused(&mut ada.browser, &Logout::request(&app, &portal, &other_format));
    assert!(is_signed_in(&mut ada.browser) && is_signed_in(&mut mallory.browser));
    let own = Logout::request(&app, &portal, &adas);
    assert_eq!(Ours::of(&app, &ada.browser.get(&own.signed())).status(), code("Success", ""), "control");
    assert!(!is_signed_in(&mut ada.browser) && is_signed_in(&mut mallory.browser));
}

#[test]
fn a_request_serves_once() {
    let (app, mut ada, portal) = ada_and_portal();
    let named = sign_on(&app, &mut ada, &portal);
    let path = Logout::request(&app, &portal, &named).signed();
    assert_eq!(ada.browser.get(&path).status, 303);
    assert_eq!(ada.browser.get(&path).status, 409);
}

#[test]
fn a_portal_without_an_endpoint_for_answers_is_refused_on_a_page() {
    let (app, mut ada, _) = ada_and_portal();
    let portal = Sp::new("without").register(&app);
    let named = sign_on(&app, &mut ada, &portal);
    let mut request = Logout::request(&app, &portal, &named);
    request.children = "<saml:NameID>nobody</saml:NameID>".to_owned();
    let page = ada.browser.get(&request.signed());
    assert!(page.status == 400 && page.body.contains("nobody is signed on"), "{}", page.body);
    let page = ada.browser.get(&Logout::request(&app, &portal, &named).signed());
    assert!(page.status == 200 && page.body.contains("You are signed out"), "{}", page.body);
    assert!(!is_signed_in(&mut ada.browser));
}
