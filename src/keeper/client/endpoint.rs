//! Where a keeper is, who must be there, and the connections to it.

use super::link::{Link, LinkError};
use crate::keeper::protocol::{BadFrame, FRAME, Frame, Greeting, IDLE};
use nix::unistd::geteuid;
use std::cell::Cell;
use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::AsyncReadExt as _;
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
    #[error("it has other keys than the keeper that this program started with")]
    OtherKeys,
}

/// A keeper's address, and what is open to it.
pub(super) struct Endpoint {
    path: PathBuf,
    links: [Mutex<Option<Arc<Link>>>; LINKS],
    /// One connection is made at a time.
    connecting: tokio::sync::Mutex<()>,
    /// It gave no answer lately: others are asked first.
    shunned_until: Mutex<Option<Instant>>,
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())
    }
}

impl Endpoint {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            links: Default::default(),
            connecting: tokio::sync::Mutex::default(),
            shunned_until: Mutex::default(),
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
        let (stream, greeting) = timeout(CONNECT, self.connect()).await.map_err(|_| ConnectError::Late)??;
        if !check(&greeting) {
            return Err(ConnectError::OtherKeys);
        }
        let link = Link::open(stream, greeting);
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

    async fn connect(&self) -> Result<(UnixStream, Greeting), ConnectError> {
        let owner = folder_owner(&self.path)?;
        let mut stream = UnixStream::connect(&self.path).await?;
        let uid = stream.peer_cred()?.uid();
        if ![0, geteuid().as_raw(), owner].contains(&uid) {
            return Err(ConnectError::Stranger { uid, owner });
        }
        let mut octets = Zeroizing::new([0; FRAME]);
        stream.read_exact(&mut *octets).await?;
        let frame = Frame::from_octets(&*octets).ok_or(BadFrame::Short)?;
        Ok((stream, Greeting::read(&frame)?))
    }
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
