//! The keeper: the service's own secrets, and a small, closed set of operations on them.
//!
//! It sees `SHA-256` of a stretched secret, never a passphrase; it holds no user data. Sees no database and no HTTP.
//! Today it has one form, inside the server; callers await its answers, so that it can move out of the process.

mod at_rest;
mod audit_heads;
mod device;
mod embedded;
mod error;
mod key_folder;
mod keys;
mod limits;
mod participants;
mod row_mac;
mod saml_key;
mod sessions;
mod wrap;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use self::at_rest::secrets_at_rest;
pub use self::device::{Device, MOST_DEVICES};
pub use self::embedded::Embedded;
#[cfg(test)]
pub(crate) use self::embedded::budget_key;
pub use self::error::{KeeperError, OpenKeeperError};
pub use self::limits::Limits;
pub use self::row_mac::row_digest;
pub use self::saml_key::SamlCertificate;
pub use self::sessions::{day_of_epoch, session_epoch};
pub use self::wrap::wrapped_epoch;

use crate::domain::{AccountId, DeviceId, Handle, OrgId, Secret, SigningAlgorithm, WayId};
use crate::vault::{AuditHeadsKey, GrantKey, Way};
use std::fmt;
use std::sync::Arc;
use time::Date;

/// A keeper, wherever it is. Cheap to clone.
#[derive(Clone)]
pub struct Keeper(Form);

#[derive(Clone)]
enum Form {
    Embedded(Arc<Embedded>),
}

/// Never more than the form.
impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Form::Embedded(_) = &self.0;
        f.write_str("Keeper(embedded)")
    }
}

impl From<Embedded> for Keeper {
    fn from(embedded: Embedded) -> Self {
        Self(Form::Embedded(Arc::new(embedded)))
    }
}

/// A question to harden a stretched secret.
#[derive(Debug, Clone, Copy)]
pub struct HardenRequest<'a> {
    pub org: OrgId,
    /// Where there is no row, any account and way will do: they do not enter the answer.
    pub account: AccountId,
    pub way_id: WayId,
    pub handle: &'a Handle,
    /// The row's wrapped `k_w`; `None` where there is no row.
    pub wrapped: Option<&'a [u8]>,
    pub way: Way,
    /// [`digest_for_keeper`](crate::vault::harden::digest_for_keeper) of the stretched secret.
    pub digest: [u8; 32],
    /// A device of this handle and way in uses the half of the account's budget that is kept for such; any other, none.
    pub device: Option<Device>,
}

/// A question about who tries: for whom, and what the browser has to show.
#[derive(Debug, Clone, Copy)]
pub struct Arriving<'a> {
    pub org: OrgId,
    pub handle: &'a Handle,
    /// Where there is no row, any will do: no device fits it.
    pub way_id: WayId,
    /// At most [`MOST_DEVICES`] are looked at.
    pub presented: &'a [Device],
    /// How many throttle buckets there are of either kind.
    pub buckets: u32,
}

/// Who tries, as far as the keeper can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Below the number of buckets, 0 when there are none: of strangers, one for each handle; of known devices, one for each
    /// handle and device.
    pub bucket: u32,
    /// The one of those presented that is known; `None` for a stranger.
    pub device: Option<Device>,
}

/// An account's two pseudonyms of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditSubjects {
    /// In rows of what the account did, and what was done to it.
    pub own: [u8; 32],
    /// In rows of who was refused under its handle, where one was given.
    pub refused: Option<[u8; 32]>,
}

/// What an audit row's MAC is made from.
#[derive(Debug, Clone, Copy)]
pub struct AuditLink {
    /// The MAC of the row before; zeros before a chain's first row.
    pub previous: [u8; 32],
    pub digest: [u8; 32],
}

impl Keeper {
    fn embedded(&self) -> &Arc<Embedded> {
        let Form::Embedded(embedded) = &self.0;
        embedded
    }

    /// What finds the row of an identifier. The caller has brought the identifier into its one form.
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above the rate of look-ups.
    pub async fn handle(&self, org: OrgId, identifier: &str) -> Result<Handle, KeeperError> {
        self.embedded().handle(org, identifier)
    }

