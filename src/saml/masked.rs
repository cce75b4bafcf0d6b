//! A request's XML with everything hidden that may say something of a person: for who has to find out why a sign-on failed.
//!
//! It is written anew from the parsed document: elements and attributes that SAML knows, by SAML's prefixes, and of their values
//! those that SAML defines. Whatever else there is, is counted and not shown. What cannot be parsed cannot be masked, and is not
//! shown at all.

use super::names::Ns;
use super::xml::{Document, Element, Limits};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

const SAML: &str = Ns::Assertion.uri();
const SAMLP: &str = Ns::Protocol.uri();
/// Deeper, or more, is not written.
const DEPTH: usize = 6;
const ELEMENTS: usize = 60;
/// A value that is shown has as many characters at most.
const SHOWN: usize = 200;

/// How long something is, so coarsely that nothing follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LengthClass(u8);

impl LengthClass {
    /// Upper ends, and what they are called.
    const ALL: [(usize, &str); 6] = [
        (0, "empty"),
        (8, "1 to 8 characters"),
        (16, "9 to 16 characters"),
        (32, "17 to 32 characters"),
        (64, "33 to 64 characters"),
        (256, "65 to 256 characters"),
    ];

    pub fn of(text: &str) -> Self {
        let characters = text.chars().count();
        let place = Self::ALL.iter().position(|(end, _)| characters <= *end).unwrap_or(Self::ALL.len());
        Self(u8::try_from(place).unwrap_or(u8::MAX))
    }

    pub fn words(self) -> &'static str {
        Self::ALL.get(usize::from(self.0)).map_or("more than 256 characters", |(_, words)| words)
    }
}

/// What stands in the place of a value.
pub fn hidden(length: LengthClass) -> String {
    format!("[{}]", length.words())
}

fn hide(text: &str) -> String {
    hidden(LengthClass::of(text))
}

/// An address as it may be shown that stands in no metadata: without its query, and hidden where it has a part that could name
/// somebody.
pub fn address(text: &str) -> String {
    let end = text.find(['?', '#']).unwrap_or(text.len());
    let (head, rest) = text.split_at(end);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '.' | '-' | '_' | '~' | '+' | ',');
    if head.len() > SHOWN || !head.chars().all(is_plain) {
        return hide(text);
    }
    let mark = rest.chars().next();
    mark.map_or_else(|| head.to_owned(), |mark| format!("{head}{mark}{}", hide(rest.get(1..).unwrap_or_default())))
}

/// A request as it came, masked; `None` when it cannot be parsed.
pub fn request(xml: &[u8]) -> Option<String> {
    let document = Document::parse(xml, &Limits::MESSAGE).ok()?;
    let mut masked = Masked { out: String::with_capacity(1024), left: ELEMENTS };
    masked.element(document.root(), 0);
    Some(masked.out)
}

struct Masked {
    out: String,
    /// Elements that may still be written.
    left: usize,
}

impl Masked {
    fn element(&mut self, element: Element<'_, '_>, depth: usize) {
        let indent = "  ".repeat(depth);
        let Some(name) = qualified(element).filter(|_| depth < DEPTH && self.left > 0) else {
            let _ = writeln!(self.out, "{indent}<!-- something that is not shown -->");
            return;
        };
        self.left -= 1;
        let _ = write!(self.out, "{indent}<{name}");
        for (attribute, value) in element.attributes() {
            match shown_attribute(attribute, value) {
                Some(shown) => {
                    let _ = write!(self.out, " {attribute}=\"{shown}\"");
                }
                None => self.out.push_str(" […]"),
            }
        }
        self.content(element, &name, depth);
    }

    fn content(&mut self, element: Element<'_, '_>, name: &str, depth: usize) {
        if element.is(Ns::Dsig.uri(), "Signature") {
            let _ = writeln!(self.out, ">[signature]</{name}>");
        } else if element.children().next().is_some() {
            self.out.push_str(">\n");
            element.children().for_each(|child| self.element(child, depth + 1));
            let _ = writeln!(self.out, "{}</{name}>", "  ".repeat(depth));
        } else {
            let text = element.text();
            let _ = match text.trim() {
                "" => writeln!(self.out, "/>"),
                text => writeln!(self.out, ">{}</{name}>", shown_text(element, text)),
            };
        }
    }
}

/// The name of an element that the protocol has, with its usual prefix.
fn qualified(element: Element<'_, '_>) -> Option<String> {
    const PROTOCOL: [&str; 9] = [
        "AuthnRequest",
        "Extensions",
        "NameIDPolicy",
        "RequestedAuthnContext",
        "Scoping",
        "RequesterID",
        "IDPList",
        "IDPEntry",
        "GetComplete",
    ];
    const ASSERTION: [&str; 12] = [
        "Issuer",
        "Subject",
        "NameID",
        "EncryptedID",
        "BaseID",
        "SubjectConfirmation",
        "SubjectConfirmationData",
        "Conditions",
        "AudienceRestriction",
        "Audience",
        "AuthnContextClassRef",
        "AuthnContextDeclRef",
    ];
    let local = element.local_name();
    match element.namespace() {
        Some(SAMLP) if PROTOCOL.contains(&local) => Some(format!("samlp:{local}")),
        Some(SAML) if ASSERTION.contains(&local) => Some(format!("saml:{local}")),
        Some(dsig) if dsig == Ns::Dsig.uri() && local == "Signature" => Some("ds:Signature".to_owned()),
        _ => None,
    }
}

/// The text of what names a service provider, or a way of signing in.
fn shown_text(element: Element<'_, '_>, text: &str) -> String {
    let names_no_person = matches!(
        element.local_name(),
        "Issuer" | "RequesterID" | "Audience" | "AuthnContextClassRef" | "AuthnContextDeclRef"
    );
    if names_no_person { address(text) } else { hide(text) }
}

/// What an attribute may say, by its name; `None` for one that the protocol does not have.
fn shown_attribute(name: &str, value: &str) -> Option<String> {
    let shown = match name {
        "ForceAuthn" | "IsPassive" | "AllowCreate" => ["true", "false", "1", "0"].contains(&value),
        "Version" => value == "2.0",
        "Comparison" => ["exact", "minimum", "maximum", "better"].contains(&value),
        "AssertionConsumerServiceIndex" | "AttributeConsumingServiceIndex" | "ProxyCount" => {
            value.len() <= 5 && value.bytes().all(|octet| octet.is_ascii_digit())
        }
        "IssueInstant" | "NotBefore" | "NotOnOrAfter" => super::instant::parse(value).is_some(),
        "ID" | "InResponseTo" => {
            value.len() <= 256 && value.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        }
        "Format" | "ProtocolBinding" | "Consent" | "Method" => value.starts_with("urn:oasis:names:tc:SAML:"),
        "Destination"
        | "AssertionConsumerServiceURL"
        | "Recipient"
        | "ProviderID"
        | "Loc"
        | "SPNameQualifier"
        | "NameQualifier" => return Some(address(value)),
        "ProviderName" | "Name" | "Address" => false,
        _ => return None,
    };
    Some(if shown { address(value) } else { hide(value) })
}

#[cfg(test)]
mod tests;
