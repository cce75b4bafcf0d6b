//! What the fuzz targets share: the SAML engine, a service provider whose key is known, and messages signed with it.
//!
//! The engine is compiled from the program's own files, which need nothing but `domain`; so that all that is instrumented
//! is what reads hostile octets, and no web server or database is built.

#[allow(dead_code, unused_imports, reason = "the targets use a part of it")]
#[path = "../../../src/keys/age/mod.rs"]
pub mod age;
#[path = "../../../src/domain/mod.rs"]
pub mod domain;
#[allow(dead_code, unused_imports, reason = "the targets use a part of it")]
#[path = "../../../src/keeper/mod.rs"]
pub mod keeper;
#[allow(dead_code, reason = "the target reads, and drains nothing")]
#[path = "../../../src/http/envelopes/multipart.rs"]
mod multipart;
#[allow(dead_code, reason = "the keeper uses a part of it")]
#[path = "../../../src/privilege/mod.rs"]
pub mod privilege;
#[path = "../../../src/saml/mod.rs"]
pub mod saml;
#[allow(dead_code, unused_imports, reason = "the keeper uses a part of it")]
#[path = "../../../src/tls/mod.rs"]
pub mod tls;
#[allow(dead_code, unused_imports, reason = "the keeper uses a part of it")]
#[path = "../../../src/vault/mod.rs"]
pub mod vault;

/// The codec names itself by its place in the program.
pub mod keys {
    pub use crate::age;
}

pub mod edit;
pub mod form;
pub mod input;
pub mod sender;
pub mod signer;
pub mod xmlsec;

use saml::SpMetadata;
use saml::metadata::{AcceptPolicy, parse_sp};
use std::sync::OnceLock;
use time::OffsetDateTime;
use time::macros::datetime;

/// The moment, address and entityID that the vectors are made for.
pub const NOW: OffsetDateTime = datetime!(2026-01-01 12:00 UTC);
pub const SSO: &str = "https://idp.example.org/saml/sso";
pub const SLO: &str = "https://idp.example.org/saml/slo";
pub const SP: &str = "https://sp.example.org/sp";

/// The service provider of the vectors with the key of [`signer`].
pub fn service_provider(requests_are_signed: bool) -> &'static SpMetadata {
    static BOTH: [OnceLock<SpMetadata>; 2] = [OnceLock::new(), OnceLock::new()];
    BOTH[usize::from(requests_are_signed)].get_or_init(|| {
        let xml = format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"{SP}\"><md:SPSSODescriptor \
             AuthnRequestsSigned=\"{requests_are_signed}\" protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">\
             <md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\
             <DEREncodedKeyValue xmlns=\"http://www.w3.org/2009/xmldsig11#\">{}</DEREncodedKeyValue></ds:KeyInfo></md:KeyDescriptor>\
             <md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" \
             Location=\"https://sp.example.org/acs\" index=\"1\"/></md:SPSSODescriptor></md:EntityDescriptor>",
            signer::public_key()
        );
        parse_sp(xml.as_bytes(), &AcceptPolicy::default(), NOW).expect("sound metadata").metadata
    })
}

/// With the feature `planted`, the engine has this bug, which the target must find.
#[cfg(feature = "planted")]
pub fn plant(check: domain::variant::Check) {
    domain::variant::skip(&[check]);
}

#[macro_export]
macro_rules! planted {
    ($check:ident) => {
        #[cfg(feature = "planted")]
        $crate::plant($crate::domain::variant::Check::$check);
    };
}
