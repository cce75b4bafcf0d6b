//! Writes our own metadata (SAML metadata §2.4.3), in the order of its schema.

use super::Binding;
use crate::saml::name_id::NameIdFormat;
use crate::saml::names::{self, Ns};
use crate::saml::signature::write_certificate;
use crate::saml::xml::{Attr, Name, Writer};
use data_encoding::BASE64;

/// What the identity provider says of itself.
#[derive(Debug, Clone)]
pub struct IdpDescription {
    pub entity_id: String,
    /// Where requests are taken, the preferred binding first.
    pub single_sign_on: Vec<(Binding, String)>,
    /// Where logout messages are taken, the preferred binding first.
    pub single_logout: Vec<(Binding, String)>,
    /// The scope of scoped attributes and pairwise ids, without which portals drop them silently.
    pub scope: String,
    /// DER, the one in use first.
    pub signing_certificates: Vec<Vec<u8>>,
    /// English.
    pub display_name: String,
    /// The preferred first: some portals take the first as their own wish.
    pub name_id_formats: Vec<NameIdFormat>,
}

const fn md(local: &'static str) -> Name {
    Name(Ns::Metadata, local)
}

/// The metadata document, as `application/samlmetadata+xml`. Equal descriptions give equal octets.
pub fn publish(idp: &IdpDescription) -> Vec<u8> {
    let role_attributes = [
        (Attr::Plain("WantAuthnRequestsSigned"), "false"),
        (Attr::Plain("protocolSupportEnumeration"), names::PROTOCOL_SAML2),
    ];
    let mut writer = Writer::new();
    writer.element(md("EntityDescriptor"), &[(Attr::Plain("entityID"), idp.entity_id.as_str())], |w| {
        w.element(md("IDPSSODescriptor"), &role_attributes, |w| {
            extensions(w, idp);
            for certificate in &idp.signing_certificates {
                w.element(md("KeyDescriptor"), &[(Attr::Plain("use"), "signing")], |w| {
                    write_certificate(w, &BASE64.encode(certificate));
                });
            }
            endpoints(w, "SingleLogoutService", &idp.single_logout);
            for format in &idp.name_id_formats {
                w.text_element(md("NameIDFormat"), &[], format.uri());
            }
            endpoints(w, "SingleSignOnService", &idp.single_sign_on);
        });
    });
    let mut document = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_vec();
    document.extend_from_slice(&writer.finish());
    document
}

fn endpoints(writer: &mut Writer, name: &'static str, endpoints: &[(Binding, String)]) {
    for (binding, location) in endpoints {
        let attributes = [(Attr::Plain("Binding"), binding.uri()), (Attr::Plain("Location"), location.as_str())];
        writer.text_element(md(name), &attributes, "");
    }
}

fn extensions(writer: &mut Writer, idp: &IdpDescription) {
    writer.element(md("Extensions"), &[], |w| {
        w.text_element(Name(Ns::ShibbolethMetadata, "Scope"), &[(Attr::Plain("regexp"), "false")], &idp.scope);
        w.element(Name(Ns::MetadataUi, "UIInfo"), &[], |w| {
            w.text_element(
                Name(Ns::MetadataUi, "DisplayName"),
                &[(Attr::In(Ns::Xml, "lang"), "en")],
                &idp.display_name,
            );
        });
    });
}
