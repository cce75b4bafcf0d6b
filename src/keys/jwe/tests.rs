use super::*;
use crate::domain::SystemRandom;
use openssl::pkey::Public;
use openssl::symm::decrypt_aead;

const PARTIES: Parties<'_> = Parties { from: "https://idp.example/saml/metadata", to: "https://sp.example/saml" };

struct Page(EcKey<Private>);

impl Page {
    fn new() -> Self {
        Self(EcKey::generate(&group().unwrap()).unwrap())
    }

    fn public(&self) -> PagePublicKey {
        let [x, y] = coordinates(&self.0).unwrap().map(|text| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap());
        PagePublicKey::parse(&BASE64URL_NOPAD.encode(&[[4].as_slice(), &x, &y].concat())).unwrap()
    }

    /// As a reader of the RFC would open it; other implementations do in the suite.
    fn open(&self, jwe: &str) -> Option<(Value, Vec<u8>)> {
        let parts: Vec<Vec<u8>> = jwe.split('.').map(|part| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).collect();
        let [header, wrapped, nonce, sealed, tag] = parts.as_slice() else { return None };
        let header: Value = serde_json::from_slice(header).unwrap();
        let coordinate = |name: &str| {
            BigNum::from_slice(&BASE64URL_NOPAD.decode(header["epk"][name].as_str().unwrap().as_bytes()).unwrap())
        };
        let (x, y) = (coordinate("x").unwrap(), coordinate("y").unwrap());
        let epk: EcKey<Public> = EcKey::from_public_key_affine_coordinates(&group().unwrap(), &x, &y).unwrap();
        let own = PKey::from_ec_key(self.0.clone()).unwrap();
        let shared = agree(own, &PagePublicKey::of(PKey::from_ec_key(epk).unwrap())).unwrap();
        let bytes = |name: &str| BASE64URL_NOPAD.decode(header[name].as_str().unwrap().as_bytes()).unwrap();
        let wrapping = concat_kdf(&shared, header["alg"].as_str().unwrap(), &bytes("apu"), &bytes("apv"));
        let content_key = unwrap(&wrapping, wrapped)?;
        let protected = jwe.split('.').next().unwrap();
        let plain =
            decrypt_aead(Cipher::aes_256_gcm(), &content_key, Some(nonce), protected.as_bytes(), sealed, tag).ok()?;
        Some((header, plain))
    }
}

fn unwrap(wrapping: &[u8; 32], wrapped: &[u8]) -> Option<Vec<u8>> {
    let mut context = CipherCtx::new().unwrap();
    context.set_flags(CipherCtxFlags::FLAG_WRAP_ALLOW);
    context.decrypt_init(Some(&Fetched::fetch(None, "AES-256-WRAP", None).unwrap()), Some(wrapping), None).unwrap();
    let mut key = Vec::new();
    context.cipher_update_vec(wrapped, &mut key).ok()?;
    context.cipher_final_vec(&mut key).ok()?;
    Some(key)
}

fn said() -> Map<String, Value> {
    [("purpose".to_owned(), json!("notes")), ("alg".to_owned(), json!("none"))].into_iter().collect()
}

fn sealed(page: &Page) -> String {
    seal(&page.public(), PARTIES, said(), b"the keys", &SystemRandom).unwrap()
}

#[test]
fn the_page_opens_what_was_sealed_to_it() {
    let page = Page::new();
    let jwe = sealed(&page);
    let (header, plain) = page.open(&jwe).unwrap();
    assert_eq!(plain, b"the keys");
    assert_eq!((header["alg"].as_str(), header["enc"].as_str()), (Some(ALG), Some(ENC)), "whatever the caller says");
    assert_eq!(header["purpose"], "notes");
    assert_eq!(header["apv"], BASE64URL_NOPAD.encode(PARTIES.to.as_bytes()));
    assert_eq!(header["epk"]["x"].as_str().map(str::len), Some(43));
    assert_ne!(jwe, sealed(&page), "each with keys of its own");
}

// Threat: what is sealed to one page is opened by another, or is altered on its way through the browser.
#[test]
fn no_other_page_opens_it_and_nothing_of_it_can_be_altered() {
    let page = Page::new();
    let jwe = sealed(&page);
    assert!(Page::new().open(&jwe).is_none());
    let parts: Vec<Vec<u8>> = jwe.split('.').map(|part| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).collect();
    for altered in 1..parts.len() {
        let mut parts = parts.clone();
        parts[altered][0] ^= 1;
        let texts: Vec<String> = parts.iter().map(|part| BASE64URL_NOPAD.encode(part)).collect();
        assert!(page.open(&texts.join(".")).is_none(), "part {altered}");
    }
    let header = String::from_utf8(parts[0].clone()).unwrap().replace("notes", "files");
    let (_, rest) = jwe.split_once('.').unwrap();
    assert!(page.open(&format!("{}.{rest}", BASE64URL_NOPAD.encode(header.as_bytes()))).is_none(), "the header");
}

/// RFC 3394 §4.6: 256 bits of key data under a 256-bit key.
#[test]
fn the_wrap_is_that_of_the_rfc() {
    let octets = |text: &str| data_encoding::HEXUPPER.decode(text.as_bytes()).unwrap();
    let wrapping: [u8; 32] =
        octets("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F").try_into().unwrap();
    let key: [u8; 32] = octets("00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F").try_into().unwrap();
    let wrapped = octets("28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21");
    assert_eq!(wrap(&wrapping, &key).unwrap(), wrapped);
}
