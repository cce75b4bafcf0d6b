//! An account's rows, and its life as pure functions: enrol, open a factor, unlock, open and seal the profile,
//! add a way in, start a new root.
//!
//! Knows nothing of where rows are kept. Every record is bound to its organisation, account and place, so that rows
//! exchanged between accounts, or within one, do not open.

mod enrol;
mod factor;
mod renew;
mod rows;
mod unlock;
mod ways;

#[cfg(test)]
mod tests;

pub use self::enrol::{Enrolment, NewVault, enrol};
pub use self::factor::{
    OpenFactor, new_factor, open_factor, open_factor_by_root, reseal_factor, rewrap_for_factor_key,
};
pub use self::renew::{Renewed, renew};
pub use self::rows::{FactorKind, FactorRow, ProfileRow, RootSeal, WayRow};
pub use self::unlock::{Root, open_profile, seal_profile, unlock};
pub use self::ways::{MadeWay, NewWay, new_way};

use crate::domain::{AccountId, OrgId};
use crate::vault::context::Context;
use crate::vault::envelope::EnvelopeError;
use crate::vault::profile::ProfileError;
use crate::vault::seal::{OpenError, SealError};

/// The context of an account's ways in: of the stretch, and of the keys that follow from hardening.
pub fn way_context(org: OrgId, account: AccountId) -> Context {
    Context { org, account, kind: "way", epoch: 1 }
}

/// Why an account's record could not be made or opened. For the log: a page says the same for all of them.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("the {record} does not open: {cause}")]
    Open { record: &'static str, cause: OpenError },
    #[error("the {record} does not open: {cause}")]
    Envelope { record: &'static str, cause: EnvelopeError },
    #[error("the {0} has not the length of a key")]
    Length(&'static str),
    #[error("the {record} is of root epoch {found}, not {expected}")]
    RootEpoch { record: &'static str, found: u32, expected: u32 },
    #[error("the root seal belongs to another way in")]
    OtherWay,
    #[error(transparent)]
    Profile(#[from] ProfileError),
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl VaultError {
    fn open(record: &'static str) -> impl FnOnce(OpenError) -> Self {
        move |cause| Self::Open { record, cause }
    }

    fn envelope(record: &'static str) -> impl FnOnce(EnvelopeError) -> Self {
        move |cause| Self::Envelope { record, cause }
    }
}
