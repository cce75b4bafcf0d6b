//! What may be inside, and what may not: all of it from whoever could encrypt to us.

use super::{EncryptedNameError, NAME_LIMIT, Namespaces, name_in};
use crate::saml::name_id::NamedSubject;

const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";

fn around() -> Namespaces {
    let one = |prefix: Option<&str>, uri: &str| (prefix.map(str::to_owned), uri.to_owned());
    let odd = "https://sp.example.org/?a=1&b=\"<\n>";
    Namespaces(vec![one(Some("saml"), SAML), one(None, "urn:other"), one(Some("odd"), odd)])
}

fn read(inside: &str) -> Result<NamedSubject, EncryptedNameError> {
    name_in(inside.as_bytes(), &around())
}

#[test]
fn a_name_is_read_with_the_namespaces_around_it_or_its_own() {
    let expected = NamedSubject {
        value: "ada".to_owned(),
        format: Some("urn:f".to_owned()),
        name_qualifier: None,
        sp_name_qualifier: None,
    };
    for inside in [
        "<saml:NameID Format=\"urn:f\">ada</saml:NameID>",
        &format!("<NameID xmlns=\"{SAML}\" Format=\"urn:f\">ada</NameID>"),
        &format!("<saml:NameID xmlns:saml=\"{SAML}\" Format=\"urn:f\">ada</saml:NameID>\n"),
        // What a namespace is called does not leave its quotes.
        "<saml:NameID odd:x=\"\" Format=\"urn:f\">ada</saml:NameID>",
    ] {
        assert_eq!(read(inside), Ok(expected.clone()), "{inside}");
    }
    let own = format!("<NameID xmlns=\"{SAML}\">ada</NameID>");
    assert!(name_in(own.as_bytes(), &Namespaces::default()).is_ok());
    let bare = name_in(b"<saml:NameID>ada</saml:NameID>", &Namespaces::default());
    assert!(matches!(bare, Err(EncryptedNameError::Inside(_))), "control: the prefix is declared nowhere");
}

// Threat: what was encrypted is a document that another reader would read otherwise, or that costs a great deal.
#[test]
fn whatever_is_not_one_name_is_refused_for_what_it_is() {
    const NAME: &str = "<saml:NameID>ada</saml:NameID>";
    let long = format!("<saml:NameID>{}</saml:NameID>", "a".repeat(NAME_LIMIT));
    let too_long = format!("<saml:NameID>{}</saml:NameID>", "a".repeat(1025));
    for (what, inside, words) in [
        ("nothing", "", "something else than one NameID"),
        ("text alone", "ada", "something else than one NameID"),
        ("two names", &format!("{NAME}{NAME}"), "something else than one NameID"),
        ("text before", &format!("x{NAME}"), "something else than one NameID"),
        ("text behind", &format!("{NAME}x"), "something else than one NameID"),
        (
            "a name inside another element",
            &format!("<saml:Subject>{NAME}</saml:Subject>"),
            "something else than one NameID",
        ),
        ("an assertion", "<saml:Assertion/>", "something else than one NameID"),
        ("another EncryptedID", "<saml:EncryptedID/>", "something else than one NameID"),
        ("a BaseID", "<saml:BaseID/>", "something else than one NameID"),
        ("another namespace's", "<NameID>ada</NameID>", "something else than one NameID"),
        ("SAML 1's", "<NameID xmlns=\"urn:oasis:names:tc:SAML:1.0:assertion\">ada</NameID>", "something else"),
        ("an XML declaration", &format!("<?xml version=\"1.0\"?>{NAME}"), "something else than one NameID"),
        ("an empty name", "<saml:NameID/>", "empty, or longer"),
        ("a name of 1025 characters", &too_long, "empty, or longer"),
        ("elements in the name", "<saml:NameID>a<b/></saml:NameID>", "more than text"),
        ("a DTD", &format!("<!DOCTYPE x [<!ENTITY e \"ada\">]>{NAME}"), "document type"),
        ("an entity", "<saml:NameID>&e;</saml:NameID>", "cannot be read"),
        ("a processing instruction", "<saml:NameID>a<?x?></saml:NameID>", "processing instruction"),
        ("a comment", "<saml:NameID>ada<!-- -->.example</saml:NameID>", "comment"),
        ("a CDATA section", "<saml:NameID><![CDATA[ada]]></saml:NameID>", "CDATA"),
        ("the end of what is around it", &format!("</around><around>{NAME}"), "without a start tag"),
        ("the same inside another", "<a></around><saml:NameID>ada</saml:NameID><around></a>", "cannot be read"),
        ("an element that does not end", "<saml:NameID>ada", "does not end"),
        ("elements in elements", &format!("{}{NAME}{}", "<a>".repeat(9), "</a>".repeat(9)), "cannot be read"),
        ("more than a name needs", &long, "cannot be read"),
    ] {
        let refused = read(inside).expect_err(what).to_string();
        assert!(refused.contains(words), "{what}: {refused}");
    }
    assert!(name_in(b"<saml:NameID>\xff</saml:NameID>", &around()).is_err());
    assert!(read(NAME).is_ok(), "control");
}
