//! The keeper's secrets as they lie in its folder, for the drill that looks for them elsewhere.

use super::OpenKeeperError;
use super::key_folder::Folder;
use super::keys::Keys;
use crate::domain::SecretBytes;
use std::path::Path;

/// Every secret of a keeper's folder with its label; none when the folder has no keys yet.
///
/// # Errors
/// The folder cannot be read, or is not a keeper's.
pub fn secrets_at_rest(dir: &Path) -> Result<Vec<(String, SecretBytes)>, OpenKeeperError> {
    let folder = Folder::open(dir)?;
    let Some(octets) = folder.lock()?.read()? else { return Ok(Vec::new()) };
    let keys = Keys::decode(&octets)?;
    let fixed = [
        ("handle key", &keys.handle),
        ("missing-row key", &keys.missing),
        ("throttle key", &keys.throttle),
        ("row key", &keys.row),
        ("audit key", &keys.audit),
        ("grant key", &keys.grant),
        ("session chain", &keys.sessions.link),
    ];
    let mut secrets: Vec<(String, SecretBytes)> = fixed
        .into_iter()
        .map(|(name, key)| (format!("keeper's {name}"), SecretBytes::new(key.expose().to_vec())))
        .collect();
    for epoch in &keys.hardening {
        let label = format!("keeper's hardening key of epoch {}", epoch.epoch);
        secrets.push((label, SecretBytes::new(epoch.key.expose().to_vec())));
    }
    secrets.push(("keeper's SAML signing key".to_owned(), SecretBytes::new(keys.saml_private.expose().to_vec())));
    Ok(secrets)
}
