//! The keys as they are now: every answer reads them, and they change as a whole, on disk first.
//!
//! Whoever shares the folder, such as a command beside a server with its keeper inside, changes them in the same way: each
//! change begins with what lies there, and who is about to write with a key looks whether the file is still the one it read.

use super::error::{KeeperError, OpenKeeperError};
use super::key_folder::{Folder, Locked, Stamp};
use super::key_seal::{AtRest, KeyFile};
use super::keys::Keys;
use super::saml_ring::SamlRing;
use super::token::{SharedToken, TokenError};
use super::unsealing::Unsealing;
use super::wrap::{self, Owner};
use crate::domain::{AccountId, Clock, OrgId, Random, SecretBytes, WayId};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// Nobody's hardening key: opened where there is no row, so that a missing row costs what a row costs.
pub(super) const NOBODY: Owner =
    Owner { org: OrgId(Uuid::nil()), account: AccountId(Uuid::nil()), way: WayId(Uuid::nil()) };

/// One state of the keys, with what is made from them once. Wiped when nobody uses it any more.
pub(super) struct Live {
    pub(super) keys: Keys,
    /// [`NOBODY`]'s wrapped key, under the epoch that is written.
    pub(super) decoy: Vec<u8>,
    pub(super) saml: SamlRing,
}

/// The keys of a folder.
pub(super) struct LiveKeys {
    folder: Folder,
    at_rest: AtRest,
    /// Where some of the keys are.
    pub(super) token: SharedToken,
    random: Arc<dyn Random>,
    now: RwLock<(Arc<Live>, Option<Stamp>)>,
}

impl LiveKeys {
    /// Opens the folder; at a service's first run makes it, with fresh keys.
    pub(super) fn open(
        dir: &Path,
        with: &Unsealing,
        token: SharedToken,
        random: Arc<dyn Random>,
        clock: &dyn Clock,
    ) -> Result<Self, OpenKeeperError> {
        let folder = Folder::open(dir)?;
        let locked = folder.lock()?;
        let (at_rest, keys) = read_or_make(&locked, with, &token, &*random, clock)?;
        // It opens what was given to this folder before it had keys, and is of no use with them.
        locked.destroy_request()?;
        let live = Live::new(keys, &token, &*random)?;
        let now = RwLock::new((Arc::new(live), locked.stamp()?));
        drop(locked);
        Ok(Self { folder, at_rest, token, random, now })
    }

    pub(super) fn now(&self) -> Arc<Live> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).0)
    }

    /// Changes the keys as they lie in the folder, and uses them from then on. On disk first: what was answered with a new
    /// key, or after an old one was destroyed, must be so at the next start as well.
    pub(super) fn change<T>(&self, apply: impl FnOnce(&mut Keys) -> Result<T, KeeperError>) -> Result<T, KeeperError> {
        let locked = self.folder.lock()?;
        let (before, mut keys) = self.read(&locked)?;
        let done = apply(&mut keys)?;
        let after = keys.encode()?;
        let live = Live::new(keys, &self.token, &*self.random)?;
        if *after != before.expose() {
            locked.write(&self.close(&after)?)?;
        }
        self.put(live, &locked)?;
        Ok(done)
    }

    /// Reads the file again where it is another one than before; returns whether it was.
    pub(super) fn refresh(&self) -> Result<bool, KeeperError> {
        let read = self.now.read().unwrap_or_else(PoisonError::into_inner).1;
        // One that is gone was not changed: what is in memory serves on.
        if self.folder.stamp()?.is_none_or(|found| Some(found) == read) {
            return Ok(false);
        }
        let locked = self.folder.lock()?;
        let (_, keys) = self.read(&locked)?;
        self.put(Live::new(keys, &self.token, &*self.random)?, &locked)?;
        Ok(true)
    }

    fn read(&self, locked: &Locked<'_>) -> Result<(SecretBytes, Keys), KeeperError> {
        let file = locked.read()?.ok_or(KeeperError::OtherKeys)?;
        let octets = self.at_rest.open_again(&file).map_err(OpenKeeperError::from)?;
        let keys = Keys::decode(octets.expose())?;
        // Not by the handle's key: that may have been brought into a token meanwhile.
        if keys.row == self.now().keys.row { Ok((octets, keys)) } else { Err(KeeperError::OtherKeys) }
    }

    fn close(&self, keys: &[u8]) -> Result<KeyFile, OpenKeeperError> {
        Ok(self.at_rest.close(keys, &*self.random)?)
    }

    fn put(&self, live: Live, locked: &Locked<'_>) -> Result<(), KeeperError> {
        let stamp = locked.stamp()?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = (Arc::new(live), stamp);
        Ok(())
    }
}

impl Live {
    fn new(keys: Keys, token: &SharedToken, random: &dyn Random) -> Result<Self, OpenKeeperError> {
        are_there(&keys, token)?;
        let decoy = wrap::wrap_new(NOBODY, keys.written()?, token, random);
        let decoy = decoy.map_err(|error| match error {
            KeeperError::Token(error) => OpenKeeperError::Token(error),
            other => OpenKeeperError::Decoy(other.to_string()),
        })?;
        Ok(Self { decoy, saml: SamlRing::of(&keys, token)?, keys })
    }
}

/// Every key that is in a token, and as it has to be there. What nothing depends on may be missing, so that nobody who destroys it
/// stops a keeper: a former one, or a next one, to which no keeper without it switches.
fn are_there(keys: &Keys, token: &SharedToken) -> Result<(), TokenError> {
    for (label, of, is_needed) in keys.in_token() {
        match token.as_ref().ok_or(TokenError::NotNamed)?.check(label, of) {
            Err(error @ TokenError::KeyMissing { .. }) if !is_needed => {
                tracing::warn!(%error, "it is not needed for now")
            }
            checked => checked?,
        }
    }
    Ok(())
}

fn read_or_make(
    locked: &Locked<'_>,
    with: &Unsealing,
    token: &SharedToken,
    random: &dyn Random,
    clock: &dyn Clock,
) -> Result<(AtRest, Keys), OpenKeeperError> {
    if let Some(file) = locked.read()? {
        let (at_rest, octets) = AtRest::open(&file, with)?;
        let read = Keys::decode_or_upgrade(octets.expose(), random, clock.now(), token)?;
        if read.is_upgraded {
            locked.write(&at_rest.close(&read.keys.encode()?, random)?)?;
        }
        return Ok((at_rest, read.keys));
    }
    let (at_rest, keys) = (AtRest::new(with, random)?, Keys::generate(random, clock.now(), token)?);
    locked.write(&at_rest.close(&keys.encode()?, random)?)?;
    Ok((at_rest, keys))
}
