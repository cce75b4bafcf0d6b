//! What was inside an encrypted name: octets of whoever encrypted them, read as strictly as a message.

use super::{EncryptedNameError, NAME_LIMIT, Namespaces};
use crate::saml::name_id::NamedSubject;
use crate::saml::names::Ns;
use crate::saml::xml::{Document, Limits, Markup, preparse};

/// A NameID, and room for what others put into one.
const LIMITS: Limits =
    Limits { octets: NAME_LIMIT, depth: 8, elements: 16, attributes: 32, namespaces: 32, markup: Markup::ElementsOnly };

/// Reads the one NameID.
///
/// XML Encryption 1.1, "Text Wrapping": what was an element of a document may use prefixes that are declared around it, so it is read inside an
/// element that declares them. What is inside was scanned before: it ends no element that it did not begin.
///
/// # Errors
/// Anything else is there, or something that no message may have either.
pub fn name_in(octets: &[u8], namespaces: &Namespaces) -> Result<NamedSubject, EncryptedNameError> {
    let text = preparse::scan(octets, &LIMITS)?.trim_ascii();
    if text.starts_with("<?") {
        return Err(EncryptedNameError::NotNameId);
    }
    let begin = namespaces.around();
    let around = format!("{begin}{text}</around>");
    let document = Document::parse(around.as_bytes(), &Limits::MESSAGE)?;
    let mut children = document.root().children();
    let (Some(name), None) = (children.next(), children.next()) else { return Err(EncryptedNameError::NotNameId) };
    // Alone, without text beside it.
    if name.range() != (begin.len()..begin.len() + text.len()) || !name.is(Ns::Assertion.uri(), "NameID") {
        return Err(EncryptedNameError::NotNameId);
    }
    NamedSubject::read(name)?.ok_or(EncryptedNameError::NoName)
}

impl Namespaces {
    /// The start tag of an element that declares them.
    fn around(&self) -> String {
        let mut tag = "<around".to_owned();
        for (prefix, uri) in self.0.iter().filter(|(prefix, _)| prefix.as_deref() != Some(Ns::Xml.prefix())) {
            let name = prefix.as_ref().map_or_else(|| "xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"));
            tag.push_str(&format!(" {name}=\"{}\"", escaped(uri)));
        }
        tag.push('>');
        tag
    }
}

fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", u32::from(character))),
            other => escaped.push(other),
        }
    }
    escaped
}
