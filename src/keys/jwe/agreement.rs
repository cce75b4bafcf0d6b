//! From what two keys agree on to the key that wraps: the Concat KDF of NIST SP 800-56A as RFC 7518 §4.6.2 uses it.

use openssl::sha::Sha256;
use zeroize::Zeroizing;

/// 256 bits: one round of SHA-256. `algorithm` is the `alg`, where a key is wrapped.
pub(super) fn concat_kdf(shared: &[u8], algorithm: &str, apu: &[u8], apv: &[u8]) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(one_round(shared, algorithm, apu, apv, 256))
}

/// "Datalen || Data" thrice, the length in bits of what is to come out, and no private info.
fn one_round(shared: &[u8], algorithm: &str, apu: &[u8], apv: &[u8], bits: u32) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(&1_u32.to_be_bytes());
    hash.update(shared);
    for part in [algorithm.as_bytes(), apu, apv] {
        // A header's names are far below four gigabytes.
        hash.update(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.update(&bits.to_be_bytes());
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::BASE64URL_NOPAD;

    /// RFC 7518, Appendix C: Z, "Alice", "Bob", A128GCM, 128 bits.
    #[test]
    fn is_that_of_the_rfc() {
        let z = [
            158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128,
            106, 72, 246, 218, 167, 121, 140, 254, 144, 196,
        ];
        let derived = one_round(&z, "A128GCM", b"Alice", b"Bob", 128);
        assert_eq!(BASE64URL_NOPAD.encode(&derived[..16]), "VqqN6vgjbSBcIijNcacQGg");
    }

    // Threat: what was sealed by one for another opens as if it had been between two others.
    #[test]
    fn every_part_counts() {
        let key = |alg, apu: &[u8], apv: &[u8]| *concat_kdf(&[7; 32], alg, apu, apv);
        let one = key("a", b"bc", b"d");
        for other in [key("b", b"bc", b"d"), key("a", b"b", b"cd"), key("ab", b"c", b"d"), key("a", b"d", b"bc")] {
            assert_ne!(one, other);
        }
    }
}
