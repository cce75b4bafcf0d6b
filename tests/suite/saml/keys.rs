//! Keys, a service provider and messages for these tests.

use data_encoding::BASE64;
use openssl::asn1::Asn1Time;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use openssl::x509::{X509, X509NameBuilder};
use senza::saml::SpMetadata;
use senza::saml::metadata::{AcceptPolicy, parse_sp};
use std::io::Write;
use time::OffsetDateTime;
use time::macros::datetime;

pub(super) const NOW: OffsetDateTime = datetime!(2026-01-01 12:00:00 UTC);
pub(super) const SSO: &str = "https://idp.example.org/saml/sso";
pub(super) const SP: &str = "https://sp.example.org/sp";

pub(super) struct Identity {
    pub(super) key: PKey<Private>,
    pub(super) certificate: Vec<u8>,
}

impl Identity {
    pub(super) fn rsa() -> Self {
        Self::of(PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap())
    }

    pub(super) fn ec(curve: Nid) -> Self {
        let group = EcGroup::from_curve_name(curve).unwrap();
        Self::of(PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap())
    }

    fn of(key: PKey<Private>) -> Self {
        let mut name = X509NameBuilder::new().unwrap();
        name.append_entry_by_text("CN", "test").unwrap();
        let name = name.build();
        let mut builder = X509::builder().unwrap();
        builder.set_version(2).unwrap();
        builder.set_subject_name(&name).unwrap();
        builder.set_issuer_name(&name).unwrap();
        builder.set_pubkey(&key).unwrap();
        builder.set_not_before(&Asn1Time::days_from_now(0).unwrap()).unwrap();
        builder.set_not_after(&Asn1Time::days_from_now(365).unwrap()).unwrap();
        builder.sign(&key, MessageDigest::sha256()).unwrap();
        Self { certificate: builder.build().to_der().unwrap(), key }
    }

    pub(super) fn sign(&self, digest: MessageDigest, octets: &[u8]) -> Vec<u8> {
        let mut signer = Signer::new(digest, &self.key).unwrap();
        signer.sign_oneshot_to_vec(octets).unwrap()
    }

    pub(super) fn key_descriptor(&self, usage: &str, methods: &str) -> String {
        format!(
            r#"<md:KeyDescriptor use="{usage}"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>"#,
            BASE64.encode(&self.certificate)
        )
    }
}

/// Metadata with these attributes and children of its role, and two POST endpoints.
pub(super) fn metadata(attributes: &str, children: &str) -> SpMetadata {
    let xml = format!(
        r#"<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{SP}"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"{attributes}>{children}<md:AssertionConsumerService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sp.example.org/acs" index="1"/></md:SPSSODescriptor></md:EntityDescriptor>"#
    );
    parse_sp(xml.as_bytes(), &AcceptPolicy::default(), NOW).unwrap().metadata
}

pub(super) fn request_xml(attributes: &str, children: &str) -> String {
    format!(
        r#"<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" Version="2.0" IssueInstant="2026-01-01T12:00:00Z"{attributes}><saml:Issuer>{SP}</saml:Issuer>{children}</samlp:AuthnRequest>"#
    )
}

/// Raw DEFLATE, base64, percent-encoding: what goes into `SAMLRequest=`.
pub(super) fn redirect_value(xml: &[u8]) -> String {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(xml).unwrap();
    url::form_urlencoded::byte_serialize(BASE64.encode(&encoder.finish().unwrap()).as_bytes()).collect()
}
