//! A service provider to measure with: its metadata, and AuthnRequests prepared before the clock starts.

use data_encoding::{BASE64, HEXLOWER};
use flate2::{Compression, write::DeflateEncoder};
use openssl::asn1::Asn1Time;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use openssl::x509::X509;
use senza::domain::{Clock, SystemClock, SystemRandom, random};
use std::io::Write as _;
use time::format_description::well_known::Rfc3339;

/// What the portal may be told.
pub const RELEASED: [&str; 3] = ["mail", "displayName", "eduPersonAffiliation"];
/// What the people have of it, as `senza invite` takes it.
pub const ATTRIBUTES: [&str; 6] = [
    "--attribute",
    "mail=ada@hospital.example",
    "--attribute",
    "displayName=Ada Lovelace",
    "--attribute",
    "eduPersonAffiliation=staff",
];

/// A service provider with a key that assertions are encrypted to.
pub struct Portal {
    entity_id: String,
    certificate: String,
}

impl Portal {
    pub fn new() -> Self {
        Self { entity_id: "https://portal.example/saml".into(), certificate: BASE64.encode(&certificate()) }
    }

    pub fn metadata(&self) -> String {
        self.metadata_of(&self.entity_id)
    }

    /// The same for another entityID, for those that are only there.
    pub fn metadata_of(&self, entity_id: &str) -> String {
        let key = |usage: &str| {
            format!(
                "<md:KeyDescriptor use=\"{usage}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate>\
                 </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
                self.certificate
            )
        };
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
             xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{entity_id}\"><md:SPSSODescriptor \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{}{}<md:AssertionConsumerService \
             Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"https://portal.example/acs\" \
             index=\"0\" isDefault=\"true\"/></md:SPSSODescriptor></md:EntityDescriptor>",
            key("signing"),
            key("encryption")
        )
    }

    /// The path and query of a fresh AuthnRequest by the Redirect binding, not signed.
    pub fn request(&self, base: &str) -> String {
        let id = HEXLOWER.encode(&random::octets::<20>(&SystemRandom));
        let now = SystemClock.now().replace_nanosecond(0).unwrap().format(&Rfc3339).unwrap();
        let xml = format!(
            "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_{id}\" Version=\"2.0\" IssueInstant=\"{now}\" \
             Destination=\"{base}/saml/sso\"><saml:Issuer>{}</saml:Issuer></samlp:AuthnRequest>",
            self.entity_id
        );
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::best());
        deflate.write_all(xml.as_bytes()).unwrap();
        let message = BASE64.encode(&deflate.finish().unwrap());
        let escaped = message.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        format!("/saml/sso?SAMLRequest={escaped}&RelayState=%2Fpatients")
    }
}

fn certificate() -> Vec<u8> {
    let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    builder.set_pubkey(&key).unwrap();
    builder.set_not_before(&Asn1Time::days_from_now(0).unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::days_from_now(30).unwrap()).unwrap();
    builder.sign(&key, MessageDigest::sha256()).unwrap();
    builder.build().to_der().unwrap()
}
