//! Where a keeper is reached, and by whom: a unix socket, whose peers the kernel names, or a port, whose peers prove by TLS who
//! they are.

use super::connection::PATIENCE;
use crate::domain::variant::{Check, skips};
use crate::privilege::{self, SocketError};
use crate::tls::{Expected, Mutual, PeerError};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::socket::{Shutdown, getsockopt, shutdown, sockopt::PeerCredentials};
use openssl::ssl::SslStream;
use std::cmp::Reverse;
use std::fmt;
use std::io::{self, Read, Write};
use std::net::{self, SocketAddr, TcpListener};
use std::os::fd::{AsFd as _, AsRawFd as _, OwnedFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// The users that may ask, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peers(pub Vec<u32>);

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    #[error(transparent)]
    Socket(#[from] SocketError),
    #[error("a connection of process {pid}, user {uid}, was refused: only users {allowed:?} may ask this keeper")]
    Stranger { uid: u32, pid: i32, allowed: Vec<u32> },
    #[error("the port {address} could not be opened: {cause}")]
    Port { address: SocketAddr, cause: io::Error },
    #[error("a connection of {guest} was refused: {cause}")]
    Unproven { guest: String, cause: PeerError },
    #[error("a connection could not be accepted: {cause}")]
    Io { cause: io::Error },
    #[error("closed")]
    Closed,
}

/// Where somebody comes in, and who says who it is.
enum Entrance {
    /// The kernel.
    Socket { listener: UnixListener, peers: Peers },
    /// A certificate.
    Port { listener: TcpListener, tls: Mutual, expected: Arc<Expected> },
}

/// A listening socket, or port.
pub struct Door {
    /// As a server is told of it.
    pub place: String,
    entrance: Entrance,
    /// How many are let in at once, those who have yet to prove who they are among them.
    pub(super) places: usize,
    guests: Mutex<Vec<Arc<Guest>>>,
}

/// Somebody who may ask, or who has yet to prove it.
pub(super) struct Guest {
    /// Where it comes from, by a port.
    from: Option<SocketAddr>,
    /// Who may ask.
    peer: OnceLock<String>,
    /// Of either kind: it is read, written, waited for and closed by the same system calls.
    stream: UnixStream,
    /// Since when it is waited for, and how long.
    waited: Mutex<(Instant, Duration)>,
}

impl Door {
    /// Listens at a path, for these users. Not to be called as root.
    ///
    /// # Errors
    /// As of [`privilege::listen_at`].
    pub fn open(path: &Path, peers: Peers) -> Result<Self, DoorError> {
        let listener = privilege::listen_at(path)?;
        Ok(Self::at(path.display().to_string(), Entrance::Socket { listener, peers }))
    }

    /// Listens at an address for whoever proves to be one of those that are expected.
    ///
    /// # Errors
    /// Somebody listens there already, or this machine has no such address.
    pub fn listen(address: SocketAddr, tls: Mutual, expected: Vec<String>) -> Result<Self, DoorError> {
        let failed = |cause| DoorError::Port { address, cause };
        let listener = TcpListener::bind(address).map_err(failed)?;
        let place = format!("tls://{}", listener.local_addr().map_err(failed)?);
        Ok(Self::at(place, Entrance::Port { listener, tls, expected: Arc::new(Expected::Names(expected)) }))
    }

    fn at(place: String, entrance: Entrance) -> Self {
        Self { place, entrance, places: usize::MAX, guests: Mutex::default() }
    }

    /// Waits for the next that comes. By the socket it is one that may ask; by the port that is yet to be proved.
    pub(super) fn accept(&self) -> Result<Arc<Guest>, DoorError> {
        let failed = |cause: io::Error| match cause.raw_os_error() {
            // What a listener gives that was shut down.
            Some(nix::libc::EINVAL) => DoorError::Closed,
            _ => DoorError::Io { cause },
        };
        let (stream, from, peer) = match &self.entrance {
            Entrance::Socket { listener, peers } => {
                let (stream, _) = listener.accept().map_err(failed)?;
                let peer = getsockopt(&stream, PeerCredentials).map_err(|errno| failed(errno.into()))?;
                let (uid, pid) = (peer.uid(), peer.pid());
                if !peers.0.contains(&uid) {
                    return Err(DoorError::Stranger { uid, pid, allowed: peers.0.clone() });
                }
                (stream, None, Some(format!("process {pid}, user {uid}")))
            }
            Entrance::Port { listener, .. } => {
                let (stream, from) = listener.accept().map_err(failed)?;
                // An answer is one packet, and goes out at once.
                stream.set_nodelay(true).map_err(failed)?;
                (OwnedFd::from(stream).into(), Some(from), None)
            }
        };
        stream.set_write_timeout(Some(PATIENCE)).map_err(failed)?;
        // What poll(2) told of may be none that read(2) gives, such as an octet out of band.
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        let waited = Mutex::new((Instant::now(), PATIENCE));
        let guest = Arc::new(Guest { from, peer: OnceLock::new(), stream, waited });
        self.seat(&guest, peer);
        Ok(guest)
    }

    /// Lets a guest of the port prove who it is, in the time that a frame has; what is said to it from then on. `None` for one
    /// of the socket's.
    pub(super) fn prove<'a>(&self, guest: &'a Arc<Guest>) -> Result<Option<SslStream<&'a Guest>>, DoorError> {
        let Entrance::Port { tls, expected, .. } = &self.entrance else { return Ok(None) };
        let refused = |cause| DoorError::Unproven { guest: guest.to_string(), cause };
        let mut handshake = tls.begin(Arc::clone(expected), &**guest).map_err(refused)?;
        if handshake.go_on().map_err(refused)?.is_some() {
            return Err(refused(PeerError::Late));
        }
        let (stream, peer) = handshake.finish().map_err(refused)?;
        self.seat(guest, Some(peer));
        Ok(Some(stream))
    }

    /// Who has yet to prove who it is takes nobody's place but that of another such.
    fn seat(&self, guest: &Arc<Guest>, peer: Option<String>) {
        self.leave(guest);
        let is_proven = peer.is_some();
        let mut guests = self.make_room(is_proven);
        peer.map(|peer| guest.peer.set(peer));
        guests.push(Arc::clone(guest));
    }

    /// Where no place is free, one of the peer that has the most is taken, from the connection that is quiet longest.
    fn make_room(&self, is_proven: bool) -> MutexGuard<'_, Vec<Arc<Guest>>> {
        let mut guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        let unproven = match &self.entrance {
            Entrance::Socket { .. } => 0,
            Entrance::Port { .. } => (self.places / 4).max(1),
        };
        let places = if is_proven { self.places - unproven } else { unproven };
        let held = |peer| guests.iter().filter(|one| one.peer.get() == peer).count();
        let alike = guests.iter().enumerate().filter(|(_, one)| one.peer.get().is_some() == is_proven);
        let is_full = alike.clone().count() >= places;
        let most = alike.max_by_key(|(_, one)| (held(one.peer.get()), Reverse(one.waited().0)));
        if let Some((n, _)) = most.filter(|_| is_full) {
            let closed = guests.swap_remove(n);
            tracing::warn!(peer = %closed, "all places are taken: its quietest connection was closed");
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
        let _ = match &self.entrance {
            Entrance::Socket { listener, .. } => shutdown(listener.as_raw_fd(), Shutdown::Both),
            Entrance::Port { listener, .. } => shutdown(listener.as_raw_fd(), Shutdown::Both),
        };
    }
}

