//! Wherever a key that the keeper wrapped is written, of a way in or of a link: that the keeper and the database still belong
//! together. A key wrapped by another keeper would open for nobody, and what it replaced, or whoever it was for, would be lost.

use super::{Parts, row_macs};
use crate::db::{self, DbError, PgConnection};
use crate::keeper::KeeperError;

/// In the transaction that writes the wrapped key.
///
/// # Errors
/// [`KeeperError::Foreign`] where the organisation's row is not the one that this keeper vouches for; keeper or database away.
pub(crate) async fn check<E: From<DbError> + From<KeeperError>>(
    parts: &Parts,
    transaction: &mut PgConnection,
) -> Result<(), E> {
    let found = db::organisation::first(transaction).await?;
    let holds = match found.filter(|row| row.id == parts.org) {
        Some(row) => parts.keeper.check_row_mac(row_macs::organisation(row.id), &row.mac).await?,
        None => false,
    };
    if holds { Ok(()) } else { Err(KeeperError::Foreign.into()) }
}
