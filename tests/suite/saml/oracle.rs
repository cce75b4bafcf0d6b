//! What we sign and encrypt, as xmlsec1 sees it; and altered in what matters, so that it is known to look. Every shape of
//! it is in `shapes`.

use super::bench::{AWKWARD, Bench, IDP, xmlsec1};
use super::keys::{Identity, NOW, SP, metadata};
use data_encoding::BASE64;
use openssl::encrypt::Decrypter;
use openssl::hash::MessageDigest;
use openssl::rsa::Padding;
use openssl::symm::{Cipher, decrypt_aead};
use senza::domain::SystemRandom;
use senza::saml::attribute::SamlAttribute;
use senza::saml::metadata::{Binding, IdpDescription, publish};
use senza::saml::xml::{Document, Limits};
use senza::saml::{NameIdFormat, Status, Validity};
use std::fs;
use std::path::Path;
use std::process::Output;
use time::Duration;

fn attributes() -> Vec<SamlAttribute> {
    vec![
        SamlAttribute::pairwise_id("ABC234@idp.example.org".to_owned()),
        SamlAttribute::named("mail", vec!["a@example.org".to_owned(), AWKWARD.to_owned()]),
        SamlAttribute::named("cost \"centre\" <&>", vec![String::new()]),
        SamlAttribute::named("uid", vec![]),
    ]
}

