//! The browsers that a person has signed in with: which there are by their own profile, and forgetting them.
//!
//! What a browser keeps is known by the keeper's MAC alone, so what is forgotten has to be said where it is read before anybody
//! is named: as a hash of its random id, which leads to nobody. Whoever takes that away gives the browser back no more than a
//! place among known devices.

use super::Parts;
use super::change::{ChangeError, opened};
use super::session::{SessionError, SignedIn};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, DeviceId, Handle, WayId};
use crate::keeper::{Arriving, Device, KeeperError};
use crate::sign_in::throttle;
use crate::vault::account::{Root, open_profile, seal_profile};
use crate::vault::derive::sha256;
use crate::vault::encode::lp;
use crate::vault::labels;
use crate::vault::profile::devices::{self, NamedDevice};
use time::Duration;

/// Longer than the keeper lets a device be known.
const REMEMBERED: Duration = Duration::days(181);

/// What stands for a device that was forgotten.
pub(crate) fn mark(id: DeviceId) -> [u8; 32] {
    sha256(&lp(&[labels::DEVICE_FORGOTTEN.as_bytes(), id.as_bytes()]))
}

/// Those of a browser's devices that their person has not forgotten. The same statement whoever they are said to be.
///
/// # Errors
/// The database is away.
pub async fn remembered(parts: &Parts, shown: Vec<Device>) -> Result<Vec<Device>, DbError> {
    if shown.is_empty() {
        return Ok(shown);
    }
    let marks: Vec<Vec<u8>> = shown.iter().map(|device| mark(device.id).to_vec()).collect();
    let forgotten = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::forgotten_device::among(&mut db, &marks).await?
    };
    let is_kept = |device: &Device| !forgotten.iter().any(|gone| gone.as_slice() == mark(device.id));
    Ok(shown.into_iter().filter(is_kept).collect())
}

/// The id that a browser is known by to somebody who has just proved who they are; a fresh one where it is not.
pub(super) async fn id_of(
    parts: &Parts,
    handle: &Handle,
    way_id: WayId,
    presented: &[Device],
) -> Result<DeviceId, KeeperError> {
    if presented.is_empty() {
        return Ok(throttle::device_id(parts, None));
    }
    let arriving = Arriving { org: parts.org, handle, way_id, presented, buckets: db::throttle::BUCKETS };
    Ok(throttle::device_id(parts, parts.keeper.recognise(arriving).await?.device))
}

async fn forget_these(parts: &Parts, db: &mut PgConnection, ids: &[DeviceId]) -> Result<(), DbError> {
    let marks: Vec<Vec<u8>> = ids.iter().map(|id| mark(*id).to_vec()).collect();
    db::forgotten_device::put(db, &marks, parts.clock.now().date() + REMEMBERED).await
}

/// Lets the profile name a browser with which its person has just proved who they are. One that has to make room for it is
/// forgotten: what counts as known stands in the list. One that was forgotten while its person signed in with it is another from
/// now on; which it is, is returned. The caller has locked the account, and commits.
pub(super) async fn note(
    parts: &Parts,
    db: &mut PgConnection,
    (account, root): (AccountId, &Root),
    id: DeviceId,
    name: &str,
) -> Result<DeviceId, SessionError> {
    let is_forgotten = !db::forgotten_device::among(db, &[mark(id).to_vec()]).await?.is_empty();
    let id = if is_forgotten { DeviceId::random(&*parts.random) } else { id };
    let row = db::profile::read(db, account).await?.ok_or(SessionError::NoProfile)?;
    let mut profile = open_profile(parts.org, account, root, &row)?;
    let (gone, is_news) = devices::note(&mut profile.devices, id, name, parts.clock.now().date());
    if let Some(gone) = gone {
        forget_these(parts, db, &[gone]).await?;
    }
    if is_news {
        let next = seal_profile(parts.org, account, root, row.version.saturating_add(1), &profile, &*parts.random)?;
        db::profile::update(db, account, &next).await?;
    }
    Ok(id)
}

/// The browsers that a person's account counts as known.
///
/// # Errors
/// The database is away, or the session has ended meanwhile.
pub async fn list(parts: &Parts, person: &SignedIn) -> Result<Vec<NamedDevice>, ChangeError> {
    let (_, _, profile) = opened(parts, person).await?;
    let today = parts.clock.now().date();
    Ok(profile.devices.into_iter().filter(|device| device.last_on + REMEMBERED > today).collect())
}

/// Which of a person's devices are to be forgotten.
pub enum Wish<'a> {
    /// The one of this id, as the list has it.
    This(&'a str),
    /// All but those that this browser shows.
    AllBut(&'a [DeviceId]),
}

impl Wish<'_> {
    fn spares(&self, id: DeviceId) -> bool {
        match self {
            Self::This(named) => id.0.to_string() != *named,
            Self::AllBut(spared) => spared.contains(&id),
        }
    }
}

/// Forgets them; the ids of those that are forgotten.
///
/// # Errors
/// The database or the keeper is away, or the session has ended meanwhile; nothing was changed then. One that is not there is no
/// error.
pub async fn forget(
    parts: &Parts,
    person: &SignedIn,
    wish: Wish<'_>,
    request_id: &str,
) -> Result<Vec<DeviceId>, ChangeError> {
    let (account, root) = (person.account, person.root());
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    let locked = db::account::by_id_for_update(&mut transaction, account).await?;
    locked.filter(|row| row.state.may_sign_on()).ok_or(ChangeError::Changed)?;
    let row = db::profile::read(&mut transaction, account).await?.ok_or(ChangeError::Changed)?;
    let mut profile = open_profile(parts.org, account, &root, &row)?;
    let gone: Vec<DeviceId> = profile.devices.iter().map(|device| device.id).filter(|id| !wish.spares(*id)).collect();
    if gone.is_empty() {
        return Ok(gone);
    }
    profile.devices.retain(|device| wish.spares(device.id));
    forget_these(parts, &mut transaction, &gone).await?;
    let next = seal_profile(parts.org, account, &root, row.version.saturating_add(1), &profile, &*parts.random)?;
    db::profile::update(&mut transaction, account, &next).await?;
    parts.commit::<ChangeError>(transaction, Event::DevicesForgotten, Subject::Account(account), request_id).await?;
    Ok(gone)
}
