//! What the server asks of a keeper, wherever that is.

mod audit;
mod epochs;
mod saml_keys;
mod sign_on;

pub use self::epochs::ROWS;

use super::client::{KeeperAt, Remote};
use super::error::KeeperError;
use super::protocol::Alarms;
use super::{Arriving, Device, Form, HardenRequest, Keeper, Recognised};
use crate::domain::{AccountId, Clock, DeviceId, Handle, OrgId, Secret, WayId};
use crate::vault::GrantKey;
use std::sync::Arc;
use time::OffsetDateTime;

impl Keeper {
    /// Keepers in processes of their own, at these places, all with the same keys. Nothing is connected before something is
    /// asked.
    pub fn at(keepers: Vec<impl Into<KeeperAt>>, clock: Arc<dyn Clock>) -> Self {
        Self(Form::Remote(Arc::new(Remote::new(keepers.into_iter().map(Into::into), clock))))
    }

    /// Whether it is inside this process.
    pub fn is_embedded(&self) -> bool {
        matches!(self.0, Form::Embedded(_))
    }

    /// Which keys it has; of keepers in processes of their own, once one has answered.
    pub fn fingerprint(&self) -> Option<[u8; 32]> {
        match &self.0 {
            Form::Embedded(keeper) => Some(keeper.fingerprint()),
            Form::Remote(keeper) => keeper.fingerprint(),
        }
    }

    /// When the certificate is over that is shown to keepers on other machines, where there are such.
    pub fn certificate_not_after(&self) -> Option<OffsetDateTime> {
        match &self.0 {
            Form::Embedded(_) => None,
            Form::Remote(keeper) => keeper.certificate_not_after(),
        }
    }

    /// The alarms that are up: how a keeper tells that it is asked more than it should be.
    pub fn alarms(&self) -> Alarms {
        match &self.0 {
            Form::Embedded(keeper) => keeper.alarms(),
            Form::Remote(keeper) => keeper.alarms(),
        }
    }

    /// What finds the row of an identifier. The caller has brought the identifier into its one form.
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above the rate of look-ups.
    pub async fn handle(&self, org: OrgId, identifier: &str) -> Result<Handle, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.handle(org, identifier),
            Form::Remote(keeper) => keeper.handle(org, identifier).await,
        }
    }

    /// [`Keeper::handle`] for a browser that shows devices of whoever has signed in with it, from the half that is kept for
    /// such.
    ///
    /// # Errors
    /// [`KeeperError::Budget`] where none of them is somebody's, or those whose they are have used up what they have.
    pub async fn handle_for(&self, org: OrgId, identifier: &str, shown: &[Device]) -> Result<Handle, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.handle_for(org, identifier, shown),
            Form::Remote(keeper) => keeper.handle_for(org, identifier, shown).await,
        }
    }

    /// What finds the row of a recovery kit, from [`Kit::locator_digest`](crate::vault::kit::Kit::locator_digest), or of a
    /// passkey; for a browser that shows devices from the half that is kept for such, for any other from strangers'.
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above the rate of look-ups; where devices are shown, as [`Keeper::handle_for`].
    pub async fn kit_locator(&self, org: OrgId, digest: &[u8; 32], shown: &[Device]) -> Result<[u8; 32], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.kit_locator(org, digest, shown),
            Form::Remote(keeper) => keeper.kit_locator(org, digest, shown).await,
        }
    }

    /// A fresh `k_w` for a way in, wrapped for its row. See [`wrapped_epoch`].
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn new_hardening_key(
        &self,
        org: OrgId,
        account: AccountId,
        way_id: WayId,
    ) -> Result<Vec<u8>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.new_hardening_key(org, account, way_id),
            Form::Remote(keeper) => keeper.new_hardening_key(org, account, way_id).await,
        }
    }

    /// `HMAC(k_w, lp(label ‖ way ‖ digest))`: the answer that hardens a stretched secret. Without a row the same is
    /// done with a `k_w` derived from the handle, in the same steps.
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above one account's rate; [`KeeperError::UnknownEpoch`], upon which the caller reads the
    /// row once more; [`KeeperError::Wrapped`] for a row that was changed or belongs to another account.
    pub async fn harden(&self, request: HardenRequest<'_>) -> Result<Secret<32>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.harden(request),
            Form::Remote(keeper) => keeper.harden(request).await,
        }
    }

    /// The salt that a missing row would have.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn decoy_salt(&self, handle: &Handle) -> Result<[u8; 16], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.decoy_salt(handle)),
            Form::Remote(keeper) => keeper.decoy_salt(handle).await,
        }
    }

    /// Whether a known device tries or a stranger, and which throttle bucket the try falls into. The same steps whether the
    /// handle is anybody's or not.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn recognise(&self, arriving: Arriving<'_>) -> Result<Recognised, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.recognise(&arriving)),
            Form::Remote(keeper) => keeper.recognise(arriving).await,
        }
    }

    /// Makes a device known, for half a year: one with which somebody has just proved who they are. It is known until their
    /// way in is replaced.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn new_device(
        &self,
        org: OrgId,
        handle: &Handle,
        way_id: WayId,
        id: DeviceId,
    ) -> Result<Device, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.new_device(org, handle, way_id, id)),
            Form::Remote(keeper) => keeper.new_device(org, handle, way_id, id).await,
        }
    }

    /// The MAC over a row that confers trust. `digest` is [`row_digest`]'s.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn row_mac(&self, digest: [u8; 32]) -> Result<[u8; 32], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.row_mac(digest)),
            Form::Remote(keeper) => keeper.row_mac(digest).await,
        }
    }

    /// Whether a row's MAC is right, in constant time. Without it the row does not exist.
    ///
    /// # Errors
    /// No keeper answers; a wrong MAC is `false`.
    pub async fn check_row_mac(&self, digest: [u8; 32], mac: &[u8]) -> Result<bool, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.check_row_mac(digest, mac)),
            Form::Remote(keeper) => keeper.check_row_mac(digest, mac).await,
        }
    }

    /// Signs a grant (Ed25519); [`GrantKey::verify`] checks it.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_grant(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.sign_grant(digest),
            Form::Remote(keeper) => keeper.sign_grant(digest).await,
        }
    }

    /// The public key of grants.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn grant_key(&self) -> Result<GrantKey, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.grant_key()),
            Form::Remote(keeper) => keeper.grant_key().await,
        }
    }

    /// The key of a [`session_epoch`], the same from every keeper with the same keys.
    ///
    /// # Errors
    /// [`KeeperError::SessionRetired`]; [`KeeperError::SessionAhead`] for more than two epochs ahead of the clock.
    pub async fn session_epoch_key(&self, epoch: u32) -> Result<Secret<32>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.session_epoch_key(epoch),
            Form::Remote(keeper) => keeper.session_epoch_key(epoch).await,
        }
    }

    /// Destroys the keys of all session epochs before this one, in memory and on disk. There is no way back.
    ///
    /// # Errors
    /// [`KeeperError::SessionAhead`] for an epoch ahead of the clock; a folder that cannot be written.
    pub async fn retire_sessions_before(&self, epoch: u32) -> Result<(), KeeperError> {
        let embedded = match &self.0 {
            Form::Embedded(keeper) => Arc::clone(keeper),
            Form::Remote(keeper) => return keeper.retire_sessions_before(epoch).await,
        };
        // Writes to disk and waits for it.
        tokio::task::spawn_blocking(move || embedded.retire_sessions_before(epoch))
            .await
            .map_err(|_| KeeperError::Interrupted)?
    }
}
