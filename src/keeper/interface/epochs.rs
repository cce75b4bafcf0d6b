//! Epochs of hardening keys, and keys from keeper to keeper. What must be so at every keeper is asked of each by itself.

use super::super::wrap::Owner;
use crate::domain::{AccountId, OrgId, WayId};
use crate::keeper::{Consent, Epochs, Form, Given, Keeper, KeeperError, KeyName, Wanted};
use std::sync::Arc;

/// Rows that one question has room for.
pub const ROWS: usize = 10;

impl Keeper {
    /// Each keeper by itself, with its name.
    pub fn each(&self) -> Vec<(String, Self)> {
        match &self.0 {
            Form::Embedded(_) => vec![("the keeper in its folder".to_owned(), self.clone())],
            Form::Remote(keeper) => {
                let alone = keeper.each().into_iter();
                alone.map(|(name, keeper)| (name, Self(Form::Remote(Arc::new(keeper))))).collect()
            }
        }
    }

    /// The epochs that it has.
    ///
    /// # Errors
    /// No keeper answers; its folder cannot be read.
    pub async fn epochs(&self) -> Result<Epochs, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.epochs(),
            Form::Remote(keeper) => keeper.epochs().await,
        }
    }

    /// Makes the epoch after the newest; nothing is written with it yet. One that is there stays as it is.
    ///
    /// # Errors
    /// [`KeeperError::EpochOrder`]; the folder cannot be written.
    pub async fn new_epoch(&self, number: u32) -> Result<(), KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.new_epoch(number),
            Form::Remote(keeper) => keeper.new_epoch(number).await,
        }
    }

    /// Wraps new keys under this epoch from now on.
    ///
    /// # Errors
    /// [`KeeperError::EpochOrder`] for one that it does not have, or one before that which it writes.
    pub async fn write_epoch(&self, number: u32) -> Result<(), KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.write_epoch(number),
            Form::Remote(keeper) => keeper.write_epoch(number).await,
        }
    }

    /// Destroys this epoch and those before it. There is no way back. A keeper in this very process needs no consent.
    ///
    /// # Errors
    /// [`KeeperError::EpochInUse`] for the one that is written; [`KeeperError::NoConsent`].
    pub async fn retire_epoch(&self, number: u32, consent: Option<Consent>) -> Result<(), KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.retire_epoch(number),
            Form::Remote(keeper) => keeper.retire_epoch(number, consent.ok_or(KeeperError::NoConsent)?).await,
        }
    }

    /// Wrapped hardening keys of an organisation, each with its account and way in, under the epoch that is written now; those
    /// that are already are answered as they are. [`ROWS`] at most.
    ///
    /// # Errors
    /// [`KeeperError::UnknownEpoch`]; [`KeeperError::Wrapped`] for a row that was changed. None is answered then.
    pub async fn rewrap(&self, org: OrgId, rows: &[(AccountId, WayId, &[u8])]) -> Result<Vec<Vec<u8>>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => {
                rows.iter().map(|&(account, way, old)| keeper.rewrap(Owner { org, account, way }, old)).collect()
            }
            Form::Remote(keeper) => keeper.rewrap(org, rows).await,
        }
    }

    /// Looks whether a command beside this program has changed the keeper's folder. Keepers in processes of their own are told
    /// what changes, and are asked which epoch they write.
    pub async fn look_again(&self) {
        match &self.0 {
            Form::Embedded(keeper) => {
                if let Err(error) = keeper.live.refresh() {
                    tracing::warn!(%error, "the keeper's folder could not be read again");
                }
            }
            Form::Remote(keeper) => {
                for (name, one) in keeper.each() {
                    if let Err(error) = one.epochs().await {
                        tracing::debug!(%error, keeper = name, "a keeper did not say which epoch it writes");
                    }
                }
            }
        }
    }

    /// Asks for a key that another keeper has, and for none that is here.
    ///
    /// # Errors
    /// [`KeeperError::Transfer`], as all of a transfer.
    pub async fn want(&self, key: KeyName) -> Result<Wanted, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.want(key),
            Form::Remote(keeper) => keeper.want(key).await,
        }
    }

    /// Seals a part of a key to the keeper that wants it.
    ///
    /// # Errors
    /// As [`Keeper::want`].
    pub async fn give(&self, key: KeyName, wanted: &Wanted, part: u8) -> Result<Given, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.give(key, wanted, part),
            Form::Remote(keeper) => keeper.give(key, wanted, part).await,
        }
    }

    /// Takes a part; true once it has the key.
    ///
    /// # Errors
    /// As [`Keeper::want`].
    pub async fn take(&self, key: KeyName, public: &[u8; 32], given: &Given) -> Result<bool, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.take(key, public, given),
            Form::Remote(keeper) => keeper.take(key, public, given).await,
        }
    }

    /// Passes a key on to a keeper of the same fleet; whoever does it sees nothing of it.
    ///
    /// # Errors
    /// As [`Keeper::want`].
    pub async fn pass(&self, to: &Self, key: KeyName) -> Result<(), KeeperError> {
        let wanted = to.want(key).await?;
        for part in 0..=u8::MAX {
            let given = self.give(key, &wanted, part).await?;
            if to.take(key, &wanted.public, &given).await? {
                break;
            }
        }
        Ok(())
    }
}
