//! Where a keeper is, who must be there, and the connections to it.

use super::link::{Link, LinkError};
use super::wire::Wire;
use crate::domain::KeeperAddress;
use crate::keeper::Health;
use crate::keeper::protocol::{Alarms, BadFrame, FRAME, Frame, Greeting, IDLE, Operation};
use crate::tls::{Mutual, PeerError};
use nix::unistd::geteuid;
use std::cell::Cell;
use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use time::OffsetDateTime;
use tokio::net::UnixStream;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// How long a keeper may take to accept a connection and to greet.
const CONNECT: Duration = Duration::from_secs(1);
/// Connections to one keeper. Each thread has one of its own as far as they go, so that an answer wakes the thread that waits for it.
const LINKS: usize = 8;
/// How long a connection may rest and still be asked on: half the time after which a keeper closes it, so that no
/// question goes out while it does.
pub(super) const REST: Duration = Duration::from_secs(IDLE.as_secs() / 2);

/// Why there is no connection to a keeper.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("it took no connection, or did not greet, within {} s", CONNECT.as_secs())]
    Late,
    #[error("what it greeted with is none of a keeper: {0}")]
    BadFrame(#[from] BadFrame),
    #[error(
        "the folder {} can be written by other users (mode {mode:03o}), who could listen in a keeper's place", folder.display()
    )]
    OpenFolder { folder: PathBuf, mode: u32 },
    #[error("user {uid} listens there, and neither root, this program's user, nor user {owner}, who owns the folder")]
    Stranger { uid: u32, owner: u32 },
    #[error("{0}")]
    Peer(#[from] PeerError),
    #[error("it did not greet, as it does where it does not take this server's certificate: {0}")]
    NotGreeted(io::Error),
    #[error("it has other keys than the keeper that this program started with")]
    OtherKeys,
}

/// Where a keeper is.
#[derive(Clone)]
pub enum KeeperAt {
    /// On this machine.
    Socket(PathBuf),
    /// At a host that proves its name, to whoever proves to be a server.
    Host { host: String, port: u16, tls: Arc<Mutual> },
}

impl From<PathBuf> for KeeperAt {
    fn from(path: PathBuf) -> Self {
        Self::Socket(path)
    }
}

impl fmt::Display for KeeperAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "{}", path.display()),
            Self::Host { host, port, .. } => KeeperAddress::Tls { host: host.clone(), port: *port }.fmt(f),
        }
    }
}

/// The address alone.
impl fmt::Debug for KeeperAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A keeper's address, and what is open to it.
pub(super) struct Endpoint {
    at: KeeperAt,
    links: [Mutex<Option<Arc<Link>>>; LINKS],
    /// One connection is made at a time.
    connecting: tokio::sync::Mutex<()>,
    /// It gave no answer lately: others are asked first.
    shunned_until: Mutex<Option<Instant>>,
    answered: AtomicU64,
    failed: AtomicU64,
    /// Those that came with its last answer.
    alarms: AtomicU8,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.at.fmt(f)
    }
}

impl Endpoint {
    pub(super) fn new(at: KeeperAt) -> Self {
        Self {
            at,
            links: Default::default(),
            connecting: tokio::sync::Mutex::default(),
            shunned_until: Mutex::default(),
            answered: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            alarms: AtomicU8::new(0),
        }
    }

    /// What came of a question: the alarms of its answer, or none.
    pub(super) fn note(&self, answer: Option<Alarms>) {
        match answer {
            Some(alarms) => {
                self.answered.fetch_add(1, Ordering::Relaxed);
                self.alarms.store(alarms.octet(), Ordering::Relaxed);
            }
            None => drop(self.failed.fetch_add(1, Ordering::Relaxed)),
        }
    }

    pub(super) fn health(&self) -> Health {
        Health {
            name: self.to_string(),
            answered: self.answered.load(Ordering::Relaxed),
            failed: self.failed.load(Ordering::Relaxed),
            is_shunned: self.is_shunned(),
            alarms: Alarms::from_octet(self.alarms.load(Ordering::Relaxed)),
        }
    }

    pub(super) fn certificate_not_after(&self) -> Option<OffsetDateTime> {
        match &self.at {
            KeeperAt::Socket(_) => None,
            KeeperAt::Host { tls, .. } => Some(tls.not_after()),
        }
    }

