//! Framing and padding, so that a sealed record's length tells a size bucket and nothing closer.

use zeroize::Zeroizing;

/// Octets of the length in front.
const FRAME: usize = 4;
const SMALLEST: usize = 64;
const PAGE: usize = 4096;

/// The longest plaintext a record may hold: 1 MiB.
pub(crate) const LONGEST: usize = 1 << 20;

/// The bucket of a framed length: the next power of two from 64 up to 4096, then the next multiple of 4096.
fn bucket(framed: usize) -> usize {
    if framed > PAGE { framed.next_multiple_of(PAGE) } else { framed.next_power_of_two().max(SMALLEST) }
}

/// 32-bit big-endian length, plaintext, zeros up to the bucket. `None` above [`LONGEST`].
pub(crate) fn frame(plaintext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let length = u32::try_from(plaintext.len()).ok().filter(|_| plaintext.len() <= LONGEST)?;
    let bucket = bucket(FRAME + plaintext.len());
    let mut framed = Zeroizing::new(Vec::with_capacity(bucket));
    framed.extend_from_slice(&length.to_be_bytes());
    framed.extend_from_slice(plaintext);
    framed.resize(bucket, 0);
    Some(framed)
}

/// The plaintext in a frame; `None` unless [`frame`] would write exactly these octets for it.
pub(crate) fn unframe(framed: &[u8]) -> Option<&[u8]> {
    let (length, rest) = framed.split_first_chunk::<FRAME>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok().filter(|length| *length <= LONGEST)?;
    let (plaintext, padding) = rest.split_at_checked(length)?;
    let canonical = framed.len() == bucket(FRAME + length) && padding.iter().all(|octet| *octet == 0);
    canonical.then_some(plaintext)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_land_in_buckets() {
        let framed = |length: usize| frame(&vec![1; length]).unwrap().len();
        let expected =
            [(0, 64), (60, 64), (61, 128), (124, 128), (2044, 2048), (2045, 4096), (4092, 4096), (4093, 8192)];
        for (length, bucket) in expected {
            assert_eq!(framed(length), bucket, "{length}");
        }
        assert_eq!(framed(8188), 8192);
        assert_eq!(framed(8189), 12_288);
        assert!(frame(&vec![0; LONGEST]).is_some() && frame(&vec![0; LONGEST + 1]).is_none());
    }

    #[test]
    fn reads_back_what_was_framed_and_nothing_else() {
        for length in [0, 1, 59, 60, 61, 5000] {
            let plaintext = vec![7; length];
            assert_eq!(unframe(&frame(&plaintext).unwrap()), Some(plaintext.as_slice()));
        }
        let mut framed = frame(b"abc").unwrap().to_vec();
        framed[63] = 1;
        assert_eq!(unframe(&framed), None, "padding must be zero");
        framed[63] = 0;
        framed.resize(128, 0);
        assert_eq!(unframe(&framed), None, "the bucket must be the smallest");
        assert_eq!(unframe(&[0xff; 64]), None);
        assert_eq!(unframe(&[0; 3]), None);
    }
}
