//! The SAML keys of an embedded keeper, ready for what they are for, and the three steps by which they change: publish the next,
//! switch to it, retire the former.
//!
//! Every key for signing signs when it is named, whatever its state: which one a message names, the server decides by the list that it
//! has read, and servers and keepers learn of a step one after the other. For the same reason every key for decryption decrypts.

use super::embedded::Embedded;
use super::error::{KeeperError, OpenKeeperError};
use super::keys::{KeyFileError, Keys, Maker};
use super::measured::measured;
use super::saml_key::{ReadyKey, SamlKey};
use super::saml_keys::{MOST_KEYS, SamlCertificate, SamlKeyId, SamlKeyState, SamlKeys};
use super::saml_kind::{SamlKeyKind, SamlKeyUse};
use super::token::{Place, SharedToken, TokenError};
use super::transfer::{IN_TOKEN, KeyKind, TransferFault, label_given};
use crate::domain::SecretBytes;
use crate::domain::measures::Asked;
use openssl::pkey::{PKey, Private};
use time::OffsetDateTime;
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

/// The keys of one state, in the order in which they are published.
pub(super) struct SamlRing {
    step: u32,
    keys: Vec<Ready>,
}

struct Ready {
    certificate: SamlCertificate,
    /// None of one that does not sign now and is not in the token: that the keeper has it in its file, it says all the same.
    key: Option<ReadyKey>,
}

impl SamlRing {
    /// Each key is tried, so that one that does not fit its certificate is found before it is needed.
    pub(super) fn of(keys: &Keys, token: &SharedToken) -> Result<Self, OpenKeeperError> {
        let ready = |key: &SamlKey| {
            let ready = match key.ready(token) {
                Err(TokenError::KeyMissing { .. }) if key.state != SamlKeyState::InUse => None,
                tried => Some(tried?.ok_or(KeyFileError::Wrong("SAML certificate"))?),
            };
            let certificate = SamlCertificate { facts: key.facts(), der: key.certificate.clone() };
            Ok(Ready { certificate, key: ready })
        };
        let mut all = keys.saml.iter().map(ready).collect::<Result<Vec<_>, OpenKeeperError>>()?;
        all.sort_by_key(|key| key.certificate.facts.place());
        Ok(Self { step: keys.saml_step, keys: all })
    }

    /// Those for decryption, whatever their state.
    pub(super) fn decrypts(&self) -> impl Iterator<Item = &PKey<Private>> {
        self.keys.iter().filter_map(|ready| match &ready.key {
            Some(ReadyKey::Decrypts(key)) => Some(key),
            _ => None,
        })
    }

    fn find(&self, id: SamlKeyId) -> Result<&Ready, KeeperError> {
        self.keys.iter().find(|key| key.certificate.facts.id == id).ok_or(KeeperError::UnknownSamlKey)
    }
}

impl Embedded {
    pub(super) fn sign_saml(&self, id: SamlKeyId, digest: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        measured(Asked::SignSaml, || {
            let live = self.live.now();
            match &live.saml.find(id)?.key {
                Some(ReadyKey::Signs(signer)) => Ok(signer.sign(digest)?),
                Some(ReadyKey::Decrypts(_)) | None => Err(KeeperError::UnknownSamlKey),
            }
        })
    }

    pub(super) fn saml_certificate(&self, id: SamlKeyId) -> Result<Vec<u8>, KeeperError> {
        Ok(self.live.now().saml.find(id)?.certificate.der.clone())
    }

    /// As they are in the folder: another program may have changed them there.
    pub fn saml_keys(&self, which: SamlKeyUse) -> Result<SamlKeys, KeeperError> {
        // Servers ask this every two seconds.
        self.end_wants();
        self.live.refresh()?;
        let live = self.live.now();
        let all = live.saml.keys.iter().map(|key| key.certificate.facts);
        Ok(SamlKeys { step: live.saml.step, keys: all.filter(|key| key.kind.is_of(which)).collect() })
    }

    /// Makes a next key.
    pub(super) fn publish_saml_key(&self, kind: impl Into<SamlKeyKind>) -> Result<SamlKeyId, KeeperError> {
        let (kind, now) = (kind.into(), self.clock.now());
        self.live.change(|keys| {
            let (random, token) = (&*self.random, &self.live.token);
            let key = Maker { random, now, token, row: &keys.row }.saml(kind, SamlKeyState::Published)?;
            let id = key.id();
            keys.add_saml_key(key).map(|()| id)
        })
    }

    /// Puts a next key in the place of the one in use. Done before, it does nothing.
    pub(super) fn switch_saml_key(&self, id: SamlKeyId) -> Result<(), KeeperError> {
        self.live.change(|keys| keys.switch_saml_key(id, self.clock.now()))
    }

