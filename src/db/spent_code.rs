//! `spent_code`: a one-time code serves once, also under parallel tries: the primary key decides.

use super::{DbError, PgConnection};
use time::Date;

/// True when the code had not been used before.
pub async fn spend(db: &mut PgConnection, mark: &[u8; 32], expires_on: Date) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "insert into spent_code (mark, expires_on) values ($1, $2) on conflict do nothing",
        mark.as_slice(),
        expires_on
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
