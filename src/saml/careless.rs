//! What an implementation without our checks would do instead: the smallest code that lets each attack succeed.
//!
//! Exists only in the build that the tests of bad input make (the feature `test-variants`), and does nothing there until a
//! test takes the check out. Nothing here may be taken for an example.

use super::metadata::PublicKey;
use super::names::Ns;
use super::xml::{Element, InclusivePrefixes, exclusive};
use crate::domain::variant::{Check, skips};
use data_encoding::BASE64;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Public};
use openssl::sign::Signer;
use std::borrow::Cow;
use std::io::{Read, Write};
use std::net::TcpStream;

const DSIG: &str = Ns::Dsig.uri();

/// More than this is not expanded, so that a test ends.
const ENOUGH: usize = 24 << 20;

/// Makes a document of what is none.
pub(in crate::saml) fn prepared(octets: &[u8]) -> &[u8] {
    let mut text = Cow::Borrowed(octets);
    if skips(Check::Utf16) && octets.starts_with(&[0xFF, 0xFE]) {
        let units: Vec<u16> =
            octets.chunks_exact(2).skip(1).filter_map(|two| two.try_into().ok()).map(u16::from_le_bytes).collect();
        text = Cow::Owned(String::from_utf16_lossy(&units).into_bytes());
    }
    if skips(Check::ForbiddenCharacter) {
        // As where texts end at a NUL.
        let without = String::from_utf8_lossy(&text).replace('\0', "").replace("&#0;", "");
        text = Cow::Owned(without.into_bytes());
    }
    if skips(Check::Doctype) {
        text = Cow::Owned(expanded(&String::from_utf8_lossy(&text)).into_bytes());
    }
    if skips(Check::MismatchedTags) {
        text = Cow::Owned(repaired(&String::from_utf8_lossy(&text)).into_bytes());
    }
    match text {
        Cow::Borrowed(same) => same,
        Cow::Owned(made) => Box::leak(made.into_boxed_slice()),
    }
}

/// Replaces entities by what the DTD says of them, wherever that lies, and takes the DTD away.
fn expanded(xml: &str) -> String {
    let Some((before, rest)) = xml.split_once("<!DOCTYPE") else { return xml.to_owned() };
    let Some((dtd, after)) = rest.split_once("]>").or_else(|| rest.split_once('>')) else { return xml.to_owned() };
    let mut text = after.to_owned();
    let declared: Vec<(String, String)> = dtd.split("<!ENTITY").skip(1).filter_map(entity).collect();
    for _ in 0..declared.len() {
        for (name, value) in &declared {
            if text.len() < ENOUGH {
                text = text.replace(&format!("&{name};"), value);
            }
        }
    }
    if let Some(address) = quoted(dtd.split("SYSTEM").nth(1).unwrap_or_default()) {
        fetch(address);
    }
    format!("{before}{text}")
}

fn entity(declaration: &str) -> Option<(String, String)> {
    let name = declaration.split_whitespace().next()?;
    let value = quoted(declaration)?;
    let value = if declaration.contains("SYSTEM") { fetch(value) } else { value.to_owned() };
    Some((name.to_owned(), value))
}

fn quoted(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let quote = text.get(start..)?.chars().next()?;
    text.get(start + 1..)?.split(quote).next()
}

/// Fetches what stands at an address.
fn fetch(address: &str) -> String {
    let Some((host, path)) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')) else {
        return String::new();
    };
    let mut answer = String::new();
    if let Ok(mut stream) = TcpStream::connect(host) {
        let _ = write!(stream, "GET /{path} HTTP/1.0\r\n\r\n");
        let _ = stream.read_to_string(&mut answer);
    }
    answer.split_once("\r\n\r\n").map(|(_, body)| body.trim().to_owned()).unwrap_or_default()
}

/// Gives each end tag its start tag's name.
fn repaired(xml: &str) -> String {
    let (mut out, mut open) = (String::new(), Vec::new());
    for (count, part) in xml.split('<').enumerate() {
        let name = || part.split([' ', '>', '/', '\n']).next().unwrap_or_default();
        match part.strip_prefix('/') {
            Some(rest) => {
                let after = rest.split_once('>').map(|(_, after)| after).unwrap_or_default();
                out.push_str(&format!("</{}>{after}", open.pop().unwrap_or_default()));
                continue;
            }
            None if count > 0 && !part.split('>').next().unwrap_or_default().ends_with('/') => open.push(name()),
            None => {}
        }
        out.push_str(if count > 0 { "<" } else { "" });
        out.push_str(part);
    }
    out
}

/// All that comes out.
pub(in crate::saml) fn inflated(compressed: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    let _ = flate2::read::DeflateDecoder::new(compressed).read_to_end(&mut all);
    all
}

/// The first message in the document.
pub(in crate::saml) fn first_message<'d, 'a>(root: Element<'d, 'a>) -> Element<'d, 'a> {
    let is_message =
        |element: &Element<'_, '_>| matches!(element.local_name(), "AuthnRequest" | "LogoutRequest" | "LogoutResponse");
    let found = root.descendants().find(is_message).filter(|_| skips(Check::SignedElement));
    found.unwrap_or(root)
}

/// What a reference names, wherever it is.
pub(in crate::saml) fn referenced<'d, 'a>(message: Element<'d, 'a>, signature: Element<'d, 'a>) -> Element<'d, 'a> {
    let uri = signature.descendants().find_map(|element| element.attribute("URI")).unwrap_or_default();
    if skips(Check::Fetch) && uri.starts_with("http:") {
        fetch(uri);
    }
    if !skips(Check::SignedElement) {
        return message;
    }
    let named = |element: &Element<'_, '_>| {
        element.attribute("ID").is_some() && element.attribute("ID") == uri.strip_prefix('#')
    };
    message.descendants().find(named).unwrap_or(message)
}

/// Does every transform, before anything is known of the signature. Ten thousand would take minutes; these will do.
pub(in crate::saml) fn transform(message: Element<'_, '_>, reference: Element<'_, '_>) {
    if skips(Check::Transforms) {
        for _ in reference.descendants().filter(|element| element.is(DSIG, "Transform")).take(50) {
            let _ = exclusive(message, None, &InclusivePrefixes::default(), usize::MAX);
        }
    }
}

/// The keys that the message brings along.
pub(in crate::saml) fn keys_in(signature: Element<'_, '_>) -> Option<Vec<PublicKey>> {
    if !skips(Check::KeyFromMetadata) {
        return None;
    }
    let certificates = signature.descendants().filter(|element| element.is(DSIG, "X509Certificate"));
    let keys = certificates.filter_map(|element| BASE64.decode(element.exact_text().ok()?.as_bytes()).ok());
    Some(keys.filter_map(|der| PublicKey::from_certificate(&der).ok()).collect())
}

/// Whether two addresses are one for a browser, near enough.
pub(in crate::saml) fn alike(registered: &str, asked: &str) -> bool {
    let plain = |address: &str| {
        let url = url::Url::parse(address).ok()?;
        Some(format!("{}{}", url.host_str()?, url.path()).to_lowercase())
    };
    plain(registered).is_some() && plain(registered) == plain(asked)
}

/// HMAC with what everyone knows.
pub(in crate::saml) fn hmac_holds(key: &PKey<Public>, octets: &[u8], signature: &[u8]) -> bool {
    let computed = key.public_key_to_pem().and_then(|pem| {
        let key = PKey::hmac(&pem)?;
        Signer::new(MessageDigest::sha256(), &key)?.sign_oneshot_to_vec(octets)
    });
    computed.is_ok_and(|computed| computed == signature)
}
