//! The key in a `ds:KeyInfo` of metadata (XML Signature 1.1 §4.5, as the Metadata Interoperability Profile restricts it).
//!
//! A certificate is a wrapping for a key and nothing more: dates, issuer, extensions and chain have no say.

use super::{KeyError, PublicKey};
use crate::saml::names::Ns;
use crate::saml::xml::Element;
use data_encoding::BASE64;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey, EcPoint};
use openssl::error::ErrorStack;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Public};
use openssl::rsa::Rsa;

const DSIG: &str = Ns::Dsig.uri();
const DSIG11: &str = "http://www.w3.org/2009/xmldsig11#";

/// What a KeyInfo gives.
pub(super) struct Given {
    pub(super) key: PublicKey,
    /// Certificates after the first, which are passed over.
    pub(super) other_certificates: usize,
}

/// `None` when it only names a key.
///
/// MDIOP §2.6.1: one certificate at most, and where a key is given in several forms they must be the same key. Some write
/// the chain of issuers behind the certificate (XML Signature §4.5.4), so the first is the one that counts; if the forms
/// differ nobody can say which key is meant, and that is refused.
pub(super) fn read(key_info: Element<'_, '_>) -> Result<Option<Given>, KeyError> {
    let mut certificates: Vec<Element<'_, '_>> = Vec::new();
    for data in key_info.children_named(DSIG, "X509Data") {
        certificates.extend(data.children_named(DSIG, "X509Certificate"));
    }
    let mut keys = Vec::new();
    if let Some(certificate) = certificates.first() {
        keys.push(PublicKey::from_certificate(&octets(*certificate)?)?);
    }
    for encoded in key_info.children_named(DSIG11, "DEREncodedKeyValue") {
        keys.push(PublicKey::from_spki(&octets(encoded)?)?);
    }
    for value in key_info.children_named(DSIG, "KeyValue") {
        for rsa in value.children_named(DSIG, "RSAKeyValue") {
            keys.push(from_rsa_key_value(rsa)?);
        }
        for ec in value.children_named(DSIG11, "ECKeyValue") {
            keys.push(from_ec_key_value(ec)?);
        }
    }
    let mut keys = keys.into_iter();
    let Some(key) = keys.next() else { return Ok(None) };
    if keys.any(|other| other != key) {
        return Err(KeyError::Disagree);
    }
    Ok(Some(Given { key, other_certificates: certificates.len().saturating_sub(1) }))
}

fn from_rsa_key_value(value: Element<'_, '_>) -> Result<PublicKey, KeyError> {
    let number = |name| {
        let element = value.child(DSIG, name).map_err(|_| KeyError::NotAKey)?;
        BigNum::from_slice(&octets(element)?).map_err(|_| KeyError::NotAKey)
    };
    let key = Rsa::from_public_components(number("Modulus")?, number("Exponent")?).and_then(PKey::from_rsa);
    PublicKey::checked(key.map_err(|_| KeyError::NotAKey)?)
}

/// XML Signature 1.1 §4.5.2.3: a curve by name, and an uncompressed point.
fn from_ec_key_value(value: Element<'_, '_>) -> Result<PublicKey, KeyError> {
    let curve = value.child(DSIG11, "NamedCurve").map_err(|_| KeyError::Kind)?;
    let curve = match curve.attribute("URI") {
        Some("urn:oid:1.2.840.10045.3.1.7") => Nid::X9_62_PRIME256V1,
        Some("urn:oid:1.3.132.0.34") => Nid::SECP384R1,
        Some("urn:oid:1.3.132.0.35") => Nid::SECP521R1,
        _ => return Err(KeyError::Kind),
    };
    let point = octets(value.child(DSIG11, "PublicKey").map_err(|_| KeyError::NotAKey)?)?;
    PublicKey::checked(on_curve(curve, &point).map_err(|_| KeyError::NotAKey)?)
}

/// The key, if the point lies on the curve.
fn on_curve(curve: Nid, point: &[u8]) -> Result<PKey<Public>, ErrorStack> {
    let group = EcGroup::from_curve_name(curve)?;
    let mut context = BigNumContext::new()?;
    let point = EcPoint::from_bytes(&group, point, &mut context)?;
    let key = EcKey::from_public_key(&group, &point)?;
    key.check_key()?;
    PKey::from_ec_key(key)
}

/// Certificates in metadata come with line breaks and spaces inside.
fn octets(element: Element<'_, '_>) -> Result<Vec<u8>, KeyError> {
    let text = element.exact_text().map_err(|_| KeyError::NotBase64)?;
    let compact: Vec<u8> = text.bytes().filter(|octet| !octet.is_ascii_whitespace()).collect();
    BASE64.decode(&compact).map_err(|_| KeyError::NotBase64)
}
