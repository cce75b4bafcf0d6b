//! Epochs of the keys that hardening keys are wrapped under: made, switched to, destroyed; and wrapped keys brought over.
//!
//! Numbers only go up. What is destroyed does not come back: nothing older than the oldest that is held is made or taken.

use super::embedded::Embedded;
use super::error::KeeperError;
use super::keys::{HardeningEpoch, Keys, fresh_mac_key};
use super::live::Live;
use super::protocol::{Reader, Writer};
use super::token::{KeyOf, SharedToken, TokenError, mac};
use super::transfer::KeyKind;
use super::wrap::{self, Owner, wrapped_epoch};
use crate::domain::{Random, Secret};
use crate::vault::encode::lp;
use crate::vault::labels;

#[cfg(test)]
mod tests;

/// Epochs that are held at once: two while a rotation lasts, three when one was begun again from an older file.
pub(super) const MOST_EPOCHS: usize = 16;

/// What a keeper has of hardening epochs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Epochs {
    /// New ones are wrapped under it.
    pub writing: u32,
    /// In order, and never empty.
    pub held: Vec<Epoch>,
}

/// One of them: which it is, and nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epoch {
    pub number: u32,
    /// Follows from the key: two keepers with one number and two fingerprints have two keys.
    pub fingerprint: [u8; 32],
}

impl Epochs {
    /// In a frame: the one that is written, how many, number and fingerprint of each.
    pub(super) fn write(&self, to: &mut Writer<'_>) {
        to.put(&self.writing.to_be_bytes());
        to.put(&[u8::try_from(self.held.len()).unwrap_or_default()]);
        for epoch in &self.held {
            to.put(&epoch.number.to_be_bytes());
            to.put(&epoch.fingerprint);
        }
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (writing, count) = (from.u32()?, from.u8()?);
        let one = |_| Some(Epoch { number: from.u32()?, fingerprint: from.take()? });
        Some(Self { writing, held: (0..count).map(one).collect::<Option<_>>()? })
    }

    pub fn newest(&self) -> u32 {
        self.held.last().map_or(0, |epoch| epoch.number)
    }

    pub fn has(&self, number: u32) -> bool {
        self.held.iter().any(|epoch| epoch.number == number)
    }
}

impl Embedded {
    pub(super) fn epochs(&self) -> Result<Epochs, KeeperError> {
        self.live.refresh()?;
        let live = self.live.now();
        let named = |epoch: &HardeningEpoch| match mac(
            &epoch.key,
            KeyOf::Hardening,
            &self.live.token,
            &fingerprinted(epoch.epoch),
        ) {
            // A former one that was destroyed in the token: it is as good as retired here.
            Err(TokenError::KeyMissing { .. }) if epoch.epoch < live.keys.writing => Ok(None),
            done => done.map(|fingerprint| Some(Epoch { number: epoch.epoch, fingerprint })),
        };
        let held = live.keys.hardening.iter().filter_map(|epoch| named(epoch).transpose());
        let held = held.collect::<Result<_, TokenError>>()?;
        Ok(Epochs { writing: live.keys.writing, held })
    }

    /// Makes the epoch that follows the newest. One that is there already stays as it is.
    pub(super) fn new_epoch(&self, number: u32) -> Result<(), KeeperError> {
        self.live.change(|keys| keys.begin(number, &*self.random, &self.live.token))
    }

    /// Wraps new keys under this epoch from now on. There is no way back.
    pub(super) fn write_epoch(&self, number: u32) -> Result<(), KeeperError> {
        self.live.change(|keys| keys.write(number))
    }

    /// Destroys this epoch and those before it, in memory and on disk. There is no way back.
    pub(super) fn retire_epoch(&self, number: u32) -> Result<(), KeeperError> {
        self.live.change(|keys| keys.retire(number))?;
        self.drop_wants(|key| key.kind == KeyKind::Hardening && key.number <= number);
        Ok(())
    }

    /// The same `k_w` under the epoch that is written; the same octets where that is theirs, or they are ahead of it.
    pub(super) fn rewrap(&self, owner: Owner, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        self.live.refresh()?;
        let live = self.live.now();
        if wrapped_epoch(wrapped).ok_or(KeeperError::WrappedShort)? >= live.keys.writing {
            return Ok(wrapped.to_vec());
        }
        let k_w = wrap::unwrap(owner, &live.keys, &self.live.token, wrapped)?;
        wrap::wrap(owner, live.keys.written()?, &self.live.token, &k_w, &*self.random)
    }

    /// A row's `k_w`. An epoch that is unknown here may lie in the folder by now.
    pub(super) fn unwrap(&self, owner: Owner, live: &Live, wrapped: &[u8]) -> Result<Secret<32>, KeeperError> {
        match wrap::unwrap(owner, &live.keys, &self.live.token, wrapped) {
            Err(KeeperError::UnknownEpoch(_)) if self.live.refresh()? => {
                wrap::unwrap(owner, &self.live.now().keys, &self.live.token, wrapped)
            }
            done => done,
        }
    }
}

/// Which key an epoch's is: what is computed with it.
fn fingerprinted(number: u32) -> Vec<u8> {
    lp(&[labels::KEEPER_EPOCH.as_bytes(), &number.to_be_bytes()])
}

#[cfg(test)]
pub(crate) fn fingerprint(number: u32, key: &Secret<32>) -> [u8; 32] {
    crate::vault::derive::hmac_sha256(key, &fingerprinted(number))
}

/// What the label of an epoch's key in a token says that it is.
pub(super) fn named(epoch: u32) -> String {
    format!("hardening {epoch}")
}

impl Keys {
    fn begin(&mut self, number: u32, random: &dyn Random, token: &SharedToken) -> Result<(), KeeperError> {
        if self.epoch(number).is_some() {
            return Ok(());
        }
        if self.newest().checked_add(1) != Some(number) {
            return Err(KeeperError::EpochOrder { asked: number, newest: self.newest() });
        }
        let key = fresh_mac_key(&self.row, &named(number), random, token)?;
        self.add_epoch(HardeningEpoch { epoch: number, key })
    }

    /// Whether an epoch of this number could be added: not one that is held, nor one that was destroyed.
    pub(super) fn may_add_epoch(&self, number: u32) -> Result<(), KeeperError> {
        let oldest = self.hardening.first().map_or(0, |oldest| oldest.epoch);
        if number <= oldest || self.epoch(number).is_some() || self.hardening.len() >= MOST_EPOCHS {
            return Err(KeeperError::EpochOrder { asked: number, newest: self.newest() });
        }
        Ok(())
    }

    pub(super) fn add_epoch(&mut self, epoch: HardeningEpoch) -> Result<(), KeeperError> {
        self.may_add_epoch(epoch.epoch)?;
        self.hardening.push(epoch);
        self.hardening.sort_by_key(|epoch| epoch.epoch);
        Ok(())
    }

    fn write(&mut self, number: u32) -> Result<(), KeeperError> {
        if number < self.writing || self.epoch(number).is_none() {
            return Err(KeeperError::EpochOrder { asked: number, newest: self.newest() });
        }
        self.writing = number;
        Ok(())
    }

    fn retire(&mut self, number: u32) -> Result<(), KeeperError> {
        if number >= self.writing {
            return Err(KeeperError::EpochInUse { asked: number, writing: self.writing });
        }
        self.hardening.retain(|epoch| epoch.epoch > number);
        Ok(())
    }
}
