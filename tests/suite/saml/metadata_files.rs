//! Service providers' metadata: bad files by name, and files as widely used software writes them.

use super::keys::NOW;
use super::request_files::{names, vectors};
use senza::saml::metadata::{AcceptPolicy, ParsedSp, SubjectIdReq, parse_sp};
use std::fs;
use time::macros::datetime;

const STRICT: AcceptPolicy = AcceptPolicy { allow_http_acs: false };

/// File and the reason, as the error prints for debugging.
const REJECTED: &[(&str, &str)] = &[
    ("certificate-and-key-differ", "Key(Disagree)"),
    ("two-key-values-differ", "Key(Disagree)"),
    ("ec-point-off-the-curve", "Key(NotAKey)"),
    ("ec-point-at-infinity", "Key(NotAKey)"),
    ("ec-point-of-another-curve", "Key(NotAKey)"),
    ("weak-key-value", "RsaTooShort { bits: 1024 }"),
    ("index-too-large", "AcsIndex(\"65536\")"),
    ("bad-boolean", "NotBoolean"),
    ("bad-index", "AcsIndex(\"-1\")"),
    ("bad-valid-until", "ValidUntil"),
    ("certificate-not-base64", "Key(NotBase64)"),
    ("certificate-not-der", "Key(NotACertificate)"),
    ("comment-in-certificate", "Key(NotBase64)"),
    ("dtd", "Doctype"),
    ("empty-entity-id", "EntityId"),
    ("encryption-key-not-rsa", "EncryptionKey"),
    ("encryption-key-only-named", "EncryptionKey"),
    ("encryption-key-of-another-kind", "EncryptionKey"),
    ("entity-id-too-long", "EntityId"),
    ("entity-id-with-space", "EntityId"),
    ("expired", "Expired(\"2025-12-31T23:59:59Z\")"),
    ("expired-role", "Expired"),
    ("expired-between", "Expired"),
    ("identity-provider", "NoServiceProvider"),
    ("javascript-acs", "Location(NotHttp"),
    ("loopback-lookalike", "Location(PlainHttp"),
    ("no-endpoint", "NoPostEndpoint"),
    ("no-entity-id", "MissingAttribute"),
    ("no-index", "AcsIndex(\"\")"),
    ("no-post-endpoint", "NoPostEndpoint"),
    ("not-metadata", "Root { found: \"html\" }"),
    ("plain-http", "Location(PlainHttp"),
    ("relative-acs", "Location(NotHttp"),
    ("repeated-index", "RepeatedAcsIndex(1)"),
    ("saml1-only", "NoServiceProvider"),
    ("script-in-index", "AcsIndex"),
    ("script-in-key-use", "KeyUse"),
    ("script-in-location", "Location(NotHttp"),
    ("script-in-valid-until", "ValidUntil"),
    ("signed-requests-without-key", "NoSigningKey"),
    ("too-many-elements", "TooManyElements"),
    ("two-service-providers", "SeveralServiceProviders { count: 2 }"),
    ("unknown-key-use", "KeyUse(\"decoration\")"),
    ("weak-key", "RsaTooShort { bits: 1024 }"),
];

#[test]
fn bad_metadata_is_refused_for_what_it_is() {
    for (file, reason) in REJECTED {
        let xml = fs::read(vectors("reject/metadata").join(format!("{file}.xml"))).unwrap();
        let said = format!("{:?}", parse_sp(&xml, &STRICT, NOW).map(|_| ()).expect_err(file));
        assert!(said.contains(reason), "{file}: {said}");
    }
    assert_eq!(names("reject/metadata"), REJECTED.iter().map(|(file, _)| (*file).to_owned()).collect());
}

#[test]
fn plain_http_is_accepted_by_leave() {
    let xml = fs::read(vectors("reject/metadata").join("plain-http.xml")).unwrap();
    assert!(parse_sp(&xml, &STRICT, NOW).unwrap_err().to_string().contains("--allow-http-acs"));
    assert!(parse_sp(&xml, &AcceptPolicy { allow_http_acs: true }, NOW).is_ok());
}

#[test]
fn larger_than_a_mebibyte_is_not_read() {
    let error = parse_sp(&vec![b' '; 1024 * 1024 + 1], &STRICT, NOW).unwrap_err();
    assert!(format!("{error:?}").contains("TooLarge"));
}

