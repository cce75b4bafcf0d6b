//! Where to listen.

use std::io::{Error, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::str::FromStr;

/// The sockets of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Listen {
    /// 127.0.0.1 and ::1, the latter where the machine has IPv6: browsers resolve `localhost` to either.
    Loopbacks { port: u16 },
    /// Exactly these.
    Addresses(Vec<SocketAddr>),
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ListenError {
    #[error("{0:?} is not an address and port such as 127.0.0.1:8080 or [::1]:8080")]
    NotAnAddress(String),
    #[error("port 0 would be another port at each start, and the base URL names it: choose one")]
    PortZero,
}

impl Listen {
    /// The port, of the first address where there are several.
    pub fn port(&self) -> Option<u16> {
        match self {
            Self::Loopbacks { port } => Some(*port),
            Self::Addresses(addresses) => addresses.first().map(SocketAddr::port),
        }
    }

    /// Whether only this machine can reach it.
    pub fn is_loopback(&self) -> bool {
        match self {
            Self::Loopbacks { .. } => true,
            Self::Addresses(addresses) => addresses.iter().all(|address| address.ip().is_loopback()),
        }
    }

    /// Binds every socket. A port of which another program has only one loopback address counts as taken: half of
    /// what is meant for us would go there.
    pub fn bind(&self) -> Result<Vec<TcpListener>, (SocketAddr, Error)> {
        match self {
            Self::Addresses(addresses) => addresses.iter().map(|address| listener(*address)).collect(),
            Self::Loopbacks { port } => {
                let first = listener(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), *port))?;
                match listener(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), *port)) {
                    Ok(second) => Ok(vec![first, second]),
                    Err((_, error)) if no_ipv6(&error) => Ok(vec![first]),
                    Err(taken) => Err(taken),
                }
            }
        }
    }
}

fn listener(address: SocketAddr) -> Result<TcpListener, (SocketAddr, Error)> {
    TcpListener::bind(address).map_err(|error| (address, error))
}

fn no_ipv6(error: &Error) -> bool {
    error.kind() == ErrorKind::AddrNotAvailable || error.raw_os_error() == Some(nix::errno::Errno::EAFNOSUPPORT as i32)
}

impl FromStr for Listen {
    type Err = ListenError;

    /// One or more addresses with commas between them; `localhost:8080` means both loopback addresses.
    fn from_str(text: &str) -> Result<Self, ListenError> {
        if let Some(port) = text.trim().strip_prefix("localhost:").and_then(|port| port.parse().ok()) {
            return if port == 0 { Err(ListenError::PortZero) } else { Ok(Self::Loopbacks { port }) };
        }
        text.split(',').map(socket_address).collect::<Result<_, _>>().map(Self::Addresses)
    }
}

pub(super) fn socket_address(text: &str) -> Result<SocketAddr, ListenError> {
    let address: SocketAddr = text.trim().parse().map_err(|_| ListenError::NotAnAddress(text.trim().to_owned()))?;
    if address.port() == 0 { Err(ListenError::PortZero) } else { Ok(address) }
}
