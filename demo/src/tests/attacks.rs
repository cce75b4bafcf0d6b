//! Bad responses, named for what is wrong with them. The control of each is the same recipe without the edit, which
//! `sound` shows to be accepted.

use super::peer::{Peer, Recipe};
use crate::arguments::Base;
use crate::identity::Identity;
use crate::portal::{Portal, PortalError};
use crate::token::now;
use chrono::TimeDelta;

pub(super) fn portal(peer: &Peer) -> Portal {
    let portal = Portal::new(Base::parse("http://127.0.0.1:8081").unwrap(), Identity::make().unwrap());
    assert!(portal.idp.set(peer.provider()).is_ok());
    portal
}

/// Starts a sign-in; the request's id and the browser that began it.
fn depart(portal: &Portal) -> (String, String) {
    let departure = portal.depart(None, now()).unwrap();
    let url = url::Url::parse(&departure.address).unwrap();
    let message = data_encoding::BASE64.decode(url.query_pairs().next().unwrap().1.as_bytes()).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut flate2::read::DeflateDecoder::new(message.as_slice()), &mut xml).unwrap();
    let id = xml.parse::<samael::schema::AuthnRequest>().unwrap().id;
    (id, departure.browser)
}

fn refused(name: &str, spoil: impl FnOnce(&mut Recipe), fits: fn(&PortalError) -> bool) {
    let peer = Peer::new();
    let portal = portal(&peer);
    let (id, _) = depart(&portal);
    let mut recipe = Recipe::answering(Some(&id));
    let control = peer.respond(&recipe, &portal.identity);
    spoil(&mut recipe);
    let error = portal.arrive(&peer.respond(&recipe, &portal.identity), now()).err();
    let error = error.unwrap_or_else(|| panic!("{name} was accepted"));
    assert!(fits(&error), "{name}: {error}");
    assert!(portal.arrive(&control, now()).is_ok(), "{name}: the control was refused");
}

#[test]
fn sound() {
    let peer = Peer::new();
    let portal = portal(&peer);
    let (id, browser) = depart(&portal);
    let name = portal.arrive(&peer.respond(&Recipe::answering(Some(&id)), &portal.identity), now()).unwrap();
    let session = portal.session(&portal.claim(&name, Some(&browser), now()).unwrap(), now()).unwrap();
    assert_eq!(session.pairwise_id(), Some("K3V7Q2MZT4W5BQ@localhost"));
    assert_eq!(session.attributes[1].values, ["Ana <Müller> & Co"]);
    assert_eq!((session.name_id.as_str(), session.session_index.as_deref()), ("_2f9c1d7e", Some("_51e0")));
    assert_eq!(session.factors(), "Two different factors");
}

#[test]
fn a_response_serves_once() {
    let peer = Peer::new();
    let portal = portal(&peer);
    let (id, browser) = depart(&portal);
    let message = peer.respond(&Recipe::answering(Some(&id)), &portal.identity);
    let name = portal.arrive(&message, now()).unwrap();
    assert!(matches!(portal.arrive(&message, now()), Err(PortalError::UnknownRequest)));
    assert!(portal.claim(&name, Some(&browser), now()).is_ok());
    assert!(matches!(portal.claim(&name, Some(&browser), now()), Err(PortalError::NothingToClaim)));
}

#[test]
fn an_unsolicited_response_is_allowed_and_serves_once() {
    let peer = Peer::new();
    let portal = portal(&peer);
    let message = peer.respond(&Recipe::answering(None), &portal.identity);
    let name = portal.arrive(&message, now()).unwrap();
    assert!(matches!(portal.arrive(&message, now()), Err(PortalError::Replayed)));
    assert!(portal.claim(&name, None, now()).is_ok());
}

#[test]
fn another_browser_cannot_finish_a_sign_in() {
    let peer = Peer::new();
    let portal = portal(&peer);
    for stranger in [None, Some("0123456789abcdef0123456789abcdef")] {
        let (id, _) = depart(&portal);
        let name = portal.arrive(&peer.respond(&Recipe::answering(Some(&id)), &portal.identity), now()).unwrap();
        assert!(matches!(portal.claim(&name, stranger, now()), Err(PortalError::AnotherBrowser)));
    }
}

