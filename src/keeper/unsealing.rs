//! What somebody brings to open a sealed key file with, or to seal one by: a passphrase, or a credential of the service
//! manager's. Reads the credential's file and no other.

use crate::domain::{SecretBytes, SecretText};
use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// The credential's name, as `LoadCredentialEncrypted=` gives it (systemd.exec(5)).
pub const CREDENTIAL: &str = "senza-keeper-key";
/// The fewest octets of a credential: it is a key and is not stretched.
const FEWEST: u64 = 32;
const MOST: u64 = 4096;

/// One way to open a key file.
#[derive(Debug, Default)]
pub enum Unsealing {
    #[default]
    Nothing,
    Passphrase(SecretText),
    Credential(SecretBytes),
}

#[derive(Debug, thiserror::Error)]
pub enum CredentialError {
    #[error("the credential {} could not be read: {cause}", path.display())]
    Io { path: PathBuf, cause: io::Error },
    #[error("the credential {} has mode {mode:03o}, so that anybody can reach it; set it with: chmod 400 {}", path.display(), path.display())]
    Rights { path: PathBuf, mode: u32 },
    #[error(
        "the credential {} has {octets} octets; a key has {FEWEST} to {MOST}, and is made with: head --bytes 32 /dev/urandom",
        path.display()
    )]
    Length { path: PathBuf, octets: u64 },
}

impl Unsealing {
    /// The credential in this file; nothing where there is no such file, or none was named.
    ///
    /// # Errors
    /// A file that cannot be read, that anybody can read, or that is no key by its length.
    pub fn from_credential(path: Option<&Path>) -> Result<Self, CredentialError> {
        let Some(path) = path else { return Ok(Self::Nothing) };
        let failed = |cause| CredentialError::Io { path: path.to_owned(), cause };
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            other => other.map_err(failed)?,
        };
        check(path, &file.metadata().map_err(failed)?)?;
        // Its whole room from the start: it never grows and leaves no copy behind.
        let mut octets = Vec::with_capacity(usize::try_from(MOST).unwrap_or_default() + 1);
        let read = file.take(MOST).read_to_end(&mut octets);
        let octets = SecretBytes::new(octets);
        read.map_err(failed)?;
        Ok(Self::Credential(octets))
    }
}

fn check(path: &Path, metadata: &Metadata) -> Result<(), CredentialError> {
    let mode = metadata.mode() & 0o777;
    if mode & 0o007 != 0 {
        return Err(CredentialError::Rights { path: path.to_owned(), mode });
    }
    match metadata.len() {
        octets if !(FEWEST..=MOST).contains(&octets) => Err(CredentialError::Length { path: path.to_owned(), octets }),
        _ => Ok(()),
    }
}
