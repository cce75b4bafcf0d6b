//! The first step: identifier and passphrase. People who exist, who do not, and who may not sign in go the same way.

use super::located::looked_up;
use super::stretcher::{Job, Queue, StretcherError};
use super::throttle::{self, Counted, ThrottleError, Tried};
use super::visitor::Trying;
use super::{Parts, epochs};
use crate::db::account::AccountRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::identifier::normal_passphrase;
use crate::domain::secret::inside_a_seal;
use crate::domain::variant::planted_delay;
use crate::domain::{AccountId, DeviceId, Handle, Identifier, Secret, SecretText, WayId};
use crate::keeper::{Device, HardenRequest, KeeperError};
use crate::vault::account::way_context;
use crate::vault::harden::{Way, digest_for_keeper, harden};
use crate::vault::stretch::Cost;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Debug, thiserror::Error)]
pub enum PassphraseError {
    #[error(transparent)]
    Throttle(#[from] ThrottleError),
    #[error(transparent)]
    Stretch(#[from] StretcherError),
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
}

/// What came of the first step. The keys open something only when the passphrase matched, and nothing that looks at
/// this record before the second step may tell whether it did.
#[derive(Serialize, Deserialize)]
pub struct FirstStep {
    /// As it was typed, for the form to show again.
    pub identifier: String,
    pub(super) account: Uuid,
    #[serde(with = "crate::domain::secret::inside_a_seal")]
    pub(super) handle: Secret<32>,
    pub(super) counted: Counted,
    /// What a known device is known for: the way in that was asked about, and the device's id.
    pub(super) way: WayId,
    pub(super) device: DeviceId,
    pub(super) matched: u8,
    #[serde(with = "inside_a_seal")]
    pub(super) factor_key: Secret<32>,
    #[serde(with = "inside_a_seal")]
    pub(super) way_key: Secret<32>,
    /// What the passphrase gives where a passkey is needed besides: nothing could be compared with it yet.
    #[serde(with = "inside_a_seal", default = "unstretched")]
    pub(super) stretched: Secret<32>,
    /// The person says that other people use the computer too.
    #[serde(default)]
    pub shared: bool,
    /// What the person's browser calls itself.
    #[serde(default)]
    pub(super) browser: String,
}

/// Of a first step that was made before this was kept.
fn unstretched() -> Secret<32> {
    Secret::new([0; 32])
}

/// A row to check against: a person's, or one that the keeper's answer stands in for.
struct Candidate {
    account: AccountId,
    way_id: WayId,
    /// For which way in a device is known.
    known_by: WayId,
    salt: [u8; 16],
    cost: Cost,
    wrapped_kw: Option<Vec<u8>>,
    /// None where the passphrase alone tells nothing.
    verifier: Option<[u8; 32]>,
}

impl Candidate {
    /// The device as the keeper knows it of the way in that it is asked about.
    async fn shown_to_keeper(
        &self,
        parts: &Parts,
        handle: &Handle,
        device: Option<Device>,
    ) -> Result<Option<Device>, KeeperError> {
        match device {
            Some(known) if self.way_id != self.known_by => {
                parts.keeper.new_device(parts.org, handle, self.way_id, known.id).await.map(Some)
            }
            device => Ok(device),
        }
    }
}

/// Stretches, hardens and compares. Never says what it found.
pub async fn first_step(
    parts: &Parts,
    identifier: &Identifier,
    passphrase: &SecretText,
    trying: Trying<'_>,
) -> Result<FirstStep, PassphraseError> {
    let handle = handle(parts, identifier, trying).await?;
    // No connection is held while stretching: people who wait for a permit must not keep others from the database.
    let (candidate, counted, device) = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let candidate = candidate(parts, &mut db, &handle).await?;
        let tried = Tried { handle: &handle, way_id: candidate.known_by };
        let (counted, device) = throttle::count(parts, &mut db, tried, trying).await?;
        (candidate, counted, device)
    };
    let context = way_context(parts.org, candidate.account);
    let stretched = parts
        .stretcher
        .run(Job {
            identifier: identifier.as_str().to_owned(),
            passphrase: normal_passphrase(passphrase),
            salt: candidate.salt,
            associated: context.encode(),
            cost: candidate.cost,
            padded_to: parts.policy.cost,
            queue: match trying {
                Trying::Visitor(visitor) if !counted.is_known() => Queue::Strangers(visitor.source),
                _ => Queue::Known,
            },
        })
        .await?;
    let request = HardenRequest {
        org: parts.org,
        account: candidate.account,
        way_id: candidate.way_id,
        handle: &handle,
        wrapped: candidate.wrapped_kw.as_deref(),
        way: Way::Passphrase,
        digest: digest_for_keeper(&stretched),
        device: candidate.shown_to_keeper(parts, &handle, device).await?,
    };
    let hardened = harden(&stretched, &epochs::harden::<PassphraseError>(parts, request).await?);
    planted_delay(handle.as_bytes());
    let matched = hardened.matches(&context, &candidate.verifier.unwrap_or_default()) & candidate.verifier.is_some();
    Ok(FirstStep {
        identifier: identifier.as_str().to_owned(),
        account: candidate.account.0,
        handle: Secret::new(*handle.as_bytes()),
        counted,
        way: candidate.known_by,
        device: throttle::device_id(parts, device),
        matched: u8::from(matched),
        factor_key: hardened.factor_key(&context),
        way_key: hardened.way_key(&context),
        stretched,
        shared: false,
        browser: match trying {
            Trying::Visitor(visitor) => visitor.browser.clone(),
            Trying::SignedIn(..) => String::new(),
        },
    })
}

/// Finds whose name it is; a browser that is known draws from the half that is kept for such.
async fn handle(parts: &Parts, identifier: &Identifier, trying: Trying<'_>) -> Result<Handle, PassphraseError> {
    Ok(match trying {
        Trying::Visitor(visitor) => {
            let (keeper, name, devices) = (&parts.keeper, identifier.as_str(), &visitor.devices);
            let of_known = keeper.handle_for(parts.org, name, devices);
            looked_up(parts, visitor, of_known, keeper.handle(parts.org, name)).await?
        }
        Trying::SignedIn(_, handle) => *handle,
    })
}

/// The same statements run whoever is asked for. Whoever may not sign in is checked against what nobody has; that a device
/// was known to them it remains, so that it does not tell its owner of a revocation.
async fn candidate(parts: &Parts, db: &mut PgConnection, handle: &Handle) -> Result<Candidate, PassphraseError> {
    let decoy_salt = parts.keeper.decoy_salt(handle).await?;
    let nobody = AccountId(Uuid::from_bytes(decoy_salt));
    let account: Option<AccountRow> = db::account::by_handle(db, parts.org, handle).await?;
    let asked = account.as_ref().map_or(nobody, |row| row.id);
    let way = db::way_in::passphrase(db, asked).await?;
    let known_by = way.as_ref().map_or(WayId(nobody.0), |(way, _)| way.known_by());
    let is_active = account.is_some_and(|row| row.state.may_sign_on());
    Ok(match way.filter(|_| is_active) {
        Some((way, _)) => Candidate {
            account: asked,
            way_id: way.id,
            known_by,
            salt: way.salt,
            cost: way.cost,
            wrapped_kw: Some(way.wrapped_kw),
            verifier: (way.way == Way::Passphrase).then_some(way.verifier),
        },
        None => Candidate {
            account: nobody,
            way_id: known_by,
            known_by,
            salt: decoy_salt,
            cost: parts.policy.cost,
            wrapped_kw: None,
            verifier: None,
        },
    })
}
