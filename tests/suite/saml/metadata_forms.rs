//! The forms that service providers' metadata takes: a file for each, and what is read from it.

use super::keys::NOW;
use super::request_files::{names, vectors};
use senza::saml::SpMetadata;
use senza::saml::metadata::{AcceptPolicy, ParsedSp, parse_sp};
use std::fs;

/// File; how many signing and encryption keys are read from it; a sentence that its operator is told, or nothing.
const FORMS: &[(&str, (usize, usize), &str)] = &[
    ("cache-duration-on-role", (1, 0), ""),
    ("certificate-chain", (2, 0), "takes the key of the first certificate where a KeyInfo gives several"),
    ("certificate-with-usage-flags", (2, 0), ""),
    ("certificates-signed-with-old-digests", (2, 0), ""),
    ("comment-before-root", (1, 0), "does not keep the comments in it"),
    ("der-encoded-key-value", (4, 0), ""),
    ("ec-key-value", (6, 0), ""),
    ("elliptic-curve-p256", (1, 0), ""),
    ("elliptic-curve-p384", (1, 0), ""),
    ("elliptic-curve-p521", (1, 0), ""),
    ("expired-and-future-certificates", (2, 1), ""),
    ("extensions-everywhere", (1, 0), "it asks for attributes (urn:oid:2.5.4.4)"),
    ("indexes-from-one-without-default", (0, 0), "responses go by HTTP-POST to https://sp.example.org/acs/one unless"),
    ("key-name-beside-certificate", (1, 0), ""),
    ("key-name-instead-of-certificate", (1, 0), "ignores a KeyDescriptor that names a key without giving it"),
    ("many-keys-with-and-without-use", (5, 2), ""),
    ("name-split-by-comment", (0, 0), "does not keep the comments in it"),
    ("one-key-in-every-form", (1, 0), ""),
    ("requests-signed-as-one", (1, 0), "signed requests are required (AuthnRequestsSigned)"),
    ("roles-in-any-order", (1, 0), "ignores its other role, IDPSSODescriptor"),
    ("rsa-key-value", (2, 0), ""),
    ("script-in-name", (0, 0), ""),
    ("script-in-requested-attribute", (0, 0), "it asks for attributes (<script>"),
    ("soap-paos-artifact-beside-post", (1, 0), "ignores the PAOS endpoint https://sp.example.org/paos"),
    ("unknown-curve", (1, 0), "ignores a key that is neither RSA nor elliptic curve (P-256, P-384, P-521)"),
    ("whitespace-in-certificate", (1, 0), ""),
];

/// As whole programs write them, and with something hidden in a name: looked at one by one in `metadata_files` and below.
const ELSEWHERE: &[&str] = &[
    "better-encryption",
    "edwards-key",
    "mellon",
    "name-split-by-comment",
    "node-saml",
    "one-in-entities",
    "only-cbc",
    "passport-saml",
    "plain",
    "pysaml2",
    "script-in-name",
    "shibboleth",
    "simplesamlphp",
];

