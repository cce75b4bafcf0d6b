//! That a link to a record of the flight recorder was withdrawn, as the audit has it: under a mark that only the keeper makes, so that a
//! row that was put back does not bring the link back.

use super::chain::day;
use super::event::Event;
use super::recent::checked;
use super::verify::VerifyError;
use crate::db::audit::Sought;
use crate::db::{self, PgConnection};
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};
use time::{Duration, OffsetDateTime};

/// Links last no longer, and so nothing older needs to be known of them.
const DAYS: i64 = 15;

/// The subject of the row that says that a link was withdrawn.
///
/// # Errors
/// The keeper is away.
pub async fn share_mark(keeper: &Keeper, org: OrgId, share: &[u8; 32]) -> Result<[u8; 32], KeeperError> {
    keeper.row_mac(row_digest("flight_share.ended", share, 1, &[org.as_bytes()])).await
}

/// Whether it was withdrawn.
///
/// # Errors
/// Database or keeper away.
pub async fn has_share_ended(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    share: &[u8; 32],
    now: OffsetDateTime,
) -> Result<bool, VerifyError> {
    let mark = share_mark(keeper, org, share).await?;
    // One day more: another server's clock may be ahead.
    let days: Vec<_> = (-1..=DAYS).map(|ago| day(now - Duration::days(ago))).collect();
    let subjects = vec![mark.to_vec(); days.len()];
    let found = db::audit::of_subjects(db, &Sought { days, subjects, limit: 4 }).await?;
    let said = checked(keeper, &found).await?;
    Ok(said.iter().any(|one| one.row.event == Event::FlightShareEnded.as_str()))
}
