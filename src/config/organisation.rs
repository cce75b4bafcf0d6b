//! Who runs the identity provider, what its people sign in with, and for how long a copy of its metadata counts: what partners read of it.

use super::ConfigError;
use super::source::{Metadata, Organisation};
use crate::domain::identifier::Identifiers;
use std::path::PathBuf;
use url::Url;

/// `[organisation]`: published in the metadata and on the page for errors.
#[derive(Debug, Clone, Default)]
pub struct OrganisationConfig {
    /// `name`, `SENZA_ORGANISATION_NAME`
    pub name: Option<String>,
    /// `url`, `SENZA_ORGANISATION_URL`
    pub url: Option<String>,
    /// `technical_contact`, `SENZA_TECHNICAL_CONTACT`: e-mail address for partners' engineers
    pub technical_contact: Option<String>,
    /// `support_contact`, `SENZA_SUPPORT_CONTACT`: e-mail address for people
    pub support_contact: Option<String>,
    /// `identifiers`, `SENZA_IDENTIFIERS`: what people sign in with, `email`, `name` or `code`; whatever they are invited
    /// with where it is not set
    pub identifiers: Identifiers,
    /// `languages_dir`, `SENZA_LANGUAGES_DIR`: a file for each language that pages are written in beside English
    pub languages_dir: Option<PathBuf>,
}

/// `[metadata]`: how our own is published.
#[derive(Debug, Clone, Default)]
pub struct MetadataConfig {
    /// `valid_days`, `SENZA_METADATA_VALID_DAYS`: published as validUntil; without it there is none
    pub valid_days: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrganisationError {
    #[error("a name has 1 to 200 characters, on one line")]
    Name,
    #[error("not an https address such as https://www.example.org")]
    Url,
    #[error("not an e-mail address such as support@example.org")]
    Address,
    #[error("not a number of days from 1 to 365")]
    Days,
    #[error("people sign in with one of: email, name, code")]
    Identifiers,
}

impl OrganisationConfig {
    pub(super) fn of(settings: Organisation) -> Result<Self, ConfigError> {
        Ok(Self {
            name: checked("SENZA_ORGANISATION_NAME", settings.name, name)?,
            url: checked("SENZA_ORGANISATION_URL", settings.url, url)?,
            technical_contact: checked("SENZA_TECHNICAL_CONTACT", settings.technical_contact, address)?,
            support_contact: checked("SENZA_SUPPORT_CONTACT", settings.support_contact, address)?,
            identifiers: identifiers(settings.identifiers)?,
            languages_dir: settings.languages_dir,
        })
    }
}

impl MetadataConfig {
    pub(super) fn of(settings: Metadata) -> Result<Self, ConfigError> {
        let refused =
            || ConfigError::Organisation { name: "SENZA_METADATA_VALID_DAYS", cause: OrganisationError::Days };
        let days = settings.valid_days.map(|days| days.number().and_then(|days| u16::try_from(days).ok()));
        match days {
            None => Ok(Self { valid_days: None }),
            Some(Some(days @ 1..=365)) => Ok(Self { valid_days: Some(days) }),
            Some(_) => Err(refused()),
        }
    }
}

fn identifiers(word: Option<String>) -> Result<Identifiers, ConfigError> {
    let refused = || ConfigError::Organisation { name: "SENZA_IDENTIFIERS", cause: OrganisationError::Identifiers };
    let parsed = word.map(|word| Identifiers::parse(word.trim()).ok_or_else(refused)).transpose()?;
    Ok(parsed.unwrap_or_default())
}

type Check = fn(&str) -> Result<(), OrganisationError>;

fn checked(variable: &'static str, value: Option<String>, check: Check) -> Result<Option<String>, ConfigError> {
    let value = value.map(|value| value.trim().to_owned());
    if let Some(value) = &value {
        check(value).map_err(|cause| ConfigError::Organisation { name: variable, cause })?;
    }
    Ok(value)
}

fn name(text: &str) -> Result<(), OrganisationError> {
    let fine = (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fine { Ok(()) } else { Err(OrganisationError::Name) }
}

/// SDP-G02: at most 256 characters.
fn url(text: &str) -> Result<(), OrganisationError> {
    let odd = text.len() > 256 || text.chars().any(|c| c.is_whitespace() || c.is_control());
    let url = Url::parse(text).ok().filter(|url| url.scheme() == "https" && !odd);
    let fine = url.is_some_and(|url| url.username().is_empty() && url.password().is_none());
    if fine { Ok(()) } else { Err(OrganisationError::Url) }
}

/// What can stand behind `mailto:` without any escape: letters, digits and a few signs, one @, a name with a dot behind it.
fn address(text: &str) -> Result<(), OrganisationError> {
    let plain = |part: &str, signs: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || signs.contains(c))
    };
    let fine = text.len() <= 254
        && text
            .split_once('@')
            .is_some_and(|(before, host)| plain(before, ".+-_'") && plain(host, ".-") && host.contains('.'));
    if fine { Ok(()) } else { Err(OrganisationError::Address) }
}