    /// Destroys a key that is not in use, in memory and on disk. There is no way back.
    pub(super) fn retire_saml_key(&self, id: SamlKeyId) -> Result<(), KeeperError> {
        let done = self.live.change(|keys| keys.retire_saml_key(id));
        // Where it is gone already, too.
        if matches!(done, Ok(()) | Err(KeeperError::UnknownSamlKey)) {
            self.drop_wants(|key| key.kind == KeyKind::Saml && key.number == id.number());
        }
        done
    }
}

impl Keys {
    fn add_saml_key(&mut self, key: SamlKey) -> Result<(), KeeperError> {
        if self.saml.iter().any(|other| other.is(key.kind, SamlKeyState::Published)) {
            return Err(KeeperError::SamlKeyPublished(key.kind));
        }
        if self.saml.len() >= MOST_KEYS {
            return Err(KeeperError::TooManySamlKeys);
        }
        self.saml.push(key);
        self.saml_step = self.saml_step.saturating_add(1);
        Ok(())
    }

    fn switch_saml_key(&mut self, id: SamlKeyId, now: OffsetDateTime) -> Result<(), KeeperError> {
        let next = self.saml.iter().find(|key| key.id() == id).ok_or(KeeperError::UnknownSamlKey)?;
        let kind = next.kind;
        match next.state {
            SamlKeyState::InUse => return Ok(()),
            SamlKeyState::Former => return Err(KeeperError::FormerSamlKey),
            SamlKeyState::Published => {}
        }
        for key in self.saml.iter_mut().filter(|key| key.kind == kind) {
            if key.id() == id {
                (key.state, key.used) = (SamlKeyState::InUse, Some(now));
            } else if key.state == SamlKeyState::InUse {
                (key.state, key.former) = (SamlKeyState::Former, Some(now));
            }
        }
        self.saml_step = self.saml_step.saturating_add(1);
        Ok(())
    }

    fn retire_saml_key(&mut self, id: SamlKeyId) -> Result<(), KeeperError> {
        match self.saml.iter().find(|key| key.id() == id).map(|key| key.state) {
            None => return Err(KeeperError::UnknownSamlKey),
            Some(SamlKeyState::InUse) => return Err(KeeperError::SamlKeyInUse),
            Some(SamlKeyState::Published | SamlKeyState::Former) => {}
        }
        self.note_retired(id);
        self.saml.retain(|key| key.id() != id);
        self.saml_step = self.saml_step.saturating_add(1);
        Ok(())
    }

    /// A key as it goes to another keeper: kind (1), private key with its length (2) before it, certificate.
    pub(super) fn given_saml_key(&self, number: u32) -> Option<SecretBytes> {
        let key = self.saml.iter().find(|key| key.id().number() == number)?;
        let named;
        let private = match &key.private {
            Place::File(private) => private.expose(),
            Place::Token(label) => {
                named = [IN_TOKEN, label.as_bytes()].concat();
                &named
            }
        };
        let length = u16::try_from(private.len()).ok()?;
        let mut octets = Vec::with_capacity(3 + private.len() + key.certificate.len());
        octets.push(key.kind.octet());
        octets.extend_from_slice(&length.to_be_bytes());
        octets.extend_from_slice(private);
        octets.extend_from_slice(&key.certificate);
        Some(SecretBytes::new(octets))
    }

    /// A key as another keeper gave it: a next one here, from this moment on.
    pub(super) fn install_saml_key(
        &mut self,
        number: u32,
        octets: &SecretBytes,
        now: OffsetDateTime,
        token: &SharedToken,
    ) -> Result<(), KeeperError> {
        let key = given(octets, now).filter(|key| key.id().number() == number).ok_or(TransferFault::Broken)?;
        // One that its certificate does not carry would be no key file.
        key.ready(token).ok().flatten().ok_or(TransferFault::Broken)?;
        if self.saml.iter().any(|held| held.id().number() == number) {
            return Err(TransferFault::Held.into());
        }
        // "What a keeper has destroyed it neither asks for nor takes" (docs/keeper.md).
        if self.saml_retired.has(&key) {
            return Err(TransferFault::Retired.into());
        }
        self.add_saml_key(key)
    }
}

fn given(octets: &SecretBytes, now: OffsetDateTime) -> Option<SamlKey> {
    let (kind, rest) = octets.expose().split_first()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (private, certificate) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    let (kind, state) = (SamlKeyKind::of_octet(*kind)?, SamlKeyState::Published);
    let private = match label_given(private) {
        Some(label) => Place::Token(label),
        None => Place::File(SecretBytes::new(std::mem::take(&mut *Zeroizing::new(private.to_vec())))),
    };
    Some(SamlKey { kind, state, published: now, used: None, former: None, private, certificate: certificate.to_vec() })
}
