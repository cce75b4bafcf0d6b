//! Every bad request and query under `tests/vectors/saml/reject` is refused for the reason it is named for, and every
//! request as widely used service providers send it is accepted.

use super::keys::{NOW, SSO, redirect_value};
use senza::saml::authn_request::issuer_of;
use senza::saml::metadata::{AcceptPolicy, AcsError, parse_sp};
use senza::saml::verify_request::verify;
use senza::saml::{BindingError, RedirectQuery, RequestError, SpMetadata};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use time::Duration;

/// File and the reason, as the error prints for debugging.
const REQUESTS: &[(&str, &str)] = &[
    ("acs-of-other-case", "UnregisteredUrl"),
    ("acs-with-default-port", "UnregisteredUrl"),
    ("acs-with-dot-segments", "UnregisteredUrl"),
    ("acs-with-fragment", "UnregisteredUrl"),
    ("acs-with-query", "UnregisteredUrl"),
    ("acs-with-userinfo", "UnregisteredUrl"),
    ("affiliation-name-id", "NameQualifier"),
    ("artifact-acs-index", "UnsupportedBinding"),
    ("artifact-binding", "UnsupportedBinding"),
    ("bad-boolean", "NotBoolean"),
    ("bad-comparison", "Comparison"),
    ("bad-index", "Index(\"AssertionConsumerServiceIndex\")"),
    ("cdata-in-issuer", "Cdata"),
    ("comment-in-issuer", "Comment {"),
    ("conditions", "RequestUnsupported"),
    ("context-by-declaration", "NoAuthnContext"),
    ("control-character", "ForbiddenCharacter"),
    ("destination-with-slash", "WrongDestination"),
    ("dtd", "Doctype"),
    ("dtd-external", "Doctype"),
    ("element-in-issuer", "MixedContent"),
    ("empty-id", "Message(Id)"),
    ("empty-issuer", "Issuer"),
    ("empty-prefix", "Malformed"),
    ("entity-expansion", "Doctype"),
    ("enveloped-signature", "EnvelopedSignature"),
    ("escaped-id", "BadId"),
    ("external-entity", "Doctype"),
    ("from-the-future", "FromTheFuture"),
    ("id-starts-with-digit", "Message(Id)"),
    ("index-and-url", "IndexAndUrl"),
    ("issuer-in-wrong-namespace", "Unexpected"),
    ("issuer-of-another-format", "Message(Issuer)"),
    ("latin1", "DeclaredEncoding"),
    ("less-than-in-attribute", "Malformed"),
    ("local-issue-instant", "IssueInstant"),
    ("lone-carriage-return", "LoneCarriageReturn"),
    ("mismatched-tags", "NotWellFormed(UnexpectedCloseTag"),
    ("no-id", "MissingAttribute"),
    ("no-issue-instant", "MissingAttribute"),
    ("no-issuer", "MissingChild"),
    ("not-an-authn-request", "NotAuthnRequest"),
    ("not-utf8", "NotUtf8"),
    ("nul", "ForbiddenCharacter"),
    ("nul-reference", "Reference"),
    ("overlong-utf8", "NotUtf8"),
    ("pi-in-issuer", "ProcessingInstruction"),
    ("prefixed-id", "MissingAttribute"),
    ("prefixed-xmlns", "Malformed"),
    ("processing-instruction", "ProcessingInstruction"),
    ("relative-namespace", "RelativeNamespace"),
    ("repeated-attribute", "RepeatedAttribute"),
    ("repeated-attribute-by-namespace", "NotWellFormed(DuplicatedAttribute"),
    ("repeated-default-namespace", "RepeatedAttribute"),
    ("repeated-id", "RepeatedId"),
    ("repeated-id-other-case", "RepeatedId"),
    ("repeated-id-xml", "RepeatedId"),
    ("script-in-acs", "UnregisteredUrl"),
    ("script-in-binding", "UnsupportedBinding"),
    ("script-in-destination", "WrongDestination"),
    ("script-in-encoding", "DeclaredEncoding"),
    ("stale", "Stale"),
    ("subject-with-confirmation", "RequestUnsupported"),
    ("surrogate-reference", "Reference"),
    ("text-after-root", "NotWellFormed"),
    ("too-deep", "TooDeep"),
    ("too-many-attributes", "TooManyAttributes"),
    ("too-many-elements", "TooManyElements"),
    ("too-many-namespaces", "TooManyNamespaces"),
    ("two-issuers", "RepeatedChild"),
    ("two-name-id-policies", "RepeatedChild"),
    ("two-roots", "NotWellFormed"),
    ("unclosed", "Malformed"),
    ("undeclared-entity", "Reference"),
    ("undeclared-prefix", "NotWellFormed(UnknownNamespace"),
    ("undeclaring-prefix", "RelativeNamespace"),
    ("unexpected-element", "Unexpected"),
    ("unknown-acs-index", "UnknownIndex(7)"),
    ("unknown-name-id", "InvalidNameIdPolicy"),
    ("unregistered-acs", "UnregisteredUrl"),
    ("utf16", "Utf16"),
    ("utf7", "DeclaredEncoding"),
    ("version-1", "Version"),
    ("wrong-destination", "WrongDestination"),
    ("wrong-namespace", "NotAuthnRequest"),
    ("xml-1.1", "Version"),
];

