//! `[keeper]`: where its keys are, where it is reached, and how both ends prove who they are over a network.

use super::source::{Environment, Keeper};
use super::token::TokenConfig;
use super::{ConfigError, ListenError, Single, folder, listed, listen_error, parse};
use crate::domain::KeeperAddress;
use crate::domain::keeper_address::{KeeperAddressError, is_name};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The name that a keeper looks for in a server's certificate where none is set.
pub const SERVER_NAME: &str = "senza-server";

/// `[keeper]`
#[derive(Debug, Clone)]
pub struct KeeperConfig {
    /// `dir`, `SENZA_KEEPER_DIR`: the service's secrets, away from the data they protect
    pub dir: PathBuf,
    /// `socket`, `SENZA_KEEPER_SOCKET`: where a keeper in a process of its own is reached, by a path or tls://HOST:PORT, or
    /// several with the same keys, with commas between; none: the keeper is inside the server. A keeper listens at the first
    /// path.
    pub sockets: Vec<KeeperAddress>,
    /// `peers`, `SENZA_KEEPER_PEERS`: the users that may ask a keeper through its socket, by name or number
    pub peers: Vec<String>,
    /// The file that a key file's credential would be in: the service manager's own variable says where (systemd.exec(5)).
    pub credential: Option<PathBuf>,
    /// `[keeper.token]`: a PKCS #11 token with some of the keys
    pub token: Option<TokenConfig>,
    /// Where a keeper listens when nothing is set.
    pub default_socket: Option<PathBuf>,
    /// `listen`, `SENZA_KEEPER_LISTEN`: the address and port where a keeper listens for servers on other machines
    pub listen: Option<SocketAddr>,
    /// What is shown and believed between servers and keepers on several machines.
    pub tls: Option<KeeperTlsConfig>,
}

/// A server's, or a keeper's.
#[derive(Debug, Clone)]
pub struct KeeperTlsConfig {
    /// `tls_certificate`, `SENZA_KEEPER_TLS_CERTIFICATE`
    pub certificate: PathBuf,
    /// `tls_key`, `SENZA_KEEPER_TLS_KEY`
    pub key: PathBuf,
    /// `tls_ca`, `SENZA_KEEPER_TLS_CA`: the authority that issued both sides' certificates
    pub authority: PathBuf,
    /// `tls_peers`, `SENZA_KEEPER_TLS_PEERS`: the names of which a server's certificate has to bear one, for a keeper
    pub peers: Vec<String>,
}

/// Why these settings were not accepted.
#[derive(Debug, thiserror::Error)]
pub enum KeeperConfigError {
    #[error("SENZA_KEEPER_SOCKET: {0}")]
    Address(#[from] KeeperAddressError),
    #[error(
        "SENZA_KEEPER_TLS_CERTIFICATE, SENZA_KEEPER_TLS_KEY and SENZA_KEEPER_TLS_CA belong together: set all three or none; {missing} is not set"
    )]
    HalfASet { missing: &'static str },
    #[error("{name} must be an absolute path, it is {path}", path = .path.display())]
    Relative { name: &'static str, path: PathBuf },
    #[error("SENZA_KEEPER_TLS_PEERS: {0} is not a name that a certificate can bear")]
    Name(String),
    #[error(
        "a keeper is asked over a network only by TLS in which both sides prove who they are: set \
         SENZA_KEEPER_TLS_CERTIFICATE, SENZA_KEEPER_TLS_KEY and SENZA_KEEPER_TLS_CA (`senza keeper certificates` makes what \
         they name)"
    )]
    NoTls,
}

impl KeeperConfig {
    pub(super) fn of(settings: Keeper, environment: &Environment) -> Result<Self, ConfigError> {
        let dir = folder("SENZA_KEEPER_DIR", settings.dir, "keeper", environment)?;
        let list = settings.socket.unwrap_or_default();
        let sockets: Vec<KeeperAddress> =
            listed(&list).map(str::parse).collect::<Result<_, _>>().map_err(KeeperConfigError::Address)?;
        let listen = parse("SENZA_KEEPER_LISTEN", settings.listen, listen_error)?.map(|Single(address)| address);
        let tls = tls(settings.tls_certificate, settings.tls_key, settings.tls_ca, settings.tls_peers.as_deref())?;
        let needs_tls = listen.is_some() || sockets.iter().any(|one| matches!(one, KeeperAddress::Tls { .. }));
        if needs_tls && tls.is_none() {
            return Err(KeeperConfigError::NoTls.into());
        }
        let peers = settings.peers.iter().flat_map(|list| listed(list)).map(str::to_owned).collect();
        let (credential, default_socket) = (environment.credential(), environment.default_socket());
        let token = TokenConfig::of(settings.token, environment)?;
        Ok(Self { dir, sockets, peers, credential, token, default_socket, listen, tls })
    }

    /// The first socket on this machine.
    pub fn own_socket(&self) -> Option<&PathBuf> {
        self.sockets.iter().find_map(|one| match one {
            KeeperAddress::Socket(path) => Some(path),
            KeeperAddress::Tls { .. } => None,
        })
    }
}

/// An address to listen at, such as `10.0.0.7:7440`.
///
/// # Errors
/// It is none.
pub fn keeper_listen(text: &str) -> Result<SocketAddr, ListenError> {
    text.parse().map(|Single(address)| address)
}

fn tls(
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    authority: Option<PathBuf>,
    peers: Option<&str>,
) -> Result<Option<KeeperTlsConfig>, KeeperConfigError> {
    let named = [
        ("SENZA_KEEPER_TLS_CERTIFICATE", &certificate),
        ("SENZA_KEEPER_TLS_KEY", &key),
        ("SENZA_KEEPER_TLS_CA", &authority),
    ];
    if let Some((name, path)) =
        named.iter().find_map(|(name, path)| path.as_ref().filter(|path| !path.is_absolute()).map(|path| (*name, path)))
    {
        return Err(KeeperConfigError::Relative { name, path: path.clone() });
    }
    let missing = named.iter().find(|(_, path)| path.is_none()).map(|(name, _)| *name);
    let (Some(certificate), Some(key), Some(authority)) = (&certificate, &key, &authority) else {
        let is_empty = named.iter().all(|(_, path)| path.is_none()) && peers.is_none();
        return match missing {
            Some(missing) if !is_empty => Err(KeeperConfigError::HalfASet { missing }),
            _ => Ok(None),
        };
    };
    let peers: Vec<String> = listed(peers.unwrap_or(SERVER_NAME)).map(str::to_owned).collect();
    if let Some(name) = peers.iter().find(|name| !is_name(name)) {
        return Err(KeeperConfigError::Name(name.clone()));
    }
    let (certificate, key, authority) = (certificate.clone(), key.clone(), authority.clone());
    Ok(Some(KeeperTlsConfig { certificate, key, authority, peers }))
}