#[test]
fn signatures() {
    let envelope: fn(&PortalError) -> bool = |error| matches!(error, PortalError::Envelope(_));
    let inner: fn(&PortalError) -> bool = |error| matches!(error, PortalError::Assertion(_));
    refused("response altered", |r| r.signed_response = |x| x.replace("Success", "success"), envelope);
    refused("response unsigned", |r| r.response = without_signature, envelope);
    refused("assertion altered", |r| r.signed_assertion = |x| x.replace("K3V7", "K3V8"), inner);
    refused("assertion unsigned", |r| r.assertion = without_signature, inner);
    refused("a comment", |r| r.signed_response = |x| x.replace("<samlp:Status>", "<!-- --><samlp:Status>"), envelope);
    refused("a comment inside", |r| r.signed_assertion = |x| x.replace("@localhost", "<!-- -->@localhost"), inner);
    refused("a DTD", |r| r.signed_response = |x| format!("<!DOCTYPE x [<!ENTITY a 'b'>]>{x}"), envelope);
    refused("wrapped", |r| r.signed_response = wrapped, envelope);
    refused("another reference", |r| r.response = |x| x.replace("URI=\"#_", "URI=\"#x"), envelope_or_signing);
    refused(
        "SHA-1",
        |r| r.response = |x| x.replace("xmlenc#sha256", "xmldsig#sha1").replace("2001/04/xmldsig#", "2000/09/xmldsig#"),
        envelope,
    );
    refused("inclusive c14n", |r| r.response = |x| x.replace(EXCLUSIVE, INCLUSIVE), envelope);
    refused("too large", |r| r.signed_response = |x| x + &" ".repeat(70_000), envelope);
}

const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

fn envelope_or_signing(error: &PortalError) -> bool {
    matches!(error, PortalError::Envelope(_))
}

fn without_signature(xml: String) -> String {
    let (before, rest) = xml.split_once("<ds:Signature ").unwrap();
    format!("{before}{}", rest.split_once("</ds:Signature>").unwrap().1)
}

/// A forged response around the signed one, as signature wrapping does it.
fn wrapped(xml: String) -> String {
    let forged = without_signature(xml.clone()).replace("ID=\"_", "ID=\"_f");
    forged.replace("</samlp:Response>", &format!("<samlp:Extensions>{xml}</samlp:Extensions></samlp:Response>"))
}

#[test]
fn another_providers_key() {
    let (peer, stranger) = (Peer::new(), Peer::new());
    let portal = portal(&peer);
    let (id, _) = depart(&portal);
    let recipe = Recipe::answering(Some(&id));
    assert!(matches!(
        portal.arrive(&stranger.respond(&recipe, &portal.identity), now()),
        Err(PortalError::Envelope(_))
    ));
    assert!(portal.arrive(&peer.respond(&recipe, &portal.identity), now()).is_ok());
}

#[test]
fn envelopes() {
    let response: fn(&PortalError) -> bool = |error| matches!(error, PortalError::Response(_));
    let decrypt: fn(&PortalError) -> bool = |error| matches!(error, PortalError::Decrypt(_));
    refused("for another portal", |r| r.response = |x| x.replace(":8081/saml/acs", ":8082/saml/acs"), response);
    refused("without Destination", |r| r.response = |x| x.replacen("Destination=", "Consent=", 1), response);
    refused(
        "of another issuer",
        |r| r.response = |x| x.replace(">http://localhost:8080/", ">http://localhost:8081/"),
        response,
    );
    refused("without Issuer", |r| r.response = |x| x.replace("saml:Issuer", "saml:Advice"), response);
    refused("of version 1.1", |r| r.response = |x| x.replace("Version=\"2.0\"", "Version=\"1.1\""), response);
    refused("without Success", |r| r.response = |x| x.replace("status:Success", "status:Responder"), response);
    refused("without Status", |r| r.response = |x| x.replace("samlp:Status>", "samlp:Extensions>"), response);
    refused("six minutes old", |r| r.at = now() - TimeDelta::minutes(6), response);
    refused("from the future", |r| r.at = now() + TimeDelta::minutes(3), response);
    refused(
        "to an unknown request",
        |r| r.request = Some("_0".into()),
        |error| matches!(error, PortalError::UnknownRequest),
    );
    // libxmlsec1 finds the inner signature too, and the form allows one.
    refused("in the clear", |r| r.in_the_clear = true, |error| matches!(error, PortalError::Envelope(_)));
    refused("in the clear, unsigned within", in_the_clear_unsigned, decrypt);
    refused("CBC", |r| r.response = |x| x.replace("2009/xmlenc11#aes128-gcm", "2001/04/xmlenc#aes128-cbc"), decrypt);
    refused("RSA 1.5", |r| r.response = |x| x.replace("rsa-oaep-mgf1p", "rsa-1_5"), decrypt);
    refused(
        "ciphertext altered",
        |r| r.response = |x| x.replace("<xenc:CipherValue>C", "<xenc:CipherValue>D"),
        decrypt,
    );
    refused("ciphertext empty", |r| r.response = emptied, decrypt);
}

