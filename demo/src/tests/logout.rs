//! Logout messages by redirect, named for what is wrong with them; each with the sound one as its control.

use super::attacks::portal;
use super::peer::{ENTITY_ID, Peer, Recipe, stamp};
use crate::portal::{Left, Portal, PortalError};
use crate::token::now;
use chrono::TimeDelta;
use flate2::read::DeflateDecoder;
use samael::schema::LogoutRequest;
use std::io::Read;
use url::Url;

const SLO: &str = "http://127.0.0.1:8081/saml/slo";
/// Whom the sign-ons of these tests are about.
const NAME_ID: &str = "_2f9c1d7e";
const INDEX: &str = "<samlp:SessionIndex>_51e0</samlp:SessionIndex>";

struct Bench {
    peer: Peer,
    portal: Portal,
}

impl Bench {
    fn new() -> Self {
        let peer = Peer::new();
        Self { portal: portal(&peer), peer }
    }

    /// Someone signed in; the session's name.
    fn sign_in(&self) -> String {
        let message = self.peer.respond(&Recipe::answering(None), &self.portal.identity);
        let name = self.portal.arrive(&message, now()).unwrap();
        self.portal.claim(&name, None, now()).unwrap()
    }

    fn is_signed_in(&self, session: &str) -> bool {
        self.portal.session(session, now()).is_some()
    }
}

fn message(name: &str, attributes: &str, content: &str) -> String {
    format!(
        "<samlp:{name} xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_a1\" Version=\"2.0\" \
         IssueInstant=\"{}\" Destination=\"{SLO}\"{attributes}>\
         <saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">{ENTITY_ID}</saml:Issuer>{content}</samlp:{name}>",
        stamp(now())
    )
}

fn request(content: &str) -> String {
    let until = format!(" NotOnOrAfter=\"{}\"", stamp(now() + TimeDelta::minutes(5)));
    let name_id =
        format!("<saml:NameID xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">{NAME_ID}</saml:NameID>{content}");
    message("LogoutRequest", &until, &name_id)
}

fn sent(address: &str, name: &str) -> String {
    let url = Url::parse(address).unwrap();
    let (found, value) = url.query_pairs().next().unwrap();
    assert_eq!(found, name);
    let octets = data_encoding::BASE64.decode(value.as_bytes()).unwrap();
    let mut xml = String::new();
    DeflateDecoder::new(octets.as_slice()).read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn the_provider_ends_a_session_and_is_answered() {
    for (content, ends) in [("", true), (INDEX, true), ("<samlp:SessionIndex>_other</samlp:SessionIndex>", false)] {
        let bench = Bench::new();
        let session = bench.sign_in();
        let query = bench.peer.query("SAMLRequest", &request(content), Some("state & more"));
        let Ok(Left::Answer(address)) = bench.portal.logout_message(&query, now()) else { panic!("{content}") };
        assert_eq!(bench.is_signed_in(&session), !ends, "{content}");
        assert!(address.starts_with("http://localhost:8080/saml/slo/answer?SAMLResponse="), "{address}");
        assert!(address.contains("&RelayState=state+%26+more&SigAlg=") && address.contains("&Signature="));
        let answer = sent(&address, "SAMLResponse");
        assert!(answer.contains("InResponseTo=\"_a1\"") && answer.contains("status:Success"), "{answer}");
    }
}

#[test]
fn the_portal_asks_and_takes_one_answer() {
    let bench = Bench::new();
    let session = bench.sign_in();
    let address = bench.portal.sign_out(&session, now()).unwrap().unwrap();
    assert!(!bench.is_signed_in(&session));
    let asked: LogoutRequest = sent(&address, "SAMLRequest").parse().unwrap();
    assert_eq!(asked.name_id.unwrap().value, NAME_ID);
    let answer = |status: &str| {
        let attributes = format!(" InResponseTo=\"{}\"", asked.id.as_deref().unwrap());
        let status = format!("<samlp:Status>{status}</samlp:Status>");
        bench.peer.query("SAMLResponse", &message("LogoutResponse", &attributes, &status), None)
    };
    let success = answer("<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/>");
    assert_eq!(bench.portal.logout_message(&success, now()).unwrap(), Left::Answered { everywhere: true });
    assert!(matches!(bench.portal.logout_message(&success, now()), Err(PortalError::UnknownRequest)), "once");
    assert_eq!(bench.portal.sign_out(&session, now()).unwrap(), None, "nobody is signed in any more");
}

#[test]
fn partial_logout_is_said_so() {
    let bench = Bench::new();
    let address = bench.portal.sign_out(&bench.sign_in(), now()).unwrap().unwrap();
    let asked: LogoutRequest = sent(&address, "SAMLRequest").parse().unwrap();
    let partial = "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"><samlp:StatusCode \
                   Value=\"urn:oasis:names:tc:SAML:2.0:status:PartialLogout\"/></samlp:StatusCode></samlp:Status>";
    let attributes = format!(" InResponseTo=\"{}\"", asked.id.unwrap());
    let query = bench.peer.query("SAMLResponse", &message("LogoutResponse", &attributes, partial), None);
    assert_eq!(bench.portal.logout_message(&query, now()).unwrap(), Left::Answered { everywhere: false });
}

#[test]
fn bad_requests_end_nothing() {
    let bench = Bench::new();
    let session = bench.sign_in();
    let sound = request(INDEX);
    let query = |xml: &str| bench.peer.query("SAMLRequest", xml, None);
    let signed = query(&sound);
    let (before, signature) = signed.split_once("&Signature=").unwrap();
    let stale = sound.replace(&stamp(now()), "2020-01-01T00:00:00Z");
    let bad = [
        ("another's key", Peer::new().query("SAMLRequest", &sound, None)),
        ("unsigned", before.to_owned()),
        ("no SigAlg", format!("{}&Signature={signature}", before.split_once("&SigAlg=").unwrap().0)),
        (
            "altered",
            format!(
                "{}&Signature={signature}",
                query(&sound.replace("_a1", "_a2")).split_once("&Signature=").unwrap().0
            ),
        ),
        ("RelayState added", format!("{signed}&RelayState=x")),
        ("twice", format!("{signed}&{signed}")),
        ("both kinds", format!("{signed}&SAMLResponse=x")),
        ("for another", query(&sound.replace(SLO, "http://127.0.0.1:8081/saml/other"))),
        ("from another", query(&sound.replace(ENTITY_ID, "http://other.example/"))),
        ("stale", query(&stale)),
        ("over", query(&sound.replace("NotOnOrAfter=\"20", "NotOnOrAfter=\"19"))),
        ("an answer in a request's place", query(&sound.replace("LogoutRequest", "LogoutResponse"))),
        ("nobody", query(&sound.replace("NameID", "EncryptedID"))),
        ("a DTD", query(&format!("<!DOCTYPE x []>{sound}"))),
        ("too large", query(&format!("{sound}{}", " ".repeat(70_000)))),
        ("not a message", "SAMLRequest=%25&SigAlg=x&Signature=y".to_owned()),
        ("nothing", String::new()),
    ];
    for (name, query) in bad {
        assert!(bench.portal.logout_message(&query, now()).is_err(), "{name}");
        assert!(bench.is_signed_in(&session), "{name}");
    }
    assert!(bench.portal.logout_message(&signed, now()).is_ok() && !bench.is_signed_in(&session), "control");
}
