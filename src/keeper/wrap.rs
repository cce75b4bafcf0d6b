//! A row's hardening key `k_w`, wrapped: `epoch (4, big-endian) ‖ sealed record` under that epoch's key, bound to
//! organisation, account and way in.

use crate::domain::{AccountId, OrgId, Random, Secret, WayId};
use crate::keeper::error::KeeperError;
use crate::keeper::keys::{HardeningEpoch, Keys};
use crate::vault::RecordContext;
use crate::vault::encode::lp;
use crate::vault::seal::{SealError, open, seal};

/// Whose hardening key: no row's serves in another's place.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    pub(super) org: OrgId,
    pub(super) account: AccountId,
    pub(super) way: WayId,
}

/// The epoch that a wrapped hardening key names; `None` when it is cut short.
pub fn wrapped_epoch(wrapped: &[u8]) -> Option<u32> {
    wrapped.first_chunk().map(|epoch| u32::from_be_bytes(*epoch))
}

/// A fresh `k_w` under an epoch's key.
pub(super) fn wrap_new(owner: Owner, epoch: &HardeningEpoch, random: &dyn Random) -> Result<Vec<u8>, SealError> {
    wrap(owner, epoch, &Secret::random(random), random)
}

/// A `k_w` under an epoch's key.
pub(super) fn wrap(
    owner: Owner,
    epoch: &HardeningEpoch,
    k_w: &Secret<32>,
    random: &dyn Random,
) -> Result<Vec<u8>, SealError> {
    let row = owner.row();
    let sealed = seal(&epoch.key, &owner.place(&row, epoch.epoch), k_w.expose(), random)?;
    Ok([epoch.epoch.to_be_bytes().as_slice(), &sealed].concat())
}

pub(super) fn unwrap(owner: Owner, keys: &Keys, wrapped: &[u8]) -> Result<Secret<32>, KeeperError> {
    let (epoch, sealed) = wrapped.split_first_chunk().ok_or(KeeperError::WrappedShort)?;
    let epoch = u32::from_be_bytes(*epoch);
    let key = keys.epoch(epoch).ok_or(KeeperError::UnknownEpoch(epoch))?;
    let row = owner.row();
    let opened = open(&key.key, &owner.place(&row, epoch), sealed).map_err(KeeperError::Wrapped)?;
    Secret::from_slice(opened.expose()).ok_or(KeeperError::WrappedShort)
}

impl Owner {
    fn row(self) -> Vec<u8> {
        lp(&[self.account.as_bytes(), self.way.as_bytes()])
    }

    fn place(self, row: &[u8], epoch: u32) -> RecordContext<'_> {
        RecordContext { org: self.org, table: "ways", row, slot: "hardening-key", version: epoch.into() }
    }
}
