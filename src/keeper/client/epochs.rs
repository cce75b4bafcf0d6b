//! Epochs, and keys from keeper to keeper, as questions.

use super::Remote;
use crate::domain::{AccountId, OrgId, WayId};
use crate::keeper::error::KeeperError;
use crate::keeper::protocol::{self, Operation, Reader};
use crate::keeper::wrap::wrapped_epoch;
use crate::keeper::{Consent, Epochs, Given, KeyName, Wanted};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

impl Remote {
    /// Each keeper by itself, with its name.
    pub(crate) fn each(&self) -> Vec<(String, Self)> {
        let alone = |keeper: &Arc<super::Endpoint>| Self {
            keepers: vec![Arc::clone(keeper)],
            clock: Arc::clone(&self.clock),
            next: AtomicUsize::new(0),
            keys: self.keys.clone(),
            newest: Arc::clone(&self.newest),
            alarms: Mutex::default(),
            session_keys: Mutex::default(),
            grant_key: OnceLock::new(),
            audit_heads_key: OnceLock::new(),
        };
        self.keepers.iter().map(|keeper| (keeper.to_string(), alone(keeper))).collect()
    }

    pub(crate) async fn epochs(&self) -> Result<Epochs, KeeperError> {
        let epochs = self.ask(Operation::Epochs, |_| {}, Epochs::read).await?;
        self.newest.fetch_max(epochs.writing, Ordering::Relaxed);
        Ok(epochs)
    }

    pub(crate) async fn new_epoch(&self, number: u32) -> Result<(), KeeperError> {
        self.ask(Operation::NewEpoch, |to| to.put(&number.to_be_bytes()), |_| Some(())).await
    }

    pub(crate) async fn write_epoch(&self, number: u32) -> Result<(), KeeperError> {
        self.ask(Operation::WriteEpoch, |to| to.put(&number.to_be_bytes()), |_| Some(())).await
    }

    pub(crate) async fn retire_epoch(&self, number: u32, consent: Consent) -> Result<(), KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(&number.to_be_bytes());
            to.put(&consent.0);
        };
        self.ask(Operation::RetireEpoch, write, |_| Some(())).await
    }

    pub(crate) async fn rewrap(
        &self,
        org: OrgId,
        rows: &[(AccountId, WayId, &[u8])],
    ) -> Result<Vec<Vec<u8>>, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.put(&[u8::try_from(rows.len()).unwrap_or_default()]);
            for (account, way, wrapped) in rows {
                to.put(account.as_bytes());
                to.put(way.as_bytes());
                to.octets(wrapped);
            }
        };
        let read = |from: &mut Reader<'_>| rows.iter().map(|_| from.octets().map(<[u8]>::to_vec)).collect();
        self.ask_newest(|| self.ask(Operation::Rewrap, write, read), Vec::as_slice).await
    }

    /// Asks until the answer is of the newest epoch that any keeper was seen to write: one that was put back to an older file
    /// is passed over, and nothing new is written with what is being retired.
    pub(super) async fn ask_newest<T, A: Future<Output = Result<T, KeeperError>>>(
        &self,
        ask: impl Fn() -> A,
        wrapped: impl Fn(&T) -> &[Vec<u8>],
    ) -> Result<T, KeeperError> {
        let newest = self.newest.load(Ordering::Relaxed);
        for _ in 0..2 * self.keepers.len() {
            let answer = ask().await?;
            let oldest = wrapped(&answer).iter().filter_map(|one| wrapped_epoch(one)).min().unwrap_or(newest);
            if oldest >= newest {
                self.newest.fetch_max(oldest, Ordering::Relaxed);
                return Ok(answer);
            }
        }
        Err(KeeperError::UnknownEpoch(newest))
    }

    pub(crate) async fn want(&self, key: KeyName) -> Result<Wanted, KeeperError> {
        self.ask(Operation::WantKey, |to| key.write(to), Wanted::read).await
    }

    pub(crate) async fn give(&self, key: KeyName, wanted: &Wanted, part: u8) -> Result<Given, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            key.write(to);
            wanted.write(to);
            to.put(&[part]);
        };
        self.ask(Operation::GiveKey, write, Given::read).await
    }

    pub(crate) async fn take(&self, key: KeyName, public: &[u8; 32], given: &Given) -> Result<bool, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            key.write(to);
            to.put(public);
            given.write(to);
        };
        self.ask(Operation::TakeKey, write, |from| from.u8().map(|is_whole| is_whole == 1)).await
    }
}
