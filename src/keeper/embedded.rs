//! The keeper inside the server, with its keys in a folder of its own.

use super::measured::measured;
use crate::domain::measures::Asked;
use crate::domain::{AccountId, Clock, DeviceId, Handle, OrgId, Random, Secret, WayId};
use crate::keeper::audit_heads;
use crate::keeper::device::{self, Device, Known, MOST_DEVICES};
use crate::keeper::error::{KeeperError, OpenKeeperError};
use crate::keeper::keys::KeyFileError;
use crate::keeper::limits::{Budgets, Limits};
use crate::keeper::live::{LiveKeys, NOBODY};
use crate::keeper::participants;
use crate::keeper::protocol::Alarms;
use crate::keeper::sessions::session_epoch;
use crate::keeper::token::{KeyOf, SharedToken, mac};
use crate::keeper::transfer::Wants;
use crate::keeper::unsealing::Unsealing;
use crate::keeper::wrap::{self, Owner};
use crate::keeper::{Arriving, AuditWho, HardenRequest, Recognised};
use crate::vault::derive::{hmac_sha256, sha256};
use crate::vault::encode::lp;
use crate::vault::{AuditHeadsKey, GrantKey};
use crate::vault::{grant, labels};
use openssl::pkey::{Id, PKey, Private};
use openssl::sign::Signer;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex};
use subtle::ConstantTimeEq;
use time::Date;

/// The embedded form. [`Keeper`](crate::keeper::Keeper) is made from it.
pub struct Embedded {
    pub(super) random: Arc<dyn Random>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) budgets: Budgets,
    pub(super) live: LiveKeys,
    /// Keys that this keeper has asked another for.
    pub(super) wants: Mutex<Wants>,
    grant: PKey<Private>,
    grant_public: GrantKey,
}

impl fmt::Debug for Embedded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Embedded([redacted])")
    }
}

impl Embedded {
    /// Opens the keeper's folder; at a service's first run makes it, with fresh keys. Two programs that do so at once
    /// end with the same keys. A key file of the version before is completed and written back. Blocks for a moment: an
    /// RSA key takes its time.
    ///
    /// # Errors
    /// A folder or file that is not this user's alone, that cannot be read or written, or that holds a version this
    /// program does not know.
    pub fn open(dir: &Path, random: Arc<dyn Random>, clock: Arc<dyn Clock>) -> Result<Self, OpenKeeperError> {
        Self::open_with_limits(dir, random, clock, Limits::default())
    }

