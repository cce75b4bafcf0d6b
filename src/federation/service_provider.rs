//! A service provider as it was registered: its metadata, and what it may be told.

use crate::saml::metadata::SpMetadata;

/// Made only from a row that carries the keeper's MAC.
#[derive(Debug)]
pub struct ServiceProvider {
    pub(super) metadata: SpMetadata,
    pub(super) released: Vec<String>,
}

impl ServiceProvider {
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
}
