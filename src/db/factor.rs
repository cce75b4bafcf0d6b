//! `factor`: second factors, each under a key of its own.

use super::{DbError, PgConnection, must_touch};
use crate::domain::{AccountId, FactorId};
use crate::vault::account::{FactorKind, FactorRow};

pub async fn totp(db: &mut PgConnection, account: AccountId) -> Result<Option<FactorRow>, DbError> {
    let row = sqlx::query!(
        "select id, for_factor_key, for_root, record from factor where account_id = $1 and kind = 'totp'
         order by id limit 1",
        account.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| FactorRow {
        id: FactorId(row.id),
        kind: FactorKind::Totp,
        for_factor_key: row.for_factor_key,
        for_root: row.for_root,
        record: row.record,
    }))
}

pub async fn insert(db: &mut PgConnection, account: AccountId, factor: &FactorRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into factor (id, account_id, kind, for_factor_key, for_root, record) values ($1, $2, $3, $4, $5, $6)",
        factor.id.0,
        account.0,
        factor.kind.label(),
        factor.for_factor_key,
        factor.for_root,
        factor.record
    )
    .execute(db)
    .await?;
    must_touch("factor", 1, &done)
}
