//! Writes our own metadata (SAML metadata §2.4.3), in the order of its schema.

use super::Binding;
use crate::saml::algorithm::{DigestAlgorithm, SignatureAlgorithm};
use crate::saml::instant;
use crate::saml::name_id::NameIdFormat;
use crate::saml::names::{self, Ns};
use crate::saml::signature::write_certificate;
use crate::saml::xml::{Attr, Name, Writer};
use time::{Duration, OffsetDateTime};

/// How long a reader may keep it before it looks again; what the HTTP answer says of its age is the same.
pub const CACHE_DURATION: Duration = Duration::HOUR;

/// What the identity provider says of itself. Texts are English.
#[derive(Debug, Clone, Default)]
pub struct IdpDescription {
    pub entity_id: String,
    /// Where requests are taken, the preferred binding first.
    pub single_sign_on: Vec<(Binding, String)>,
    /// Where logout is taken, the preferred binding first; empty where it is not spoken.
    pub single_logout: Vec<(Binding, String)>,
    /// The scope of scoped attributes and pairwise ids, without which portals drop them silently.
    pub scope: String,
    /// DER, of each kind the one in use first.
    pub signing_certificates: Vec<Vec<u8>>,
    /// DER; what may be encrypted to. One, or none where there is no such key yet.
    pub encryption_certificate: Option<Vec<u8>>,
    pub display_name: String,
    pub description: Option<String>,
    /// A page about it.
    pub information_url: Option<String>,
    pub logo: Option<Logo>,
    /// Where a portal may send a person whom it cannot let in, with the placeholders of the errorURL profile.
    pub error_url: Option<String>,
    /// The preferred first: some portals take the first as their own wish.
    pub name_id_formats: Vec<NameIdFormat>,
    pub organization: Option<Organization>,
    /// E-mail addresses.
    pub technical_contact: Option<String>,
    pub support_contact: Option<String>,
    pub valid_until: Option<OffsetDateTime>,
}

#[derive(Debug, Clone)]
pub struct Logo {
    pub url: String,
    /// In pixels.
    pub width: u16,
    pub height: u16,
}

#[derive(Debug, Clone)]
pub struct Organization {
    pub name: String,
    pub url: String,
}

const fn md(local: &'static str) -> Name {
    Name(Ns::Metadata, local)
}

const fn mdui(local: &'static str) -> Name {
    Name(Ns::MetadataUi, local)
}

const ENGLISH: (Attr, &str) = (Attr::In(Ns::Xml, "lang"), "en");

/// The metadata document, as `application/samlmetadata+xml`. Equal descriptions give equal octets.
pub fn publish(idp: &IdpDescription) -> Vec<u8> {
    let valid_until = idp.valid_until.map(instant::format);
    let cache_duration = format!("PT{}H", CACHE_DURATION.whole_hours());
    let mut attributes = vec![
        (Attr::Plain("cacheDuration"), cache_duration.as_str()),
        (Attr::Plain("entityID"), idp.entity_id.as_str()),
    ];
    attributes.extend(valid_until.as_deref().map(|until| (Attr::Plain("validUntil"), until)));
    let mut writer = Writer::new();
    writer.element(md("EntityDescriptor"), &attributes, |w| {
        role(w, idp);
        if let Some(organization) = &idp.organization {
            w.element(md("Organization"), &[], |w| {
                w.text_element(md("OrganizationName"), &[ENGLISH], &organization.name);
                w.text_element(md("OrganizationDisplayName"), &[ENGLISH], &organization.name);
                w.text_element(md("OrganizationURL"), &[ENGLISH], &organization.url);
            });
        }
        contact(w, "technical", idp.technical_contact.as_deref());
        contact(w, "support", idp.support_contact.as_deref());
    });
    let mut document = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_vec();
    document.extend_from_slice(&writer.finish());
    document
}