    /// What finds the row of a recovery kit, from [`Kit::locator_digest`](crate::vault::kit::Kit::locator_digest).
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above the rate of look-ups.
    pub async fn kit_locator(&self, org: OrgId, digest: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        self.embedded().kit_locator(org, digest)
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
        self.embedded().new_hardening_key(org, account, way_id)
    }

    /// `HMAC(k_w, lp(label ‖ way ‖ digest))`: the answer that hardens a stretched secret. Without a row the same is
    /// done with a `k_w` derived from the handle, in the same steps.
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above one account's rate; [`KeeperError::UnknownEpoch`], upon which the caller reads the
    /// row once more; [`KeeperError::Wrapped`] for a row that was changed or belongs to another account.
    pub async fn harden(&self, request: HardenRequest<'_>) -> Result<Secret<32>, KeeperError> {
        self.embedded().harden(request)
    }

    /// The salt that a missing row would have.
    ///
    /// # Errors
    /// None in this form.
    pub async fn decoy_salt(&self, handle: &Handle) -> Result<[u8; 16], KeeperError> {
        Ok(self.embedded().decoy_salt(handle))
    }

    /// Whether a known device tries or a stranger, and which throttle bucket the try falls into. The same steps whether the
    /// handle is anybody's or not.
    ///
    /// # Errors
    /// None in this form.
    pub async fn recognise(&self, arriving: Arriving<'_>) -> Result<Recognised, KeeperError> {
        Ok(self.embedded().recognise(&arriving))
    }

    /// Makes a device known, for half a year: one with which somebody has just proved who they are. It is known until their
    /// way in is replaced.
    ///
    /// # Errors
    /// None in this form.
    pub async fn new_device(
        &self,
        org: OrgId,
        handle: &Handle,
        way_id: WayId,
        id: DeviceId,
    ) -> Result<Device, KeeperError> {
        Ok(self.embedded().new_device(org, handle, way_id, id))
    }

    /// The MAC over a row that confers trust. `digest` is [`row_digest`]'s.
    ///
    /// # Errors
    /// None in this form.
    pub async fn row_mac(&self, digest: [u8; 32]) -> Result<[u8; 32], KeeperError> {
        Ok(self.embedded().row_mac(digest))
    }

    /// Whether a row's MAC is right, in constant time. Without it the row does not exist.
    ///
    /// # Errors
    /// None in this form; a wrong MAC is `false`.
    pub async fn check_row_mac(&self, digest: [u8; 32], mac: &[u8]) -> Result<bool, KeeperError> {
        Ok(self.embedded().check_row_mac(digest, mac))
    }

