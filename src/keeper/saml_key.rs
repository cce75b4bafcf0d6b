//! The SAML signing key: RSA-2048 with SHA-256 and PKCS #1 v1.5 padding, which every service provider reads, and the
//! self-signed certificate that carries it in metadata.

use crate::domain::random::octets;
use crate::domain::{Random, SecretBytes};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::sign::Signer;
use openssl::x509::extension::{BasicConstraints, KeyUsage};
use openssl::x509::{X509, X509Name};
use time::{Duration, OffsetDateTime};

const COMMON_NAME: &str = "Senza SAML signing";
/// Ten years. SAML metadata trusts the key, not the certificate's dates, but some service providers look at them.
const VALID: Duration = Duration::days(3652);
/// Service providers' clocks may be behind.
const BACKDATED: Duration = Duration::HOUR;

/// A fresh key as PKCS #8 and its certificate, both DER.
pub(super) fn generate(random: &dyn Random, now: OffsetDateTime) -> Result<(SecretBytes, Vec<u8>), ErrorStack> {
    let key = PKey::from_rsa(Rsa::generate(2048)?)?;
    let certificate = certificate(&key, random, now)?.to_der()?;
    Ok((SecretBytes::new(key.private_key_to_pkcs8()?), certificate))
}

/// `RSASSA-PKCS1-v1_5` with SHA-256 (RFC 8017 §8.2) over the octets of a canonical SignedInfo.
pub(super) fn sign(key: &PKey<Private>, signed_info: &[u8]) -> Result<Vec<u8>, ErrorStack> {
    Signer::new(MessageDigest::sha256(), key)?.sign_oneshot_to_vec(signed_info)
}

/// Whether the certificate carries the key.
pub(super) fn belongs(certificate: &[u8], key: &PKey<Private>) -> Result<bool, ErrorStack> {
    Ok(X509::from_der(certificate)?.public_key()?.public_eq(key))
}

fn certificate(key: &PKey<Private>, random: &dyn Random, now: OffsetDateTime) -> Result<X509, ErrorStack> {
    let mut name = X509Name::builder()?;
    name.append_entry_by_nid(Nid::COMMONNAME, COMMON_NAME)?;
    let name = name.build();
    let time = |moment: OffsetDateTime| Asn1Time::from_unix(moment.unix_timestamp());
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    builder.set_serial_number(&*serial(random)?.to_asn1_integer()?)?;
    builder.set_subject_name(&name)?;
    builder.set_issuer_name(&name)?;
    builder.set_pubkey(key)?;
    builder.set_not_before(&*time(now - BACKDATED)?)?;
    builder.set_not_after(&*time(now + VALID)?)?;
    builder.append_extension(BasicConstraints::new().critical().build()?)?;
    builder.append_extension(KeyUsage::new().critical().digital_signature().build()?)?;
    builder.sign(key, MessageDigest::sha256())?;
    Ok(builder.build())
}

/// RFC 5280 §4.1.2.2: "The serial number MUST be a positive integer"; 126 random bits.
fn serial(random: &dyn Random) -> Result<BigNum, ErrorStack> {
    let mut serial = BigNum::from_slice(&octets::<16>(random))?;
    serial.clear_bit(127)?;
    // Never zero, and always of the same length.
    serial.set_bit(126)?;
    Ok(serial)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::keeper::testing::NOW;
    use openssl::sign::Verifier;

    #[test]
    fn the_certificate_verifies_what_the_key_signs() {
        let (private, certificate) = generate(&SystemRandom, NOW).unwrap();
        let key = PKey::private_key_from_pkcs8(private.expose()).unwrap();
        assert!(belongs(&certificate, &key).unwrap());
        let signature = sign(&key, b"SignedInfo").unwrap();
        let public = X509::from_der(&certificate).unwrap().public_key().unwrap();
        let verifies = |octets: &[u8]| {
            Verifier::new(MessageDigest::sha256(), &public).unwrap().verify_oneshot(&signature, octets).unwrap()
        };
        assert!(verifies(b"SignedInfo") && !verifies(b"SignedInfp"));
        assert_eq!(signature.len(), 256);
    }

    #[test]
    fn the_certificate_says_whose_it_is_and_until_when() {
        let (_, der) = generate(&SystemRandom, NOW).unwrap();
        let certificate = X509::from_der(&der).unwrap();
        let name = certificate.subject_name().entries_by_nid(Nid::COMMONNAME).next().unwrap();
        assert_eq!(name.data().to_string().unwrap(), COMMON_NAME);
        let end = Asn1Time::from_unix((NOW + VALID).unix_timestamp()).unwrap();
        assert!(certificate.not_after() == end);
        assert!(certificate.verify(&certificate.public_key().unwrap()).unwrap());
        let (_, other) = generate(&SystemRandom, NOW).unwrap();
        assert!(!belongs(&other, &PKey::from_rsa(Rsa::generate(2048).unwrap()).unwrap()).unwrap());
    }
}
