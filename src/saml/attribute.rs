//! Attributes in assertions: their names, short and full, and how they are written.

use super::names::Ns;
use super::xml::{Attr, Name, Writer, is_ncname};
use crate::domain::SecretText;
use std::borrow::Cow;

/// `urn:oasis:names:tc:SAML:attribute:pairwise-id` (SAML Subject Identifier Attributes Profile §3.3).
pub const PAIRWISE_ID: &str = "urn:oasis:names:tc:SAML:attribute:pairwise-id";

/// `urn:oasis:names:tc:SAML:attribute:subject-id` (SAML Subject Identifier Attributes Profile §3.2).
pub const SUBJECT_ID: &str = "urn:oasis:names:tc:SAML:attribute:subject-id";

/// Before the purpose, the name of an attribute that carries keys.
pub const SCOPED_KEY: &str = "senza:scoped-key:";

pub(in crate::saml) const FORMAT_URI: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
const FORMAT_BASIC: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";
const FORMAT_UNSPECIFIED: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";

/// Short name (the FriendlyName) and full name of the attributes that everyone uses.
const KNOWN: [(&str, &str); 10] = [
    ("uid", "urn:oid:0.9.2342.19200300.100.1.1"),
    ("mail", "urn:oid:0.9.2342.19200300.100.1.3"),
    ("displayName", "urn:oid:2.16.840.1.113730.3.1.241"),
    ("givenName", "urn:oid:2.5.4.42"),
    ("sn", "urn:oid:2.5.4.4"),
    ("eduPersonAffiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.1"),
    ("eduPersonScopedAffiliation", "urn:oid:1.3.6.1.4.1.5923.1.1.1.9"),
    ("eduPersonPrincipalName", "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"),
    ("eduPersonEntitlement", "urn:oid:1.3.6.1.4.1.5923.1.1.1.7"),
    ("eduPersonAssurance", "urn:oid:1.3.6.1.4.1.5923.1.1.1.11"),
];

/// The full name for a short or full one; an unknown name stays as it is.
pub fn full_name(name: &str) -> &str {
    KNOWN.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| full)
}

/// The short name for a short or full one, when it is known.
pub fn short_name(name: &str) -> Option<&'static str> {
    KNOWN.iter().find(|(short, full)| *short == name || *full == name).map(|(short, _)| *short)
}

/// The short names that everyone uses.
pub fn short_names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|(short, _)| *short)
}

/// Whether a name is one of them, or a full name of its own: what else is typed is rather a slip.
pub fn is_a_name(name: &str) -> bool {
    short_name(name).is_some() || (looks_like_uri(name) && !name.contains(char::is_whitespace))
}

/// An attribute with its values, as it is asserted (SAML core §2.7.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SamlAttribute {
    pub name: String,
    pub name_format: Cow<'static, str>,
    pub friendly_name: Option<&'static str>,
    pub values: Vec<String>,
}

impl SamlAttribute {
    /// By short or full name; an unknown name is sent as given.
    pub fn named(name: &str, values: Vec<String>) -> Self {
        let full = full_name(name);
        let name_format = if looks_like_uri(full) {
            FORMAT_URI
        } else if is_ncname(full) {
            FORMAT_BASIC
        } else {
            FORMAT_UNSPECIFIED
        };
        Self { name: full.to_owned(), name_format: name_format.into(), friendly_name: short_name(name), values }
    }

    /// The same with the NameFormat that a service provider declares for it, where the name is not one that everyone uses.
    pub fn in_format(mut self, declared: &str) -> Self {
        if self.friendly_name.is_none() && !declared.is_empty() {
            self.name_format = declared.to_owned().into();
        }
        self
    }

    /// The pairwise identifier, `{unique}@{scope}`, its one value.
    pub fn pairwise_id(value: String) -> Self {
        Self::identifier(PAIRWISE_ID, "pairwise-id", value)
    }

    /// The identifier that every service provider that gets it knows the person by, `{unique}@{scope}`, its one value.
    pub fn subject_id(value: String) -> Self {
        Self::identifier(SUBJECT_ID, "subject-id", value)
    }

