//! Sessions at computers that people share, as they are locked and gone on with; [`super::super::lock`] does both.
//!
//! Opens and writes the session's own record, which nothing else may know. Looking at a session here is not using it.

use super::super::Parts;
use super::super::bearer::Bearer;
use super::super::factors::Factors;
use super::super::lock::Locked;
use super::super::session_policy;
use super::record::Method;
use super::{Presented, Proved, Record, SessionError, open_account, open_record, seal_record};
use crate::db::one_read::Question;
use crate::db::session::LiveSession;
use crate::db::{self, PgConnection};
use crate::domain::SecretText;
use crate::domain::limits::{Lasting, Times};
use crate::vault::account::Root;

/// A locked session goes on under a cookie with another key, for the same person, who has just proved who they are. It lasts no
/// longer for it, and service providers know it as before. The caller commits.
///
/// # Errors
/// `None` when it has ended meanwhile, or somebody else came back to it.
pub(in crate::sign_in) async fn resume(
    parts: &Parts,
    db: &mut PgConnection,
    proved: Proved,
    locked: &Locked,
) -> Result<SecretText, SessionError> {
    let Proved { account, root, used, own, shared } = proved;
    let factors = Factors::at(parts.clock.now(), &used);
    let now = parts.clock.now().unix_timestamp();
    let (opened, limits) = open_account(parts, db, account, &root).await?;
    let mut record = Record {
        authn_instant: now,
        ends_at: locked.times.ends_at,
        method: Method::of(&factors),
        factors,
        session_index: locked.session_index.clone(),
        root_epoch: root.epoch,
        root: root.key,
        own,
        opened,
        began_at: locked.times.began_at,
        used_at: now,
        idle: locked.times.idle,
        shared,
    };
    record.is_used(limits, now);
    let bearer = locked.bearer.renewed(&*parts.random);
    let sealed = seal_record(parts, &bearer, locked.epoch, account, &record).await?;
    match db::session::update_read(db, &locked.id_hash(), &locked.sealed, &sealed).await? {
        true => Ok(bearer.encode()),
        false => Err(SessionError::None("it ended meanwhile")),
    }
}

/// A session at a shared computer, its record opened to be locked, whether it was used lately or not.
pub(in crate::sign_in) struct Unattended {
    pub(in crate::sign_in) live: Box<LiveSession>,
    pub(in crate::sign_in) bearer: Bearer,
    pub(in crate::sign_in) times: Times,
    pub(in crate::sign_in) session_index: String,
    pub(in crate::sign_in) root: Root,
    /// In how many seconds it is to be locked: 0 for now.
    pub(in crate::sign_in) left: i64,
}

/// `None` for a cookie that leads to no such session. Looking at it is not using it.
pub(in crate::sign_in) async fn unattended(parts: &Parts, cookie: &str) -> Result<Option<Unattended>, SessionError> {
    let Some(Presented { bearer, id_hash }) = Presented::parse(cookie) else { return Ok(None) };
    let question = Question { session: Some(id_hash), provider: None };
    let Some(live) = parts.reads.ask(question).await?.session else { return Ok(None) };
    if !live.state.may_sign_on() || live.org != parts.org {
        return Ok(None);
    }
    let record = match open_record(parts, &bearer, &live).await {
        Err(SessionError::None(_)) => return Ok(None),
        record => record?,
    };
    let limits = session_policy::now(parts, live.policy.as_ref()).await?;
    let (times, now) = (record.times(), parts.clock.now().unix_timestamp());
    let left = match times.lasting(limits, now) {
        Lasting::Over => return Ok(None),
        Lasting::Idle => 0,
        // Where no idle limit comes before its end, it is locked when it ends.
        Lasting::Live { ends_at, .. } => match times.idle_limit(limits) {
            Some(idle) => times.used_at + i64::from(idle) * 60 - now,
            None => ends_at - now,
        },
    };
    if !record.shared || record.root_epoch != live.root_epoch {
        return Ok(None);
    }
    let root = Root { epoch: record.root_epoch, key: record.root };
    Ok(Some(Unattended { live, bearer, times, session_index: record.session_index, root, left }))
}

/// In how many seconds the session of a cookie is to be locked, where it is at a shared computer and not locked: 0 for now.
///
/// # Errors
/// The database or the keeper is away.
pub async fn seconds_to_lock(parts: &Parts, cookie: &str) -> Result<Option<i64>, SessionError> {
    Ok(unattended(parts, cookie).await?.map(|found| found.left.max(0)))
}