#[test]
fn metadata_of_real_service_providers_is_accepted_and_kept_without_people() {
    for file in names("accept/metadata") {
        let first = accepted(&file);
        let stored = std::str::from_utf8(&first.stored_xml).unwrap();
        for trace in ["ContactPerson", "alice", "bob@", "<!--"] {
            assert!(!stored.contains(trace), "{file} keeps {trace}");
        }
        let again = parse_sp(&first.stored_xml, &STRICT, NOW).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(again.metadata.entity_id, first.metadata.entity_id, "{file}");
        assert_eq!(again.metadata.display_name, first.metadata.display_name, "{file}");
        assert_eq!(again.metadata.acs(), first.metadata.acs(), "{file}");
        assert_eq!(again.metadata.signing_keys, first.metadata.signing_keys, "{file}");
        assert_eq!(again.metadata.encryption_keys, first.metadata.encryption_keys, "{file}");
        assert_eq!(again.stored_xml, first.stored_xml, "{file}");
    }
}

#[test]
fn mellon() {
    let sp = accepted("mellon");
    assert!(sp.metadata.authn_requests_signed && sp.metadata.want_assertions_signed == Some(true));
    assert_eq!(sp.metadata.default_endpoint().location(), "https://sp.example.org/mellon/postResponse");
    assert_eq!((sp.metadata.acs().len(), sp.metadata.signing_keys.len(), sp.metadata.encryption_keys.len()), (3, 1, 1));
    says(&sp, "ignores the PAOS endpoint https://sp.example.org/mellon/paosResponse");
    says(&sp, "signed requests are required");
    says(&sp, "is told of sign-outs at");
    says(&sp, "encrypted (AES-128-GCM, RSA-OAEP)");
}

#[test]
fn simplesamlphp() {
    let sp = accepted("simplesamlphp");
    assert_eq!(sp.metadata.display_name.as_deref(), Some("Test results"));
    assert_eq!(sp.metadata.requested_attributes, ["urn:oid:0.9.2342.19200300.100.1.3", "urn:oid:2.5.4.42"]);
    assert_eq!(sp.metadata.signing_keys.len(), 1);
    says(&sp, "signed but not encrypted");
    says(&sp, "names a key without giving it");
    says(&sp, "does not keep the contact persons");
}

#[test]
fn pysaml2() {
    let sp = accepted("pysaml2");
    assert_eq!(sp.metadata.display_name.as_deref(), Some("Example Organisation"));
    assert_eq!(sp.metadata.subject_id_req, Some(SubjectIdReq::PairwiseId));
    assert_eq!(sp.metadata.valid_until, Some(datetime!(2026-06-01 0:00 UTC)));
    // SDP-G01: five minutes for a clock that goes wrong.
    assert!(!sp.metadata.is_expired(datetime!(2026-06-01 0:04:59 UTC)));
    assert!(sp.metadata.is_expired(datetime!(2026-06-01 0:05 UTC)));
    assert_eq!((sp.metadata.signing_keys.len(), sp.metadata.encryption_keys.len()), (1, 1));
}

#[test]
fn node_and_passport_saml() {
    let node = accepted("node-saml");
    assert_eq!(node.metadata.default_endpoint().location(), "http://localhost:3000/callback");
    says(&node, "encrypted (AES-256-GCM, RSA-OAEP)");
    assert_eq!(accepted("passport-saml").metadata.entity_id, "passport-saml");
}

#[test]
fn shibboleth() {
    let sp = accepted("shibboleth");
    assert_eq!(sp.metadata.display_name.as_deref(), Some("Records"));
    assert_eq!(sp.metadata.default_endpoint().location(), "https://sp.example.org/Shibboleth.sso/SAML2/POST");
    says(&sp, "requests are accepted unsigned; a signature, where there is one, is checked");
}

#[test]
fn encryption_follows_what_is_declared() {
    says(&accepted("better-encryption"), "encrypted (AES-256-GCM, RSA-OAEP with SHA-256)");
    says(&accepted("only-cbc"), "it lists only CBC ciphers");
    says(&accepted("edwards-key"), "ignores a key that is neither RSA nor elliptic curve");
    assert_eq!(accepted("one-in-entities").metadata.valid_until, Some(datetime!(2026-03-01 0:00 UTC)));
}

fn accepted(file: &str) -> ParsedSp {
    let xml = fs::read(vectors("accept/metadata").join(format!("{file}.xml"))).unwrap();
    parse_sp(&xml, &STRICT, NOW).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn says(sp: &ParsedSp, words: &str) {
    assert!(sp.notes.iter().any(|note| note.to_string().contains(words)), "{words:?} is not in {:#?}", sp.notes);
}
