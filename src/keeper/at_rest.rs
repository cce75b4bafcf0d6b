//! The keeper's secrets as they lie in its folder, for the drill that looks for them elsewhere.

use super::OpenKeeperError;
use super::key_folder::Folder;
use super::keys::secrets_of;
use crate::domain::SecretBytes;
use std::path::Path;

/// Whether a folder has a keeper's keys.
///
/// # Errors
/// The folder cannot be read, or is not a keeper's.
pub fn has_keys(dir: &Path) -> Result<bool, OpenKeeperError> {
    Ok(Folder::open(dir)?.lock()?.read()?.is_some())
}

/// Every secret of a keeper's folder with its label; none when the folder has no keys yet.
///
/// # Errors
/// The folder cannot be read, or is not a keeper's.
pub fn secrets_at_rest(dir: &Path) -> Result<Vec<(String, SecretBytes)>, OpenKeeperError> {
    let folder = Folder::open(dir)?;
    let Some(octets) = folder.lock()?.read()? else { return Ok(Vec::new()) };
    Ok(secrets_of(&octets)?)
}
