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

/// An account's passkeys, of which no more are looked at than an account may have.
pub async fn passkeys(db: &mut PgConnection, account: AccountId, most: i64) -> Result<Vec<FactorRow>, DbError> {
    let rows = sqlx::query!(
        "select id, for_factor_key, for_root, record from factor where account_id = $1 and kind = 'passkey'
         order by id limit $2",
        account.0,
        most
    )
    .fetch_all(db)
    .await?;
    let row = |id, for_factor_key, for_root, record| FactorRow {
        id: FactorId(id),
        kind: FactorKind::Passkey,
        for_factor_key,
        for_root,
        record,
    };
    Ok(rows.into_iter().map(|one| row(one.id, one.for_factor_key, one.for_root, one.record)).collect())
}

/// Writes a factor's record in the place of the one that was read; false when another was first.
pub async fn replace_record(
    db: &mut PgConnection,
    account: AccountId,
    before: &FactorRow,
    record: &[u8],
) -> Result<bool, DbError> {
    let done = sqlx::query!(
        "update factor set record = $4 where id = $1 and account_id = $2 and record = $3",
        before.id.0,
        account.0,
        before.record,
        record
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
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

pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Vec<FactorRow>, DbError> {
    let rows = sqlx::query!(
        "select id, kind, for_factor_key, for_root, record from factor where account_id = $1 order by id",
        account.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(FactorRow {
                id: FactorId(row.id),
                kind: FactorKind::from_label(&row.kind).ok_or(DbError::Shape { table: "factor", what: "kind" })?,
                for_factor_key: row.for_factor_key,
                for_root: row.for_root,
                record: row.record,
            })
        })
        .collect()
}

/// Writes a factor's record key as it is wrapped now.
pub async fn rewrap(db: &mut PgConnection, account: AccountId, factor: &FactorRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "update factor set for_factor_key = $3, for_root = $4 where id = $1 and account_id = $2",
        factor.id.0,
        account.0,
        factor.for_factor_key,
        factor.for_root
    )
    .execute(db)
    .await?;
    must_touch("factor", 1, &done)
}

pub async fn remove(db: &mut PgConnection, account: AccountId, factor: FactorId) -> Result<(), DbError> {
    let done =
        sqlx::query!("delete from factor where id = $1 and account_id = $2", factor.0, account.0).execute(db).await?;
    must_touch("factor", 1, &done)
}

/// Takes all of an account's factors away.
pub async fn remove_all(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    sqlx::query!("delete from factor where account_id = $1", account.0).execute(db).await?;
    Ok(())
}
