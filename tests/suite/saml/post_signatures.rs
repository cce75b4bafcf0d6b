//! Messages that xmlsec1 signed: with every algorithm on the list, and with namespaces as awkward as they can be, so that
//! our canonical form and xmlsec1's must be one to the octet.

use super::keys::{Identity, NOW, SSO, metadata, request_xml};
use crate::support::post::{EXC_C14N, Template, after_issuer, algorithm, prefixes, transform, xmlsec_sign};
use crate::support::sp::{Keys, percent, signing, stranger};
use data_encoding::BASE64;
use openssl::nid::Nid;
use senza::saml::verify_request::verify;
use senza::saml::{AuthnRequest, PostForm, RequestError, SpMetadata, Verified};
use time::Duration;

fn check(xml: &str, sp: &SpMetadata) -> Result<Verified<AuthnRequest>, RequestError> {
    let body = format!("SAMLRequest={}", percent(&BASE64.encode(xml.as_bytes())));
    verify(PostForm::parse(body.as_bytes()).unwrap(), sp, SSO, NOW, Duration::ZERO)
}

fn descriptor(keys: &Keys) -> String {
    format!(
        "<md:KeyDescriptor><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:X509Data><ds:X509Certificate>{}\
         </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
        keys.certificate_text()
    )
}

fn signed_sp() -> SpMetadata {
    metadata(" AuthnRequestsSigned=\"true\"", &descriptor(signing()))
}

fn request(children: &str) -> String {
    request_xml(&format!(" Destination=\"{SSO}\""), children)
}

fn sign(xml: &str, template: &Template) -> String {
    xmlsec_sign(&after_issuer(xml, &template.xml()), signing())
}

/// What stands in Extensions, which are not looked into and are signed like the rest. A `&` in a namespace name is not
/// here: libxml2 does not escape it as the standard says, and such a signature of xmlsec1's is refused.
const AWKWARD: &[(&str, &str)] = &[
    ("unused", "<e:a xmlns:e='urn:e' xmlns:unused='urn:u'><e:b xmlns:unused='urn:v'/></e:a>"),
    (
        "redeclared",
        "<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c xmlns:p='urn:1'/></p:b><p:d xmlns:p='urn:1'/></p:a>",
    ),
    ("the same under two prefixes", "<p:a xmlns:p='urn:1' xmlns:q='urn:1' p:x='1'><q:b q:y='2' p:x='3'/></p:a>"),
    ("default undeclared", "<a xmlns='urn:d'><b xmlns=''><c/><d xmlns='urn:d'><e xmlns=''/></d></b></a>"),
    ("default undeclared where there is none", "<a xmlns=''><b xmlns='urn:d'/><c xmlns=''/></a>"),
    ("no namespace", "<a x='1'><b/></a>"),
    ("default and prefix", "<a xmlns='urn:d' xmlns:d='urn:d' d:x='1' x='2'><d:b/><b/></a>"),
    (
        "attributes by URI",
        "<p:a xmlns:p='urn:p' xmlns:z='urn:a' xmlns:y='urn:b' xmlns:x='urn:c' x:b='1' y:a='2' z:c='3' z:b='4' b='5' a='6' B='7' xml:lang='en' xml:space='preserve'/>",
    ),
    ("the prefix of the signature with another meaning", "<ds:a xmlns:ds='urn:not-dsig' ds:x='1'/>"),
    ("the prefix of the message with another meaning", "<samlp:a xmlns:samlp='urn:other'><saml:b/></samlp:a>"),
    (
        "the xml prefix declared",
        "<e:a xmlns:e='urn:e' xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='de'/>",
    ),
    (
        "references in values",
        "<e:a xmlns:e='urn:e' x='&#13;&#10;&#9;&lt;&gt;&amp;&quot;&apos;&#x1F511;' y=\"'&#xA0;'\" z='\"'/>",
    ),
    ("references in text", "<e:a xmlns:e='urn:e'>&#13;&#10;&#9;&lt;&gt;&amp;&quot;&apos;&#x1F511;\"'></e:a>"),
    ("line ends", "<e:a xmlns:e='urn:e' x='1\r\n2\n\t3'>\r\n\t4\n</e:a\r\n>\r\n"),
    ("spaces in tags", "<e:a\n  xmlns:e = 'urn:e'\t x\n=\n'1' ><e:b\t/></e:a\n>"),
    ("names beyond ASCII", "<é:ü xmlns:é='urn:e2' é:𝔘='ö' é:z='\u{FFFD}' é:\u{FF5E}a='1'/>"),
    (
        "deep",
        "<a xmlns='urn:1'><b xmlns:p='urn:p'><c><p:d p:x=''><e xmlns:p='urn:q'><p:f/></e><p:g/></p:d></c></b></a>",
    ),
];

const LISTS: &[&str] = &["", "#default", "samlp saml", "xs ds p", "#default e unused nowhere xml samlp p q"];

