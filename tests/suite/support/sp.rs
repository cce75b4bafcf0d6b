//! A service provider made in the test: its keys, its metadata, and AuthnRequests as text that a test can spoil.

use super::app::TestApp;
use data_encoding::BASE64;
use flate2::{Compression, write::DeflateEncoder};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use openssl::x509::{X509, X509NameBuilder};
use senza::domain::{Clock, SystemRandom, random};
use senza::federation::{Options, Put, Registration, RegistryError};
use std::io::Write;
use std::sync::OnceLock;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

pub const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
pub const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

pub const PERSISTENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
pub const EMAIL: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
pub const UNSPECIFIED: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

/// A key with a certificate of its own.
pub struct Keys {
    pub key: PKey<Private>,
    pub certificate: X509,
}

impl Keys {
    pub fn new() -> Self {
        Self::lasting(30)
    }

    /// Its certificate ends so many days from now.
    pub fn lasting(days: u32) -> Self {
        let key = PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap();
        let mut name = X509NameBuilder::new().unwrap();
        name.append_entry_by_text("CN", "a service provider").unwrap();
        let name = name.build();
        let mut builder = X509::builder().unwrap();
        builder.set_version(2).unwrap();
        let serial = BigNum::from_slice(&random::octets::<8>(&SystemRandom)).unwrap();
        builder.set_serial_number(&serial.to_asn1_integer().unwrap()).unwrap();
        builder.set_subject_name(&name).unwrap();
        builder.set_issuer_name(&name).unwrap();
        builder.set_pubkey(&key).unwrap();
        builder.set_not_before(&Asn1Time::days_from_now(0).unwrap()).unwrap();
        builder.set_not_after(&Asn1Time::days_from_now(days).unwrap()).unwrap();
        builder.sign(&key, MessageDigest::sha256()).unwrap();
        Self { certificate: builder.build(), key }
    }

    /// The certificate as metadata carries it.
    pub fn certificate_text(&self) -> String {
        BASE64.encode(&self.certificate.to_der().unwrap())
    }
}

/// The key that requests are signed with, the same in all tests: making one takes its time.
pub fn signing() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(Keys::new)
}

/// The key that assertions are encrypted to.
pub fn encryption() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(Keys::new)
}

/// A key that no metadata names.
pub fn stranger() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(Keys::new)
}

/// What stands in its metadata.
#[derive(Clone)]
pub struct Sp {
    pub entity_id: String,
    /// Index, location, isDefault.
    pub acs: Vec<(u16, String, bool)>,
    pub is_encrypted_to: bool,
    pub requests_are_signed: bool,
    pub released: Vec<&'static str>,
    /// Bindings and locations of its SingleLogoutService, in XML.
    pub logout: String,
    /// Further attributes of its SPSSODescriptor, as XML.
    pub role_attributes: String,
    /// XML before its AssertionConsumerService elements: NameIDFormat.
    pub name_id_formats: Vec<&'static str>,
    /// XML after them: AttributeConsumingService.
    pub attribute_services: String,
    /// The value of its subject-id:req.
    pub subject_id_req: Option<&'static str>,
    /// EncryptionMethod elements.
    pub encryption_methods: String,
    pub options: Options,
}

impl Sp {
    /// At `https://{name}.example`, with three endpoints, the second of which is the default.
    pub fn new(name: &str) -> Self {
        let at = |path: &str| format!("https://{name}.example/{path}");
        Self {
            entity_id: at("saml"),
            acs: vec![(3, at("acs"), false), (5, at("acs/default"), true), (9, at("acs?tenant=a&b=c"), false)],
            is_encrypted_to: false,
            requests_are_signed: false,
            released: Vec::new(),
            logout: String::new(),
            role_attributes: String::new(),
            name_id_formats: Vec::new(),
            attribute_services: String::new(),
            subject_id_req: None,
            encryption_methods: String::new(),
            options: Options::default(),
        }
    }

    pub fn encrypted_to(mut self) -> Self {
        self.is_encrypted_to = true;
        self
    }

