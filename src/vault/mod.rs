//! The vault: how a person's secret becomes keys, and what lies sealed under them.
//!
//! Pure functions over octets. Uses `domain`, OpenSSL and Argon2, takes the random source and the time as parameters.
//! Knows no database, no HTTP, no keeper: the keeper's answers come in as octets.
//!
//! The way in: [`stretch`] → the keeper's answer → [`harden`] → [`account::unlock`] → [`account::open_profile`].

pub mod account;
pub mod api_token;
pub mod audit_heads;
pub mod both;
pub mod context;
pub mod derive;
pub mod directory;
pub mod encode;
pub mod envelope;
pub mod envelope_identity;
pub mod envelope_keys;
pub mod flight;
pub mod grant;
pub mod harden;
pub mod inbox;
pub mod keyring;
pub mod kit;
pub mod labels;
mod padding;
pub mod passkey;

pub mod profile;
pub mod scoped_key;
pub mod seal;
pub mod slip;
pub mod stretch;
pub mod subject_identifier;

#[cfg(test)]
pub(crate) mod testing;

pub use audit_heads::AuditHeadsKey;
pub use context::Context;
pub use envelope::KeyPair;
pub use grant::GrantKey;
pub use harden::{Hardened, Way};
pub use profile::Profile;
pub use seal::RecordContext;
pub use stretch::{Cost, stretch};
