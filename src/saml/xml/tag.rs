//! The scanner's part for start tags: counts, namespace declarations, repeated attributes and repeated IDs.

use super::XmlError;
use super::preparse::Scanner;
use crate::domain::variant::{Check, skips};

/// The parser keeps a name's length in 16 bits and the distance to the value in 8.
const NAME_LIMIT: usize = 512;
const SPACE_LIMIT: usize = 64;

fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\n' | b'\r')
}

impl<'a> Scanner<'a, '_> {
    pub(super) fn start_tag(&mut self) -> Result<(), XmlError> {
        let start = self.at;
        self.at += 1;
        self.name()?;
        self.elements += 1;
        if self.elements > self.limits.elements && !skips(Check::Elements) {
            return Err(XmlError::TooManyElements { at: start, limit: self.limits.elements });
        }
        if self.open.len() >= self.limits.depth {
            return Err(XmlError::TooDeep { at: start, limit: self.limits.depth });
        }
        let around = self.namespaces;
        let mut names: Vec<&str> = Vec::new();
        loop {
            let spaced = self.skip_space() > 0;
            let rest = self.rest();
            if rest.starts_with("/>") {
                self.at += 2;
                self.namespaces = around;
                return Ok(());
            }
            if rest.starts_with('>') {
                self.at += 1;
                self.open.push(around);
                return Ok(());
            }
            if !spaced {
                return Err(XmlError::Malformed { at: self.at, what: "a space is missing in a start tag" });
            }
            self.attribute(&mut names)?;
        }
    }

    fn attribute(&mut self, names: &mut Vec<&'a str>) -> Result<(), XmlError> {
        let at = self.at;
        let name = self.name()?;
        if names.contains(&name) && !skips(Check::RepeatedAttribute) {
            return Err(XmlError::RepeatedAttribute { at });
        }
        names.push(name);
        if names.len() > self.limits.attributes && !skips(Check::Attributes) {
            return Err(XmlError::TooManyAttributes { at, limit: self.limits.attributes });
        }
        let spaces = self.skip_space();
        if !self.rest().starts_with('=') {
            return Err(XmlError::Malformed { at: self.at, what: "an attribute has no value" });
        }
        self.at += 1;
        if spaces + self.skip_space() > SPACE_LIMIT {
            return Err(XmlError::Malformed { at, what: "an attribute is too far from its value" });
        }
        let quote = match self.rest().as_bytes().first() {
            Some(b'"') => "\"",
            Some(b'\'') => "'",
            _ => return Err(XmlError::Malformed { at: self.at, what: "an attribute's value has no quotes" }),
        };
        self.at += 1;
        let value_at = self.at;
        let value = self.until(quote, "an attribute's value does not end")?;
        if value.contains('<') {
            return Err(XmlError::Malformed { at: value_at, what: "a < in an attribute's value" });
        }
        self.references(value, value_at)?;
        self.meaning(name, value, at)
    }

    /// Namespace declarations and IDs.
    fn meaning(&mut self, name: &str, value: &'a str, at: usize) -> Result<(), XmlError> {
        let prefixed = name.strip_prefix("xmlns:");
        if name == "xmlns" || prefixed.is_some() {
            self.namespaces += 1;
            if self.namespaces > self.limits.namespaces && !skips(Check::Namespaces) {
                return Err(XmlError::TooManyNamespaces { at, limit: self.limits.namespaces });
            }
            // Namespaces in XML §2.2 deprecates relative names, exclusive c14n §1.3 fails on them; §5: only the default
            // namespace can be undeclared.
            let undeclares = prefixed.is_none() && value.is_empty();
            return if undeclares || is_absolute(value) || skips(Check::RelativeNamespace) {
                Ok(())
            } else {
                Err(XmlError::RelativeNamespace { at })
            };
        }
        if name.ends_with(":xmlns") {
            return Err(XmlError::Malformed { at, what: "a prefixed attribute named xmlns" });
        }
        if matches!(name, "ID" | "Id" | "id" | "xml:id") {
            // Without spaces or references, two IDs are equal exactly when their octets are.
            if value.contains(['&', ' ', '\t', '\n', '\r']) {
                return Err(XmlError::BadId { at });
            }
            if !self.ids.insert(value) && !skips(Check::RepeatedId) {
                return Err(XmlError::RepeatedId { at });
            }
        }
        Ok(())
    }

    /// A qualified name; which characters it may hold is the parser's to check.
    fn name(&mut self) -> Result<&'a str, XmlError> {
        let rest = self.rest();
        let end = rest.find([' ', '\t', '\n', '\r', '=', '/', '>', '<', '"', '\'', '&']);
        let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        if name.is_empty() || name.len() > NAME_LIMIT || name.starts_with(':') || name.ends_with(':') {
            return Err(XmlError::Malformed { at: self.at, what: "not a name" });
        }
        self.at += name.len();
        Ok(name)
    }

    fn skip_space(&mut self) -> usize {
        let spaces = self.rest().bytes().take_while(|octet| is_space(*octet)).count();
        self.at += spaces;
        spaces
    }
}

/// Whether a namespace name begins with a URI scheme.
fn is_absolute(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else { return false };
    let mut octets = scheme.bytes();
    !rest.is_empty()
        && octets.next().is_some_and(|first| first.is_ascii_alphabetic())
        && octets.all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.'))
}
