//! How much the flight recorder keeps of sign-ons.

use super::ConfigError;
use super::source::{Flight, Number};
use crate::domain::FlightPolicy;

/// `[flight]`
#[derive(Debug, Clone, Copy)]
pub struct FlightConfig {
    /// `days`, `SENZA_FLIGHT_DAYS`: how long, 0 for not at all; `records`, `SENZA_FLIGHT_RECORDS`: sign-ons that were answered
    pub policy: FlightPolicy,
}

impl FlightConfig {
    pub(super) fn of(settings: Flight) -> Result<Self, ConfigError> {
        let standard = FlightPolicy::default();
        let days = number(settings.days, standard.days);
        let records = number(settings.records, standard.records);
        let policy = days.zip(records).and_then(|(days, records)| FlightPolicy::new(days, records));
        Ok(Self { policy: policy.ok_or(ConfigError::Flight)? })
    }
}

fn number<T: TryFrom<i64>>(set: Option<Number>, otherwise: T) -> Option<T> {
    match set {
        None => Some(otherwise),
        Some(set) => set.number().and_then(|number| T::try_from(number).ok()),
    }
}
