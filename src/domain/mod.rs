//! Plain types that every part shares: ids, secrets, the clock and the random source.
//!
//! Uses nothing of Senza. Knows no web framework, database, template or SAML.

pub mod account;
pub mod attribute;
pub mod clock;
pub mod flight_policy;
pub mod handle;
pub mod id;
pub mod identifier;
pub mod keeper_address;
pub mod limits;
pub mod login_code;
pub mod may;
pub mod measures;
pub mod network;
pub mod oaep;
pub mod random;
pub mod role;
pub mod scope;
pub mod secret;
pub mod signing;
pub mod source;
#[cfg(test)]
pub(crate) mod testing;
pub mod variant;
pub mod zone;

pub use account::AccountState;
pub use attribute::Attribute;
pub use clock::{Clock, SystemClock};
pub use flight_policy::FlightPolicy;
pub use handle::Handle;
pub use id::{AccountId, DeviceId, FactorId, MemberId, OrgId, WayId};
pub use identifier::Identifier;
pub use keeper_address::KeeperAddress;
pub use limits::Limits;
pub use may::May;
pub use network::TrustedProxies;
pub use oaep::{Oaep, OaepDigest};
pub use random::{Random, SystemRandom};
pub use role::Role;
pub use secret::{Secret, SecretBytes, SecretText};
pub use signing::SigningAlgorithm;
pub use source::Source;
pub use zone::Zone;
