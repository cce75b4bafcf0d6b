//! That a program's token was ended, as the audit has it: under a mark that only the keeper makes of its place and version. Its row of before
//! serves nowhere when it is put back, also where nobody saw it end; and nobody without the keeper joins the mark to a row, or to a person.

use super::event::Event;
use super::recent::checked;
use super::verify::VerifyError;
use crate::db::{self, PgConnection};
use crate::domain::OrgId;
use crate::keeper::{Keeper, KeeperError, row_digest};

/// The subject of the row that says it.
///
/// # Errors
/// The keeper is away.
pub async fn ended_token_mark(
    keeper: &Keeper,
    org: OrgId,
    (place, version): (&[u8; 32], u64),
) -> Result<[u8; 32], KeeperError> {
    keeper.row_mac(row_digest("api_token.ended", place, version, &[org.as_bytes()])).await
}

/// Whether it says so.
///
/// # Errors
/// Database or keeper away.
pub async fn is_token_ended(
    keeper: &Keeper,
    db: &mut PgConnection,
    org: OrgId,
    which: (&[u8; 32], u64),
) -> Result<bool, VerifyError> {
    let mark = ended_token_mark(keeper, org, which).await?;
    let found = db::audit::of_ended_token(db, &mark).await?;
    let said = checked(keeper, &found).await?;
    Ok(said.iter().any(|one| one.row.event == Event::TokenGone.as_str()))
}
