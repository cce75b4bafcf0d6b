//! The PIN, out of a file of its own.

use super::settings::PinSource;
use crate::domain::secret::SecretText;
use nix::unistd::geteuid;
use std::fs::{Metadata, OpenOptions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Longer than any token's PIN.
const LONGEST: u64 = 256;

#[derive(Debug, Clone, thiserror::Error)]
pub enum PinError {
    #[error("the token's PIN is to lie in {}, and there is no such file", .0.display())]
    Absent(PathBuf),
    #[error("the file of the token's PIN, {}, could not be read: {why}", path.display())]
    Unreadable { path: PathBuf, why: ErrorKind },
    #[error("{} is no file with a PIN: one line of UTF-8, of {LONGEST} octets at most", .0.display())]
    NoPin(PathBuf),
    #[error("{} belongs to user {owner}, but this program runs as user {user}", path.display())]
    Owner { path: PathBuf, owner: u32, user: u32 },
    #[error("{} has mode {mode:03o}, so that other users can read or change the token's PIN; set it with: chmod 600 {}", path.display(), path.display())]
    Mode { path: PathBuf, mode: u32 },
}

pub(super) fn read(source: &PinSource) -> Result<SecretText, PinError> {
    let path = source.path();
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => PinError::Absent(path.clone()),
        why => PinError::Unreadable { path: path.clone(), why },
    };
    // systemd's folder of credentials may be a link; a file of ours is none.
    let no_link = if matches!(source, PinSource::File(_)) { nix::libc::O_NOFOLLOW } else { 0 };
    let flags = no_link | nix::libc::O_NONBLOCK;
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(unreadable)?;
    // Of the opened file, not of the name: nobody can exchange it in between.
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > LONGEST {
        return Err(PinError::NoPin(path.clone()));
    }
    check(path, &metadata, matches!(source, PinSource::Credential(_)))?;
    let mut octets = Zeroizing::new(Vec::with_capacity(LONGEST as usize + 1));
    file.take(LONGEST).read_to_end(&mut octets).map_err(unreadable)?;
    pin_of(&octets).ok_or_else(|| PinError::NoPin(path.clone()))
}

/// One line; the end of the line is no part of it.
fn pin_of(octets: &[u8]) -> Option<SecretText> {
    let text = std::str::from_utf8(octets).ok()?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let is_one_line = !text.is_empty() && !text.chars().any(char::is_control);
    is_one_line.then(|| SecretText::new(text.to_owned()))
}

/// A credential may belong to root, and its group's rights are then those of an access list that names this user alone.
fn check(path: &Path, metadata: &Metadata, is_credential: bool) -> Result<(), PinError> {
    let (owner, user, mode) = (metadata.uid(), geteuid().as_raw(), metadata.mode() & 0o777);
    if owner != user && !(is_credential && owner == 0) {
        return Err(PinError::Owner { path: path.to_owned(), owner, user });
    }
    let forbidden = if is_credential { 0o037 } else { 0o077 };
    if mode & forbidden != 0 { Err(PinError::Mode { path: path.to_owned(), mode }) } else { Ok(()) }
}
