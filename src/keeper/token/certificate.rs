//! A certificate that a key in the token signs of itself: OpenSSL writes it, and the token gives the signature.

use super::objects::PublicKey;
use super::{Token, TokenError};
use crate::domain::SigningAlgorithm;
use crate::vault::derive::sha256;
use openssl::bn::BigNum;
use openssl::ec::{Asn1Flag, EcGroup, EcKey, EcPoint};
use openssl::ecdsa::EcdsaSig;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private, Public};
use openssl::rsa::Rsa;
use openssl::x509::{X509, X509Builder};

const SEQUENCE: u8 = 0x30;
const BIT_STRING: u8 = 0x03;

impl PublicKey {
    pub(in crate::keeper) fn to_openssl(&self) -> Result<PKey<Public>, ErrorStack> {
        match self {
            Self::Rsa { modulus, exponent } => PKey::from_rsa(Rsa::from_public_components(
                BigNum::from_slice(modulus)?,
                BigNum::from_slice(exponent)?,
            )?),
            Self::P256(point) => {
                let group = p_256()?;
                let mut context = openssl::bn::BigNumContext::new()?;
                let point = EcPoint::from_bytes(&group, point, &mut context)?;
                PKey::from_ec_key(EcKey::from_public_key(&group, &point)?)
            }
        }
    }
}

impl Token {
    /// Completes a certificate of which all is said but the signature.
    pub(in crate::keeper) fn signed(
        &self,
        mut builder: X509Builder,
        label: &str,
        algorithm: SigningAlgorithm,
    ) -> Result<X509, TokenError> {
        // What is signed names the algorithm; with a key of the kind OpenSSL writes that, and the signature is exchanged.
        builder.sign(&*any_key(algorithm)?, MessageDigest::sha256())?;
        let written = builder.build().to_der()?;
        let (whole, _) = take(&written, SEQUENCE)?;
        let (_, rest) = take(content(whole)?, SEQUENCE)?;
        let signed = content(whole)?.get(..content(whole)?.len() - rest.len()).unwrap_or_default();
        let (named, _) = take(rest, SEQUENCE)?;
        let signature = self.sign(label, algorithm, &sha256(signed))?;
        let signature = match algorithm {
            SigningAlgorithm::RsaSha256 => signature,
            // RFC 5758 §3.2: Ecdsa-Sig-Value.
            SigningAlgorithm::EcdsaSha256 => {
                let (r, s) = signature.split_at_checked(32).ok_or(TokenError::Answer("signature of this key"))?;
                EcdsaSig::from_private_components(BigNum::from_slice(r)?, BigNum::from_slice(s)?)?.to_der()?
            }
        };
        let signature = element(BIT_STRING, &[&[0], signature.as_slice()].concat());
        let certificate = X509::from_der(&element(SEQUENCE, &[signed, named, &signature].concat()))?;
        let verifies = certificate.verify(&*certificate.public_key()?)?;
        if verifies { Ok(certificate) } else { Err(TokenError::Answer("signature of this key")) }
    }
}

fn p_256() -> Result<EcGroup, ErrorStack> {
    let mut group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    group.set_asn1_flag(Asn1Flag::NAMED_CURVE);
    Ok(group)
}

/// Thrown away with what it signs.
fn any_key(algorithm: SigningAlgorithm) -> Result<PKey<Private>, ErrorStack> {
    match algorithm {
        SigningAlgorithm::RsaSha256 => PKey::from_rsa(Rsa::generate(1024)?),
        SigningAlgorithm::EcdsaSha256 => PKey::from_ec_key(EcKey::generate(&*p_256()?)?),
    }
}

/// An element of DER with its head, and what follows it. X.690 §8.1.3: lengths of one octet, or of those that its low bits count.
fn take(octets: &[u8], tag: u8) -> Result<(&[u8], &[u8]), TokenError> {
    let element = || {
        let (head, length) = measures(octets, tag)?;
        octets.split_at_checked(head.checked_add(length)?)
    };
    element().ok_or(TokenError::Answer("certificate"))
}

fn content(element: &[u8]) -> Result<&[u8], TokenError> {
    let content = || element.get(measures(element, *element.first()?)?.0..);
    content().ok_or(TokenError::Answer("certificate"))
}

/// Octets of the head, and of the content.
fn measures(octets: &[u8], tag: u8) -> Option<(usize, usize)> {
    match octets {
        [found, length, ..] if *found == tag && *length < 0x80 => Some((2, usize::from(*length))),
        [found, 0x81, length, ..] if *found == tag => Some((3, usize::from(*length))),
        [found, 0x82, high, low, ..] if *found == tag => Some((4, usize::from(u16::from_be_bytes([*high, *low])))),
        _ => None,
    }
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let mut octets = match content.len() {
        short @ 0..0x80 => vec![tag, short.to_be_bytes().last().copied().unwrap_or_default()],
        _ => {
            let significant: Vec<u8> = length.iter().copied().skip_while(|octet| *octet == 0).collect();
            let count = u8::try_from(significant.len()).unwrap_or_default();
            [&[tag, 0x80 | count], significant.as_slice()].concat()
        }
    };
    octets.extend_from_slice(content);
    octets
}
