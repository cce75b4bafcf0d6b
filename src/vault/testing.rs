//! What the vault's tests share.

use crate::domain::{AccountId, OrgId, Random};
use crate::vault::context::Context;
use crate::vault::grant::{self, GrantKey};
use openssl::pkey::{Id, PKey, Private};
use openssl::sign::Signer;
use std::sync::atomic::{AtomicU8, Ordering};
use uuid::Uuid;

/// The fixed random source of the test vectors: octets that count up, 00 01 02 … ff 00 …
#[derive(Default)]
pub(crate) struct Counting(AtomicU8);

impl Random for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        for octet in buffer {
            *octet = self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

pub(crate) fn org() -> OrgId {
    OrgId(Uuid::from_bytes([0x0a; 16]))
}

pub(crate) fn account() -> AccountId {
    AccountId(Uuid::from_bytes([0x0b; 16]))
}

pub(crate) fn context() -> Context {
    Context { org: org(), account: account(), kind: "way", epoch: 1 }
}

/// An Ed25519 key in the keeper's place.
pub(crate) struct SigningKey(PKey<Private>);

impl SigningKey {
    pub(crate) fn new(octet: u8) -> Self {
        Self::of([octet; 32])
    }

    pub(crate) fn of(seed: [u8; 32]) -> Self {
        Self(PKey::private_key_from_raw_bytes(&seed, Id::ED25519).unwrap())
    }

    pub(crate) fn public(&self) -> GrantKey {
        GrantKey(self.0.raw_public_key().unwrap().try_into().unwrap())
    }

    pub(crate) fn sign(&self, digest: &[u8; 32]) -> [u8; 64] {
        let mut signer = Signer::new_without_digest(&self.0).unwrap();
        signer.sign_oneshot_to_vec(&grant::message(digest)).unwrap().try_into().unwrap()
    }
}
