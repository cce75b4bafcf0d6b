//! Sealing to a public key: an ephemeral X25519 key agreement (RFC 7748), then a sealed record.
//!
//! ```text
//! envelope = header (1) ‖ ephemeral public key (32) ‖ sealed record
//! key      = HKDF-Expand(HKDF-Extract(label, shared ‖ ephemeral public ‖ recipient public), lp(label))
//! ```
//!
//! It says nothing about who sealed: whoever knows the public key can. What must be trusted is signed as well.

use crate::domain::{Random, Secret, SecretBytes};
use crate::vault::derive::{hkdf_expand, hkdf_extract};
use crate::vault::encode::lp;
use crate::vault::labels;
use crate::vault::seal::{self, OpenError, RecordContext, SealError};
use openssl::derive::Deriver;
use openssl::error::ErrorStack;
use openssl::pkey::{Id, PKey, Private};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

const HEADER: u8 = 1;

#[derive(Debug, thiserror::Error)]
pub enum EnvelopeError {
    #[error("the envelope's header names a format this program does not know, or the envelope is cut short")]
    Header,
    #[error("the public key is not one that a shared secret can be made with")]
    PublicKey,
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("OpenSSL refused the key: {0}")]
    OpenSsl(#[from] ErrorStack),
}

/// An X25519 key pair, raw octets as in RFC 7748 §6.1.
#[derive(Debug)]
pub struct KeyPair {
    pub public: [u8; 32],
    pub private: Secret<32>,
}

impl KeyPair {
    /// A fresh pair; the private key comes from `random` alone.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn generate(random: &dyn Random) -> Result<Self, EnvelopeError> {
        Self::from_private(Secret::random(random))
    }

    /// The pair of a private key.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn from_private(private: Secret<32>) -> Result<Self, EnvelopeError> {
        let public = PKey::private_key_from_raw_bytes(private.expose(), Id::X25519)?.raw_public_key()?;
        let public = public.try_into().map_err(|_| EnvelopeError::PublicKey)?;
        Ok(Self { public, private })
    }
}

/// Seals to a public key. The result is 33 octets longer than [`seal::seal`]'s.
///
/// # Errors
/// [`EnvelopeError::PublicKey`] for a key of small order; [`EnvelopeError::Seal`] as [`seal::seal`].
pub fn seal_to(
    public: &[u8; 32],
    context: &RecordContext<'_>,
    plaintext: &[u8],
    random: &dyn Random,
) -> Result<Vec<u8>, EnvelopeError> {
    let ephemeral = KeyPair::generate(random)?;
    let key = agree(&ephemeral.private, public, &ephemeral.public, public)?;
    let record = seal::seal(&key, context, plaintext, random)?;
    Ok([&[HEADER], ephemeral.public.as_slice(), &record].concat())
}

/// Opens what [`seal_to`] sealed to this pair for this place.
///
/// # Errors
/// Another format, an ephemeral key of small order, or [`EnvelopeError::Open`] as [`seal::open`].
pub fn open_from(pair: &KeyPair, context: &RecordContext<'_>, sealed: &[u8]) -> Result<SecretBytes, EnvelopeError> {
    Opener::new(pair)?.open(context, sealed)
}

/// A key pair that opens many envelopes: the private key is made ready once, which takes as long as an agreement. OpenSSL wipes it.
pub struct Opener {
    private: PKey<Private>,
    public: [u8; 32],
}

impl Opener {
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn new(pair: &KeyPair) -> Result<Self, EnvelopeError> {
        let private = PKey::private_key_from_raw_bytes(pair.private.expose(), Id::X25519)?;
        Ok(Self { private, public: pair.public })
    }

    /// As [`open_from`].
    ///
    /// # Errors
    /// As [`open_from`].
    pub fn open(&self, context: &RecordContext<'_>, sealed: &[u8]) -> Result<SecretBytes, EnvelopeError> {
        let (header, rest) = sealed.split_first().ok_or(EnvelopeError::Header)?;
        let (ephemeral, record) = rest.split_first_chunk::<32>().ok_or(EnvelopeError::Header)?;
        if *header != HEADER {
            return Err(EnvelopeError::Header);
        }
        let key = derived(&x25519_with(&self.private, ephemeral)?, ephemeral, &self.public);
        Ok(seal::open(&key, context, record)?)
    }
}