    pub fn signing_requests(mut self) -> Self {
        self.requests_are_signed = true;
        self
    }

    pub fn told(mut self, released: &[&'static str]) -> Self {
        self.released = released.to_vec();
        self
    }

    /// Takes logout messages by these bindings, at `/slo` and the binding's name in lower case.
    pub fn leaving_by(mut self, bindings: &[&str]) -> Self {
        for binding in bindings {
            let location = format!("{}/slo/{}", self.entity_id, binding.to_lowercase());
            self.logout.push_str(&format!(
                "<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-{binding}\" Location=\"{location}\"/>"
            ));
        }
        self
    }

    /// What people call it.
    pub fn named(mut self, name: &str) -> Self {
        self.attribute_services = format!(
            "<md:AttributeConsumingService index=\"1\"><md:ServiceName xml:lang=\"en\">{}</md:ServiceName>\
             <md:RequestedAttribute Name=\"mail\"/></md:AttributeConsumingService>",
            escape(name)
        );
        self
    }

    /// Anything else about it.
    pub fn having(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub fn default_acs(&self) -> &str {
        &self.acs.iter().find(|(_, _, is_default)| *is_default).unwrap().1
    }

    pub fn metadata(&self) -> String {
        let key = |r#use: &str, keys: &Keys, methods: &str| {
            format!(
                "<md:KeyDescriptor use=\"{use}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate>\
                 </ds:X509Data></ds:KeyInfo>{methods}</md:KeyDescriptor>",
                keys.certificate_text()
            )
        };
        let mut inside = key("signing", signing(), "");
        if self.is_encrypted_to {
            inside.push_str(&key("encryption", encryption(), &self.encryption_methods));
        }
        inside.push_str(&self.logout);
        for format in &self.name_id_formats {
            inside.push_str(&format!("<md:NameIDFormat>{format}</md:NameIDFormat>"));
        }
        for (index, location, is_default) in &self.acs {
            inside.push_str(&format!(
                "<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" \
                 Location=\"{}\" index=\"{index}\" isDefault=\"{is_default}\"/>",
                escape(location)
            ));
        }
        inside.push_str(&self.attribute_services);
        let extensions = self.subject_id_req.map_or_else(String::new, subject_id_req);
        format!(
            "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
             xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{}\">{extensions}<md:SPSSODescriptor \
             protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\" AuthnRequestsSigned=\"{}\"{}>{inside}\
             </md:SPSSODescriptor></md:EntityDescriptor>",
            escape(&self.entity_id),
            self.requests_are_signed,
            self.role_attributes
        )
    }

    /// Makes it known to the identity provider, by its metadata.
    pub fn register(self, app: &TestApp) -> Self {
        register_with(app, self.metadata().as_bytes(), &self.released, self.options).unwrap();
        self
    }

    /// A request as a well-behaved portal sends it.
    pub fn request(&self, app: &TestApp) -> Request {
        Request {
            id: fresh_id(),
            issuer: self.entity_id.clone(),
            issue_instant: instant(app.clock.now()),
            destination: Some(format!("{}/saml/sso", app.base)),
            attributes: Vec::new(),
            children: String::new(),
        }
    }
}

/// SAML Subject Identifier Attributes Profile §5.
fn subject_id_req(value: &str) -> String {
    format!(
        "<md:Extensions><a:EntityAttributes xmlns:a=\"urn:oasis:names:tc:SAML:metadata:attribute\">\
         <s:Attribute xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\" \
         Name=\"urn:oasis:names:tc:SAML:profiles:subject-id:req\" \
         NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"><s:AttributeValue>{value}</s:AttributeValue>\
         </s:Attribute></a:EntityAttributes></md:Extensions>"
    )
}

/// Registers metadata as `senza sp add` does.
pub fn register(app: &TestApp, metadata: &[u8], released: &[&str]) {
    register_with(app, metadata, released, Options::default()).unwrap();
}

/// The same with what an operator chose; says what became of it.
pub fn register_with(
    app: &TestApp,
    metadata: &[u8],
    released: &[&str],
    options: Options,
) -> Result<Put, RegistryError> {
    let released = released.iter().map(|name| (*name).to_owned()).collect();
    let registration = Registration { metadata, released, allow_http_acs: false, options };
    app.block_on(app.federation.put(registration, None, "test"))
}

/// An AuthnRequest, every field of which a test can override.
#[derive(Clone)]
pub struct Request {
    pub id: String,
    pub issuer: String,
    pub issue_instant: String,
    pub destination: Option<String>,
    /// Further attributes of the root, by name.
    pub attributes: Vec<(&'static str, String)>,
    /// XML after the Issuer.
    pub children: String,
}

impl Request {
    pub fn with(mut self, attribute: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((attribute, value.into()));
        self
    }

