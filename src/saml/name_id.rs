//! Name identifiers (SAML core §2.2.3, §8.3): which formats there are, what a request may wish, what a name looks like.

use super::names::Ns;
use super::random_id;
use super::xml::{Attr, Element, Name, ShapeError, Writer};
use crate::domain::Random;
use serde::{Deserialize, Serialize};

/// A format that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameIdFormat {
    /// Random, and another one at each sign-on (SAML core §8.3.8).
    Transient,
    /// Opaque, the same at each sign-on, and another one for each service provider (SAML core §8.3.7).
    Persistent,
    /// An e-mail address (SAML core §8.3.2): names the person.
    EmailAddress,
}

/// What a request, or metadata, says about the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameIdWish {
    /// The identity provider chooses.
    Open,
    Exactly(NameIdFormat),
}

const UNSPECIFIED: [&str; 2] =
    ["urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", "urn:oasis:names:tc:SAML:2.0:nameid-format:unspecified"];

impl NameIdFormat {
    pub const ALL: [Self; 3] = [Self::Transient, Self::Persistent, Self::EmailAddress];

    /// Those that every service provider is given, the preferred first, as metadata lists them. An e-mail address is for
    /// those to which an operator allowed it.
    pub const OFFERED: [Self; 2] = [Self::Transient, Self::Persistent];

    pub const fn uri(self) -> &'static str {
        match self {
            Self::Transient => "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
            Self::Persistent => "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            Self::EmailAddress => "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        }
    }

    /// The word for it in commands and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Transient => "transient",
            Self::Persistent => "persistent",
            Self::EmailAddress => "email",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

impl NameIdWish {
    /// `None` for a format that is never given here.
    ///
    /// SAML core §3.4.1.1: "unspecified", which some write with 2.0 in it, leaves the choice to the identity provider.
    pub fn of(format: Option<&str>) -> Option<Self> {
        match format {
            None => Some(Self::Open),
            Some(format) if UNSPECIFIED.contains(&format) => Some(Self::Open),
            Some(format) => NameIdFormat::ALL.into_iter().find(|known| known.uri() == format).map(Self::Exactly),
        }
    }
}

/// A subject's name as an assertion carries it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameId {
    pub format: NameIdFormat,
    pub value: String,
    /// The identity provider's entityID, where the format calls for it.
    pub name_qualifier: Option<String>,
    /// The service provider's entityID, where the format calls for it.
    pub sp_name_qualifier: Option<String>,
}

/// A NameID as a service provider repeats it (SAML core §2.2.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedSubject {
    pub value: String,
    pub format: Option<String>,
    pub name_qualifier: Option<String>,
    pub sp_name_qualifier: Option<String>,
}

impl NamedSubject {
    /// `None` when it is empty, or longer than any that is given here.
    pub(in crate::saml) fn read(element: Element<'_, '_>) -> Result<Option<Self>, ShapeError> {
        let value = element.exact_text()?.trim();
        if value.is_empty() || value.chars().count() > 1024 {
            return Ok(None);
        }
        let attribute = |name| element.attribute(name).map(str::to_owned);
        Ok(Some(Self {
            value: value.to_owned(),
            format: attribute("Format"),
            name_qualifier: attribute("NameQualifier"),
            sp_name_qualifier: attribute("SPNameQualifier"),
        }))
    }

    /// Whether this is that name. What it says must be what is held. SAML core §3.3.4 wants the identifiers identical; what a
    /// service provider leaves out when it repeats one is not held against it here, since the value alone leads to one person.
    pub fn means(&self, name: &NameId) -> bool {
        let same = |said: &Option<String>, held: Option<&str>| said.as_deref().is_none_or(|said| held == Some(said));
        let format = self.format.as_deref().filter(|format| !UNSPECIFIED.contains(format));
        self.value == name.value
            && format.is_none_or(|format| format == name.format.uri())
            && same(&self.name_qualifier, name.name_qualifier.as_deref())
            && same(&self.sp_name_qualifier, name.sp_name_qualifier.as_deref())
    }
}

impl NameId {
    /// A fresh transient name, qualified so that a logout request can name it exactly.
    pub fn transient(random: &dyn Random, identity_provider: &str, service_provider: &str) -> Self {
        let value = random_id::message_id(random);
        Self::qualified(NameIdFormat::Transient, value, identity_provider, service_provider)
    }

    /// A persistent name. SAML core §8.3.7: NameQualifier is the identity provider that made it, SPNameQualifier the
    /// service provider for which; a value has at most 256 characters.
    pub fn persistent(value: String, identity_provider: &str, service_provider: &str) -> Self {
        Self::qualified(NameIdFormat::Persistent, value, identity_provider, service_provider)
    }

    /// An e-mail address, which needs no qualifier.
    pub fn email(address: String) -> Self {
        Self { format: NameIdFormat::EmailAddress, value: address, name_qualifier: None, sp_name_qualifier: None }
    }

    /// SAML core §2.2.3.
    pub(in crate::saml) fn write(&self, writer: &mut Writer) {
        let mut attributes = vec![(Attr::Plain("Format"), self.format.uri())];
        attributes.extend(self.name_qualifier.as_deref().map(|value| (Attr::Plain("NameQualifier"), value)));
        attributes.extend(self.sp_name_qualifier.as_deref().map(|value| (Attr::Plain("SPNameQualifier"), value)));
        writer.text_element(Name(Ns::Assertion, "NameID"), &attributes, &self.value);
    }

    fn qualified(format: NameIdFormat, value: String, identity_provider: &str, service_provider: &str) -> Self {
        let (name, sp) = (identity_provider.to_owned(), service_provider.to_owned());
        Self { format, value, name_qualifier: Some(name), sp_name_qualifier: Some(sp) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_open_exact_or_unknown() {
        for open in UNSPECIFIED.map(Some).into_iter().chain([None]) {
            assert_eq!(NameIdWish::of(open), Some(NameIdWish::Open));
        }
        for format in NameIdFormat::ALL {
            assert_eq!(NameIdWish::of(Some(format.uri())), Some(NameIdWish::Exactly(format)));
            assert_eq!(NameIdFormat::from_word(format.word()), Some(format));
        }
        for unknown in [
            "",
            "urn:oasis:names:tc:SAML:2.0:nameid-format:encrypted",
            "urn:oasis:names:tc:SAML:2.0:nameid-format:Transient",
        ] {
            assert_eq!(NameIdWish::of(Some(unknown)), None, "{unknown}");
        }
    }
}
