//! The keeper's key file as it lies in its folder: whether there is one, how it is sealed, and what the drill looks for
//! elsewhere.

use super::key_folder::Folder;
use super::key_seal::{AtRest, SealedBy, sealed_by};
use super::keys::secrets_of;
use super::{OpenKeeperError, Unsealing};
use crate::domain::{Random, SecretBytes};
use std::path::Path;

/// What a folder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lying {
    NoKeys,
    Plain,
    Sealed(SealedBy),
}

/// How a folder's keys lie there.
///
/// # Errors
/// The folder cannot be read, or is not a keeper's.
pub fn keys_at(dir: &Path) -> Result<Lying, OpenKeeperError> {
    Ok(match Folder::open(dir)?.lock()?.read()? {
        None => Lying::NoKeys,
        Some(file) => sealed_by(&file)?.map_or(Lying::Plain, Lying::Sealed),
    })
}

/// Whether a folder has a keeper's keys.
///
/// # Errors
/// The folder cannot be read, or is not a keeper's.
pub fn has_keys(dir: &Path) -> Result<bool, OpenKeeperError> {
    Ok(Folder::open(dir)?.lock()?.read()?.is_some())
}

/// Seals the key file by `new`, whatever it was sealed by; what lay there is overwritten. `false` where there are no keys.
///
/// # Errors
/// It does not open with `old`; then nothing is written.
pub fn seal_keys(dir: &Path, old: &Unsealing, new: &Unsealing, random: &dyn Random) -> Result<bool, OpenKeeperError> {
    let folder = Folder::open(dir)?;
    let locked = folder.lock()?;
    let Some(file) = locked.read()? else { return Ok(false) };
    let (_, keys) = AtRest::open(&file, old)?;
    // Keys that nobody could read again are not sealed away.
    secrets_of(keys.expose())?;
    locked.write(&AtRest::new(new, random)?.close(keys.expose(), random)?)?;
    Ok(true)
}

/// Every secret of a keeper's folder with its label; none when the folder has no keys yet.
///
/// # Errors
/// The folder cannot be read, or is not a keeper's.
pub fn secrets_at_rest(dir: &Path, with: &Unsealing) -> Result<Vec<(String, SecretBytes)>, OpenKeeperError> {
    let folder = Folder::open(dir)?;
    let Some(file) = folder.lock()?.read()? else { return Ok(Vec::new()) };
    let (_, keys) = AtRest::open(&file, with)?;
    Ok(secrets_of(keys.expose())?)
}
