//! What the program says about itself, on stderr: stdout is for what another program may read.

use crate::config::LogConfig;
use std::io::IsTerminal as _;
use tracing_subscriber::EnvFilter;

/// Statements that took long are worth a line, each statement is not; nor is every worker of the web server.
const DEFAULT_FILTER: &str = "info,sqlx=warn,actix_server=warn";

#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    #[error("SENZA_LOG is not a filter such as info or senza=debug,sqlx=warn: {0}")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    #[error("the log was already set up")]
    Twice,
}

/// Sends events to stderr, once for the life of the process.
pub fn start(config: &LogConfig) -> Result<(), TelemetryError> {
    tracing_subscriber::fmt()
        .with_env_filter(filter(config)?)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .try_init()
        .map_err(|_| TelemetryError::Twice)
}

fn filter(config: &LogConfig) -> Result<EnvFilter, TelemetryError> {
    Ok(EnvFilter::builder().parse(config.filter.as_deref().unwrap_or(DEFAULT_FILTER))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_is_none_is_refused_in_a_sentence() {
        let refused = filter(&LogConfig { filter: Some("senza=loud".into()) });
        assert!(refused.is_err_and(|error| error.to_string().starts_with("SENZA_LOG is not a filter")));
        assert!(filter(&LogConfig { filter: None }).is_ok());
    }
}
