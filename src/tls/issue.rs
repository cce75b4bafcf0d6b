//! A small authority for server and keeper, for whoever has none: it issues certificates of the two kinds and no others.

use super::mutual::Side;
use crate::domain::{Random, random::octets};
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::x509::extension::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAlternativeName, SubjectKeyIdentifier,
};
use openssl::x509::{X509, X509Builder, X509Name, X509NameBuilder};
use std::net::IpAddr;
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

/// How long the authority's own certificate is good for.
pub const AUTHORITY_DAYS: i64 = 3650;
/// Clocks of two machines differ a little.
const BEFORE: Duration = Duration::hours(1);

/// The authority: its certificate, which both sides believe, and its key, which only issuing needs.
pub struct Authority {
    certificate: X509,
    key: PKey<Private>,
}

/// A certificate and its key, in PEM.
pub struct Issued {
    pub certificate: Vec<u8>,
    pub key: Zeroizing<Vec<u8>>,
}

/// When something is made, and until when it is good.
#[derive(Debug, Clone, Copy)]
pub struct Validity {
    pub now: OffsetDateTime,
    pub days: i64,
}

impl Authority {
    /// A new one.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn make(random: &dyn Random, now: OffsetDateTime) -> Result<Self, ErrorStack> {
        let (key, name) = (new_key()?, common_name("Senza keeper authority")?);
        let mut builder = begun(&name, &key, random, Validity { now, days: AUTHORITY_DAYS })?;
        builder.set_issuer_name(&name)?;
        // RFC 5280 §4.2.1.9: an authority, and of no further one.
        builder.append_extension(BasicConstraints::new().critical().ca().pathlen(0).build()?)?;
        builder.append_extension(KeyUsage::new().critical().key_cert_sign().crl_sign().build()?)?;
        let own_id = SubjectKeyIdentifier::new().build(&builder.x509v3_context(None, None))?;
        builder.append_extension(own_id)?;
        builder.sign(&key, MessageDigest::sha256())?;
        Ok(Self { certificate: builder.build(), key })
    }

    /// One that was made before.
    ///
    /// # Errors
    /// It is none, or its key is another's.
    pub fn read(certificate: &[u8], key: &[u8]) -> Result<Option<Self>, ErrorStack> {
        let certificate = X509::from_pem(certificate)?;
        // With an answer of our own: OpenSSL's would ask at the terminal.
        let key = PKey::private_key_from_pem_callback(key, |_| Ok(0))?;
        let is_pair = certificate.public_key()?.public_eq(&key);
        Ok(is_pair.then_some(Self { certificate, key }))
    }

    /// # Errors
    /// A failure inside OpenSSL.
    pub fn pem(&self) -> Result<Issued, ErrorStack> {
        let key = Zeroizing::new(self.key.private_key_to_pem_pkcs8()?);
        Ok(Issued { certificate: self.certificate.to_pem()?, key })
    }

    /// A certificate for a keeper or a server of this name, with a key of its own.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub fn issue(&self, side: Side, name: &str, random: &dyn Random, validity: Validity) -> Result<Issued, ErrorStack> {
        let key = new_key()?;
        let mut builder = begun(&common_name(name)?, &key, random, validity)?;
        builder.set_issuer_name(self.certificate.subject_name())?;
        builder.append_extension(BasicConstraints::new().critical().build()?)?;
        builder.append_extension(KeyUsage::new().critical().digital_signature().build()?)?;
        let mut usage = ExtendedKeyUsage::new();
        match side {
            Side::Keeper => usage.server_auth(),
            Side::Server => usage.client_auth(),
        };
        builder.append_extension(usage.build()?)?;
        let context = builder.x509v3_context(Some(&self.certificate), None);
        let mut names = SubjectAlternativeName::new();
        match name.parse::<IpAddr>() {
            Ok(_) => names.ip(name),
            Err(_) => names.dns(name),
        };
        let (names, above) = (names.build(&context)?, AuthorityKeyIdentifier::new().keyid(true).build(&context)?);
        builder.append_extension(names)?;
        builder.append_extension(above)?;
        builder.sign(&self.key, MessageDigest::sha256())?;
        let key = Zeroizing::new(key.private_key_to_pem_pkcs8()?);
        Ok(Issued { certificate: builder.build().to_pem()?, key })
    }
}

fn new_key() -> Result<PKey<Private>, ErrorStack> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)?;
    PKey::from_ec_key(EcKey::generate(&group)?)
}

/// RFC 5280 §A.1: 64 characters at most; what counts are the alternative names.
fn common_name(text: &str) -> Result<X509Name, ErrorStack> {
    let short: String = text.chars().take(64).collect();
    let mut name = X509NameBuilder::new()?;
    name.append_entry_by_nid(Nid::COMMONNAME, &short)?;
    Ok(name.build())
}

fn begun(
    name: &X509Name,
    key: &PKey<Private>,
    random: &dyn Random,
    validity: Validity,
) -> Result<X509Builder, ErrorStack> {
    let mut builder = X509::builder()?;
    builder.set_version(2)?;
    // RFC 5280 §4.1.2.2: positive, and unlike any other.
    let mut serial: [u8; 16] = octets(random);
    if let Some(first) = serial.first_mut() {
        *first = *first & 0x3F | 0x40;
    }
    builder.set_serial_number(&*BigNum::from_slice(&serial)?.to_asn1_integer()?)?;
    builder.set_subject_name(name)?;
    builder.set_pubkey(key)?;
    let at = |moment: OffsetDateTime| Asn1Time::from_unix(moment.unix_timestamp());
    builder.set_not_before(&*at(validity.now - BEFORE)?)?;
    builder.set_not_after(&*at(validity.now + Duration::days(validity.days))?)?;
    Ok(builder)
}
