//! Signatures that do not hold, or are not there. Keys come from metadata alone, octets as they were sent.

use super::Said::Page;
use super::{Attack, SCRIPT, Scene, Sound};
use crate::support::sp::{RSA_SHA256, percent, redirect, sign, signing, stranger};
use data_encoding::BASE64;
use openssl::hash::MessageDigest;
use openssl::sign::Signer;

const DOES_NOT_HOLD: &str = "signature does not hold";

/// The query with one of its parameters given another value.
fn with(query: &str, name: &str, value: &str) -> String {
    let replaced = |part: &str| match part.strip_prefix(name).and_then(|rest| rest.strip_prefix('=')) {
        Some(_) => format!("{name}={value}"),
        None => part.to_owned(),
    };
    query.split('&').map(replaced).collect::<Vec<_>>().join("&")
}

fn without(query: &str, name: &str) -> String {
    query.split('&').filter(|part| !part.starts_with(&format!("{name}="))).collect::<Vec<_>>().join("&")
}

fn value<'q>(query: &'q str, name: &str) -> &'q str {
    query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')).unwrap()
}

/// Signed soundly, but for another algorithm than the one that is named.
fn signed_as(sound: &Sound, uri: &str, digest: MessageDigest) -> String {
    let query = redirect(sound.request.xml().as_bytes(), Some("state"));
    let signed = format!("{query}&SigAlg={}", percent(uri));
    let mut signer = Signer::new(digest, &signing().key).unwrap();
    let signature = signer.sign_oneshot_to_vec(signed.as_bytes()).unwrap();
    format!("{signed}&Signature={}", percent(&BASE64.encode(&signature)))
}

fn plain(sound: &Sound) -> String {
    redirect(sound.request.xml().as_bytes(), Some("state"))
}

const SIGNATURES: &[Attack] = &[
    Attack("the signature taken away", Page("not signed"), plain),
    Attack("another's key", Page(DOES_NOT_HOLD), |s| sign(&plain(s), &stranger().key)),
    Attack("one bit of the signature", Page(DOES_NOT_HOLD), |s| {
        let query = s.query();
        let text = value(&query, "Signature").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        let mut octets = BASE64.decode(text.as_bytes()).unwrap();
        octets[17] ^= 1;
        with(&query, "Signature", &percent(&BASE64.encode(&octets)))
    }),
    Attack("the signature of another message", Page(DOES_NOT_HOLD), |s| {
        let other = s.changed(|r| r.id = crate::support::sp::fresh_id());
        with(&s.query(), "Signature", value(&other, "Signature"))
    }),
    Attack("another message under the signature", Page(DOES_NOT_HOLD), |s| {
        let other = s.with("AssertionConsumerServiceURL", "https://strict.example/acs");
        with(&s.query(), "SAMLRequest", value(&other, "SAMLRequest"))
    }),
    Attack("another RelayState", Page(DOES_NOT_HOLD), |s| with(&s.query(), "RelayState", "evil")),
    Attack("an empty RelayState", Page(DOES_NOT_HOLD), |s| with(&s.query(), "RelayState", "")),
    Attack("RelayState taken away", Page(DOES_NOT_HOLD), |s| without(&s.query(), "RelayState")),
    Attack("RelayState put in", Page(DOES_NOT_HOLD), |s| {
        let bare = sign(&redirect(s.request.xml().as_bytes(), None), &signing().key);
        format!("RelayState=evil&{bare}")
    }),
    Attack("escapes rewritten on the way", Page(DOES_NOT_HOLD), |s| {
        let query = s.query();
        let request = value(&query, "SAMLRequest").replace("%3D", "=").replace("%2B", "%2b").replace("%2F", "%2f");
        assert_ne!(request, value(&query, "SAMLRequest"));
        with(&query, "SAMLRequest", &request)
    }),
    Attack("an empty signature", Page(DOES_NOT_HOLD), |s| with(&s.query(), "Signature", "")),
    Attack("a signature that is not base64", Page("not valid base64"), |s| {
        with(&s.query(), "Signature", "%3Cscript%3E")
    }),
    Attack("another algorithm named", Page(DOES_NOT_HOLD), |s| {
        with(&s.query(), "SigAlg", &percent("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"))
    }),
    Attack("an elliptic curve named for an RSA key", Page(DOES_NOT_HOLD), |s| {
        with(&s.query(), "SigAlg", &percent("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"))
    }),
    Attack("SHA-1, soundly signed", Page("SHA-1"), |s| {
        signed_as(s, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", MessageDigest::sha1())
    }),
    Attack("SHA-1 under the name of SHA-256", Page(DOES_NOT_HOLD), |s| signed_as(s, RSA_SHA256, MessageDigest::sha1())),
    Attack("HMAC", Page("not accepted"), |s| {
        with(&s.query(), "SigAlg", &percent("http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"))
    }),
    Attack("a script as algorithm", Page("not accepted"), |s| with(&s.query(), "SigAlg", &percent(SCRIPT))),
    Attack("signed, without a Destination", Page("no Destination"), |s| s.changed(|r| r.destination = None)),
];

#[test]
fn a_signature_that_is_required_must_be_there_and_hold() {
    Scene::new().run(SIGNATURES, true);
}

// Where none is required, one that is there must hold all the same.
#[test]
fn a_signature_that_is_not_required_must_hold_when_it_is_there() {
    let optional: &[Attack] = &[
        Attack("another's key, though none is needed", Page(DOES_NOT_HOLD), |s| sign(&plain(s), &stranger().key)),
        Attack("SHA-1, though none is needed", Page("SHA-1"), |s| {
            signed_as(s, "http://www.w3.org/2000/09/xmldsig#rsa-sha1", MessageDigest::sha1())
        }),
    ];
    Scene::new().run(optional, false);
}
