//! A row's hardening key `k_w`, wrapped: `epoch (4, big-endian) ‖ sealed record` under that epoch's key, bound to
//! organisation, account and way in.

use crate::domain::{AccountId, OrgId, Random, Secret, WayId};
use crate::keeper::error::KeeperError;
use crate::keeper::keys::{HardeningEpoch, Keys};
use crate::keeper::token::{KeyOf, Place, SharedToken, TokenError, mac};
use crate::vault::RecordContext;
use crate::vault::encode::lp;
use crate::vault::labels;
use crate::vault::seal::{open, seal};

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
pub(super) fn wrap_new(
    owner: Owner,
    epoch: &HardeningEpoch,
    token: &SharedToken,
    random: &dyn Random,
) -> Result<Vec<u8>, KeeperError> {
    wrap(owner, epoch, token, &Secret::random(random), random)
}

/// A `k_w` under an epoch's key.
pub(super) fn wrap(
    owner: Owner,
    epoch: &HardeningEpoch,
    token: &SharedToken,
    k_w: &Secret<32>,
    random: &dyn Random,
) -> Result<Vec<u8>, KeeperError> {
    let row = owner.row();
    let key = owner.key(epoch, token)?;
    let sealed = seal(&key, &owner.place(&row, epoch.epoch), k_w.expose(), random)?;
    Ok([epoch.epoch.to_be_bytes().as_slice(), &sealed].concat())
}

pub(super) fn unwrap(
    owner: Owner,
    keys: &Keys,
    token: &SharedToken,
    wrapped: &[u8],
) -> Result<Secret<32>, KeeperError> {
    let (epoch, sealed) = wrapped.split_first_chunk().ok_or(KeeperError::WrappedShort)?;
    let epoch = u32::from_be_bytes(*epoch);
    let known = keys.epoch(epoch).ok_or(KeeperError::UnknownEpoch(epoch))?;
    let key = owner.key(known, token)?;
    // While rows move from the file's epoch to the token's, each costs one answer of the token, as a missing row does, which
    // is of the written epoch: else the time would tell them apart.
    let in_token = |epoch: &&HardeningEpoch| epoch.key.label().is_some();
    if let (Place::File(_), Some(other)) = (&known.key, keys.hardening.iter().rev().find(in_token)) {
        owner.key(other, token)?;
    }
    let row = owner.row();
    let opened = open(&key, &owner.place(&row, epoch), sealed).map_err(KeeperError::Wrapped)?;
    Secret::from_slice(opened.expose()).ok_or(KeeperError::WrappedShort)
}

/// What a token computes an owner's key of, as `docs/vault.md` has it.
#[cfg(test)]
pub(crate) fn token_epoch_message(org: OrgId, account: AccountId, way: WayId, epoch: u32) -> Vec<u8> {
    Owner { org, account, way }.in_token(epoch)
}

impl Owner {
    /// The key that the record is sealed under: the epoch's own; in a token, which does not give that, one that it makes of it
    /// for this owner alone.
    fn key(self, epoch: &HardeningEpoch, token: &SharedToken) -> Result<Secret<32>, TokenError> {
        match &epoch.key {
            Place::File(key) => Ok(key.duplicate()),
            Place::Token(_) => mac(&epoch.key, KeyOf::Hardening, token, &self.in_token(epoch.epoch)).map(Secret::new),
        }
    }

    fn in_token(self, epoch: u32) -> Vec<u8> {
        let (label, epoch) = (labels::KEEPER_TOKEN_EPOCH.as_bytes(), epoch.to_be_bytes());
        lp(&[label, &epoch, self.org.as_bytes(), self.account.as_bytes(), self.way.as_bytes()])
    }

    fn row(self) -> Vec<u8> {
        lp(&[self.account.as_bytes(), self.way.as_bytes()])
    }

    fn place(self, row: &[u8], epoch: u32) -> RecordContext<'_> {
        RecordContext { org: self.org, table: "ways", row, slot: "hardening-key", version: epoch.into() }
    }
}
