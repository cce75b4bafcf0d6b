//! A service provider as it was registered: its metadata, what it may be told, and what an operator chose for it.

use super::Options;
use crate::keys::scope::Scope;
use crate::saml::metadata::SpMetadata;
use crate::saml::name_id::{NameIdFormat, NameIdWish};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::profile::consents::Fingerprint;

/// Made only from a row that carries the keeper's MAC.
#[derive(Debug)]
pub struct ServiceProvider {
    metadata: SpMetadata,
    released: Vec<String>,
    options: Options,
    /// SHA-256 of the stored metadata.
    metadata_digest: [u8; 32],
    /// SHA-256 of the keys that assertions to it are encrypted with.
    keys_digest: [u8; 32],
    /// For what it may get keys; none that was removed.
    scopes: Vec<Scope>,
    /// For what it might, and may no more.
    removed_scopes: Vec<Scope>,
}

impl ServiceProvider {
    pub(super) fn new(metadata: SpMetadata, released: Vec<String>, options: Options) -> Self {
        let metadata = match options.cipher {
            Some(cipher) => metadata.with_cipher(cipher),
            None => metadata,
        };
        let keys_digest = keys_digest(&metadata);
        Self {
            metadata,
            released,
            options,
            metadata_digest: [0; 32],
            keys_digest,
            scopes: Vec::new(),
            removed_scopes: Vec::new(),
        }
    }

    /// With what it may get keys for, or might, and the digest of the metadata that it was read from.
    pub(super) fn with_scopes(self, metadata_digest: [u8; 32], all: Vec<Scope>) -> Self {
        let (removed_scopes, scopes) = all.into_iter().partition(|scope| scope.is_removed);
        Self { metadata_digest, scopes, removed_scopes, ..self }
    }

    /// SHA-256 of the metadata that it was read from.
    pub(super) fn metadata_digest(&self) -> [u8; 32] {
        self.metadata_digest
    }

    /// For what it may get keys, as an operator enabled it.
    pub fn scopes(&self) -> &[Scope] {
        &self.scopes
    }

    /// Those and the ones that were removed: what people's profiles remember the versions of.
    pub fn all_scopes(&self) -> impl Iterator<Item = &Scope> + Clone {
        self.scopes.iter().chain(&self.removed_scopes)
    }

    /// What a person agrees to who agrees to a scope now.
    pub fn fingerprint(&self, scope: &Scope) -> Fingerprint {
        Fingerprint { keys: self.keys_digest, metadata: self.metadata_digest, terms: scope.terms() }
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

/// Over the SubjectPublicKeyInfo of each, in an order of their own.
fn keys_digest(metadata: &SpMetadata) -> [u8; 32] {
    let mut keys: Vec<[u8; 32]> = metadata.encryption_keys.iter().map(|key| sha256(&key.key().spki())).collect();
    keys.sort_unstable();
    let parts: Vec<&[u8]> = keys.iter().map(|part| part.as_slice()).collect();
    sha256(&lp(&parts))
}
