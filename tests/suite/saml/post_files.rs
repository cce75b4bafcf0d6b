//! Every bad message under `tests/vectors/saml/reject/post` is refused for the reason it is named for; each is the message
//! `accept/post/signed.xml`, which is accepted, with one thing done to it.

use super::keys::{NOW, SP, SSO};
use super::request_files::{names, vectors};
use crate::support::post::{Template, after_issuer, xmlsec_sign};
use crate::support::sp::{Sp, percent, redirect, sign, signing};
use crate::support::wrapping::{Bad, Material, SIGNATURES, WRAPPINGS};
use data_encoding::BASE64;
use senza::saml::authn_request::issuer_of;
use senza::saml::metadata::{AcceptPolicy, parse_sp};
use senza::saml::verify_request::verify;
use senza::saml::{PostForm, RequestError, SpMetadata};
use std::fs;
use time::Duration;

fn outcome(xml: &[u8], sp: &SpMetadata) -> Result<bool, String> {
    let body = format!("SAMLRequest={}", percent(&BASE64.encode(xml)));
    let message = PostForm::parse(body.as_bytes()).unwrap();
    let request = issuer_of(&message)
        .map_err(RequestError::from)
        .and_then(|_| verify(message, sp, SSO, NOW, Duration::ZERO))
        .map_err(|error| format!("{error:?}"))?;
    Ok(request.is_signed())
}

fn service_provider() -> SpMetadata {
    let xml = fs::read(vectors("accept/post").join("service-provider.xml")).unwrap();
    parse_sp(&xml, &AcceptPolicy::default(), NOW).unwrap().metadata
}

#[test]
fn bad_signed_messages_are_refused_for_what_they_are() {
    let sp = service_provider();
    assert_eq!(outcome(&fs::read(vectors("accept/post").join("signed.xml")).unwrap(), &sp), Ok(true), "control");
    let all = || WRAPPINGS.iter().chain(SIGNATURES);
    for Bad(file, reason, ..) in all() {
        let xml = fs::read(vectors("reject/post").join(format!("{file}.xml"))).unwrap();
        let said = outcome(&xml, &sp).expect_err(file);
        assert!(said.contains(reason), "{file}: {said}");
    }
    assert_eq!(names("reject/post"), all().map(|bad| bad.0.to_owned()).collect());
}

/// Only for who adds one: the key that signs them is made, used and forgotten.
#[test]
#[ignore = "writes the files anew"]
fn write_the_files() {
    let sp = Sp {
        entity_id: SP.to_owned(),
        acs: vec![(1, "https://sp.example.org/acs".to_owned(), true)],
        ..Sp::new("sp").signing_requests()
    };
    write("accept/post", "service-provider.xml", &sp.leaving_by(&["POST"]).metadata());
    let material = sound(&super::keys::request_xml(&format!(" Destination=\"{SSO}\""), ""));
    write("accept/post", "signed.xml", &material.signed);
    for Bad(file, _, _, make) in WRAPPINGS.iter().chain(SIGNATURES) {
        write("reject/post", &format!("{file}.xml"), &make(&material));
    }
    write_logout_messages();
    write_queries(&material.unsigned);
}

fn sound(unsigned: &str) -> Material<'static> {
    let signed = xmlsec_sign(&after_issuer(unsigned, &Template::new("_a1").xml()), signing());
    Material { unsigned: unsigned.to_owned(), signed, id: "_a1".to_owned(), keys: signing() }
}

/// Signature wrapping again, over the other messages that are signed inside.
fn write_logout_messages() {
    let status =
        "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>";
    let destination = format!(" Destination=\"{}\"", SSO.replace("/sso", "/slo"));
    let answers = format!("{destination} InResponseTo=\"_q1\"");
    for (element, attributes, children) in
        [("LogoutRequest", &destination, "<saml:NameID>nobody</saml:NameID>"), ("LogoutResponse", &answers, status)]
    {
        let material = sound(&super::keys::request_xml(attributes, children).replace("AuthnRequest", element));
        let folder = element.to_lowercase().replace("logout", "logout-");
        write(&format!("accept/{folder}"), "signed.xml", &material.signed);
        for Bad(file, _, _, make) in WRAPPINGS.iter().take(8) {
            write(&format!("reject/{folder}"), &format!("{file}.xml"), &make(&material));
        }
        let elsewhere = material.unsigned.replace(&SSO.replace("/sso", "/slo"), "&lt;script>alert(31337)&lt;/script>");
        write(&format!("reject/{folder}"), "script-in-destination.xml", &sound(&elsewhere).signed);
    }
}

/// Each parameter of a signed query twice.
fn write_queries(unsigned: &str) {
    let query = sign(&redirect(unsigned.as_bytes(), Some("state")), &signing().key);
    for (place, name) in ["request", "relay-state", "algorithm", "signature"].into_iter().enumerate() {
        let again = query.split('&').nth(place).unwrap();
        write("reject/query", &format!("signed-with-repeated-{name}.txt"), &format!("{query}&{again}"));
    }
}

fn write(folder: &str, name: &str, text: &str) {
    fs::create_dir_all(vectors(folder)).unwrap();
    fs::write(vectors(folder).join(name), text).unwrap();
}
