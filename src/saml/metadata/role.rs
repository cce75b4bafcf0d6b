//! Reads an SPSSODescriptor (SAML metadata §2.4.4): endpoints, keys and wishes.

use super::endpoint::check_location;
use super::{
    AcceptPolicy, AssertionConsumer, AttributeService, Binding, KeyError, LeftOut, LogoutBinding, LogoutEndpoint,
    MetadataError, Note, PublicKey, RequestedAttribute, key_info,
};
use crate::domain::variant::{Check, skips};
use crate::saml::encrypt::EncryptionKey;
use crate::saml::names::Ns;
use crate::saml::xml::Element;

const MD: &str = Ns::Metadata.uri();
/// More AttributeConsumingService elements, and more in one of them, are not read.
const MOST_SERVICES: usize = 50;
const MOST_REQUESTED: usize = 200;

pub(super) struct Role {
    pub(super) acs: Vec<AssertionConsumer>,
    pub(super) single_logout: Vec<LogoutEndpoint>,
    pub(super) keys: Keys,
    pub(super) authn_requests_signed: bool,
    pub(super) want_assertions_signed: Option<bool>,
    pub(super) name_id_formats: Vec<String>,
    pub(super) requested_attributes: Vec<String>,
    pub(super) attribute_services: Vec<AttributeService>,
    pub(super) service_name: Option<String>,
}

#[derive(Default)]
pub(super) struct Keys {
    pub(super) signing: Vec<PublicKey>,
    pub(super) encryption: Vec<EncryptionKey>,
    pub(super) notes: Vec<Note>,
}

pub(super) fn read(role: Element<'_, '_>, policy: &AcceptPolicy) -> Result<Role, MetadataError> {
    let acs = consumers(role, policy)?;
    let keys = keys(role)?;
    let authn_requests_signed = role.boolean("AuthnRequestsSigned")?.unwrap_or(false);
    if authn_requests_signed && keys.signing.is_empty() {
        return Err(MetadataError::NoSigningKey);
    }
    let mut name_id_formats = Vec::new();
    for format in role.children_named(MD, "NameIDFormat") {
        name_id_formats.push(format.exact_text()?.trim().to_owned());
    }
    let services: Vec<_> = role.children_named(MD, "AttributeConsumingService").collect();
    let attribute_services =
        services.iter().take(MOST_SERVICES).map(|one| attribute_service(*one)).collect::<Result<Vec<_>, _>>()?;
    let mut requested_attributes: Vec<String> = Vec::new();
    for requested in attribute_services.iter().flat_map(|service| &service.requested) {
        if !requested_attributes.contains(&requested.name) {
            requested_attributes.push(requested.name.clone());
        }
    }
    Ok(Role {
        acs,
        single_logout: single_logout(role, policy)?,
        keys,
        authn_requests_signed,
        want_assertions_signed: role.boolean("WantAssertionsSigned")?,
        name_id_formats,
        requested_attributes,
        attribute_services,
        service_name: localized(services.iter().flat_map(|service| service.children_named(MD, "ServiceName"))),
    })
}

fn consumers(role: Element<'_, '_>, policy: &AcceptPolicy) -> Result<Vec<AssertionConsumer>, MetadataError> {
    let mut acs: Vec<AssertionConsumer> = Vec::new();
    for element in role.children_named(MD, "AssertionConsumerService") {
        let index = element.attribute("index").unwrap_or_default();
        let index = index.trim().parse().map_err(|_| MetadataError::AcsIndex(index.chars().take(20).collect()))?;
        if acs.iter().any(|other| other.index == index) && !skips(Check::RepeatedAcsIndex) {
            return Err(MetadataError::RepeatedAcsIndex(index));
        }
        let binding = Binding::from_uri(element.required_attribute("Binding")?);
        let location = element.required_attribute("Location")?.to_owned();
        if binding == Binding::HttpPost {
            check_location(&location, policy.allow_http_acs)?;
        }
        acs.push(AssertionConsumer { index, binding, location, is_default: element.boolean("isDefault")? });
    }
    Ok(acs)
}

fn single_logout(role: Element<'_, '_>, policy: &AcceptPolicy) -> Result<Vec<LogoutEndpoint>, MetadataError> {
    let mut endpoints = Vec::new();
    for element in role.children_named(MD, "SingleLogoutService") {
        let Some(binding) = LogoutBinding::of(&Binding::from_uri(element.required_attribute("Binding")?)) else {
            continue;
        };
        let location = element.required_attribute("Location")?.to_owned();
        let response_location = element.attribute("ResponseLocation").map(str::to_owned);
        // One that cannot be used must not cost the sign-on: the note says that people sign out there by themselves.
        let usable = |place: &String| check_location(place, policy.allow_http_acs).is_ok();
        if std::iter::once(&location).chain(&response_location).all(usable) {
            endpoints.push(LogoutEndpoint { binding, location, response_location });
        }
    }
    Ok(endpoints)
}

