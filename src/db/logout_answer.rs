//! `logout_answer`: what service providers answered to our logout requests, for the page that waits for it.

use super::{DbError, PgConnection};
use time::OffsetDateTime;

/// Notes an answer; the first one to a request counts.
pub async fn note(
    db: &mut PgConnection,
    mark: &[u8; 32],
    outcome: &str,
    expires_at: OffsetDateTime,
) -> Result<(), DbError> {
    sqlx::query!(
        "insert into logout_answer (mark, outcome, expires_at) values ($1, $2, $3) on conflict do nothing",
        mark.as_slice(),
        outcome,
        expires_at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The answers that are there, each with its mark.
pub async fn of(db: &mut PgConnection, marks: &[Vec<u8>]) -> Result<Vec<(Vec<u8>, String)>, DbError> {
    let rows =
        sqlx::query!("select mark, outcome from logout_answer where mark = any($1)", marks).fetch_all(db).await?;
    Ok(rows.into_iter().map(|row| (row.mark, row.outcome)).collect())
}
