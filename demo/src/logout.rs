//! Logout messages by HTTP-Redirect, both ways: written by samael and signed over the query with RSA-SHA256; read here.
//!
//! samael checks a signature over a query that it wrote anew, and ends the thread where a parameter is missing. SAML bindings
//! 3.4.4.1 has it checked over the octets as they came, which this does, with the keys of the provider's metadata.

use crate::arguments::Base;
use crate::envelope::{self, ASSERTION, EnvelopeError, LARGEST, PROTOCOL, only};
use crate::identity::Identity;
use crate::idp::IdentityProvider;
use crate::response::{OLDEST, SKEW, SUCCESS};
use chrono::{DateTime, Utc};
use data_encoding::BASE64;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use openssl::hash::MessageDigest;
use openssl::sign::Verifier;
use openssl::x509::X509;
use roxmltree::Node;
use samael::schema::{Issuer, LogoutRequest, LogoutResponse, NameID, Status, StatusCode};
use samael::traits::ToXml;
use std::io::Read;
use url::Url;

const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

#[derive(Debug, thiserror::Error)]
pub(crate) enum LogoutError {
    #[error("making the logout message: {0}")]
    Making(String),
    #[error("the query has {0}")]
    Query(&'static str),
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error("the message's signature does not hold with the identity provider's keys")]
    Unverified,
    #[error("the message has no valid {0}")]
    Lacks(&'static str),
    #[error("the message's {0} is not this portal's, its provider's, or this moment's")]
    Misdirected(&'static str),
}

/// A verified message of the identity provider.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Arrived {
    Request(Asked),
    Response { in_response_to: String, is_success: bool },
}

/// Who is to be signed out, and what the answer needs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) id: String,
    pub(crate) name_id: String,
    /// Empty: all of that person's sessions.
    pub(crate) session_indexes: Vec<String>,
    pub(crate) relay_state: Option<String>,
}

