//! Who uses the cluster. Locks, unlike files with a number in them, end with their process.

use super::ClusterError;
use crate::privilege::User;
use nix::unistd::{Gid, Uid, fchown};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The server's own lock.
pub(super) const SERVE: &str = "serve.lock";
const PAUSE: Duration = Duration::from_millis(50);
/// Ninety seconds: longer than a start or a stop is given.
const PATIENCE: u32 = 90 * 20;

/// The share that a process has in the cluster.
#[derive(Debug)]
pub(super) struct Locks {
    folder: PathBuf,
    users: File,
    change: PathBuf,
}

/// Takes the server's lock and writes down who has it.
pub(super) fn serve(folder: &Path, owner: Option<&User>) -> Result<File, ClusterError> {
    let path = folder.join(SERVE);
    let mut file = open(&path, owner)?;
    match file.try_lock() {
        Ok(()) => write_pid(&mut file).map_err(ClusterError::file(&path)).map(|()| file),
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            file.read_to_string(&mut pid).map_err(ClusterError::file(&path))?;
            Err(ClusterError::InUse { folder: folder.to_owned(), pid: pid.trim().to_owned() })
        }
        Err(TryLockError::Error(cause)) => Err(ClusterError::File { path, cause }),
    }
}

fn write_pid(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())
}

impl Locks {
    pub(super) fn open(folder: &Path, owner: Option<&User>) -> Result<Self, ClusterError> {
        let change = folder.join("change.lock");
        open(&change, owner)?;
        let users = open(&folder.join("users.lock"), owner)?;
        Ok(Self { folder: folder.to_owned(), users, change })
    }

    /// The right to start or stop the cluster, until dropped.
    pub(super) async fn change(&self) -> Result<File, ClusterError> {
        let file = File::open(&self.change).map_err(ClusterError::file(&self.change))?;
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(PAUSE).await,
                Err(TryLockError::Error(cause)) => return Err(ClusterError::file(&self.change)(cause)),
            }
        }
        Err(ClusterError::Busy { folder: self.folder.clone() })
    }

    /// Becomes a user; under `change`, so nobody asks for `users` alone at the same time.
    pub(super) fn join(&self) -> Result<(), ClusterError> {
        self.users.lock_shared().map_err(ClusterError::file(&self.folder))
    }

    /// Stops being a user; under `change`. True when nobody else is one.
    pub(super) fn leave(&self) -> Result<bool, ClusterError> {
        self.users.unlock().map_err(ClusterError::file(&self.folder))?;
        match self.users.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(cause)) => Err(ClusterError::file(&self.folder)(cause)),
        }
    }
}

fn open(path: &Path, owner: Option<&User>) -> Result<File, ClusterError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(path)
        .map_err(ClusterError::file(path))?;
    if let Some(user) = owner {
        fchown(&file, Some(Uid::from_raw(user.uid)), Some(Gid::from_raw(user.gid)))
            .map_err(|errno| ClusterError::file(path)(errno.into()))?;
    }
    Ok(file)
}