fn in_the_clear_unsigned(recipe: &mut Recipe) {
    recipe.in_the_clear = true;
    recipe.assertion = without_signature;
}

fn emptied(xml: String) -> String {
    let (before, rest) = xml.rsplit_once("<xenc:CipherValue>").unwrap();
    format!("{before}<xenc:CipherValue>AAAA{}", &rest[rest.find("</xenc:CipherValue>").unwrap()..])
}

#[test]
fn assertions() {
    let inner: fn(&PortalError) -> bool = |error| matches!(error, PortalError::Assertion(_));
    refused(
        "another audience",
        |r| r.assertion = |x| x.replace("8081/saml/metadata</saml:Aud", "8082/</saml:Aud"),
        inner,
    );
    refused("two audiences", |r| r.assertion = second_audience, inner);
    refused(
        "no audience",
        |r| r.assertion = |x| cut(&x, "<saml:AudienceRestriction>", "</saml:AudienceRestriction>"),
        inner,
    );
    refused("no conditions", |r| r.assertion = |x| cut(&x, "<saml:Conditions ", "</saml:Conditions>"), inner);
    refused("another recipient", |r| r.assertion = |x| x.replace("8081/saml/acs", "8082/saml/acs"), inner);
    refused("no bearer", |r| r.assertion = |x| x.replace("cm:bearer", "cm:sender-vouches"), inner);
    refused("another issuer", |r| r.assertion = |x| x.replace("localhost:8080", "localhost:8088"), inner);
    refused("version 1.1", |r| r.assertion = |x| x.replace("Version=\"2.0\"", "Version=\"1.1\""), inner);
    refused("no NameID", |r| r.assertion = |x| cut(&x, "<saml:NameID ", "</saml:NameID>"), inner);
    refused(
        "no AuthnStatement",
        |r| r.assertion = |x| cut(&x, "<saml:AuthnStatement ", "</saml:AuthnStatement>"),
        inner,
    );
    refused("a session that is over", |r| r.assertion = over, inner);
    refused("answer to another request", |r| r.assertion_request = Some(Some("_other".into())), inner);
    refused("answer to no request", |r| r.assertion_request = Some(None), inner);
}

/// samael, told to allow unsolicited responses, looks at no request at all: an unsolicited envelope around an assertion
/// made for somebody's request must still be refused.
#[test]
fn an_unsolicited_envelope_around_an_answer() {
    let peer = Peer::new();
    let portal = portal(&peer);
    let mut recipe = Recipe::answering(None);
    recipe.assertion_request = Some(Some("_someone".into()));
    assert!(matches!(portal.arrive(&peer.respond(&recipe, &portal.identity), now()), Err(PortalError::Assertion(_))));
}

fn cut(xml: &str, from: &str, to: &str) -> String {
    let (before, rest) = xml.split_once(from).unwrap();
    format!("{before}{}", rest.split_once(to).unwrap().1)
}

fn second_audience(xml: String) -> String {
    xml.replace("</saml:Audience>", "</saml:Audience><saml:Audience>http://other.example.org/</saml:Audience>")
}

fn over(xml: String) -> String {
    let (before, rest) = xml.split_once("SessionNotOnOrAfter=\"").unwrap();
    format!("{before}SessionNotOnOrAfter=\"2020-01-01T00:00:00Z\"{}", rest.split_once('"').unwrap().1)
}

#[test]
fn messages_that_are_not_saml() {
    let portal = portal(&Peer::new());
    for message in ["", "%%%", "AAAA", "PHg+", "/w=="] {
        assert!(portal.arrive(message, now()).is_err(), "{message}");
    }
}
