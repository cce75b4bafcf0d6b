//! Where a keeper is reached, and by whom: a unix socket, whose peers the kernel names.

use super::connection::{Ended, PATIENCE, Stream, talk};
use crate::keeper::embedded::Embedded;
use nix::sys::socket::{Shutdown, getsockopt, shutdown, sockopt::PeerCredentials};
use std::fs;
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The users that may ask, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peers(pub Vec<u32>);

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    #[error("{} could not be {action}: {cause}", path.display())]
    Socket { path: PathBuf, action: &'static str, cause: io::Error },
    #[error("another keeper listens at {}", path.display())]
    Taken { path: PathBuf },
    #[error("{} is there and is no socket; name another path", path.display())]
    NoSocket { path: PathBuf },
    #[error(
        "the folder {} can be written by other users (mode {mode:03o}), who could put another socket in this one's place; use one of \
         the keeper's own", folder.display()
    )]
    OpenFolder { folder: PathBuf, mode: u32 },
    #[error("a connection of process {pid}, user {uid}, was refused: only users {allowed:?} may ask this keeper")]
    Stranger { uid: u32, pid: i32, allowed: Vec<u32> },
    #[error("a connection could not be accepted: {cause}")]
    Io { cause: io::Error },
    #[error("closed")]
    Closed,
}

/// A listening socket.
pub struct Door {
    listener: UnixListener,
    peers: Peers,
}

/// Somebody who may ask.
pub(super) struct Guest {
    pub(super) peer: String,
    stream: UnixStream,
}

impl Door {
    /// Listens at a path. What lies there is replaced only when it is a socket at which nobody listens any more. Not to be
    /// called as root: what it removes and makes is decided by names.
    ///
    /// # Errors
    /// A folder that others can write, something else at the path, or another keeper that listens there.
    pub fn open(path: &Path, peers: Peers) -> Result<Self, DoorError> {
        let failed = |action| move |cause| DoorError::Socket { path: path.to_owned(), action, cause };
        let folder = path.parent().unwrap_or(Path::new("/"));
        let mode = fs::symlink_metadata(folder).map_err(failed("made: its folder is missing"))?.mode() & 0o777;
        if mode & 0o022 != 0 {
            return Err(DoorError::OpenFolder { folder: folder.to_owned(), mode });
        }
        match fs::symlink_metadata(path) {
            Ok(found) if !found.file_type().is_socket() => return Err(DoorError::NoSocket { path: path.to_owned() }),
            Ok(_) if UnixStream::connect(path).is_ok() => return Err(DoorError::Taken { path: path.to_owned() }),
            Ok(_) => fs::remove_file(path).map_err(failed("removed"))?,
            Err(_) => {}
        }
        let listener = UnixListener::bind(path).map_err(failed("made"))?;
        // Whoever connects is asked for by the kernel's word, not by the file's mode.
        fs::set_permissions(path, fs::Permissions::from_mode(0o666)).map_err(failed("opened"))?;
        Ok(Self { listener, peers })
    }

    /// Waits for the next that may ask.
    pub(super) fn accept(&self) -> Result<Guest, DoorError> {
        let (stream, _) = self.listener.accept().map_err(|cause| match cause.raw_os_error() {
            // What a listener gives that was shut down.
            Some(nix::libc::EINVAL) => DoorError::Closed,
            _ => DoorError::Io { cause },
        })?;
        let peer = getsockopt(&stream, PeerCredentials).map_err(|errno| DoorError::Io { cause: errno.into() })?;
        let (uid, pid) = (peer.uid(), peer.pid());
        if !self.peers.0.contains(&uid) {
            return Err(DoorError::Stranger { uid, pid, allowed: self.peers.0.clone() });
        }
        stream.set_write_timeout(Some(PATIENCE)).map_err(|cause| DoorError::Io { cause })?;
        Ok(Guest { peer: format!("process {pid}, user {uid}"), stream })
    }

    /// Wakes all who wait in [`Door::accept`].
    pub(super) fn close(&self) {
        let _ = shutdown(self.listener.as_raw_fd(), Shutdown::Both);
    }
}

impl Guest {
    pub(super) fn talk(self, keys: &Embedded, first: u64) -> Ended {
        talk(keys, self.stream, first)
    }
}

impl Stream for UnixStream {
    fn patience(&self, reading: Option<Duration>) -> io::Result<()> {
        self.set_read_timeout(reading)
    }
}
