//! What somebody brings finds their row through the keeper: a name; or, without one, a kit, or a passkey that signs in alone.
//!
//! Half of what the keeper looks up, and half of what it answers at one account, is kept for those who show a known device:
//! strangers, however many, use up the other.

use super::change::Standing;
use super::passphrase::PassphraseError;
use super::visitor::Visitor;
use super::{Parts, epochs};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, Handle, Secret, WayId};
use crate::keeper::{Arriving, Device, HardenRequest, KeeperError};
use crate::vault::account::{Root, RootSeal, VaultError, WayRow, unlock, way_context};
use crate::vault::harden::{Way, digest_for_keeper, harden};
use std::future::Future;
use uuid::Uuid;

/// Nobody has been told from a stranger yet who shows no device: the look-ups of those are shared out among networks. Half of
/// what the keeper looks up is kept for those who show one, wherever they are.
pub(super) async fn looked_up<T>(
    parts: &Parts,
    visitor: &Visitor,
    of_known: impl Future<Output = Result<T, KeeperError>>,
    of_strangers: impl Future<Output = Result<T, KeeperError>>,
) -> Result<T, PassphraseError> {
    if !visitor.devices.is_empty() {
        match of_known.await {
            Err(KeeperError::Budget(_)) => {}
            answer => return Ok(answer?),
        }
    }
    let policy = parts.policy.throttle.source;
    parts.sources.look_up(policy, visitor.source, parts.clock.now())?;
    let answer = of_strangers.await;
    if matches!(answer, Err(KeeperError::Budget(_))) {
        parts.sources.look_ups_are_used_up(policy);
    }
    Ok(answer?)
}

/// What finds the way in of a kit or passkey, by its digest.
pub(super) async fn locator(parts: &Parts, digest: &[u8; 32], visitor: &Visitor) -> Result<[u8; 32], PassphraseError> {
    let of = |shown| parts.keeper.kit_locator(parts.org, digest, shown);
    looked_up(parts, visitor, of(&visitor.devices), of(&[])).await
}

/// What there is at a locator; whatever that is, as much is read and asked.
pub(super) struct Located<'a> {
    way: Way,
    locator: &'a [u8; 32],
    account: AccountId,
    row: Option<(WayRow, RootSeal)>,
    standing: Option<Standing>,
}

/// A vault that a kit or passkey opened.
pub(super) struct Unlocked {
    pub(super) standing: Standing,
    pub(super) way: WayRow,
    pub(super) root: Root,
}

impl<'a> Located<'a> {
    /// Locks the account until the transaction ends, if this is one: a revocation comes before, and refuses it, or after.
    pub(super) async fn read(db: &mut PgConnection, way: Way, locator: &'a [u8; 32]) -> Result<Self, DbError> {
        let found = db::way_in::by_locator(db, way, locator).await?;
        let account = found.as_ref().map_or(AccountId(Uuid::nil()), |(account, ..)| *account);
        let standing = Standing::read(db, account).await?;
        Ok(Self { way, locator, account, row: found.map(|(_, way, seal)| (way, seal)), standing })
    }

    /// `None` for a secret that opens nothing, and for an account that may not sign on.
    pub(super) async fn unlock<E>(
        self,
        parts: &Parts,
        secret: &Secret<32>,
        visitor: &Visitor,
    ) -> Result<Option<Unlocked>, E>
    where
        E: From<DbError> + From<KeeperError> + From<VaultError>,
    {
        let device = self.recognised(parts, visitor).await?;
        let Self { way, locator, account, row, standing } = self;
        let request = HardenRequest {
            org: parts.org,
            account,
            way_id: row.as_ref().map_or(WayId(Uuid::nil()), |(way, _)| way.id),
            handle: &Handle(*locator),
            wrapped: row.as_ref().map(|(way, _)| way.wrapped_kw.as_slice()),
            way,
            digest: digest_for_keeper(secret),
            device,
        };
        let hardened = harden(secret, &epochs::harden::<E>(parts, request).await?);
        let context = way_context(parts.org, account);
        let verifier = row.as_ref().map_or([0; 32], |(way, _)| way.verifier);
        let matches = hardened.matches(&context, &verifier);
        let (Some((way, seal)), Some(standing), true) = (row, standing, matches) else { return Ok(None) };
        let root = unlock(parts.org, account, &hardened.way_key(&context), &way, &seal)?;
        Ok(Some(Unlocked { standing, way, root }))
    }

    /// The visitor's device, where it is one of the account that was found. Browsers are known for the passphrase: for this way
    /// in it is made one for this question alone.
    async fn recognised(&self, parts: &Parts, visitor: &Visitor) -> Result<Option<Device>, KeeperError> {
        let presented = visitor.devices.as_slice();
        if presented.is_empty() {
            return Ok(None);
        }
        let here = Handle(*self.locator);
        let known_by = |standing: &Standing| (standing.account.handle, standing.known_by());
        let (handle, way_id) = self.standing.as_ref().map_or((here, WayId(Uuid::nil())), known_by);
        let arriving = Arriving { org: parts.org, handle: &handle, way_id, presented, buckets: db::throttle::BUCKETS };
        let Some(known) = parts.keeper.recognise(arriving).await?.device else { return Ok(None) };
        let way_id = self.row.as_ref().map_or(WayId(Uuid::nil()), |(way, _)| way.id);
        parts.keeper.new_device(parts.org, &here, way_id, known.id).await.map(Some)
    }
}
