//! That an address at which metadata is looked at was ended, as the audit has it: under a mark that only the keeper makes, so that the row of
//! one that somebody has ended, or whose application was removed, counts no more when it is put back.

use super::event::Event;
use super::recent::checked;
use super::verify::VerifyError;
use crate::db::{self, PgConnection};
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};
use crate::vault::derive::sha256;

/// The subject of the row that says it, of an application's entityID.
///
/// # Errors
/// The keeper is away.
pub async fn subscription_mark(keeper: &Keeper, org: OrgId, entity_id: &str) -> Result<[u8; 32], KeeperError> {
    keeper.row_mac(row_digest("subscription.ended", &sha256(entity_id.as_bytes()), 1, &[org.as_bytes()])).await
}

/// When that was last, in microseconds since 1970.
///
/// # Errors
/// Database or keeper away.
pub async fn subscription_ended_at(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    entity_id: &str,
) -> Result<Option<i64>, VerifyError> {
    let mark = subscription_mark(keeper, org, entity_id).await?;
    let found = db::audit::of_ended_subscription(db, &mark).await?;
    let said = checked(keeper, &found).await?;
    let ended = said.iter().filter(|one| one.row.event == Event::SubscriptionGone.as_str());
    Ok(ended.filter_map(|one| one.row.micros).max())
}
