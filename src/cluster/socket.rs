//! The folder of the socket: entered by its owner alone, and short.

use super::{ClusterError, PORT};
use crate::privilege::{User, private_folder};
use nix::unistd::geteuid;
use std::fs::{self, DirBuilder};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

/// A socket's address holds 108 octets with the closing zero; some clients allow fewer.
const LONGEST: usize = 100;

/// `<data>/run` where the socket's path stays short, else a folder below `temporary` that is checked to be ours.
pub(super) fn folder(data_dir: &Path, temporary: &Path, owner: Option<&User>) -> Result<PathBuf, ClusterError> {
    let beside = data_dir.join("run");
    if socket(&beside).as_os_str().as_bytes().len() < LONGEST {
        private_folder(&beside, owner)?;
        return Ok(beside);
    }
    let uid = owner.map_or_else(|| geteuid().as_raw(), |user| user.uid);
    let mut hasher = DefaultHasher::new();
    data_dir.hash(&mut hasher);
    let folder = temporary.join(format!("senza-{uid}-{:016x}", hasher.finish()));
    // Everyone may write there: a folder that is another's, a link, or open to others is a trap and is not used.
    if DirBuilder::new().mode(0o700).create(&folder).is_ok() {
        private_folder(&folder, owner)?;
    }
    let found = fs::symlink_metadata(&folder).map_err(ClusterError::file(&folder))?;
    if found.is_dir() && found.uid() == uid && found.permissions().mode() & 0o077 == 0 {
        Ok(folder)
    } else {
        Err(ClusterError::SocketFolder { folder })
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

/// The file by which PostgreSQL knows a socket in use. The folder serves one cluster, so it means nothing once that is
/// known not to run.
pub(super) fn lock(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}.lock"))
}
