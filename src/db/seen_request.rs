//! `seen_request`: a SAML request id serves once for each service provider, also after a restart.

use super::{DbError, PgConnection};
use time::OffsetDateTime;

/// Marks requests as seen, in one statement; returns the marks that had not been seen before.
pub async fn mark(
    db: &mut PgConnection,
    marks: &[Vec<u8>],
    expires_at: OffsetDateTime,
) -> Result<Vec<Vec<u8>>, DbError> {
    let fresh = sqlx::query_scalar!(
        "insert into seen_request (mark, expires_at) select unnest($1::bytea[]), $2
         on conflict do nothing returning mark",
        marks,
        expires_at
    )
    .fetch_all(db)
    .await?;
    Ok(fresh)
}

/// Which of these are marked.
pub async fn known(db: &mut PgConnection, marks: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, DbError> {
    let known = sqlx::query_scalar!("select mark from seen_request where mark = any($1)", marks).fetch_all(db).await?;
    Ok(known)
}
