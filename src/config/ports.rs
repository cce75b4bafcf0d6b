//! Ports, chosen once and kept in the data folder: the base URL is the entityID, and a partner has written it down.

use super::{BaseUrl, DemoConfig, Listen, ServerConfig};
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

/// The server prefers 8080 and goes on in steps of two; the demo portal takes the odd ones from 8081.
const FIRST_SERVER_PORT: u16 = 8080;
const FIRST_DEMO_PORT: u16 = 8081;
const LAST_PORT: u16 = 8199;

/// An address that will be the same at the next start.
#[derive(Debug, Clone)]
pub struct Settled {
    pub listen: Listen,
    pub base_url: BaseUrl,
    kept_in: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
pub enum PortError {
    #[error(
        "port {port}, chosen at the first start and kept in {file}, is taken by another program; \
         stop that program and start again", file = .file.display()
    )]
    KeptPortTaken { port: u16, file: PathBuf },
    #[error("{address} is taken by another program; stop it, or set another address")]
    Taken { address: SocketAddr },
    #[error("cannot listen on {address}: {cause}")]
    Refused { address: SocketAddr, cause: io::Error },
    #[error("no free port between {FIRST_SERVER_PORT} and {LAST_PORT}; set SENZA_LISTEN")]
    NoneFree,
    #[error("{file} should hold the port chosen at the first start, and does not", file = .file.display())]
    Spoilt { file: PathBuf },
    #[error("the chosen port could not be kept in {file}: {cause}", file = .file.display())]
    NotKept { file: PathBuf, cause: io::Error },
}

/// Where the server listens and what it is called. What the configuration leaves open is read from `data_dir`, or, at
/// the very first time, chosen and written there. A command beside a running server gets the same answer.
pub fn settle_server(config: &ServerConfig, data_dir: &Path) -> Result<Settled, PortError> {
    let both_loopbacks = |port| Listen::Loopbacks { port };
    let (listen, base_url, kept_in) = match (&config.listen, &config.base_url) {
        (Some(listen), Some(base_url)) => (listen.clone(), base_url.clone(), None),
        (Some(listen), None) => (listen.clone(), BaseUrl::localhost(listen.port().unwrap_or(FIRST_SERVER_PORT)), None),
        (None, Some(base_url)) if base_url.is_plain_http() => (both_loopbacks(base_url.port()), base_url.clone(), None),
        // TLS of our own: browsers come to the port that they were told.
        (None, Some(base_url)) if config.tls.is_some() => (both_loopbacks(base_url.port()), base_url.clone(), None),
        // A proxy in front, whose own configuration names the port: it cannot be chosen here.
        (None, Some(base_url)) => (both_loopbacks(FIRST_SERVER_PORT), base_url.clone(), None),
        (None, None) => {
            let file = data_dir.join("port");
            let port = kept_or_chosen(&file, FIRST_SERVER_PORT, both_loopbacks)?;
            (both_loopbacks(port), BaseUrl::localhost(port), Some(file))
        }
    };
    Ok(Settled { listen, base_url, kept_in })
}

/// The same for the demo portal, on 127.0.0.1: a host that differs from `localhost`, as real portals are cross-site.
pub fn settle_demo(config: &DemoConfig, data_dir: &Path) -> Result<DemoAddress, PortError> {
    if let Some(address) = config.listen {
        return Ok(DemoAddress { address, kept_in: None });
    }
    let on = |port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let file = data_dir.join("demo-port");
    let port = kept_or_chosen(&file, FIRST_DEMO_PORT, |port| Listen::Addresses(vec![on(port)]))?;
    Ok(DemoAddress { address: on(port), kept_in: Some(file) })
}

/// Where the demo portal listens.
#[derive(Debug, Clone)]
pub struct DemoAddress {
    pub address: SocketAddr,
    kept_in: Option<PathBuf>,
}

impl Settled {
    /// Binds the server's sockets.
    pub fn bind(&self) -> Result<Vec<TcpListener>, PortError> {
        self.listen.bind().map_err(|(address, cause)| taken(address, cause, self.kept_in.as_ref()))
    }
}

impl DemoAddress {
    /// `http://127.0.0.1:8081`, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Binds the portal's socket: to hand over, or to learn early that it is taken.
    pub fn bind(&self) -> Result<TcpListener, PortError> {
        TcpListener::bind(self.address).map_err(|cause| taken(self.address, cause, self.kept_in.as_ref()))
    }
}

fn taken(address: SocketAddr, cause: io::Error, kept_in: Option<&PathBuf>) -> PortError {
    match (cause.kind(), kept_in) {
        (ErrorKind::AddrInUse, Some(file)) => PortError::KeptPortTaken { port: address.port(), file: file.clone() },
        (ErrorKind::AddrInUse, None) => PortError::Taken { address },
        _ => PortError::Refused { address, cause },
    }
}

fn kept_or_chosen(file: &Path, first: u16, listen: impl Fn(u16) -> Listen) -> Result<u16, PortError> {
    if let Some(port) = kept(file)? {
        return Ok(port);
    }
    let port = (first..=LAST_PORT).step_by(2).find(|port| listen(*port).bind().is_ok()).ok_or(PortError::NoneFree)?;
    keep(file, port).map_err(|cause| PortError::NotKept { file: file.to_owned(), cause })?;
    // Another command may have been first: what is in the file counts.
    kept(file)?.ok_or_else(|| PortError::Spoilt { file: file.to_owned() })
}

fn kept(file: &Path) -> Result<Option<u16>, PortError> {
    match fs::read_to_string(file) {
        Ok(text) => match text.trim().parse() {
            Ok(port) if port != 0 => Ok(Some(port)),
            _ => Err(PortError::Spoilt { file: file.to_owned() }),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(PortError::NotKept { file: file.to_owned(), cause }),
    }
}

/// Writes the file whole or not at all, and never over one that is there.
fn keep(file: &Path, port: u16) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let new = file.with_extension(format!("{}.new", std::process::id()));
    let mut handle = fs::File::create(&new)?;
    writeln!(handle, "{port}")?;
    handle.sync_all()?;
    let linked = fs::hard_link(&new, file);
    fs::remove_file(&new)?;
    match linked {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}
