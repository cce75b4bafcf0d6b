//! The rotation, to the point where a back-up has to be made.

use super::fleet::Fleet;
use super::open::{WORD, wait_out};
use super::reseal::{Pass, ahead, pass};
use super::{EpochError, Say, alone};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError, PgConnection};
use crate::sign_in::Parts;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// While somebody holds the rows that are left.
const PAUSE: Duration = Duration::from_millis(100);

/// Where a rotation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The epoch that everything is under now.
    pub epoch: u32,
    /// Those before it that are still there, and wait for a back-up.
    pub waiting: Vec<u32>,
    pub resealed: u64,
}

/// Begins a rotation, or goes on with one, until no row is of an older epoch.
///
/// # Errors
/// A keeper is away, and then nothing was changed; or see [`EpochError`]: the same once more goes on where it was.
pub async fn rotate(parts: &Parts, request_id: &str, say: Say<'_>) -> Result<Rotated, EpochError> {
    let mut alone = alone(parts).await?;
    let done = go_on(parts, &mut alone, request_id, say).await;
    db::epoch::unlock(alone).await;
    done
}

async fn go_on(parts: &Parts, alone: &mut PgConnection, request_id: &str, say: Say<'_>) -> Result<Rotated, EpochError> {
    let fleet = Fleet::ask(&parts.keeper).await?;
    let keepers = fleet.0.len();
    let epoch = target(alone, &fleet).await?;
    say(&format!("1 of 5: epoch {epoch} is being brought to {keepers} keepers."));
    fleet.spread(epoch).await?;
    // Each says itself that it has it, and the same, before anything is written with it.
    let fleet = Fleet::ask(&parts.keeper).await?;
    if let Some(member) = fleet.0.iter().find(|member| !member.epochs.has(epoch)) {
        return Err(EpochError::Away(vec![format!("{} has no epoch {epoch}", member.name)]));
    }
    if fleet.0.iter().any(|member| member.epochs.writing != epoch) {
        parts.record(Event::EpochWritten, Subject::Nobody, request_id).await?;
        fleet.write(epoch).await?;
    }
    say(&format!("2 of 5: every keeper has epoch {epoch}, and wraps new keys under it alone."));
    wait_out(alone, "3 of 5: ", say).await?;
    let resealed = reseal(parts, epoch, say).await?;
    Ok(Rotated { epoch, waiting: fleet.before(epoch), resealed })
}

/// The epoch to go to: the newest there is while a rotation is under way, else the next.
async fn target(db: &mut PgConnection, fleet: &Fleet) -> Result<u32, EpochError> {
    let (newest, counts) = (fleet.newest(), db::wrapped::counts(db).await?);
    // An epoch of that number must not be made: where the keepers are older than the database, it would be another one.
    let lost: u64 = counts.iter().filter(|of| of.epoch > newest).map(|of| of.ways + of.invitations).sum();
    if lost > 0 {
        let all = counts.iter().map(|of| of.ways + of.invitations).sum();
        return Err(EpochError::Ahead { newest, rows: lost, all, some: ahead(db, newest).await? });
    }
    let is_done = fleet.is_at_rest() && counts.iter().all(|count| count.epoch == newest);
    Ok(if is_done { newest.saturating_add(1) } else { newest })
}

/// Passes over all rows until none is left.
async fn reseal(parts: &Parts, epoch: u32, say: Say<'_>) -> Result<u64, EpochError> {
    let (begun, mut said, mut resealed) = (Instant::now(), Instant::now(), 0);
    loop {
        let left = left(parts, epoch).await?;
        if left == 0 {
            let seconds = begun.elapsed().as_secs_f64();
            let rate = resealed as f64 / seconds.max(0.001);
            say(&format!("4 of 5: {resealed} rows are under epoch {epoch} now, {rate:.0} a second; none is left."));
            return Ok(resealed);
        }
        let before = resealed;
        let progress = |done: u64| {
            if said.elapsed() > WORD {
                said = Instant::now();
                say(&format!("4 of 5: {} of {} rows.", before + done, before + left));
            }
        };
        let Pass { done, stuck, passed_over } = pass(parts, epoch, progress).await?;
        resealed += done;
        if done == 0 && passed_over == 0 && !stuck.is_empty() {
            return Err(EpochError::Stuck(stuck));
        }
        if done == 0 {
            // Somebody holds those that are left.
            sleep(PAUSE).await;
        }
    }
}

/// How many rows are of other epochs.
pub(super) async fn left(parts: &Parts, epoch: u32) -> Result<u64, EpochError> {
    let mut connection = parts.pool.acquire().await.map_err(DbError::from)?;
    let counts = db::wrapped::counts(&mut connection).await?;
    Ok(counts.iter().filter(|count| count.epoch != epoch).map(|count| count.ways + count.invitations).sum())
}
