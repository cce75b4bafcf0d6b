//! What is sealed to a page, another implementation opens.

use super::page::PageKey;
use crate::support::peer::Peer;
use data_encoding::BASE64URL_NOPAD;
use senza::domain::SystemRandom;
use senza::keys::jwe::{PagePublicKey, Parties, seal};
use serde_json::{Map, Value, json};

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
        let (header, opened) = page.open(&mut jose, &jwe).unwrap();
        assert_eq!((opened.as_str(), header["purpose"].as_str()), (plain, Some("notes")));
        let anothers = PageKey::new().open(&mut jose, &jwe).unwrap_err();
        assert!(anothers.contains("decryption"), "{anothers}");
        let (head, rest) = jwe.split_once('.').unwrap();
        let altered =
            String::from_utf8(BASE64URL_NOPAD.decode(head.as_bytes()).unwrap()).unwrap().replace("notes", "files");
        let altered = format!("{}.{rest}", BASE64URL_NOPAD.encode(altered.as_bytes()));
        assert!(page.open(&mut jose, &altered).is_err(), "an altered header");
    }
}
