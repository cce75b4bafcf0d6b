//! `audit`: pseudonymous rows in keyed chains, one chain per server process, written many at a time by
//! [`one_commit`](super::one_commit).

use super::{DbError, PgConnection, bigint};
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
