//! Every keeper, with the epochs that it has.

use super::EpochError;
use crate::keeper::{Consent, Epochs, Keeper, KeeperError, KeyKind, KeyName};
use std::collections::BTreeMap;

/// One keeper.
pub struct Member {
    pub name: String,
    pub epochs: Epochs,
    pub(super) keeper: Keeper,
}

/// All of them.
pub struct Fleet(pub Vec<Member>);

impl Fleet {
    /// Asks every keeper.
    ///
    /// # Errors
    /// [`EpochError::Away`] where one does not answer; [`EpochError::Different`] where two are not of one mind.
    pub async fn ask(keeper: &Keeper) -> Result<Self, EpochError> {
        let (mut members, mut away) = (Vec::new(), Vec::new());
        for (name, keeper) in keeper.each() {
            match keeper.epochs().await {
                Ok(epochs) => members.push(Member { name, epochs, keeper }),
                Err(cause) => away.push(format!("{name}: {cause}")),
            }
        }
        if !away.is_empty() || members.is_empty() {
            return Err(EpochError::Away(away));
        }
        let mut seen = BTreeMap::new();
        for epoch in members.iter().flat_map(|member| &member.epochs.held) {
            if *seen.entry(epoch.number).or_insert(epoch.fingerprint) != epoch.fingerprint {
                return Err(EpochError::Different(epoch.number));
            }
        }
        Ok(Self(members))
    }

    /// The newest epoch that any has.
    pub fn newest(&self) -> u32 {
        self.0.iter().map(|member| member.epochs.newest()).max().unwrap_or_default()
    }

    /// Whether all have one epoch, the same.
    pub(super) fn is_at_rest(&self) -> bool {
        let newest = self.newest();
        self.0.iter().all(|member| member.epochs.held.len() == 1 && member.epochs.has(newest))
    }

    /// Epochs before this one that some keeper has.
    pub(super) fn before(&self, epoch: u32) -> Vec<u32> {
        let held = self.0.iter().flat_map(|member| &member.epochs.held).map(|held| held.number);
        let mut before: Vec<u32> = held.filter(|held| *held < epoch).collect();
        before.sort_unstable();
        before.dedup();
        before
    }

    /// Brings an epoch to those that lack it: made at the first, where nobody has it, and passed on from keeper to keeper.
    pub(super) async fn spread(&self, epoch: u32) -> Result<(), EpochError> {
        let giver = self.0.iter().find(|member| member.epochs.has(epoch)).or_else(|| self.0.first());
        let Some(giver) = giver else { return Ok(()) };
        if !giver.epochs.has(epoch) {
            giver.keeper.new_epoch(epoch).await.map_err(at(giver))?;
        }
        let key = KeyName { kind: KeyKind::Hardening, number: epoch };
        for member in self.0.iter().filter(|member| member.name != giver.name && !member.epochs.has(epoch)) {
            giver.keeper.pass(&member.keeper, key).await.map_err(at(member))?;
        }
        Ok(())
    }

    /// None writes an older one from now on.
    pub(super) async fn write(&self, epoch: u32) -> Result<(), EpochError> {
        for member in &self.0 {
            member.keeper.write_epoch(epoch).await.map_err(at(member))?;
        }
        Ok(())
    }

    pub(super) async fn retire(&self, epoch: u32, consent: Option<Consent>) -> Result<(), EpochError> {
        for member in &self.0 {
            member.keeper.retire_epoch(epoch, consent).await.map_err(at(member))?;
        }
        Ok(())
    }
}

fn at(member: &Member) -> impl FnOnce(KeeperError) -> EpochError {
    let name = member.name.clone();
    move |cause| EpochError::At { name, cause }
}
