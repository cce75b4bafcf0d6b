//! Whether this server could sign somebody in just now: its database, its keeper, that the two belong together, and the time.

use super::{Parts, row_macs};
use crate::db::{self, DbError};
use crate::domain::{AccountId, WayId};
use crate::keeper::KeeperError;
use std::time::Instant;
use time::Duration;
use uuid::Uuid;

/// How far this server's clock may be from PostgreSQL's. Which of the two is wrong nobody here can tell, and both count: rows
/// end by this one, and other servers compare with it. A one-time code is taken one step of 30 s early or late, of which the
/// person's own clock needs most; an assertion is valid from 30 s before it was made, for portals that allow for nothing.
/// A third of either is used up by this at most. Machines that keep time by NTP are within a tenth of a second.
pub const CLOCK_BOUND: Duration = Duration::seconds(10);

/// What was found, each by itself.
#[derive(Debug)]
pub struct Readiness {
    pub database: Result<(), DbError>,
    pub keeper: Result<(), KeeperState>,
    /// PostgreSQL's clock less this server's; `None` where the database did not say.
    pub offset: Option<Duration>,
}

/// Why a keeper is of no use.
#[derive(Debug, thiserror::Error)]
pub enum KeeperState {
    #[error(transparent)]
    Away(#[from] KeeperError),
    #[error("the keeper's keys do not belong to this database")]
    Foreign,
}

impl Readiness {
    pub async fn of(parts: &Parts) -> Self {
        let found = look(parts).await;
        let (database, offset, mac) = match found {
            Ok((offset, mac)) => (Ok(()), Some(offset), mac),
            Err(error) => (Err(error), None, None),
        };
        Self { database, keeper: keeper(parts, mac.as_deref()).await, offset }
    }

    pub fn is_clock_right(&self) -> bool {
        self.offset.is_none_or(|offset| offset.abs() <= CLOCK_BOUND)
    }

    pub fn is_ready(&self) -> bool {
        self.database.is_ok() && self.keeper.is_ok() && self.is_clock_right()
    }
}

/// The offset, and what the keeper once said of this database.
async fn look(parts: &Parts) -> Result<(Duration, Option<Vec<u8>>), DbError> {
    let mut connection = parts.pool.acquire().await?;
    let (before, began) = (parts.clock.now(), Instant::now());
    let theirs = db::now(&mut connection).await?;
    // It was asked somewhere between the question and the answer: half-way is wrong by half of that at most.
    let ours = before + began.elapsed() / 2;
    let organisation = db::organisation::first(&mut connection).await?;
    Ok((theirs - ours, organisation.map(|row| row.mac)))
}

async fn keeper(parts: &Parts, mac: Option<&[u8]>) -> Result<(), KeeperState> {
    let digest = row_macs::organisation(parts.org);
    match mac {
        Some(mac) if !parts.keeper.check_row_mac(digest, mac).await? => return Err(KeeperState::Foreign),
        Some(_) => {}
        // Without the row it can still say that it is there.
        None => drop(parts.keeper.row_mac(digest).await?),
    }
    // Some of its keys may be in a token, which may be away: for nobody, and thrown away.
    let (account, way) = (AccountId(Uuid::nil()), WayId(Uuid::nil()));
    Ok(parts.keeper.new_hardening_key(parts.org, account, way).await.map(drop)?)
}
