//! Decryption of content keys that were wrapped for one of the keeper's keys: RSA-OAEP (RFC 8017 §7.1.2) and nothing else.
//!
//! RFC 8017: "Care must be taken to ensure that an opponent cannot distinguish the different error conditions in Step 3.g,
//! whether by error message or timing" (Manger, CRYPTO 2001, needs little more than a thousand such answers). OpenSSL decodes in
//! constant time and has one error; here each key is tried whatever came of the others, and all that fails is one answer.

use super::embedded::Embedded;
use super::error::KeeperError;
use super::measured::measured;
use crate::domain::measures::Asked;
use crate::domain::{Oaep, OaepDigest, SecretBytes};
use openssl::error::ErrorStack;
use openssl::md::{Md, MdRef};
use openssl::pkey::{PKey, Private};
use openssl::pkey_ctx::PkeyCtx;
use openssl::rsa::Padding;

#[cfg(test)]
mod tests;

/// Octets of the keys of AES.
const CONTENT_KEYS: [usize; 3] = [16, 24, 32];

impl OaepDigest {
    /// In a frame.
    pub(super) fn octet(self) -> u8 {
        match self {
            Self::Sha1 => 1,
            Self::Sha256 => 2,
        }
    }

    pub(super) fn of_octet(octet: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.octet() == octet)
    }

    fn md(self) -> &'static MdRef {
        match self {
            Self::Sha1 => Md::sha1(),
            Self::Sha256 => Md::sha256(),
        }
    }
}

impl Embedded {
    /// The content key, with whichever key it was wrapped for.
    pub(super) fn unwrap_content_key(&self, oaep: Oaep, wrapped: &[u8]) -> Result<SecretBytes, KeeperError> {
        measured(Asked::Logout, || {
            self.budgets.unwrap(self.clock.now())?;
            // A command beside this program may have made the key a moment ago.
            self.live.refresh()?;
            let live = self.live.now();
            // IIP-IDP19: "they MUST attempt to use each decryption key". Each, also after the one that opens it.
            let opened = live.saml.decrypts().map(|key| content_key(key, oaep, wrapped).ok()).fold(None, Option::or);
            opened.filter(|key| CONTENT_KEYS.contains(&key.expose().len())).ok_or(KeeperError::Undecipherable)
        })
    }
}

fn content_key(key: &PKey<Private>, oaep: Oaep, wrapped: &[u8]) -> Result<SecretBytes, ErrorStack> {
    let mut context = PkeyCtx::new(key)?;
    context.decrypt_init()?;
    context.set_rsa_padding(Padding::PKCS1_OAEP)?;
    context.set_rsa_oaep_md(oaep.digest.md())?;
    context.set_rsa_mgf1_md(oaep.mask.md())?;
    let mut opened = Vec::new();
    context.decrypt_to_vec(wrapped, &mut opened)?;
    Ok(SecretBytes::new(opened))
}
