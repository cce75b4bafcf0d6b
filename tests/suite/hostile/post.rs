//! The POST binding: forms that are none, and messages whose signature is inside and is not what it seems.

use super::Said::{self, Page};
use super::{SCRIPT, Scene, Sound, is_harmless, is_helpful, judge};
use crate::support::answer::Answer;
use crate::support::post::{Template, after_issuer, post_from_elsewhere};
use crate::support::sp::{Sp, deflate, fresh_id, percent, signing};
use crate::support::wrapping::{Bad, Material, SIGNATURES, WRAPPINGS};
use data_encoding::BASE64;
use std::time::{Duration, Instant};

fn material(sound: &Sound) -> Material<'static> {
    Material {
        unsigned: sound.request.xml(),
        signed: sound.request.enveloped(),
        id: sound.request.id.clone(),
        keys: signing(),
    }
}

impl Scene {
    /// The sound message, posted, is answered with success.
    fn control(&mut self, name: &str, sound: &Sound, sp: &Sp) {
        let xml = if sound.is_signed { sound.request.enveloped() } else { sound.request.xml() };
        let answer = Answer::of(&self.ada.browser.send(&self.app, &xml, Some("state")));
        assert!(answer.is_success() && answer.action == sp.default_acs(), "{name}: the control");
    }

    fn run_bad(&mut self, all: &[Bad]) {
        let sp = self.strict.clone();
        for Bad(name, _, words, make) in all {
            let sound = Sound::new(&self.app, &sp, true);
            let bad = make(&material(&sound));
            let started = Instant::now();
            let page = self.ada.browser.send(&self.app, &bad, Some("state"));
            assert!(started.elapsed() < Duration::from_secs(15), "{name}: {:?}", started.elapsed());
            let got = judge(name, &Page(words), &page, &sp);
            self.control(name, &sound, &sp);
            eprintln!("{name:<40} {got}");
        }
        assert_eq!(self.app.count("pending"), 0, "nothing hostile is left waiting");
    }
}

// Threat: signature wrapping, XSW1 to 8: one element is checked, another read.
#[test]
fn what_is_checked_is_what_is_read() {
    Scene::new().run_bad(WRAPPINGS);
}

// Threat: a signature that holds, but by another key, algorithm or reading than ours.
#[test]
fn a_signature_inside_has_one_form_and_our_keys() {
    Scene::new().run_bad(SIGNATURES);
}

// Where none is required, one that is there must hold all the same.
#[test]
fn a_signature_inside_must_hold_though_none_is_needed() {
    let mut scene = Scene::new();
    let sp = scene.portal.clone();
    let sound = Sound::new(&scene.app, &sp, false);
    for Bad(name, _, words, make) in SIGNATURES.iter().filter(|bad| bad.1.starts_with("Enveloped(")) {
        let page = scene.ada.browser.send(&scene.app, &make(&material(&sound)), None);
        judge(name, &Page(words), &page, &sp);
    }
    scene.control("unsigned", &sound, &sp);
}

// SAML bindings §3.4.4.1: by redirect a signature belongs in the address; one inside is not even looked at.
#[test]
fn a_signature_inside_is_refused_by_redirect() {
    let mut scene = Scene::new();
    let sp = scene.strict.clone();
    let sound = Sound::new(&scene.app, &sp, true);
    let xml = sound.request.enveloped();
    let bare = crate::support::sp::path(&crate::support::sp::redirect(xml.as_bytes(), None));
    for path in [bare, crate::support::sp::path(&sound.with_xml(xml.as_bytes()))] {
        let page = scene.ada.browser.get(&path);
        judge("by redirect", &Page("Redirect binding forbids"), &page, &sp);
    }
    scene.control("by redirect", &sound, &sp);
}

