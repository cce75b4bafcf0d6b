//! Where settings come from: the TOML file and the `SENZA_` variables, as they were written.

use super::ConfigError;
use super::token::Token;
use crate::domain::secret::SecretText;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Every variable Senza reads. Any other that starts with `SENZA_` is an error: it would be a setting that its author
/// believes in and nobody obeys.
pub(super) const VARIABLES: [&str; 54] = [
    "SENZA_LISTEN",
    "SENZA_DEMO_LISTEN",
    "SENZA_BASE_URL",
    "SENZA_TLS_CERTIFICATE",
    "SENZA_TLS_KEY",
    "SENZA_TRUSTED_PROXIES",
    "SENZA_FORWARDED_HEADER",
    "SENZA_DRAIN_SECONDS",
    "SENZA_METRICS_LISTEN",
    "SENZA_DATABASE_URL",
    "SENZA_DATA_DIR",
    "SENZA_KEEPER_DIR",
    "SENZA_KEEPER_SOCKET",
    "SENZA_KEEPER_PEERS",
    "SENZA_KEEPER_LISTEN",
    "SENZA_KEEPER_TLS_CERTIFICATE",
    "SENZA_KEEPER_TLS_KEY",
    "SENZA_KEEPER_TLS_CA",
    "SENZA_KEEPER_TLS_PEERS",
    "SENZA_KEEPER_TOKEN",
    "SENZA_KEEPER_TOKEN_MODULE",
    "SENZA_KEEPER_TOKEN_PIN_FILE",
    "SENZA_KEEPER_TOKEN_FILES",
    "SENZA_KEEPER_TOKEN_PORTS",
    "SENZA_KEEPER_TOKEN_CALLS",
    "SENZA_LOG",
    "SENZA_ORGANISATION_NAME",
    "SENZA_ORGANISATION_URL",
    "SENZA_TECHNICAL_CONTACT",
    "SENZA_SUPPORT_CONTACT",
    "SENZA_METADATA_VALID_DAYS",
    "SENZA_IDENTIFIERS",
    "SENZA_SESSION_MINUTES",
    "SENZA_IDLE_MINUTES",
    "SENZA_SHARED_IDLE_MINUTES",
    "SENZA_PASSKEY_MODELS",
    "SENZA_ENVELOPE_FILE_MIB",
    "SENZA_ENVELOPE_PERSON_MIB",
    "SENZA_ENVELOPE_TOTAL_MIB",
    "SENZA_FLIGHT_DAYS",
    "SENZA_FLIGHT_RECORDS",
    "SENZA_SYSLOG",
    "SENZA_SYSLOG_CA",
    "SENZA_SYSLOG_ENTERPRISE",
    "SENZA_SMTP_HOST",
    "SENZA_SMTP_PORT",
    "SENZA_SMTP_TLS",
    "SENZA_SMTP_CA",
    "SENZA_SMTP_USER",
    "SENZA_SMTP_PASSWORD_FILE",
    "SENZA_SMTP_FROM",
    "SENZA_SMTP_TIMEOUT_SECONDS",
    "SENZA_LANGUAGES_DIR",
    "SENZA_TOKEN",
];

/// What the surroundings say: variables, and whether the program was started by root.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    pub variables: BTreeMap<OsString, OsString>,
    pub root: bool,
}

impl Environment {
    /// The environment of this process.
    pub fn of_process() -> Self {
        Self { variables: std::env::vars_os().collect(), root: nix::unistd::geteuid().is_root() }
    }

    /// `/run/senza-keeper/keeper.sock` for root, else in the person's own runtime folder (XDG Base Directory), or with their data.
    pub(super) fn default_socket(&self) -> Option<PathBuf> {
        let folder = match self.variable("XDG_RUNTIME_DIR").map(PathBuf::from) {
            _ if self.root => PathBuf::from("/run/senza-keeper"),
            Some(path) if path.is_absolute() => path.join("senza-keeper"),
            _ => self.default_folder("keeper-run")?,
        };
        Some(folder.join("keeper.sock"))
    }

