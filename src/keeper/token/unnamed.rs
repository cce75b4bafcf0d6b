//! Keys in the token that the key file does not name. A keeper that is asked to retire a key forgets its name and no more: the token
//! may serve every other keeper too, and no back-up of a keeper has what lies in it. So what is asked over the wire destroys
//! nothing there; that is for whoever sits at the machine, key by key.
// Threat: a server that was taken over has keys of the whole fleet destroyed by asking one keeper.

use super::moving::read;
use super::{Token, TokenError};
use crate::keeper::key_folder::Folder;
use crate::keeper::keys::{Keys, label};
use crate::keeper::{OpenKeeperError, Unsealing};
use std::path::Path;

/// Why a key was not destroyed.
#[derive(Debug, thiserror::Error)]
pub enum DestroyError {
    #[error(
        "{0:?} is no key that these keepers have retired: theirs begin with {1:?}, and their handle key never goes"
    )]
    Foreign(String, String),
    #[error("{0:?} is still in the key file: retire it first, with `senza keeper retire` or `senza keys retire`")]
    Named(String),
    #[error("{label:?} is of a newer epoch than {oldest}, which this keeper has: another may write with it")]
    Newer { label: String, oldest: u32 },
    #[error(transparent)]
    Keeper(#[from] OpenKeeperError),
}

impl From<TokenError> for DestroyError {
    fn from(error: TokenError) -> Self {
        Self::Keeper(error.into())
    }
}

/// The labels of these keepers' keys that this one's file does not name. Another's may.
///
/// # Errors
/// The folder cannot be read; the token does not answer.
pub fn unnamed(dir: &Path, with: &Unsealing, token: &Token) -> Result<Vec<String>, OpenKeeperError> {
    let keys = read(&Folder::open(dir)?.lock()?, with)?;
    let mut labels = token.labels(&label(&keys.row, ""))?;
    labels.retain(|label| !is_named(&keys, label));
    Ok(labels)
}

/// Destroys a key in the token, for good, that is retired: no epoch that this keeper could still come to, and nothing that its file
/// names.
///
/// # Errors
/// It is none of these; it is not there; the folder cannot be read; the token does not answer.
pub fn destroy_unnamed(dir: &Path, with: &Unsealing, token: &Token, named: &str) -> Result<(), DestroyError> {
    let folder = Folder::open(dir).map_err(OpenKeeperError::from)?;
    // Held to the end: no keeper of this folder takes it meanwhile.
    let locked = folder.lock().map_err(OpenKeeperError::from)?;
    let keys = read(&locked, with)?;
    let of = |what: &str| label(&keys.row, what);
    if !named.starts_with(&of("")) || named == of("handle") {
        return Err(DestroyError::Foreign(named.to_owned(), of("")));
    }
    if is_named(&keys, named) {
        return Err(DestroyError::Named(named.to_owned()));
    }
    let epoch = named.strip_prefix(&of("hardening ")).and_then(|number| number.parse::<u32>().ok());
    let oldest = keys.hardening.first().map_or(0, |oldest| oldest.epoch);
    if epoch.is_some_and(|epoch| epoch >= oldest) {
        return Err(DestroyError::Newer { label: named.to_owned(), oldest });
    }
    if !token.labels(named)?.iter().any(|label| label == named) {
        return Err(TokenError::KeyMissing { token: token.label().to_owned(), key: named.to_owned() }.into());
    }
    Ok(token.destroy(named)?)
}

fn is_named(keys: &Keys, label: &str) -> bool {
    keys.in_token().any(|(named, ..)| named == label)
}
