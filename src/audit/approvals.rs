//! What the audit says of approvals by a second person: that a proposal was decided, under a mark that only the keeper makes of it, so
//! that a row that was put back is not decided once more; and what was chosen last, by the very row that the choice left.

use super::event::Event;
use super::recent::checked;
use super::verify::VerifyError;
use crate::db::approval_policy::ApprovalRow;
use crate::db::{self, PgConnection};
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};
use uuid::Uuid;

/// The subject of the row that says that a proposal was decided, however.
///
/// # Errors
/// The keeper is away.
pub async fn decided_mark(keeper: &Keeper, org: OrgId, proposal: Uuid) -> Result<[u8; 32], KeeperError> {
    keeper.row_mac(row_digest("proposal.ended", proposal.as_bytes(), 1, &[org.as_bytes()])).await
}

/// Whether it was.
///
/// # Errors
/// Database or keeper away.
pub async fn is_decided(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    proposal: Uuid,
) -> Result<bool, VerifyError> {
    let mark = decided_mark(keeper, org, proposal).await?;
    let found = db::audit::of_decided_proposal(db, &mark).await?;
    let said = checked(keeper, &found).await?;
    Ok(said.iter().any(|one| one.row.event == Event::ProposalEnded.as_str()))
}

/// What the keeper's MAC of the row of what was chosen covers, and what the audit knows it by.
pub fn approval_digest(row: &ApprovalRow) -> [u8; 32] {
    row_digest("approval_policy", row.org.as_bytes(), row.version, &[&[u8::from(row.needed)]])
}

/// The last choice on record: its version, and the row that it left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApprovalNote {
    pub version: u64,
    pub digest: [u8; 32],
}

/// # Errors
/// Database or keeper away.
pub async fn last_approval_note(keeper: &Keeper, db: &mut PgConnection) -> Result<Option<ApprovalNote>, VerifyError> {
    let found = db::audit::of_second_person(db).await?;
    let said = checked(keeper, &found).await?;
    let notes = said.iter().filter_map(|one| {
        let (Event::SecondPersonNeeded | Event::SecondPersonNotNeeded) = Event::parse(&one.row.event)? else {
            return None;
        };
        let digest = one.row.subject.as_slice().try_into().ok()?;
        Some(ApprovalNote { version: one.row.service_provider.parse().ok()?, digest })
    });
    Ok(notes.max_by_key(|note| note.version))
}
