//! What the keeper's MAC over a trust-conferring row covers.

use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::labels;

/// SHA-256 over table, row key, version and columns, each with its length and in the order given.
///
/// A caller whose column may be null tells null from empty in the octets it gives.
pub fn row_digest(table: &str, row: &[u8], version: u64, columns: &[&[u8]]) -> [u8; 32] {
    let version = version.to_be_bytes();
    let mut parts: Vec<&[u8]> = vec![labels::KEEPER_ROW_DIGEST.as_bytes(), table.as_bytes(), row, &version];
    parts.extend(columns);
    sha256(&lp(&parts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_and_its_place_counts() {
        let digest = row_digest("service_providers", b"row", 1, &[b"one", b"two"]);
        let others = [
            row_digest("invitations", b"row", 1, &[b"one", b"two"]),
            row_digest("service_providers", b"rox", 1, &[b"one", b"two"]),
            row_digest("service_providers", b"row", 2, &[b"one", b"two"]),
            row_digest("service_providers", b"row", 1, &[b"two", b"one"]),
            row_digest("service_providers", b"row", 1, &[b"onet", b"wo"]),
            row_digest("service_providers", b"row", 1, &[b"one", b"two", b""]),
            row_digest("service_providers", b"row", 1, &[b"one"]),
        ];
        assert!(!others.contains(&digest));
        assert_eq!(digest, row_digest("service_providers", b"row", 1, &[b"one", b"two"]));
    }
}