const QUERIES: &[(&str, BindingError)] = &[
    ("bad-base64", BindingError::Base64("SAMLRequest")),
    ("bad-percent-encoding", BindingError::PercentEncoding("SAMLRequest")),
    ("base64-with-line-breaks", BindingError::Base64("SAMLRequest")),
    ("base64url", BindingError::Base64("SAMLRequest")),
    ("bomb", BindingError::MessageTooLarge(65536)),
    ("empty", BindingError::NoRequest),
    ("empty-request", BindingError::NoRequest),
    ("encoded-name", BindingError::EncodedName("SAMLRequest")),
    ("gzip", BindingError::Gzip),
    ("just-too-large", BindingError::MessageTooLarge(65536)),
    ("loose-padding", BindingError::Base64("SAMLRequest")),
    ("not-deflated", BindingError::NotDeflated),
    ("other-encoding", BindingError::Encoding),
    ("other-parameters-only", BindingError::NoRequest),
    ("relay-state-control-characters", BindingError::RelayStateCharacters),
    ("relay-state-not-utf8", BindingError::PercentEncoding("RelayState")),
    ("relay-state-too-long", BindingError::RelayStateTooLong),
    ("repeated-by-encoded-name", BindingError::EncodedName("SAMLRequest")),
    ("repeated-relay-state", BindingError::Repeated("RelayState")),
    ("repeated-request", BindingError::Repeated("SAMLRequest")),
    ("repeated-signature", BindingError::Repeated("Signature")),
    ("signed-with-repeated-request", BindingError::Repeated("SAMLRequest")),
    ("signed-with-repeated-relay-state", BindingError::Repeated("RelayState")),
    ("signed-with-repeated-algorithm", BindingError::Repeated("SigAlg")),
    ("signed-with-repeated-signature", BindingError::Repeated("Signature")),
    ("request-and-response", BindingError::ResponseInstead),
    ("response-instead", BindingError::ResponseInstead),
    ("algorithm-without-signature", BindingError::HalfSigned),
    ("signature-without-algorithm", BindingError::HalfSigned),
    ("too-long", BindingError::QueryTooLong),
    ("too-many-parameters", BindingError::TooManyParameters),
    ("trailing-octets", BindingError::TrailingOctets),
    ("truncated", BindingError::Inflate),
    ("unescaped-plus", BindingError::UnescapedPlus("SAMLRequest")),
    ("zlib-header", BindingError::ZlibHeader),
];

#[test]
fn bad_requests_are_refused_for_what_they_are() {
    let sp = plain_sp();
    for (file, reason) in REQUESTS {
        let xml = fs::read(vectors("reject/request").join(format!("{file}.xml"))).unwrap();
        let said = outcome(&xml, &sp).expect_err(file);
        assert!(said.contains(reason), "{file}: {said}");
    }
    assert_eq!(names("reject/request"), REQUESTS.iter().map(|(file, _)| (*file).to_owned()).collect());
}

