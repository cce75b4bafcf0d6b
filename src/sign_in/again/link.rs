//! A link that is open, as the person sees it who can still sign in: somebody asked by mistake, or in their name.

use super::AgainError;
use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, row_macs};
use time::Date;

/// Until which day a link would let the person's account begin again; `None` where there is no such link.
///
/// # Errors
/// Database or keeper away.
pub async fn open_until(parts: &Parts, person: &SignedIn) -> Result<Option<Date>, AgainError> {
    let row = {
        let mut db = parts.pool.acquire().await.map_err(DbError::from)?;
        db::invitation::of_account(&mut db, person.account).await?
    };
    let Some(row) = row.filter(|row| row.expires_on >= parts.clock.now().date()) else { return Ok(None) };
    let is_ours = parts.keeper.check_row_mac(row_macs::invitation(parts.org, &row), &row.mac).await?;
    Ok(is_ours.then_some(row.expires_on))
}

/// Ends it. Ending one that has ended is no error.
///
/// # Errors
/// Database or keeper away.
pub async fn end(parts: &Parts, person: &SignedIn, request_id: &str) -> Result<(), AgainError> {
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Who completes the link at this moment comes before, and then this session has ended, or after.
    db::account::by_id_for_update(&mut transaction, person.account).await?;
    db::invitation::withdraw(&mut transaction, person.account).await?;
    parts.record(Event::ReenrolmentEnded, Subject::Account(person.account), request_id).await?;
    Ok(transaction.commit().await.map_err(DbError::from)?)
}
