//! The file key, encrypted to one recipient: the X25519 stanza.

use crate::domain::{Random, Secret};
use crate::keys::age::error::{KeyError, OpenError, SealError};
use crate::keys::age::identity::Identity;
use crate::keys::age::payload::{Aead, TAG};
use crate::keys::age::recipient::Recipient;
use crate::vault::KeyPair;
use crate::vault::derive::{hkdf_expand, hkdf_extract};
use crate::vault::envelope::{EnvelopeError, x25519};
use data_encoding::BASE64_NOPAD;
use openssl::error::ErrorStack;
use zeroize::Zeroizing;

/// "Each file is encrypted with a 128-bit symmetric file key."
pub(super) const FILE_KEY: usize = 16;
/// `info = "age-encryption.org/v1/X25519"`
const INFO: &[u8] = b"age-encryption.org/v1/X25519";
/// "where the ChaCha20-Poly1305 nonce is fixed as 12 0x00 bytes": each key encrypts one file key.
const NONCE: [u8; 12] = [0; 12];

/// What one stanza of kind X25519 says, its form checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct X25519 {
    share: [u8; 32],
    body: [u8; FILE_KEY + TAG],
}

impl X25519 {
    /// `None` where the stanza is not well-formed.
    pub(super) fn read(arguments: &[&str], body: &[u8]) -> Option<Self> {
        // "… MUST otherwise reject any stanza that has more or less than two arguments, or where the second argument is not a
        // canonical base64 encoding of a 32-byte value."
        let ["X25519", share] = arguments else { return None };
        let share = BASE64_NOPAD.decode(share.as_bytes()).ok()?.try_into().ok()?;
        // "It MUST check that the body length is exactly 32 bytes before attempting to decrypt it, to mitigate partitioning
        // oracle attacks."
        let body = body.try_into().ok()?;
        Some(Self { share, body })
    }

    /// Encrypts the file key to a recipient.
    pub(super) fn seal(file_key: &Secret<FILE_KEY>, to: Recipient, random: &dyn Random) -> Result<Self, SealError> {
        // "A new ephemeral secret MUST be generated for each stanza and each file."
        let ephemeral = KeyPair::generate(random).map_err(seal_error)?;
        let shared = x25519(&ephemeral.private, to.public()).map_err(seal_error)?;
        let key = wrap_key(&shared, &ephemeral.public, to.public());
        let mut body = Vec::with_capacity(FILE_KEY + TAG);
        Aead::sealing(&key)?.seal(&NONCE, file_key.expose(), &mut body)?;
        let body = body.try_into().map_err(|_| ErrorStack::get())?;
        Ok(Self { share: ephemeral.public, body })
    }

    /// The file key, if this stanza is this identity's.
    ///
    /// # Errors
    /// [`OpenError::Header`] for a share that nobody honest writes.
    pub(super) fn open(&self, identity: &Identity) -> Result<Option<Secret<FILE_KEY>>, OpenError> {
        // "If the shared secret is all 0x00 bytes, the identity implementation MUST abort."
        let shared = match x25519(identity.private(), &self.share) {
            Ok(shared) => shared,
            Err(EnvelopeError::OpenSsl(error)) => return Err(error.into()),
            Err(_) => return Err(OpenError::Header("a share in it makes no secret")),
        };
        let key = wrap_key(&shared, &self.share, identity.recipient().public());
        let mut file_key = Zeroizing::new(Vec::with_capacity(FILE_KEY));
        match Aead::opening(&key)?.open(&NONCE, &self.body, &mut file_key)? {
            true => Ok(Secret::from_slice(&file_key)),
            false => Ok(None),
        }
    }

    /// The stanza's two lines. 32 octets are 43 characters: the body is one line, shorter than 64.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for (before, octets) in [("-> X25519 ", &self.share), ("", &self.body)] {
            out.extend_from_slice(before.as_bytes());
            out.extend_from_slice(BASE64_NOPAD.encode(octets).as_bytes());
            out.push(b'\n');
        }
    }
}

/// `wrap key = HKDF-SHA-256(ikm = shared secret, salt, info)`, `salt = ephemeral share || recipient`
fn wrap_key(shared: &[u8; 32], share: &[u8; 32], recipient: &[u8; 32]) -> Secret<32> {
    hkdf_expand(&hkdf_extract(&[share.as_slice(), recipient].concat(), shared), INFO)
}

fn seal_error(error: EnvelopeError) -> SealError {
    match error {
        EnvelopeError::OpenSsl(error) => error.into(),
        _ => KeyError::SmallOrder.into(),
    }
}
