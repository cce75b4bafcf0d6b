//! The SAML 2.0 engine: bindings, requests, assertions, responses, metadata, signature and encryption.
//!
//! Pure: octets in, values and octets out. Uses `domain` for the random source, OpenSSL for digests, signatures and
//! encryption, and a strict DOM. Takes the moment as a parameter. Must not know HTTP, the database, templates, who is
//! signed in, or any private key: what is to be signed is handed out as octets and taken back with a signature.
//!
//! A request's way: [`redirect::RedirectQuery::parse`] or [`post::PostForm::parse`] → [`authn_request::issuer_of`] →
//! the issuer's
//! [`metadata::SpMetadata`] → [`verify_request::verify`] → [`metadata::SpMetadata::resolve_acs`] →
//! [`assertion::unsigned`] → [`response::Response::success`].

pub mod algorithm;
pub mod assertion;
pub mod attribute;
pub mod authn_context;
pub mod authn_request;
#[cfg(feature = "test-variants")]
mod careless;
pub mod emitted;
pub mod encrypt;
pub mod encrypted_id;
pub mod enveloped;
pub mod instant;
pub mod logout;
pub mod masked;
pub mod message;
pub mod metadata;
pub mod name_id;
pub mod names;
pub mod post;
pub mod random_id;
pub mod redirect;
pub mod response;
pub mod signature;
pub mod status;
pub mod unmet;
pub mod unverified;
pub mod verify_request;
pub mod xml;

pub use assertion::{AssertionContent, SignedAssertion, Validity};
pub use authn_context::Class;
pub use authn_request::AuthnRequest;
pub use encrypt::EncryptedAssertion;
pub use encrypted_id::{EncryptedName, EncryptedNameError};
pub use metadata::{RegisteredEndpoint, SpMetadata};
pub use name_id::{NameId, NameIdFormat, NameIdWish};
pub use post::{PostError, PostForm};
pub use redirect::{BindingError, RedirectQuery};
pub use response::{Response, SignedResponse};
pub use signature::{Credential, ToSign};
pub use status::Status;
pub use unverified::Unverified;
pub use verify_request::{RequestError, Verified};
