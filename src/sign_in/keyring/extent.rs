//! How much is kept by the keyring, at a cost that does not grow with how many people there are.
//!
//! Few are counted at once. Many were counted in the background, and are said with the time of that: a number that every enrolment and
//! sign-in kept up to date would be a row that all of them wait for, or one beside each of them that says when it was. See decision 50.

use super::KeyringFlowError;
use super::standing::Ring;
use super::view::View;
use crate::db::{self, DbError};
use crate::sign_in::Parts;
use time::OffsetDateTime;

/// As many are counted for whoever looks.
const FEW: i64 = 1_000;
/// As many that are still sealed to the former key: they lie in an index of their own.
const FEW_BEHIND: i64 = 20_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// How many people are enrolled.
    pub enrolled: i64,
    /// Whose seed is kept.
    pub kept: i64,
    /// When these were counted, where that was not just now.
    pub counted_at: Option<OffsetDateTime>,
    /// Of how many it is still sealed to the former key.
    pub behind: i64,
    /// There are more of those.
    pub is_more_behind: bool,
}

/// # Errors
/// The database is away.
pub async fn extent(parts: &Parts, view: &View) -> Result<Extent, KeyringFlowError> {
    let mut extent = counted(parts, FEW).await?;
    if let Ring::On(row, _) = &view.ring
        && row.elder.is_some()
    {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        let behind = db::escrow::count_before(&mut db, row.epoch, FEW_BEHIND + 1).await?;
        (extent.behind, extent.is_more_behind) = (behind.min(FEW_BEHIND), behind > FEW_BEHIND);
    }
    Ok(extent)
}

/// Up to `few` as they are now, and more as they were counted last.
async fn counted(parts: &Parts, few: i64) -> Result<Extent, KeyringFlowError> {
    let some = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::escrow::count_some(&mut db, few + 1).await?
    };
    if some.enrolled <= few && some.kept <= few {
        return Ok(Extent::of(some, None));
    }
    let (at, all) = match parts.figures.names() {
        Some(known) => known,
        // Nobody has counted yet since this program began.
        None => {
            parts.figures.count_stock(&parts.pool, parts.clock.now()).await?;
            parts.figures.names().ok_or(KeyringFlowError::Db(DbError::Stopped))?
        }
    };
    Ok(Extent::of(all, Some(at)))
}

impl Extent {
    fn of(counts: db::escrow::Counts, counted_at: Option<OffsetDateTime>) -> Self {
        Self { enrolled: counts.enrolled, kept: counts.kept, counted_at, behind: 0, is_more_behind: false }
    }

    /// Of how many it is sealed to the present key.
    pub fn anew(&self) -> i64 {
        // What was counted a while ago may be less than what is behind now.
        (self.kept - self.behind).max(0)
    }
}