    /// Signs a grant (Ed25519); [`GrantKey::verify`] checks it.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_grant(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        self.embedded().sign_grant(digest)
    }

    /// The public key of grants.
    ///
    /// # Errors
    /// None in this form.
    pub async fn grant_key(&self) -> Result<GrantKey, KeeperError> {
        Ok(self.embedded().grant_key())
    }

    /// The key of a [`session_epoch`], the same from every keeper with the same keys.
    ///
    /// # Errors
    /// [`KeeperError::SessionRetired`]; [`KeeperError::SessionAhead`] for more than two epochs ahead of the clock.
    pub async fn session_epoch_key(&self, epoch: u32) -> Result<Secret<32>, KeeperError> {
        self.embedded().session_epoch_key(epoch)
    }

    /// Destroys the keys of all session epochs before this one, in memory and on disk. There is no way back.
    ///
    /// # Errors
    /// [`KeeperError::SessionAhead`] for an epoch ahead of the clock; a folder that cannot be written.
    pub async fn retire_sessions_before(&self, epoch: u32) -> Result<(), KeeperError> {
        let embedded = Arc::clone(self.embedded());
        // Writes to disk and waits for it.
        tokio::task::spawn_blocking(move || embedded.retire_sessions_before(epoch))
            .await
            .map_err(|_| KeeperError::Interrupted)?
    }

    /// An account's pseudonym in the audit rows of one day.
    ///
    /// # Errors
    /// None in this form.
    pub async fn audit_subject(&self, org: OrgId, account: AccountId, day: Date) -> Result<[u8; 32], KeeperError> {
        Ok(self.embedded().audit_subject(org, account, day))
    }

    /// Who was refused, on a day: of another kind than [`Self::audit_subject`], so that a stranger's tries under a name,
    /// whose rows the stranger can recognise, lead to nothing that the person of that name did.
    ///
    /// # Errors
    /// None in this form.
    pub async fn audit_refused_subject(&self, handle: &Handle, day: Date) -> Result<[u8; 32], KeeperError> {
        Ok(self.embedded().audit_refused_subject(handle, day))
    }

    /// An account's pseudonyms of these days, of both kinds, in their order: what finds a person's own rows, in their own
    /// request.
    ///
    /// # Errors
    /// None in this form.
    pub async fn audit_subjects(
        &self,
        org: OrgId,
        account: AccountId,
        handle: Option<&Handle>,
        days: &[Date],
    ) -> Result<Vec<AuditSubjects>, KeeperError> {
        let keeper = self.embedded();
        let of = |day: &Date| AuditSubjects {
            own: keeper.audit_subject(org, account, *day),
            refused: handle.map(|handle| keeper.audit_refused_subject(handle, *day)),
        };
        Ok(days.iter().map(of).collect())
    }

    /// The audit chain's next link, from the one before and the row's digest.
    ///
    /// # Errors
    /// None in this form.
    pub async fn audit_mac(&self, previous: &[u8; 32], row_digest: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        Ok(self.embedded().audit_mac(previous, row_digest))
    }

    /// The same for many rows, in their order, each from the MAC that stands before it.
    ///
    /// # Errors
    /// None in this form.
    pub async fn audit_macs(&self, links: &[AuditLink]) -> Result<Vec<[u8; 32]>, KeeperError> {
        let keeper = self.embedded();
        Ok(links.iter().map(|link| keeper.audit_mac(&link.previous, &link.digest)).collect())
    }

    /// Signs exported audit heads (Ed25519, with a key of their own); [`AuditHeadsKey::verify`] checks it.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_audit_heads(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        self.embedded().sign_audit_heads(digest)
    }

    /// The public key of audit heads.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn audit_heads_key(&self) -> Result<AuditHeadsKey, KeeperError> {
        self.embedded().audit_heads_key()
    }

    /// What finds the records of who must be told of a logout, by a name at a service provider.
    ///
    /// # Errors
    /// None in this form.
    pub async fn participant_locator(&self, org: OrgId, sp: &str, name: &str) -> Result<[u8; 32], KeeperError> {
        Ok(self.embedded().participant_locator(org, sp, name))
    }

    /// What groups those of one session, given the hash of its id.
    ///
    /// # Errors
    /// None in this form.
    pub async fn participant_group(&self, session: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        Ok(self.embedded().participant_group(session))
    }

    /// The key that the record at a locator is sealed under.
    ///
    /// # Errors
    /// None in this form.
    pub async fn participant_key(&self, locator: &[u8]) -> Result<Secret<32>, KeeperError> {
        Ok(self.embedded().participant_key(locator))
    }

    /// Signs a canonical SignedInfo with the key in use of this algorithm; the signature is in the form of XML Signature.
    /// A quarter of a millisecond at most, done in place.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_saml(&self, algorithm: SigningAlgorithm, signed_info: &[u8]) -> Result<Vec<u8>, KeeperError> {
        self.embedded().sign_saml(algorithm, signed_info)
    }

    /// The self-signed certificates of all SAML signing keys, those in use first, RSA before the others.
    ///
    /// # Errors
    /// None in this form.
    pub async fn saml_certificates(&self) -> Result<Vec<SamlCertificate>, KeeperError> {
        Ok(self.embedded().saml_certificates())
    }

    /// Adds a SAML signing key that is only published, so that service providers know it before it signs. Other keepers
    /// with the same folder know it from their next start.
    ///
    /// # Errors
    /// [`KeeperError::SamlKeyPublished`] where there is one already; a folder that cannot be written.
    pub async fn publish_saml_key(&self, algorithm: SigningAlgorithm) -> Result<SamlCertificate, KeeperError> {
        let embedded = Arc::clone(self.embedded());
        // An RSA key takes its time, and the disk is waited for.
        tokio::task::spawn_blocking(move || embedded.publish_saml_key(algorithm))
            .await
            .map_err(|_| KeeperError::Interrupted)?
    }
}
