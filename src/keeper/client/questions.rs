//! Each operation as a question to a keeper: its fields written, its answer's read.

use super::Remote;
use crate::domain::{AccountId, DeviceId, Handle, OrgId, Secret, WayId};
use crate::keeper::error::KeeperError;
use crate::keeper::protocol::{self, BATCH, Operation, Reader};
use crate::keeper::sessions::{AHEAD, session_epoch};
use crate::keeper::{Arriving, AuditLink, AuditWho, Device, HardenRequest, MOST_DEVICES, Participation, Recognised};
use crate::vault::{AuditHeadsKey, GrantKey};
use std::sync::PoisonError;
use time::Date;

/// How many, and each.
fn put_devices(devices: &[Device], to: &mut protocol::Writer<'_>) {
    to.put(&[u8::try_from(devices.len()).unwrap_or_default()]);
    devices.iter().for_each(|device| to.put(&device.to_octets()));
}

impl Remote {
    pub(crate) async fn handle(&self, org: OrgId, identifier: &str) -> Result<Handle, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.octets(identifier.as_bytes());
        };
        self.ask(Operation::Handle, write, |from| from.take()).await.map(Handle)
    }

    pub(crate) async fn handle_for(
        &self,
        org: OrgId,
        identifier: &str,
        shown: &[Device],
    ) -> Result<Handle, KeeperError> {
        let shown = shown.get(..MOST_DEVICES).unwrap_or(shown);
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.octets(identifier.as_bytes());
            put_devices(shown, to);
        };
        self.ask(Operation::HandleFor, write, |from| from.take()).await.map(Handle)
    }

    /// Without devices it is as long as the version before asked it.
    pub(crate) async fn kit_locator(
        &self,
        org: OrgId,
        digest: &[u8; 32],
        shown: &[Device],
    ) -> Result<[u8; 32], KeeperError> {
        let shown = shown.get(..MOST_DEVICES).unwrap_or(shown);
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.put(digest);
            put_devices(shown, to);
        };
        self.ask(Operation::KitLocator, write, |from| from.take()).await
    }

    pub(crate) async fn new_hardening_key(
        &self,
        org: OrgId,
        account: AccountId,
        way: WayId,
    ) -> Result<Vec<u8>, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.put(account.as_bytes());
            to.put(way.as_bytes());
        };
        let read = |from: &mut Reader<'_>| from.octets().map(|wrapped| vec![wrapped.to_vec()]);
        let made = self.ask_newest(|| self.ask(Operation::NewHardeningKey, write, read), Vec::as_slice).await?;
        made.into_iter().next().ok_or(KeeperError::Failed)
    }

    pub(crate) async fn harden(&self, request: HardenRequest<'_>) -> Result<Secret<32>, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(request.org.as_bytes());
            to.put(request.account.as_bytes());
            to.put(request.way_id.as_bytes());
            to.put(request.handle.as_bytes());
            to.put(&request.digest);
            to.octets(request.way.label().as_bytes());
            to.put(&[u8::from(request.device.is_some())]);
            if let Some(device) = request.device {
                to.put(&device.to_octets());
            }
            to.put(&[u8::from(request.wrapped.is_some())]);
            if let Some(wrapped) = request.wrapped {
                to.octets(wrapped);
            }
        };
        self.ask(Operation::Harden, write, |from| from.take()).await.map(Secret::new)
    }

    pub(crate) async fn decoy_salt(&self, handle: &Handle) -> Result<[u8; 16], KeeperError> {
        self.ask(Operation::DecoySalt, |to| to.put(handle.as_bytes()), |from| from.take()).await
    }

    pub(crate) async fn recognise(&self, arriving: Arriving<'_>) -> Result<Recognised, KeeperError> {
        let presented = arriving.presented.get(..MOST_DEVICES).unwrap_or(arriving.presented);
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(arriving.org.as_bytes());
            to.put(arriving.handle.as_bytes());
            to.put(arriving.way_id.as_bytes());
            to.put(&arriving.buckets.to_be_bytes());
            put_devices(presented, to);
        };
        self.ask(Operation::Recognise, write, Recognised::read).await
    }

    pub(crate) async fn new_device(
        &self,
        org: OrgId,
        handle: &Handle,
        way: WayId,
        id: DeviceId,
    ) -> Result<Device, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.put(handle.as_bytes());
            to.put(way.as_bytes());
            to.put(id.as_bytes());
        };
        let read = |from: &mut Reader<'_>| Device::from_octets(&from.take::<{ Device::OCTETS }>()?);
        self.ask(Operation::NewDevice, write, read).await
    }

    pub(crate) async fn row_mac(&self, digest: [u8; 32]) -> Result<[u8; 32], KeeperError> {
        self.ask(Operation::RowMac, |to| to.put(&digest), |from| from.take()).await
    }

    pub(crate) async fn check_row_mac(&self, digest: [u8; 32], mac: &[u8]) -> Result<bool, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(&digest);
            to.octets(mac);
        };
        self.ask(Operation::CheckRowMac, write, |from| from.u8().map(|right| right == 1)).await
    }

    pub(crate) async fn sign_grant(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        self.ask(Operation::SignGrant, |to| to.put(&digest), |from| from.take()).await
    }

    /// Asked once: it does not change.
    pub(crate) async fn grant_key(&self) -> Result<GrantKey, KeeperError> {
        if let Some(key) = self.grant_key.get() {
            return Ok(*key);
        }
        let key = self.ask(Operation::GrantKey, |_| {}, |from| from.take()).await.map(GrantKey)?;
        Ok(*self.grant_key.get_or_init(|| key))
    }

    /// Asked once for each epoch, and kept until that is retired.
    pub(crate) async fn session_epoch_key(&self, epoch: u32) -> Result<Secret<32>, KeeperError> {
        let known =
            |keys: &[(u32, Secret<32>)]| keys.iter().find(|(of, _)| *of == epoch).map(|(_, key)| key.duplicate());
        // What is kept is given out as a keeper would: not ahead of the clock.
        let is_due = epoch <= session_epoch(self.clock.now()).saturating_add(AHEAD);
        if let Some(key) = known(&self.session_keys.lock().unwrap_or_else(PoisonError::into_inner)).filter(|_| is_due) {
            return Ok(key);
        }
        let write = |to: &mut protocol::Writer<'_>| to.put(&epoch.to_be_bytes());
        let key = self.ask(Operation::SessionEpochKey, write, |from| from.take()).await.map(Secret::new)?;
        self.session_keys.lock().unwrap_or_else(PoisonError::into_inner).push((epoch, key.duplicate()));
        Ok(key)
    }

    /// Here first, then at every keeper: one that is away does it when it is asked again.
    pub(crate) async fn retire_sessions_before(&self, epoch: u32) -> Result<(), KeeperError> {
        self.session_keys.lock().unwrap_or_else(PoisonError::into_inner).retain(|(of, _)| *of >= epoch);
        self.ask_all(Operation::RetireSessions, |to| to.put(&epoch.to_be_bytes())).await
    }

    pub(crate) async fn pseudonyms(&self, org: OrgId, who: &[(AuditWho, Date)]) -> Result<Vec<[u8; 32]>, KeeperError> {
        let mut subjects = Vec::with_capacity(who.len());
        for some in who.chunks(BATCH) {
            let write = |to: &mut protocol::Writer<'_>| {
                to.put(org.as_bytes());
                to.put(&[u8::try_from(some.len()).unwrap_or_default()]);
                some.iter().for_each(|(who, day)| write_who(to, who, *day));
            };
            subjects.extend(self.ask(Operation::AuditSubjects, write, |from| take_all(from, some.len())).await?);
        }
        Ok(subjects)
    }

    pub(crate) async fn audit_links(
        &self,
        previous: &[u8; 32],
        digests: &[[u8; 32]],
    ) -> Result<Vec<[u8; 32]>, KeeperError> {
        let mut links: Vec<[u8; 32]> = Vec::with_capacity(digests.len());
        for some in digests.chunks(BATCH) {
            let head = links.last().copied().unwrap_or(*previous);
            let write = |to: &mut protocol::Writer<'_>| {
                to.put(&head);
                to.put(&[u8::try_from(some.len()).unwrap_or_default()]);
                some.iter().for_each(|digest| to.put(digest));
            };
            links.extend(self.ask(Operation::AuditLinks, write, |from| take_all(from, some.len())).await?);
        }
        Ok(links)
    }

    pub(crate) async fn audit_macs(&self, links: &[AuditLink]) -> Result<Vec<[u8; 32]>, KeeperError> {
        let mut macs = Vec::with_capacity(links.len());
        // Two digests each.
        for some in links.chunks(BATCH / 2) {
            let write = |to: &mut protocol::Writer<'_>| {
                to.put(&[u8::try_from(some.len()).unwrap_or_default()]);
                for link in some {
                    to.put(&link.previous);
                    to.put(&link.digest);
                }
            };
            macs.extend(self.ask(Operation::AuditMacs, write, |from| take_all(from, some.len())).await?);
        }
        Ok(macs)
    }

    pub(crate) async fn sign_audit_heads(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        self.ask(Operation::SignAuditHeads, |to| to.put(&digest), |from| from.take()).await
    }

    /// Asked once: it does not change.
    pub(crate) async fn audit_heads_key(&self) -> Result<AuditHeadsKey, KeeperError> {
        if let Some(key) = self.audit_heads_key.get() {
            return Ok(*key);
        }
        let key = self.ask(Operation::AuditHeadsKey, |_| {}, |from| from.take()).await.map(AuditHeadsKey)?;
        Ok(*self.audit_heads_key.get_or_init(|| key))
    }

    pub(crate) async fn participant_locator(&self, org: OrgId, sp: &str, name: &str) -> Result<[u8; 32], KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.octets(sp.as_bytes());
            to.octets(name.as_bytes());
        };
        self.ask(Operation::ParticipantLocator, write, |from| from.take()).await
    }

    pub(crate) async fn participant_group(&self, session: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        self.ask(Operation::ParticipantGroup, |to| to.put(session), |from| from.take()).await
    }

    pub(crate) async fn participant_key(&self, locator: &[u8]) -> Result<Secret<32>, KeeperError> {
        self.ask(Operation::ParticipantKey, |to| to.octets(locator), |from| from.take()).await.map(Secret::new)
    }

    pub(crate) async fn participation(
        &self,
        org: OrgId,
        sp: &str,
        name: &str,
        session: &[u8; 32],
    ) -> Result<Participation, KeeperError> {
        let write = |to: &mut protocol::Writer<'_>| {
            to.put(org.as_bytes());
            to.put(session);
            to.octets(sp.as_bytes());
            to.octets(name.as_bytes());
        };
        let read = |from: &mut Reader<'_>| {
            Some(Participation { locator: from.take()?, group: from.take()?, key: Secret::new(from.take()?) })
        };
        self.ask(Operation::Participation, write, read).await
    }
}

fn write_who(to: &mut protocol::Writer<'_>, who: &AuditWho, day: Date) {
    match who {
        AuditWho::Account(account) => {
            to.put(&[0]);
            to.put(account.as_bytes());
            to.put(&[0; 16]);
        }
        AuditWho::Refused(handle) => {
            to.put(&[1]);
            to.put(handle.as_bytes());
        }
    }
    to.put(&day.to_julian_day().to_be_bytes());
}

fn take_all(from: &mut Reader<'_>, count: usize) -> Option<Vec<[u8; 32]>> {
    (0..count).map(|_| from.take()).collect()
}
