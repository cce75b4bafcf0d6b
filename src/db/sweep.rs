//! Takes away what has expired.

use super::{DbError, PgConnection};
use time::OffsetDateTime;

/// Deletes expired rows of every table that has an end; returns how many went.
pub async fn expired(db: &mut PgConnection, now: OffsetDateTime) -> Result<u64, DbError> {
    let today = now.date();
    let mut gone = 0;
    gone += sqlx::query!("delete from pending where expires_at <= $1", now).execute(&mut *db).await?.rows_affected();
    gone +=
        sqlx::query!("delete from seen_request where expires_at <= $1", now).execute(&mut *db).await?.rows_affected();
    gone +=
        sqlx::query!("delete from spent_code where expires_on < $1", today).execute(&mut *db).await?.rows_affected();
    gone +=
        sqlx::query!("delete from logout_answer where expires_at <= $1", now).execute(&mut *db).await?.rows_affected();
    gone += sqlx::query!("delete from forgotten_device where expires_on < $1", today)
        .execute(&mut *db)
        .await?
        .rows_affected();
    gone +=
        sqlx::query!("delete from envelope_slip where expires_on < $1", today).execute(&mut *db).await?.rows_affected();
    gone += sqlx::query!("delete from api_token where expires_on < $1", today).execute(&mut *db).await?.rows_affected();
    gone += sqlx::query!("delete from proposal where expires_on < $1", today).execute(&mut *db).await?.rows_affected();
    gone += sqlx::query!("delete from participant where ends_on < $1", today).execute(&mut *db).await?.rows_affected();
    gone +=
        sqlx::query!("delete from partner_link where expires_at <= $1", now).execute(&mut *db).await?.rows_affected();
    gone += sqlx::query!("delete from session where ends_on < $1", today).execute(&mut *db).await?.rows_affected();
    gone += sqlx::query!("delete from invitation where expires_on < $1", today).execute(db).await?.rows_affected();
    Ok(gone)
}
