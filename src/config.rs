//! The configuration: a TOML file, overridden by `SENZA_` variables, over defaults that work for trying out.
//!
//! Each part of the program is given its own section as an argument; nothing else reads the environment. This module
//! knows no other part of the program but plain types of `domain`, and what an address of `mail` is.

mod address;
mod base_url;
mod envelopes;
mod flight;
mod keeper;
mod organisation;
mod passkeys;
mod ports;
mod server;
mod sessions;
mod smtp;
mod source;
mod syslog;
mod token;

pub use address::{Listen, ListenError};
pub use base_url::{BaseUrl, BaseUrlError};
pub use envelopes::EnvelopesConfig;
pub use flight::FlightConfig;
pub use keeper::{KeeperConfig, KeeperConfigError, KeeperTlsConfig, SERVER_NAME, keeper_listen};
pub use organisation::{MetadataConfig, OrganisationConfig, OrganisationError};
pub use passkeys::{ModelConfig, PasskeysConfig, PasskeysConfigError};
pub use ports::{DemoAddress, PortError, Settled, settle_demo, settle_server};
pub use server::{ServerConfig, ServerError, TlsConfig};
pub use sessions::SessionsConfig;
pub use smtp::{SmtpConfig, SmtpConfigError, SmtpTls};
pub use source::Environment;
pub use syslog::{SyslogConfig, SyslogConfigError};
pub use token::{TokenConfig, TokenConfigError};

use crate::domain::FlightPolicy;
use crate::domain::limits::LimitsError;
use crate::domain::secret::SecretText;
use source::{Settings, VARIABLES};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::net::{IpAddr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

/// Everything an operator can set, a section for each part.
#[derive(Debug)]
pub struct Config {
    pub server: ServerConfig,
    pub demo: DemoConfig,
    pub database: DatabaseConfig,
    pub keeper: KeeperConfig,
    pub log: LogConfig,
    pub organisation: OrganisationConfig,
    pub metadata: MetadataConfig,
    pub sessions: SessionsConfig,
    pub passkeys: PasskeysConfig,
    pub envelopes: EnvelopesConfig,
    pub flight: FlightConfig,
    /// Where the audit is sent, if anywhere.
    pub syslog: Option<SyslogConfig>,
    /// Where mail is handed in, if anywhere.
    pub smtp: Option<SmtpConfig>,
}

/// `[demo]`: the demo portal that `senza demo` starts.
#[derive(Debug, Clone)]
pub struct DemoConfig {
    /// `listen`, `SENZA_DEMO_LISTEN`
    pub listen: Option<SocketAddr>,
}

/// `[database]`
#[derive(Debug)]
pub struct DatabaseConfig {
    /// `url`, `SENZA_DATABASE_URL`: replaces the private cluster
    pub url: Option<SecretText>,
    /// `data_dir`, `SENZA_DATA_DIR`: the private cluster, and the ports once chosen
    pub data_dir: PathBuf,
}

/// `[log]`
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// `filter`, `SENZA_LOG`: what reaches stderr, such as `info` or `senza=debug,sqlx=warn`
    pub filter: Option<String>,
}

