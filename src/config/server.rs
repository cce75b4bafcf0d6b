//! How the server is reached: where it listens, by which name, with which certificate, and through which proxies.

use super::source::Server;
use super::{BaseUrl, ConfigError, Listen, listen_error, opened_with_a_name, parse};
use crate::domain::network::{ForwardedHeader, NetworkError, TrustedProxies};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// How long a balancer may take to see that a server will stop.
const DRAIN: Duration = Duration::from_secs(5);
/// More than this is a mistake: whoever stops a service would think that it hangs.
const LONGEST_DRAIN: u64 = 300;

/// `[server]`: where the identity provider listens and what it is called. What is not set is settled once and kept in
/// the data folder, see [`settle_server`](super::settle_server).
#[derive(Debug, Clone, Default)]
pub struct ServerConfig {
    /// `listen`, `SENZA_LISTEN`
    pub listen: Option<Listen>,
    /// `base_url`, `SENZA_BASE_URL`: scheme, host and port; the entityID lies under it
    pub base_url: Option<BaseUrl>,
    /// `certificate` and `key`, `SENZA_TLS_CERTIFICATE` and `SENZA_TLS_KEY`
    pub tls: Option<TlsConfig>,
    /// `trusted_proxies`, `SENZA_TRUSTED_PROXIES`, and `forwarded_header`, `SENZA_FORWARDED_HEADER`
    pub proxies: TrustedProxies,
    /// `drain_seconds`, `SENZA_DRAIN_SECONDS`: how long `/readyz` says 503 before a stop that was asked for by SIGTERM
    pub drain: Duration,
    /// `metrics_listen`, `SENZA_METRICS_LISTEN`: where `/metrics` is; nowhere when it is not set
    pub metrics: Option<SocketAddr>,
}

/// PEM files: the certificate with those above it, and its private key.
#[derive(Debug, Clone)]
pub struct TlsConfig {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    #[error("SENZA_TLS_CERTIFICATE and SENZA_TLS_KEY go together, and one of them is not set")]
    HalfAPair,
    #[error("a certificate is for https, and SENZA_BASE_URL is not set to an https address")]
    NoHttps,
    #[error("{name} must be an absolute path, it is {path}", path = .path.display())]
    Relative { name: &'static str, path: PathBuf },
    #[error("SENZA_TRUSTED_PROXIES: {0}")]
    Network(#[from] NetworkError),
    #[error("SENZA_FORWARDED_HEADER is one of: x-forwarded-for, forwarded")]
    Header,
    #[error("SENZA_DRAIN_SECONDS is a number from 0 to {LONGEST_DRAIN}")]
    Drain,
    #[error(
        "SENZA_METRICS_LISTEN: {address} can be reached from other machines, and metrics are for nobody but those who run \
         this: a loopback address, or one of a private network"
    )]
    PublicMetrics { address: SocketAddr },
}

impl ServerConfig {
    pub(super) fn of(settings: Server) -> Result<Self, ConfigError> {
        let base_url = parse("SENZA_BASE_URL", settings.base_url, |name, cause| ConfigError::BaseUrl { name, cause })?;
        let listen = parse("SENZA_LISTEN", settings.listen, listen_error)?;
        if let Some(listen) = &listen {
            opened_with_a_name(listen, base_url.as_ref())?;
        }
        let is_https = base_url.as_ref().is_some_and(|base_url| !base_url.is_plain_http());
        let tls = tls(settings.certificate, settings.key)?;
        if tls.is_some() && !is_https {
            return Err(ServerError::NoHttps.into());
        }
        let proxies = TrustedProxies {
            networks: networks(settings.trusted_proxies.as_deref())?,
            header: header(settings.forwarded_header.as_deref())?,
        };
        // When trying out nobody is in front who could notice.
        let drain = drain(settings.drain_seconds)?.unwrap_or(if is_https { DRAIN } else { Duration::ZERO });
        let metrics = metrics(settings.metrics_listen)?;
        Ok(Self { listen, base_url, tls, proxies, drain, metrics })
    }
}

fn tls(certificate: Option<PathBuf>, key: Option<PathBuf>) -> Result<Option<TlsConfig>, ServerError> {
    let (certificate, key) = match (certificate, key) {
        (None, None) => return Ok(None),
        (Some(certificate), Some(key)) => (certificate, key),
        _ => return Err(ServerError::HalfAPair),
    };
    for (name, path) in [("SENZA_TLS_CERTIFICATE", &certificate), ("SENZA_TLS_KEY", &key)] {
        if !path.is_absolute() {
            return Err(ServerError::Relative { name, path: path.clone() });
        }
    }
    Ok(Some(TlsConfig { certificate, key }))
}

fn networks(list: Option<&str>) -> Result<Vec<crate::domain::network::Network>, ServerError> {
    let members = list.unwrap_or_default().split(',').map(str::trim).filter(|member| !member.is_empty());
    Ok(members.map(str::parse).collect::<Result<_, _>>()?)
}

fn header(word: Option<&str>) -> Result<ForwardedHeader, ServerError> {
    match word {
        None => Ok(ForwardedHeader::default()),
        Some(word) if word.eq_ignore_ascii_case("x-forwarded-for") => Ok(ForwardedHeader::XForwardedFor),
        Some(word) if word.eq_ignore_ascii_case("forwarded") => Ok(ForwardedHeader::Forwarded),
        Some(_) => Err(ServerError::Header),
    }
}

fn drain(seconds: Option<super::source::Number>) -> Result<Option<Duration>, ServerError> {
    let Some(seconds) = seconds else { return Ok(None) };
    let seconds = seconds.number().and_then(|seconds| u64::try_from(seconds).ok()).filter(|it| *it <= LONGEST_DRAIN);
    seconds.map(|seconds| Some(Duration::from_secs(seconds))).ok_or(ServerError::Drain)
}

/// What is counted says nothing of anybody, and still nobody else is to watch how many sign in when.
fn metrics(listen: Option<String>) -> Result<Option<SocketAddr>, ConfigError> {
    let address = parse("SENZA_METRICS_LISTEN", listen, listen_error)?.map(|super::Single(address)| address);
    match address {
        Some(address) if is_public(address.ip()) => Err(ServerError::PublicMetrics { address }.into()),
        other => Ok(other),
    }
}

fn is_public(address: std::net::IpAddr) -> bool {
    match address.to_canonical() {
        std::net::IpAddr::V4(address) => !(address.is_loopback() || address.is_private() || address.is_link_local()),
        // fc00::/7, RFC 4193.
        std::net::IpAddr::V6(address) => !(address.is_loopback() || address.is_unique_local()),
    }
}