fn attribute_service(service: Element<'_, '_>) -> Result<AttributeService, MetadataError> {
    let mut requested = Vec::new();
    for element in service.children_named(MD, "RequestedAttribute").take(MOST_REQUESTED) {
        let values = element.children_named(Ns::Assertion.uri(), "AttributeValue");
        requested.push(RequestedAttribute {
            name: element.required_attribute("Name")?.to_owned(),
            // What is no boolean says nothing: it changes no more than what a page advises.
            is_required: element.boolean("isRequired").ok().flatten().unwrap_or(false),
            name_format: element.attribute("NameFormat").map(str::to_owned),
            // What is not plain text is no value that is held here.
            values: values
                .take(MOST_REQUESTED)
                .map(|value| value.exact_text().unwrap_or_default().to_owned())
                .collect(),
        });
    }
    let index = service.attribute("index").and_then(|index| index.trim().parse().ok());
    Ok(AttributeService { index, is_default: service.boolean("isDefault")?, requested })
}

fn keys(role: Element<'_, '_>) -> Result<Keys, MetadataError> {
    let mut keys = Keys::default();
    let mut unusable = false;
    for descriptor in role.children_named(MD, "KeyDescriptor") {
        // SAML metadata §2.4.1.1: without `use` the key serves for both.
        let (signing, encryption) = match descriptor.attribute("use") {
            None => (true, true),
            Some("signing") => (true, false),
            Some("encryption") => (false, true),
            Some(other) => return Err(MetadataError::KeyUse(other.chars().take(40).collect())),
        };
        let Some(key) = keys.given(descriptor)? else {
            unusable |= encryption && !signing;
            continue;
        };
        if encryption {
            match EncryptionKey::choose(&key, descriptor) {
                Some((key, note)) => {
                    keys.encryption.push(key);
                    keys.notes.extend(note);
                }
                None if signing => {}
                None => {
                    unusable = true;
                    keys.note(LeftOut::EllipticCurveKey);
                }
            }
        }
        if signing {
            keys.signing.push(key);
        }
    }
    // Whoever publishes a key to encrypt to means to have assertions encrypted: not to do so is not ours to choose.
    if unusable && keys.encryption.is_empty() { Err(MetadataError::EncryptionKey) } else { Ok(keys) }
}

impl Keys {
    /// The key of a KeyDescriptor, or a note why it gives none that can be used.
    fn given(&mut self, descriptor: Element<'_, '_>) -> Result<Option<PublicKey>, MetadataError> {
        match key_info::read(descriptor.child(Ns::Dsig.uri(), "KeyInfo")?) {
            Ok(Some(given)) => {
                if given.other_certificates > 0 {
                    self.note(LeftOut::OtherCertificates);
                }
                Ok(Some(given.key))
            }
            Ok(None) => {
                self.note(LeftOut::NamedKey);
                Ok(None)
            }
            Err(KeyError::Kind) => {
                self.note(LeftOut::KindOfKey);
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn note(&mut self, what: LeftOut) {
        self.notes.push(Note::LeftOut(what));
    }
}

/// mdui:DisplayName (SAML metadata extensions for login and discovery user interface §2.1.2).
pub(super) fn display_name(role: Element<'_, '_>) -> Result<Option<String>, MetadataError> {
    let Some(extensions) = role.optional_child(MD, "Extensions")? else { return Ok(None) };
    let Some(ui) = extensions.optional_child(Ns::MetadataUi.uri(), "UIInfo")? else { return Ok(None) };
    Ok(localized(ui.children_named(Ns::MetadataUi.uri(), "DisplayName")))
}

/// The English text, or the first; on one line and at most 200 characters. What is not plain text is passed over.
pub(super) fn localized<'d, 'a: 'd>(elements: impl Iterator<Item = Element<'d, 'a>>) -> Option<String> {
    let mut first = None;
    for element in elements {
        let Ok(text) = element.exact_text() else { continue };
        let words: Vec<&str> = text.split_whitespace().collect();
        let line: String = words.join(" ").chars().filter(|c| !c.is_control()).take(200).collect();
        if line.is_empty() {
            continue;
        }
        if element.language().is_some_and(|language| language.eq_ignore_ascii_case("en")) {
            return Some(line);
        }
        first.get_or_insert(line);
    }
    first
}
