//! How long sessions last at most. An administrator may choose less on the console, and never more.

use super::ConfigError;
use super::source::{Number, Sessions};
use crate::domain::Limits;
use crate::domain::limits::LimitsError;

/// `[sessions]`
#[derive(Debug, Clone, Copy)]
pub struct SessionsConfig {
    /// `minutes`, `SENZA_SESSION_MINUTES`: however they are used; `idle_minutes`, `SENZA_IDLE_MINUTES`: unused, as long as
    /// `minutes` by default; `shared_idle_minutes`, `SENZA_SHARED_IDLE_MINUTES`: unused, at a computer that people share
    pub limits: Limits,
}

impl SessionsConfig {
    pub(super) fn of(settings: Sessions) -> Result<Self, ConfigError> {
        let standard = Limits::STANDARD;
        let longest = minutes(settings.minutes, standard.longest());
        let idle = minutes(settings.idle_minutes, longest);
        let shared_idle = minutes(settings.shared_idle_minutes, standard.shared_idle().min(idle));
        let limits = Limits::new(longest, idle, shared_idle).map_err(|cause| {
            let name = match cause {
                LimitsError::Longest => "SENZA_SESSION_MINUTES",
                LimitsError::Idle => "SENZA_IDLE_MINUTES",
                LimitsError::SharedIdle => "SENZA_SHARED_IDLE_MINUTES",
            };
            ConfigError::Sessions { name, cause }
        })?;
        Ok(Self { limits })
    }
}

/// What is no number of minutes is as absurd as none.
fn minutes(set: Option<Number>, otherwise: u16) -> u16 {
    set.map_or(otherwise, |set| set.number().and_then(|minutes| u16::try_from(minutes).ok()).unwrap_or(0))
}
