//! Re-enrolment of somebody who has lost every way in: a link to begin again in the same account.
//!
//! What is lost is lost: the root, and with it every data seed, the kit, and what others had put into the inbox. Where the
//! administrators keep identity seeds, and an administrator who holds the keyring makes the link, the seed travels in it and
//! the person stays who they are at applications. Otherwise they are a new person everywhere. Until the link is completed
//! nothing of the account changes.

mod exchange;
mod issuer;
mod link;
mod offer;

pub(super) use self::exchange::{Beginning, exchange};
pub(crate) use self::issuer::Issuer;
pub use self::link::{end, open_until, withdraw};
pub use self::offer::{By, Offer, Offered, consider, offer};

use super::invitation::InvitationError;
use super::keyring::KeyringFlowError;
use crate::audit::AuditError;
use crate::db::DbError;
use crate::domain::secret::inside_a_seal;
use crate::domain::{Attribute, Role, Secret};
use crate::keeper::KeeperError;
use serde::{Deserialize, Serialize};

/// What becomes of the names by which applications know the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Stay,
    New(Why),
}

/// Why a person would be a new one at applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The organisation keeps no identity seeds.
    Off,
    /// It does, and this person has not signed in since; or what lies there is not as this service wrote it.
    NotKept,
    /// It does, and this administrator does not hold the keyring.
    NotAMember,
    /// The keyring's row is not as this service left it.
    Broken,
    /// A command has no administrator's session, which alone opens the keyring.
    Command,
}

impl Why {
    /// One sentence, for pages and commands.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Off => "This organisation chose not to keep what names at applications are made from.",
            Self::NotKept => {
                "What this person's names at applications are made from is not kept: they have not signed in since it is."
            }
            Self::NotAMember => {
                "You do not hold the administrators' keyring. An administrator who does can make a link with which the names stay."
            }
            Self::Broken => {
                "The keyring is not as this service left it, so it is not used. Look at the keyring's page first."
            }
            Self::Command => {
                "A command cannot open the administrators' keyring: only the session of an administrator who holds it can, in the console."
            }
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum AgainError {
    #[error("nobody is known under this identifier")]
    Unknown,
    #[error("this person has not enrolled yet: invite them again instead")]
    NotEnrolled,
    #[error("this person's account was revoked: restore it first")]
    Revoked,
    #[error("this person's account is frozen: restore it first")]
    Frozen,
    #[error("this person may open the console: an owner alone does this")]
    OpensConsole,
    #[error("this is your own account: a recovery kit brings you back, or another administrator")]
    Own,
    /// The one who asks has not said that this is meant.
    #[error("they would be a new person at every application. {}", .0.sentence())]
    NewPerson(Why),
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    #[error(transparent)]
    Keyring(#[from] KeyringFlowError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// What a re-enrolment's link carries beside an invitation's own, inside the same seal.
#[derive(Serialize, Deserialize)]
pub(super) struct Again {
    /// 1 when the seed is the person's own; else it is there for its room alone, so that a link's size does not tell.
    keeps_names: u8,
    #[serde(with = "inside_a_seal")]
    identity_seed: Secret<32>,
    /// The account as the keeper vouched for it: a link that something was said or changed after does not bring it back.
    handle: Vec<u8>,
    inbox_mac: Vec<u8>,
    /// What the operator says of the person anew, since nobody can read what was said before.
    attributes: Vec<Attribute>,
    is_administrator: bool,
    issuer: Issuer,
}

impl Again {
    pub(super) fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Of all roles that of an owner alone travels in a link; the others are given once the person is there.
    pub(super) fn roles(&self) -> &'static [Role] {
        if self.is_administrator { &[Role::Owner] } else { &[] }
    }

    pub(super) fn keeps_names(&self) -> bool {
        self.keeps_names == 1
    }

    /// The seed that the person keeps.
    pub(super) fn identity_seed(&self) -> Option<Secret<32>> {
        self.keeps_names().then(|| self.identity_seed.duplicate())
    }

    /// Whether the account is still as it was when the link was made. Says something only of an account whose MAC was checked: a
    /// number alone, anybody could set back who writes to the database.
    pub(super) fn is_of(&self, account: &crate::db::account::AccountRow) -> bool {
        self.handle == account.handle.as_bytes() && self.inbox_mac == account.inbox_mac
    }
}
