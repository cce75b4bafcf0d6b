//! Why metadata is refused, in sentences for the person who adds it.

use super::{KeyError, LocationError};
use crate::saml::xml::{ShapeError, XmlError};
use thiserror::Error;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MetadataError {
    #[error("the metadata cannot be read: {0}")]
    Xml(#[from] XmlError),
    #[error("the metadata has not the right form: {0}")]
    Shape(#[from] ShapeError),
    #[error("this is no metadata: its root element is {found}, where EntityDescriptor was expected")]
    Root { found: String },
    #[error("the metadata describes no SAML 2.0 service provider (no SPSSODescriptor)")]
    NoServiceProvider,
    #[error("the metadata describes {count} service providers; give one at a time")]
    SeveralServiceProviders { count: usize },
    #[error("the entityID is empty, longer than 1024 characters, or holds spaces")]
    EntityId,
    #[error("the metadata expired on {0} (validUntil); ask the service provider for a fresh copy")]
    Expired(String),
    #[error("validUntil \"{0}\" is not a time in UTC")]
    ValidUntil(String),
    #[error("an AssertionConsumerService has no valid index ({0:?}); it must be a number from 0 to 65535")]
    AcsIndex(String),
    #[error("two AssertionConsumerService elements have the index {0}")]
    RepeatedAcsIndex(u16),
    #[error(
        "the service provider has no AssertionConsumerService with the HTTP-POST binding, the only one that is served"
    )]
    NoPostEndpoint,
    #[error("{0}")]
    Location(#[from] LocationError),
    #[error("in a KeyDescriptor, {0}")]
    Key(#[from] KeyError),
    #[error(
        "it asks for encryption with a key that cannot be used here: only RSA keys that stand in the metadata are encrypted to; ask \
         for metadata with an RSA encryption key, or without any if assertions may travel unencrypted"
    )]
    EncryptionKey,
    #[error("a KeyDescriptor has use=\"{0}\"; only signing and encryption exist")]
    KeyUse(String),
    #[error("the metadata says that requests are signed (AuthnRequestsSigned) but gives no key to check them with")]
    NoSigningKey,
}