/// The address with a LogoutRequest for whoever has this NameID. `to` is the provider's SingleLogoutService.
///
/// It names no SessionIndex, which means all sessions: samael writes that element before the NameID, and SAML core 3.7.1
/// has it after.
pub(crate) fn request(
    base: &Base,
    identity: &Identity,
    to: &str,
    id: &str,
    name_id: (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<String, LogoutError> {
    let (value, format) = name_id;
    let message = LogoutRequest {
        id: Some(id.to_owned()),
        version: Some("2.0".to_owned()),
        issue_instant: Some(now),
        destination: Some(to.to_owned()),
        issuer: Some(issuer(base)),
        signature: None,
        session_index: None,
        // samael puts the value into the document as it is.
        name_id: Some(NameID { format: format.map(str::to_owned), value: escape(value) }),
    };
    send(to, identity, "SAMLRequest", message.to_string(), None)
}

/// The address with the LogoutResponse to a request.
pub(crate) fn response(
    base: &Base,
    identity: &Identity,
    to: &str,
    id: &str,
    asked: &Asked,
    now: DateTime<Utc>,
) -> Result<String, LogoutError> {
    let status_code = StatusCode { value: Some(SUCCESS.to_owned()) };
    let message = LogoutResponse {
        id: Some(id.to_owned()),
        in_response_to: Some(escape(&asked.id)),
        version: Some("2.0".to_owned()),
        issue_instant: Some(now),
        destination: Some(to.to_owned()),
        consent: None,
        issuer: Some(issuer(base)),
        signature: None,
        status: Some(Status { status_code, status_message: None, status_detail: None }),
    };
    send(to, identity, "SAMLResponse", message.to_string(), asked.relay_state.as_deref())
}

fn issuer(base: &Base) -> Issuer {
    Issuer { value: Some(base.entity_id()), ..Issuer::default() }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn send(
    to: &str,
    identity: &Identity,
    name: &str,
    xml: Result<String, Box<dyn std::error::Error>>,
    relay_state: Option<&str>,
) -> Result<String, LogoutError> {
    let failed = |error: &dyn std::fmt::Display| LogoutError::Making(error.to_string());
    let xml = xml.map_err(|error| failed(&error))?;
    let mut deflated = Vec::new();
    let mut deflate = DeflateEncoder::new(xml.as_bytes(), Compression::default());
    deflate.read_to_end(&mut deflated).map_err(|error| failed(&error))?;
    let mut url = Url::parse(to).map_err(|error| failed(&error))?;
    url.query_pairs_mut().append_pair(name, &BASE64.encode(&deflated));
    if let Some(relay_state) = relay_state {
        url.query_pairs_mut().append_pair("RelayState", relay_state);
    }
    samael::crypto::sign_url(url, &identity.key).map(String::from).map_err(|error| failed(&error))
}

/// Reads a message from the raw query, and verifies it before anything of it is believed.
pub(crate) fn read(query: &str, slo: &str, idp: &IdentityProvider, now: DateTime<Utc>) -> Result<Arrived, LogoutError> {
    let (name, message) = match (raw(query, "SAMLRequest")?, raw(query, "SAMLResponse")?) {
        (Some(request), None) => ("LogoutRequest", request),
        (None, Some(response)) => ("LogoutResponse", response),
        _ => return Err(LogoutError::Query("not one message")),
    };
    let relay_state = raw(query, "RelayState")?;
    verify(query, message, relay_state, idp)?;
    let xml = inflate(&decoded(message))?;
    let document = envelope::parse(&xml)?;
    let root = document.root_element();
    if !root.has_tag_name((PROTOCOL, name)) {
        return Err(EnvelopeError::Root(name).into());
    }
    check(root, slo, idp, now)?;
    if name == "LogoutResponse" { answer(root) } else { asked(root, relay_state.map(decoded), now) }
}

/// A parameter as it came, `name=` included.
fn raw<'a>(query: &'a str, name: &str) -> Result<Option<&'a str>, LogoutError> {
    let mut found = query.split('&').filter(|pair| pair.split('=').next() == Some(name));
    match (found.next(), found.next()) {
        (_, Some(_)) => Err(LogoutError::Query("a parameter twice")),
        (first, None) => Ok(first),
    }
}

fn decoded(pair: &str) -> String {
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn verify(query: &str, message: &str, relay_state: Option<&str>, idp: &IdentityProvider) -> Result<(), LogoutError> {
    let algorithm = raw(query, "SigAlg")?.ok_or(LogoutError::Query("no SigAlg"))?;
    let signature = raw(query, "Signature")?.ok_or(LogoutError::Query("no Signature"))?;
    if decoded(algorithm) != RSA_SHA256 {
        return Err(LogoutError::Query("another SigAlg than RSA-SHA256"));
    }
    let signature = BASE64.decode(decoded(signature).as_bytes()).map_err(|_| LogoutError::Unverified)?;
    let signed: Vec<&str> = [Some(message), relay_state, Some(algorithm)].into_iter().flatten().collect();
    let signed = signed.join("&");
    let holds = |certificate: X509| {
        let key = certificate.public_key()?;
        Verifier::new(MessageDigest::sha256(), &key)?.verify_oneshot(&signature, signed.as_bytes())
    };
    let mut keys = idp.certificates.iter().filter_map(|certificate| X509::from_der(certificate.der_data()).ok());
    if keys.any(|certificate| holds(certificate).unwrap_or(false)) { Ok(()) } else { Err(LogoutError::Unverified) }
}

fn inflate(message: &str) -> Result<String, LogoutError> {
    let octets = BASE64.decode(message.as_bytes()).map_err(|_| LogoutError::Query("a message that is not base64"))?;
    let mut xml = String::new();
    let mut inflate = DeflateDecoder::new(octets.as_slice()).take(LARGEST as u64 + 1);
    inflate.read_to_string(&mut xml).map_err(|_| LogoutError::Query("a message that does not inflate to UTF-8"))?;
    Ok(xml)
}

/// SAML core 3.2.1 and 3.2.2, bindings 3.4.5.2: for whom, from whom, and when.
fn check(root: Node<'_, '_>, slo: &str, idp: &IdentityProvider, now: DateTime<Utc>) -> Result<(), LogoutError> {
    if root.attribute("Version") != Some("2.0") {
        return Err(LogoutError::Lacks("Version"));
    }
    if root.attribute("Destination") != Some(slo) {
        return Err(LogoutError::Misdirected("Destination"));
    }
    if only(root, ASSERTION, "Issuer").and_then(|node| node.text()) != Some(&*idp.entity_id) {
        return Err(LogoutError::Misdirected("Issuer"));
    }
    let issued = moment(root, "IssueInstant").ok_or(LogoutError::Lacks("IssueInstant"))?;
    if issued > now + SKEW || issued + OLDEST < now {
        return Err(LogoutError::Misdirected("IssueInstant"));
    }
    Ok(())
}

fn moment(node: Node<'_, '_>, name: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(node.attribute(name)?).ok().map(|at| at.with_timezone(&Utc))
}

fn asked(root: Node<'_, '_>, relay_state: Option<String>, now: DateTime<Utc>) -> Result<Arrived, LogoutError> {
    if root.has_attribute("NotOnOrAfter") && moment(root, "NotOnOrAfter").is_none_or(|end| end + SKEW <= now) {
        return Err(LogoutError::Misdirected("NotOnOrAfter"));
    }
    let indexes = root.children().filter(|node| node.has_tag_name((PROTOCOL, "SessionIndex")));
    let name_id = only(root, ASSERTION, "NameID").and_then(|node| node.text()).ok_or(LogoutError::Lacks("NameID"))?;
    Ok(Arrived::Request(Asked {
        id: root.attribute("ID").ok_or(LogoutError::Lacks("ID"))?.to_owned(),
        name_id: name_id.to_owned(),
        session_indexes: indexes.map(|node| node.text().unwrap_or_default().to_owned()).collect(),
        relay_state,
    }))
}

/// Success below Success says that it was not success everywhere (SAML core 3.7.3.2, PartialLogout).
fn answer(root: Node<'_, '_>) -> Result<Arrived, LogoutError> {
    let in_response_to = root.attribute("InResponseTo").ok_or(LogoutError::Lacks("InResponseTo"))?;
    let status = only(root, PROTOCOL, "Status").ok_or(LogoutError::Lacks("Status"))?;
    let code = only(status, PROTOCOL, "StatusCode").ok_or(LogoutError::Lacks("StatusCode"))?;
    let is_success = code.attribute("Value") == Some(SUCCESS) && !code.has_children();
    Ok(Arrived::Response { in_response_to: in_response_to.to_owned(), is_success })
}
