//! The end of an epoch: a back-up that does without it, no row that needs it, and then it is destroyed on every keeper.

use super::fleet::Fleet;
use super::open::wait_out;
use super::{EpochError, Say, alone};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError, PgConnection, wrapped};
use crate::domain::WayId;
use crate::keeper::{Consent, KeeperError, wrapped_epoch};
use crate::sign_in::{Parts, canary};
use crate::vault::derive::sha256;
use std::collections::HashMap;
use uuid::Uuid;

const BATCH: i64 = 1000;

/// What a back-up holds of what a retirement may destroy.
#[derive(Debug, Default)]
pub struct Backup {
    /// The organisation's id, and the keeper's MAC over it.
    pub organisation: Option<(Uuid, Vec<u8>)>,
    /// Each way in, with the SHA-256 of its wrapped key.
    pub ways: HashMap<Uuid, [u8; 32]>,
    /// How many wrapped keys begin with each epoch, those of invitations with them.
    pub epochs: HashMap<u32, u64>,
}

/// Destroys an epoch, and all before it, on every keeper, with the consent of whoever has the keepers' keys.
///
/// # Errors
/// See [`EpochError`]; nothing was destroyed, but for [`EpochError::At`]: the same once more goes on then.
pub async fn retire(
    parts: &Parts,
    what: (u32, Option<Consent>),
    backup: &Backup,
    request_id: &str,
    say: Say<'_>,
) -> Result<(), EpochError> {
    // Before anything is on record.
    if what.1.is_none() && !parts.keeper.is_embedded() {
        return Err(KeeperError::NoConsent.into());
    }
    let mut alone = alone(parts).await?;
    let done = destroy(parts, &mut alone, what, backup, request_id, say).await;
    db::epoch::unlock(alone).await;
    done
}

async fn destroy(
    parts: &Parts,
    alone: &mut PgConnection,
    (epoch, consent): (u32, Option<Consent>),
    backup: &Backup,
    request_id: &str,
    say: Say<'_>,
) -> Result<(), EpochError> {
    let fleet = Fleet::ask(&parts.keeper).await?;
    may_go(&fleet, epoch)?;
    // No keeper wraps under it any more. Who got such a key before has committed it, or never will: a rotation that was
    // killed, or a keeper that was put back, may have left somebody whom nobody waited for.
    wait_out(alone, "", say).await?;
    left(parts, epoch).await?;
    check(parts, epoch, backup).await?;
    say(&format!("The back-up has every way in of this database ({}), and none of epoch {epoch}.", backup.ways.len()));
    // Once more, after the time that took; and the keepers are those that the database belongs to.
    left(parts, epoch).await?;
    canary::check::<EpochError>(parts, alone).await?;
    parts.record(Event::EpochRetired, Subject::Nobody, request_id).await?;
    fleet.retire(epoch, consent).await?;
    let after = Fleet::ask(&parts.keeper).await?;
    match after.0.iter().find(|member| member.epochs.has(epoch)) {
        Some(member) => Err(EpochError::Kept { name: member.name.clone(), epoch }),
        None => Ok(()),
    }
}

fn may_go(fleet: &Fleet, epoch: u32) -> Result<(), EpochError> {
    let newest = fleet.newest();
    if !fleet.0.iter().any(|member| member.epochs.has(epoch)) {
        return Err(EpochError::Unknown(epoch));
    }
    if epoch == newest {
        return Err(EpochError::Written { asked: epoch });
    }
    if fleet.0.iter().any(|member| member.epochs.writing != newest) {
        return Err(EpochError::Unfinished(newest));
    }
    Ok(())
}

async fn left(parts: &Parts, epoch: u32) -> Result<(), EpochError> {
    let mut connection = parts.pool.acquire().await.map_err(DbError::from)?;
    let counts = wrapped::counts(&mut connection).await?;
    let rows = counts.iter().filter(|count| count.epoch <= epoch).map(|count| count.ways + count.invitations).sum();
    if rows == 0 { Ok(()) } else { Err(EpochError::Left { epoch, rows }) }
}

/// Whether the back-up is this database's, of after the rotation, and whole: each way in lies in it exactly as it does here.
async fn check(parts: &Parts, epoch: u32, backup: &Backup) -> Result<(), EpochError> {
    let refused = |why: String| Err(EpochError::Backup(why));
    let mut connection = parts.pool.acquire().await.map_err(DbError::from)?;
    let own = db::organisation::first(&mut connection).await?.map(|row| (row.id.0, row.mac));
    match &backup.organisation {
        None => return refused("has no organisation in it: it is not one of a whole database".to_owned()),
        found if *found != own => return refused("is of another database".to_owned()),
        _ => {}
    }
    let old: u64 = backup.epochs.iter().filter(|(one, _)| **one <= epoch).map(|(_, rows)| rows).sum();
    if old > 0 {
        return refused(format!(
            "has {old} wrapped keys of epoch {epoch} or before: it is older than the rotation. Make another"
        ));
    }
    let (mut all, mut missing, mut other, mut after) = (0_u64, 0_u64, 0_u64, WayId(Uuid::nil()));
    loop {
        let rows = wrapped::ways(&mut connection, after, None, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.way;
        for row in &rows {
            all += 1;
            match backup.ways.get(&row.way.0) {
                None => missing += 1,
                Some(digest) if *digest != sha256(&row.wrapped_kw) => other += 1,
                Some(_) => {}
            }
        }
    }
    if missing + other > 0 {
        return refused(format!(
            "lacks {missing} of {all} ways in, and has {other} otherwise than they are now: it is not whole, or they are newer. \
             Make another, and use it at once"
        ));
    }
    Ok(())
}

impl Backup {
    /// Takes a way in's wrapped key into account.
    pub fn way(&mut self, id: Uuid, wrapped_kw: &[u8]) {
        self.ways.insert(id, sha256(wrapped_kw));
        self.invitation(wrapped_kw);
    }

    /// The same of an invitation's.
    pub fn invitation(&mut self, wrapped_kw: &[u8]) {
        *self.epochs.entry(wrapped_epoch(wrapped_kw).unwrap_or_default()).or_default() += 1;
    }
}
