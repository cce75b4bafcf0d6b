//! Rotation of the keeper's hardening epochs, while people sign in: the new epoch on every keeper; none writes the old any
//! more; who had begun before that has ended; every wrapped key is brought over. Then a fresh back-up; then the old epoch is
//! destroyed on every keeper.
//!
//! What is to be done follows from the keepers and the rows alone. Whatever is killed on the way, the same command goes on.

mod fleet;
mod open;
mod reseal;
mod retire;
mod rotate;

pub use self::reseal::Stuck;
pub use self::retire::{Backup, retire};
pub use self::rotate::{Rotated, rotate};

pub use self::fleet::{Fleet, Member};

use super::Parts;
use crate::audit::AuditError;
use crate::db::{self, DbError, PgConnection};
use crate::domain::{AccountId, Secret};
use crate::keeper::{HardenRequest, KeeperError};
use crate::vault::account::WayRow;
use std::time::{Duration, Instant};

/// What is said while it goes on.
pub type Say<'a> = &'a (dyn Fn(&str) + Sync);

/// The sentences are for whoever runs the service.
#[derive(Debug, thiserror::Error)]
pub enum EpochError {
    #[error("not every keeper answers, and each has to; nothing was changed. {}", .0.join("; "))]
    Away(Vec<String>),
    #[error("two keepers have different keys for epoch {0}; put one of them back to a copy of the other")]
    Different(u32),
    #[error(
        "{rows} of {all} rows say that they are of an epoch that no keeper has, the newest being {newest}, and nothing was changed: {}. \
         If that is most of them, every keeper is older than the database: give one its newer keys back. If it is a few, somebody has \
         written to them: put them back from a back-up, or delete them; then run this again", shown(.some, *.rows))]
    Ahead { newest: u32, rows: u64, all: u64, some: Vec<Stuck> },
    #[error("another rotation is under way on this database")]
    Busy,
    #[error(
        "a transaction that was open when the keepers changed has not ended within {0} minutes; once it has, run this again"
    )]
    Open(u64),
    #[error("{} rows do not open, and were left as they are: {}. Put them back from a back-up, or delete them; then run this again",
        .0.len(), shown(.0, .0.len() as u64))]
    Stuck(Vec<Stuck>),
    #[error("epoch {asked} is the one that is written; run `senza keeper rotate` first")]
    Written { asked: u32 },
    #[error("no keeper has epoch {0}: it was destroyed already, or never was")]
    Unknown(u32),
    #[error("not every keeper writes epoch {0} yet; run `senza keeper rotate` first")]
    Unfinished(u32),
    #[error("{rows} rows are still of epoch {epoch}; run `senza keeper rotate` first")]
    Left { epoch: u32, rows: u64 },
    #[error("the back-up {0}; nothing was destroyed")]
    Backup(String),
    #[error("{name} still has epoch {epoch}")]
    Kept { name: String, epoch: u32 },
    #[error("{name}: {cause}")]
    At { name: String, cause: KeeperError },
    #[error(transparent)]
    Db(#[from] DbError),
    #[error(transparent)]
    Keeper(#[from] KeeperError),
    #[error(transparent)]
    Audit(#[from] AuditError),
}

/// The keeper's answer for a way in. A row whose epoch no keeper has is read once more: a rotation may have ended since, and
/// then the row has the same key under the new one.
pub(super) async fn harden<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    request: HardenRequest<'_>,
) -> Result<Secret<32>, E> {
    match parts.keeper.harden(request).await {
        Err(KeeperError::UnknownEpoch(_)) => {
            let wrapped = {
                let mut connection = parts.pool.acquire().await.map_err(DbError::from)?;
                db::wrapped::of_way(&mut connection, request.way_id).await?
            };
            Ok(parts.keeper.harden(HardenRequest { wrapped: wrapped.as_deref(), ..request }).await?)
        }
        answer => Ok(answer?),
    }
}

/// How long the lock is waited for: PostgreSQL notices a little later that a command has ended, or was killed.
const LOCK_PATIENCE: Duration = Duration::from_secs(3);

/// A connection that nobody else rotates by as long as it lasts.
async fn alone(parts: &Parts) -> Result<PgConnection, EpochError> {
    let mut alone = parts.pool.acquire().await.map_err(DbError::from)?.detach();
    let until = Instant::now() + LOCK_PATIENCE;
    while !db::epoch::lock(&mut alone).await? {
        if Instant::now() > until {
            return Err(EpochError::Busy);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(alone)
}

/// How many rows are named.
const SHOWN: usize = 5;

fn shown(stuck: &[Stuck], of: u64) -> String {
    let some: Vec<String> = stuck.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if of > some.len() as u64 { ", and others" } else { "" };
    format!("{}{more}", some.join("; "))
}

/// Inside the transaction that writes a way in: its wrapped key under the epoch that is written now. It was made before the
/// passphrase was stretched, and the keepers may have moved on since; from here on a rotation waits for this transaction.
pub(super) async fn bring_up<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    transaction: &mut PgConnection,
    account: AccountId,
    row: &mut WayRow,
) -> Result<(), E> {
    db::epoch::be_waited_for(transaction).await?;
    let mut fresh = parts.keeper.rewrap(parts.org, &[(account, row.id, &row.wrapped_kw)]).await?;
    row.wrapped_kw = fresh.pop().ok_or(KeeperError::Failed)?;
    Ok(())
}
