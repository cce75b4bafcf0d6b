//! A compact JWE (RFC 7516) to one P-256 key: ECDH-ES+A256KW and A256GCM (RFC 7518 §4.6, §4.4, §5.3), everything by OpenSSL.
//!
//! Pure: knows nothing of who gets it or what is in it. It seals, and reads nothing: what pages open with WebCrypto, other
//! implementations open in the tests.

mod agreement;
mod public_key;

pub use public_key::{KeyFault, PagePublicKey};

use self::agreement::concat_kdf;
use crate::domain::random::{self, Random};
use data_encoding::BASE64URL_NOPAD;
use openssl::bn::{BigNum, BigNumContext};
use openssl::cipher::Cipher as Fetched;
use openssl::cipher_ctx::{CipherCtx, CipherCtxFlags};
use openssl::derive::Deriver;
use openssl::ec::{EcGroup, EcKey};
use openssl::error::ErrorStack;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::symm::{Cipher, encrypt_aead};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

const ALG: &str = "ECDH-ES+A256KW";
const ENC: &str = "A256GCM";
/// Octets of AES-GCM's nonce and tag.
const NONCE: usize = 12;
const TAG: usize = 16;
/// Octets of a P-256 coordinate.
const COORDINATE: usize = 32;

#[derive(Debug, thiserror::Error)]
#[error("the keys cannot be sealed to the page's key: {0}")]
pub struct JweError(#[from] ErrorStack);

/// Who speaks to whom: bound into the key agreement (RFC 7518 §4.6.1.2, §4.6.1.3) and into the protected header.
#[derive(Debug, Clone, Copy)]
pub struct Parties<'a> {
    pub from: &'a str,
    pub to: &'a str,
}

/// Seals octets to a page's key. `said` goes into the protected header, in the clear and authenticated; the names of the
/// header's own parameters are not the caller's to set.
///
/// # Errors
/// OpenSSL has no memory, or none of its algorithms.
pub fn seal(
    to: &PagePublicKey,
    parties: Parties<'_>,
    said: Map<String, Value>,
    plain: &[u8],
    random: &dyn Random,
) -> Result<String, JweError> {
    let ephemeral = EcKey::generate(&*group()?)?;
    let [x, y] = coordinates(&ephemeral)?;
    let epk = json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y });
    let (apu, apv) = (parties.from.as_bytes(), parties.to.as_bytes());
    let mut header = said;
    for (name, value) in [
        ("alg", json!(ALG)),
        ("enc", json!(ENC)),
        ("apu", json!(BASE64URL_NOPAD.encode(apu))),
        ("apv", json!(BASE64URL_NOPAD.encode(apv))),
        ("epk", epk),
    ] {
        header.insert(name.to_owned(), value);
    }
    // RFC 7516 §5.1, step 14: the associated data is the protected header as it is written.
    let protected = BASE64URL_NOPAD.encode(Value::Object(header).to_string().as_bytes());
    let shared = agree(PKey::from_ec_key(ephemeral)?, to)?;
    let wrapping = concat_kdf(&shared, ALG, apu, apv);
    let content_key = Zeroizing::new(random::octets::<32>(random));
    let wrapped = wrap(&wrapping, &content_key)?;
    let nonce = random::octets::<NONCE>(random);
    let mut tag = [0; TAG];
    let sealed =
        encrypt_aead(Cipher::aes_256_gcm(), &*content_key, Some(&nonce), protected.as_bytes(), plain, &mut tag)?;
    let [wrapped, nonce, sealed, tag] =
        [wrapped.as_slice(), &nonce, &sealed, &tag].map(|part| BASE64URL_NOPAD.encode(part));
    Ok(format!("{protected}.{wrapped}.{nonce}.{sealed}.{tag}"))
}

fn group() -> Result<EcGroup, ErrorStack> {
    EcGroup::from_curve_name(Nid::X9_62_PRIME256V1)
}

/// RFC 7518 §6.2.1.2: "The length of this octet string MUST be the full size of a coordinate".
fn coordinates(key: &EcKey<Private>) -> Result<[String; 2], ErrorStack> {
    let (mut x, mut y) = (BigNum::new()?, BigNum::new()?);
    key.public_key().affine_coordinates(key.group(), &mut x, &mut y, &mut *BigNumContext::new()?)?;
    let text = |number: &BigNum| {
        number
            .to_vec_padded(i32::try_from(COORDINATE).unwrap_or(i32::MAX))
            .map(|octets| BASE64URL_NOPAD.encode(&octets))
    };
    Ok([text(&x)?, text(&y)?])
}

/// The x coordinate of the shared point, of full size.
fn agree(own: PKey<Private>, to: &PagePublicKey) -> Result<Zeroizing<Vec<u8>>, ErrorStack> {
    let mut deriver = Deriver::new(&own)?;
    deriver.set_peer(to.key())?;
    Ok(Zeroizing::new(deriver.derive_to_vec()?))
}

/// AES key wrap with the default initial value (RFC 3394 §2.2.1).
fn wrap(wrapping: &[u8; 32], key: &[u8; 32]) -> Result<Vec<u8>, ErrorStack> {
    let cipher = Fetched::fetch(None, "AES-256-WRAP", None)?;
    let mut context = CipherCtx::new()?;
    context.set_flags(CipherCtxFlags::FLAG_WRAP_ALLOW);
    context.encrypt_init(Some(&cipher), Some(wrapping), None)?;
    let mut wrapped = Vec::with_capacity(key.len() + 8);
    context.cipher_update_vec(key, &mut wrapped)?;
    context.cipher_final_vec(&mut wrapped)?;
    Ok(wrapped)
}

#[cfg(test)]
mod tests;
