//! The only place that writes to stdout.

use super::CommandError;
use std::io::Write;

/// One line for a program to read.
pub(super) fn line(text: &str) -> Result<(), CommandError> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{text}").and_then(|()| stdout.flush()).map_err(CommandError::io("stdout cannot be written"))
}

/// Octets as they are.
pub(super) fn raw(octets: &[u8]) -> Result<(), CommandError> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(octets).and_then(|()| stdout.flush()).map_err(CommandError::io("stdout cannot be written"))
}

/// One line for a person to read.
pub(super) fn say(text: &str) {
    // A closed stderr is no reason to stop.
    let _ = writeln!(std::io::stderr(), "{text}");
}
