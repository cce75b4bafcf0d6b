//! The keeper's folder: one key file that only its owner can read, replaced whole or not at all; and, until it has keys, the
//! key of a request for them.
//!
//! Every reading and writing happens under a lock, so that of two programs that meet an empty folder one makes the keys
//! and the other reads them. Knows octets, not what they mean.

use crate::keeper::key_seal::KeyFile;
use nix::unistd::geteuid;
use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

const KEYS: &str = "keys.json";
const REQUEST: &str = "request.key";
const LOCK: &str = "lock";
/// Far above any real key file.
const LONGEST: u64 = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    #[error("{} could not be {action}: {cause}", path.display())]
    Io { path: PathBuf, action: &'static str, cause: io::Error },
    #[error("{} is not a {expected}", path.display())]
    Kind { path: PathBuf, expected: &'static str },
    #[error("{} belongs to user {owner}, but this program runs as user {user}; the keeper uses only what it owns", path.display())]
    Owner { path: PathBuf, owner: u32, user: u32 },
    #[error("{} has mode {mode:03o}, so that other users can {act}; set it with: chmod {right} {}", path.display(), path.display())]
    Mode { path: PathBuf, mode: u32, act: &'static str, right: &'static str },
}

/// A folder that was found, or made, in order.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

/// Held while the folder is read or written; unlocks when dropped.
pub(super) struct Locked<'a> {
    folder: &'a Folder,
    _lock: File,
}

/// Tells a key file from the one before it, without reading either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    file: (u64, u64),
    changed: (i64, i64),
    length: u64,
}

impl Folder {
    /// Opens the folder; makes it, with mode 0700, where there is none.
    pub(super) fn open(path: &Path) -> Result<Self, FolderError> {
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(io_error(path, "made"))?;
        let metadata = path.metadata().map_err(io_error(path, "examined"))?;
        if !metadata.is_dir() {
            return Err(FolderError::Kind { path: path.to_owned(), expected: "folder" });
        }
        check(path, &metadata, 0o022, "put files into it", "700")?;
        Ok(Self { path: path.to_owned() })
    }

    /// The key file's; `None` where there is none.
    pub(super) fn stamp(&self) -> Result<Option<Stamp>, FolderError> {
        let path = self.path.join(KEYS);
        let found = match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            found => found.map_err(io_error(&path, "examined"))?,
        };
        let (file, changed) = ((found.dev(), found.ino()), (found.ctime(), found.ctime_nsec()));
        Ok(Some(Stamp { file, changed, length: found.len() }))
    }

    /// Waits until no other program reads or writes the folder.
    pub(super) fn lock(&self) -> Result<Locked<'_>, FolderError> {
        let path = self.path.join(LOCK);
        let lock = options().write(true).create(true).truncate(false).open(&path).map_err(io_error(&path, "opened"))?;
        lock.lock().map_err(io_error(&path, "locked"))?;
        Ok(Locked { folder: self, _lock: lock })
    }
}

impl Locked<'_> {
    /// The key file's, which nobody replaces meanwhile.
    pub(super) fn stamp(&self) -> Result<Option<Stamp>, FolderError> {
        self.folder.stamp()
    }

    /// The key file's octets, or `None` where there is none yet.
    pub(super) fn read(&self) -> Result<Option<Zeroizing<Vec<u8>>>, FolderError> {
        self.read_file(KEYS)
    }

    /// Replaces the key file.
    pub(super) fn write(&self, file: &KeyFile) -> Result<(), FolderError> {
        self.write_file(KEYS, file.octets())
    }

    /// The key of a request that was made here and not yet answered.
    pub(super) fn read_request(&self) -> Result<Option<Zeroizing<Vec<u8>>>, FolderError> {
        self.read_file(REQUEST)
    }

    pub(super) fn write_request(&self, key: &[u8]) -> Result<(), FolderError> {
        self.write_file(REQUEST, key)
    }

    /// Overwrites it where it lies, and what a crash left of it, and removes both.
    pub(super) fn destroy_request(&self) -> Result<(), FolderError> {
        let paths = [REQUEST.to_owned(), format!("{REQUEST}.new")].map(|name| self.folder.path.join(name));
        for path in paths.iter().filter(|path| path.symlink_metadata().is_ok()) {
            destroy(path).map_err(io_error(path, "destroyed"))?;
            self.make_durable()?;
        }
        Ok(())
    }

    fn read_file(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, FolderError> {
        let path = self.folder.path.join(name);
        let file = match options().read(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io_error(&path, "opened")(error)),
        };
        // Of the opened file, not of the name: nobody can exchange it in between.
        let metadata = file.metadata().map_err(io_error(&path, "examined"))?;
        if !metadata.is_file() || metadata.len() > LONGEST {
            return Err(FolderError::Kind { path, expected: "key file" });
        }
        check(&path, &metadata, 0o077, "read or change it", "600")?;
        let capacity = usize::try_from(metadata.len()).unwrap_or_default() + 1;
        let mut octets = Zeroizing::new(Vec::with_capacity(capacity));
        file.take(LONGEST).read_to_end(&mut octets).map_err(io_error(&path, "read"))?;
        Ok(Some(octets))
    }

    /// After a crash at any point it is the old or the new one, whole. What the old one held is then overwritten where it
    /// lay, as far as the file system does that; so is what a crash left of a new one.
    fn write_file(&self, name: &str, octets: &[u8]) -> Result<(), FolderError> {
        let (path, new) = (self.folder.path.join(name), self.folder.path.join(format!("{name}.new")));
        let old = options().write(true).open(&path).ok();
        destroy(&new).map_err(io_error(&new, "removed"))?;
        let mut file = options().write(true).create_new(true).mode(0o600).open(&new).map_err(io_error(&new, "made"))?;
        file.write_all(octets).and_then(|()| file.sync_all()).map_err(io_error(&new, "written"))?;
        std::fs::rename(&new, &path).map_err(io_error(&path, "replaced"))?;
        self.make_durable()?;
        match old {
            Some(old) => overwrite(old).map_err(io_error(&path, "overwritten")),
            None => Ok(()),
        }
    }

    fn make_durable(&self) -> Result<(), FolderError> {
        let folder = &self.folder.path;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(io_error(folder, "made durable"))
    }
}

/// Never through a symbolic link, and for nobody else.
fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600).custom_flags(nix::libc::O_NOFOLLOW);
    options
}

/// A link is removed, and what it leads to is left as it is.
fn destroy(path: &Path) -> io::Result<()> {
    if let Ok(old) = options().write(true).open(path) {
        overwrite(old)?;
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn overwrite(mut old: File) -> io::Result<()> {
    let length = old.metadata()?.len().min(LONGEST);
    io::copy(&mut io::repeat(0).take(length), &mut old)?;
    old.sync_all()
}

fn check(
    path: &Path,
    metadata: &Metadata,
    forbidden: u32,
    act: &'static str,
    right: &'static str,
) -> Result<(), FolderError> {
    check_owner(path, metadata.uid(), geteuid().as_raw())?;
    let mode = metadata.mode() & 0o777;
    if mode & forbidden != 0 {
        return Err(FolderError::Mode { path: path.to_owned(), mode, act, right });
    }
    Ok(())
}

fn check_owner(path: &Path, owner: u32, user: u32) -> Result<(), FolderError> {
    if owner == user { Ok(()) } else { Err(FolderError::Owner { path: path.to_owned(), owner, user }) }
}

fn io_error(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> FolderError {
    move |cause| FolderError::Io { path: path.to_owned(), action, cause }
}