    /// [`Embedded::open`] with other limits than the default ones.
    ///
    /// # Errors
    /// As [`Embedded::open`].
    pub fn open_with_limits(
        dir: &Path,
        random: Arc<dyn Random>,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Result<Self, OpenKeeperError> {
        Self::open_sealed(dir, &Unsealing::Nothing, random, clock, limits)
    }

    /// [`Embedded::open_with_limits`] of a folder whose key file is sealed by what is brought; a plain one is opened all the
    /// same, and fresh keys are sealed by it.
    ///
    /// # Errors
    /// As [`Embedded::open`]; a file that does not open with it.
    pub fn open_sealed(
        dir: &Path,
        with: &Unsealing,
        random: Arc<dyn Random>,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Result<Self, OpenKeeperError> {
        Self::open_with_token(dir, with, None, random, clock, limits)
    }

    /// [`Embedded::open_sealed`] with a token in which some of the keys are, and new ones are made.
    ///
    /// # Errors
    /// As [`Embedded::open_sealed`]; and a token that has not the keys that the file names.
    pub fn open_with_token(
        dir: &Path,
        with: &Unsealing,
        token: SharedToken,
        random: Arc<dyn Random>,
        clock: Arc<dyn Clock>,
        limits: Limits,
    ) -> Result<Self, OpenKeeperError> {
        let live = LiveKeys::open(dir, with, token, Arc::clone(&random), &*clock)?;
        let grant = PKey::private_key_from_raw_bytes(live.now().keys.grant.expose(), Id::ED25519)?;
        let grant_public = grant.raw_public_key()?.try_into().map_err(|_| KeyFileError::Wrong("grant key"))?;
        let (budgets, grant_public) = (Budgets::new(limits), GrantKey(grant_public));
        Ok(Self { random, clock, budgets, live, wants: Mutex::default(), grant, grant_public })
    }

    /// The alarms that were raised since the start and not long ago.
    pub(super) fn alarms(&self) -> Alarms {
        let is_away = self.live.token.as_ref().is_some_and(|token| token.is_away());
        self.budgets.alarms(self.clock.now()).and(if is_away { Alarms::TOKEN } else { Alarms::NONE })
    }

    pub(super) fn handle(&self, org: OrgId, identifier: &str) -> Result<Handle, KeeperError> {
        measured(Asked::LookUp, || self.make_handle(org, identifier))
    }

    fn make_handle(&self, org: OrgId, identifier: &str) -> Result<Handle, KeeperError> {
        self.budgets.look_up(self.clock.now())?;
        self.handle_of(org, identifier)
    }

    pub(super) fn handle_for(&self, org: OrgId, identifier: &str, shown: &[Device]) -> Result<Handle, KeeperError> {
        measured(Asked::LookUp, || {
            self.look_up_kept(org, shown)?;
            self.handle_of(org, identifier)
        })
    }

    fn look_up_kept(&self, org: OrgId, shown: &[Device]) -> Result<(), KeeperError> {
        let (now, live) = (self.clock.now(), self.live.now());
        let owner = |device: &Device| device.owner(&live.keys.throttle, org, now.date());
        self.budgets.look_up_kept(shown.iter().take(MOST_DEVICES).filter_map(owner), now)
    }

    fn handle_of(&self, org: OrgId, identifier: &str) -> Result<Handle, KeeperError> {
        let message = lp(&[labels::KEEPER_HANDLE.as_bytes(), org.as_bytes(), identifier.as_bytes()]);
        Ok(Handle(mac(&self.live.now().keys.handle, KeyOf::Handle, &self.live.token, &message)?))
    }

    pub(super) fn kit_locator(&self, org: OrgId, digest: &[u8; 32], shown: &[Device]) -> Result<[u8; 32], KeeperError> {
        if shown.is_empty() { self.budgets.look_up(self.clock.now()) } else { self.look_up_kept(org, shown) }?;
        let message = lp(&[labels::KEEPER_KIT.as_bytes(), org.as_bytes(), digest]);
        Ok(mac(&self.live.now().keys.handle, KeyOf::Handle, &self.live.token, &message)?)
    }

    pub(super) fn new_hardening_key(&self, org: OrgId, account: AccountId, way: WayId) -> Result<Vec<u8>, KeeperError> {
        self.live.refresh()?;
        let live = self.live.now();
        wrap::wrap_new(Owner { org, account, way }, live.keys.written()?, &self.live.token, &*self.random)
    }

    pub(super) fn harden(&self, request: HardenRequest<'_>) -> Result<Secret<32>, KeeperError> {
        measured(Asked::Harden, || self.answer_to_harden(request))
    }

    fn answer_to_harden(&self, request: HardenRequest<'_>) -> Result<Secret<32>, KeeperError> {
        let HardenRequest { org, account, way_id, handle, wrapped, way, digest, device } = request;
        let now = self.clock.now();
        let (known, live) = (Known { org, handle, way_id }, self.live.now());
        // The way in, which the wrapped key proves to be the account's, is in the device's MAC: one of another account does
        // not open this one's half.
        let is_known = device.is_some_and(|device| device.is_known(&live.keys.throttle, &known, now.date()));
        self.budgets.harden(budget_key(&request), is_known, now)?;
        // Both keys are made either way, so that a missing row takes the same steps and the same time.
        let missing = hmac_sha256(&live.keys.missing, &lp(&[labels::KEEPER_MISSING.as_bytes(), handle.as_bytes()]));
        let missing = Secret::new(missing);
        let (owner, blob) =
            wrapped.map_or((NOBODY, live.decoy.as_slice()), |wrapped| (Owner { org, account, way: way_id }, wrapped));
        let unwrapped = self.unwrap(owner, &live, blob)?;
        let k_w = if wrapped.is_some() { unwrapped } else { missing };
        let message = lp(&[labels::KEEPER_HARDEN.as_bytes(), way.label().as_bytes(), &digest]);
        Ok(Secret::new(hmac_sha256(&k_w, &message)))
    }

    pub(super) fn decoy_salt(&self, handle: &Handle) -> [u8; 16] {
        let message = lp(&[labels::KEEPER_DECOY_SALT.as_bytes(), handle.as_bytes()]);
        let mut salt = [0; 16];
        salt.iter_mut().zip(hmac_sha256(&self.live.now().keys.missing, &message)).for_each(|(to, from)| *to = from);
        salt
    }

    pub(super) fn recognise(&self, arriving: &Arriving<'_>) -> Recognised {
        device::recognise(&self.live.now().keys.throttle, arriving, self.clock.now().date())
    }

    pub(super) fn new_device(&self, org: OrgId, handle: &Handle, way_id: WayId, id: DeviceId) -> Device {
        Device::new(&self.live.now().keys.throttle, &Known { org, handle, way_id }, id, self.clock.now().date())
    }

    /// Which keys these are: it follows from them, and nothing else from it.
    pub fn fingerprint(&self) -> [u8; 32] {
        hmac_sha256(&self.live.now().keys.row, &lp(&[labels::KEEPER_FINGERPRINT.as_bytes()]))
    }

    pub(super) fn row_mac(&self, digest: [u8; 32]) -> [u8; 32] {
        hmac_sha256(&self.live.now().keys.row, &lp(&[labels::KEEPER_ROW_MAC.as_bytes(), &digest]))
    }

    pub(super) fn check_row_mac(&self, digest: [u8; 32], mac: &[u8]) -> bool {
        self.row_mac(digest).ct_eq(mac).into()
    }

    pub(super) fn sign_grant(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        let mut signature = [0; 64];
        Signer::new_without_digest(&self.grant)?.sign_oneshot(&mut signature, &grant::message(&digest))?;
        Ok(signature)
    }

    pub(super) fn grant_key(&self) -> GrantKey {
        self.grant_public
    }

    pub(super) fn session_epoch_key(&self, epoch: u32) -> Result<Secret<32>, KeeperError> {
        let now = session_epoch(self.clock.now());
        self.live.now().keys.sessions.key(epoch, now)
    }

    /// Another keeper with the same folder may have moved the chain further.
    pub(super) fn retire_sessions_before(&self, epoch: u32) -> Result<(), KeeperError> {
        let now = session_epoch(self.clock.now());
        self.live.change(|keys| {
            keys.sessions = keys.sessions.without_before(epoch, now)?;
            Ok(())
        })
    }

    pub(super) fn audit_subject(&self, org: OrgId, who: AuditWho, day: Date) -> [u8; 32] {
        let day = day.to_julian_day().to_be_bytes();
        let (subject, refused) = (labels::KEEPER_AUDIT_SUBJECT.as_bytes(), labels::KEEPER_AUDIT_REFUSED.as_bytes());
        let message = match &who {
            AuditWho::Account(account) => lp(&[subject, org.as_bytes(), account.as_bytes(), &day]),
            AuditWho::Refused(handle) => lp(&[refused, handle.as_bytes(), &day]),
        };
        hmac_sha256(&self.live.now().keys.audit, &message)
    }

    pub(super) fn audit_mac(&self, previous: &[u8; 32], row_digest: &[u8; 32]) -> [u8; 32] {
        hmac_sha256(&self.live.now().keys.audit, &lp(&[labels::KEEPER_AUDIT_CHAIN.as_bytes(), previous, row_digest]))
    }

    pub(super) fn sign_audit_heads(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        Ok(audit_heads::sign(&self.live.now().keys.audit, &digest)?)
    }

    pub(super) fn audit_heads_key(&self) -> Result<AuditHeadsKey, KeeperError> {
        Ok(audit_heads::public(&self.live.now().keys.audit)?)
    }

    pub(super) fn participant_locator(&self, org: OrgId, sp: &str, name: &str) -> [u8; 32] {
        participants::locator(&self.live.now().keys.logout, org, sp, name)
    }

    pub(super) fn participant_group(&self, session: &[u8; 32]) -> [u8; 32] {
        participants::session_group(&self.live.now().keys.logout, session)
    }

    pub(super) fn participant_key(&self, locator: &[u8]) -> Secret<32> {
        participants::seal_key(&self.live.now().keys.logout, locator)
    }
}

/// Whose budget a hardening uses: the account's, which the wrapped key proves, since whoever grinds could name another
/// handle each time; where there is no row there is nothing to grind, and the handle is all there is.
pub(crate) fn budget_key(request: &HardenRequest<'_>) -> [u8; 32] {
    let (kind, owner): (&[u8], &[u8]) = match request.wrapped {
        Some(_) => (b"account", request.account.as_bytes()),
        None => (b"handle", request.handle.as_bytes()),
    };
    sha256(&lp(&[labels::KEEPER_BUDGET.as_bytes(), request.org.as_bytes(), kind, owner]))
}
