//! `audit`: pseudonymous rows in keyed chains, one chain per server process, written many at a time by
//! [`one_commit`](super::one_commit).

use super::{DbError, PgConnection, bigint};
use futures_util::{Stream, TryStreamExt};
use time::OffsetDateTime;
use uuid::Uuid;

/// One row as it is stored. The subject is the keeper's HMAC of account and day.
pub struct AuditRow {
    pub seq: u64,
    pub at: OffsetDateTime,
    pub event: &'static str,
    pub subject: [u8; 32],
    pub service_provider: String,
    pub request_id: String,
    pub mac: [u8; 32],
}

/// Whether a chain has this row.
pub async fn is_there(db: &mut PgConnection, chain: Uuid, seq: u64) -> Result<bool, DbError> {
    let query = sqlx::query!("select seq from audit where chain = $1 and seq = $2", chain, bigint(seq));
    Ok(query.fetch_optional(db).await?.is_some())
}

/// One row as it lies there, whoever wrote it.
pub struct StoredRow {
    pub chain: Uuid,
    pub seq: i64,
    /// Microseconds since 1970; `None` for no moment at all.
    pub micros: Option<i64>,
    pub event: String,
    pub subject: Vec<u8>,
    pub service_provider: String,
    pub request_id: String,
    pub mac: Vec<u8>,
}

/// From now on the transaction sees the database as it is at this moment.
pub async fn snapshot(db: &mut PgConnection) -> Result<(), DbError> {
    sqlx::query!("set transaction isolation level repeatable read, read only").execute(db).await?;
    Ok(())
}

/// Every row, a chain after the other, each from first to last; one at a time.
pub fn all(db: &mut PgConnection) -> impl Stream<Item = Result<StoredRow, DbError>> + Send + '_ {
    sqlx::query_as!(
        StoredRow,
        "select chain, seq,
                case when isfinite(at) then (extract(epoch from at) * 1000000)::bigint end as micros,
                event, subject, service_provider, request_id, mac
         from audit order by chain, seq"
    )
    .fetch(db)
    .map_err(DbError::from)
}
