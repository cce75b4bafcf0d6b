//! Time-based one-time codes (RFC 6238): six digits, thirty seconds, one step of clock difference either way.

use crate::domain::random::{self, Random};
use crate::domain::{SecretBytes, SecretText};
use data_encoding::BASE32_NOPAD;
use subtle::{ConditionallySelectable, ConstantTimeEq};
use time::OffsetDateTime;
use totp_rs::{Algorithm, Builder, Totp};

const STEP_SECONDS: u64 = 30;
const DIGITS: u8 = 6;

#[derive(Debug, thiserror::Error)]
pub enum TotpError {
    #[error("the TOTP seed is not usable: {0}")]
    Seed(String),
}

/// A fresh 160-bit seed, as RFC 4226 §4 recommends.
pub fn new_seed(random: &dyn Random) -> SecretBytes {
    SecretBytes::new(random::octets::<20>(random).to_vec())
}

/// The text an authenticator app reads: `otpauth://totp/…` with the seed in base32.
pub fn uri(seed: &SecretBytes, issuer: &str, identifier: &str) -> SecretText {
    let encode =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    SecretText::new(format!(
        "otpauth://totp/{issuer}:{identifier}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
        BASE32_NOPAD.encode(seed.expose()),
        issuer = encode(issuer),
        identifier = encode(identifier),
    ))
}

/// The time step that a code belongs to, of the present one and its neighbours; `None` when it is none of theirs.
/// Always computes all three.
pub fn matching_step(seed: &SecretBytes, typed: &SecretText, now: OffsetDateTime) -> Result<Option<u64>, TotpError> {
    let digits: String = typed.expose().chars().filter(|c| !c.is_whitespace()).collect();
    let digits = SecretText::new(digits);
    let totp = generator(seed)?;
    let present = u64::try_from(now.unix_timestamp()).unwrap_or(0) / STEP_SECONDS;
    let mut found = 0_u64;
    for step in present.saturating_sub(1)..=present + 1 {
        let code = SecretText::new(totp.generate(step * STEP_SECONDS).to_string());
        let same = code.expose().as_bytes().ct_eq(digits.expose().as_bytes());
        found.conditional_assign(&step, same);
    }
    Ok((found != 0).then_some(found))
}

/// The code of this moment, for trying out without a phone.
pub fn code_at(seed: &SecretBytes, now: OffsetDateTime) -> Result<String, TotpError> {
    Ok(generator(seed)?.generate(u64::try_from(now.unix_timestamp()).unwrap_or(0)).to_string())
}

fn generator(seed: &SecretBytes) -> Result<Totp, TotpError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP_SECONDS)
        .with_secret(seed.expose().to_vec())
        .build()
        .map_err(|error| TotpError::Seed(error.to_string()))
}

/// Reads the seed out of an otpauth URI.
pub fn seed_of_uri(text: &str) -> Option<SecretBytes> {
    let parsed = url::Url::parse(text).ok().filter(|url| url.scheme() == "otpauth")?;
    let (_, secret) = parsed.query_pairs().find(|(name, _)| name == "secret")?;
    BASE32_NOPAD.decode(secret.trim_end_matches('=').to_ascii_uppercase().as_bytes()).ok().map(SecretBytes::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use time::Duration;

    fn at(unix: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(unix).unwrap()
    }

    // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
    #[test]
    fn agrees_with_the_rfc() {
        let seed = SecretBytes::new(b"12345678901234567890".to_vec());
        for (unix, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(code_at(&seed, at(unix)).unwrap(), code);
        }
    }

    #[test]
    fn one_step_of_difference_is_forgiven_and_two_are_not() {
        let seed = new_seed(&SystemRandom);
        let now = at(1_900_000_000);
        let code = SecretText::new(code_at(&seed, now).unwrap());
        let step = 1_900_000_000 / 30;
        for seconds in [-30, 0, 30] {
            assert_eq!(matching_step(&seed, &code, now + Duration::seconds(seconds)).unwrap(), Some(step));
        }
        for seconds in [-61, 60] {
            assert_eq!(matching_step(&seed, &code, now + Duration::seconds(seconds)).unwrap(), None);
        }
        let spaced = SecretText::new(format!("{} {}", &code.expose()[..3], &code.expose()[3..]));
        assert_eq!(matching_step(&seed, &spaced, now).unwrap(), Some(step));
        assert_eq!(matching_step(&seed, &SecretText::default(), now).unwrap(), None);
    }

    #[test]
    fn the_uri_carries_the_seed_and_hostile_names_do_not_break_it() {
        let seed = new_seed(&SystemRandom);
        let uri = uri(&seed, "Senza", "a&secret=b c?#@example.org");
        assert_eq!(seed_of_uri(uri.expose()).unwrap().expose(), seed.expose());
        assert!(!uri.expose().contains("secret=b"));
    }
}