fn role(writer: &mut Writer, idp: &IdpDescription) {
    let mut attributes = vec![
        (Attr::Plain("WantAuthnRequestsSigned"), "false"),
        (Attr::Plain("protocolSupportEnumeration"), names::PROTOCOL_SAML2),
    ];
    attributes.extend(idp.error_url.as_deref().map(|url| (Attr::Plain("errorURL"), url)));
    writer.element(md("IDPSSODescriptor"), &attributes, |w| {
        extensions(w, idp);
        for certificate in &idp.signing_certificates {
            w.element(md("KeyDescriptor"), &[(Attr::Plain("use"), "signing")], |w| {
                write_certificate(w, certificate);
            });
        }
        if let Some(certificate) = &idp.encryption_certificate {
            w.element(md("KeyDescriptor"), &[(Attr::Plain("use"), "encryption")], |w| {
                write_certificate(w, certificate);
                encryption_methods(w);
            });
        }
        endpoints(w, "SingleLogoutService", &idp.single_logout);
        for format in &idp.name_id_formats {
            w.text_element(md("NameIDFormat"), &[], format.uri());
        }
        endpoints(w, "SingleSignOnService", &idp.single_sign_on);
    });
}

/// What is decrypted here (SAML metadata §2.4.1.1), the preferred first: some take the first of each kind that they know.
fn encryption_methods(writer: &mut Writer) {
    for cipher in [names::AES128_GCM, names::AES256_GCM, names::AES192_GCM, names::RSA_OAEP_MGF1P] {
        writer.text_element(md("EncryptionMethod"), &[(Attr::Plain("Algorithm"), cipher)], "");
    }
    writer.element(md("EncryptionMethod"), &[(Attr::Plain("Algorithm"), names::RSA_OAEP)], |w| {
        w.text_element(Name(Ns::Dsig, "DigestMethod"), &[(Attr::Plain("Algorithm"), names::DIGEST_SHA256)], "");
        w.text_element(Name(Ns::Xenc11, "MGF"), &[(Attr::Plain("Algorithm"), names::MGF1_SHA256)], "");
    });
}

fn endpoints(writer: &mut Writer, name: &'static str, endpoints: &[(Binding, String)]) {
    for (binding, location) in endpoints {
        let attributes = [(Attr::Plain("Binding"), binding.uri()), (Attr::Plain("Location"), location.as_str())];
        writer.text_element(md(name), &attributes, "");
    }
}

/// SDP-MD09, SDP-IDP14 and SDP-IDP33: UIInfo and Scope at the role; IIP-MD09: the algorithms that are accepted.
fn extensions(writer: &mut Writer, idp: &IdpDescription) {
    writer.element(md("Extensions"), &[], |w| {
        let algorithm = |w: &mut Writer, name, uri: &str| {
            w.text_element(Name(Ns::AlgorithmSupport, name), &[(Attr::Plain("Algorithm"), uri)], "");
        };
        for digest in DigestAlgorithm::ACCEPTED {
            algorithm(w, "DigestMethod", digest.uri());
        }
        for signature in SignatureAlgorithm::ACCEPTED {
            algorithm(w, "SigningMethod", &signature.uri());
        }
        w.text_element(Name(Ns::ShibbolethMetadata, "Scope"), &[(Attr::Plain("regexp"), "false")], &idp.scope);
        w.element(mdui("UIInfo"), &[], |w| user_interface(w, idp));
    });
}

fn user_interface(writer: &mut Writer, idp: &IdpDescription) {
    writer.text_element(mdui("DisplayName"), &[ENGLISH], &idp.display_name);
    if let Some(description) = &idp.description {
        writer.text_element(mdui("Description"), &[ENGLISH], description);
    }
    if let Some(url) = &idp.information_url {
        writer.text_element(mdui("InformationURL"), &[ENGLISH], url);
    }
    if let Some(logo) = &idp.logo {
        let (width, height) = (logo.width.to_string(), logo.height.to_string());
        let size = [(Attr::Plain("height"), height.as_str()), (Attr::Plain("width"), width.as_str())];
        writer.text_element(mdui("Logo"), &size, &logo.url);
    }
}

/// SDP-IDP33: a technical contact with an e-mail address, which is written as a URI.
fn contact(writer: &mut Writer, kind: &str, address: Option<&str>) {
    if let Some(address) = address {
        writer.element(md("ContactPerson"), &[(Attr::Plain("contactType"), kind)], |w| {
            w.text_element(md("EmailAddress"), &[], &format!("mailto:{address}"));
        });
    }
}
