//! What an operator says of a token.

use std::path::PathBuf;

/// Where a token is, and how to get in.
#[derive(Debug, Clone)]
pub struct TokenSettings {
    /// The module of the token's maker.
    pub module: PathBuf,
    /// The token's label, which one alone may bear.
    pub label: String,
    pub pin: PinSource,
    /// Whether the module may make threads of its own.
    pub may_make_threads: bool,
}

/// Where the PIN lies. Never an argument or a variable: others see those.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PinSource {
    /// A file that nobody else can read.
    File(PathBuf),
    /// A file that systemd made for this service alone (`LoadCredential=`, systemd.exec(5)).
    Credential(PathBuf),
}

impl PinSource {
    pub(super) fn path(&self) -> &PathBuf {
        match self {
            Self::File(path) | Self::Credential(path) => path,
        }
    }
}
