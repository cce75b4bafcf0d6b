//! `escrow`: each person's identity seed, sealed to the administrators' keyring.

use super::{DbError, PgConnection, integer, must_touch, unsigned};
use crate::domain::AccountId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscrowRow {
    pub account: AccountId,
    /// Of the keyring to which it is sealed.
    pub epoch: u32,
    pub sealed: Vec<u8>,
    pub mac: Vec<u8>,
}

pub async fn of_account(db: &mut PgConnection, account: AccountId) -> Result<Option<EscrowRow>, DbError> {
    let row = sqlx::query!("select epoch, sealed, mac from escrow where account_id = $1", account.0)
        .fetch_optional(db)
        .await?;
    row.map(|row| {
        let epoch = unsigned("escrow", "epoch", row.epoch.into())?;
        Ok(EscrowRow { account, epoch, sealed: row.sealed, mac: row.mac })
    })
    .transpose()
}

/// Puts a person's escrowed seed in the place of the former, if there is one.
pub async fn put(db: &mut PgConnection, row: &EscrowRow) -> Result<(), DbError> {
    let done = sqlx::query!(
        "insert into escrow (account_id, epoch, sealed, mac) values ($1, $2, $3, $4)
         on conflict (account_id) do update set epoch = excluded.epoch, sealed = excluded.sealed, mac = excluded.mac",
        row.account.0,
        integer(row.epoch),
        row.sealed,
        row.mac
    )
    .execute(db)
    .await?;
    must_touch("escrow", 1, &done)
}

/// Some of the rows that are sealed to a keyring before this epoch's, which nobody else changes until the transaction ends.
pub async fn before(db: &mut PgConnection, epoch: u32, most: u32) -> Result<Vec<EscrowRow>, DbError> {
    let rows = sqlx::query!(
        "select account_id, epoch, sealed, mac from escrow where epoch < $1 order by epoch, account_id limit $2
         for update skip locked",
        integer(epoch),
        i64::from(most)
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let epoch = unsigned("escrow", "epoch", row.epoch.into())?;
            Ok(EscrowRow { account: AccountId(row.account_id), epoch, sealed: row.sealed, mac: row.mac })
        })
        .collect()
}

/// Takes a person's away, if there is one.
pub async fn remove(db: &mut PgConnection, account: AccountId) -> Result<(), DbError> {
    sqlx::query!("delete from escrow where account_id = $1", account.0).execute(db).await?;
    Ok(())
}

/// Takes everybody's away; returns how many there were.
pub async fn clear(db: &mut PgConnection) -> Result<u64, DbError> {
    Ok(sqlx::query!("delete from escrow").execute(db).await?.rows_affected())
}

/// How many people are enrolled, and whose seed is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    pub enrolled: i64,
    pub kept: i64,
}

/// All of them. It reads whole tables: in the background.
pub async fn count_all(db: &mut PgConnection) -> Result<Counts, DbError> {
    let counts = sqlx::query_as!(
        Counts,
        r#"select (select count(*) from profile) as "enrolled!", (select count(*) from escrow) as "kept!""#
    );
    Ok(counts.fetch_one(db).await?)
}

/// The same, of so many rows of each at most: what it costs does not grow with how many there are.
pub async fn count_some(db: &mut PgConnection, most: i64) -> Result<Counts, DbError> {
    let counts = sqlx::query_as!(
        Counts,
        r#"select (select count(*) from (select 1 from profile limit $1) as few) as "enrolled!",
                  (select count(*) from (select 1 from escrow limit $1) as few) as "kept!""#,
        most
    );
    Ok(counts.fetch_one(db).await?)
}

/// How many are still sealed to a keyring before this epoch's, of so many at most.
pub async fn count_before(db: &mut PgConnection, epoch: u32, most: i64) -> Result<i64, DbError> {
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from (select 1 from escrow where epoch < $1 limit $2) as few"#,
        integer(epoch),
        most
    );
    Ok(count.fetch_one(db).await?)
}
