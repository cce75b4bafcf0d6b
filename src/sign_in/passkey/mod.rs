//! Passkeys (W3C Web Authentication, level 3): what an authenticator says when one is made and when one is used, and whether
//! that is to be believed.
//!
//! Pure: knows no database, no page and no clock. A message is read whole and strictly, then held to one [`Rule`] after the
//! other, each with the sentence of the standard above it.

mod assertion;
mod attestation;
mod authenticator_data;
mod cbor;
mod certificate;
mod client_data;
#[cfg(test)]
pub(crate) mod maker;
mod message;
mod models;
mod public_key;
mod record;
mod registration;
mod relying_party;
mod rule;
#[cfg(test)]
pub(crate) mod software;
#[cfg(test)]
mod tests;

pub(crate) use self::assertion::{Assertion, Used};
pub use self::models::{Model, Models, RootError};
pub(crate) use self::record::{LONGEST_NAME, Passkey};
pub(crate) use self::registration::{Called, register};
pub use self::relying_party::RelyingParty;
pub use self::rule::Rule;

// A random user handle (WebAuthn §14.6.1: "MUST NOT include personally identifying information"), one for each passkey.
pub(crate) use crate::vault::passkey::USER_HANDLE;
