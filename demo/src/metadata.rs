//! The portal's own SAML metadata, written by itself: samael's writer names CBC for encryption and marks the
//! encryption key as a second signing key.

use crate::arguments::Base;
use crate::identity::Identity;
use askama::Template;

#[derive(Template)]
#[template(path = "metadata.xml")]
struct Metadata {
    entity_id: String,
    acs: String,
    slo: String,
    certificate: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum MetadataError {
    #[error("encoding the certificate: {0}")]
    Certificate(#[from] openssl::error::ErrorStack),
    #[error("writing the metadata: {0}")]
    Template(#[from] askama::Error),
}

/// An EntityDescriptor with one SPSSODescriptor (SAML metadata 2.4.4).
pub(crate) fn write(base: &Base, identity: &Identity) -> Result<String, MetadataError> {
    let certificate = identity.certificate_base64()?;
    Ok(Metadata { entity_id: base.entity_id(), acs: base.acs(), slo: base.slo(), certificate }.render()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use samael::metadata::{EntityDescriptor, HTTP_REDIRECT_BINDING};

    #[test]
    fn others_read_what_it_says() {
        let base = Base::parse("http://127.0.0.1:8081").unwrap();
        let identity = Identity::make().unwrap();
        let xml = write(&base, &identity).unwrap();
        let read: EntityDescriptor = xml.parse().unwrap();
        assert_eq!(read.entity_id.as_deref(), Some("http://127.0.0.1:8081/saml/metadata"));
        let role = &read.sp_sso_descriptors.unwrap()[0];
        assert_eq!((role.authn_requests_signed, role.want_assertions_signed), (Some(true), Some(true)));
        assert_eq!(role.assertion_consumer_services[0].location, "http://127.0.0.1:8081/saml/acs");
        let logout = &role.single_logout_services.as_ref().unwrap()[0];
        assert_eq!((&*logout.location, &*logout.binding), ("http://127.0.0.1:8081/saml/slo", HTTP_REDIRECT_BINDING));
        let keys = role.key_descriptors.as_ref().unwrap();
        let uses: Vec<_> = keys.iter().map(|key| key.key_use.as_deref()).collect();
        assert_eq!(uses, [Some("signing"), Some("encryption")]);
        let certificate = &keys[1].key_info.x509_data.as_ref().unwrap().certificates[0];
        assert_eq!(*certificate, identity.certificate_base64().unwrap());
        assert!(!xml.contains("cbc") && !xml.contains("rsa-1_5"));
    }
}
