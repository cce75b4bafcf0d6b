//! `[keeper.token]`: the PKCS #11 token that has some of the keeper's keys.

use super::{Environment, listed};
use serde::Deserialize;
use std::path::PathBuf;

/// The credential with the PIN.
const CREDENTIAL: &str = "senza-token-pin";

/// A token, and what its module needs of the kernel.
#[derive(Debug, Clone)]
pub struct TokenConfig {
    /// `label`, `SENZA_KEEPER_TOKEN`: the token's own
    pub label: String,
    /// `module`, `SENZA_KEEPER_TOKEN_MODULE`: the shared library of the token's maker
    pub module: PathBuf,
    /// `pin_file`, `SENZA_KEEPER_TOKEN_PIN_FILE`: a file that only the keeper's user can read
    pub pin_file: Option<PathBuf>,
    /// Where the service manager put the credential `senza-token-pin`, which is read when there is no `pin_file`.
    pub pin_credential: Option<PathBuf>,
    /// `files`, `SENZA_KEEPER_TOKEN_FILES`: files and folders that the module opens
    pub files: Vec<PathBuf>,
    /// `ports`, `SENZA_KEEPER_TOKEN_PORTS`: ports that it connects to
    pub ports: Vec<u16>,
    /// `calls`, `SENZA_KEEPER_TOKEN_CALLS`: system calls that it makes, besides a keeper's own
    pub calls: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum TokenConfigError {
    #[error(
        "keeper.token needs both, the token's label (SENZA_KEEPER_TOKEN) and the path of its module (SENZA_KEEPER_TOKEN_MODULE)"
    )]
    Half,
    #[error("{name} must be an absolute path, it is {path}", path = .path.display())]
    Relative { name: &'static str, path: PathBuf },
    #[error(
        "keeper.token needs the token's PIN: in a file (SENZA_KEEPER_TOKEN_PIN_FILE), or as the systemd credential {CREDENTIAL}"
    )]
    NoPin,
    #[error("SENZA_KEEPER_TOKEN_PORTS: {0:?} is no port")]
    Port(String),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Token {
    pub(super) label: Option<String>,
    pub(super) module: Option<PathBuf>,
    pub(super) pin_file: Option<PathBuf>,
    pub(super) files: Option<String>,
    pub(super) ports: Option<String>,
    pub(super) calls: Option<String>,
}

impl TokenConfig {
    /// None where nothing is said of a token.
    pub(super) fn of(token: Token, environment: &Environment) -> Result<Option<Self>, TokenConfigError> {
        let (label, module) = match (token.label, token.module) {
            (Some(label), Some(module)) => (label, absolute("SENZA_KEEPER_TOKEN_MODULE", module)?),
            (None, None) if token.pin_file.is_none() && token.files.is_none() => return Ok(None),
            _ => return Err(TokenConfigError::Half),
        };
        let pin_file = token.pin_file.map(|file| absolute("SENZA_KEEPER_TOKEN_PIN_FILE", file)).transpose()?;
        let pin_credential = environment.credential_named(CREDENTIAL);
        if pin_file.is_none() && pin_credential.is_none() {
            return Err(TokenConfigError::NoPin);
        }
        let (files, ports, calls) =
            (token.files.unwrap_or_default(), token.ports.unwrap_or_default(), token.calls.unwrap_or_default());
        let file = |path: &str| absolute("SENZA_KEEPER_TOKEN_FILES", PathBuf::from(path));
        let port = |port: &str| port.parse().map_err(|_| TokenConfigError::Port(port.to_owned()));
        Ok(Some(Self {
            label,
            module,
            pin_file,
            pin_credential,
            files: listed(&files).map(file).collect::<Result<_, _>>()?,
            ports: listed(&ports).map(port).collect::<Result<_, _>>()?,
            calls: listed(&calls).map(str::to_owned).collect(),
        }))
    }
}

fn absolute(name: &'static str, path: PathBuf) -> Result<PathBuf, TokenConfigError> {
    if path.is_absolute() { Ok(path) } else { Err(TokenConfigError::Relative { name, path }) }
}
