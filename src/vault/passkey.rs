//! A passkey that opens a vault alone: what its PRF gives, and the user handle that its authenticator keeps.
//!
//! ```text
//! user handle = key half (32) ‖ locator half (32)
//! prf         = HKDF(salt = empty, ikm = the PRF's output, info = "senza/1/passkey/prf"), in the browser
//! s           = SHA-256(lp("senza/1/passkey/secret", prf, key half))
//! ```
//!
//! The PRF's output itself never leaves the browser. The locator half, hashed, is what the keeper makes the row's locator of.

use crate::domain::Secret;
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use zeroize::Zeroizing;

/// What the page says to the PRF, and to what is derived of its output.
pub const PRF: &str = labels::PASSKEY_PRF;

/// Octets of a user handle: as many as WebAuthn allows (§4, "user handle").
pub const USER_HANDLE: usize = 64;

/// What an authenticator gives back of whose passkey it is.
#[derive(Debug)]
pub struct UserHandle(Secret<USER_HANDLE>);

impl UserHandle {
    pub fn new(octets: Secret<USER_HANDLE>) -> Self {
        Self(octets)
    }

    /// What opens nothing without the PRF's output.
    pub(super) fn key_half(&self) -> &[u8] {
        self.0.expose().split_at(USER_HANDLE / 2).0
    }

    /// What the keeper makes the row's locator from.
    pub fn locator_digest(&self) -> [u8; 32] {
        let (_, locator_half) = self.0.expose().split_at(USER_HANDLE / 2);
        sha256(&Zeroizing::new(lp(&[labels::PASSKEY_LOCATOR.as_bytes(), locator_half])))
    }
}

/// In the place of a stretched passphrase.
pub fn secret(prf: &Secret<32>, user: &UserHandle) -> Secret<32> {
    Secret::new(sha256(&Zeroizing::new(lp(&[labels::PASSKEY_SECRET.as_bytes(), prf.expose(), user.key_half()]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    // Threat: the half that the database finds the row by opens it.
    #[test]
    fn each_half_has_its_own_use_and_both_the_prf_and_the_key_half_are_needed() {
        let user = |key: u8, locator: u8| {
            let mut octets = [key; USER_HANDLE];
            octets[32..].fill(locator);
            UserHandle::new(Secret::new(octets))
        };
        let prf = |octet| Secret::new([octet; 32]);
        let (one, found) = (secret(&prf(1), &user(2, 3)), user(2, 3).locator_digest());
        assert!(one == secret(&prf(1), &user(2, 9)) && one != secret(&prf(1), &user(9, 3)));
        assert!(one != secret(&prf(9), &user(2, 3)) && found == user(9, 3).locator_digest());
        assert!(found != user(2, 9).locator_digest() && found != *one.expose());
    }
}
