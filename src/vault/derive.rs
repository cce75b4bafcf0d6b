//! The four functions all derivations are made of, from OpenSSL: SHA-256, HMAC-SHA-256, HKDF-Extract, HKDF-Expand.

use crate::domain::Secret;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::md::Md;
use openssl::pkey::{Id, PKey};
use openssl::pkey_ctx::{HkdfMode, PkeyCtx};
use openssl::sign::Signer;
use zeroize::Zeroizing;

/// OpenSSL's longest `info` in HKDF is 1,024 octets in its oldest versions; what may be longer is hashed first.
pub(crate) const LONGEST_INFO: usize = 1024;

/// SHA-256 (FIPS 180-4).
pub fn sha256(data: &[u8]) -> [u8; 32] {
    openssl::sha::sha256(data)
}

/// HMAC-SHA-256 (RFC 2104).
pub fn hmac_sha256(key: &Secret<32>, message: &[u8]) -> [u8; 32] {
    hmac(key.expose(), message)
}

/// HKDF-Extract with SHA-256 (RFC 5869 §2.2). The salt must not be empty.
pub fn hkdf_extract(salt: &[u8], ikm: &[u8]) -> Secret<32> {
    sound(hkdf(HkdfMode::EXTRACT_ONLY, ikm, |ctx| ctx.set_hkdf_salt(salt)))
}

/// HKDF-Expand with SHA-256 to 32 octets (RFC 5869 §2.3). `info` has at most 1,024 octets.
pub fn hkdf_expand(prk: &Secret<32>, info: &[u8]) -> Secret<32> {
    debug_assert!(info.len() <= LONGEST_INFO, "hash what may be longer before it becomes info");
    sound(hkdf(HkdfMode::EXPAND_ONLY, prk.expose(), |ctx| ctx.add_hkdf_info(info)))
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let compute = || {
        let key = PKey::hmac(key)?;
        let mut signer = Signer::new(MessageDigest::sha256(), &key)?;
        let mut out = [0; 32];
        signer.sign_oneshot(&mut out, message)?;
        Ok(out)
    };
    sound(compute())
}

fn hkdf(
    mode: HkdfMode,
    key: &[u8],
    more: impl FnOnce(&mut PkeyCtx<()>) -> Result<(), ErrorStack>,
) -> Result<Secret<32>, ErrorStack> {
    let mut ctx = PkeyCtx::new_id(Id::HKDF)?;
    ctx.derive_init()?;
    ctx.set_hkdf_mode(mode)?;
    ctx.set_hkdf_md(Md::sha256())?;
    ctx.set_hkdf_key(key)?;
    more(&mut ctx)?;
    let mut out = Zeroizing::new([0; 32]);
    ctx.derive(Some(out.as_mut_slice()))?;
    Ok(Secret::new(*out))
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
