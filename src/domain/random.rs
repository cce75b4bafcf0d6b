//! Randomness as a parameter, so that test vectors can be reproduced.

use uuid::Uuid;

/// A source of random octets fit for keys.
pub trait Random: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// `N` fresh octets. For a key, wrap the result at once: `Secret::random`.
pub fn octets<const N: usize>(random: &dyn Random) -> [u8; N] {
    let mut out = [0; N];
    random.fill(&mut out);
    out
}

/// A random (version 4) UUID.
pub fn uuid(random: &dyn Random) -> Uuid {
    uuid::Builder::from_random_bytes(octets(random)).into_uuid()
}

/// OpenSSL's generator, seeded by the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for randomness")]
    fn fill(&self, buffer: &mut [u8]) {
        if openssl::rand::rand_priv_bytes(buffer).is_err() {
            // No answer is safe here: a key from a failed generator would look like any other.
            std::process::abort();
        }
    }
}
