//! Random identifiers, one type for each thing that has one, so that none can be taken for another.

use crate::domain::random::{self, Random};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh random id.
            pub fn random(random: &dyn Random) -> Self {
                Self(random::uuid(random))
            }

            /// The 16 octets that go into derivations and associated data.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// An organisation: the tenant in every derivation's context.
    OrgId,
    /// A person's account. Derived from nothing.
    AccountId,
    /// One way into an account's vault: a passphrase, later a passkey or a recovery kit.
    WayId,
    /// One second factor.
    FactorId,
    /// A browser that somebody has signed in with.
    DeviceId,
    /// An administrator's place on the keyring. Leads to no account.
    MemberId,
}
