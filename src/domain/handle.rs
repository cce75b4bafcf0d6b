//! What finds an account's row: a keyed hash of organisation and identifier, which only the keeper can make.

use std::fmt;

/// 32 octets: `HMAC-SHA256(K_handle, …)`. Not secret, but pseudonymous: it prints as `[handle]`, to stay out of logs.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Handle(pub [u8; 32]);

impl Handle {
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[handle]")
    }
}
