//! How long sessions last here, chosen by an administrator who proves once more who she is. It holds at once, also for the
//! sessions that run, and never lengthens one of them.

use super::owner::{Owner, opened};
use super::{Change, ChangeError, Typed, Written, recorded};
use crate::audit::Event;
use crate::db::session_policy::PolicyRow;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{Limits, Role};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use crate::vault::profile::LimitsNote;

/// What holds now, for the page that shows it.
pub struct Held {
    /// What the operator allows.
    pub most: Limits,
    pub limits: Limits,
    /// Of the choice that is there: a form made from another is stale.
    pub version: u64,
    /// Whether an administrator chose it.
    pub is_chosen: bool,
    /// The database does not say what was chosen last.
    pub is_broken: bool,
}

/// # Errors
/// The database or the keeper is away.
pub async fn held(parts: &Parts, person: &SignedIn) -> Result<Held, ChangeError> {
    let (_, _, profile) = opened(parts, person).await?;
    let row = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::session_policy::read(&mut db, parts.org).await?
    };
    let chosen = parts.session_policy.chosen(parts, row.as_ref()).await?;
    let version = chosen.map_or(0, |chosen| chosen.version);
    let is_older = version < profile.limits.version;
    let limits = if is_older { profile.limits.limits } else { chosen.map(|chosen| chosen.limits) };
    let most = parts.policy.limits;
    Ok(Held {
        most,
        limits: limits.map_or(most, |limits| limits.within(most)),
        version,
        is_chosen: limits.is_some(),
        is_broken: is_older || !parts.session_policy.is_latest(row.as_ref()),
    })
}

/// # Errors
/// `NotAllowed` unless she is an owner and the operator allows as much; `Stale` where `looked_at` is not the version there is. See [`ChangeError`]; nothing was changed then.
pub async fn choose(
    parts: &Parts,
    person: &SignedIn,
    typed: Typed<'_>,
    (limits, looked_at): (Limits, u64),
    request_id: &str,
) -> Result<(), ChangeError> {
    // Deny by default: who is no administrator, or asks for more than the operator allows.
    if !person.has_role(Role::Owner) || limits != limits.within(parts.policy.limits) {
        return Err(ChangeError::NotAllowed);
    }
    let done = written(parts, person, typed, limits, looked_at).await;
    recorded(parts, person.account, Event::SessionLimitsChanged, request_id, done).await
}

async fn written(parts: &Parts, person: &SignedIn, typed: Typed<'_>, limits: Limits, looked_at: u64) -> Written<()> {
    let mut owner = Owner::prove(parts, person, typed).await?;
    let mut transaction = owner.begin(parts).await?;
    let found = db::session_policy::read_for_update(&mut transaction, parts.org).await?;
    let believed = parts.session_policy.chosen(parts, found.as_ref()).await?.map_or(0, |chosen| chosen.version);
    // Of two administrators, the second looks at what the first chose before she chooses otherwise.
    if believed != looked_at {
        return Err(ChangeError::Stale);
    }
    let version = put_after(parts, &mut transaction, believed.max(owner.profile.limits.version), limits).await?;
    owner.profile.limits = LimitsNote { version, limits: Some(limits) };
    Change::default().write(parts, &mut transaction, &owner.standing, &owner.root, &owner.profile).await?;
    Ok((transaction, ()))
}

/// Above whatever is believed or remembered: nothing of before comes back. What a row says that is not believed counts for nothing: behind
/// the last number that there is nobody could choose any more. Also above what others believe, or people's profiles remember, where the row
/// is not believed here, or gone: the number rises with the time.
pub(super) async fn put_after(
    parts: &Parts,
    db: &mut PgConnection,
    known: u64,
    limits: Limits,
) -> Result<u64, ChangeError> {
    let now = u64::try_from(parts.clock.now().unix_timestamp()).unwrap_or_default();
    let next = known.checked_add(1).map(|next| next.max(now));
    let version = next.filter(|version| i64::try_from(*version).is_ok()).ok_or(ChangeError::Changed)?;
    let mut row = PolicyRow {
        org: parts.org,
        version,
        longest: limits.longest().into(),
        idle: limits.idle().into(),
        shared_idle: limits.shared_idle().into(),
        mac: Vec::new(),
    };
    row.mac = parts.keeper.row_mac(row_macs::session_policy(&row)).await?.to_vec();
    db::session_policy::put(db, &row).await?;
    Ok(version)
}