/// Its name, what it gets, and the form's body.
struct Form(&'static str, Said, fn(&str) -> String);

fn encoded(octets: &[u8]) -> String {
    format!("SAMLRequest={}", percent(&BASE64.encode(octets)))
}

fn zlib(xml: &str) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(xml.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

const FORMS: &[Form] = &[
    Form("nothing", Page("no SAMLRequest"), |_| String::new()),
    Form("an empty request", Page("no SAMLRequest"), |_| "SAMLRequest=&RelayState=x".into()),
    Form("a response", Page("SAMLResponse"), |xml| encoded(xml.as_bytes()).replace("Request", "Response")),
    Form("request and response", Page("SAMLResponse"), |xml| encoded(xml.as_bytes()) + "&SAMLResponse="),
    Form("two requests", Page("is there twice"), |xml| encoded(xml.as_bytes()) + "&" + &encoded(xml.as_bytes())),
    Form("two requests, one disguised", Page("is there twice"), |xml| encoded(xml.as_bytes()) + "&%53AMLRequest=AAAA"),
    Form("two RelayStates", Page("is there twice"), |xml| {
        format!("RelayState=a&{}&RelayState=a", encoded(xml.as_bytes()))
    }),
    Form("a signature beside", Page("beside the message"), |xml| encoded(xml.as_bytes()) + "&Signature=AAAA"),
    Form("an algorithm beside", Page("beside the message"), |xml| encoded(xml.as_bytes()) + "&SigAlg=x"),
    Form("not base64", Page("not valid base64"), |_| "SAMLRequest=%3Cscript%3E".into()),
    Form("a plus that was not escaped", Page("%2B"), |_| "SAMLRequest=AA+A".into()),
    Form("escapes that are none", Page("percent-encoded"), |_| "SAMLRequest=%G1".into()),
    Form("compressed", Page("compressed (DEFLATE)"), |xml| encoded(&deflate(xml.as_bytes()))),
    Form("compressed with a zlib header", Page("compressed (DEFLATE)"), |xml| encoded(&zlib(xml))),
    Form("a bomb", Page("compressed (DEFLATE)"), |xml| {
        encoded(&deflate(format!("{xml}{}", " ".repeat(50_000_000)).as_bytes()))
    }),
    Form("octets without sense", Page("cannot be read"), |_| encoded(&[0xFB; 100])),
    Form("66 KB of message", Page("larger than 65536"), |_| encoded(&[b'<'; 67_000])),
    Form("10,000 transforms", Page("larger than 65536"), |xml| {
        let signature = Template { transforms: "<ds:Transform/>".repeat(10_000), ..Template::new("x") };
        encoded(after_issuer(xml, &signature.xml()).as_bytes())
    }),
    Form("65,537 octets of message", Page("more than the 65536"), |_| encoded(&[b'<'; 65_537])),
    Form("400 KB of form", Page("longer than any sign-on request"), |_| encoded(&[b'<'; 300_000])),
    Form("100 KB of RelayState", Page("RelayState is longer"), |xml| {
        format!("{}&RelayState={}", encoded(xml.as_bytes()), "x".repeat(100_000))
    }),
    Form("a NUL in RelayState", Page("control characters"), |xml| encoded(xml.as_bytes()) + "&RelayState=a%00b"),
    Form("RelayState that is not UTF-8", Page("percent-encoded"), |xml| encoded(xml.as_bytes()) + "&RelayState=%FF%FE"),
    Form("too many fields", Page("too many fields"), |xml| encoded(xml.as_bytes()) + &"&x=y".repeat(100)),
    Form("a script in RelayState", Said::Success, |xml| {
        format!("{}&RelayState={}", encoded(xml.as_bytes()), percent(SCRIPT))
    }),
    Form("in lines", Said::Success, |xml| {
        let text = BASE64.encode(xml.as_bytes());
        let lines: Vec<&str> = (0..text.len()).step_by(76).map(|at| &text[at..text.len().min(at + 76)]).collect();
        format!("SAMLRequest={}", percent(&(lines.join("\r\n") + "\n")))
    }),
    Form("a field of someone else's", Said::Success, |xml| format!("utm=a+b&{}&&x", encoded(xml.as_bytes()))),
];

#[test]
fn a_form_that_is_none_of_the_binding_gets_a_page() {
    let mut scene = Scene::new();
    let sp = scene.portal.clone();
    for Form(name, said, body) in FORMS {
        let mut sound = Sound::new(&scene.app, &sp, false);
        let posted = raw_post(&scene, "application/x-www-form-urlencoded", &body(&sound.request.xml()));
        let page = scene.ada.browser.after(posted);
        let got = judge(name, said, &page, &sp);
        if matches!(said, Said::Success) {
            sound.request.id = fresh_id();
        }
        scene.control(name, &sound, &sp);
        eprintln!("{name:<40} {got}");
    }
    let sound = Sound::new(&scene.app, &sp, false);
    for kind in ["text/plain", "multipart/form-data", "application/json", "text/xml"] {
        let page = raw_post(&scene, kind, &encoded(sound.request.xml().as_bytes()));
        is_harmless(kind, &page);
        assert!(is_helpful(kind, &page).contains("not a form"), "{kind}");
    }
    scene.control("content types", &sound, &sp);
    assert_eq!(post_from_elsewhere(&scene.app, &[("SAMLRequest", &"A".repeat(600_000))]).status, 413);
}

fn raw_post(scene: &Scene, kind: &str, body: &str) -> crate::support::browser::Page {
    crate::support::browser::Browser::new(&scene.app.base).post_raw("/saml/sso", kind, body)
}
