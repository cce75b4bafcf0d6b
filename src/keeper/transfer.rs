//! Keys from keeper to keeper, through a server or command that passes them on and can read nothing of them.
//!
//! ```text
//! wants    the keeper that lacks a key makes a key pair in memory: public half, MAC
//! gives    one that has it checks the MAC and seals the key to that public half, part by part: envelope, MAC
//! takes    the first checks that MAC, opens the parts, and has the key; the key pair is gone
//! ```
//!
//! Both MACs are under the row key, which every keeper of a fleet has and nobody else: no public key but a keeper's is sealed
//! to, and no key but a keeper's is taken. Both key pairs live for one transfer: what was recorded of it opens nothing more,
//! whatever is stolen later.

use super::embedded::Embedded;
use super::epochs::named;
use super::error::KeeperError;
use super::keys::{HardeningEpoch, Keys, label};
use super::protocol::{Reader, Writer};
use super::token::{Place, SharedToken};
use crate::domain::{OrgId, Secret, SecretBytes};
use crate::vault::derive::hmac_sha256;
use crate::vault::encode::lp;
use crate::vault::envelope::{EnvelopeError, KeyPair, open_from, seal_to};
use crate::vault::{RecordContext, labels};
use std::collections::VecDeque;
use std::sync::{MutexGuard, PoisonError};
use std::thread;
use subtle::ConstantTimeEq;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

/// In the place of a key that is in a token stands this and its label there: more than the 32 octets of a key.
pub(super) const IN_TOKEN: &[u8] = b"in the fleet's PKCS #11 token, by the label ";
/// Octets of a key that go into one part: their envelope fits into a frame.
pub(super) const PART: usize = 1020;
/// Transfers that a keeper waits for at once; one more ends the oldest.
const MOST_WANTS: usize = 4;
/// How long a keeper waits for a key. Its key pair is then gone: whoever recorded what was sealed to it, and takes this keeper's
/// memory later, opens nothing.
pub(super) const WAITS: Duration = Duration::MINUTE;
/// How often that is looked for where nobody asks anything.
pub(super) const TICK: std::time::Duration = std::time::Duration::from_secs(5);

/// A kind of key that goes from keeper to keeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// A hardening epoch's; its number is the epoch.
    Hardening,
    /// A SAML signing key; its number is [`SamlKeyId::number`](super::SamlKeyId::number).
    Saml,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyName {
    pub kind: KeyKind,
    pub number: u32,
}

/// What a keeper says that wants a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub public: [u8; 32],
    pub mac: [u8; 32],
}

/// A part of a key, for whoever wanted it alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// From 0.
    pub part: u8,
    pub parts: u8,
    pub mac: [u8; 32],
    pub envelope: Vec<u8>,
}

/// Why a key did not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TransferFault {
    #[error("it has that key already")]
    Held,
    #[error("it has no such key")]
    Missing,
    #[error("no keeper of this fleet asked for it")]
    Stranger,
    #[error("it waits for no such key: it did not ask, or has it by now")]
    Unasked,
    #[error("no keeper of this fleet gave it")]
    Forged,
    #[error("it does not open, or is no key")]
    Broken,
    #[error("it has destroyed that key, and does not take it back; retire it at every keeper")]
    Retired,
}

impl TransferFault {
    /// By their places on the wire.
    pub(super) const ALL: [Self; 7] =
        [Self::Held, Self::Missing, Self::Stranger, Self::Unasked, Self::Forged, Self::Broken, Self::Retired];
}

/// What a keeper waits for.
#[derive(Default)]
pub(super) struct Wants(VecDeque<Want>);

struct Want {
    key: KeyName,
    pair: KeyPair,
    asked: OffsetDateTime,
    /// Those that have come.
    parts: Vec<Option<SecretBytes>>,
}

impl KeyKind {
    pub(super) const ALL: [Self; 2] = [Self::Hardening, Self::Saml];

    /// Its octet, in a frame and under a MAC.
    pub(super) fn octet(self) -> u8 {
        match self {
            Self::Hardening => 1,
            Self::Saml => 2,
        }
    }
}

impl KeyName {
    /// In a frame: kind, number.
    pub(super) fn write(self, to: &mut Writer<'_>) {
        to.put(&[self.kind.octet()]);
        to.put(&self.number.to_be_bytes());
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let octet = from.u8()?;
        let kind = KeyKind::ALL.into_iter().find(|kind| kind.octet() == octet)?;
        Some(Self { kind, number: from.u32()? })
    }
}

