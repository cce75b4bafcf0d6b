//! That an envelope was withdrawn, as the audit has it: under a mark that only the keeper makes of the envelope, so that the row joins
//! nobody to anything, and a row that was put back does not bring the envelope back.

use super::event::Event;
use super::recent::checked;
use super::verify::VerifyError;
use crate::db::{self, PgConnection};
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};
use uuid::Uuid;

/// The subject of the row that says that an envelope was withdrawn.
///
/// # Errors
/// The keeper is away.
pub async fn ended_mark(keeper: &Keeper, org: OrgId, envelope: Uuid) -> Result<[u8; 32], KeeperError> {
    keeper.row_mac(row_digest("envelope.ended", envelope.as_bytes(), 1, &[org.as_bytes()])).await
}

/// Whether it was withdrawn.
///
/// # Errors
/// Database or keeper away.
pub async fn has_ended(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    envelope: Uuid,
) -> Result<bool, VerifyError> {
    let mark = ended_mark(keeper, org, envelope).await?;
    let found = db::audit::of_ended_envelope(db, &mark).await?;
    let said = checked(keeper, &found).await?;
    Ok(said.iter().any(|one| one.row.event == Event::EnvelopeEnded.as_str()))
}
