//! What is sealed to a page, another implementation opens.

use crate::support::peer::Peer;
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::BigNumContext;
use openssl::ec::{EcGroup, EcKey, PointConversionForm};
use openssl::nid::Nid;
use openssl::pkey::Private;
use senza::domain::SystemRandom;
use senza::keys::jwe::{PagePublicKey, Parties, seal};
use serde_json::{Map, Value, json};

/// A page's key pair, as a page makes it.
pub struct PageKey(EcKey<Private>);

impl PageKey {
    pub fn new() -> Self {
        Self(EcKey::generate(&EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap()).unwrap())
    }

    fn point(&self) -> Vec<u8> {
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
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "d": BASE64URL_NOPAD.encode(&self.0.private_key().to_vec_padded(32).unwrap()) })
    }
}

const PARTIES: Parties<'_> = Parties { from: "https://idp.example/saml/metadata", to: "https://sp.example/saml" };

// Threat: only we can open what we seal, or anybody's key opens it.
#[test]
fn jose_opens_what_is_sealed_to_a_page_and_nothing_else_does() {
    let mut jose = Peer::jose();
    for plain in ["", "x", &"keys ".repeat(400)] {
        let page = PageKey::new();
        let said: Map<String, Value> = [("purpose".to_owned(), json!("notes"))].into_iter().collect();
        let to = PagePublicKey::parse(&page.public()).unwrap();
        let jwe = seal(&to, PARTIES, said, plain.as_bytes(), &SystemRandom).unwrap();
        let read = jose.ask(&json!({ "jwk": page.jwk(), "jwe": jwe }));
        assert_eq!(
            (read["plain"].as_str(), read["header"]["purpose"].as_str()),
            (Some(plain), Some("notes")),
            "{read}"
        );
        let anothers = jose.ask(&json!({ "jwk": PageKey::new().jwk(), "jwe": jwe }));
        assert!(anothers["refused"].as_str().is_some_and(|why| why.contains("decryption")), "{anothers}");
        let (head, rest) = jwe.split_once('.').unwrap();
        let altered =
            String::from_utf8(BASE64URL_NOPAD.decode(head.as_bytes()).unwrap()).unwrap().replace("notes", "files");
        let altered = format!("{}.{rest}", BASE64URL_NOPAD.encode(altered.as_bytes()));
        assert!(jose.ask(&json!({ "jwk": page.jwk(), "jwe": altered }))["refused"].is_string(), "an altered header");
    }
}
