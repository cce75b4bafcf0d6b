//! How much ciphertext is kept beside the database.

use super::ConfigError;
use super::source::{Envelopes, Number};

/// `[envelopes]`, in MiB
#[derive(Debug, Clone, Copy)]
pub struct EnvelopesConfig {
    /// `file_mib`, `SENZA_ENVELOPE_FILE_MIB`: one file
    pub file_mib: u64,
    /// `person_mib`, `SENZA_ENVELOPE_PERSON_MIB`: all that one person has sent and is not over
    pub person_mib: u64,
    /// `total_mib`, `SENZA_ENVELOPE_TOTAL_MIB`: all; 0 turns envelopes off
    pub total_mib: u64,
}

impl EnvelopesConfig {
    pub(super) fn of(settings: Envelopes) -> Result<Self, ConfigError> {
        Ok(Self {
            file_mib: mib("SENZA_ENVELOPE_FILE_MIB", settings.file_mib, 2048)?,
            person_mib: mib("SENZA_ENVELOPE_PERSON_MIB", settings.person_mib, 8192)?,
            total_mib: mib("SENZA_ENVELOPE_TOTAL_MIB", settings.total_mib, 65_536)?,
        })
    }
}

fn mib(name: &'static str, set: Option<Number>, otherwise: u64) -> Result<u64, ConfigError> {
    const MOST: u64 = 1 << 30;
    let Some(set) = set else { return Ok(otherwise) };
    set.number()
        .and_then(|mib| u64::try_from(mib).ok())
        .filter(|mib| *mib <= MOST)
        .ok_or(ConfigError::Mebibytes { name })
}
