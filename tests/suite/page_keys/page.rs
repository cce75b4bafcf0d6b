//! The page's side, without a page: a key pair as WebCrypto makes it, and what another implementation opens with it.

use crate::support::peer::Peer;
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::nid::Nid;
use openssl::pkey::Private;
use serde_json::{Value, json};

pub struct PageKey(EcKey<Private>);

impl PageKey {
    pub fn new() -> Self {
        Self(EcKey::generate(&EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap()).unwrap())
    }

    pub fn point(&self) -> Vec<u8> {
        let mut context = BigNumContext::new().unwrap();
        self.0.public_key().to_bytes(self.0.group(), PointConversionForm::UNCOMPRESSED, &mut context).unwrap()
    }

    /// As the address carries it.
    pub fn public(&self) -> String {
        BASE64URL_NOPAD.encode(&self.point())
    }

    /// As jose takes it.
    pub fn jwk(&self) -> Value {
        let point = self.point();
        let [x, y] = [&point[1..33], &point[33..]].map(|octets| BASE64URL_NOPAD.encode(octets));
        let private = BASE64URL_NOPAD.encode(&self.0.private_key().to_vec_padded(32).unwrap());
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "d": private })
    }

    /// Header and plaintext, as jose reads them; or why it does not.
    pub fn open(&self, jose: &mut Peer, jwe: &str) -> Result<(Value, String), String> {
        let read = jose.ask(&json!({ "jwk": self.jwk(), "jwe": jwe }));
        match read["plain"].as_str() {
            Some(plain) => Ok((read["header"].clone(), plain.to_owned())),
            None => Err(read["refused"].to_string()),
        }
    }
}
