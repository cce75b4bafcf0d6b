//! What the running program sends, as xmlsec1 sees it: with the certificate that it publishes, and altered.

use crate::support::answer::Answer;
use crate::support::app::{TestApp, spawn};
use crate::support::browser::Browser;
use crate::support::person::{Person, enrol_as};
use crate::support::sp::{Sp, encryption, stranger};
use data_encoding::BASE64;
use openssl::x509::X509;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

const RESPONSE: &str = "urn:oasis:names:tc:SAML:2.0:protocol:Response";
const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion:Assertion";
const AWKWARD: &str = "Ada <&> \"Söhne\" 'x' ]]> 𝔘";

/// Someone signed in at an identity provider, and xmlsec1 with the certificate that it publishes.
struct Bench {
    app: TestApp,
    ada: Person,
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let app = spawn();
        let ada = enrol_as(&app, "ada@example.org", false, &[("mail", "ada@example.org"), ("displayName", AWKWARD)]);
        let folder = TempDir::new().unwrap();
        let metadata = Browser::new(&app.base).get("/saml/metadata").body;
        let text = metadata.split("X509Certificate>").nth(1).unwrap().split('<').next().unwrap();
        let certificate = X509::from_der(&BASE64.decode(text.as_bytes()).unwrap()).unwrap();
        fs::write(folder.path().join("idp.pem"), certificate.to_pem().unwrap()).unwrap();
        fs::write(folder.path().join("stranger.pem"), stranger().certificate.to_pem().unwrap()).unwrap();
        Self { app, ada, folder }
    }

    fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn answer(&mut self, sp: &Sp) -> Answer {
        Answer::of(&self.ada.browser.get(&sp.request(&self.app).signed()))
    }

    /// Whether the signature that is the child of this element holds, with this certificate and no other.
    fn holds_with(&self, xml: &str, element: &str, certificate: &str) -> bool {
        let file = self.file("signed.xml", xml);
        let certificate = self.folder.path().join(certificate);
        let local = element.rsplit(':').next().unwrap();
        let place = format!("//*[local-name()='{local}']/*[local-name()='Signature']");
        let output = xmlsec1(&[
            "--verify",
            "--pubkey-cert-pem",
            certificate.to_str().unwrap(),
            "--id-attr:ID",
            ASSERTION,
            "--id-attr:ID",
            RESPONSE,
            "--node-xpath",
            &place,
            file.to_str().unwrap(),
        ]);
        output.status.success()
    }

    fn holds(&self, xml: &str, element: &str) -> bool {
        self.holds_with(xml, element, "idp.pem")
    }

    fn decrypted(&self, xml: &str, keys: &crate::support::sp::Keys) -> Option<String> {
        let pem = String::from_utf8(keys.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
        let (key, file) = (self.file("sp.key", &pem), self.file("encrypted.xml", xml));
        let output = xmlsec1(&["--decrypt", "--privkey-pem", key.to_str().unwrap(), file.to_str().unwrap()]);
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }
}

fn xmlsec1(arguments: &[&str]) -> Output {
    let started = Command::new("xmlsec1").args(arguments).output();
    started.expect("xmlsec1 is not installed: apt-get install xmlsec1")
}

/// The same text with one part replaced, which must have been there.
fn altered(xml: &str, from: &str, to: &str) -> String {
    assert!(xml.contains(from), "{from} is not in {xml}");
    xml.replacen(from, to, 1)
}

#[test]
fn xmlsec1_finds_both_signatures_of_an_answer_sound() {
    let mut bench = Bench::new();
    let portal = Sp::new("portal").told(&["mail", "displayName"]).register(&bench.app);
    let xml = bench.answer(&portal).response;
    assert!(bench.holds(&xml, RESPONSE) && bench.holds(&xml, ASSERTION));
    let inside = altered(&xml, "ada@example.org", "bob@example.org");
    assert!(!bench.holds(&inside, RESPONSE) && !bench.holds(&inside, ASSERTION), "control");
    let around = altered(&xml, "portal.example/acs", "portal.example/ACS");
    assert!(
        !bench.holds(&around, RESPONSE) && bench.holds(&around, ASSERTION),
        "control: each is over its own element"
    );
    assert!(!bench.holds_with(&xml, RESPONSE, "stranger.pem"), "control: another key does not do");
}

#[test]
fn xmlsec1_decrypts_an_answer_and_finds_the_assertion_inside_sound() {
    let mut bench = Bench::new();
    let sealed = Sp::new("sealed").encrypted_to().told(&["mail", "displayName"]).register(&bench.app);
    let answer = bench.answer(&sealed);
    assert!(bench.holds(&answer.response, RESPONSE));
    let plain = bench.decrypted(&answer.response, encryption()).expect("it decrypts");
    assert!(plain.contains("ada@example.org") && bench.holds(&plain, ASSERTION));
    assert!(!bench.holds(&altered(&plain, "ada@example.org", "bob@example.org"), ASSERTION), "control");
    assert_eq!(bench.decrypted(&answer.response, stranger()), None, "control: another key opens nothing");
    let cipher = answer.response.rsplit("CipherValue>").nth(1).unwrap().trim_end_matches("</xenc:").to_owned();
    let flipped = altered(&answer.response, &cipher, &flip(&cipher));
    assert!(!bench.holds(&flipped, RESPONSE), "control");
    assert_eq!(bench.decrypted(&flipped, encryption()), None, "control: the cipher is authenticated");
}

/// One letter in the middle is another.
fn flip(base64: &str) -> String {
    let mut letters: Vec<u8> = base64.bytes().collect();
    let middle = letters.len() / 2;
    letters[middle] = if letters[middle] == b'A' { b'B' } else { b'A' };
    String::from_utf8(letters).unwrap()
}

#[test]
fn xmlsec1_finds_an_error_response_sound() {
    let bench = Bench::new();
    let portal = Sp::new("portal").register(&bench.app);
    let passive = portal.request(&bench.app).with("IsPassive", "true");
    let answer = Answer::of(&Browser::new(&bench.app.base).get(&passive.signed()));
    assert_eq!(answer.status().1, "NoPassive");
    assert!(bench.holds(&answer.response, RESPONSE));
    assert!(!bench.holds(&altered(&answer.response, "NoPassive", "NoPassiv"), RESPONSE), "control");
    assert!(!bench.holds(&answer.response, ASSERTION), "control: there is no assertion");
}

#[test]
fn xmlsec1_finds_an_answer_that_nobody_asked_for_sound() {
    let mut bench = Bench::new();
    let portal = Sp::new("portal").register(&bench.app);
    let path = format!("/saml/init?sp={}", crate::support::sp::percent(&portal.entity_id));
    let answer = Answer::of(&bench.ada.browser.get(&path));
    assert!(bench.holds(&answer.response, RESPONSE) && bench.holds(&answer.response, ASSERTION));
}
