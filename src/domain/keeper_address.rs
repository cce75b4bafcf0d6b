//! Where a keeper is reached.

use std::fmt;
use std::net::Ipv6Addr;
use std::path::PathBuf;
use std::str::FromStr;

/// What stands before the host of a keeper that is reached by TLS.
const SCHEME: &str = "tls://";

/// A unix socket on this machine, or a host that proves its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeeperAddress {
    Socket(PathBuf),
    /// `host` is a name or an address; one of IPv6 has no brackets.
    Tls {
        host: String,
        port: u16,
    },
}

/// Why a text names no keeper.
#[derive(Debug, thiserror::Error)]
pub enum KeeperAddressError {
    #[error(
        "a keeper's socket is an absolute path, and a keeper on another machine tls://HOST:PORT; this is neither: {0}"
    )]
    Neither(String),
    #[error("the address of a socket has at most 107 octets, and this is longer: {0}")]
    LongSocket(String),
    #[error("after tls:// come the host, a colon and the port, and nothing else: {0}")]
    Host(String),
}

impl FromStr for KeeperAddress {
    type Err = KeeperAddressError;

    fn from_str(text: &str) -> Result<Self, KeeperAddressError> {
        if let Some(rest) = text.strip_prefix(SCHEME) {
            return host_and_port(rest).ok_or_else(|| KeeperAddressError::Host(text.to_owned()));
        }
        let path = PathBuf::from(text);
        match text.len() {
            _ if !path.is_absolute() => Err(KeeperAddressError::Neither(text.to_owned())),
            // sun_path, unix(7): 108 octets with the zero at its end.
            108.. => Err(KeeperAddressError::LongSocket(text.to_owned())),
            _ => Ok(Self::Socket(path)),
        }
    }
}

fn host_and_port(text: &str) -> Option<KeeperAddress> {
    let (host, port) = text.rsplit_once(':')?;
    let port = port.parse().ok().filter(|port| *port != 0)?;
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').filter(|address| address.parse::<Ipv6Addr>().is_ok())?,
        None => Some(host).filter(|host| is_name(host))?,
    };
    Some(KeeperAddress::Tls { host: host.to_owned(), port })
}

/// Letters, digits, hyphens and dots, as names of hosts and addresses of IPv4 have.
pub fn is_name(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
    };
    text.len() < 254 && text.split('.').all(is_label)
}

impl fmt::Display for KeeperAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(path) => write!(f, "{}", path.display()),
            Self::Tls { host, port } if host.contains(':') => write!(f, "{SCHEME}[{host}]:{port}"),
            Self::Tls { host, port } => write!(f, "{SCHEME}{host}:{port}"),
        }
    }
}

impl From<PathBuf> for KeeperAddress {
    fn from(path: PathBuf) -> Self {
        Self::Socket(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_written_alike() {
        for text in [
            "/run/senza-keeper/keeper.sock",
            "tls://keeper.example.org:7440",
            "tls://10.0.0.7:7440",
            "tls://[::1]:7440",
        ] {
            assert_eq!(text.parse::<KeeperAddress>().unwrap().to_string(), text);
        }
        for text in [
            "keeper.sock",
            "tls:/keeper:1",
            "tls://keeper",
            "tls://keeper:",
            "tls://keeper:0",
            "tls://keeper:70000",
            "tls://:7440",
            "tls://a..b:7440",
            "tls://[keeper]:7440",
            "tls://::1:7440",
            "tls://user@keeper:7440",
            "tls://keeper:7440/",
            "https://keeper:7440",
        ] {
            assert!(text.parse::<KeeperAddress>().is_err(), "{text}");
        }
    }
}