    fn identifier(name: &str, friendly_name: &'static str, value: String) -> Self {
        let (name, name_format) = (name.to_owned(), FORMAT_URI.into());
        Self { name, name_format, friendly_name: Some(friendly_name), values: vec![value] }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        let friendly = self.friendly_name.map(|name| (Attr::Plain("FriendlyName"), name));
        let names = [(Attr::Plain("Name"), self.name.as_str()), (Attr::Plain("NameFormat"), &self.name_format)];
        let names: Vec<_> = friendly.into_iter().chain(names).collect();
        writer.element(Name(Ns::Assertion, "Attribute"), &names, |w| {
            for value in &self.values {
                w.text_element(Name(Ns::Assertion, "AttributeValue"), &[], value);
            }
        });
    }
}

/// An attribute whose values are keys: wiped when dropped, and never printed.
#[derive(Debug)]
pub struct KeyAttribute {
    name: String,
    name_format: &'static str,
    values: Vec<SecretText>,
}

impl KeyAttribute {
    /// All keys for one purpose, one value each, newest first.
    pub fn all(purpose: &str, values: Vec<SecretText>) -> Self {
        Self { name: format!("{SCOPED_KEY}{purpose}"), name_format: FORMAT_URI, values }
    }

    /// The newest key alone, by the name that a service provider reads.
    pub fn plain(name: &str, key: SecretText) -> Self {
        let name_format = if looks_like_uri(name) { FORMAT_URI } else { FORMAT_BASIC };
        Self { name: name.to_owned(), name_format, values: vec![key] }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Octets that it takes at most: no value has characters that are escaped.
    pub(super) fn room(&self) -> usize {
        512 + self.name.len() * 12 + self.values.iter().map(|value| value.expose().len() + 64).sum::<usize>()
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        let names = [(Attr::Plain("Name"), self.name.as_str()), (Attr::Plain("NameFormat"), self.name_format)];
        writer.element(Name(Ns::Assertion, "Attribute"), &names, |w| {
            for value in &self.values {
                w.text_element(Name(Ns::Assertion, "AttributeValue"), &[], value.expose());
            }
        });
    }
}

/// Whether the plain form may be sent under this name: a URI or a name of XML, and none that says something else.
pub fn is_plain_name(name: &str) -> bool {
    let is_known = short_name(name).is_some() || [PAIRWISE_ID, SUBJECT_ID].contains(&name);
    let is_ours = name.to_ascii_lowercase().starts_with("senza:");
    name.len() <= 200 && (looks_like_uri(name) || is_ncname(name)) && !is_known && !is_ours
}

fn looks_like_uri(name: &str) -> bool {
    name.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && !rest.contains(char::is_whitespace)
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_short_and_full_names() {
        let by_short = SamlAttribute::named("mail", vec!["a@example.org".into()]);
        let by_full = SamlAttribute::named("urn:oid:0.9.2342.19200300.100.1.3", vec!["a@example.org".into()]);
        assert_eq!(by_short, by_full);
        assert_eq!((by_short.friendly_name, by_short.name_format), (Some("mail"), FORMAT_URI.into()));
    }

    #[test]
    fn sends_unknown_names_as_given() {
        let format = |name| SamlAttribute::named(name, vec![]).name_format;
        assert_eq!(format("https://example.org/role"), FORMAT_URI);
        assert_eq!(format("department"), FORMAT_BASIC);
        assert_eq!(format("cost centre"), FORMAT_UNSPECIFIED);
    }

    #[test]
    fn a_declared_format_is_honoured_for_names_that_are_not_known() {
        let declared = |name: &str, format: &str| SamlAttribute::named(name, vec![]).in_format(format).name_format;
        assert_eq!(declared("department", "urn:example:format"), "urn:example:format");
        assert_eq!(declared("department", ""), FORMAT_BASIC);
        assert_eq!(declared("mail", FORMAT_BASIC), FORMAT_URI);
    }
}
