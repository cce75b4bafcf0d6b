//! One pass over the rows of older epochs: each wrapped key is brought over, a few at a time, and put in its row only where
//! exactly the old one still lies. Whoever holds a row is not waited for.

use super::{EpochError, SHOWN};
use crate::db::wrapped::{self, WrappedWay};
use crate::db::{DbError, PgConnection};
use crate::domain::WayId;
use crate::keeper::{KeeperError, ROWS};
use crate::sign_in::{Parts, row_macs};
use data_encoding::HEXLOWER;
use std::fmt;
use uuid::Uuid;

/// Rows that are exchanged in one statement, which holds their locks for milliseconds.
const BATCH: i64 = 200;

/// What came of a pass.
pub(super) struct Pass {
    pub(super) done: u64,
    /// Rows that somebody held, or had changed.
    pub(super) passed_over: u64,
    pub(super) stuck: Vec<Stuck>,
}

/// A row that cannot be brought over: it opens for nobody as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    table: &'static str,
    row: String,
    why: String,
}

impl fmt::Display for Stuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.table, self.row, self.why)
    }
}

/// Some of the rows that say that they are of a later epoch than this.
pub(super) async fn ahead(db: &mut PgConnection, newest: u32) -> Result<Vec<Stuck>, EpochError> {
    let rows = wrapped::ahead(db, newest, SHOWN as i64).await?;
    Ok(rows
        .into_iter()
        .map(|row| Stuck { table: row.table, row: row.row, why: format!("epoch {}", row.epoch) })
        .collect())
}

/// `progress` is told how many were done so far.
pub(super) async fn pass(parts: &Parts, epoch: u32, mut progress: impl FnMut(u64)) -> Result<Pass, EpochError> {
    let mut pass = Pass { done: 0, passed_over: 0, stuck: Vec::new() };
    let mut after = WayId(Uuid::nil());
    loop {
        let mut connection = parts.pool.acquire().await.map_err(DbError::from)?;
        let rows = wrapped::ways(&mut connection, after, Some(epoch), BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.way;
        ways(parts, &mut connection, rows, &mut pass).await?;
        progress(pass.done);
    }
    let mut after: Vec<u8> = Vec::new();
    loop {
        let mut connection = parts.pool.acquire().await.map_err(DbError::from)?;
        let rows = wrapped::invitations(&mut connection, &after, epoch, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.locator.to_vec();
        for row in rows {
            invitation(parts, &mut connection, row, &mut pass).await?;
        }
        progress(pass.done);
    }
    Ok(pass)
}

async fn ways(parts: &Parts, db: &mut PgConnection, rows: Vec<WrappedWay>, pass: &mut Pass) -> Result<(), EpochError> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for some in rows.chunks(ROWS) {
        for (row, fresh) in some.iter().zip(brought_over(parts, some).await?) {
            match fresh {
                Ok(fresh) if fresh != row.wrapped_kw => {
                    before.push(row.clone());
                    after.push(fresh);
                }
                Ok(_) => pass.stuck.push(stuck_way(row, "its epoch is ahead of every keeper's")),
                Err(why) => pass.stuck.push(stuck_way(row, why)),
            }
        }
    }
    let done = wrapped::exchange_ways(db, &before, &after).await?;
    pass.done += done;
    pass.passed_over += (before.len() as u64).saturating_sub(done);
    Ok(())
}

type Brought = Result<Vec<u8>, KeeperError>;

/// Together where all open, else one by one. What is wrong with the keepers is no row's fault.
async fn brought_over(parts: &Parts, rows: &[WrappedWay]) -> Result<Vec<Brought>, EpochError> {
    let asked: Vec<_> = rows.iter().map(|row| (row.account, row.way, row.wrapped_kw.as_slice())).collect();
    match parts.keeper.rewrap(parts.org, &asked).await {
        Ok(fresh) => return Ok(fresh.into_iter().map(Ok).collect()),
        Err(error) if !is_the_row_s(&error) => return Err(error.into()),
        Err(_) => {}
    }
    let mut all = Vec::new();
    for one in asked {
        match parts.keeper.rewrap(parts.org, &[one]).await {
            Err(error) if !is_the_row_s(&error) => return Err(error.into()),
            fresh => all.push(fresh.and_then(|mut fresh| fresh.pop().ok_or(KeeperError::Failed))),
        }
    }
    Ok(all)
}

fn is_the_row_s(error: &KeeperError) -> bool {
    matches!(error, KeeperError::Wrapped(_) | KeeperError::WrappedShort | KeeperError::UnknownEpoch(_))
}

/// Its MAC covers the wrapped key, and is made anew; a row without one that holds does not exist.
async fn invitation(
    parts: &Parts,
    db: &mut PgConnection,
    mut row: crate::db::invitation::InvitationRow,
    pass: &mut Pass,
) -> Result<(), EpochError> {
    let stuck = |row: &crate::db::invitation::InvitationRow, why: String| Stuck {
        table: "invitation",
        row: HEXLOWER.encode(&row.locator),
        why,
    };
    if !parts.keeper.check_row_mac(row_macs::invitation(parts.org, &row), &row.mac).await? {
        pass.stuck.push(stuck(&row, "it was not written by this service".to_owned()));
        return Ok(());
    }
    let way = WrappedWay {
        way: crate::sign_in::invitation::way_id(&row.locator),
        account: row.account,
        wrapped_kw: row.wrapped_kw.clone(),
    };
    let fresh = match brought_over(parts, std::slice::from_ref(&way)).await?.pop() {
        Some(Ok(fresh)) if fresh != row.wrapped_kw => fresh,
        Some(Err(why)) => {
            pass.stuck.push(stuck(&row, why.to_string()));
            return Ok(());
        }
        _ => {
            pass.stuck.push(stuck(&row, "its epoch is ahead of every keeper's".to_owned()));
            return Ok(());
        }
    };
    let (old_key, old_mac) = (std::mem::replace(&mut row.wrapped_kw, fresh.clone()), row.mac.clone());
    let mac = parts.keeper.row_mac(row_macs::invitation(parts.org, &row)).await?;
    (row.wrapped_kw, row.mac) = (old_key, old_mac);
    if wrapped::exchange_invitation(db, &row, &fresh, &mac).await? {
        pass.done += 1;
    } else {
        pass.passed_over += 1;
    }
    Ok(())
}

fn stuck_way(row: &WrappedWay, why: impl fmt::Display) -> Stuck {
    Stuck { table: "way_in", row: row.way.0.to_string(), why: why.to_string() }
}
