//! A secret on its way to being a way in: stretched where a person made it up, hardened with a key of its own.

use super::Parts;
use super::stretcher::{Job, Queue, StretcherError};
use crate::domain::identifier::normal_passphrase;
use crate::domain::{AccountId, DeviceId, FactorId, Handle, Identifier, Random, Secret, SecretText, WayId, random};
use crate::keeper::{Device, HardenRequest, KeeperError};
use crate::vault::account::{NewWay, way_context};
use crate::vault::both::{self, Share};
use crate::vault::envelope::EnvelopeError;
use crate::vault::harden::{Hardened, Way, digest_for_keeper, harden};
use crate::vault::kit::Kit;
use crate::vault::passkey::{self, UserHandle};
use crate::vault::stretch::Cost;
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum FreshWayError {
    #[error(transparent)]
    Stretch(#[from] StretcherError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error("a share could not be sealed: {0}")]
    Share(#[from] EnvelopeError),
}

/// A passphrase, stretched with a fresh salt. Takes as long as Argon2id does: no connection is to be held meanwhile.
pub(super) struct Stretched {
    secret: Secret<32>,
    pub(super) salt: [u8; 16],
    cost: Cost,
}

impl Stretched {
    /// What a first step made of a passphrase, with the salt and cost of the row that it was stretched for.
    pub(super) fn again(secret: &Secret<32>, salt: [u8; 16], cost: Cost) -> Self {
        Self { secret: secret.duplicate(), salt, cost }
    }

    /// Of a passphrase that passed its checks.
    pub(super) async fn new(
        parts: &Parts,
        account: AccountId,
        identifier: &Identifier,
        passphrase: &SecretText,
    ) -> Result<Self, FreshWayError> {
        let (salt, cost) = (random::octets(&*parts.random), parts.policy.cost);
        let job = Job {
            identifier: identifier.as_str().to_owned(),
            passphrase: normal_passphrase(passphrase),
            salt,
            associated: way_context(parts.org, account).encode(),
            cost,
            padded_to: cost,
            queue: Queue::Known,
        };
        Ok(Self { secret: parts.stretcher.run(job).await?, salt, cost })
    }
}

/// Everything of a way in but the root that is sealed to it.
pub(super) struct FreshWay {
    id: WayId,
    way: Way,
    salt: [u8; 16],
    cost: Cost,
    wrapped_kw: Vec<u8>,
    locator: Option<[u8; 32]>,
    share: Option<Vec<u8>>,
    /// Makes the browser that it was made with a known device.
    pub(super) device: Device,
    pub(super) hardened: Hardened,
}

impl FreshWay {
    /// From a passphrase that passed its checks. Takes as long as Argon2id does: no connection is to be held meanwhile.
    pub(super) async fn passphrase(
        parts: &Parts,
        account: AccountId,
        handle: &Handle,
        identifier: &Identifier,
        passphrase: &SecretText,
    ) -> Result<Self, FreshWayError> {
        Self::stretched(parts, account, handle, &Stretched::new(parts, account, identifier, passphrase).await?).await
    }

    /// The same, of one that is stretched already.
    pub(super) async fn stretched(
        parts: &Parts,
        account: AccountId,
        handle: &Handle,
        stretched: &Stretched,
    ) -> Result<Self, FreshWayError> {
        let way_id = WayId::random(&*parts.random);
        let made = hardened(parts, account, (handle, way_id), Way::Passphrase, &stretched.secret).await?;
        Ok(Self::of(Way::Passphrase, stretched, made, None))
    }

    /// From a stretched passphrase and a share that a passkey will open, to whose public key it is sealed.
    pub(super) async fn both(
        parts: &Parts,
        account: AccountId,
        handle: &Handle,
        stretched: &Stretched,
        (factor, public): (FactorId, &[u8; 32]),
    ) -> Result<Self, FreshWayError> {
        let way_id = both::way_id(factor, &stretched.salt);
        let Share { share, sealed } = Share::new(parts.org, account, way_id, public, &*parts.random)?;
        let secret = both::secret(&stretched.secret, &share);
        let made = hardened(parts, account, (handle, way_id), Way::Both, &secret).await?;
        let mut fresh = Self::of(Way::Both, stretched, made, Some(sealed));
        // Browsers are known for all of them together.
        let known_by = WayId(Uuid::from_bytes(stretched.salt));
        fresh.device = parts.keeper.new_device(parts.org, handle, known_by, fresh.device.id).await?;
        Ok(fresh)
    }

    fn of(way: Way, stretched: &Stretched, made: Made, share: Option<Vec<u8>>) -> Self {
        let Made { wrapped_kw, id, device, hardened } = made;
        let (salt, cost) = (stretched.salt, stretched.cost);
        Self { id, way, salt, cost, wrapped_kw, locator: None, share, device, hardened }
    }

    /// From a recovery kit, whose bits are random and not stretched; its salt is drawn like any other and not used.
    pub(super) async fn kit(
        parts: &Parts,
        account: AccountId,
        handle: &Handle,
        kit: &Kit,
    ) -> Result<Self, FreshWayError> {
        let way_id = WayId::random(&*parts.random);
        let made = hardened(parts, account, (handle, way_id), Way::Kit, &kit.secret()).await?;
        let locator = Some(parts.keeper.kit_locator(parts.org, &kit.locator_digest(), &[made.device]).await?);
        Ok(Self::unstretched(parts, Way::Kit, made, locator))
    }

    /// From what a passkey's PRF gives, which is random too. Its way in has the id of its factor.
    pub(super) async fn passkey(
        parts: &Parts,
        account: AccountId,
        handle: &Handle,
        factor: FactorId,
        (prf, user): (&Secret<32>, &UserHandle),
    ) -> Result<Self, FreshWayError> {
        let secret = passkey::secret(prf, user);
        let made = hardened(parts, account, (handle, WayId(factor.0)), Way::Passkey, &secret).await?;
        let locator = Some(parts.keeper.kit_locator(parts.org, &user.locator_digest(), &[made.device]).await?);
        Ok(Self::unstretched(parts, Way::Passkey, made, locator))
    }

    fn unstretched(parts: &Parts, way: Way, made: Made, locator: Option<[u8; 32]>) -> Self {
        let Made { wrapped_kw, id, device, hardened } = made;
        let salt = random::octets(&*parts.random);
        Self { id, way, salt, cost: Cost::NONE, wrapped_kw, locator, share: None, device, hardened }
    }

    pub(super) fn way(&self) -> Way {
        self.way
    }

    /// For the vault, which seals the root to it.
    pub(super) fn input(&self, parts: &Parts, account: AccountId) -> NewWay<'_> {
        NewWay {
            org: parts.org,
            account,
            id: self.id,
            way: self.way,
            salt: self.salt,
            cost: self.cost,
            wrapped_kw: self.wrapped_kw.clone(),
            locator: self.locator,
            share: self.share.clone(),
            hardened: &self.hardened,
            made_on: parts.clock.now().date(),
        }
    }

    /// The key that this way in opens factors with.
    pub(super) fn factor_key(&self, parts: &Parts, account: AccountId) -> Secret<32> {
        self.hardened.factor_key(&way_context(parts.org, account))
    }
}

struct Made {
    wrapped_kw: Vec<u8>,
    id: WayId,
    device: Device,
    hardened: Hardened,
}

async fn hardened(
    parts: &Parts,
    account: AccountId,
    (handle, way_id): (&Handle, WayId),
    way: Way,
    secret: &Secret<32>,
) -> Result<Made, FreshWayError> {
    let random: &dyn Random = &*parts.random;
    let wrapped = parts.keeper.new_hardening_key(parts.org, account, way_id).await?;
    let digest = digest_for_keeper(secret);
    // Whoever makes a way in has proved who they are: what strangers use up of the account's budget, or of look-ups, is not
    // theirs.
    let device = parts.keeper.new_device(parts.org, handle, way_id, DeviceId::random(random)).await?;
    let request = HardenRequest {
        org: parts.org,
        account,
        way_id,
        handle,
        wrapped: Some(&wrapped),
        way,
        digest,
        device: Some(device),
    };
    let hardened = harden(secret, &parts.keeper.harden(request).await?);
    Ok(Made { wrapped_kw: wrapped, id: way_id, device, hardened })
}
