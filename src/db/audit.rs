//! `audit`: pseudonymous rows in keyed chains, one chain per server process, written many at a time.

use super::{DbError, PgConnection, bigint, must_touch};
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

/// Appends rows to a chain in one statement.
pub async fn append(db: &mut PgConnection, chain: Uuid, rows: &[AuditRow]) -> Result<(), DbError> {
    let seqs: Vec<i64> = rows.iter().map(|row| bigint(row.seq)).collect();
    let ats: Vec<OffsetDateTime> = rows.iter().map(|row| row.at).collect();
    let events: Vec<String> = rows.iter().map(|row| row.event.to_owned()).collect();
    let subjects: Vec<Vec<u8>> = rows.iter().map(|row| row.subject.to_vec()).collect();
    let providers: Vec<String> = rows.iter().map(|row| row.service_provider.clone()).collect();
    let request_ids: Vec<String> = rows.iter().map(|row| row.request_id.clone()).collect();
    let macs: Vec<Vec<u8>> = rows.iter().map(|row| row.mac.to_vec()).collect();
    let done = sqlx::query!(
        "insert into audit (chain, seq, at, event, subject, service_provider, request_id, mac)
         select $1, * from unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::bytea[], $6::text[], $7::text[],
                                  $8::bytea[])",
        chain,
        &seqs,
        &ats,
        &events,
        &subjects,
        &providers,
        &request_ids,
        &macs
    )
    .execute(db)
    .await?;
    must_touch("audit", rows.len() as u64, &done)
}
