//! A service provider as it was registered: its metadata, what it may be told, and what an operator chose for it.

use super::Options;
use crate::saml::metadata::SpMetadata;
use crate::saml::name_id::{NameIdFormat, NameIdWish};

/// Made only from a row that carries the keeper's MAC.
#[derive(Debug)]
pub struct ServiceProvider {
    metadata: SpMetadata,
    released: Vec<String>,
    options: Options,
}

impl ServiceProvider {
    pub(super) fn new(metadata: SpMetadata, released: Vec<String>, options: Options) -> Self {
        let metadata = match options.cipher {
            Some(cipher) => metadata.with_cipher(cipher),
            None => metadata,
        };
        Self { metadata, released, options }
    }

    pub fn entity_id(&self) -> &str {
        &self.metadata.entity_id
    }

    /// What people call it: the display name of its metadata, else its entityID.
    pub fn name(&self) -> &str {
        self.metadata.display_name.as_deref().unwrap_or(&self.metadata.entity_id)
    }

    /// Names of the attributes it may be told, as the operator wrote them.
    pub fn released(&self) -> &[String] {
        &self.released
    }

    pub fn metadata(&self) -> &SpMetadata {
        &self.metadata
    }

    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether it is given NameIDs of this format when it asks for them.
    pub fn gives(&self, format: NameIdFormat) -> bool {
        match format {
            NameIdFormat::Transient | NameIdFormat::Persistent => true,
            NameIdFormat::EmailAddress => self.options.name_id == Some(NameIdFormat::EmailAddress),
        }
    }

    /// The NameID format where a request leaves it open: the operator's choice, else the first that its metadata lists
    /// and that it is given, else transient.
    pub fn usual_name_id(&self) -> NameIdFormat {
        let listed = self.metadata.name_id_formats.iter().find_map(|format| match NameIdWish::of(Some(format))? {
            NameIdWish::Open => Some(NameIdFormat::Transient),
            NameIdWish::Exactly(format) => self.gives(format).then_some(format),
        });
        self.options.name_id.or(listed).unwrap_or(NameIdFormat::Transient)
    }
}