    /// With a NameIDPolicy that has these attributes.
    pub fn naming(self, attributes: &str) -> Self {
        self.containing(&format!("<samlp:NameIDPolicy{attributes}/>"))
    }

    pub fn containing(mut self, xml: &str) -> Self {
        self.children.push_str(xml);
        self
    }

    pub fn xml(&self) -> String {
        let mut attributes = self.attributes.clone();
        attributes.extend(self.destination.clone().map(|destination| ("Destination", destination)));
        let attributes: String =
            attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect();
        format!(
            "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{}\" Version=\"2.0\" IssueInstant=\"{}\"{attributes}>\
             <saml:Issuer>{}</saml:Issuer>{}</samlp:AuthnRequest>",
            escape(&self.id),
            escape(&self.issue_instant),
            escape(&self.issuer),
            self.children
        )
    }

    /// The path and query by which it arrives.
    pub fn unsigned(&self) -> String {
        path(&redirect(self.xml().as_bytes(), None))
    }

    pub fn unsigned_with(&self, relay_state: &str) -> String {
        path(&redirect(self.xml().as_bytes(), Some(relay_state)))
    }

    pub fn signed(&self) -> String {
        path(&sign(&redirect(self.xml().as_bytes(), None), &signing().key))
    }

    pub fn signed_with(&self, relay_state: &str) -> String {
        path(&sign(&redirect(self.xml().as_bytes(), Some(relay_state)), &signing().key))
    }
}

/// The address at which a query arrives.
pub fn path(query: &str) -> String {
    format!("/saml/sso?{query}")
}

/// The query of a message that is not signed.
pub fn redirect(xml: &[u8], relay_state: Option<&str>) -> String {
    let mut query = format!("SAMLRequest={}", percent(&BASE64.encode(&deflate(xml))));
    if let Some(relay_state) = relay_state {
        query.push_str(&format!("&RelayState={}", percent(relay_state)));
    }
    query
}

/// SAML bindings §3.4.4.1: the signature is over the query as it stands, with the algorithm at its end.
pub fn sign(query: &str, key: &PKey<Private>) -> String {
    let signed = format!("{query}&SigAlg={}", percent(RSA_SHA256));
    let mut signer = Signer::new(MessageDigest::sha256(), key).unwrap();
    let signature = signer.sign_oneshot_to_vec(signed.as_bytes()).unwrap();
    format!("{signed}&Signature={}", percent(&BASE64.encode(&signature)))
}

/// Raw DEFLATE, as the Redirect binding wants it.
pub fn deflate(octets: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(octets).unwrap();
    encoder.finish().unwrap()
}

pub fn percent(text: &str) -> String {
    text.bytes()
        .map(|octet| if octet.is_ascii_alphanumeric() { char::from(octet).into() } else { format!("%{octet:02X}") })
        .collect()
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

pub fn fresh_id() -> String {
    format!("_{}", data_encoding::HEXLOWER.encode(&random::octets::<20>(&SystemRandom)))
}

pub fn instant(at: OffsetDateTime) -> String {
    at.replace_nanosecond(0).unwrap().format(&Rfc3339).unwrap()
}
