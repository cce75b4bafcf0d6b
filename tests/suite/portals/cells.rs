//! What a cell of the table does: a whole sign-on or logout with a control, and what was observed in a few words. A cell
//! that observes anything else fails.

use super::leaving::{sign_out_of_us, tell_everyone};
use super::scene::Scene;
use super::trail::Trail;
use super::{MFA, PERSISTENT, Portal, TRANSIENT, Wish, X509};
use crate::support::answer::Answer;
use crate::support::browser::Browser;
use crate::support::sp::{percent, redirect};
use data_encoding::BASE64;
use flate2::read::DeflateDecoder;
use std::io::Read;
use url::Url;

/// Its requests are signed; one digit of the message altered, we refuse; unsigned, we refuse.
pub fn signed_request(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    let trail = Trail::from(&mut ada.browser, &portal.sign_in(&Wish::PLAIN));
    scene.arrived(&mut ada, portal, &Wish::PLAIN, &trail);
    let algorithm = refuses_otherwise(&mut ada.browser, trail.request());
    format!("{algorithm}; altered or unsigned: refused")
}

/// A request that was sent, altered or without its signature, is refused; the algorithm that it is signed with.
fn refuses_otherwise(browser: &mut Browser, address: &str) -> String {
    let Request { xml, rest } = Request::read(address);
    let algorithm = rest.iter().find(|(name, _)| name == "SigAlg").expect("signed").1.clone();
    for (message, rest, why) in
        [(alter(&xml), &*rest, "signature does not hold with any key"), (xml, &[], "request is not signed")]
    {
        let to = address.split('?').next().unwrap();
        let query: String = rest.iter().map(|(name, value)| format!("&{name}={}", percent(value))).collect();
        let page = browser.get(&format!("{to}?{}{query}", redirect(message.as_bytes(), None)));
        assert_eq!(page.status, 400, "{}", page.body);
        assert!(page.body.contains(why), "{why}: {}", page.body);
    }
    algorithm.rsplit('#').next().unwrap().to_owned()
}

/// A request in a query: the message, and the parameters after it.
struct Request {
    xml: String,
    rest: Vec<(String, String)>,
}

impl Request {
    fn read(address: &str) -> Self {
        let mut pairs = Url::parse(address).unwrap().query_pairs().into_owned().collect::<Vec<_>>();
        let at = pairs.iter().position(|(name, _)| name == "SAMLRequest").unwrap();
        let deflated = BASE64.decode(pairs.remove(at).1.as_bytes()).unwrap();
        let mut xml = String::new();
        DeflateDecoder::new(deflated.as_slice()).read_to_string(&mut xml).unwrap();
        Self { xml, rest: pairs }
    }
}

/// One second more or less.
fn alter(xml: &str) -> String {
    let at = xml.find("IssueInstant=\"").unwrap() + "IssueInstant=\"2026-01-01T00:00:0".len();
    let other = if &xml[at..=at] == "1" { "2" } else { "1" };
    format!("{}{other}{}", &xml[..at], &xml[at + 1..])
}

/// The assertion travels encrypted, and the portal reads the attributes in it.
pub fn encrypted_assertion(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    let answer = scene.sign_on(&mut ada, portal, &Wish::PLAIN);
    assert!(answer.response.contains("EncryptedAssertion") && !answer.response.contains("<saml:Assertion"));
    let home = scene.home(&mut ada.browser, portal, &Wish::PLAIN);
    for told in [&*ada.identifier, &answer.pairwise_id(), "Ada Lovelace"] {
        assert!(home.body.contains(told), "{told} is not on {}", home.body);
    }
    let methods: Vec<&str> = answer.response.split("EncryptionMethod Algorithm=\"").skip(1).map(algorithm).collect();
    format!("{}; attributes read", methods.join(", "))
}

fn algorithm(text: &str) -> &str {
    text.split('"').next().unwrap().rsplit('#').next().unwrap()
}

/// With a live session the person is asked again, and the assertion says when.
pub fn force_authn(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    let before = scene.sign_on(&mut ada, portal, &Wish::PLAIN);
    let asked = Trail::from(&mut ada.browser, &portal.sign_in(&Wish::FORCE_AUTHN));
    assert!(asked.end_address().contains("/login"), "{:#?}", asked.addresses());
    let trail = scene.fill_in(&mut ada, &asked);
    let after = scene.arrived(&mut ada, portal, &Wish::FORCE_AUTHN, &trail);
    let at = |answer: &Answer| answer.attribute("AuthnStatement", "AuthnInstant").unwrap();
    assert!(at(&after) > at(&before), "{} is not after {}", at(&after), at(&before));
    "asked again; AuthnInstant newer".to_owned()
}

