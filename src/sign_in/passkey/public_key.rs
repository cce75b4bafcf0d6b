//! A passkey's public key: a COSE_Key (RFC 9052 §7, RFC 9053) of one of three kinds, and what it signed.

use super::cbor::{self, Item};
use super::rule::Rule;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{Id, PKey, Public};
use openssl::rsa::Rsa;
use openssl::sign::Verifier;

/// COSE algorithms, in the order in which we ask for them: ECDSA with P-256, Ed25519, RSA PKCS #1 v1.5 (Windows Hello).
pub(super) const ES256: i64 = -7;
pub(super) const EDDSA: i64 = -8;
pub(super) const RS256: i64 = -257;

/// The longest COSE_Key that is kept: one of RSA with 4,096 bits.
pub(super) const LONGEST: usize = 600;

pub(super) struct PublicKey {
    key: PKey<Public>,
    digest: Option<MessageDigest>,
    algorithm: i64,
}

impl PublicKey {
    /// # Errors
    /// `Algorithm` for a key of another kind, a point that is not on its curve, or RSA below 2,048 or above 4,096 bits.
    pub(super) fn read(octets: &[u8]) -> Result<Self, Rule> {
        let cose = cbor::only(octets).filter(|_| octets.len() <= LONGEST).ok_or(Rule::Algorithm)?;
        let label = |label: i64| cose.get(&Item::Integer(label));
        let number = |name: i64| label(name).and_then(Item::integer);
        let part = |name: i64| label(name).and_then(Item::octets).ok_or(Rule::Algorithm);
        // Key type, algorithm, and curve where there is one.
        let made = match (number(1), number(3), number(-1)) {
            (Some(2), Some(ES256), Some(1)) => p256(part(-2)?, part(-3)?).map(Some),
            (Some(1), Some(EDDSA), Some(6)) => PKey::public_key_from_raw_bytes(part(-2)?, Id::ED25519).map(Some),
            (Some(3), Some(RS256), None) => rsa(part(-1)?, part(-2)?),
            _ => return Err(Rule::Algorithm),
        };
        made.ok().flatten().and_then(Self::of).ok_or(Rule::Algorithm)
    }

    /// A key of one of the three kinds, such as a certificate has.
    pub(super) fn of(key: PKey<Public>) -> Option<Self> {
        let is_p256 = || key.ec_key().is_ok_and(|key| key.group().curve_name() == Some(Nid::X9_62_PRIME256V1));
        let algorithm = match key.id() {
            Id::EC if is_p256() => ES256,
            Id::ED25519 => EDDSA,
            Id::RSA => RS256,
            _ => return None,
        };
        let digest = (algorithm != EDDSA).then(MessageDigest::sha256);
        Some(Self { key, digest, algorithm })
    }

    /// The COSE algorithm that it signs with.
    pub(super) fn algorithm(&self) -> i64 {
        self.algorithm
    }

    /// Whether the signature is this key's, over exactly these octets.
    pub(super) fn verify(&self, signature: &[u8], octets: &[u8]) -> bool {
        let verifier = match self.digest {
            Some(digest) => Verifier::new(digest, &self.key),
            None => Verifier::new_without_digest(&self.key),
        };
        verifier.and_then(|mut verifier| verifier.verify_oneshot(signature, octets)).unwrap_or(false)
    }
}

fn p256(x: &[u8], y: &[u8]) -> Result<PKey<Public>, ErrorStack> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    let key = EcKey::from_public_key_affine_coordinates(&group, &*BigNum::from_slice(x)?, &*BigNum::from_slice(y)?)?;
    key.check_key()?;
    PKey::from_ec_key(key)
}

fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<Option<PKey<Public>>, ErrorStack> {
    let (modulus, exponent) = (BigNum::from_slice(modulus)?, BigNum::from_slice(exponent)?);
    let is_usual = (2048..=4096).contains(&modulus.num_bits()) && exponent == BigNum::from_u32(65_537)?;
    is_usual.then(|| Rsa::from_public_components(modulus, exponent).and_then(PKey::from_rsa)).transpose()
}
