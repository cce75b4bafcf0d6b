//! RSA-OAEP (RFC 8017 §7.1) as XML Encryption names it: which digest is where. No label: nobody uses one.

/// A digest of OAEP. It need not be one that collisions cannot be found for, so SHA-1 is no weakness in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OaepDigest {
    Sha1,
    Sha256,
}

/// How a content key was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Oaep {
    /// Of the label, which is empty.
    pub digest: OaepDigest,
    /// Of the mask generation function, MGF1.
    pub mask: OaepDigest,
}

impl OaepDigest {
    pub const ALL: [Self; 2] = [Self::Sha1, Self::Sha256];
}