    /// `$CREDENTIALS_DIRECTORY/senza-keeper-key`.
    pub(super) fn credential(&self) -> Option<PathBuf> {
        self.credential_named(crate::keeper::CREDENTIAL)
    }

    /// A credential's file, as the service manager makes it for this program alone (systemd.exec(5)).
    pub(super) fn credential_named(&self, name: &str) -> Option<PathBuf> {
        let folder = self.variable("CREDENTIALS_DIRECTORY").map(PathBuf::from).filter(|path| path.is_absolute());
        folder.map(|folder| folder.join(name))
    }

    fn variable(&self, name: &str) -> Option<&OsString> {
        self.variables.get(&OsString::from(name)).filter(|value| !value.is_empty())
    }

    /// `/var/lib/senza/<leaf>` for root, else under the person's own data folder (XDG Base Directory, `XDG_DATA_HOME`).
    pub(super) fn default_folder(&self, leaf: &str) -> Option<PathBuf> {
        if self.root {
            return Some(Path::new("/var/lib/senza").join(leaf));
        }
        let own = match self.variable("XDG_DATA_HOME").map(PathBuf::from) {
            Some(path) if path.is_absolute() => path,
            _ => PathBuf::from(self.variable("HOME")?).join(".local/share"),
        };
        Some(own.join("senza").join(leaf))
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Settings {
    pub(super) server: Server,
    pub(super) demo: Demo,
    pub(super) database: Database,
    pub(super) keeper: Keeper,
    pub(super) log: Log,
    pub(super) organisation: Organisation,
    pub(super) metadata: Metadata,
    pub(super) sessions: Sessions,
    pub(super) passkeys: Passkeys,
    pub(super) envelopes: Envelopes,
    pub(super) flight: Flight,
    pub(super) syslog: Syslog,
    pub(super) smtp: Smtp,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Flight {
    pub(super) days: Option<Number>,
    pub(super) records: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Syslog {
    pub(super) server: Option<String>,
    pub(super) ca: Option<PathBuf>,
    pub(super) enterprise: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Smtp {
    pub(super) host: Option<String>,
    pub(super) port: Option<Number>,
    pub(super) tls: Option<String>,
    pub(super) ca: Option<PathBuf>,
    pub(super) user: Option<String>,
    pub(super) password_file: Option<PathBuf>,
    pub(super) from: Option<String>,
    pub(super) timeout_seconds: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Envelopes {
    pub(super) file_mib: Option<Number>,
    pub(super) person_mib: Option<Number>,
    pub(super) total_mib: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Server {
    pub(super) listen: Option<String>,
    pub(super) base_url: Option<String>,
    pub(super) certificate: Option<PathBuf>,
    pub(super) key: Option<PathBuf>,
    pub(super) trusted_proxies: Option<String>,
    pub(super) forwarded_header: Option<String>,
    pub(super) drain_seconds: Option<Number>,
    pub(super) metrics_listen: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Demo {
    pub(super) listen: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Database {
    pub(super) url: Option<SecretText>,
    pub(super) data_dir: Option<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Keeper {
    pub(super) dir: Option<PathBuf>,
    pub(super) socket: Option<String>,
    pub(super) peers: Option<String>,
    pub(super) listen: Option<String>,
    pub(super) tls_certificate: Option<PathBuf>,
    pub(super) tls_key: Option<PathBuf>,
    pub(super) tls_ca: Option<PathBuf>,
    pub(super) tls_peers: Option<String>,
    pub(super) token: Token,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Log {
    pub(super) filter: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Organisation {
    pub(super) name: Option<String>,
    pub(super) url: Option<String>,
    pub(super) technical_contact: Option<String>,
    pub(super) support_contact: Option<String>,
    pub(super) identifiers: Option<String>,
    pub(super) languages_dir: Option<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Metadata {
    pub(super) valid_days: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sessions {
    pub(super) minutes: Option<Number>,
    pub(super) idle_minutes: Option<Number>,
    pub(super) shared_idle_minutes: Option<Number>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Passkeys {
    pub(super) models: Option<Vec<PasskeyModel>>,
    /// As the variable has it.
    #[serde(skip)]
    pub(super) text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PasskeyModel {
    pub(super) aaguid: String,
    pub(super) roots: PathBuf,
    #[serde(default)]
    pub(super) name: Option<String>,
}

/// A number as the file has it, or text as a variable has it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Number {
    Is(i64),
    Text(String),
}

impl Number {
    pub(super) fn number(&self) -> Option<i64> {
        match self {
            Self::Is(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        }
    }
}

impl Smtp {
    /// Whether a variable is one of these.
    fn take(&mut self, name: &str, value: &OsString) -> Result<bool, ConfigError> {
        let text = || value.to_str().map(str::to_owned).ok_or(ConfigError::NotText { name: name.to_owned() });
        match name {
            "SENZA_SMTP_HOST" => self.host = Some(text()?),
            "SENZA_SMTP_PORT" => self.port = Some(Number::Text(text()?)),
            "SENZA_SMTP_TLS" => self.tls = Some(text()?),
            "SENZA_SMTP_CA" => self.ca = Some(PathBuf::from(value)),
            "SENZA_SMTP_USER" => self.user = Some(text()?),
            "SENZA_SMTP_PASSWORD_FILE" => self.password_file = Some(PathBuf::from(value)),
            "SENZA_SMTP_FROM" => self.from = Some(text()?),
            "SENZA_SMTP_TIMEOUT_SECONDS" => self.timeout_seconds = Some(Number::Text(text()?)),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Settings {
    pub(super) fn from_file(file: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(file).map_err(|cause| ConfigError::Unreadable { file: file.to_owned(), cause })?;
        // The parser's own display quotes the line, and a database password may stand in it: take message and place.
        toml::from_str(&text).map_err(|error| ConfigError::File {
            file: file.to_owned(),
            line: line_of(&text, error.span().map_or(0, |span| span.start)),
            problem: error.message().trim().to_owned(),
        })
    }

    /// Lets variables win over the file. An empty variable counts as not set.
    pub(super) fn override_by(&mut self, environment: &Environment) -> Result<(), ConfigError> {
        for (name, value) in &environment.variables {
            let name = name.to_string_lossy();
            if !name.starts_with("SENZA_") || value.is_empty() {
                continue;
            }
            let text = || value.to_str().map(str::to_owned).ok_or(ConfigError::NotText { name: name.to_string() });
            match &*name {
                "SENZA_LISTEN" => self.server.listen = Some(text()?),
                "SENZA_DEMO_LISTEN" => self.demo.listen = Some(text()?),
                "SENZA_BASE_URL" => self.server.base_url = Some(text()?),
                "SENZA_TLS_CERTIFICATE" => self.server.certificate = Some(PathBuf::from(value)),
                "SENZA_TLS_KEY" => self.server.key = Some(PathBuf::from(value)),
                "SENZA_TRUSTED_PROXIES" => self.server.trusted_proxies = Some(text()?),
                "SENZA_FORWARDED_HEADER" => self.server.forwarded_header = Some(text()?),
                "SENZA_DRAIN_SECONDS" => self.server.drain_seconds = Some(Number::Text(text()?)),
                "SENZA_METRICS_LISTEN" => self.server.metrics_listen = Some(text()?),
                "SENZA_DATABASE_URL" => self.database.url = Some(SecretText::new(text()?)),
                "SENZA_DATA_DIR" => self.database.data_dir = Some(PathBuf::from(value)),
                "SENZA_KEEPER_DIR" => self.keeper.dir = Some(PathBuf::from(value)),
                "SENZA_KEEPER_SOCKET" => self.keeper.socket = Some(text()?),
                "SENZA_KEEPER_PEERS" => self.keeper.peers = Some(text()?),
                "SENZA_KEEPER_LISTEN" => self.keeper.listen = Some(text()?),
                "SENZA_KEEPER_TLS_CERTIFICATE" => self.keeper.tls_certificate = Some(PathBuf::from(value)),
                "SENZA_KEEPER_TLS_KEY" => self.keeper.tls_key = Some(PathBuf::from(value)),
                "SENZA_KEEPER_TLS_CA" => self.keeper.tls_ca = Some(PathBuf::from(value)),
                "SENZA_KEEPER_TLS_PEERS" => self.keeper.tls_peers = Some(text()?),
                "SENZA_KEEPER_TOKEN" => self.keeper.token.label = Some(text()?),
                "SENZA_KEEPER_TOKEN_MODULE" => self.keeper.token.module = Some(PathBuf::from(value)),
                "SENZA_KEEPER_TOKEN_PIN_FILE" => self.keeper.token.pin_file = Some(PathBuf::from(value)),
                "SENZA_KEEPER_TOKEN_FILES" => self.keeper.token.files = Some(text()?),
                "SENZA_KEEPER_TOKEN_PORTS" => self.keeper.token.ports = Some(text()?),
                "SENZA_KEEPER_TOKEN_CALLS" => self.keeper.token.calls = Some(text()?),
                "SENZA_LOG" => self.log.filter = Some(text()?),
                "SENZA_ORGANISATION_NAME" => self.organisation.name = Some(text()?),
                "SENZA_ORGANISATION_URL" => self.organisation.url = Some(text()?),
                "SENZA_TECHNICAL_CONTACT" => self.organisation.technical_contact = Some(text()?),
                "SENZA_SUPPORT_CONTACT" => self.organisation.support_contact = Some(text()?),
                "SENZA_IDENTIFIERS" => self.organisation.identifiers = Some(text()?),
                "SENZA_LANGUAGES_DIR" => self.organisation.languages_dir = Some(PathBuf::from(value)),
                "SENZA_METADATA_VALID_DAYS" => self.metadata.valid_days = Some(Number::Text(text()?)),
                "SENZA_SESSION_MINUTES" => self.sessions.minutes = Some(Number::Text(text()?)),
                "SENZA_IDLE_MINUTES" => self.sessions.idle_minutes = Some(Number::Text(text()?)),
                "SENZA_SHARED_IDLE_MINUTES" => self.sessions.shared_idle_minutes = Some(Number::Text(text()?)),
                "SENZA_PASSKEY_MODELS" => self.passkeys.text = Some(text()?),
                "SENZA_ENVELOPE_FILE_MIB" => self.envelopes.file_mib = Some(Number::Text(text()?)),
                "SENZA_ENVELOPE_PERSON_MIB" => self.envelopes.person_mib = Some(Number::Text(text()?)),
                "SENZA_ENVELOPE_TOTAL_MIB" => self.envelopes.total_mib = Some(Number::Text(text()?)),
                "SENZA_FLIGHT_DAYS" => self.flight.days = Some(Number::Text(text()?)),
                "SENZA_FLIGHT_RECORDS" => self.flight.records = Some(Number::Text(text()?)),
                "SENZA_SYSLOG" => self.syslog.server = Some(text()?),
                "SENZA_SYSLOG_CA" => self.syslog.ca = Some(PathBuf::from(value)),
                "SENZA_SYSLOG_ENTERPRISE" => self.syslog.enterprise = Some(Number::Text(text()?)),
                // A person's own, for `senza envelope seal --to`: no setting.
                "SENZA_TOKEN" => {}
                other if self.smtp.take(other, value)? => {}
                _ => return Err(ConfigError::UnknownVariable { name: name.into_owned() }),
            }
        }
        Ok(())
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|octet| *octet == b'\n').count()
}
