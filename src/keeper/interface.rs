//! What the server asks of a keeper, wherever that is.

use super::client::Remote;
use super::error::KeeperError;
use super::protocol::{Alarms, TEXTS};
use super::saml_key::SamlCertificate;
use super::{
    Arriving, AuditLink, AuditSubjects, AuditWho, Device, Form, HardenRequest, Keeper, Participation, Recognised,
};
use crate::domain::{AccountId, Clock, DeviceId, Handle, OrgId, Secret, SigningAlgorithm, WayId};
use crate::vault::derive::sha256;
use crate::vault::{AuditHeadsKey, GrantKey};
use std::path::PathBuf;
use std::sync::Arc;
use time::Date;

impl Keeper {
    /// Keepers in processes of their own, at these sockets, all with the same keys. Nothing is connected before something is
    /// asked.
    pub fn at(sockets: Vec<PathBuf>, clock: Arc<dyn Clock>) -> Self {
        Self(Form::Remote(Arc::new(Remote::new(sockets, clock))))
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

    /// What finds the row of a recovery kit, from [`Kit::locator_digest`](crate::vault::kit::Kit::locator_digest).
    ///
    /// # Errors
    /// [`KeeperError::Budget`] above the rate of look-ups.
    pub async fn kit_locator(&self, org: OrgId, digest: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.kit_locator(org, digest),
            Form::Remote(keeper) => keeper.kit_locator(org, digest).await,
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

    /// The pseudonyms that accounts, or those who were refused, have in the audit rows of a day.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn pseudonyms(&self, org: OrgId, who: &[(AuditWho, Date)]) -> Result<Vec<[u8; 32]>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(who.iter().map(|(who, day)| keeper.audit_subject(org, *who, *day)).collect()),
            Form::Remote(keeper) => keeper.pseudonyms(org, who).await,
        }
    }

