//! The administrators' keyring: whether people's identity seeds are kept by it, who holds it, and how it is made anew.
//!
//! The organisation chooses, once, at set-up. Where it chose so, each person's session writes their seed, sealed to the
//! keyring's public key, beside their other rows; an administrator who is on the keyring opens it with her own session when
//! somebody has lost everything. Data seeds never come here. The directory of people, where there is one, is sealed to the same key.
//!
//! What is believed of the database: a row with the keeper's MAC, of a version not below the highest that the reader's own
//! profile remembers. An administrator's place lies in her profile; the database does not tell whose rows are whose.

mod choice;
mod extent;
mod holder;
mod keep;
mod members;
mod rekey;
mod reseal;
mod standing;
mod view;

pub use self::choice::{answer, choose_directory, start_anew};
pub use self::extent::{Extent, extent};
pub use self::holder::Holder;
pub(super) use self::keep::keep;
pub use self::members::{admit, join};
pub use self::rekey::rekey;
pub use self::reseal::{Progress, reseal};
pub use self::standing::{Fault, Ring};
pub(in crate::sign_in) use self::view::Openers;
pub use self::view::{Listed, Me, OpenRing, View, open, told, view};

use crate::audit::AuditError;
use crate::db::DbError;
use crate::keeper::KeeperError;
use crate::vault::account::VaultError;
use crate::vault::directory::EntryError;
use crate::vault::envelope::EnvelopeError;
use crate::vault::keyring::KeyringError;

#[derive(Debug, thiserror::Error)]
pub enum KeyringFlowError {
    /// The session has ended meanwhile, or no longer opens its profile.
    #[error("the session's account cannot be opened as it is now")]
    Session,
    /// What the form was shown of is not so any more.
    #[error("the keyring was changed meanwhile")]
    Changed,
    #[error("nothing is kept: there is no keyring")]
    Off,
    #[error("this administrator does not hold the keyring")]
    NotAMember,
    #[error("the keyring is still being made anew: that comes to its end first")]
    Unfinished,
    #[error("nobody would hold the keyring any more")]
    Nobody,
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Ring(#[from] KeyringError),
    #[error(transparent)]
    Entry(#[from] EntryError),
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    #[error(transparent)]
    Db(DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

impl From<DbError> for KeyringFlowError {
    /// A write that did not touch the row it must: somebody else was first.
    fn from(error: DbError) -> Self {
        if matches!(error, DbError::Touched { .. }) { Self::Changed } else { Self::Db(error) }
    }
}
