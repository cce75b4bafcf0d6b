//! Every shape that the emitter can write, listed from its own types, verifies in xmlsec1 and in signxml, and decrypts;
//! with one octet altered it does not.
//!
//! A kind of document, a status, a format, an algorithm or a way to travel that is added to the emitter goes into `each`,
//! without which nothing here compiles, and what it looks like into `write`.

mod each;
mod write;

use self::each::Travel;
use self::write::{Sealed, Shape, Writer};
use super::bench::{Bench, xmlsec1};
use super::keys::Identity;
use crate::support::peer::Peer;
use senza::domain::SigningAlgorithm;
use senza::saml::encrypt::KeyTransport;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// All shapes on disk, a file each.
struct Written {
    bench: Bench,
    portal: Identity,
    shapes: Vec<(Shape, PathBuf)>,
    queries: Vec<write::Query>,
}

impl Written {
    fn new() -> Self {
        let (bench, portal) = (Bench::new(), Identity::rsa());
        let mut writer = Writer { bench: &bench, portal: &portal, shapes: Vec::new(), queries: Vec::new() };
        writer.write_all();
        let Writer { shapes, queries, .. } = writer;
        let mut files = Vec::new();
        for (n, shape) in shapes.into_iter().enumerate() {
            let file = bench.path(&format!("shape-{n}.xml"));
            fs::write(&file, &shape.xml).unwrap();
            files.push((shape, file));
        }
        fs::write(bench.path("portal.key"), portal.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
        Self { bench, portal, shapes: files, queries }
    }

    fn each_signature(&self) -> impl Iterator<Item = (&Shape, &PathBuf, &'static str)> {
        self.shapes.iter().flat_map(|(shape, file)| shape.signed.iter().map(move |element| (shape, file, *element)))
    }
}

/// A digit of the element's own IssueInstant is another: one octet, which only its signature covers.
fn altered(xml: &[u8], element: &str) -> Vec<u8> {
    let text = std::str::from_utf8(xml).unwrap();
    let start = text.find(&format!(":{element} ")).unwrap_or_else(|| panic!("no {element} in {text}"));
    let at = start + text[start..].find("IssueInstant=\"2026-01-01T12:00:00Z\"").unwrap() + "IssueInstant=\"2".len();
    let mut octets = xml.to_vec();
    assert_eq!(octets[at], b'0');
    octets[at] = b'1';
    octets
}

/// One letter in the middle of the last CipherValue is another.
fn other_cipher(xml: &[u8]) -> Vec<u8> {
    let mut octets = xml.to_vec();
    let text = std::str::from_utf8(xml).unwrap();
    let end = text.rfind("</xenc:CipherValue>").unwrap();
    let at = (text[..end].rfind('>').unwrap() + end) / 2;
    octets[at] = if octets[at] == b'A' { b'B' } else { b'A' };
    octets
}

fn beside(file: &Path, suffix: &str, octets: &[u8]) -> PathBuf {
    let path = file.with_extension(suffix);
    fs::write(&path, octets).unwrap();
    path
}

#[test]
fn every_shape_verifies_in_xmlsec1_and_altered_does_not() {
    let written = Written::new();
    let groups = ["Assertion", "Response", "LogoutRequest", "LogoutResponse"];
    let mut verified = 0;
    for element in groups {
        for algorithm in each::algorithms() {
            let of_group =
                |(shape, _, signed): &(&Shape, &PathBuf, &str)| (shape.algorithm, *signed) == (algorithm, element);
            let files: Vec<PathBuf> =
                written.each_signature().filter(of_group).map(|(_, file, _)| file.clone()).collect();
            assert!(!files.is_empty(), "{element} by {algorithm}");
            for some in files.chunks(40) {
                // All of them at once; if that fails, one by one, to say which.
                if !written.bench.xmlsec1_verifies(some, element, algorithm) {
                    let bad = some
                        .iter()
                        .find(|file| !written.bench.xmlsec1_verifies(&[(*file).clone()], element, algorithm));
                    panic!("{element} by {algorithm}: {:?}", bad.map(fs::read_to_string));
                }
            }
            verified += files.len();
        }
    }
    assert_eq!(verified, written.each_signature().count());
    println!("{} shapes, {verified} signatures verify in xmlsec1", written.shapes.len());
    every_altered_one_is_refused(&written);
}

fn every_altered_one_is_refused(written: &Written) {
    let all: Vec<_> = written.each_signature().collect();
    let refused = |some: &[(&Shape, &PathBuf, &'static str)]| {
        for (shape, file, element) in some {
            let bad = beside(file, &format!("{element}.altered"), &altered(&shape.xml, element));
            assert!(!written.bench.xmlsec1_verifies(&[bad], element, shape.algorithm), "{}", shape.name);
        }
    };
    std::thread::scope(|scope| {
        let (one, two) = all.split_at(all.len() / 2);
        scope.spawn(move || refused(one));
        refused(two);
    });
    let other = |algorithm| {
        if algorithm == SigningAlgorithm::RsaSha256 {
            SigningAlgorithm::EcdsaSha256
        } else {
            SigningAlgorithm::RsaSha256
        }
    };
    let (shape, file, element) = &all[0];
    assert!(!written.bench.xmlsec1_verifies(&[(*file).clone()], element, other(shape.algorithm)), "nor by another key");
}

#[test]
fn every_shape_verifies_in_signxml_and_altered_does_not() {
    let written = Written::new();
    let mut signxml = Peer::xml_oracle();
    for (shape, file, element) in written.each_signature() {
        let path: Vec<&str> =
            if element == "Assertion" && shape.signed.len() > 1 { vec!["saml:Assertion"] } else { vec![] };
        let certificate = written.bench.certificate(shape.algorithm);
        let mut ask = |file: &Path| {
            signxml.ask(&json!({ "do": "verify", "file": file, "certificate": certificate, "path": path }))
        };
        let answer = ask(file);
        assert_eq!(answer["signed"], element, "{}: {answer}", shape.name);
        assert!(std::str::from_utf8(&shape.xml).unwrap().contains(&format!("ID={}", answer["id"])));
        let refused = ask(&beside(file, "altered", &altered(&shape.xml, element)));
        assert!(said(&refused).starts_with("InvalidDigest"), "{}: {refused}", shape.name);
    }
    let certificate = written.bench.certificate(SigningAlgorithm::RsaSha256);
    let mut ask = |query: &str| signxml.ask(&json!({ "do": "query", "query": query, "certificate": certificate }));
    for query in &written.queries {
        assert_eq!(ask(&query.query), json!({}), "{}", query.name);
        assert!(
            ask(&query.query.replacen("RelayState=s", "RelayState=S", 1))["refused"]
                .as_str()
                .unwrap()
                .contains("InvalidSignature")
        );
    }
    println!(
        "{} signatures and {} queries verify in signxml and cryptography",
        written.each_signature().count(),
        written.queries.len()
    );
}

/// Why something was refused; empty when it was not.
fn said(answer: &Value) -> &str {
    answer["refused"].as_str().unwrap_or_default()
}

fn sealed(written: &Written) -> impl Iterator<Item = (&Shape, &PathBuf, &Sealed)> {
    written.shapes.iter().filter_map(|(shape, file)| Some((shape, file, shape.sealed.as_ref()?)))
}

/// xmlsec1 1.2, which Debian 12 has, does not know the key transport of XML Encryption 1.1 (1.3 does); there
/// cryptography alone opens those, as `every_sealed_shape_decrypts_in_cryptography` shows for all.
#[test]
fn every_sealed_shape_that_xmlsec1_knows_decrypts_there_and_verifies_inside() {
    let written = Written::new();
    let listed = xmlsec1(&["--list-transforms"]);
    let knows_all = String::from_utf8_lossy(&listed.stdout).contains("rsa-oaep-enc11");
    let key = written.bench.path("portal.key");
    let decrypt = |file: &Path| xmlsec1(&["--decrypt", "--privkey-pem", key.to_str().unwrap(), file.to_str().unwrap()]);
    let mut opened = 0;
    for (shape, file, sealed) in sealed(&written) {
        match sealed.transport {
            KeyTransport::OaepSha256 if !knows_all => {
                assert!(!decrypt(file).status.success(), "it has learnt: {}", shape.name);
                continue;
            }
            KeyTransport::OaepMgf1p | KeyTransport::OaepSha256 => {}
        }
        let plain = decrypt(file);
        assert!(plain.status.success(), "{}: {}", shape.name, String::from_utf8_lossy(&plain.stderr));
        if sealed.is_signed {
            let inside = beside(file, "plain", &plain.stdout);
            assert!(written.bench.xmlsec1_verifies(&[inside], "Assertion", shape.algorithm), "{}", shape.name);
            let bad = beside(file, "plain.altered", &altered(&plain.stdout, "Assertion"));
            assert!(!written.bench.xmlsec1_verifies(&[bad], "Assertion", shape.algorithm), "{}", shape.name);
        } else {
            assert!(!String::from_utf8_lossy(&plain.stdout).contains("<saml:Assertion><ds:Signature"));
        }
        assert!(!decrypt(&beside(file, "cipher", &other_cipher(&shape.xml))).status.success(), "{}", shape.name);
        opened += 1;
    }
    assert!(opened >= 16, "{opened}");
    println!("{opened} sealed shapes decrypt in xmlsec1; rsa-oaep of XML Encryption 1.1 known to it: {knows_all}");
}

#[test]
fn every_sealed_shape_decrypts_in_cryptography_and_altered_does_not() {
    let written = Written::new();
    let mut oracle = Peer::xml_oracle();
    let (key, stranger) = (written.bench.path("portal.key"), written.bench.path("stranger.key"));
    fs::write(&stranger, written.bench.idp.key.private_key_to_pem_pkcs8().unwrap()).unwrap();
    let open =
        |oracle: &mut Peer, file: &Path, key: &Path| oracle.ask(&json!({ "do": "decrypt", "file": file, "key": key }));
    let mut opened = 0;
    for (shape, file, sealed) in sealed(&written) {
        let answer = open(&mut oracle, file, &key);
        let plain = std::str::from_utf8(&sealed.plain).unwrap();
        assert_eq!(answer["plain"], plain, "{}: {answer}", shape.name);
        let cipher = beside(file, "cipher", &other_cipher(&shape.xml));
        for refused in [open(&mut oracle, &cipher, &key), open(&mut oracle, file, &stranger)] {
            let said = said(&refused);
            assert!(said.starts_with("InvalidTag") || said.starts_with("ValueError"), "{}: {refused}", shape.name);
        }
        if sealed.is_signed {
            let inside = beside(file, "inside", plain.as_bytes());
            let certificate = written.bench.certificate(shape.algorithm);
            let verify = json!({ "do": "verify", "file": inside, "certificate": certificate, "path": [] });
            assert_eq!(oracle.ask(&verify)["signed"], "Assertion", "{}", shape.name);
        }
        opened += 1;
    }
    assert_eq!(opened, 2 * 2 * 2 * 2 * 2, "algorithm, asked for, cipher, key transport, signed");
    assert_eq!(written.portal.key.bits(), 2048);
}

#[test]
fn every_way_to_travel_is_among_the_shapes() {
    let written = Written::new();
    let found: Vec<Travel> = written.shapes.iter().filter_map(|(shape, _)| shape.travel).collect();
    assert!(each::travels().iter().all(|travel| found.contains(travel)), "{found:?}");
    let bare = written.shapes.iter().filter(|(shape, _)| shape.travel == Some(Travel::Bare));
    for (shape, _) in bare {
        let text = std::str::from_utf8(&shape.xml).unwrap();
        assert_eq!((text.matches("<ds:Signature ").count(), text.matches("<saml:Assertion ").count()), (1, 1));
    }
}
