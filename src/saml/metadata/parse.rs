//! Reads a service provider's metadata (SAML metadata §2, with the mdui, entity attributes and subject-id extensions).

use super::endpoint::default_of;
use super::role::Role;
use super::{MetadataError, Note, SpMetadata, SubjectIdReq, has_passed, notes, role, stored};
use crate::saml::instant;
use crate::saml::names::{self, Ns};
use crate::saml::xml::{Document, Element, Limits};
use time::OffsetDateTime;

const MD: &str = Ns::Metadata.uri();
const SUBJECT_ID_REQ: &str = "urn:oasis:names:tc:SAML:profiles:subject-id:req";

/// What an operator allows beyond the safe default.
#[derive(Debug, Clone, Copy, Default)]
pub struct AcceptPolicy {
    /// Plain-http ACS locations on hosts other than loopback.
    pub allow_http_acs: bool,
}

/// Metadata that was accepted.
#[derive(Debug, Clone)]
pub struct ParsedSp {
    pub metadata: SpMetadata,
    /// What to store: the same document without any ContactPerson or comment. Parses to the same `metadata`.
    pub stored_xml: Vec<u8>,
    /// What will and what will not be accepted, in sentences for the operator.
    pub notes: Vec<Note>,
}

/// Reads the metadata of one service provider, at most 1 MiB.
///
/// # Errors
/// The first thing that keeps it from being used.
pub fn parse_sp(octets: &[u8], policy: &AcceptPolicy, now: OffsetDateTime) -> Result<ParsedSp, MetadataError> {
    let given = read(octets, policy, now)?;
    if given.stored_xml.len() == octets.len() {
        return Ok(given);
    }
    // A comment or a person in the midst of a text splits it. Used is what is kept, today as after the next start.
    let kept = read(&given.stored_xml, policy, now)?;
    Ok(ParsedSp { notes: given.notes, ..kept })
}

fn read(octets: &[u8], policy: &AcceptPolicy, now: OffsetDateTime) -> Result<ParsedSp, MetadataError> {
    let document = Document::parse(octets, &Limits::METADATA)?;
    let root = document.root();
    let (entity, role) = service_provider(root)?;
    let entity_id = entity_id(entity)?;
    let around: Vec<Element<'_, '_>> = std::iter::once(role).chain(role.ancestors()).collect();
    let valid_until = valid_until(&around)?;
    if let Some(until) = valid_until.filter(|until| has_passed(*until, now)) {
        return Err(MetadataError::Expired(instant::format(until)));
    }
    let Role {
        acs,
        single_logout,
        keys,
        authn_requests_signed,
        want_assertions_signed,
        name_id_formats,
        requested_attributes,
        attribute_services,
        service_name,
    } = role::read(role, policy)?;
    let metadata = SpMetadata {
        default: default_of(&acs).ok_or(MetadataError::NoPostEndpoint)?,
        entity_id,
        display_name: role::display_name(role)?.or(service_name).or(organization_name(entity)),
        acs,
        single_logout,
        signing_keys: keys.signing,
        encryption_keys: keys.encryption,
        authn_requests_signed,
        want_assertions_signed,
        name_id_formats,
        requested_attributes,
        attribute_services,
        subject_id_req: subject_id_req(entity),
        valid_until,
    };
    let (stored_xml, left_out) = stored::without_people(&document);
    let notes = notes::about(&metadata, entity, role, &keys.notes, left_out);
    Ok(ParsedSp { metadata, stored_xml, notes })
}

/// The one entity with a SAML 2.0 service provider role, and that role.
fn service_provider<'d, 'a>(root: Element<'d, 'a>) -> Result<(Element<'d, 'a>, Element<'d, 'a>), MetadataError> {
    let entities: Vec<_> = if root.is(MD, "EntityDescriptor") {
        vec![root]
    } else if root.is(MD, "EntitiesDescriptor") {
        root.descendants().filter(|element| element.is(MD, "EntityDescriptor")).collect()
    } else {
        return Err(MetadataError::Root { found: root.local_name().chars().take(100).collect() });
    };
    let mut roles = Vec::new();
    for entity in entities {
        for role in entity.children_named(MD, "SPSSODescriptor") {
            let protocols = role.required_attribute("protocolSupportEnumeration")?;
            if protocols.split_ascii_whitespace().any(|protocol| protocol == names::PROTOCOL_SAML2) {
                roles.push((entity, role));
            }
        }
    }
    match roles.as_slice() {
        [] => Err(MetadataError::NoServiceProvider),
        [one] => Ok(*one),
        several => Err(MetadataError::SeveralServiceProviders { count: several.len() }),
    }
}

/// SAML core §8.3.6: a URI of no more than 1024 characters.
fn entity_id(entity: Element<'_, '_>) -> Result<String, MetadataError> {
    let id = entity.required_attribute("entityID")?;
    let fine = !id.is_empty() && id.chars().count() <= 1024 && !id.chars().any(|c| c.is_whitespace() || c.is_control());
    if fine { Ok(id.to_owned()) } else { Err(MetadataError::EntityId) }
}

/// The earliest validUntil of the element and those around it (SAML metadata §2.3.1).
fn valid_until(elements: &[Element<'_, '_>]) -> Result<Option<OffsetDateTime>, MetadataError> {
    let mut earliest = None;
    for text in elements.iter().filter_map(|element| element.attribute("validUntil")) {
        let until =
            instant::parse(text.trim()).ok_or_else(|| MetadataError::ValidUntil(text.chars().take(60).collect()))?;
        earliest = Some(earliest.map_or(until, |other: OffsetDateTime| other.min(until)));
    }
    Ok(earliest)
}

fn organization_name(entity: Element<'_, '_>) -> Option<String> {
    let organization = entity.children_named(MD, "Organization").next()?;
    role::localized(organization.children_named(MD, "OrganizationDisplayName"))
}

fn subject_id_req(entity: Element<'_, '_>) -> Option<SubjectIdReq> {
    let mut attributes = entity
        .children_named(MD, "Extensions")
        .flat_map(|extensions| extensions.children_named(names::ENTITY_ATTRIBUTES_NS, "EntityAttributes"))
        .flat_map(|container| container.children_named(Ns::Assertion.uri(), "Attribute"))
        .filter(|attribute| attribute.attribute("Name") == Some(SUBJECT_ID_REQ));
    let value = attributes.next()?.children_named(Ns::Assertion.uri(), "AttributeValue").next()?;
    match value.exact_text().ok()?.trim() {
        "subject-id" => Some(SubjectIdReq::SubjectId),
        "pairwise-id" => Some(SubjectIdReq::PairwiseId),
        "any" => Some(SubjectIdReq::Any),
        "none" => Some(SubjectIdReq::None),
        _ => None,
    }
}