/// The key between `private` and `peer`. Both public keys go in as they are written, so that an encoding of the same
/// point with its unused bit set gives another key.
fn agree(
    private: &Secret<32>,
    peer: &[u8; 32],
    ephemeral: &[u8; 32],
    recipient: &[u8; 32],
) -> Result<Secret<32>, EnvelopeError> {
    Ok(derived(&x25519(private, peer)?, ephemeral, recipient))
}

fn derived(shared: &Zeroizing<[u8; 32]>, ephemeral: &[u8; 32], recipient: &[u8; 32]) -> Secret<32> {
    let ikm = Zeroizing::new([shared.as_slice(), ephemeral, recipient].concat());
    let prk = hkdf_extract(labels::ENVELOPE.as_bytes(), &ikm);
    hkdf_expand(&prk, &lp(&[labels::ENVELOPE_KEY.as_bytes()]))
}

/// The shared secret of RFC 7748 §6.1.
///
/// # Errors
/// [`EnvelopeError::PublicKey`] where it would be zero.
pub(crate) fn x25519(private: &Secret<32>, peer: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, EnvelopeError> {
    x25519_with(&PKey::private_key_from_raw_bytes(private.expose(), Id::X25519)?, peer)
}

fn x25519_with(private: &PKey<Private>, peer: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, EnvelopeError> {
    let peer = PKey::public_key_from_raw_bytes(peer, Id::X25519)?;
    let mut deriver = Deriver::new(private)?;
    deriver.set_peer(&peer)?;
    let mut shared = Zeroizing::new([0; 32]);
    // RFC 7748 §6.1: "Both MAY check, without leaking extra information about the value of K, whether K is the
    // all-zero value and abort if so". OpenSSL refuses it as well.
    deriver.derive(shared.as_mut_slice()).map_err(|_| EnvelopeError::PublicKey)?;
    if bool::from(shared.ct_eq(&[0; 32])) {
        return Err(EnvelopeError::PublicKey);
    }
    Ok(shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::vault::testing::{Counting, org};

    fn place() -> RecordContext<'static> {
        RecordContext { org: org(), table: "inbox", row: b"row", slot: "item", version: 1 }
    }

    #[test]
    fn shared_secret_and_public_key_as_in_rfc_7748() {
        let hex = |text: &str| <[u8; 32]>::try_from(data_encoding::HEXLOWER.decode(text.as_bytes()).unwrap()).unwrap();
        let alice = Secret::new(hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        let alice_public = hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        let bob_public = hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        let shared = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        assert_eq!(*x25519(&alice, &bob_public).unwrap(), shared);
        assert_eq!(KeyPair::from_private(alice).unwrap().public, alice_public);
    }

    #[test]
    fn opens_for_its_recipient_only() {
        let pair = KeyPair::generate(&SystemRandom).unwrap();
        let other = KeyPair::generate(&SystemRandom).unwrap();
        let sealed = seal_to(&pair.public, &place(), b"for one", &SystemRandom).unwrap();
        assert_eq!(open_from(&pair, &place(), &sealed).unwrap().expose(), b"for one");
        assert!(matches!(open_from(&other, &place(), &sealed), Err(EnvelopeError::Open(OpenError::Commitment))));
        let elsewhere = RecordContext { slot: "other", ..place() };
        assert!(open_from(&pair, &elsewhere, &sealed).is_err());
    }

    #[test]
    fn every_flipped_bit_of_the_ephemeral_key_is_refused() {
        let pair = KeyPair::generate(&SystemRandom).unwrap();
        let sealed = seal_to(&pair.public, &place(), b"for one", &SystemRandom).unwrap();
        // Bit 255 of the key is not used by X25519 itself: the derivation sees it.
        for bit in 0..33 * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(open_from(&pair, &place(), &changed).is_err(), "bit {bit}");
        }
        assert!(open_from(&pair, &place(), &sealed[..32]).is_err());
    }

    #[test]
    fn keys_of_small_order_are_refused() {
        let mut one = [0; 32];
        one[0] = 1;
        for public in [[0; 32], one] {
            assert!(matches!(seal_to(&public, &place(), b"x", &SystemRandom), Err(EnvelopeError::PublicKey)));
        }
        // The control: another key whose octets nobody made a private key for does make a shared secret.
        let mut nine = [0; 32];
        nine[0] = 9;
        assert!(seal_to(&nine, &place(), b"x", &SystemRandom).is_ok());
    }

    #[test]
    fn random_source_decides_all() {
        let sealed = || {
            let random = Counting::default();
            let pair = KeyPair::generate(&random).unwrap();
            seal_to(&pair.public, &place(), b"x", &random).unwrap()
        };
        assert_eq!(sealed(), sealed());
    }
}