#[test]
fn our_canonical_form_is_that_of_xmlsec1() {
    let sp = signed_sp();
    let mut signed = 0;
    for (name, inside) in AWKWARD {
        for around in ["", " xmlns='urn:around' xmlns:unused='urn:w' xmlns:xs='urn:xs'"] {
            let xml = request(&format!("<samlp:Extensions>\r\n {inside}\n</samlp:Extensions>"));
            let xml = xml.replacen("<samlp:AuthnRequest", &format!("<samlp:AuthnRequest{around}"), 1);
            for list in LISTS {
                let mut template = Template::new("_a1");
                if !list.is_empty() {
                    template.transforms =
                        template.transforms.replace(&transform(EXC_C14N, ""), &transform(EXC_C14N, &prefixes(list)));
                    template.canonicalization = algorithm("CanonicalizationMethod", EXC_C14N, &prefixes(list));
                }
                let xml = sign(&xml, &template);
                let verified = check(&xml, &sp).unwrap_or_else(|error| panic!("{name}, {list:?}: {error:?}\n{xml}"));
                assert!(verified.is_signed());
                signed += 1;
            }
        }
    }
    assert_eq!(signed, AWKWARD.len() * 2 * LISTS.len());
}

// The control: each is really looked at.
#[test]
fn what_canonical_form_keeps_is_signed_and_what_it_drops_is_not() {
    let sp = signed_sp();
    let extension = "<samlp:Extensions><e:a xmlns:e='urn:e' xmlns:f='urn:f' x='1' y='2'>text</e:a></samlp:Extensions>";
    let xml = sign(&request(extension), &Template::new("_a1"));
    assert!(check(&xml, &sp).is_ok());
    let altered = |from: &str, to: &str| {
        assert!(xml.contains(from), "{from} is not in {xml}");
        check(&xml.replacen(from, to, 1), &sp)
    };
    for (from, to) in [("urn:e", "urn:g"), ("text", "text "), ("x=\"1\"", "x=\"2\""), ("e:a ", "e:b "), ("y=\"2\"", "")]
    {
        let to = (from, to);
        let spoilt = if to.0 == "e:a " { check(&xml.replace("e:a", "e:b"), &sp) } else { altered(to.0, to.1) };
        assert!(matches!(spoilt, Err(RequestError::Enveloped(_))), "{to:?}: {spoilt:?}");
    }
    for (from, to) in [("urn:f", "urn:g"), ("x=\"1\" y=\"2\"", "y = '2'\n x='&#49;'"), (">text<", ">te&#120;t<")] {
        assert!(altered(from, to).is_ok(), "{from}");
    }
}

#[test]
fn every_algorithm_on_the_list_is_taken() {
    let sp = signed_sp();
    let more = "http://www.w3.org/2001/04/xmldsig-more#";
    for method in ["rsa-sha256", "rsa-sha384", "rsa-sha512"] {
        for digest in [
            "http://www.w3.org/2001/04/xmlenc#sha256",
            &format!("{more}sha384"),
            "http://www.w3.org/2001/04/xmlenc#sha512",
        ] {
            let template =
                Template { method: format!("{more}{method}"), digest: digest.to_owned(), ..Template::new("_a1") };
            let xml = sign(&request(""), &template);
            assert!(check(&xml, &sp).is_ok(), "{method} {digest}");
        }
    }
    for (curve, method) in
        [(Nid::X9_62_PRIME256V1, "ecdsa-sha256"), (Nid::SECP384R1, "ecdsa-sha384"), (Nid::SECP521R1, "ecdsa-sha512")]
    {
        let own = Identity::ec(curve);
        let sp = metadata(" AuthnRequestsSigned=\"true\"", &own.key_descriptor("signing", ""));
        let keys = Keys { key: own.key, certificate: signing().certificate.clone() };
        let template = Template { method: format!("{more}{method}"), ..Template::new("_a1") };
        let xml = xmlsec_sign(&after_issuer(&request(""), &template.xml()), &keys);
        assert!(check(&xml, &sp).is_ok(), "{method}");
        assert!(check(&xml, &signed_sp()).is_err(), "{method}, another's key");
    }
}

#[test]
fn any_of_several_keys_will_do_and_only_those_of_the_metadata() {
    let xml = sign(&request(""), &Template::new("_a1"));
    let both = metadata("", &(descriptor(stranger()) + &descriptor(signing())));
    assert!(check(&xml, &both).unwrap().is_signed());
    assert!(check(&xml, &metadata("", &descriptor(stranger()))).is_err());
    assert_eq!(check(&xml, &metadata("", "")), Err(RequestError::NoSigningKey));
    assert!(!check(&request(""), &both).unwrap().is_signed(), "unsigned, where that is allowed");
    assert_eq!(check(&request(""), &signed_sp()), Err(RequestError::Unsigned));
}

// SAML core §5.4.3 allows both forms; they differ in comments alone, of which a message has none.
#[test]
fn canonicalisation_with_comments_is_the_same_here() {
    let with = format!("{EXC_C14N}WithComments");
    let template = Template::new("_a1");
    let template = Template {
        transforms: template.transforms.replace(EXC_C14N, &with),
        canonicalization: template.canonicalization.replace(EXC_C14N, &with),
        ..template
    };
    assert!(check(&sign(&request(""), &template), &signed_sp()).is_ok());
}