    /// An account's pseudonyms of these days, of both kinds, in their order: what finds a person's own rows, in their own
    /// request.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_subjects(
        &self,
        org: OrgId,
        account: AccountId,
        handle: Option<&Handle>,
        days: &[Date],
    ) -> Result<Vec<AuditSubjects>, KeeperError> {
        let all = |who: AuditWho| days.iter().map(|day| (who, *day)).collect::<Vec<_>>();
        let own = self.pseudonyms(org, &all(AuditWho::Account(account))).await?;
        let refused = match handle {
            Some(handle) => self.pseudonyms(org, &all(AuditWho::Refused(*handle))).await?,
            None => Vec::new(),
        };
        let refused = refused.into_iter().map(Some).chain(std::iter::repeat(None));
        Ok(own.into_iter().zip(refused).map(|(own, refused)| AuditSubjects { own, refused }).collect())
    }

    /// [`Keeper::pseudonyms`] for one.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_subject(&self, org: OrgId, who: AuditWho, day: Date) -> Result<[u8; 32], KeeperError> {
        self.pseudonyms(org, &[(who, day)]).await?.pop().ok_or(KeeperError::Failed)
    }

    /// The audit chain's next links: the first from the one before and its row's digest, each other from the first.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_links(&self, previous: &[u8; 32], digests: &[[u8; 32]]) -> Result<Vec<[u8; 32]>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => {
                let mut head = *previous;
                let mut link = |digest| {
                    head = keeper.audit_mac(&head, digest);
                    head
                };
                Ok(digests.iter().map(&mut link).collect())
            }
            Form::Remote(keeper) => keeper.audit_links(previous, digests).await,
        }
    }

    /// The MACs of many rows, in their order, each from the MAC that stands before it.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_macs(&self, links: &[AuditLink]) -> Result<Vec<[u8; 32]>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => {
                Ok(links.iter().map(|link| keeper.audit_mac(&link.previous, &link.digest)).collect())
            }
            Form::Remote(keeper) => keeper.audit_macs(links).await,
        }
    }

    /// [`Keeper::audit_links`] for one.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn audit_mac(&self, previous: &[u8; 32], digest: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        self.audit_links(previous, &[*digest]).await?.pop().ok_or(KeeperError::Failed)
    }

    /// Signs exported audit heads (Ed25519, with a key of their own); [`AuditHeadsKey::verify`] checks it.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_audit_heads(&self, digest: [u8; 32]) -> Result<[u8; 64], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.sign_audit_heads(digest),
            Form::Remote(keeper) => keeper.sign_audit_heads(digest).await,
        }
    }

    /// The public key of audit heads.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn audit_heads_key(&self) -> Result<AuditHeadsKey, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => keeper.audit_heads_key(),
            Form::Remote(keeper) => keeper.audit_heads_key().await,
        }
    }

    /// What finds the records of who must be told of a logout, by a name at a service provider.
    ///
    /// # Errors
    /// No keeper answers; [`KeeperError::TooLong`] for names that no sign-on has.
    pub async fn participant_locator(&self, org: OrgId, sp: &str, name: &str) -> Result<[u8; 32], KeeperError> {
        check_texts(sp, name)?;
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.participant_locator(org, sp, name)),
            Form::Remote(keeper) => keeper.participant_locator(org, sp, name).await,
        }
    }

    /// What groups those of one session, given the hash of its id.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn participant_group(&self, session: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.participant_group(session)),
            Form::Remote(keeper) => keeper.participant_group(session).await,
        }
    }

    /// The key that the record at a locator is sealed under.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn participant_key(&self, locator: &[u8]) -> Result<Secret<32>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.participant_key(locator)),
            Form::Remote(keeper) => keeper.participant_key(locator).await,
        }
    }

    /// All three of what goes with a sign-on.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn participation(
        &self,
        org: OrgId,
        sp: &str,
        name: &str,
        session: &[u8; 32],
    ) -> Result<Participation, KeeperError> {
        check_texts(sp, name)?;
        match &self.0 {
            Form::Embedded(keeper) => {
                let locator = keeper.participant_locator(org, sp, name);
                let (group, key) = (keeper.participant_group(session), keeper.participant_key(&locator));
                Ok(Participation { locator, group, key })
            }
            Form::Remote(keeper) => keeper.participation(org, sp, name, session).await,
        }
    }

    /// Signs a canonical SignedInfo with the key in use of this algorithm; the signature is in the form of XML Signature.
    /// A quarter of a millisecond at most, done in place.
    ///
    /// # Errors
    /// A failure inside OpenSSL.
    pub async fn sign_saml(&self, algorithm: SigningAlgorithm, signed_info: &[u8]) -> Result<Vec<u8>, KeeperError> {
        let digest = &sha256(signed_info);
        match &self.0 {
            Form::Embedded(keeper) => keeper.sign_saml(algorithm, digest),
            Form::Remote(keeper) => keeper.sign_saml(algorithm, digest).await,
        }
    }

    /// The self-signed certificates of all SAML signing keys, those in use first, RSA before the others.
    ///
    /// # Errors
    /// No keeper answers.
    pub async fn saml_certificates(&self) -> Result<Vec<SamlCertificate>, KeeperError> {
        match &self.0 {
            Form::Embedded(keeper) => Ok(keeper.saml_certificates()),
            Form::Remote(keeper) => keeper.saml_certificates().await,
        }
    }

    /// Adds a SAML signing key that is only published, so that service providers know it before it signs. Other keepers
    /// with the same folder know it from their next start.
    ///
    /// # Errors
    /// [`KeeperError::SamlKeyPublished`] where there is one already; a folder that cannot be written.
    pub async fn publish_saml_key(&self, algorithm: SigningAlgorithm) -> Result<SamlCertificate, KeeperError> {
        let embedded = match &self.0 {
            Form::Embedded(keeper) => Arc::clone(keeper),
            Form::Remote(keeper) => return keeper.publish_saml_key(algorithm).await,
        };
        // An RSA key takes its time, and the disk is waited for.
        tokio::task::spawn_blocking(move || embedded.publish_saml_key(algorithm))
            .await
            .map_err(|_| KeeperError::Interrupted)?
    }
}

/// What no keeper reads, wherever it is.
fn check_texts(sp: &str, name: &str) -> Result<(), KeeperError> {
    if sp.len().saturating_add(name.len()) > TEXTS { Err(KeeperError::TooLong) } else { Ok(()) }
}
