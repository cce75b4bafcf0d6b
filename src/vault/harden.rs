//! Hardening: a stretched secret and the keeper's answer become the keys of a way in.
//!
//! `prk = HKDF-Extract(salt = the keeper's answer, ikm = s)`. Without the keeper nothing follows from `s`, and the
//! keeper, which sees only `SHA-256(s)`, can follow nothing from its answer.

use crate::domain::Secret;
use crate::vault::context::Context;
use crate::vault::derive::{hkdf_expand, hkdf_extract, sha256};
use crate::vault::encode::lp;
use crate::vault::labels;
use subtle::ConstantTimeEq;

/// The kinds of ways into a vault. The keeper's answer differs by kind, so that no way stands in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// A passphrase, stretched.
    Passphrase,
    /// A recovery kit's 160 random bits.
    Kit,
    /// What a passkey's PRF gives, with half of its user handle.
    Passkey,
    /// A passphrase, stretched, with what a passkey's PRF opens.
    Both,
    /// An enrolment link's token.
    Invitation,
}

impl Way {
    /// The name in derivations and rows.
    pub fn label(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Kit => "kit",
            Self::Passkey => "passkey",
            Self::Both => "both",
            Self::Invitation => "invitation",
        }
    }

    /// The way with this label, as read from a row.
    pub fn from_label(label: &str) -> Option<Self> {
        let all = [Self::Passphrase, Self::Kit, Self::Passkey, Self::Both, Self::Invitation];
        all.into_iter().find(|way| way.label() == label)
    }
}

/// What the keeper is shown of a stretched secret: `SHA-256(s)`.
pub fn digest_for_keeper(s: &Secret<32>) -> [u8; 32] {
    sha256(s.expose())
}

/// A random token's octets in the place of a stretched passphrase: they need no stretching, only a fixed length.
pub fn token_secret(token: &[u8]) -> Secret<32> {
    Secret::new(sha256(&zeroize::Zeroizing::new(lp(&[labels::TOKEN.as_bytes(), token]))))
}

/// `HKDF-Extract(salt = answer, ikm = s)`: `s` from [`stretch`](crate::vault::stretch()) or [`token_secret`], `answer`
/// from the keeper.
pub fn harden(s: &Secret<32>, answer: &Secret<32>) -> Hardened {
    Hardened(hkdf_extract(answer.expose(), s.expose()))
}

/// The pseudorandom key of one way in. Three keys follow from it, each for its own use.
#[derive(Debug)]
pub struct Hardened(Secret<32>);

impl Hardened {
    /// What the row keeps, to know the secret again. It opens nothing.
    pub fn verifier(&self, context: &Context) -> [u8; 32] {
        *self.expand(labels::VERIFIER, context).expose()
    }

    /// The key that opens the second factors' records.
    pub fn factor_key(&self, context: &Context) -> Secret<32> {
        self.expand(labels::FACTOR_KEY, context)
    }

    /// The key that opens the way's own private key, and by it the root.
    pub fn way_key(&self, context: &Context) -> Secret<32> {
        self.expand(labels::WAY_KEY, context)
    }

    /// Whether the verifier is the stored one, in constant time. A stored one of another length never matches.
    pub fn matches(&self, context: &Context, stored: &[u8]) -> bool {
        self.verifier(context).ct_eq(stored).into()
    }

    fn expand(&self, label: &str, context: &Context) -> Secret<32> {
        hkdf_expand(&self.0, &lp(&[label.as_bytes(), &context.encode()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::testing::context;

    #[test]
    fn three_keys_that_do_not_meet() {
        let hardened = harden(&Secret::new([1; 32]), &Secret::new([2; 32]));
        let keys = [
            hardened.verifier(&context()),
            *hardened.factor_key(&context()).expose(),
            *hardened.way_key(&context()).expose(),
        ];
        assert!(keys[0] != keys[1] && keys[1] != keys[2] && keys[0] != keys[2]);
    }

    #[test]
    fn needs_both_the_secret_and_the_answer() {
        let stored = harden(&Secret::new([1; 32]), &Secret::new([2; 32])).verifier(&context());
        let matches =
            |s, answer| harden(&Secret::new([s; 32]), &Secret::new([answer; 32])).matches(&context(), &stored);
        assert!(matches(1, 2));
        assert!(!matches(1, 3) && !matches(3, 2) && !matches(2, 1));
    }

    #[test]
    fn verifier_is_bound_to_its_context() {
        let hardened = harden(&Secret::new([1; 32]), &Secret::new([2; 32]));
        let stored = hardened.verifier(&context());
        assert!(hardened.matches(&context(), &stored));
        assert!(!hardened.matches(&Context { epoch: 2, ..context() }, &stored));
        assert!(!hardened.matches(&Context { kind: "other", ..context() }, &stored));
        assert!(!hardened.matches(&context(), &stored[..31]) && !hardened.matches(&context(), &[]));
    }

    #[test]
    fn labels_read_back() {
        assert_eq!(Way::from_label("invitation"), Some(Way::Invitation));
        assert_eq!(Way::from_label("kit"), Some(Way::Kit));
        assert_eq!(Way::from_label("both"), Some(Way::Both));
        assert_eq!(Way::from_label(Way::Passphrase.label()), Some(Way::Passphrase));
        assert_eq!(Way::from_label("Passphrase"), None);
    }
}
