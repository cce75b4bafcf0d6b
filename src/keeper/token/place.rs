//! Where a key lies: in the key file, or in the token.

use super::{KeyOf, SharedToken, TokenError};
use crate::domain::Secret;
use crate::vault::derive::hmac_sha256;

/// A key, or the label by which the token has it.
pub(in crate::keeper) enum Place<K> {
    File(K),
    Token(String),
}

impl<K> Place<K> {
    pub(in crate::keeper) fn label(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Token(label) => Some(label),
        }
    }
}

impl<K: PartialEq> PartialEq for Place<K> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(one), Self::File(other)) => one == other,
            (Self::Token(one), Self::Token(other)) => one == other,
            _ => false,
        }
    }
}

/// HMAC-SHA-256 under a key, wherever it lies.
pub(in crate::keeper) fn mac(
    key: &Place<Secret<32>>,
    of: KeyOf,
    token: &SharedToken,
    message: &[u8],
) -> Result<[u8; 32], TokenError> {
    match key {
        Place::File(key) => Ok(hmac_sha256(key, message)),
        Place::Token(label) => token.as_ref().ok_or(TokenError::NotNamed)?.mac(label, of, message),
    }
}