    pub(super) fn is_shunned(&self) -> bool {
        let until = *self.shunned_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| until > Instant::now())
    }

    pub(super) fn shun(&self, time: Duration) {
        *self.shunned_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + time);
    }

    /// This thread's connection; a new one where there is none. `check` sees a new one's greeting.
    pub(super) async fn link(&self, check: impl Fn(&Greeting) -> bool) -> Result<Arc<Link>, ConnectError> {
        let place = self.place();
        if let Some(link) = live(place, REST) {
            return Ok(link);
        }
        let _alone = self.connecting.lock().await;
        if let Some(link) = live(place, REST) {
            return Ok(link);
        }
        let (wire, greeting) = timeout(CONNECT, self.connect()).await.map_err(|_| ConnectError::Late)??;
        if !check(&greeting) {
            return Err(ConnectError::OtherKeys);
        }
        let link = Link::open(wire, greeting);
        let rested = place.lock().unwrap_or_else(PoisonError::into_inner).replace(Arc::clone(&link));
        if let Some(rested) = rested {
            rested.give_up();
        }
        Ok(link)
    }

    fn place(&self) -> &Mutex<Option<Arc<Link>>> {
        let [first, ..] = &self.links;
        self.links.get(thread_number() % LINKS).unwrap_or(first)
    }

    async fn connect(&self) -> Result<(Wire, Greeting), ConnectError> {
        let wire = match &self.at {
            KeeperAt::Socket(path) => Wire::to_socket(socket(path).await?)?,
            KeeperAt::Host { host, port, tls } => Wire::to_host(host, *port, tls).await?,
        };
        let mut octets = Zeroizing::new([0; FRAME]);
        wire.read_exact(&mut *octets).await.map_err(|error| match &self.at {
            KeeperAt::Socket(_) => ConnectError::Io(error),
            KeeperAt::Host { .. } => ConnectError::NotGreeted(error),
        })?;
        let frame = Frame::from_octets(&*octets).ok_or(BadFrame::Short)?;
        Ok((wire, greeting(&frame)?))
    }
}

/// What a keeper says first.
pub(in crate::keeper) fn greeting(frame: &Frame) -> Result<Greeting, BadFrame> {
    let header = frame.header()?;
    if header.operation != Operation::Greeting {
        return Err(BadFrame::Answer(header.operation as u8));
    }
    let mut fields = frame.reader();
    let keys = fields.take().ok_or(BadFrame::Fields)?;
    fields.end().ok_or(BadFrame::Fields)?;
    Ok(Greeting { first: header.number, keys })
}

async fn socket(path: &Path) -> Result<UnixStream, ConnectError> {
    let owner = folder_owner(path)?;
    let stream = UnixStream::connect(path).await?;
    let uid = stream.peer_cred()?.uid();
    if [0, geteuid().as_raw(), owner].contains(&uid) { Ok(stream) } else { Err(ConnectError::Stranger { uid, owner }) }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        for place in &self.links {
            if let Some(link) = place.lock().unwrap_or_else(PoisonError::into_inner).take() {
                link.give_up();
            }
        }
    }
}

fn live(place: &Mutex<Option<Arc<Link>>>, rest: Duration) -> Option<Arc<Link>> {
    let link = place.lock().unwrap_or_else(PoisonError::into_inner).clone();
    link.filter(|link| !link.is_broken() && link.idle() < rest)
}

/// Whoever owns the socket's folder decides who listens there; nobody else may be able to.
fn folder_owner(socket: &Path) -> Result<u32, ConnectError> {
    let folder = socket.parent().unwrap_or(Path::new("/"));
    let metadata = fs::metadata(folder)?;
    let mode = metadata.mode() & 0o777;
    if mode & 0o022 == 0 {
        Ok(metadata.uid())
    } else {
        Err(ConnectError::OpenFolder { folder: folder.to_owned(), mode })
    }
}

/// A small number that stays with a thread.
fn thread_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local!(static OWN: Cell<Option<usize>> = const { Cell::new(None) });
    OWN.with(|own| {
        let number = own.get().unwrap_or_else(|| NEXT.fetch_add(1, Ordering::Relaxed));
        own.set(Some(number));
        number
    })
}

impl From<LinkError> for ConnectError {
    fn from(error: LinkError) -> Self {
        Self::Io(io::Error::other(error))
    }
}
