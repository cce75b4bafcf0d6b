//! A link that is open. Who can still sign in sees it and ends it: somebody asked by mistake, or in their name. An operator
//! withdraws it by name.

use super::{AgainError, By};
use crate::audit::{Event, Subject};
use crate::db::{self, DbError};
use crate::domain::Identifier;
use crate::sign_in::invitation::InvitationError;
use crate::sign_in::session::SignedIn;
use crate::sign_in::{Parts, named, row_macs};
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

/// Takes back the open link of somebody, whether to begin again or to enrol. Returns whether there was one.
///
/// On record either way, and so is a refusal: they tell who is known.
///
/// # Errors
/// Nobody of this identifier; database or keeper away.
pub async fn withdraw(
    parts: &Parts,
    by: &By<'_>,
    identifier: &Identifier,
    request_id: &str,
) -> Result<bool, AgainError> {
    let handle = parts.keeper.handle(parts.org, identifier.as_str()).await?;
    let mut transaction = parts.pool.begin().await.map_err(DbError::from)?;
    // Who completes the link at this moment comes before, and then there is none, or after, and then it is gone.
    let known = named::known(parts, &mut transaction, &handle).await;
    let known = known.map_err(|error| AgainError::from(InvitationError::from(error)));
    let known = known.and_then(|known| known.ok_or(AgainError::Unknown));
    let account = match known.and_then(|known| by.may_act_on(&known).map(|()| known.account.id)) {
        Ok(account) => account,
        Err(refused) => {
            drop(transaction);
            parts.record(Event::ReenrolmentRefused, by.subject(), request_id).await?;
            return Err(refused);
        }
    };
    let was_open = db::invitation::of_account(&mut transaction, account).await?.is_some();
    db::invitation::withdraw(&mut transaction, account).await?;
    if was_open {
        parts.record(Event::LinkTakenBack, Subject::Account(account), request_id).await?;
    }
    parts.commit::<AgainError>(transaction, Event::LinkWithdrawn, by.subject(), request_id).await?;
    Ok(was_open)
}
