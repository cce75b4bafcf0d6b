//! The public key that a page made, as an address brings it: believed in nothing until it is a point that can be agreed with.

use super::group;
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::BigNumContext;
use openssl::ec::{EcKey, EcPoint};
use openssl::error::ErrorStack;
use openssl::pkey::{PKey, Public};

/// Octets of an uncompressed point of P-256: what WebCrypto exports as `raw`.
const POINT: usize = 65;
const UNCOMPRESSED: u8 = 4;

#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    #[error("it is not base64url without padding")]
    Text,
    #[error("it is not the 65 octets of an uncompressed point")]
    Form,
    #[error("it is no point of P-256: {0}")]
    Point(#[from] ErrorStack),
}

/// A point of P-256, not infinity, that keys can be agreed on with.
#[derive(Debug, Clone)]
pub struct PagePublicKey(PKey<Public>);

impl PagePublicKey {
    /// base64url of the uncompressed point, without padding; no other spelling.
    ///
    /// # Errors
    /// It is anything else.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let octets = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| KeyFault::Text)?;
        // The point at infinity is one octet, a compressed point thirty-three.
        if octets.len() != POINT || octets.first() != Some(&UNCOMPRESSED) {
            return Err(KeyFault::Form);
        }
        let group = group()?;
        // NIST SP 800-56A §5.6.2.3: on the curve, coordinates in range, not infinity; P-256's cofactor is 1.
        let point = EcPoint::from_bytes(&group, &octets, &mut *BigNumContext::new()?)?;
        let key = EcKey::from_public_key(&group, &point)?;
        key.check_key()?;
        Ok(Self(PKey::from_ec_key(key)?))
    }

    #[cfg(test)]
    pub(super) fn of(key: PKey<Public>) -> Self {
        Self(key)
    }

    pub(super) fn key(&self) -> &PKey<Public> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openssl::ec::PointConversionForm;

    fn point(form: PointConversionForm) -> Vec<u8> {
        let group = group().unwrap();
        let key = EcKey::generate(&group).unwrap();
        key.public_key().to_bytes(&group, form, &mut BigNumContext::new().unwrap()).unwrap()
    }

    fn parse(octets: &[u8]) -> Result<PagePublicKey, KeyFault> {
        PagePublicKey::parse(&BASE64URL_NOPAD.encode(octets))
    }

    // Threat: a point off the curve, of small order, or infinity, makes what is agreed on something that is known.
    #[test]
    fn only_points_of_the_curve_are_keys() {
        let fine = point(PointConversionForm::UNCOMPRESSED);
        assert!(parse(&fine).is_ok(), "control");
        let mut off = fine.clone();
        off[64] ^= 1;
        assert!(matches!(parse(&off), Err(KeyFault::Point(_))));
        let mut beyond = vec![4];
        beyond.extend([0xff; 64]);
        assert!(matches!(parse(&beyond), Err(KeyFault::Point(_))), "coordinates beyond the field");
        let mut zero = vec![4];
        zero.extend([0; 64]);
        assert!(matches!(parse(&zero), Err(KeyFault::Point(_))));
        assert!(matches!(parse(&[0]), Err(KeyFault::Form)), "infinity");
        let mut hybrid = fine.clone();
        hybrid[0] = 6 + (fine[64] & 1);
        assert!(matches!(parse(&hybrid), Err(KeyFault::Form)));
        assert!(matches!(parse(&point(PointConversionForm::COMPRESSED)), Err(KeyFault::Form)));
        assert!(matches!(parse(&fine[..64]), Err(KeyFault::Form)));
        assert!(matches!(parse(&[fine.as_slice(), &[0]].concat()), Err(KeyFault::Form)));
    }

    #[test]
    fn a_key_has_one_spelling() {
        let text = BASE64URL_NOPAD.encode(&point(PointConversionForm::UNCOMPRESSED));
        assert!(PagePublicKey::parse(&text).is_ok(), "control");
        for other in
            ["", &format!("{text}="), &format!(" {text}"), &text.replace(|_: char| true, "!"), &"A".repeat(4000)]
        {
            assert!(PagePublicKey::parse(other).is_err(), "{other:.90}");
        }
        // 65 octets leave bits over in the last character, which are to be none.
        let last = text.chars().last().unwrap();
        let spare = char::from(u8::try_from(last).unwrap() + 1);
        assert!(PagePublicKey::parse(&format!("{}{spare}", &text[..text.len() - 1])).is_err());
    }
}
