//! What lies where, and the one key that moves: the handle key never rotates, so a keeper that had it in its file brings it
//! into the token as it is. Hardening and signing keys do not move: new ones are made in the token, and the old ones end.

use super::known::TRIED;
use super::{KeyOf, Place, Token, TokenError};
use crate::domain::{Random, Secret};
use crate::keeper::key_folder::{Folder, Locked};
use crate::keeper::key_seal::AtRest;
use crate::keeper::keys::{HardeningEpoch, KeyFileError, Keys, label};
use crate::keeper::saml_key::SamlKey;
use crate::keeper::{OpenKeeperError, Unsealing};
use crate::vault::derive::hmac_sha256;
use std::path::Path;

/// What became of the handle key.
#[derive(Debug, PartialEq, Eq)]
pub enum Brought {
    /// It is in the token now, and in the file no more.
    Now,
    /// It was there before.
    Before,
}

/// One key of the three kinds: what it is, and its label where it is in a token.
#[derive(Debug, PartialEq, Eq)]
pub struct Whereabouts {
    pub what: String,
    pub of: KeyOf,
    pub label: Option<String>,
}

/// Brings the handle key of a keeper's folder into the token, and takes it out of the file. May be done again after a kill at
/// any point, and for each keeper that shares the token.
///
/// # Errors
/// The folder cannot be read or written; the token does not take the key, or has another under its label.
pub fn bring_handle_key(
    dir: &Path,
    with: &Unsealing,
    token: &Token,
    random: &dyn Random,
) -> Result<Brought, OpenKeeperError> {
    let folder = Folder::open(dir)?;
    let locked = folder.lock()?;
    let file = locked.read()?.ok_or(KeyFileError::Wrong("content: it is not there"))?;
    let (at_rest, octets) = AtRest::open(&file, with)?;
    let mut keys = Keys::decode(octets.expose())?;
    let Place::File(key) = &keys.handle else { return Ok(Brought::Before) };
    let label = label(&keys.row, "handle");
    match token.bring_mac_key(&label, key) {
        // From another keeper with the same keys, or from before a kill.
        Ok(()) | Err(TokenError::KeyThere { .. }) => is_the_same(token, &label, key)?,
        Err(error) => return Err(error.into()),
    }
    keys.handle = Place::Token(label);
    locked.write(&at_rest.close(&keys.encode()?, random)?)?;
    Ok(Brought::Now)
}

fn is_the_same(token: &Token, label: &str, key: &Secret<32>) -> Result<(), TokenError> {
    token.check(label, KeyOf::Handle)?;
    if token.mac(label, KeyOf::Handle, TRIED)? == hmac_sha256(key, TRIED) {
        Ok(())
    } else {
        Err(TokenError::OtherKey { token: token.label().to_owned(), key: label.to_owned() })
    }
}

/// Where the keys of the three kinds are.
///
/// # Errors
/// The folder cannot be read.
pub fn whereabouts(dir: &Path, with: &Unsealing) -> Result<Vec<Whereabouts>, OpenKeeperError> {
    let keys = read(&Folder::open(dir)?.lock()?, with)?;
    let one = |what: String, of, label: Option<&str>| Whereabouts { what, of, label: label.map(str::to_owned) };
    let mut all = vec![one("handle key".to_owned(), KeyOf::Handle, keys.handle.label())];
    let epoch = |epoch: &HardeningEpoch| {
        one(format!("hardening key of epoch {}", epoch.epoch), KeyOf::Hardening, epoch.key.label())
    };
    let saml = |key: &SamlKey| one(format!("SAML signing key, {}", key.kind), KeyOf::Saml, key.private.label());
    // Those for decryption belong in the file.
    let signing = keys.saml.iter().filter(|key| key.kind.signs().is_some());
    all.extend(keys.hardening.iter().map(epoch).chain(signing.map(saml)));
    Ok(all)
}

/// The keys that lie in a folder.
pub(super) fn read(locked: &Locked<'_>, with: &Unsealing) -> Result<Keys, OpenKeeperError> {
    let file = locked.read()?.ok_or(KeyFileError::Wrong("content: it is not there"))?;
    Ok(Keys::decode(AtRest::open(&file, with)?.1.expose())?)
}