impl Guest {
    /// From now on it may be read from for so long, however often an octet comes.
    pub(super) fn wait(&self, reading: Duration) -> io::Result<()> {
        *self.waited() = (Instant::now(), reading);
        Ok(())
    }

    fn waited(&self) -> MutexGuard<'_, (Instant, Duration)> {
        self.waited.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Guest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.peer.get(), self.from) {
            (Some(peer), Some(from)) => write!(f, "{peer} at {from}"),
            (Some(peer), None) => f.write_str(peer),
            (None, from) => write!(f, "{}", from.map(|from| from.to_string()).unwrap_or_default()),
        }
    }
}

impl Read for &Guest {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let (since, time) = *self.waited();
        let left = if skips(Check::HandshakeTime) { time } else { time.saturating_sub(since.elapsed()) };
        if left.is_zero() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        // A thread that sleeps in read(2) of a unix socket is also woken by its peer's taking what was written before, for
        // nothing; one that sleeps in poll(2) is not.
        let mut waits = [PollFd::new(self.stream.as_fd(), PollFlags::POLLIN)];
        match poll(&mut waits, PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX))? {
            0 => Err(io::ErrorKind::WouldBlock.into()),
            _ => (&self.stream).read(room),
        }
    }
}

impl Write for &Guest {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        (&self.stream).write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeper::process::tests::own_uid;

    // Threat: one process connects again and again, so that it takes everybody's place.
    #[test]
    fn the_process_with_the_most_places_gives_one_up_and_of_those_the_quietest() {
        let run = tempfile::tempdir().unwrap();
        let mut door = Door::open(&run.path().join("keeper.sock"), Peers(own_uid())).unwrap();
        door.places = 4;
        let enter = |process| {
            let (stream, peer) = UnixStream::pair().unwrap();
            peer.set_nonblocking(true).unwrap();
            let waited = Mutex::new((Instant::now(), PATIENCE));
            let guest = Arc::new(Guest { from: None, peer: OnceLock::new(), stream, waited });
            door.seat(&guest, Some(format!("process {process}")));
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

    /// How often a thread goes to sleep that answers this often, and whose answers are taken once it sleeps.
    fn sleeps(answers: u64, mut keeper: impl Read + Write + Send, mut server: UnixStream) -> u64 {
        let later = || std::thread::sleep(Duration::from_millis(2));
        let so_far = || {
            let status = std::fs::read_to_string("/proc/thread-self/status").unwrap();
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")).unwrap();
            line.trim().parse::<u64>().unwrap()
        };
        std::thread::scope(|scope| {
            let slept = scope.spawn(move || {
                let before = so_far();
                for _ in 0..answers {
                    keeper.read_exact(&mut [0; 8]).unwrap();
                    keeper.write_all(&[0; 8]).unwrap();
                }
                so_far() - before
            });
            for _ in 0..answers {
                later();
                server.write_all(&[0; 8]).unwrap();
                later();
                server.read_exact(&mut [0; 8]).unwrap();
            }
            slept.join().unwrap()
        })
    }

    #[test]
    fn nobody_is_woken_by_an_answer_that_was_taken() {
        let pair = || UnixStream::pair().unwrap();
        let ((stream, server), (bare, its_server)) = (pair(), pair());
        let waited = Mutex::new((Instant::now(), PATIENCE));
        let guest = Guest { from: None, peer: OnceLock::new(), stream, waited };
        let slept = sleeps(200, &guest, server);
        assert!(slept < 260, "{slept}");
        let slept = sleeps(200, bare, its_server);
        assert!(slept > 340, "control, in read(2): {slept}");
    }
}