impl Wanted {
    pub(super) fn write(&self, to: &mut Writer<'_>) {
        to.put(&self.public);
        to.put(&self.mac);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self { public: from.take()?, mac: from.take()? })
    }
}

impl Given {
    /// In a frame: part, parts, MAC, envelope.
    pub(super) fn write(&self, to: &mut Writer<'_>) {
        to.put(&[self.part, self.parts]);
        to.put(&self.mac);
        to.octets(&self.envelope);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (part, parts, mac) = (from.u8()?, from.u8()?, from.take()?);
        Some(Self { part, parts, mac, envelope: from.octets()?.to_vec() })
    }
}

impl Embedded {
    pub(super) fn want(&self, key: KeyName) -> Result<Wanted, KeeperError> {
        self.live.refresh()?;
        // Before the keys are read: whoever destroys one comes for its wants afterwards.
        let mut wants = self.waiting();
        let live = self.live.now();
        live.keys.may_take(key)?;
        let pair = KeyPair::generate(&*self.random).map_err(|_| KeeperError::Failed)?;
        let wanted = Wanted { public: pair.public, mac: wanted_mac(&live.keys.row, key, &pair.public) };
        if wants.0.len() >= MOST_WANTS {
            wants.0.pop_front();
        }
        wants.0.push_back(Want { key, pair, asked: self.clock.now(), parts: Vec::new() });
        Ok(wanted)
    }

    pub(super) fn give(&self, key: KeyName, wanted: &Wanted, part: u8) -> Result<Given, KeeperError> {
        let live = self.live.now();
        // Whoever passes this on could otherwise name a public key of its own.
        if !bool::from(wanted_mac(&live.keys.row, key, &wanted.public).ct_eq(&wanted.mac)) {
            return Err(TransferFault::Stranger.into());
        }
        let octets = live.keys.given(key).ok_or(TransferFault::Missing)?;
        let mut parts = octets.expose().chunks(PART);
        let all = u8::try_from(parts.len()).map_err(|_| TransferFault::Missing)?;
        let octets = parts.nth(part.into()).ok_or(TransferFault::Missing)?;
        let row = place(key, &wanted.public, part, all);
        let envelope = seal_to(&wanted.public, &context(&row), octets, &*self.random).map_err(broken)?;
        let mac = given_mac(&live.keys.row, &row, &envelope);
        Ok(Given { part, parts: all, mac, envelope })
    }

    /// Whether the key is whole now, and this keeper has it.
    pub(super) fn take(&self, key: KeyName, public: &[u8; 32], given: &Given) -> Result<bool, KeeperError> {
        let row = place(key, public, given.part, given.parts);
        // Whoever passes this on could otherwise seal a key of its own: the public key is in its hands.
        if !bool::from(given_mac(&self.live.now().keys.row, &row, &given.envelope).ct_eq(&given.mac)) {
            return Err(TransferFault::Forged.into());
        }
        let mut wants = self.waiting();
        let found = wants.0.iter().position(|want| want.key == key && want.pair.public == *public);
        let want = found.and_then(|at| wants.0.get_mut(at)).ok_or(TransferFault::Unasked)?;
        let part = open_from(&want.pair, &context(&row), &given.envelope).map_err(broken)?;
        want.parts.resize_with(given.parts.into(), || None);
        *want.parts.get_mut(usize::from(given.part)).ok_or(TransferFault::Broken)? = Some(part);
        let Some(octets) = want.whole() else { return Ok(false) };
        self.live.change(|keys| keys.install(key, &octets, self.clock.now(), &self.live.token))?;
        wants.0.retain(|want| want.key != key);
        Ok(true)
    }

    /// What it still waits for; what it waited for too long is gone.
    fn waiting(&self) -> MutexGuard<'_, Wants> {
        let mut wants = self.wants.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        wants.0.retain(|want| (now - want.asked).abs() < WAITS);
        wants
    }

    /// Ends what was waited for too long.
    pub(super) fn end_wants(&self) {
        drop(self.waiting());
    }

    /// Does so again and again, whatever else is asked or not; and looks after the token.
    pub(super) fn end_wants_until(&self, is_over: impl Fn() -> bool) {
        while !is_over() {
            self.end_wants();
            self.live.token.iter().for_each(|token| token.look());
            thread::sleep(TICK);
        }
    }

    /// Waits no more for keys that were destroyed.
    pub(super) fn drop_wants(&self, is_gone: impl Fn(KeyName) -> bool) {
        self.waiting().0.retain(|want| !is_gone(want.key));
    }

    #[cfg(test)]
    pub(super) fn wants(&self) -> usize {
        self.wants.lock().unwrap().0.len()
    }
}

