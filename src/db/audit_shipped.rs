//! `audit_shipped` and `audit_shipping`: how far a receiver of the audit has confirmed each chain, and which server sends.

use super::{DbError, PgConnection};
use crate::domain::OrgId;
use uuid::Uuid;

/// As it stands there: whether it may be believed, its reader asks the keeper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippedRow {
    pub chain: Uuid,
    /// The last row of it that was confirmed.
    pub seq: i64,
    pub mac: Vec<u8>,
}

/// Takes the sending for half a minute, where nobody else has it, or keeps it. By PostgreSQL's clock, which all servers share; an end that no
/// server would have written counts for nothing.
pub async fn hold(db: &mut PgConnection, org: OrgId, holder: Uuid) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "insert into audit_shipping (org_id, holder, until) values ($1, $2, clock_timestamp() + interval '30 seconds')
         on conflict (org_id) do update set holder = excluded.holder, until = excluded.until
         where audit_shipping.holder = excluded.holder
            or audit_shipping.until not between clock_timestamp() and clock_timestamp() + interval '1 minute'",
        org.0,
        holder
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Lets it go, so that another server need not wait.
pub async fn let_go(db: &mut PgConnection, org: OrgId, holder: Uuid) -> Result<(), DbError> {
    sqlx::query!("delete from audit_shipping where org_id = $1 and holder = $2", org.0, holder).execute(db).await?;
    Ok(())
}

pub async fn all(db: &mut PgConnection) -> Result<Vec<ShippedRow>, DbError> {
    Ok(sqlx::query_as!(ShippedRow, "select chain, seq, mac from audit_shipped").fetch_all(db).await?)
}

/// Notes what was confirmed, by whoever still has the sending: of two that believe so, one writes nothing. False where it has not.
pub async fn put(db: &mut PgConnection, org: OrgId, holder: Uuid, rows: &[ShippedRow]) -> Result<bool, DbError> {
    let chains: Vec<Uuid> = rows.iter().map(|row| row.chain).collect();
    let seqs: Vec<i64> = rows.iter().map(|row| row.seq).collect();
    let macs: Vec<Vec<u8>> = rows.iter().map(|row| row.mac.clone()).collect();
    let done = sqlx::query!(
        "insert into audit_shipped (chain, seq, mac)
         select rows.* from (select 1 from audit_shipping where org_id = $1 and holder = $2) as held,
                            unnest($3::uuid[], $4::bigint[], $5::bytea[]) as rows
         on conflict (chain) do update set seq = excluded.seq, mac = excluded.mac",
        org.0,
        holder,
        &chains,
        &seqs,
        &macs
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == rows.len() as u64)
}
