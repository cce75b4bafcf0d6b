//! From a name to addresses, within the time that is left.

use super::FetchError;
use super::connection::Deadline;
use super::target::Target;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, mpsc};

/// All addresses of a name, the port put to each.
pub type Resolver = Arc<dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync>;

/// As the system does it.
pub fn system_resolver() -> Resolver {
    Arc::new(|host, port| (host, port).to_socket_addrs().map(Iterator::collect))
}

/// The system's resolver knows no limit of time: it is left alone when the time is over.
pub(super) fn within(resolver: &Resolver, target: &Target, deadline: &Deadline) -> Result<Vec<SocketAddr>, FetchError> {
    let unknown = || FetchError::UnknownName(target.host().to_owned());
    let (sender, receiver) = mpsc::channel();
    let (look_up, host, port) = (Arc::clone(resolver), target.host().to_owned(), target.port());
    std::thread::spawn(move || sender.send(look_up(&host, port)));
    match receiver.recv_timeout(deadline.remaining()) {
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(_)) | Err(_) => Err(unknown()),
    }
}