impl Want {
    fn whole(&self) -> Option<SecretBytes> {
        let mut octets = Zeroizing::new(Vec::with_capacity(self.parts.len() * PART));
        for part in &self.parts {
            octets.extend_from_slice(part.as_ref()?.expose());
        }
        Some(SecretBytes::new(std::mem::take(&mut *octets)))
    }
}

impl Keys {
    /// Whether it is one to ask for: what is held, or was destroyed, would not be taken either.
    fn may_take(&self, key: KeyName) -> Result<(), KeeperError> {
        if self.given(key).is_some() {
            return Err(TransferFault::Held.into());
        }
        match key.kind {
            KeyKind::Hardening => self.may_add_epoch(key.number),
            KeyKind::Saml if self.saml_retired.has_number(key.number) => Err(TransferFault::Retired.into()),
            KeyKind::Saml => Ok(()),
        }
    }

    /// A key as it is given.
    fn given(&self, key: KeyName) -> Option<SecretBytes> {
        match key.kind {
            KeyKind::Hardening => self.epoch(key.number).map(|epoch| {
                SecretBytes::new(match &epoch.key {
                    Place::File(key) => key.expose().to_vec(),
                    Place::Token(label) => [IN_TOKEN, label.as_bytes()].concat(),
                })
            }),
            KeyKind::Saml => self.given_saml_key(key.number),
        }
    }

    /// A key as it was taken.
    fn install(
        &mut self,
        key: KeyName,
        octets: &SecretBytes,
        now: OffsetDateTime,
        token: &SharedToken,
    ) -> Result<(), KeeperError> {
        match key.kind {
            KeyKind::Hardening => {
                // Whether this keeper's token has it is seen before anything is written.
                let place = match label_given(octets.expose()) {
                    // That epoch's and no other: the handle's key is in the token as well.
                    Some(given) => (given == label(&self.row, &named(key.number))).then_some(Place::Token(given)),
                    None => Secret::from_slice(octets.expose()).map(Place::File),
                };
                let place = place.ok_or(TransferFault::Broken)?;
                self.add_epoch(HardeningEpoch { epoch: key.number, key: place })
            }
            KeyKind::Saml => self.install_saml_key(key.number, octets, now, token),
        }
    }
}

/// The label of a key that is in the fleet's token.
pub(super) fn label_given(octets: &[u8]) -> Option<String> {
    String::from_utf8(octets.strip_prefix(IN_TOKEN)?.to_vec()).ok()
}

fn place(key: KeyName, public: &[u8; 32], part: u8, parts: u8) -> Vec<u8> {
    lp(&[&[key.kind.octet()], &key.number.to_be_bytes(), public, &[part], &[parts]])
}

fn context(row: &[u8]) -> RecordContext<'_> {
    RecordContext { org: OrgId(Uuid::nil()), table: "keeper", row, slot: "transfer", version: 1 }
}

fn wanted_mac(fleet: &Secret<32>, key: KeyName, public: &[u8; 32]) -> [u8; 32] {
    let label = labels::KEEPER_TRANSFER_WANTED.as_bytes();
    hmac_sha256(fleet, &lp(&[label, &[key.kind.octet()], &key.number.to_be_bytes(), public]))
}

fn given_mac(fleet: &Secret<32>, row: &[u8], envelope: &[u8]) -> [u8; 32] {
    hmac_sha256(fleet, &lp(&[labels::KEEPER_TRANSFER_GIVEN.as_bytes(), row, envelope]))
}

/// For the vectors: the place of a part, and the MACs of whoever wants the key and whoever gives it.
#[cfg(test)]
pub(crate) struct Macs {
    pub(crate) wanted: [u8; 32],
    pub(crate) place: Vec<u8>,
    pub(crate) given: [u8; 32],
}

#[cfg(test)]
pub(crate) fn macs(fleet: &Secret<32>, key: KeyName, public: &[u8; 32], part: (u8, u8), envelope: &[u8]) -> Macs {
    let place = place(key, public, part.0, part.1);
    Macs { wanted: wanted_mac(fleet, key, public), given: given_mac(fleet, &place, envelope), place }
}

fn broken(_: EnvelopeError) -> KeeperError {
    TransferFault::Broken.into()
}

impl From<TransferFault> for KeeperError {
    fn from(fault: TransferFault) -> Self {
        Self::Transfer(fault)
    }
}