/// Why a configuration was not accepted. No message repeats a value that may be secret.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("the configuration file {file} could not be read: {cause}", file = .file.display())]
    Unreadable { file: PathBuf, cause: std::io::Error },
    #[error("the configuration file {file} is not accepted, line {line}: {problem}", file = .file.display())]
    File { file: PathBuf, line: usize, problem: String },
    #[error("{name} is not a variable that Senza knows; it knows {known}", known = VARIABLES.join(", "))]
    UnknownVariable { name: String },
    #[error("the value of {name} is not UTF-8 text")]
    NotText { name: String },
    #[error("{name}: {cause}")]
    Organisation { name: &'static str, cause: OrganisationError },
    #[error("{name}: {cause}")]
    BaseUrl { name: &'static str, cause: BaseUrlError },
    #[error("{name}: {cause}")]
    Listen { name: &'static str, cause: ListenError },
    #[error(
        "SENZA_LISTEN opens Senza to other machines, so SENZA_BASE_URL must say by which https address they reach it"
    )]
    BaseUrlMissing,
    #[error("SENZA_DATABASE_URL is not a PostgreSQL address such as postgres://user:password@host:5432/database")]
    DatabaseUrl,
    #[error("the data and the keeper's secrets must not lie in one folder or in each other: {data} and {keeper}", data = .data.display(), keeper = .keeper.display())]
    OneFolder { data: PathBuf, keeper: PathBuf },
    #[error("{name} must be an absolute path, it is {path}", path = .path.display())]
    RelativeFolder { name: &'static str, path: PathBuf },
    #[error("{name} must not lead upwards with `..`, it is {path}", path = .path.display())]
    Upwards { name: &'static str, path: PathBuf },
    #[error("the folder {folder} cannot be found: {cause}", folder = .folder.display())]
    Folder { folder: PathBuf, cause: std::io::Error },
    #[error(
        "SENZA_DATABASE_URL names {host}, which is another machine, with sslmode={mode:?}: who is on the way could read or \
         answer; leave sslmode out, or say verify-full, and name the authority of its certificate with sslrootcert"
    )]
    DatabaseUnproven { host: String, mode: PgSslMode },
    #[error("{name}: {cause}")]
    Sessions { name: &'static str, cause: LimitsError },
    #[error(
        "SENZA_FLIGHT_DAYS is a number from 0 to {days}, and SENZA_FLIGHT_RECORDS one from {fewest} to {most}",
        days = FlightPolicy::MOST_DAYS,
        fewest = FlightPolicy::FEWEST_RECORDS,
        most = FlightPolicy::MOST_RECORDS
    )]
    Flight,
    #[error("{name} is a number of MiB, 0 to 1073741824")]
    Mebibytes { name: &'static str },
    #[error(transparent)]
    Passkeys(#[from] PasskeysConfigError),
    #[error(transparent)]
    Server(#[from] ServerError),
    #[error(transparent)]
    Keeper(#[from] KeeperConfigError),
    #[error(transparent)]
    Token(#[from] TokenConfigError),
    #[error(transparent)]
    Syslog(#[from] SyslogConfigError),
    #[error(transparent)]
    Smtp(#[from] SmtpConfigError),
    #[error("there is no HOME to keep data under; set SENZA_DATA_DIR and SENZA_KEEPER_DIR")]
    NoHome,
}

impl Config {
    /// Reads the file, if one was named, and lets the variables of `environment` override it.
    pub fn load(file: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let mut settings = match file {
            Some(file) => Settings::from_file(file)?,
            None => Settings::default(),
        };
        settings.override_by(environment)?;
        Self::build(settings, environment)
    }

    fn build(settings: Settings, environment: &Environment) -> Result<Self, ConfigError> {
        let demo_listen = parse("SENZA_DEMO_LISTEN", settings.demo.listen, listen_error)?;
        if let Some(url) = &settings.database.url {
            connect_options(url)?;
        }
        let data_dir = folder("SENZA_DATA_DIR", settings.database.data_dir, "data", environment)?;
        let keeper = KeeperConfig::of(settings.keeper, environment)?;
        apart(&data_dir, &keeper.dir)?;
        Ok(Self {
            server: ServerConfig::of(settings.server)?,
            demo: DemoConfig { listen: demo_listen.map(|Single(address)| address) },
            database: DatabaseConfig { url: settings.database.url, data_dir },
            keeper,
            log: LogConfig { filter: settings.log.filter },
            organisation: OrganisationConfig::of(settings.organisation)?,
            metadata: MetadataConfig::of(settings.metadata)?,
            sessions: SessionsConfig::of(settings.sessions)?,
            passkeys: PasskeysConfig::of(settings.passkeys)?,
            envelopes: EnvelopesConfig::of(settings.envelopes)?,
            flight: FlightConfig::of(settings.flight)?,
            syslog: SyslogConfig::of(settings.syslog)?,
            smtp: SmtpConfig::of(settings.smtp)?,
        })
    }

    /// Once both folders are made: whether they lie apart also when links are followed.
    ///
    /// # Errors
    /// They do not, or one of them is not there.
    pub fn check_apart(&self) -> Result<(), ConfigError> {
        if !self.keeper.sockets.is_empty() {
            // The keeper's folder is the keeper's own, wherever that runs.
            return Ok(());
        }
        let found = |folder: &Path| {
            folder.canonicalize().map_err(|cause| ConfigError::Folder { folder: folder.to_owned(), cause })
        };
        apart(&found(&self.database.data_dir)?, &found(&self.keeper.dir)?)
    }
}

fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|one| !one.is_empty())
}

fn apart(data: &Path, keeper: &Path) -> Result<(), ConfigError> {
    if data.starts_with(keeper) || keeper.starts_with(data) {
        return Err(ConfigError::OneFolder { data: data.to_owned(), keeper: keeper.to_owned() });
    }
    Ok(())
}

/// Reads the address of a database; one on another machine is spoken to by TLS, and has to prove that it is the one that is
/// named. An error does not repeat the address: a password may stand in it.
pub fn connect_options(url: &SecretText) -> Result<PgConnectOptions, ConfigError> {
    let scheme = ["postgres://", "postgresql://"].iter().any(|scheme| url.expose().starts_with(scheme));
    let options = PgConnectOptions::from_str(url.expose()).map_err(|_| ConfigError::DatabaseUrl)?;
    if !scheme {
        return Err(ConfigError::DatabaseUrl);
    }
    let host = options.get_host();
    if options.get_socket().is_some() || host.starts_with('/') || is_loopback(host) {
        return Ok(options);
    }
    match options.get_ssl_mode() {
        // `Prefer` is what stands there when nothing was said.
        PgSslMode::VerifyFull | PgSslMode::Prefer => Ok(options.ssl_mode(PgSslMode::VerifyFull)),
        mode => Err(ConfigError::DatabaseUnproven { host: host.to_owned(), mode }),
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// One address, where the demo portal listens.
struct Single(SocketAddr);

impl FromStr for Single {
    type Err = ListenError;

    fn from_str(text: &str) -> Result<Self, ListenError> {
        address::socket_address(text).map(Self)
    }
}

fn listen_error(name: &'static str, cause: ListenError) -> ConfigError {
    ConfigError::Listen { name, cause }
}

fn parse<T: FromStr>(
    name: &'static str,
    text: Option<String>,
    error: impl Fn(&'static str, T::Err) -> ConfigError,
) -> Result<Option<T>, ConfigError> {
    text.map(|text| text.parse().map_err(|cause| error(name, cause))).transpose()
}

/// Without a base URL the name would be `localhost`, which other machines understand as themselves.
fn opened_with_a_name(listen: &Listen, base_url: Option<&BaseUrl>) -> Result<(), ConfigError> {
    if base_url.is_none() && !listen.is_loopback() { Err(ConfigError::BaseUrlMissing) } else { Ok(()) }
}

fn folder(
    name: &'static str,
    set: Option<PathBuf>,
    leaf: &str,
    environment: &Environment,
) -> Result<PathBuf, ConfigError> {
    let path = set.or_else(|| environment.default_folder(leaf)).ok_or(ConfigError::NoHome)?;
    if !path.is_absolute() {
        return Err(ConfigError::RelativeFolder { name, path });
    }
    // `/a/keeper/../data` seems to lie in `/a/keeper`, and the other way round.
    if path.components().any(|component| component == Component::ParentDir) {
        return Err(ConfigError::Upwards { name, path });
    }
    Ok(path)
}

#[cfg(test)]
mod tests;