/// The same document with one text replaced by another, which must have been there.
fn altered(xml: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(xml).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_signed_assertion_verifies_and_an_altered_one_does_not() {
    let bench = Bench::new();
    let sp = metadata("", "");
    for attributes in [attributes(), vec![]] {
        let assertion = bench.assertion(&sp, attributes);
        assert!(bench.verifies(assertion.xml(), "Assertion"));
        for (from, to) in [(SP, "https://attacker.example/sp"), ("12:05:00Z", "12:59:00Z"), ("refeds", "refed5")] {
            assert!(!bench.verifies(&altered(assertion.xml(), from, to), "Assertion"), "{from}");
        }
    }
}

#[test]
fn both_signatures_of_a_response_verify() {
    let bench = Bench::new();
    let sp = metadata("", "");
    let assertion = bench.assertion(&sp, attributes());
    let response = bench.sign(bench.response(&sp).success(assertion, &bench.credential()));
    assert_eq!(response.destination().location(), "https://sp.example.org/acs");
    assert_eq!(BASE64.decode(response.base64().as_bytes()).unwrap(), response.xml());
    assert!(bench.verifies(response.xml(), "Response"));
    assert!(bench.verifies(response.xml(), "Assertion"));
    let inside = altered(response.xml(), "a@example.org", "b@example.org");
    assert!(!bench.verifies(&inside, "Response") && !bench.verifies(&inside, "Assertion"));
    let around = altered(response.xml(), "Destination=\"https://sp", "Destination=\"https://xp");
    assert!(!bench.verifies(&around, "Response") && bench.verifies(&around, "Assertion"));
}

#[test]
fn an_error_response_verifies() {
    let bench = Bench::new();
    let sp = metadata("", "");
    for (status, message) in
        [(Status::NO_PASSIVE, AWKWARD), (Status::INVALID_NAME_ID_POLICY, ""), (Status::SUCCESS, "x")]
    {
        let response = bench.sign(bench.response(&sp).error(status, message, &bench.credential()));
        assert!(bench.verifies(response.xml(), "Response"));
        assert!(!bench.verifies(&altered(response.xml(), "status:", "statu5:"), "Response"));
    }
}

#[test]
fn xmlsec1_decrypts_and_verifies_an_encrypted_assertion() {
    let (bench, portal) = (Bench::new(), Identity::rsa());
    let aes256 = r#"<md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>"#;
    for methods in ["", aes256] {
        let sp = metadata("", &portal.key_descriptor("encryption", methods));
        let assertion = bench.assertion(&sp, attributes());
        let encrypted = assertion.encrypt(sp.encryption_key().unwrap(), &SystemRandom).unwrap();
        let response = bench.sign(bench.response(&sp).success(encrypted, &bench.credential()));
        assert!(bench.verifies(response.xml(), "Response"));
        assert!(!std::str::from_utf8(response.xml()).unwrap().contains("example.org@"));

        let file = bench.path("encrypted.xml");
        fs::write(&file, response.xml()).unwrap();
        let plain = decrypt(&bench, &portal, &file);
        assert!(plain.status.success(), "{}", String::from_utf8_lossy(&plain.stderr));
        assert!(bench.verifies(&plain.stdout, "Assertion"));
        assert!(!decrypt(&bench, &Identity::rsa(), &file).status.success());
    }
}

fn decrypt(bench: &Bench, portal: &Identity, file: &Path) -> Output {
    let key = bench.path("portal.key");
    fs::write(&key, portal.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
    xmlsec1(&["--decrypt", "--privkey-pem", key.to_str().unwrap(), file.to_str().unwrap()])
}

/// xmlsec1 1.2 does not know this key transport; its parts are taken apart here.
#[test]
fn the_better_key_transport_opens_with_sha256() {
    let (bench, portal) = (Bench::new(), Identity::rsa());
    let methods = r#"<md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/><md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#rsa-oaep"><ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/></md:EncryptionMethod>"#;
    let sp = metadata("", &portal.key_descriptor("encryption", methods));
    let assertion = bench.assertion(&sp, attributes());
    let encrypted = assertion.encrypt(sp.encryption_key().unwrap(), &SystemRandom).unwrap();
    let document = Document::parse(encrypted.xml(), &Limits::MESSAGE).unwrap();
    let values: Vec<Vec<u8>> = document
        .root()
        .descendants()
        .filter(|element| element.local_name() == "CipherValue")
        .map(|element| BASE64.decode(element.exact_text().unwrap().as_bytes()).unwrap())
        .collect();
    let [wrapped, data] = values.as_slice() else { panic!("two CipherValue elements") };
    let mut decrypter = Decrypter::new(&portal.key).unwrap();
    decrypter.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
    decrypter.set_rsa_oaep_md(MessageDigest::sha256()).unwrap();
    decrypter.set_rsa_mgf1_md(MessageDigest::sha256()).unwrap();
    let mut key = vec![0; decrypter.decrypt_len(wrapped).unwrap()];
    let length = decrypter.decrypt(wrapped, &mut key).unwrap();
    assert_eq!(length, 32);
    let (nonce, rest) = data.split_at(12);
    let (ciphertext, tag) = rest.split_at(rest.len() - 16);
    let plain = decrypt_aead(Cipher::aes_256_gcm(), &key[..length], Some(nonce), &[], ciphertext, tag).unwrap();
    assert_eq!(plain, assertion.xml());
}

#[test]
fn no_assertion_outlives_five_minutes() {
    for asked in [Duration::minutes(5), Duration::hours(1), Duration::MAX] {
        assert_eq!(Validity::starting(NOW, asked).not_on_or_after(), NOW + Duration::minutes(5));
    }
    assert_eq!(Validity::starting(NOW, Duration::minutes(-1)).not_on_or_after(), NOW);
}

#[test]
fn an_assertion_says_whom_it_is_for_and_until_when() {
    let bench = Bench::new();
    let assertion = bench.assertion(&metadata("", ""), attributes());
    let text = std::str::from_utf8(assertion.xml()).unwrap();
    for part in [
        "<saml:Audience>https://sp.example.org/sp</saml:Audience>",
        r#"<saml:SubjectConfirmationData InResponseTo="_a1" NotOnOrAfter="2026-01-01T12:05:00Z" Recipient="https://sp.example.org/acs">"#,
        r#"<saml:Conditions NotBefore="2026-01-01T11:59:30Z" NotOnOrAfter="2026-01-01T12:05:00Z">"#,
        r#"SessionNotOnOrAfter="2026-01-01T20:00:00Z""#,
        "<saml:AttributeValue>ABC234@idp.example.org</saml:AttributeValue>",
        r#"FriendlyName="mail" Name="urn:oid:0.9.2342.19200300.100.1.3" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri""#,
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(!text.contains("FriendlyName=\"uid\""), "an attribute without a value is not told");
}

#[test]
fn our_metadata_is_in_the_order_of_its_schema() {
    let idp = IdpDescription {
        entity_id: IDP.to_owned(),
        single_sign_on: vec![(Binding::HttpRedirect, "https://idp.example.org/saml/sso".to_owned())],
        single_logout: vec![(Binding::HttpPost, "https://idp.example.org/saml/slo".to_owned())],
        scope: "idp.example.org".to_owned(),
        signing_certificates: vec![Identity::rsa().certificate],
        display_name: "Senza & friends".to_owned(),
        name_id_formats: NameIdFormat::OFFERED.to_vec(),
        ..IdpDescription::default()
    };
    let xml = publish(&idp);
    let document = Document::parse(&xml, &Limits::METADATA).unwrap();
    let role = document.root().children().next().unwrap();
    let order: Vec<&str> = role.children().map(|child| child.local_name()).collect();
    assert_eq!(
        order,
        ["Extensions", "KeyDescriptor", "SingleLogoutService", "NameIDFormat", "NameIDFormat", "SingleSignOnService"]
    );
    assert_eq!(role.boolean("WantAuthnRequestsSigned"), Ok(Some(false)));
    let scope = role.descendants().find(|element| element.local_name() == "Scope").unwrap();
    assert_eq!((scope.exact_text(), scope.attribute("regexp")), (Ok("idp.example.org"), Some("false")));
    assert_eq!(xml, publish(&idp));
}
