//! The keeper: the service's own secrets, and a small, closed set of operations on them.
//!
//! It sees `SHA-256` of a stretched secret, never a passphrase; it holds no user data. Sees no database and no HTTP.
//! It has two forms: inside the server, and processes of its own, which the server asks through sockets. Callers await its
//! answers and need not know which it is.

mod asked;
mod at_rest;
mod audit_heads;
mod client;
mod consent;
mod converse;
mod device;
mod embedded;
mod epochs;
mod error;
pub(crate) mod hand_over;
mod health;
mod interface;
mod key_folder;
pub(crate) mod key_seal;
mod keys;
mod limits;
mod live;
mod measured;
mod participants;
pub mod process;
mod protocol;
mod retired;
mod row_mac;
mod saml_key;
mod saml_keys;
mod saml_kind;
mod saml_ring;
mod sessions;
mod token;
mod transfer;
mod unsealing;
mod unwrap;
mod wrap;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use self::asked::{Arriving, AuditLink, AuditSubjects, AuditWho, HardenRequest, Participation, Recognised};
pub use self::at_rest::{Lying, has_keys, keys_at, seal_keys, secrets_at_rest};
pub use self::client::{ConnectError, KeeperAt};
#[cfg(test)]
pub(crate) use self::consent::consent_by;
pub use self::consent::{Consent, Destroying, NoConsentCode, NotToGo};
pub use self::converse::converse;
pub use self::device::{Device, MOST_DEVICES, Pass};
pub use self::embedded::Embedded;
#[cfg(test)]
pub(crate) use self::embedded::budget_key;
#[cfg(test)]
pub(crate) use self::epochs::fingerprint as epoch_fingerprint;
pub use self::epochs::{Epoch, Epochs};
pub use self::error::{KeeperError, OpenKeeperError};
pub use self::hand_over::{HandOverError, Request, give, request, take};
pub use self::health::{Health, INSIDE};
pub use self::interface::ROWS;
pub use self::key_seal::{SealedBy, SealedError};
pub use self::limits::Limits;
pub use self::protocol::{Alarms, BadFrame};
pub use self::row_mac::row_digest;
pub use self::saml_keys::{SamlCertificate, SamlKeyFacts, SamlKeyId, SamlKeyState, SamlKeys};
pub use self::saml_kind::{SamlKeyKind, SamlKeyUse};
pub use self::sessions::{day_of_epoch, session_epoch};
pub use self::token::{
    Besides, Brought, DestroyError, KeyOf, PinSource, Token, TokenError, TokenSettings, UnknownCall, Whereabouts,
    bring_handle_key, destroy_unnamed, unnamed, whereabouts,
};
#[cfg(test)]
pub(crate) use self::transfer::macs as transfer_macs;
pub use self::transfer::{Given, KeyKind, KeyName, TransferFault, Wanted};
pub use self::unsealing::{CREDENTIAL, CredentialError, Unsealing};
#[cfg(test)]
pub(crate) use self::wrap::token_epoch_message;
pub use self::wrap::wrapped_epoch;

use self::client::Remote;
use std::fmt;
use std::sync::Arc;

/// A keeper, wherever it is. Cheap to clone.
#[derive(Clone)]
pub struct Keeper(Form);

#[derive(Clone)]
enum Form {
    Embedded(Arc<Embedded>),
    Remote(Arc<Remote>),
}

/// Never more than the form.
impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Form::Embedded(_) => "Keeper(embedded)",
            Form::Remote(_) => "Keeper(remote)",
        })
    }
}

impl From<Embedded> for Keeper {
    fn from(embedded: Embedded) -> Self {
        Self(Form::Embedded(Arc::new(embedded)))
    }
}