fn read(file: &str) -> ParsedSp {
    let xml = fs::read(vectors("accept/metadata").join(format!("{file}.xml"))).unwrap();
    parse_sp(&xml, &AcceptPolicy::default(), NOW).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn sp(file: &str) -> SpMetadata {
    read(file).metadata
}

#[test]
fn every_form_is_read_for_what_it_says() {
    for (file, keys, words) in FORMS {
        let parsed = read(file);
        let found = (parsed.metadata.signing_keys.len(), parsed.metadata.encryption_keys.len());
        assert_eq!((parsed.metadata.entity_id.as_str(), found), ("https://sp.example.org/saml", *keys), "{file}");
        let told = parsed.notes.iter().any(|note| note.to_string().contains(words));
        assert!(told, "{file}: {words:?} is not in {:#?}", parsed.notes);
    }
}

#[test]
fn every_file_is_in_a_table() {
    let mut known: Vec<String> = FORMS.iter().map(|(file, ..)| (*file).to_owned()).collect();
    known.extend(ELSEWHERE.iter().map(|file| (*file).to_owned()));
    assert_eq!(names("accept/metadata"), known.into_iter().collect());
}

/// IIP-MD12: what surrounds a key in a certificate has no say. The same key, in whatever it comes.
#[test]
fn one_key_is_one_key_in_every_form() {
    let plain = &sp("key-name-beside-certificate").signing_keys[0];
    for file in [
        "whitespace-in-certificate",
        "expired-and-future-certificates",
        "certificate-with-usage-flags",
        "certificate-chain",
        "certificates-signed-with-old-digests",
        "one-key-in-every-form",
        "rsa-key-value",
        "der-encoded-key-value",
    ] {
        assert_eq!(&sp(file).signing_keys[0], plain, "{file}");
    }
    for file in ["rsa-key-value", "der-encoded-key-value", "ec-key-value"] {
        for pair in sp(file).signing_keys.chunks(2) {
            assert!(pair[0] == pair[1], "{file}: bare, and in a certificate");
            assert!(pair[0].certificate().is_none() && pair[1].certificate().is_some(), "{file}");
        }
    }
    for (file, index) in [("elliptic-curve-p256", 0), ("elliptic-curve-p384", 2), ("elliptic-curve-p521", 4)] {
        assert_eq!(sp(file).signing_keys[0], sp("ec-key-value").signing_keys[index], "{file}");
    }
    assert_ne!(plain, &sp("ec-key-value").signing_keys[0], "control: another key is another");
    assert_ne!(plain, &other(), "control: also of the same kind");
}

fn other() -> senza::saml::metadata::PublicKey {
    sp("expired-and-future-certificates").signing_keys[1].clone()
}

/// MDIOP §2.6.1 allows one certificate; where there are more, the first is the key and the rest may be its issuers.
#[test]
fn of_a_chain_the_first_certificate_counts() {
    let chain = sp("certificate-chain");
    assert!(!chain.signing_keys.contains(&other()), "the issuer's key is nobody's here");
    assert_eq!(chain.signing_keys[1], sp("elliptic-curve-p256").signing_keys[0]);
}

#[test]
fn endpoints_are_read_whatever_else_stands_beside_them() {
    let sp = sp("soap-paos-artifact-beside-post");
    assert_eq!(sp.acs().len(), 4);
    assert_eq!(
        sp.default_endpoint().location(),
        "https://sp.example.org/acs",
        "the default among those that are served"
    );
    let one = self::sp("indexes-from-one-without-default");
    assert_eq!(one.acs().iter().map(|acs| acs.index).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(one.default_endpoint().location(), "https://sp.example.org/acs/one");
    let signed = self::sp("requests-signed-as-one");
    assert!(signed.authn_requests_signed && signed.want_assertions_signed == Some(false), "1 is true and 0 is false");
    assert_eq!(self::sp("cache-duration-on-role").valid_until, None, "a cacheDuration ends nothing");
}

#[test]
fn keys_are_shown_with_dates_and_fingerprint_for_people_to_compare() {
    let keys = sp("expired-and-future-certificates").signing_keys;
    let shown = keys[0].to_string();
    assert!(shown.starts_with("RSA, 2048 bits, certificate of 2010-01-01 to 2012-01-01, SHA-256 "), "{shown}");
    assert_eq!(shown.rsplit(' ').next().unwrap().split(':').count(), 32);
    let curve = sp("ec-key-value").signing_keys[4].to_string();
    assert!(curve.starts_with("elliptic curve P-521, without a certificate, SHA-256 "), "{curve}");
}

/// A name is one line of text, in what is read and in what is kept; a page escapes it.
#[test]
fn what_hides_in_a_name_is_text() {
    for file in ["script-in-name", "name-split-by-comment"] {
        let first = read(file);
        let name = first.metadata.display_name.unwrap();
        println!("{file}: {name}");
        let again = parse_sp(&first.stored_xml, &AcceptPolicy::default(), NOW).unwrap();
        assert_eq!(again.metadata.display_name.as_deref(), Some(&*name), "{file}");
        assert!(!name.contains("<!--"), "{file}");
    }
}
