//! What we publish about ourselves.

use super::Federation;
use crate::saml::metadata::{Binding, IdpDescription, publish};
use crate::saml::name_id::NameIdFormat;

impl Federation {
    /// The metadata document, as `application/samlmetadata+xml`.
    pub fn metadata(&self) -> Vec<u8> {
        publish(&IdpDescription {
            entity_id: self.entity_id.to_string(),
            single_sign_on: [Binding::HttpRedirect, Binding::HttpPost].map(|by| (by, self.sso.to_string())).to_vec(),
            single_logout: [Binding::HttpRedirect, Binding::HttpPost].map(|by| (by, self.slo.to_string())).to_vec(),
            scope: self.scope.to_string(),
            signing_certificates: self.keys.certificates.clone(),
            display_name: "Senza".to_owned(),
            name_id_formats: NameIdFormat::OFFERED.to_vec(),
        })
    }
}