/// Without a session the portal hears NoPassive; with one, nobody is asked.
pub fn is_passive(scene: &Scene, portal: &dyn Portal) -> String {
    let mut stranger = Browser::new(&scene.app.base);
    let trail = Trail::from(&mut stranger, &portal.sign_in(&Wish::IS_PASSIVE));
    assert!(portal.heard(trail.end(), "NoPassive"), "{:#?}\n{}", trail.addresses(), trail.end().body);
    assert!(!portal.heard(trail.end(), "NoAuthnContext"), "control");
    assert!(!scene.is_known(&mut stranger, portal));
    scene.sign_on(&mut scene.person(), portal, &Wish::IS_PASSIVE);
    "NoPassive; with a session: signed on".to_owned()
}

/// Two factors asked for exactly, and asserted; what we cannot meet comes back as NoAuthnContext.
pub fn mfa_context(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    let wish = Wish::context(MFA);
    let trail = Trail::from(&mut ada.browser, &portal.sign_in(&wish));
    let asked = Request::read(trail.request()).xml;
    assert!(asked.contains(MFA) && !asked.contains("minimum"), "{asked}");
    let answer = scene.arrived(&mut ada, portal, &wish, &trail);
    assert_eq!(answer.text("AuthnContextClassRef"), MFA);
    let trail = Trail::from(&mut ada.browser, &portal.sign_in(&Wish::context(X509)));
    assert!(portal.heard(trail.end(), "NoAuthnContext"), "{:#?}\n{}", trail.addresses(), trail.end().body);
    "asserted; X509: NoAuthnContext".to_owned()
}

fn name_id(
    scene: &Scene,
    ada: &mut crate::support::person::Person,
    portal: &dyn Portal,
    format: &'static str,
) -> String {
    let answer = scene.sign_on(ada, portal, &Wish::format(format));
    assert_eq!(answer.attribute("NameID", "Format").as_deref(), Some(format));
    answer.text("NameID")
}

/// The same at each sign-on here, another elsewhere.
pub fn persistent(scene: &Scene, portal: &dyn Portal) -> String {
    let (mut ada, mut bob) = (scene.person(), scene.person());
    let first = name_id(scene, &mut ada, portal, PERSISTENT);
    assert_eq!(name_id(scene, &mut ada, portal, PERSISTENT), first, "the same here");
    assert_ne!(name_id(scene, &mut ada, scene.another(portal), PERSISTENT), first, "another elsewhere");
    assert_ne!(name_id(scene, &mut bob, portal, PERSISTENT), first, "another for another person");
    "the same here, another elsewhere".to_owned()
}

/// Another at each sign-on.
pub fn transient(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    let first = name_id(scene, &mut ada, portal, TRANSIENT);
    assert_ne!(name_id(scene, &mut ada, portal, TRANSIENT), first);
    "another each time".to_owned()
}

/// Signed on everywhere, signed out at one: everyone is told, the session here ends, and the answer is accepted.
pub fn logout_from_the_sp(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    for one in &scene.portals {
        scene.sign_on(&mut ada, one.as_ref(), &Wish::PLAIN);
    }
    let (address, page) = portal.sign_out(&mut ada.browser);
    let request = page.location().expect("leads to us");
    assert!(request.starts_with(&format!("{}/saml/slo?", scene.app.base)), "{request}");
    let algorithm = refuses_otherwise(&mut ada.browser, &request);
    assert!(scene.has_session(&mut ada.browser), "what was refused ends nothing");
    let trail = Trail::onwards(&mut ada.browser, &address, page);
    let left = tell_everyone(&mut ada.browser, trail);
    assert_eq!(left.states, vec!["signed out"; scene.portals.len() - 1], "{:#?}", ways(&left.frames));
    assert!(portal.says_signed_out(left.end.end()), "{:#?}\n{}", left.end.addresses(), left.end.end().body);
    for one in &scene.portals {
        assert!(!scene.is_known(&mut ada.browser, one.as_ref()), "{} still knows the person", one.name());
    }
    assert!(!scene.has_session(&mut ada.browser), "a session is left here");
    format!("{algorithm}; all out; answer accepted")
}

fn ways(trails: &[Trail]) -> Vec<String> {
    trails.iter().map(|trail| format!("{:#?}\n{}", trail.addresses(), trail.end().body)).collect()
}

/// Signed out here: the portal's session is gone, and it said so.
pub fn logout_from_us(scene: &Scene, portal: &dyn Portal) -> String {
    let mut ada = scene.person();
    scene.sign_on(&mut ada, portal, &Wish::PLAIN);
    let left = sign_out_of_us(&mut ada.browser, &scene.app.base);
    assert_eq!(left.states, ["signed out"], "{:#?}", ways(&left.frames));
    assert!(!scene.is_known(&mut ada.browser, portal) && !scene.has_session(&mut ada.browser));
    let by_redirect = left.frames[0].addresses().iter().any(|address| address.contains("?SAMLRequest="));
    format!("told by {}; out", if by_redirect { "redirect" } else { "POST" })
}
