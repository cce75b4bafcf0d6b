//! What is kept of an assertion for whoever has to find out why a portal did not take it: all that it says but the values.
//!
//! Of a value there is left how long it is, coarsely. It is written by the writer of assertions, so that what is shown is what
//! was sent, but for the values and the signature.

use super::{AssertionContent, RegisteredEndpoint, Validity, write};
use crate::saml::attribute::{FORMAT_URI, PAIRWISE_ID, SUBJECT_ID, SamlAttribute, short_name};
use crate::saml::masked::{LengthClass, hidden};
use crate::saml::name_id::{NameId, NameIdFormat};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// More attributes, and more values of one, are only counted.
const ATTRIBUTES: usize = 24;
const VALUES: usize = 8;
/// Longer names are cut.
const NAME: usize = 120;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedAssertion {
    pub id: String,
    /// Seconds since 1970, as all moments here.
    pub issued: i64,
    pub issuer: String,
    pub name_format: NameIdFormat,
    name: LengthClass,
    is_qualified: bool,
    pub recipient: String,
    pub in_response_to: Option<String>,
    pub audience: String,
    pub not_before: i64,
    pub not_on_or_after: i64,
    pub authn_instant: i64,
    pub session_until: Option<i64>,
    pub class: String,
    pub attributes: Vec<MaskedAttribute>,
    /// Attributes that there is no room for.
    pub more: usize,
}

/// One attribute: of each value how long it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskedAttribute {
    pub name: String,
    /// `None` for the usual one, by URI.
    pub format: Option<String>,
    /// `None` for a key.
    pub values: Vec<Option<LengthClass>>,
}

impl MaskedAttribute {
    /// What people call it.
    pub fn called(&self) -> &str {
        friendly(&self.name).unwrap_or(&self.name)
    }
}

fn friendly(name: &str) -> Option<&'static str> {
    match name {
        PAIRWISE_ID => Some("pairwise-id"),
        SUBJECT_ID => Some("subject-id"),
        other => short_name(other),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(NAME).collect()
}

impl MaskedAssertion {
    pub fn of(content: &AssertionContent<RegisteredEndpoint>) -> Self {
        let attributes = content.attributes.iter().filter(|one| !one.values.is_empty());
        let told = attributes.map(|one| MaskedAttribute {
            name: cut(&one.name),
            format: Some(&*one.name_format).filter(|format| *format != FORMAT_URI).map(cut),
            values: one.values.iter().take(VALUES).map(|value| Some(LengthClass::of(value))).collect(),
        });
        let keys =
            content.keys.iter().map(|key| MaskedAttribute { name: cut(key.name()), format: None, values: vec![None] });
        let mut attributes: Vec<_> = told.chain(keys).collect();
        let more = attributes.len().saturating_sub(ATTRIBUTES);
        attributes.truncate(ATTRIBUTES);
        let seconds = OffsetDateTime::unix_timestamp;
        Self {
            id: content.id.clone(),
            issued: seconds(content.issue_instant),
            issuer: content.issuer.clone(),
            name_format: content.subject.format,
            name: LengthClass::of(&content.subject.value),
            is_qualified: content.subject.name_qualifier.is_some(),
            recipient: content.recipient.location().to_owned(),
            in_response_to: content.in_response_to.clone(),
            audience: content.audience.clone(),
            not_before: seconds(content.validity.not_before),
            not_on_or_after: seconds(content.validity.not_on_or_after),
            authn_instant: seconds(content.authn_instant),
            session_until: content.session_not_on_or_after.map(seconds),
            class: content.authn_context_class.clone(),
            attributes,
            more,
        }
    }

    /// The assertion's XML without its signature.
    pub fn xml(&self) -> String {
        let octets = write(&self.content()).octets;
        String::from_utf8_lossy(octets.expose()).into_owned()
    }

    fn content(&self) -> AssertionContent<String> {
        let moment = |seconds: i64| OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        // Where there are any, they are these two.
        let qualifier = |one: &String| Some(one).filter(|_| self.is_qualified).cloned();
        AssertionContent {
            id: self.id.clone(),
            issue_instant: moment(self.issued),
            issuer: self.issuer.clone(),
            subject: NameId {
                format: self.name_format,
                value: hidden(self.name),
                name_qualifier: qualifier(&self.issuer),
                sp_name_qualifier: qualifier(&self.audience),
            },
            recipient: self.recipient.clone(),
            in_response_to: self.in_response_to.clone(),
            audience: self.audience.clone(),
            validity: Validity { not_before: moment(self.not_before), not_on_or_after: moment(self.not_on_or_after) },
            authn_instant: moment(self.authn_instant),
            session_index: "[hidden]".to_owned(),
            session_not_on_or_after: self.session_until.map(moment),
            authn_context_class: self.class.clone(),
            attributes: self.attributes.iter().map(attribute).collect(),
            keys: Vec::new(),
        }
    }
}

fn attribute(masked: &MaskedAttribute) -> SamlAttribute {
    SamlAttribute {
        name: masked.name.clone(),
        name_format: masked.format.clone().map_or(FORMAT_URI.into(), Into::into),
        friendly_name: friendly(&masked.name),
        values: masked.values.iter().map(|value| value.map_or_else(|| "[a key]".to_owned(), hidden)).collect(),
    }
}
