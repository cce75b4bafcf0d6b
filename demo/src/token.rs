//! Random names that nobody can guess, and the present moment: the only places that ask the machine for either.

use chrono::{DateTime, Utc};

/// 128 random bits in hexadecimal. An error when the generator fails.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for randomness")]
pub(crate) fn random() -> Result<String, openssl::error::ErrorStack> {
    let mut octets = [0; 16];
    openssl::rand::rand_bytes(&mut octets)?;
    Ok(data_encoding::HEXLOWER.encode(&octets))
}

/// The machine's clock. Everything below the handlers takes the moment as a parameter, except samael, which does not
/// let itself be told.
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}