#[test]
fn bad_queries_are_refused_for_what_they_are() {
    for (file, reason) in QUERIES {
        let query = fs::read_to_string(vectors("reject/query").join(format!("{file}.txt"))).unwrap();
        assert_eq!(RedirectQuery::parse(&query).as_ref(), Err(reason), "{file}");
    }
    let algorithms = ["sha1-signature", "hmac-signature", "script-in-algorithm"];
    for file in algorithms {
        let query = fs::read_to_string(vectors("reject/query").join(format!("{file}.txt"))).unwrap();
        assert!(matches!(RedirectQuery::parse(&query), Err(BindingError::Algorithm(_))), "{file}");
    }
    let listed = QUERIES.iter().map(|(file, _)| (*file).to_owned()).chain(algorithms.map(str::to_owned)).collect();
    assert_eq!(names("reject/query"), listed);
}

#[test]
fn requests_of_real_service_providers_are_accepted() {
    let sp = plain_sp();
    let files = names("accept/request");
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let xml = fs::read(vectors("accept/request").join(format!("{file}.xml"))).unwrap();
        let location = outcome(&xml, &sp).unwrap_or_else(|said| panic!("{file}: {said}"));
        let wanted = if file == "acs-index" { "https://sp.example.org/acs2" } else { "https://sp.example.org/acs" };
        assert_eq!(location, wanted, "{file}");
    }
}

/// The control for what the scanner adds: the parser by itself takes these documents, some of them for another
/// document than XML 1.0 with Namespaces says they are.
#[test]
fn the_parser_alone_would_take_them() {
    for file in [
        "comment-in-issuer",
        "cdata-in-issuer",
        "empty-prefix",
        "escaped-id",
        "latin1",
        "lone-carriage-return",
        "prefixed-xmlns",
        "processing-instruction",
        "relative-namespace",
        "repeated-default-namespace",
        "repeated-id",
        "surrogate-reference",
        "too-deep",
        "too-many-attributes",
        "too-many-elements",
        "too-many-namespaces",
        "undeclaring-prefix",
        "xml-1.1",
    ] {
        let xml = fs::read_to_string(vectors("reject/request").join(format!("{file}.xml"))).unwrap();
        assert!(roxmltree::Document::parse(&xml).is_ok(), "{file}");
    }
}

#[test]
fn no_octet_and_no_end_makes_it_panic() {
    let sp = plain_sp();
    for file in names("accept/request") {
        let xml = fs::read(vectors("accept/request").join(format!("{file}.xml"))).unwrap();
        for at in 0..xml.len() {
            let _ = outcome(&xml[..at], &sp);
            for octet in [0, b'<', b'>', b'&', b'"', b':', b'=', b' ', b'\r', 0x80, 0xEF] {
                let mut altered = xml.clone();
                altered[at] = octet;
                let _ = outcome(&altered, &sp);
            }
        }
    }
}

/// The location that a request leads to, or why it leads nowhere.
fn outcome(xml: &[u8], sp: &SpMetadata) -> Result<String, String> {
    let message = RedirectQuery::parse(&format!("SAMLRequest={}", redirect_value(xml))).unwrap();
    let issuer = issuer_of(&message).map_err(|error| format!("{:?}", RequestError::from(error)))?;
    if issuer != "https://sp.example.org/sp" {
        return Err(format!("unknown issuer {issuer}"));
    }
    // The files were made without the skew of clocks in mind.
    let request = verify(message, sp, SSO, NOW, Duration::ZERO).map_err(|error| {
        assert_eq!(error.status().is_some(), error.request().is_some());
        // What the service provider is told, and what for.
        format!("{:?}: {error:?}", error.status())
    })?;
    sp.resolve_acs(&request).map(|acs| acs.location().to_owned()).map_err(|error: AcsError| format!("{error:?}"))
}

fn plain_sp() -> SpMetadata {
    let xml = fs::read(vectors("accept/metadata").join("plain.xml")).unwrap();
    parse_sp(&xml, &AcceptPolicy::default(), NOW).unwrap().metadata
}

pub(super) fn vectors(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/saml").join(folder)
}

/// The names of the files in a folder, so that none is forgotten.
pub(super) fn names(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(vectors(folder)).unwrap();
    files.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}
