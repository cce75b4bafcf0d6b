//! The four functions all derivations are made of, from OpenSSL: SHA-256, HMAC-SHA-256, HKDF-Extract, HKDF-Expand.

use crate::domain::Secret;
use openssl::error::ErrorStack;
use openssl::md::Md;
use openssl::md_ctx::MdCtx;
use std::sync::OnceLock;
use zeroize::Zeroizing;

/// OpenSSL's longest `info` in HKDF is 1,024 octets in its oldest versions; what may be longer is hashed first.
pub(crate) const LONGEST_INFO: usize = 1024;

/// Octets of SHA-256's block.
const BLOCK: usize = 64;

/// SHA-256 (FIPS 180-4).
pub fn sha256(data: &[u8]) -> [u8; 32] {
    *sound(digest(&[data]))
}

/// HMAC-SHA-256 (RFC 2104).
pub fn hmac_sha256(key: &Secret<32>, message: &[u8]) -> [u8; 32] {
    hmac(key.expose(), message)
}

/// HKDF-Extract with SHA-256 (RFC 5869 §2.2). The salt must not be empty.
pub fn hkdf_extract(salt: &[u8], ikm: &[u8]) -> Secret<32> {
    Secret::new(hmac(salt, ikm))
}

/// HKDF-Expand with SHA-256 to 32 octets (RFC 5869 §2.3). `info` has at most 1,024 octets.
///
/// One block of output is all: `T(1) = HMAC-Hash(PRK, T(0) | info | 0x01)`, where T(0) is empty.
pub fn hkdf_expand(prk: &Secret<32>, info: &[u8]) -> Secret<32> {
    debug_assert!(info.len() <= LONGEST_INFO, "hash what may be longer before it becomes info");
    Secret::new(hmac_of(prk.expose(), &[info, &[1]]))
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    hmac_of(key, &[message])
}

/// `H(K XOR opad, H(K XOR ipad, text))`, as RFC 2104 §2 defines it, over OpenSSL's SHA-256. Its own HMAC and HKDF are
/// looked up and set up anew for each use, which takes several times as long as the work.
fn hmac_of(key: &[u8], message: &[&[u8]]) -> [u8; 32] {
    let hashed;
    // "Applications that use keys longer than B bytes will first hash the key using H".
    let key = if key.len() > BLOCK {
        hashed = sound(digest(&[key]));
        hashed.as_slice()
    } else {
        key
    };
    let pad = |with: u8| {
        let mut block = Zeroizing::new([with; BLOCK]);
        block.iter_mut().zip(key).for_each(|(to, octet)| *to ^= octet);
        block
    };
    let (inner, outer) = (pad(0x36), pad(0x5c));
    let parts: Vec<&[u8]> = std::iter::once(inner.as_slice()).chain(message.iter().copied()).collect();
    let inner = sound(digest(&parts));
    *sound(digest(&[outer.as_slice(), inner.as_slice()]))
}

/// SHA-256 of the parts one after another.
fn digest(parts: &[&[u8]]) -> Result<Zeroizing<[u8; 32]>, ErrorStack> {
    static SHA256: OnceLock<Md> = OnceLock::new();
    let md = match SHA256.get() {
        Some(md) => md,
        None => {
            let fetched = Md::fetch(None, "SHA256", None)?;
            SHA256.get_or_init(|| fetched)
        }
    };
    let mut context = MdCtx::new()?;
    context.digest_init(md)?;
    for part in parts {
        context.digest_update(part)?;
    }
    let mut out = Zeroizing::new([0; 32]);
    context.digest_final(out.as_mut_slice())?;
    Ok(out)
}

/// These functions fail only when OpenSSL has no memory or no SHA-256 provider. As with the random source, no answer
/// is safe then: a key that was not derived would look like any other.
fn sound<T>(result: Result<T, ErrorStack>) -> T {
    result.unwrap_or_else(|_| std::process::abort())
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER_PERMISSIVE as HEX;

    #[test]
    fn hmac_as_in_rfc_4231() {
        // Test case 1, whose key has 20 octets, and test case 6, whose key is longer than a block.
        let expected = HEX.decode(b"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7").unwrap();
        assert_eq!(hmac(&[0x0b; 20], b"Hi There").to_vec(), expected);
        let expected = HEX.decode(b"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54").unwrap();
        assert_eq!(hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First").to_vec(), expected);
    }

    #[test]
    fn hkdf_as_in_rfc_5869() {
        // Test case 1; the first 32 octets of its output.
        let salt = HEX.decode(b"000102030405060708090a0b0c").unwrap();
        let prk = hkdf_extract(&salt, &[0x0b; 22]);
        let expected = HEX.decode(b"077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5").unwrap();
        assert_eq!(prk.expose().as_slice(), expected);
        let info = HEX.decode(b"f0f1f2f3f4f5f6f7f8f9").unwrap();
        let expected = HEX.decode(b"3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf").unwrap();
        assert_eq!(hkdf_expand(&prk, &info).expose().as_slice(), expected);
    }

    #[test]
    fn info_may_be_empty_or_as_long_as_promised() {
        let prk = Secret::new([1; 32]);
        assert_ne!(hkdf_expand(&prk, &[]), hkdf_expand(&prk, &[0; LONGEST_INFO]));
    }
}
