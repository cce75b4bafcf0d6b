//! The names that standards give: namespaces with the prefix we write for each, algorithms, formats and bindings.

/// A namespace that we write, with the one prefix that we write it under.
///
/// One prefix for one namespace, everywhere, is what lets the writer know from a bit set which declarations are in
/// scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ns {
    Assertion,
    Protocol,
    Dsig,
    Xenc,
    Xenc11,
    Metadata,
    MetadataUi,
    ShibbolethMetadata,
    /// SAML metadata profile for algorithm support.
    AlgorithmSupport,
    /// The `xml:` prefix, which is bound by definition and never declared.
    Xml,
}

impl Ns {
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Assertion => "saml",
            Self::Protocol => "samlp",
            Self::Dsig => "ds",
            Self::Xenc => "xenc",
            Self::Xenc11 => "xenc11",
            Self::Metadata => "md",
            Self::MetadataUi => "mdui",
            Self::ShibbolethMetadata => "shibmd",
            Self::AlgorithmSupport => "alg",
            Self::Xml => "xml",
        }
    }

    pub const fn uri(self) -> &'static str {
        match self {
            Self::Assertion => "urn:oasis:names:tc:SAML:2.0:assertion",
            Self::Protocol => "urn:oasis:names:tc:SAML:2.0:protocol",
            Self::Dsig => "http://www.w3.org/2000/09/xmldsig#",
            Self::Xenc => "http://www.w3.org/2001/04/xmlenc#",
            Self::Xenc11 => "http://www.w3.org/2009/xmlenc11#",
            Self::Metadata => "urn:oasis:names:tc:SAML:2.0:metadata",
            Self::MetadataUi => "urn:oasis:names:tc:SAML:metadata:ui",
            Self::ShibbolethMetadata => "urn:mace:shibboleth:metadata:1.0",
            Self::AlgorithmSupport => "urn:oasis:names:tc:SAML:metadata:algsupport",
            Self::Xml => "http://www.w3.org/XML/1998/namespace",
        }
    }
}

/// The namespace of entity attributes in metadata.
pub const ENTITY_ATTRIBUTES_NS: &str = "urn:oasis:names:tc:SAML:metadata:attribute";

/// `protocolSupportEnumeration` of a SAML 2.0 role.
pub const PROTOCOL_SAML2: &str = "urn:oasis:names:tc:SAML:2.0:protocol";

pub const BINDING_POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
pub const BINDING_REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
pub const BINDING_ARTIFACT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact";
pub const BINDING_PAOS: &str = "urn:oasis:names:tc:SAML:2.0:bindings:PAOS";
pub const BINDING_SOAP: &str = "urn:oasis:names:tc:SAML:2.0:bindings:SOAP";

/// SAML bindings §3.4.4: the only `SAMLEncoding` that exists.
pub const ENCODING_DEFLATE: &str = "urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE";

pub const NAMEID_ENTITY: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
/// The namespace of the SAML V2.0 Asynchronous Single Logout Protocol Extension.
pub const ASYNC_LOGOUT_NS: &str = "urn:oasis:names:tc:SAML:2.0:protocol:ext:async-slo";
/// SAML core §3.7.3: the person wished it.
pub const LOGOUT_BY_USER: &str = "urn:oasis:names:tc:SAML:2.0:logout:user";
pub const CONFIRMATION_BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/// The AuthnContext class of the REFEDS MFA profile.
pub const AUTHN_CONTEXT_REFEDS_MFA: &str = "https://refeds.org/profile/mfa";
/// The AuthnContext class of the REFEDS SFA profile.
pub const AUTHN_CONTEXT_REFEDS_SFA: &str = "https://refeds.org/profile/sfa";
pub const AUTHN_CONTEXT_PASSWORD_PROTECTED: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
pub const AUTHN_CONTEXT_PASSWORD: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";
pub const AUTHN_CONTEXT_UNSPECIFIED: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";

pub const EXC_C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
pub const EXC_C14N_WITH_COMMENTS: &str = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments";
pub const ENVELOPED_SIGNATURE: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
pub const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
pub const ECDSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
pub const DIGEST_SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
pub const DIGEST_SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
pub const DIGEST_SHA384: &str = "http://www.w3.org/2001/04/xmldsig-more#sha384";
pub const DIGEST_SHA512: &str = "http://www.w3.org/2001/04/xmlenc#sha512";

pub const AES128_GCM: &str = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
pub const AES192_GCM: &str = "http://www.w3.org/2009/xmlenc11#aes192-gcm";
pub const AES256_GCM: &str = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
pub const RSA_OAEP_MGF1P: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
pub const RSA_OAEP: &str = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
pub const MGF1_SHA1: &str = "http://www.w3.org/2009/xmlenc11#mgf1sha1";
pub const MGF1_SHA256: &str = "http://www.w3.org/2009/xmlenc11#mgf1sha256";
pub const ENCRYPTED_ELEMENT: &str = "http://www.w3.org/2001/04/xmlenc#Element";
