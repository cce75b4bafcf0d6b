//! What of metadata is not used, or not kept.

use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// Of a profile that is not spoken, by its name.
    Endpoints(&'static str),
    /// Another role than that of a service provider.
    Role(String),
    Contacts,
    Comments,
    Signature,
    OtherCertificates,
    NamedKey,
    KindOfKey,
    EllipticCurveKey,
    CbcCiphers,
}

/// In the words of the command.
impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Endpoints(what) => return write!(f, "ignores its {what} endpoints; {what} is not spoken"),
            Self::Role(role) => return write!(f, "ignores its other role, {role}"),
            Self::Contacts => "does not keep the contact persons that it names",
            Self::Comments => "does not keep the comments in it",
            Self::Signature => "does not check the metadata's own signature: you vouch for it by adding it",
            Self::OtherCertificates => "takes the key of the first certificate where a KeyInfo gives several",
            Self::NamedKey => "ignores a KeyDescriptor that names a key without giving it",
            Self::KindOfKey => "ignores a key that is neither RSA nor elliptic curve (P-256, P-384, P-521)",
            Self::EllipticCurveKey => "ignores an elliptic curve encryption key; only RSA keys are encrypted to",
            Self::CbcCiphers => {
                "it lists only CBC ciphers, which can be forged and are not used here: assertions come with AES-128-GCM"
            }
        })
    }
}
