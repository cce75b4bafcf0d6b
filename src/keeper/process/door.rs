//! Where a keeper is reached, and by whom: a unix socket, whose peers the kernel names.

use super::connection::PATIENCE;
use nix::sys::socket::{Shutdown, getsockopt, shutdown, sockopt::PeerCredentials};
use std::cmp::Reverse;
use std::fs;
use std::io;
use std::net;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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
    /// How many are let in at once.
    pub(super) places: usize,
    guests: Mutex<Vec<Arc<Guest>>>,
}

/// Somebody who may ask.
pub(super) struct Guest {
    pub(super) peer: String,
    pub(super) stream: UnixStream,
    process: i32,
    /// When it was last waited for.
    last: Mutex<Instant>,
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
        Ok(Self { listener, peers, places: usize::MAX, guests: Mutex::default() })
    }

    /// Waits for the next that may ask.
    pub(super) fn accept(&self) -> Result<Arc<Guest>, DoorError> {
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
        let peer = format!("process {pid}, user {uid}");
        let guest = Arc::new(Guest { peer, stream, process: pid, last: Mutex::new(Instant::now()) });
        self.make_room().push(Arc::clone(&guest));
        Ok(guest)
    }

    /// Where no place is free, one of the process that has the most is taken, from the connection that is quiet longest.
    fn make_room(&self) -> MutexGuard<'_, Vec<Arc<Guest>>> {
        let mut guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        let held = |process| guests.iter().filter(|one| one.process == process).count();
        let most = guests.iter().enumerate().max_by_key(|(_, one)| (held(one.process), Reverse(*one.last())));
        if let Some((n, _)) = most.filter(|_| guests.len() >= self.places) {
            let closed = guests.swap_remove(n);
            tracing::warn!(peer = closed.peer, "all places are taken: its quietest connection was closed");
            // Its thread wakes, whether it reads or writes.
            let _ = closed.stream.shutdown(net::Shutdown::Both);
        }
        guests
    }

    pub(super) fn leave(&self, guest: &Arc<Guest>) {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner).retain(|one| !Arc::ptr_eq(one, guest));
    }

    /// Wakes all who wait in [`Door::accept`].
    pub(super) fn close(&self) {
        let _ = shutdown(self.listener.as_raw_fd(), Shutdown::Both);
    }
}

impl Guest {
    pub(super) fn wait(&self, reading: Duration) -> io::Result<()> {
        *self.last() = Instant::now();
        self.stream.set_read_timeout(Some(reading))
    }

    fn last(&self) -> MutexGuard<'_, Instant> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::process::tests::own_uid;
    use std::io::Read as _;

    // Threat: one process connects again and again, so that it takes everybody's place.
    #[test]
    fn the_process_with_the_most_places_gives_one_up_and_of_those_the_quietest() {
        let run = tempfile::tempdir().unwrap();
        let mut door = Door::open(&run.path().join("keeper.sock"), Peers(own_uid())).unwrap();
        door.places = 4;
        let enter = |process| {
            let (stream, peer) = UnixStream::pair().unwrap();
            peer.set_nonblocking(true).unwrap();
            let guest = Guest { peer: String::new(), stream, process, last: Mutex::new(Instant::now()) };
            let guest = Arc::new(guest);
            door.make_room().push(Arc::clone(&guest));
            (guest, peer)
        };
        let is_closed = |(_, peer): &(Arc<Guest>, UnixStream)| matches!((&*peer).read(&mut [0]), Ok(0));
        let all = [enter(1), enter(2), enter(2), enter(2)];
        all[1].0.wait(PATIENCE).unwrap();
        let fifth = enter(3);
        assert_eq!(all.each_ref().map(is_closed), [false, false, true, false], "1 is quieter, and has only one");
        let sixth = enter(2);
        assert_eq!(all.each_ref().map(is_closed), [false, false, true, true]);
        assert!(!is_closed(&fifth) && !is_closed(&sixth));
        door.leave(&all[0].0);
        let seventh = enter(4);
        assert!(!is_closed(&seventh) && !is_closed(&all[1]) && !is_closed(&fifth), "a place was given back");
    }
}
