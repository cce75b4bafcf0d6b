//! `forgotten_device`: devices that are strangers again, by their person's wish.

use super::{DbError, PgConnection};
use time::Date;

/// Forgets these. One that was forgotten before is no error.
pub async fn put(db: &mut PgConnection, marks: &[Vec<u8>], expires_on: Date) -> Result<(), DbError> {
    sqlx::query!(
        "insert into forgotten_device (mark, expires_on) select mark, $2 from unnest($1::bytea[]) as marks (mark)
         on conflict do nothing",
        marks,
        expires_on
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Which of these are forgotten.
pub async fn among(db: &mut PgConnection, marks: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, DbError> {
    Ok(sqlx::query_scalar!("select mark from forgotten_device where mark = any($1)", marks).fetch_all(db).await?)
}
