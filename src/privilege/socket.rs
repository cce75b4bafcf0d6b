//! A unix socket where nobody else can put one.

use std::fs;
use std::io;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

/// Why nobody listens there.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    #[error("{} could not be {action}: {cause}", path.display())]
    Failed { path: PathBuf, action: &'static str, cause: io::Error },
    #[error("another keeper listens at {}", path.display())]
    Taken { path: PathBuf },
    #[error("{} is there and is no socket; name another path", path.display())]
    NoSocket { path: PathBuf },
    #[error(
        "the folder {} can be written by other users (mode {mode:03o}), who could put another socket in this one's place; use one of \
         the keeper's own", folder.display()
    )]
    OpenFolder { folder: PathBuf, mode: u32 },
}

/// Listens at a path. What lies there is replaced only when it is a socket at which nobody listens any more. Not to be
/// called as root: what it removes and makes is decided by names.
///
/// # Errors
/// A folder that others can write, something else at the path, or another keeper that listens there.
pub fn listen_at(path: &Path) -> Result<UnixListener, SocketError> {
    let failed = |action| move |cause| SocketError::Failed { path: path.to_owned(), action, cause };
    let folder = path.parent().unwrap_or(Path::new("/"));
    let mode = fs::symlink_metadata(folder).map_err(failed("made: its folder is missing"))?.mode() & 0o777;
    if mode & 0o022 != 0 {
        return Err(SocketError::OpenFolder { folder: folder.to_owned(), mode });
    }
    match fs::symlink_metadata(path) {
        Ok(found) if !found.file_type().is_socket() => return Err(SocketError::NoSocket { path: path.to_owned() }),
        Ok(_) if UnixStream::connect(path).is_ok() => return Err(SocketError::Taken { path: path.to_owned() }),
        Ok(_) => fs::remove_file(path).map_err(failed("removed"))?,
        Err(_) => {}
    }
    let listener = UnixListener::bind(path).map_err(failed("made"))?;
    // Whoever connects is asked for by the kernel's word, not by the file's mode.
    fs::set_permissions(path, fs::Permissions::from_mode(0o666)).map_err(failed("opened"))?;
    Ok(listener)
}
