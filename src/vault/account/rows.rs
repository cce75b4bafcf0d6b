//! The rows of an account's vault, as they lie in the database: ciphertext, salts and verifiers, nothing else; and the
//! place of each sealed column.

use crate::domain::{AccountId, FactorId, OrgId, WayId};
use crate::vault::encode::lp;
use crate::vault::harden::Way;
use crate::vault::seal::RecordContext;
use crate::vault::stretch::Cost;
use uuid::Uuid;

/// One way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayRow {
    pub id: WayId,
    pub way: Way,
    pub salt: [u8; 16],
    pub cost: Cost,
    /// `k_w`, wrapped by the keeper.
    pub wrapped_kw: Vec<u8>,
    /// What finds a recovery kit's row: the keeper's. A passphrase's is found by the account's handle.
    pub locator: Option<[u8; 32]>,
    pub verifier: [u8; 32],
    /// Of a way in that needs passphrase and passkey: the share that the passkey opens.
    pub share: Option<Vec<u8>>,
    /// The way's X25519 private key under the way key. Its public half lies in the profile only.
    pub sealed_private: Vec<u8>,
}

impl WayRow {
    /// The way in that a browser is known for. Where passphrase and passkey are both needed, an account may have several that
    /// are stretched alike; they have one salt, which lasts as long as the passphrase does.
    pub fn known_by(&self) -> WayId {
        if self.way == Way::Both { WayId(Uuid::from_bytes(self.salt)) } else { self.id }
    }
}

/// A root, sealed to one way in's public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootSeal {
    pub way: WayId,
    pub root_epoch: u32,
    pub sealed: Vec<u8>,
}

/// The kinds of second factors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactorKind {
    /// RFC 6238.
    Totp,
    /// A passkey (WebAuthn).
    Passkey,
}

impl FactorKind {
    pub fn label(self) -> &'static str {
        match self {
            Self::Totp => "totp",
            Self::Passkey => "passkey",
        }
    }

    /// The kind with this label, as read from a row.
    pub fn from_label(label: &str) -> Option<Self> {
        [Self::Totp, Self::Passkey].into_iter().find(|kind| kind.label() == label)
    }
}

/// One second factor: its record under a key of its own, and that key wrapped twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactorRow {
    pub id: FactorId,
    pub kind: FactorKind,
    /// The record key under the factor key: opened at sign-in, before the vault is.
    pub for_factor_key: Vec<u8>,
    /// The record key under the root: for wrapping it anew when a way in changes.
    pub for_root: Vec<u8>,
    pub record: Vec<u8>,
}

/// The profile under a root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileRow {
    pub root_epoch: u32,
    /// Counts up with each writing.
    pub version: u64,
    pub sealed: Vec<u8>,
}

/// A way's row, whose key is account and way.
pub(super) fn way_place(account: AccountId, way: WayId) -> Vec<u8> {
    lp(&[account.as_bytes(), way.as_bytes()])
}

pub(super) fn way_private(org: OrgId, row: &[u8]) -> RecordContext<'_> {
    RecordContext { org, table: "ways", row, slot: "private", version: 1 }
}

pub(super) fn root_seal(org: OrgId, row: &[u8], root_epoch: u32) -> RecordContext<'_> {
    RecordContext { org, table: "root_seals", row, slot: "root", version: root_epoch.into() }
}

/// A factor's row, whose key is account, factor and kind.
pub(super) fn factor_place(account: AccountId, factor: FactorId, kind: FactorKind) -> Vec<u8> {
    lp(&[account.as_bytes(), factor.as_bytes(), kind.label().as_bytes()])
}

pub(super) fn factor_slot<'a>(org: OrgId, row: &'a [u8], slot: &'static str) -> RecordContext<'a> {
    RecordContext { org, table: "factors", row, slot, version: 1 }
}

/// A profile's row, whose key is account and root epoch.
pub(super) fn profile_place(account: AccountId, root_epoch: u32) -> Vec<u8> {
    lp(&[account.as_bytes(), &root_epoch.to_be_bytes()])
}

pub(super) fn profile(org: OrgId, row: &[u8], version: u64) -> RecordContext<'_> {
    RecordContext { org, table: "profiles", row, slot: "profile", version }
}
