//! An identity provider for the tests: writes, signs (libxmlsec1, through samael) and encrypts (OpenSSL) responses, sound
//! ones by default, with every part replaceable.

use crate::identity::Identity;
use crate::idp::IdentityProvider;
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use data_encoding::BASE64;
use flate2::Compression;
use flate2::read::DeflateEncoder;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Padding;
use openssl::symm::{Cipher, encrypt_aead};
use samael::crypto::{Crypto, CryptoProvider};
use std::io::Read;

pub(crate) const ENTITY_ID: &str = "http://localhost:8080/saml/metadata";
const ACS: &str = "http://127.0.0.1:8081/saml/acs";

pub(crate) struct Peer {
    identity: Identity,
}

/// A step between writing a document and signing or sending it.
pub(crate) type Edit = fn(String) -> String;

/// A response to be. The edits are applied to the assertion before it is signed, to the assertion after, to the response
/// before it is signed, and to the response after.
pub(crate) struct Recipe {
    pub(crate) request: Option<String>,
    pub(crate) assertion_request: Option<Option<String>>,
    pub(crate) assertion: Edit,
    pub(crate) signed_assertion: Edit,
    pub(crate) response: Edit,
    pub(crate) signed_response: Edit,
    pub(crate) in_the_clear: bool,
    pub(crate) at: DateTime<Utc>,
}

impl Recipe {
    pub(crate) fn answering(request: Option<&str>) -> Self {
        let same: Edit = |text| text;
        Self {
            request: request.map(str::to_owned),
            assertion_request: None,
            assertion: same,
            signed_assertion: same,
            response: same,
            signed_response: same,
            in_the_clear: false,
            at: crate::token::now(),
        }
    }
}

impl Peer {
    pub(crate) fn new() -> Self {
        Self { identity: Identity::make().unwrap() }
    }

    pub(crate) fn metadata(&self) -> String {
        let certificate = self.identity.certificate_base64().unwrap();
        include_str!("idp.xml").replace("CERTIFICATE", &certificate)
    }

    pub(crate) fn provider(&self) -> IdentityProvider {
        IdentityProvider::parse(&self.metadata()).unwrap()
    }

    /// The signed assertion, before encryption.
    pub(crate) fn assertion(&self, recipe: &Recipe) -> String {
        let request = recipe.assertion_request.clone().unwrap_or_else(|| recipe.request.clone());
        let assertion = (recipe.assertion)(write_assertion(recipe.at, request.as_deref()));
        (recipe.signed_assertion)(sign(&assertion, &self.identity.key))
    }

    /// The SAMLResponse parameter.
    pub(crate) fn respond(&self, recipe: &Recipe, sp: &Identity) -> String {
        let assertion = self.assertion(recipe);
        let content = if recipe.in_the_clear { assertion } else { encrypt(&assertion, sp) };
        let response = (recipe.response)(write_response(recipe.at, recipe.request.as_deref(), &content));
        let response = (recipe.signed_response)(sign(&response, &self.identity.key));
        BASE64.encode(response.as_bytes())
    }
}

impl Peer {
    /// The query that carries this message, signed.
    pub(crate) fn query(&self, name: &str, xml: &str, relay_state: Option<&str>) -> String {
        let mut url: url::Url = "http://portal.invalid/".parse().unwrap();
        let mut deflated = Vec::new();
        DeflateEncoder::new(xml.as_bytes(), Compression::default()).read_to_end(&mut deflated).unwrap();
        url.query_pairs_mut().append_pair(name, &BASE64.encode(&deflated));
        if let Some(relay_state) = relay_state {
            url.query_pairs_mut().append_pair("RelayState", relay_state);
        }
        samael::crypto::sign_url(url, &self.identity.key).unwrap().query().unwrap().to_owned()
    }
}

pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn in_response_to(request: Option<&str>) -> String {
    request.map(|id| format!(" InResponseTo=\"{id}\"")).unwrap_or_default()
}

fn signature(id: &str) -> String {
    include_str!("signature.xml").trim_end().replace("REFERENCE", id)
}

fn write_assertion(at: DateTime<Utc>, request: Option<&str>) -> String {
    let id = format!("_{}", crate::token::random().unwrap());
    include_str!("assertion.xml")
        .trim_end()
        .replace("ASSERTION_ID", &id)
        .replace("SIGNATURE", &signature(&id))
        .replace("IN_RESPONSE_TO", &in_response_to(request))
        .replace("NOW", &stamp(at))
        .replace("SOON", &stamp(at + TimeDelta::minutes(5)))
        .replace("LATER", &stamp(at + TimeDelta::hours(8)))
}

fn write_response(at: DateTime<Utc>, request: Option<&str>, content: &str) -> String {
    let id = format!("_{}", crate::token::random().unwrap());
    format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"{ACS}\" ID=\"{id}\"{} \
         IssueInstant=\"{}\" Version=\"2.0\"><saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">{ENTITY_ID}\
         </saml:Issuer>{}<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\">\
         </samlp:StatusCode></samlp:Status>{content}</samlp:Response>",
        in_response_to(request),
        stamp(at),
        signature(&id),
    )
}

fn sign(xml: &str, key: &PKey<Private>) -> String {
    if !xml.contains("<ds:SignatureValue>") {
        return xml.to_owned();
    }
    // libxml2 writes an XML declaration, which has no place inside an encrypted element.
    let signed = Crypto::sign_xml(xml, &key.rsa().unwrap().private_key_to_der().unwrap()).unwrap();
    signed.split_once("?>\n").map_or(signed.clone(), |(_, rest)| rest.trim_end().to_owned())
}

fn encrypt(assertion: &str, sp: &Identity) -> String {
    let (key, nonce) = ([7; 16], [9; 12]);
    let mut tag = [0; 16];
    let content = encrypt_aead(Cipher::aes_128_gcm(), &key, Some(&nonce), &[], assertion.as_bytes(), &mut tag).unwrap();
    let mut wrapped = vec![0; sp.key.size()];
    sp.key.rsa().unwrap().public_encrypt(&key, &mut wrapped, Padding::PKCS1_OAEP).unwrap();
    include_str!("encrypted.xml")
        .trim_end()
        .replace("WRAPPED", &BASE64.encode(&wrapped))
        .replace("CONTENT", &BASE64.encode(&[&nonce[..], &content, &tag].concat()))
}
